from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.source import Instead, load_plan

YAML = """
areas: [Leeds, Kent]
interventions: [debt_advice]
draws: 50
scenarios:
  as it is: {}
  more: {coverage: 0.2, horizons: [1, 5]}
  more and shared: {builds_on: more, preset: evidence, payers: {nhs: 0.5, local_government: 0.5}}
"""
TOML = """
areas = ["Leeds", "Kent"]
interventions = ["debt_advice"]
draws = 50
[scenarios."as it is"]
[scenarios.more]
coverage = 0.2
horizons = [1, 5]
[scenarios."more and shared"]
builds_on = "more"
preset = "evidence"
payers = { nhs = 0.5, local_government = 0.5 }
"""
TABLE = """scenario,builds_on,coverage,horizons,preset,payers.nhs,payers.local_government
as it is,,,,,,
more,,20%,1; 5,,,
more and shared,more,,,evidence,50%,0.5
"""
TOP = "areas: [Leeds, Kent]\ninterventions: [debt_advice]\ndraws: 50\nscenarios: table.csv\n"


def workbook(path: Path, cells: list[list[object]], sweep: list[list[object]], title: str = "Scenarios") -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = title
    for row in cells:
        first.append(row)
    if sweep:
        second = book.create_sheet("Sweep")
        for row in sweep:
            second.append(row)
    book.save(path)
    return path


def written(folder: Path, form: str) -> Path:
    texts = {"plan.yaml": YAML, "plan.toml": TOML, "top.yaml": TOP, "table.csv": TABLE}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    cells: list[list[object]] = [
        ["scenario", "builds_on", "coverage", "horizons", "preset", "payers.nhs", "payers.local_government"],
        ["as it is"],
        ["more", None, 0.2, "1; 5"],
        [],
        ["more and shared", "more", None, None, "evidence", 0.5, 0.5],
    ]
    sweep: list[list[object]] = [["areas", "Leeds; Kent"], ["interventions", "debt_advice"], ["draws", 50]]
    workbook(folder / "plan.xlsx", cells, sweep)
    return folder / form


def asked(plan: SweepPlan) -> list[object]:
    """Everything that its units ask, whatever the form in which a number was typed."""
    return [
        (unit.scenario, unit.area, unit.horizons, unit.request.cases(), unit.request.analysis())
        for unit in plan.units()
    ]


@pytest.mark.parametrize("form", ["plan.toml", "top.yaml", "plan.xlsx"])
def test_every_form_of_a_sweep_asks_the_same(tmp_path: Path, form: str) -> None:
    plan = load_plan(written(tmp_path, "plan.yaml"))
    assert asked(load_plan(tmp_path / form)) == asked(plan)
    last = plan.unit(5)
    assert (len(plan), last.request.payers, last.horizons) == (6, {"nhs": 0.5, "local_government": 0.5}, (1, 5))


def test_a_csv_file_takes_its_places_from_the_options(tmp_path: Path) -> None:
    instead = Instead(("Leeds", "Kent"), ("debt_advice",), draws=50)
    plan = load_plan(written(tmp_path, "table.csv"), instead)
    assert asked(plan) == asked(load_plan(tmp_path / "plan.yaml"))


def test_options_stand_in_the_place_of_the_files_own_entries(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, "plan.yaml"), Instead(("all regions",), ("loneliness",), draws=9, seed=3))
    request = plan.scenarios[0].request
    assert (len(plan.areas), request.interventions, request.draws, request.seed) == (9, ("loneliness",), 9, 3)


def test_a_wrong_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_plan(written(tmp_path, "plan.yaml"), Instead(("Leads",), ("dept_advice",), draws=1, seed=-1))
    assert [said.partition(": ")[0] for said in refused.value.problems] == [
        "plan.yaml, --area",
        "plan.yaml, --intervention",
        "plan.yaml, --draws",
        "plan.yaml, --seed",
    ]


def test_problems_of_a_table_name_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("scenario,coverage,colour\na,2,\nb,,red\na,0.1,\n", encoding="utf-8")
    (tmp_path / "top.yaml").write_text("scenarios: table.csv\nareas: [Leads]\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_plan(tmp_path / "table.csv")
    said = [
        "row 1, column colour: There is no setting called 'colour'.",
        "row 2, column coverage: coverage is 2; it must be a number between 0 and 1.",
        "row 4: 'a' stands twice; a name may stand only once.",
    ]
    for found, expected in zip(refused.value.problems, said, strict=True):
        assert found.startswith(f"table.csv, {expected}")
    with pytest.raises(InputError) as refused:
        load_plan(tmp_path / "top.yaml")
    assert any("table.csv, row 2, column coverage: coverage is 2" in found for found in refused.value.problems)
    assert any("top.yaml, line 2: There is no area called 'Leads'" in found for found in refused.value.problems)


def test_problems_of_a_workbook_name_sheet_and_row(tmp_path: Path) -> None:
    sweep: list[list[object]] = [["areas", "Leads"], ["areas", "Kent"]]
    path = workbook(tmp_path / "plan.xlsx", [["scenario", "coverage"], ["a", 2]], sweep)
    with pytest.raises(InputError) as refused:
        load_plan(path)
    assert refused.value.problems == (
        "plan.xlsx, sheet Sweep, row 1: There is no area called 'Leads'. Did you mean 'Leeds'?",
        "plan.xlsx, sheet Sweep, row 2: 'areas' stands twice; a name may stand only once.",
        "plan.xlsx, sheet Scenarios, row 2, column coverage: coverage is 2; it must be a number between 0 and 1.",
    )


def test_a_workbook_with_one_sheet_of_any_name_is_a_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", [["scenario", "coverage"], ["a", 0.2], ["b", "20%"]], [], "Sheet1")
    assert [scenario.name for scenario in load_plan(path).scenarios] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("plan.txt", "a", r"ends with '\.txt'; a sweep is read from \.yaml"),
        ("plan.yaml", "scenarios: table.txt", "line 1: scenarios is 'table.txt'; it must be names with settings, or"),
        ("plan.yaml", "draws: 50\nscenarios: table.csv", "plan.yaml, line 2: There is no file .*table.csv"),
        ("plan.yaml", "scenarios: gone.xlsx\ndraws: 1", "(?s)line 1: There is no file .*gone.xlsx.*line 2: draws is 1"),
        ("plan.toml", "", "plan.toml: holds no named entries"),
        ("plan.csv", "scenario,coverage\n,\n", "scenarios is empty; name some, or leave it out"),
        ("plan.csv", "Scenario,coverage\n", "there is no column 'scenario'.* Write 'scenario' for 'Scenario'"),
        ("plan.csv", "name,coverage\n", "there is no column 'scenario'"),
        ("plan.xlsx", "not a workbook", "is not an Excel workbook"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        load_plan(tmp_path / name)


def test_numbers_of_numpy_are_numbers() -> None:
    grid = {"coverage": np.linspace(0.1, 0.3, 3), "horizon": np.array([1, 5]), 2025: np.int64(1)}
    with pytest.raises(InputError, match="There is no setting called '2025'"):
        load_plan({"grid": grid})
    del grid[2025]
    plan = load_plan({"grid": grid, "draws": np.int64(50)})
    assert [scenario.horizons for scenario in plan.scenarios] == [(1,), (5,)] * 3
    assert plan.scenarios[2].settings["coverage"] == "0.2"


def test_a_notebook_gives_what_a_file_would_hold() -> None:
    assert len(load_plan({"areas": ["Leeds"], "grid": {"coverage": [0.1, 0.2]}})) == 2
    with pytest.raises(InputError, match="The sweep: grid is empty"):
        load_plan({"grid": {}})
