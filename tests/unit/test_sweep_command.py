from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from command_line import CommandLine
from openpyxl import load_workbook
from small_sweep import FAILING, SMALL, contents

from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.processes import in_processes
from roi_model.analysis.sweep.unit import run_unit
from roi_model.cli import sweep_command
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.forecast import forecast
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.sentences import failure_sentences
from roi_model.outputs.sweep.source import load_plan

EMPTY = "it must name settings with lists of values: {coverage: [0.1, 0.2]}."
# The command, but for a backend that stops, as a machine that is too busy might, until it is killed.
HALFWAY = """
import sys, time
from pathlib import Path
from roi_model.analysis.sweep.unit import run_here
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.source import load_plan

def stops(units):
    for number, done in enumerate(run_here(units)):
        if number == 11:
            time.sleep(600)
        yield done

run_sweep(load_plan(sys.argv[1]), Path(sys.argv[2]), backend=stops, per_file=2)
"""

ORPHANS = """
import sys, time
from roi_model.analysis.sweep.processes import in_processes
from roi_model.outputs.sweep.source import load_plan

if __name__ == "__main__":
    finished = in_processes(1)(load_plan(sys.argv[1]).units())
    print(next(finished).unit.number, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_sweep_is_run_and_says_where_it_is(roi_model: CommandLine, plan: Path) -> None:
    out = plan.parent / "out"
    answer = roi_model("sweep", str(plan), "--out", str(out))
    assert (answer.code, answer.err) == (0, "")
    rows = len(pd.read_parquet(out / "results"))
    assert "6 scenarios in a place are done." in answer.out
    assert f"{rows:,} rows in 1 file" in words(answer.out)
    again = roi_model("sweep", str(plan), "--out", str(out))
    assert "Everything was done before: 6 scenarios in a place." in again.out


def test_a_dry_run_says_how_many_how_long_and_how_large_and_writes_nothing(roi_model: CommandLine, plan: Path) -> None:
    before = contents(plan.parent)
    answer = roi_model("sweep", str(plan), "--dry-run", "--out", str(plan.parent / "out"))
    said = words(answer.out)
    assert "3 scenarios × 2 places × 2 interventions = 12 runs of 20 draws each." in said
    assert "Time: less than 2 seconds in one process on this machine, worked out from 6 scenarios in a place" in said
    assert "rows in 1 file." in said
    assert "Nothing was written." in said
    assert contents(plan.parent) == before


def test_a_dry_run_says_what_is_there_already(roi_model: CommandLine, plan: Path) -> None:
    out = str(plan.parent / "out")
    roi_model("sweep", str(plan), "--out", out, "--units-per-file", "4")
    assert "2 files are there already" in words(roi_model("sweep", str(plan), "--out", out, "--dry-run").out)


def test_the_rows_that_a_dry_run_expects_are_those_that_come(tmp_path: Path) -> None:
    sweep = load_plan({**SMALL, "areas": "all regions"})
    outcome = run_sweep(sweep, tmp_path / "out")
    expected = forecast(sweep)
    assert (expected.units, expected.runs, expected.rows, expected.files) == (27, 54, outcome.rows, 1)
    assert 0 < expected.sampled < 27
    assert outcome.size / 2 < expected.size < outcome.size * 2


def test_every_problem_of_the_file_is_said_and_nothing_written(roi_model: CommandLine, plan: Path) -> None:
    plan.write_text("areas: [Leads]\nscenarios:\n  a: {builds_on: a}\ngrid: {}\n", encoding="utf-8")
    answer = roi_model("sweep", str(plan), "--out", str(plan.parent / "out"))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines() == [
        "roi-model: plan.yaml, line 1: There is no area called 'Leads'. Did you mean 'Leeds'?",
        "roi-model: plan.yaml, line 3: Circular: 'a' builds on 'a'.",
        f"roi-model: plan.yaml, line 4: grid is empty; {EMPTY}",
    ]
    assert not (plan.parent / "out").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((), "--out is not given; name the folder for the results, or add --dry-run."),
        (("--out", "OUT", "--workers", "0"), "workers is 0; it must be a whole number between 1 and 256."),
        (("--out", "OUT", "--workers", "two"), "workers is 'two'; it must be a number."),
        (("--out", "OUT", "--units-per-file", "0"), "units-per-file is 0; it must be a whole number of 1 or more."),
        (("--out", "OUT", "--draws", "0"), "plan.yaml, --draws: draws is 0; it must be a whole number between 2"),
        (("--out", "OUT", "--area", "Atlantis"), "plan.yaml, --area: There is no area called 'Atlantis'."),
        (("--out", "PLAN"), "plan.yaml is a file; give a folder."),
    ],
)
def test_bad_options_are_one_sentence(roi_model: CommandLine, plan: Path, options: tuple[str, ...], why: str) -> None:
    places = {"OUT": str(plan.parent / "out"), "PLAN": str(plan)}
    answer = roi_model("sweep", str(plan), *(places.get(word, word) for word in options))
    assert answer.code == 2
    assert why in answer.err
    assert len(answer.err.splitlines()) == 1
    assert list(contents(plan.parent)) == ["plan.yaml"]


def test_what_failed_is_named_and_the_exit_code_says_so(roi_model: CommandLine, plan: Path) -> None:
    plan.write_text(json.dumps({**SMALL, **FAILING}), encoding="utf-8")
    answer = roi_model("sweep", str(plan), "--out", str(plan.parent / "out"))
    assert answer.code == 1
    first, second = answer.err.splitlines()
    assert first.startswith("roi-model: Failed: 'next to nothing' in Leeds, debt_advice: ")
    assert second.startswith("roi-model: Failed: 'next to nothing' in Kent, debt_advice: ")
    assert "4 scenarios in a place are done" in answer.out


def test_many_failures_are_counted() -> None:
    sweep = load_plan({**SMALL, **FAILING, "areas": "all regions"})
    failures = [failure for unit in sweep.units() for failure in run_unit(unit).failures]
    said = failure_sentences([*failures, *failures])
    assert (len(failures), len(said), said[-1]) == (9, 11, "8 more failed; failures.csv lists all of them.")


def test_summaries_are_written_on_request(roi_model: CommandLine, plan: Path) -> None:
    out = plan.parent / "out"
    answer = roi_model("sweep", str(plan), "--out", str(out), "--csv", "--excel")
    assert "summary.csv: the summary, a row for each run." in words(answer.out)
    with (out / "summary.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["scenario"] for row in rows][::4] == ["as it is", "more", "cautious"]
    table = pd.read_parquet(out / "results")
    net = table[(table.measure == "net_present_value") & (table.sector == "all") & (table.kind == "all")]
    assert [float(row["net_present_value_low"]) for row in rows] == net["low"].tolist()
    book = load_workbook(out / "summary.xlsx")
    cells = list(book["Summary"].values)
    assert book.sheetnames == ["Read me", "Summary"]
    assert len(cells) == 1 + len(rows)
    assert cells[0][:2] == ("Scenario", "Area")
    # A workbook keeps sixteen digits.
    shown = cells[1][cells[0].index("Return per pound")]
    assert shown == pytest.approx(float(rows[0]["return_per_pound"]), rel=1e-15)
    assert "calibrated" in " ".join(str(row[0]) for row in book["Read me"].values)


def test_a_name_that_looks_like_a_formula_is_none_in_a_summary(roi_model: CommandLine, plan: Path) -> None:
    plan.write_text(json.dumps({**SMALL, "scenarios": {"=1+1": {}}}), encoding="utf-8")
    out = plan.parent / "out"
    roi_model("sweep", str(plan), "--out", str(out), "--csv", "--excel")
    assert "'=1+1,Leeds" in (out / "summary.csv").read_text(encoding="utf-8")
    cell = load_workbook(out / "summary.xlsx")["Summary"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert set(pd.read_parquet(out / "results").scenario) == {"=1+1"}


def test_a_sweep_that_is_killed_halfway_ends_as_an_unbroken_one_byte_for_byte(tmp_path: Path) -> None:
    plan, broken, whole = tmp_path / "plan.yaml", tmp_path / "broken", tmp_path / "whole"
    plan.write_text(json.dumps({**SMALL, "grid": {"coverage": [0.1, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8]}}), encoding="utf-8")
    journal = broken / "journal.txt"
    with subprocess.Popen([sys.executable, "-c", HALFWAY, str(plan), str(broken)]) as process:
        while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < 5):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert (journal.read_bytes().count(b"\n"), (broken / "manifest.json").exists()) == (5, False)
    sweep = load_plan(plan)
    outcome = run_sweep(sweep, broken)
    assert (outcome.found, outcome.units, outcome.files) == (10, 20, 10)
    run_sweep(sweep, whole, per_file=2)
    assert contents(broken) == contents(whole)


def test_several_processes_give_the_same_folder_byte_for_byte(tmp_path: Path) -> None:
    sweep = load_plan({**SMALL, **FAILING})
    run_sweep(sweep, tmp_path / "one", per_file=1)
    run_sweep(sweep, tmp_path / "two", per_file=1, backend=in_processes(2))
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


class Deadly(Unit):
    """Ends the process that it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_a_worker_that_dies_is_one_sentence() -> None:
    unit = next(load_plan(SMALL).units())
    deadly = Deadly(unit.number, unit.scenario, unit.area, unit.request)
    with pytest.raises(InputError, match="A worker process died"):
        list(in_processes(1)([deadly]))


def test_workers_end_with_a_parent_that_is_killed(plan: Path) -> None:
    script = plan.parent / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(plan)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"0\n"
        process.kill()
        # The output ends when the last process that holds it does.
        assert process.communicate(timeout=120)[0] == b""


def test_an_interrupt_says_that_nothing_is_lost(
    roi_model: CommandLine, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_words: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep_command, "run_sweep", interrupted)
    answer = roi_model("sweep", str(plan), "--out", str(plan.parent / "out"))
    assert (answer.code, answer.out) == (130, "")
    assert answer.err == ("roi-model: Stopped. What is finished is kept: run the same command again, and it goes on.\n")
