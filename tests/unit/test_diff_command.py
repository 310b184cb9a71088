"""``roi-model diff`` on sweeps and on comparisons: what moved, what differs, and what each difference does."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from command_line import CommandLine

NHS_POSITION = ("net_present_value", "nhs", "all")
SWEEP = """\
interventions: [debt_advice, workplace_stress]
areas: [Leeds, Kent]
draws: 60
scenarios:
  usual: {}
  more:
    coverage: COVERAGE
    debt_advice.advice_cost: 300@2024-25
    payers: {nhs: 0.5, local_government: 0.5}
    horizon: [3, 5]
"""


def run(roi_model: CommandLine, folder: Path, text: str = SWEEP, coverage: str = "0.2") -> Path:
    folder.mkdir()
    file = folder / "sweep.yaml"
    file.write_text(text.replace("COVERAGE", coverage), encoding="utf-8")
    assert roi_model("sweep", str(file), "--out", str(folder / "out")).code == 0
    return folder / "out"


def one(path: Path, *rows: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_a_sweep_beside_itself_has_not_moved(roi_model: CommandLine, tmp_path: Path) -> None:
    out = run(roi_model, tmp_path / "a")
    answer = roi_model("diff", str(out), str(out))
    assert (answer.code, answer.err) == (0, "")
    assert " ".join(answer.out.split()).startswith(f"No figure moved from {out} to {out}; ")
    found = roi_model("diff", str(out), str(out), "--tolerance", "0", "--format", "json").json
    assert (found["moved"], found["differences"], found["explained"], found["parameters"]) == ([], [], [], [])
    assert found["compared"] > 500


def test_RAP_11_a_changed_setting_explains_the_whole_of_what_moved(roi_model: CommandLine, tmp_path: Path) -> None:
    first, second = run(roi_model, tmp_path / "a"), run(roi_model, tmp_path / "b", coverage="0.3")
    found = roi_model("diff", str(first), str(second), "--explain", "20", "--format", "json").json
    assert found["differences"] == ["the scenario 'more' had coverage 0.2 and has 0.3"]
    assert {row["scenario"] for row in found["moved"]} == {"more"}
    costs = [row for row in found["moved"] if row["measure"] == "programme_cost"]
    assert all(row["relative_change"] == pytest.approx(0.5, rel=1e-12) for row in costs)
    assert not [row for row in found["moved"] if row["measure"] == "return_per_pound"]
    # Two interventions, two places, two time horizons.
    assert len(found["explained"]) == 8
    for explained in found["explained"]:
        (step,) = explained["steps"]
        assert step["names"] == ["coverage"]
        assert explained["left_over"] == 0
        (row,) = [
            row
            for row in found["moved"]
            if (row["measure"], row["sector"], row["kind"]) == ("net_present_value", "all", "all")
            and all(row[name] == explained[name] for name in ("scenario", "area", "intervention", "horizon"))
        ]
        assert step["change"] == pytest.approx(row["change"], rel=1e-9)


@pytest.mark.parametrize("package", ["", "package: all\n"])
def test_every_figure_of_a_case_that_moved_is_explained_whole(
    roi_model: CommandLine, tmp_path: Path, package: str
) -> None:
    text = (
        "interventions: [debt_advice, workplace_stress]\nareas: [Leeds]\ndraws: 60\nhorizon: 5\n"
        "debt_advice.coverage: COVERAGE\nscenarios:\n  usual: SETTINGS\n" + package
    )
    first = run(roi_model, tmp_path / "a", text.replace("SETTINGS", "{}"))
    changed = "{preset: evidence, payers: {nhs: 1}, debt_advice.advice_cost: 300@2024-25}"
    second = run(roi_model, tmp_path / "b", text.replace("SETTINGS", changed), coverage="0.3")
    found = roi_model("diff", str(first), str(second), "--format", "json", "--explain", "5").json
    assert [one["intervention"] for one in found["explained"]].count("package") == bool(package)
    assert len(found["explained"]) == 2 + bool(package)
    for explained in found["explained"]:
        whole = [row for row in found["moved"] if row["intervention"] == explained["intervention"]]
        defined = [row for row in whole if row["change"] is not None]
        figures = explained["figures"]
        assert len(figures) == len(defined) > 10
        assert {"net_present_value", "return_per_pound", "chance_benefits_exceed_costs", "return_to_sector"} <= {
            figure["measure"] for figure in figures
        }
        for figure in figures:
            parts = sum(step["change"] for step in figure["steps"])
            assert figure["left_over"] == 0
            assert parts == pytest.approx(figure["change"], rel=1e-6, abs=1e-6)
    debt = next(one for one in found["explained"] if one["intervention"] == "debt_advice")
    (position,) = [one for one in debt["figures"] if (one["measure"], one["sector"], one["kind"]) == NHS_POSITION]
    by_name = {tuple(step["names"]): step["change"] for step in position["steps"]}
    assert by_name["payers",] < 0
    assert list(by_name) == [("presets",), ("debt_advice.coverage",), ("debt_advice.advice_cost",), ("payers",)]
    answer = roi_model("diff", str(first), str(second), "--explain", "5")
    assert "Positions of sectors: " in answer.out
    assert ("Why figures moved: Package in Leeds" in " ".join(answer.out.split())) == bool(package)


def test_who_pays_moves_positions_alone_and_that_is_explained(roi_model: CommandLine, tmp_path: Path) -> None:
    text = "interventions: [debt_advice]\nareas: [Leeds]\ndraws: 60\nscenarios:\n  usual: SETTINGS\n"
    first = run(roi_model, tmp_path / "a", text.replace("SETTINGS", "{}"))
    second = run(roi_model, tmp_path / "b", text.replace("SETTINGS", "{payers: {nhs: 1}}"))
    found = roi_model("diff", str(first), str(second), "--format", "json").json
    (explained,) = found["explained"]
    assert [step["names"] for step in explained["steps"]] == [["payers"]]
    assert {figure["sector"] for figure in explained["figures"]} == {"nhs", "local_government"}


def test_a_scenario_called_like_a_formula_stays_text_in_the_folder_and_is_found_again(
    roi_model: CommandLine, tmp_path: Path
) -> None:
    text = SWEEP.replace("  more:", "  '=cmd()':")
    first, second = run(roi_model, tmp_path / "a", text), run(roi_model, tmp_path / "b", text, coverage="0.3")
    table = (first / "scenarios.csv").read_text(encoding="utf-8")
    assert "\n'=cmd(),coverage,0.2\n" in table
    assert "\n=" not in table
    found = roi_model("diff", str(first), str(second), "--format", "json").json
    assert found["differences"] == ["the scenario '=cmd()' had coverage 0.2 and has 0.3"]
    assert {row["scenario"] for row in found["moved"]} == {"=cmd()"}


def older(folder: Path, intervention: str, parameter: str, value: str) -> None:
    """Make it look as if the evidence had held another value when this sweep was run."""
    path = folder / "parameters.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    changed = [(*row[:3], value) if row[0] == intervention and row[2] == parameter else row for row in rows]
    assert changed != rows
    one(path, *changed)


@pytest.mark.parametrize(
    ("intervention", "parameter", "value"),
    [("debt_advice", "advice_cost", "300.0:210.0:420.0@2009"), ("debt_advice", "coverage", "0.2")],
)
def test_TV_40_a_value_that_the_evidence_held_before_is_named_and_explains_what_moved(
    intervention: str, parameter: str, value: str, roi_model: CommandLine, tmp_path: Path
) -> None:
    usual = "interventions: [debt_advice]\nareas: [Leeds]\ndraws: 60\nscenarios:\n  usual: SETTINGS\n"
    second = run(roi_model, tmp_path / "b", usual.replace("SETTINGS", "{}"))
    # The older release is played by a setting that leaves no trace but in the figures.
    first = run(roi_model, tmp_path / "a", usual.replace("SETTINGS", f"{{{parameter}: '{value}'}}"))
    older(first, intervention, parameter, value)
    shutil.copy(second / "scenarios.csv", first / "scenarios.csv")
    found = roi_model("diff", str(first), str(second), "--format", "json").json
    assert {(one["intervention"], one["parameter"], one["before"]) for one in found["parameters"]} == {
        (intervention, parameter, value)
    }
    (explained,) = found["explained"]
    assert [step["names"] for step in explained["steps"]] == [[f"{intervention}.{parameter}"]]
    assert explained["left_over"] == 0
    answer = roi_model("diff", str(first), str(second))
    assert f"Debt advice, evidence: {parameter.replace('_', ' ')} was {value} and is" in " ".join(answer.out.split())


def test_what_is_not_a_parameter_is_left_over(roi_model: CommandLine, tmp_path: Path) -> None:
    usual = "interventions: [debt_advice]\nareas: [Leeds]\ndraws: 60\nscenarios:\n  usual: SETTINGS\n"
    second = run(roi_model, tmp_path / "b", usual.replace("SETTINGS", "{}"))
    first = run(roi_model, tmp_path / "a", usual.replace("SETTINGS", "{coverage: 0.2}"))
    shutil.copy(second / "scenarios.csv", first / "scenarios.csv")  # as if the program had doubled the people
    found = roi_model("diff", str(first), str(second), "--format", "json").json
    (explained,) = found["explained"]
    assert explained["steps"] == []
    (net,) = [row for row in found["moved"] if (row["measure"], row["sector"], row["kind"]) == (
        "net_present_value", "all", "all",
    )]  # fmt: skip
    assert explained["left_over"] == net["change"] != 0
    answer = roi_model("diff", str(first), str(second))
    assert "The program, and inputs that are not" in answer.out


def compared(roi_model: CommandLine, path: Path, *words: str) -> Path:
    answer = roi_model("compare", "--area", "Leeds", "--draws", "60", *words, "--format", path.suffix[1:])
    assert answer.code == 0
    path.write_text(answer.out, encoding="utf-8")
    return path


def test_two_comparisons_are_explained_by_what_they_asked(roi_model: CommandLine, tmp_path: Path) -> None:
    first = compared(roi_model, tmp_path / "a.json", "debt_advice")
    second = compared(roi_model, tmp_path / "b.json", "debt_advice", "--preset", "evidence", "--coverage", "0.2")
    found = roi_model("diff", str(first), str(second), "--format", "json").json
    (explained,) = found["explained"]
    assert [step["names"] for step in explained["steps"]] == [["presets"], ["coverage"]]
    assert explained["left_over"] == 0
    (net,) = [row for row in found["moved"] if row["measure"] == "net_present_value" and row["sector"] == "all"
              and row["kind"] == "all"]  # fmt: skip
    content = json.loads(second.read_text(encoding="utf-8"))["results"]
    (expected,) = [row for row in content if row["measure"] == "net_present_value" and not row["sector"]]
    assert net["after"] == expected["mean"]


def test_csv_and_json_of_one_comparison_are_the_same(roi_model: CommandLine, tmp_path: Path) -> None:
    first, second = compared(roi_model, tmp_path / "a.json"), compared(roi_model, tmp_path / "b.csv")
    answer = roi_model("diff", str(first), str(second), "--tolerance", "0")
    assert answer.out.split(" from ")[0] == "No figure moved"


def test_of_csv_what_differs_is_not_known_and_that_is_said(roi_model: CommandLine, tmp_path: Path) -> None:
    first = compared(roi_model, tmp_path / "a.csv", "debt_advice")
    second = compared(roi_model, tmp_path / "b.csv", "debt_advice", "--coverage", "0.2")
    answer = roi_model("diff", str(first), str(second))
    assert "What each change does could not be worked out" in answer.out
    quiet = roi_model("diff", str(first), str(second), "--explain", "0")
    assert "Attribution is not done; --explain 3 runs the model again" in " ".join(quiet.out.split())
    assert "A CSV file holds figures alone; compare two sweeps, or the JSON that" in " ".join(answer.out.split())
    rows = roi_model("diff", str(first), str(second), "--format", "csv").csv
    (people,) = [row for row in rows if row["measure"] == "people_reached"]
    assert float(people["relative_change"]) == pytest.approx(1, rel=1e-12)


def test_what_cannot_be_compared_is_refused_in_a_sentence(roi_model: CommandLine, tmp_path: Path) -> None:
    out, table = run(roi_model, tmp_path / "a"), compared(roi_model, tmp_path / "a.csv", "debt_advice")
    empty, other, broken = tmp_path / "empty", tmp_path / "other.csv", tmp_path / "broken.json"
    empty.mkdir()
    other.write_text("area,cost\nLeeds,3\n", encoding="utf-8")
    broken.write_text("{", encoding="utf-8")
    odd = tmp_path / "odd.json"
    odd.write_text('{\n"results": oops\n}', encoding="utf-8")
    spoiled = tmp_path / "spoiled"
    shutil.copytree(out, spoiled)
    (part,) = (spoiled / "results").iterdir()
    part.write_bytes(part.read_bytes()[:-5])
    unfinished = tmp_path / "unfinished"
    shutil.copytree(out, unfinished)
    (unfinished / "manifest.json").unlink()
    for words, sentence in {
        (out, table): "are of different kinds: a sweep and a comparison.",
        (tmp_path / "none", table): "is not there; give the folder of a sweep, or a CSV or JSON file of compare.",
        (empty, out): "holds no sweep; give a folder that roi-model sweep wrote, or a CSV or JSON file.",
        (unfinished, out): "is not finished; run it to its end first.",
        (table, other): "has no column intervention or horizon or measure",
        (table, broken): "broken.json is cut off before its end; make it again, or copy it again whole.",
        (table, odd): "odd.json is damaged: line 2 is not readable as JSON; make it again, or copy it again whole.",
        (spoiled, out): f"results/{part.name} is damaged or gone; run the same sweep again, and it is mended.",
        (table, tmp_path / "a" / "sweep.yaml"): "ends with '.yaml'; it must be a folder, or a .csv or .json file.",
    }.items():
        answer = roi_model("diff", *map(str, words))
        assert (answer.code, answer.out) == (2, ""), words
        assert sentence in answer.err
        assert answer.err.count("\n") == 1
    for option, value in (("--explain", "-1"), ("--explain", "many"), ("--tolerance", "-0.1")):
        answer = roi_model("diff", str(table), str(table), option, value)
        assert answer.code == 2
        assert answer.err.count("\n") == 1
