from __future__ import annotations

import csv
import errno
import json
import os
from pathlib import Path

import pandas as pd
import pytest
from small_sweep import FAILING, PER_FILE, contents, interrupted, run_small, small_plan

from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.folder import open_sweep
from roi_model.outputs.sweep.run import run_sweep


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unbroken") / "out"
    run_small(folder)
    return folder


def test_a_folder_holds_what_it_says(unbroken: Path) -> None:
    assert list(contents(unbroken)) == [
        ".lock",
        "manifest.json",
        "parameters.csv",
        "results/units-000000000-000000001.parquet",
        "results/units-000000002-000000003.parquet",
        "results/units-000000004-000000005.parquet",
        "scenarios.csv",
        "sweep.json",
    ]
    manifest = json.loads((unbroken / "manifest.json").read_text())
    table = pd.read_parquet(unbroken / "results")
    assert (manifest["units"], manifest["rows"], manifest["failures"]) == (6, len(table), 0)
    assert [part["sha256"] for part in manifest["parts"]] == [
        digest for name, digest in contents(unbroken).items() if name.endswith(".parquet")
    ]
    with (unbroken / "scenarios.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["scenario", "setting", "value"],
            ["as it is", "", ""],
            ["more", "coverage", "0.3"],
            ["cautious", "coverage", "0.3"],
            ["cautious", "preset", "evidence"],
        ]


def test_rows_are_tidy(unbroken: Path) -> None:
    table = pd.read_parquet(unbroken / "results")
    key = ["scenario", "area", "intervention", "horizon", "sector", "kind", "measure"]
    assert not table.duplicated(key).any()
    assert set(table.area_code) == {"E08000035", "E10000016"}
    assert set(table[table.scenario == "cautious"].preset) == {"evidence"}
    assert not table.drop(columns=["base_case", "mean", "low", "high", "standard_error"]).isna().any().any()


def test_a_finished_sweep_is_left_as_it_is(tmp_path: Path) -> None:
    first, before = run_small(tmp_path / "out"), contents(tmp_path / "out")
    again = run_small(tmp_path / "out")
    assert (first.found, again.found, again.units, again.rows) == (0, 6, 6, first.rows)
    assert contents(tmp_path / "out") == before


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(InputError, match=r"The name 'a\\x00b' holds a character that cannot be printed"):
        small_plan(scenarios={"a\x00b": {}})


def test_two_processes_do_not_write_one_folder(tmp_path: Path) -> None:
    with open_sweep(tmp_path / "out", small_plan(), PER_FILE):
        before = contents(tmp_path / "out")
        with pytest.raises(InputError, match="Another process is writing"):
            run_small(tmp_path / "out")
        assert contents(tmp_path / "out") == before
    run_small(tmp_path / "out")


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(InputError, match=r"holds other things, such as thesis\.docx"):
        run_small(tmp_path)
    assert list(contents(tmp_path)) == ["thesis.docx"]


def test_a_file_among_the_results_that_is_none_of_them_is_not_read_as_one(tmp_path: Path) -> None:
    run_small(tmp_path / "out")
    copy = tmp_path / "out" / "results" / "copy of units.parquet"
    copy.write_bytes(b"x")
    with pytest.raises(InputError, match=r"copy of units\.parquet is no part of this sweep"):
        run_small(tmp_path / "out")


@pytest.mark.parametrize("place", ["file", "file/inside"])
def test_a_folder_that_cannot_be_is_refused_and_nothing_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(InputError, match="is a file; give a folder|cannot be written"):
        run_small(tmp_path / place)
    assert list(contents(tmp_path)) == ["file"]


def test_a_folder_that_was_made_and_cannot_be_used_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(path: object, *words: int, **named: int) -> int:
        if str(path).endswith(".lock"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(InputError, match="cannot be written: permission denied"):
        run_small(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_is_gone_on_with_in_the_files_it_was_begun_with(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    with pytest.raises(InputError, match="was begun with 2 units in a file"):
        run_sweep(small_plan(), folder, per_file=3)
    assert run_sweep(small_plan(), folder).files == 3


def test_a_damaged_account_of_the_sweep_is_refused(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    for content in (b"{", b"[]", b"{}"):
        (folder / "sweep.json").write_bytes(content)
        with pytest.raises(InputError, match=r"sweep\.json is damaged"):
            run_small(folder)


def test_what_fails_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    outcome = run_sweep(small_plan(**FAILING), tmp_path / "out", per_file=1)
    assert [(f.scenario, f.area, f.intervention) for f in outcome.failures] == [
        ("next to nothing", "Leeds", "debt_advice"),
        ("next to nothing", "Kent", "debt_advice"),
    ]
    with (tmp_path / "out" / "failures.csv").open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["scenario", "area", "intervention", "why"]
    assert [row[:3] for row in rows] == [
        ["next to nothing", "Leeds", "debt_advice"],
        ["next to nothing", "Kent", "debt_advice"],
    ]
    table = pd.read_parquet(tmp_path / "out" / "results")
    assert set(table[table.scenario == "next to nothing"].intervention) == {"loneliness"}
    again = run_sweep(small_plan(**FAILING), tmp_path / "out")
    assert (again.found, again.failures) == (4, outcome.failures)
