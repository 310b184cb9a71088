"""An edited working workbook is a scenario of a sweep, with the numbers that it has by itself."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command_line import CommandLine
from edited_workbooks import edited, exported_from

from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.source import load_plan
from roi_model.outputs.workbook.input_sheet import Column

ASKED = Request(
    areas=("Leeds",), interventions=("debt_advice", "collaborative_care"), changes={"coverage": "0.2"}, draws=40, seed=5
)
COST, SCHEDULE, PAY = "debt_advice.advice_cost", "settings.schedule", "weekly_pay"
PLAN = """areas: [{areas}]
interventions: [{interventions}]
draws: 40
seed: 5
scenarios:
  sent:
    workbook: {workbook}
  as published: {{}}
"""


@pytest.fixture(scope="module")
def exported() -> bytes:
    return exported_from(ASKED)


@pytest.fixture(scope="module")
def sent(exported: bytes) -> bytes:
    return edited(exported, (COST, Column.VALUE, 300), (SCHEDULE, Column.VALUE, "review-2026"))


def planned(
    folder: Path,
    content: bytes | None,
    areas: str = "Leeds, Kent",
    interventions: str = "debt_advice, collaborative_care",
    workbook: str = "sent.xlsx",
) -> Path:
    if content is not None:
        (folder / workbook).write_bytes(content)
    path = folder / "plan.yaml"
    path.write_text(PLAN.format(areas=areas, interventions=interventions, workbook=workbook), encoding="utf-8")
    return path


def refusal(source: Path | dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(InputError) as refused:
        load_plan(source)
    return refused.value.problems


def test_a_swept_workbook_has_the_numbers_that_it_has_by_itself(
    roi_model: CommandLine, tmp_path: Path, sent: bytes
) -> None:
    plan, out = planned(tmp_path, sent), tmp_path / "out"
    swept = roi_model("sweep", str(plan), "--out", str(out))
    assert swept.code == 0, swept.err
    alone = roi_model("compare", "--inputs", str(tmp_path / "sent.xlsx"), "--format", "csv")
    table = pd.read_parquet(out / "results")
    table = table[(table.sector == "all") & (table.kind == "all")]
    there = table[(table.scenario == "sent") & (table.area == "Leeds")]
    expected = {
        (row["intervention"], row["measure"]): row
        for row in alone.csv
        if row["preset"] == "phe-2017" and row["sector"] in {"", "all"}
    }
    for measure in ("programme_cost", "net_present_value", "return_per_pound"):
        rows = there[there.measure == measure]
        assert len(rows) == 2
        for row in rows.itertuples():
            same = expected[str(row.intervention), measure]
            found = [row.base_case, row.mean, row.low, row.high]
            assert found == [float(same[cell]) for cell in ("base_case", "mean", "low", "high")]
    costs = table[(table.measure == "programme_cost") & (table.intervention == "debt_advice")]
    by_scenario = costs.set_index(["area", "scenario"]).base_case
    assert by_scenario["Kent", "sent"] != by_scenario["Kent", "as published"]


def test_what_was_taken_of_a_workbook_is_said_and_listed(roi_model: CommandLine, tmp_path: Path, sent: bytes) -> None:
    plan, out = planned(tmp_path, sent), tmp_path / "out"
    for words in (("--dry-run",), ("--out", str(out))):
        said = " ".join(roi_model("sweep", str(plan), *words).out.split())
        assert "sent.xlsx, made for Leeds: Inputs!C" in said
        assert f"({COST}): value was 265 and is 300." in said
        assert "its place, draws, seed and way to draw are not taken; those are the sweep's own." in said
    rows = list(csv.reader(io.StringIO((out / "scenarios.csv").read_text(encoding="utf-8"))))
    assert rows[1:] == [
        ["sent", "schedule", "review-2026"],
        ["sent", "coverage", "0.2"],
        ["sent", COST, "300.0:201.0:377.0@2009"],
        ["as published", "", ""],
    ]


def test_what_a_scenario_builds_on_and_sets_goes_on_top_of_its_workbook(tmp_path: Path, sent: bytes) -> None:
    (tmp_path / "sent.xlsx").write_bytes(sent)
    (tmp_path / "table.csv").write_text(
        "scenario,workbook,builds_on,schedule,debt_advice.advice_cost,runs\n"
        "wide,,,green-book-2026,,no\nsent,sent.xlsx,,,,\non it,,sent,,500@2024-25,\nboth,sent.xlsx,wide,,,\n",
        encoding="utf-8",
    )
    listed = [
        {"name": "wide", "schedule": "green-book-2026", "runs": False},
        {"name": "sent", "workbook": str(tmp_path / "sent.xlsx")},
        {"name": "on it", "builds_on": "sent", COST: "500@2024-25"},
        {"name": "both", "workbook": str(tmp_path / "sent.xlsx"), "builds_on": ["wide"]},
    ]
    top = {"areas": ["Leeds"], "interventions": ["debt_advice", "collaborative_care"], "draws": 40}
    (tmp_path / "plan.json").write_text(json.dumps({**top, "scenarios": "table.csv"}), encoding="utf-8")
    for source in (tmp_path / "plan.json", {**top, "scenarios": listed}):
        requests = {scenario.name: scenario.request for scenario in load_plan(source).scenarios}
        assert list(requests) == ["sent", "on it", "both"]
        assert requests["sent"].changes == {"coverage": "0.2", COST: "300.0:201.0:377.0@2009"}
        assert requests["on it"].changes == {"coverage": "0.2", COST: "500@2024-25"}
        assert [request.schedule for request in requests.values()] == ["review-2026", "review-2026", "green-book-2026"]
        assert requests["both"].changes == requests["sent"].changes


def test_a_rule_changed_back_in_the_workbook_goes_over_that_of_the_whole_sweep(tmp_path: Path) -> None:
    content = exported_from(ASKED.changed(schedule="review-2026"))
    content = edited(content, (SCHEDULE, Column.VALUE, "green-book-2026"))
    plan = planned(tmp_path, content)
    plan.write_text(f"schedule: review-2026\n{plan.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [scenario.request.schedule for scenario in load_plan(plan).scenarios] == ["green-book-2026", "review-2026"]


def test_a_grid_builds_on_workbooks(tmp_path: Path, sent: bytes) -> None:
    plan = planned(tmp_path, sent)
    plan.write_text(f"{plan.read_text(encoding='utf-8')}grid: {{builds_on: [sent, as published], horizon: [1, 5]}}\n")
    last = load_plan(plan).scenarios
    assert [scenario.request.schedule for scenario in last][2:] == ["review-2026"] * 2 + ["green-book-2026"] * 2


def test_a_folder_is_not_gone_on_with_when_a_workbook_has_changed(
    roi_model: CommandLine, tmp_path: Path, exported: bytes, sent: bytes
) -> None:
    plan, out = planned(tmp_path, sent), tmp_path / "out"
    assert roi_model("sweep", str(plan), "--out", str(out)).code == 0
    (tmp_path / "sent.xlsx").write_bytes(edited(sent, also=lambda book: book.create_sheet("My notes") and None))
    assert roi_model("sweep", str(plan), "--out", str(out)).code == 0
    (tmp_path / "sent.xlsx").write_bytes(edited(exported, (COST, Column.VALUE, 301)))
    answer = roi_model("sweep", str(plan), "--out", str(out))
    assert answer.code == 2
    assert f"the scenario 'sent' had {COST} 300.0:201.0:377.0@2009 and has 301.0:201.0:377.0@2009" in answer.err


def test_damaged_rows_are_named_with_line_sheet_and_cell_and_nothing_is_written(
    roi_model: CommandLine, tmp_path: Path, exported: bytes
) -> None:
    content = edited(exported, (COST, Column.VALUE, "banana"), ("debt_advice.coverage", Column.VALUE, 3))
    out = tmp_path / "out"
    answer = roi_model("sweep", str(planned(tmp_path, content, areas="Leads")), "--out", str(out))
    assert (answer.code, answer.out, out.exists()) == (2, "", False)
    said = answer.err.splitlines()
    assert len(said) == 3
    assert "plan.yaml, line 1: There is no area called 'Leads'" in said[0]
    assert all("plan.yaml, line 7, sent.xlsx: Inputs!C" in line for line in said[1:])
    assert "is 3; it must be a number between 0 and 1" in answer.err
    assert "'banana', which is not a number" in answer.err


def test_figures_and_local_values_of_a_place_are_not_carried_to_others(tmp_path: Path) -> None:
    asked = Request(areas=("Leeds",), interventions=("workplace_wellbeing",), draws=40)
    own = {"areas": "Leeds", "interventions": "workplace_wellbeing"}
    exported = exported_from(asked)
    pay = edited(exported, ("workplace_wellbeing.weekly_pay", Column.VALUE, 500))
    assert load_plan(planned(tmp_path, pay, **own)).scenarios[0].request.changes
    (said,) = refusal(planned(tmp_path, pay, "Leeds, Kent", "workplace_wellbeing"))
    assert "plan.yaml, line 7, sent.xlsx: Inputs!C" in said
    assert "weekly_pay was changed for Leeds; it is scaled to each place" in said
    people = next(name for name in asked.cases()[0].description.population)
    (said,) = refusal(planned(tmp_path, edited(exported, (f"population.{people}", Column.VALUE, 9)), **own))
    assert "That is a figure of the place, and each place of a sweep has its own" in said


def test_only_what_the_sweep_runs_is_taken_and_what_the_workbook_lacks_is_refused(tmp_path: Path, sent: bytes) -> None:
    plan = load_plan(planned(tmp_path, sent, interventions="collaborative_care"))
    assert plan.scenarios[0].request.changes == {"coverage": "0.2"}
    assert any(f"({COST})" in note and note.endswith("The sweep does not run that.") for note in plan.notes)
    (said,) = refusal(planned(tmp_path, sent, interventions="debt_advice, loneliness"))
    assert said.startswith(
        "plan.yaml, line 7, sent.xlsx: it holds debt_advice, collaborative_care, and nothing on lone"
    )


@pytest.mark.parametrize(
    ("scenario", "why"),
    [
        ({"workbook": "gone.xlsx"}, "There is no file"),
        ({"workbook": "plan.csv"}, "workbook is 'plan.csv'; it must be a working workbook, .xlsx."),
        ({"workbook": 3}, "workbook is 3; it must be a working workbook, .xlsx."),
        ({"workbook": None}, "workbook is None; it must be a working workbook, .xlsx."),
    ],
)
def test_what_is_no_workbook_is_refused(scenario: dict[str, object], why: str) -> None:
    (said,) = refusal({"scenarios": {"sent": scenario}})
    assert why in said


@pytest.mark.parametrize("part", [{}, {"grid": {}}, {"design": {}}])
def test_a_workbook_outside_a_scenario_is_refused(part: dict[str, Any]) -> None:
    misplaced: dict[str, Any] = {name: {"workbook": ["a.xlsx"]} for name in part} or {"workbook": "a.xlsx"}
    assert any("workbook is of a scenario: write it under a name in scenarios" in said for said in refusal(misplaced))


def test_a_working_workbook_is_no_table_of_scenarios(roi_model: CommandLine, tmp_path: Path, sent: bytes) -> None:
    path, beside = tmp_path / "sent.xlsx", tmp_path / "beside.yaml"
    path.write_bytes(sent)
    beside.write_text("scenarios: sent.xlsx\n", encoding="utf-8")
    for source in (path, beside):
        answer = roi_model("sweep", str(source), "--out", str(tmp_path / "out"))
        assert (answer.code, answer.out, (tmp_path / "out").exists()) == (2, "", False)
        assert "not a table of scenarios" in answer.err
        assert "write 'scenarios: {edited: {workbook: sent.xlsx}}' into a .yaml file beside it" in answer.err
