"""``roi-model export publication``: files whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from command_line import CommandLine
from openpyxl import load_workbook

from roi_model.analysis.request import Request
from roi_model.cli import export_command
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files
from roi_model.outputs.publication.open_data import RECORD_FILE

EXPORT = ("export", "publication", "debt_advice", "--area", "Leeds", "--draws", "50")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_workbook_ods_and_csv_are_written_and_named(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "leeds.xlsx"
    answer = roi_model(*EXPORT, "--out", str(path), "--name", "=Plan", "--cheers", "27=Council grant.")
    assert answer.code == 0, answer.err
    assert names(tmp_path) == ["leeds.ods", "leeds.xlsx", "leeds_csv"]
    assert answer.out.splitlines()[0] == f"Written: {path}"
    book = load_workbook(path)
    assert book["Cover"]["A1"].value == "=Plan"
    record = json.loads((tmp_path / "leeds_csv" / RECORD_FILE).read_text(encoding="utf-8"))
    assert record["command"] == "roi-model export publication debt_advice --area Leeds --draws 50"
    assert record["request"]["name"] == "=Plan"
    assert record["people"]["statements"] == {"27": "Council grant."}


def test_files_that_are_there_are_kept_unless_forced(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "leeds.xlsx"
    path.write_bytes(b"mine")
    answer = roi_model(*EXPORT, "--out", str(path))
    assert (answer.code, path.read_bytes()) == (2, b"mine")
    assert answer.err == f"roi-model: {path} is already there; add --force to replace it, or give another name.\n"
    assert names(tmp_path) == ["leeds.xlsx"]
    (tmp_path / "leeds_csv").mkdir()
    (tmp_path / "leeds_csv" / "42_old_table.csv").write_text("old")
    (tmp_path / "leeds_csv" / "notes of mine.txt").write_text("kept")
    assert roi_model(*EXPORT, "--out", str(path), "--force").code == 0
    assert zipfile.is_zipfile(path)
    kept = names(tmp_path / "leeds_csv")
    assert "42_old_table.csv" not in kept  # of another run, it would be taken for one of this
    assert "notes of mine.txt" in kept


def test_an_export_that_fails_leaves_nothing_behind(
    roi_model: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(files: object) -> None:
        raise InputError("The disk is full.")

    monkeypatch.setattr(export_command, "write_files", fail)
    answer = roi_model(*EXPORT, "--out", str(tmp_path / "leeds.xlsx"))
    assert (answer.code, answer.err) == (2, "roi-model: The disk is full.\n")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "leeds.csv"), "--out is leeds.csv; it must end in .xlsx."),
        (("--out", "no/leeds.xlsx"), "there is no folder no."),
        (("--final",), "add --analyst NAME and --assurer NAME"),
        (("--final", "--analyst", "Ann", "--assurer", "ann "), "Ann is named as analyst and as assurer"),
        (("--cheers", "27"), "--cheers is '27'; it must be of the form NUMBER=TEXT."),
        (("--cheers", "40=More."), "CHEERS has items 1 to 28, and no item 40."),
        (("--set", "advice_cots=3"), "Did you mean 'advice_cost'?"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_written(
    roi_model: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = roi_model(*EXPORT, *words)
    assert answer.code == 2
    assert said in answer.err
    assert names(tmp_path) == []


def test_without_a_name_the_file_is_named_after_the_place(
    roi_model: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert roi_model(*EXPORT).code == 0
    assert names(tmp_path) == ["leeds-publication.ods", "leeds-publication.xlsx", "leeds-publication_csv"]


def test_the_working_workbook_is_written_with_its_record(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "leeds.xlsx"
    words = ("export", "working", "debt_advice", "--area", "Leeds", "--draws", "50", "--out", str(path))
    answer = roi_model(*words, "--analyst", "Ann Lee")
    assert (answer.code, answer.err) == (0, "")
    assert names(tmp_path) == ["leeds.xlsx"]
    assert {"Inputs", "Summary", "Check", "Run record"} <= set(load_workbook(path).sheetnames)
    again = roi_model("reproduce", str(path))
    assert (again.code, "to the last digit" in again.out) == (0, True)
    assert roi_model(*words).code == 2  # it is there


def test_csv_holds_full_precision_and_text_that_no_program_runs() -> None:
    asked = Request(name="=Plan", areas=("Leeds",), interventions=("debt_advice",), draws=50)
    files = publication_files(asked, Responsible(), date(2026, 11, 24))
    rows = list(csv.DictReader(io.StringIO(files.csv["02_headline_results.csv"].decode("utf-8-sig"))))
    assert len(rows[0]["Net present value, £ [note 2]"]) > 12
    choices = files.csv["14_choices.csv"].decode("utf-8-sig")
    assert "\nName of the scenario,'=Plan,None" in choices
    with zipfile.ZipFile(io.BytesIO(files.as_zip("leeds"))) as archive:
        assert "leeds_csv/run_record.json" in archive.namelist()


def test_other_commands_start_without_openpyxl() -> None:
    code = "import sys, roi_model.cli.commands; sys.exit('openpyxl' in sys.modules or 'odf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
