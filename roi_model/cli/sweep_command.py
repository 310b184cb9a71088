"""``roi-model sweep``: many scenarios in many places, into a folder of Parquet files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.unit import Backend
from roi_model.cli.console import console, write_notes
from roi_model.cli.options import Flag
from roi_model.cli.progress import progress
from roi_model.cli.sweep_options import InsteadOptions, RunOptions
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.folder import begun_here, parts_done
from roi_model.outputs.sweep.forecast import forecast
from roi_model.outputs.sweep.run import Outcome, run_sweep
from roi_model.outputs.sweep.sentences import failure_sentences, forecast_sentences, outcome_sentences
from roi_model.outputs.sweep.source import load_plan
from roi_model.outputs.sweep.summary import write_summary_csv

SOME_FAILED = 1
KEPT = "What is finished is kept: run the same command again, and it goes on."
INSTEAD, HOW = InsteadOptions(), RunOptions()


def sweep_command(
    file: Path,
    *,
    out: Annotated[Path | None, Parameter(show_default=False)] = None,
    instead: InsteadOptions = INSTEAD,
    how: RunOptions = HOW,
    dry_run: Flag = False,
    csv: Flag = False,
    excel: Flag = False,
) -> None:
    """Run many scenarios in many places into a folder; run it again to go on where it stopped.

    Parameters
    ----------
    file
        The sweep: YAML, TOML, or a table of scenarios in CSV or Excel, whose scenarios may name edited working
        workbooks; see docs/analyst.md.
    out
        The folder for the results.
    dry_run
        Say how many runs, how long and how large; write nothing.
    csv
        Write summary.csv too, a row for each run.
    excel
        Write summary.xlsx too.
    """
    plan, backend, per_file = load_plan(file, instead.read()), how.backend(), how.per_file()
    if dry_run:
        done = parts_done(out) if out is not None and begun_here(out) else 0
        write_notes(console(), [*plan.notes, *forecast_sentences(forecast(plan, per_file), done)])
        return
    if out is None:
        raise InputError("--out is not given; name the folder for the results, or add --dry-run.")
    outcome = _run(plan, out, backend, per_file)
    _write_summaries(outcome, csv=csv, excel=excel)
    for sentence in failure_sentences(outcome.failures):
        sys.stderr.write(f"roi-model: {sentence}\n")
    if outcome.failures:
        sys.exit(SOME_FAILED)


def _run(plan: SweepPlan, out: Path, backend: Backend, per_file: int | None) -> Outcome:
    with ExitStack() as shown:

        def watch(left: int) -> Callable[[], None]:
            return shown.enter_context(progress("Running the sweep", max(left, 1)))

        try:
            outcome = run_sweep(plan, out, backend=backend, per_file=per_file, watch=watch)
        except KeyboardInterrupt:
            sys.stderr.write(f"roi-model: Stopped. {KEPT}\n")
            raise
    write_notes(console(), [*plan.notes, *outcome_sentences(outcome)])
    return outcome


def _write_summaries(outcome: Outcome, *, csv: bool, excel: bool) -> None:
    written = [write_summary_csv(outcome.path)] if csv else []
    if excel:
        from roi_model.outputs.workbook.sweep_workbook import (  # noqa: PLC0415 - openpyxl is slow to load
            write_summary_workbook,
        )

        written.append(write_summary_workbook(outcome.path))
    write_notes(console(), [f"{path}: the summary, a row for each run." for path in written])
