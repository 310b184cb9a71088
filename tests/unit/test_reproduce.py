"""``roi-model reproduce``: the numbers of an output are made again, or what differs is named."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine
from openpyxl import load_workbook

from roi_model.outputs.record import run_record as provenance
from roi_model.outputs.record.export_record import SHEET, joined_record
from roi_model.outputs.record.reproduce import reproduce

EXPORT = ("export", "publication", "debt_advice", "loneliness", "--area", "Leeds", "--draws", "50", "--seed", "7")
CHANGED = ("--set", "debt_advice.advice_cost=300@2024-25", "--coverage", "loneliness=20%", "--name=-Plan")
TWO = ("package", "debt_advice", "--area", "Leeds", "--area", "Kent", "--apart")
LIMITS = ("--budget", "500000", "--budget", "year 1=400000", "--exclude", "debt_advice", "--most", "30%")

MORE_LIMITS = (
    *("--budget", "6e7", "--must", "loneliness", "--must", "debt_advice=1%", "--coverage", "loneliness=2%"),
    *("--floor", "society=-1e9", "--diminishing", "debt_advice=5%:80%", "--diminishing", "10%:50%", "--step", "1%"),
    *("--cash-only", "--undiscounted", "--perspective", "public_sector"),
)


@pytest.fixture
def published(roi_model: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "leeds.xlsx"
    assert roi_model(*EXPORT, *CHANGED, "--out", str(path), "--final", "--analyst", "A", "--assurer", "B").code == 0
    return path


def test_a_publication_is_made_again_from_any_of_its_files(roi_model: CommandLine, published: Path) -> None:
    folder = published.parent / "leeds_csv"
    beside = (folder / "02_headline_results.csv", folder / "run_record.json", published.with_suffix(".ods"))
    for path in (published, *beside):
        answer = roi_model("reproduce", str(path))
        assert answer.code == 0, answer.out
        assert re.search(r"all [\d,]+ values are the same, (to the last digit|within \de-1\d)", answer.out)
        assert "Run again as: roi-model export publication debt_advice loneliness --area Leeds" in answer.out


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "--area", "Leeds", "--draws", "50"),
        ("compare", "debt_advice", "--all-horizons", "--draws", "50"),
        ("compare", "debt_advice", "loneliness", "--correlate", "advice_cost,service_cost=0.5", "--draws", "50"),
        ("run", "debt_advice", "--split", "debt_advice=nhs:0.5,local_government:rest", "--draws", "50"),
        ("run", "loneliness", "--until-error", "0.2", "--draws", "64"),
        ("package", "debt_advice", "loneliness", "collaborative_care", "--area", "Leeds", "--draws", "40"),
        (*TWO, "--draws", "40", "--horizon", "3", "--preset", "evidence", "--separately", "local_government"),
        ("positions", "debt_advice", "--area", "Leeds", "--draws", "40", "--split", "debt_advice=nhs:1"),
        ("pool", "loneliness", "--draws", "40", "--contributor", "nhs", "--contributor", "local_government"),
        ("pool", "debt_advice", "--draws", "40", "--basis", "financial", "--chance", "60%", "--by-year", "2"),
        ("portfolio", "debt_advice", "loneliness", "--draws", "40", "--points", "3", *LIMITS),
        ("portfolio", "debt_advice", "loneliness", "--draws", "40", "--points", "2", *MORE_LIMITS),
        ("run", "loneliness", "--draws", "64", "--method", "latin-hypercube"),
        ("run", "collaborative_care", "--population", "adults=50000", "--also-count", "qalys", "--draws", "50"),
    ],
)
def test_G14_the_json_of_a_command_is_made_again(
    roi_model: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    written = roi_model(*words, "--format", "json")
    assert written.code == 0, written.err
    path = tmp_path / "out.json"
    path.write_text(written.out, encoding="utf-8")
    answer = roi_model("reproduce", str(path))
    assert (answer.code, answer.err) == (0, "")
    assert "to the last digit" in answer.out
    assert "inputs are not" not in answer.out
    # The command line of the record asks the same.
    again = roi_model(*shlex.split(written.json["run"]["command"])[1:], "--format", "json")
    assert rows_of(again.json) == rows_of(written.json)


def rows_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = content["results" if "results" in content else "figures"]
    return rows


def test_a_number_that_was_changed_in_json_is_named(roi_model: CommandLine, tmp_path: Path) -> None:
    content = roi_model("run", "debt_advice", "--draws", "50", "--format", "json").json
    content["figures"][1]["mean"] += 1
    path = tmp_path / "out.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    answer = roi_model("reproduce", str(path))
    assert answer.code == 1
    assert "1 of " in answer.out
    named = r"figures: England, debt_advice, .*programme_cost, £, 5, mean: [\d.]+ in the file, [\d.]+ now"
    assert re.search(named, answer.out)


def test_numbers_changed_in_the_json_of_a_portfolio_are_named(roi_model: CommandLine, tmp_path: Path) -> None:
    words = ("portfolio", "debt_advice", "--budget", "500000", "--points", "2", "--draws", "40", "--format", "json")
    content = roi_model(*words).json
    rows = [row for row in content["results"] if row["part"] == "frontier" and row["measure"] == "net_present_value"]
    assert len(rows) == 2  # told apart by a number, so that a change of the second is seen
    rows[1]["mean"] += 1
    path = tmp_path / "out.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    answer = roi_model("reproduce", str(path))
    assert (answer.code, answer.out.count(" in the file, ")) == (1, 1)
    assert re.search(r"results: frontier, .*net_present_value, £, mean \(no\. 2\): [\d.]+ in the file", answer.out)


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("pool", {"chance": "likely"}, "The run record: chance is 'likely'"),
        ("pool", {"contributers": ["nhs"]}, "did you mean 'contributors'"),
        ("package", {"separately": ["nsh"]}, "There is no sector called 'nsh'"),
        (
            "portfolio",
            {"points": 0, "budgets": {"all": 1e6}},
            "points is 0; it must be a whole number between 1 and 200",
        ),
        ("portfolio", {"budgets": {"all": "much"}}, "The run record: budgets.all is 'much'"),
        ("portfolio", {"budgets": {"all": 1.0}, "must": {"debt_advice": 0.5}}, "can no longer be met together"),
    ],
)
def test_damaged_options_of_a_record_are_refused_in_a_sentence(
    roi_model: CommandLine, tmp_path: Path, command: str, options: dict[str, Any], said: str
) -> None:
    asked = {"areas": ["Leeds"], "interventions": ["debt_advice"], "draws": 20, "horizon": 2}
    run = {"request": asked, "command": f"roi-model {command} debt_advice", "options": options}
    path = tmp_path / "out.json"
    path.write_text(json.dumps({"run": run, "results": [{"measure": "cost", "mean": 1.0}]}), encoding="utf-8")
    answer = roi_model("reproduce", str(path))
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_cell_that_was_changed_is_named_with_its_worksheet(roi_model: CommandLine, published: Path) -> None:
    book = load_workbook(published)
    cell = book["Headline results"]["D3"]
    cell.value = 1
    book.save(published)
    answer = roi_model("reproduce", str(published))
    assert answer.code == 1
    assert re.search(r"Headline results!D3: 1 in the file, \d+ now\.", answer.out)


def test_a_row_that_was_taken_out_is_missed(roi_model: CommandLine, published: Path) -> None:
    book = load_workbook(published)
    book["How sure"].delete_rows(4)
    book.save(published)
    assert "missing in the file" in roi_model("reproduce", str(published)).out


def test_a_changed_version_and_changed_inputs_are_said(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "PACKAGES", ("numpy",))
    monkeypatch.setattr(provenance, "package_version", lambda *_: "9.9")
    found = reproduce(published)
    assert found.is_same
    assert any(re.fullmatch(r"numpy was [\d.]+ and is 9\.9\.", change) for change in found.changes)


def test_inputs_that_have_moved_since_are_named(published: Path) -> None:
    record_file = published.parent / "leeds_csv" / "run_record.json"
    record = json.loads(record_file.read_text(encoding="utf-8"))
    record["inputs"]["debt_advice.over_indebted"][0] = 0.5
    record["parameter_digest"] = "0" * 16
    record["figures"]["Leeds/debt_advice/phe-2017/5/net_present_value"][1] += 1.0
    record_file.write_text(json.dumps(record), encoding="utf-8")
    found = reproduce(record_file)
    assert not found.is_same
    assert found.differences[0].startswith("Leeds/debt_advice/phe-2017/5/net_present_value, mean: ")
    assert any("their digest was 0000000000000000" in change for change in found.changes)
    assert any(change.startswith("debt_advice.over_indebted was 0.5, ") for change in found.changes)


def test_the_record_of_a_workbook_is_that_of_the_run(published: Path) -> None:
    rows = [(row[0], row[1]) for row in load_workbook(published)[SHEET].iter_rows(values_only=True)]
    record = joined_record(rows, "leeds.xlsx")
    assert (record["seed"], record["draws"], record["request"]["name"]) == (7, 50, "-Plan")
    assert record == json.loads((published.parent / "leeds_csv" / "run_record.json").read_text(encoding="utf-8"))


def test_files_that_cannot_be_made_again_are_refused_in_a_sentence(roi_model: CommandLine, tmp_path: Path) -> None:
    def refused(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        answer = roi_model("reproduce", str(tmp_path / name))
        assert (answer.code, answer.out) == (2, "")
        return answer.err

    tornado = roi_model("sensitivity", "tornado", "debt_advice", "--draws", "50", "--format", "json").out
    assert "does not say what was asked" in refused("tornado.json", tornado.encode())
    assert "is damaged and cannot be read" in refused("half.json", b'{"run": {')
    assert "it holds no named entries" in refused("list.json", b"[1]")
    assert "is not text in UTF-8" in refused("odd.json", b"\xff\xfe{}")
    assert "is not a workbook" in refused("out.txt", b"")
    assert "there is no run_record.json beside it" in refused("alone.csv", b"a,b\n")
    assert "is empty" in refused("none.xlsx", b"")
    assert "There is no file" in roi_model("reproduce", str(tmp_path / "gone.xlsx")).err


def test_a_workbook_without_its_record_is_refused(roi_model: CommandLine, published: Path) -> None:
    book = load_workbook(published)
    del book[SHEET]
    book.save(published)
    assert f"has no worksheet {SHEET}" in roi_model("reproduce", str(published)).err


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("people", [1], "people is [1]"),
        ("people", {"final": True, "boss": "A"}, "people.boss is not a known field"),
        ("people", {"final": True}, "add --analyst NAME and --assurer NAME"),
        ("versions", "numpy", "versions is 'numpy'"),
        ("figures", {"a": ["b"]}, "figures.a"),
        ("made", "yesterday", "made is 'yesterday'"),
        ("made", None, "does not say on which day it was made"),
        ("horizons", ["x"], "horizons.0 is 'x'"),
        ("command", "", "does not say what was asked"),
        ("inputs", {"debt_advice.coverage": [1]}, "inputs.debt_advice.coverage"),
    ],
)
def test_a_record_with_a_damaged_part_is_refused(
    roi_model: CommandLine, published: Path, field: str, value: object, said: str
) -> None:
    record_file = published.parent / "leeds_csv" / "run_record.json"
    record = json.loads(record_file.read_text(encoding="utf-8"))
    record_file.write_text(json.dumps({**record, field: value}), encoding="utf-8")
    answer = roi_model("reproduce", str(record_file))
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_request_that_can_no_longer_be_run_is_refused(roi_model: CommandLine, published: Path) -> None:
    record_file = published.parent / "leeds_csv" / "run_record.json"
    record = json.loads(record_file.read_text(encoding="utf-8"))
    record["request"]["changes"] = {"debt_advice.advise_cost": "3"}
    record_file.write_text(json.dumps(record), encoding="utf-8")
    answer = roi_model("reproduce", str(record_file))
    assert (answer.code, "Did you mean 'advice_cost'?" in answer.err) == (2, True)
    record["request"] = {"arias": ["Leeds"]}
    record_file.write_text(json.dumps(record), encoding="utf-8")
    assert "arias is not a known field; did you mean 'areas'" in roi_model("reproduce", str(record_file)).err
