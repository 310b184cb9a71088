"""Sweeps from a notebook: scenarios × places × interventions as tables, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.unit import Backend, run_here
from roi_model.outputs.sweep.folder import open_sweep
from roi_model.outputs.sweep.parts import Parts, units_per_file
from roi_model.outputs.sweep.run import finished_parts, run_missing
from roi_model.outputs.sweep.source import AS_WRITTEN, Instead, load_plan
from roi_model.outputs.sweep.table import part_table


def sweep(
    source: Path | str | Mapping[str, Any],
    out: Path | str | None = None,
    *,
    instead: Instead = AS_WRITTEN,
    backend: Backend = run_here,
    per_file: int | None = None,
) -> Iterator[pd.DataFrame]:
    """Run a sweep and yield its rows, one table for each part of the plan, in the plan's order.

    The columns are those of the files that ``roi-model sweep`` writes. Only the parts that wait for
    their turn are held in memory.

    Parameters
    ----------
    source
        A sweep file, or what one would hold: ``{"areas": ["Leeds"], "grid": {"coverage": [0.1, 0.2]}}``.
    out
        A folder to write the results to as well; what is done in it already is read, and not run again.
    instead
        What stands in the place of the file's own areas, interventions, draws and seed.
    backend
        What runs the units: by default this process; `in_processes` gives several.
    per_file
        How many units (a scenario in a place) each table holds; by default some seconds of work.

    Raises
    ------
    InputError
        With every problem of the sweep, before anything is run; or when the folder cannot be used.

    Examples
    --------
    >>> asked = {"interventions": ["debt_advice"], "draws": 100, "grid": {"coverage": [0.1, 0.2]}}
    >>> (table,) = sweep(asked)
    >>> costs = table[(table.measure == "programme_cost") & (table.sector == "all")]
    >>> round(float(costs.base_case.iloc[1] / costs.base_case.iloc[0]), 6)
    2.0
    """
    plan = load_plan(source, instead)
    if out is not None:
        return _through_folder(plan, Path(out), backend, per_file)
    parts = Parts(len(plan), per_file or units_per_file(plan))
    finished = finished_parts(plan, parts, range(len(parts)), backend)
    return _in_order((number, part_table(done).to_pandas()) for number, done in finished)


def _through_folder(plan: SweepPlan, path: Path, backend: Backend, per_file: int | None) -> Iterator[pd.DataFrame]:
    """Run what is left, and yield every part from its file."""
    with open_sweep(path, plan, per_file) as folder:
        written = run_missing(folder, backend)
        for number in range(len(folder.parts)):
            while number not in folder.done:
                next(written)
            yield pd.read_parquet(path / folder.done[number].file)
        folder.finish()


def _in_order(tables: Iterator[tuple[int, pd.DataFrame]]) -> Iterator[pd.DataFrame]:
    waiting: dict[int, pd.DataFrame] = {}
    following = 0
    for number, table in tables:
        waiting[number] = table
        while following in waiting:
            yield waiting.pop(following)
            following += 1
