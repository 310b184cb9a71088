"""``roi-model validate``: what it prints, what it writes, and its exit code."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from roi_model.cli import validate_command as command
from roi_model.cli.options import Format
from roi_model.inputs.refusal import InputError
from roi_model.validation.compare import LeverComparison, Validation, compare_levers, validate
from roi_model.validation.target import read_text


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "validate", lambda: SMALL)


SMALL = validate(draws=200)


def checkout(targets: str) -> Path:
    folder = Path("validation")
    folder.mkdir()
    (folder / "targets.csv").write_text(targets, encoding="utf-8")
    return folder / "README.md"


@pytest.mark.parametrize("width", ["80", "120"])
def test_validate_command_prints_whole_tables(
    width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    command.validate_command()
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= int(width)
    assert "…" not in shown
    assert "OUTSIDE" in shown
    assert "A calibrated match is not a validation." in " ".join(shown.split())
    assert "this folder is not a checkout" in " ".join(shown.split())


def test_validate_command_writes_in_a_checkout_only_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    readme = checkout(read_text("targets.csv"))
    command.validate_command()
    assert "The report was written to validation/README.md." in capsys.readouterr().out
    assert readme.read_text(encoding="utf-8").startswith("# Validation\n")
    before = readme.stat().st_mtime_ns
    command.validate_command()
    assert "validation/README.md is up to date; nothing was written." in capsys.readouterr().out
    assert readme.stat().st_mtime_ns == before
    assert sorted(path.name for path in readme.parent.iterdir()) == ["README.md", "targets.csv"]


def test_validate_command_leaves_a_folder_with_other_targets_alone(capsys: pytest.CaptureFixture[str]) -> None:
    readme = checkout("id\n")
    command.validate_command()
    assert not readme.exists()
    assert "Nothing was written: validation/targets.csv is not that of the installed" in capsys.readouterr().out


def test_validate_command_writes_where_it_is_asked_to(tmp_path: Path) -> None:
    command.validate_command(write=tmp_path / "report.md")
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Validation\n")


@pytest.mark.parametrize("place", ["nowhere/report.md", "."])
def test_validate_command_refuses_a_place_that_cannot_be_written(place: str) -> None:
    with pytest.raises(InputError, match=r"The report cannot be written to .*; give a file in a folder that exists"):
        command.validate_command(write=Path(place))


def test_validate_command_fails_with_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    missed = replace(SMALL.headlines[0], phe_2017=5.10)
    broken: Validation = replace(SMALL, headlines=(missed, *SMALL.headlines[1:]))
    monkeypatch.setattr(command, "validate", lambda: broken)
    with pytest.raises(SystemExit) as stopped:
        command.validate_command()
    assert stopped.value.code == 1


def test_validate_command_as_csv_has_a_row_for_each_target(capsys: pytest.CaptureFixture[str]) -> None:
    command.validate_command(output=Format.CSV)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert len(rows) == read_text("targets.csv").count("\n") - 1
    assert rows["loneliness"]["lever_inside_interval"] == "False"
    assert rows["loneliness"]["published"] == "1.26"
    assert float(rows["wellbeing_2011_total"]["here"]) == pytest.approx(387722 / 40000, rel=1e-12)


def test_validate_command_as_json_holds_the_run_and_the_failures(capsys: pytest.CaptureFixture[str]) -> None:
    command.validate_command(output=Format.JSON)
    content = json.loads(capsys.readouterr().out)
    assert (content["run"]["price_year"], content["run"]["draws"]) == ("2015", 200)
    assert content["failures"] == []
    assert len(content["headlines"]) == 8
    assert {record["reproduced"] for record in content["headlines"]} == {True}


def test_validate_command_calibrate_says_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    command.validate_command(calibrate=True)
    shown = capsys.readouterr().out
    assert "All 8 levers are unchanged to nine significant digits; nothing was written." in shown
    assert "24.16690568" in shown


def test_validate_command_calibrate_says_what_differs_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    levers = compare_levers()
    wrong: LeverComparison = replace(levers["debt_advice"], stored=0.6)
    monkeypatch.setattr(command, "compare_levers", lambda: levers | {"debt_advice": wrong})
    with pytest.raises(SystemExit) as stopped:
        command.validate_command(calibrate=True)
    assert stopped.value.code == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "The stored levers of debt_advice differ from those solved again; nothing was written." in shown
    assert "python validation/calibrate.py" in shown


def test_validate_command_calibrate_and_write_exclude_each_other() -> None:
    with pytest.raises(InputError, match=r"--calibrate and --write report\.md cannot be asked for together"):
        command.validate_command(calibrate=True, write=Path("report.md"))
