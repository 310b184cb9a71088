"""The command line takes an edited working workbook as it takes what is typed."""

from __future__ import annotations

from pathlib import Path

from command_line import CommandLine
from edited_workbooks import (
    COST,
    COVERAGE,
    edited,
    value_of,
)

from roi_model.outputs.workbook.input_sheet import Column
from roi_model.outputs.workbook.read_inputs import read_inputs


def test_compare_and_run_take_an_edited_workbook(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300)))
    found = roi_model("compare", "--inputs", str(path), "--format", "json").json
    typed = (
        "compare", "debt_advice", "collaborative_care", "--area", "Leeds", "--coverage", "0.2", "--set",
        f"{COST}=300:201:377@2009", "--draws", "20", "--seed", "5", "--format", "json",
    )  # fmt: skip
    assert found["results"] == roi_model(*typed).json["results"]
    assert any("value was 265 and is 300" in note for note in found["notes"])
    assert found["run"]["request"]["name"] == "Plan"
    one = roi_model("run", "collaborative_care", "--inputs", str(path), "--seed", "2017", "--format", "json").json
    assert one["run"]["seed"] == 2017  # what is typed goes before what stands in the file, the default too
    assert one["run"]["request"]["changes"] == {"coverage": "0.2"}


def test_an_edited_workbook_is_exported_anew_with_its_edits_in_the_record(
    roi_model: CommandLine, exported: bytes, tmp_path: Path
) -> None:
    path, again = tmp_path / "edited.xlsx", tmp_path / "again.xlsx"
    path.write_bytes(edited(exported, (COVERAGE, Column.VALUE, "25%")))
    answer = roi_model("export", "working", "debt_advice", "--inputs", str(path), "--out", str(again))
    assert answer.code == 0, answer.err
    assert "value was 0.2 and is 0.25" in answer.out
    assert read_inputs(again).edits == ()
    assert value_of(read_inputs(again), "debt_advice", "coverage").value == 0.25


def test_a_business_case_of_an_edited_workbook_says_what_was_edited(
    roi_model: CommandLine, exported: bytes, tmp_path: Path
) -> None:
    path, case = tmp_path / "edited.xlsx", tmp_path / "case.docx"
    path.write_bytes(edited(exported, (COVERAGE, Column.VALUE, "25%")))
    answer = roi_model("export", "summary", "debt_advice", "--inputs", str(path), "--out", str(case))
    assert answer.code == 0, answer.err
    written, *notes = answer.out.splitlines()
    assert written == f"Written: {case}"
    assert any("value was 0.2 and is 0.25" in note for note in notes)


def test_options_go_before_the_workbook(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300), ("population.adults", Column.VALUE, 5000)))
    words = ("--area", "Hull", "--set", f"{COST}=310:201:377@2009")
    asked = roi_model("compare", "debt_advice", "--inputs", str(path), *words[:4], "--format", "json").json["run"][
        "request"
    ]
    assert asked["areas"] == ["Hull"]
    assert "population" not in asked
    assert asked["changes"] == {"coverage": "0.2", COST: "310:201:377@2009"}
    refused = roi_model("compare", "--inputs", str(path), "--area", "Lids")
    assert (refused.code, "There is no area called 'Lids'" in refused.err) == (2, True)


def test_a_file_that_is_no_workbook_is_refused_by_the_command_line(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("hello")
    answer = roi_model("compare", "--inputs", str(path))
    assert (answer.code, answer.out, answer.err) == (2, "", f"roi-model: {path} is not an Excel workbook (.xlsx).\n")


def test_reproduce_says_what_was_edited(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300)))
    answer = roi_model("reproduce", str(path))
    assert answer.code == 0
    assert "Changed in the file after its export" in answer.out
    assert "value was 265 and is 300" in answer.out
