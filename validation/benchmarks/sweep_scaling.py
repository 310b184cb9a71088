"""How the cost of a sweep grows with scenarios, places, draws, time horizons and sectors: one thing varied at a time.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_scaling``. It takes some minutes. Costs are
processor time of this process, which a busy machine moves less than the clock does. ``docs/scaling.md`` holds what it
printed on one machine, and what follows from that for larger sweeps.
"""

from __future__ import annotations

import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from roi_model.analysis.sweep.figures import Rows
from roi_model.analysis.sweep.side_by_side import Asked, rows_of
from roi_model.analysis.sweep.unit import run_units
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import evaluate
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.source import load_plan

from .measuring import peak_memory

REPEATS = 3
SCENARIOS, FEW, DRAWS, RUNS = 60, 6, 1_000, 200
AUTHORITIES = ("Leeds", "Kent", "Rutland", "York", "Essex", "Devon", "Durham", "Camden", "Dorset", "Surrey")


def main() -> None:
    """Print a table: what is varied, processor time in all and for each run, rows and bytes."""
    say("what", ("s", "ms a run", "rows a run", "bytes a row", "MiB"))
    measured("warm-up", {}, SCENARIOS)
    for scenarios in (SCENARIOS, 2 * SCENARIOS, 4 * SCENARIOS, 16 * SCENARIOS):
        measured(f"{scenarios:,} scenarios", {}, scenarios)
    for places in (1, 2, 5, 10):
        measured(f"{FEW} scenarios in {places} places", {"areas": list(AUTHORITIES[:places])}, FEW)
    for draws in (100, 300, 1_000, 3_000, 10_000):
        measured(f"{draws:,} draws", {"draws": draws}, SCENARIOS)
    for horizons in ([5], [1, 5], [1, 2, 3, 4, 5, 10]):
        measured(f"horizons {horizons}", {"scenarios": {"all": {"horizon": horizons}}}, SCENARIOS)
    by_intervention()
    message()


def measured(what: str, entries: Mapping[str, object], scenarios: int) -> None:
    """Run a sweep several times, and print the median of what each run of an intervention cost."""
    design = {"method": "latin-hypercube", "points": scenarios, "ranges": {"coverage": [0.05, 0.5]}}
    if "scenarios" in entries:
        design["builds_on"] = "all"
    plan = load_plan({"areas": ["Leeds"], "draws": DRAWS, **entries, "design": design})
    runs = len(plan) * len(INTERVENTION_NAMES)
    times = []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            began = time.process_time()
            outcome = run_sweep(plan, Path(folder) / "out")
            times.append(time.process_time() - began)
    seconds = statistics.median(times)
    cells = (seconds, seconds / runs * 1000, outcome.rows / runs, outcome.size / outcome.rows, peak_memory())
    say(what, [f"{cell:.2f}" for cell in cells])


def by_intervention() -> None:
    """Print what a run of each intervention costs, beside its sectors and lines."""
    say("intervention, 1,000 draws", ("sectors", "ms a run", "rows a run", "lines", ""))
    for name in INTERVENTION_NAMES:
        plan = load_plan({"areas": ["Leeds"], "draws": DRAWS, "interventions": [name]})
        request = plan.unit(0).request
        (case,), analysis = request.cases(), request.analysis()
        horizon = (case.description.published.horizon,)
        lines = evaluate(case, analysis, horizon).lines
        several = [Asked(case, analysis, horizon)] * RUNS
        rows_of(several[:1])
        began = time.process_time()
        rows = rows_of(several)[0]
        cost = (time.process_time() - began) / RUNS * 1000
        sectors = {line.sector for line in lines if line.sector is not None}
        count = len(rows.keys) if isinstance(rows, Rows) else 0
        say(name, (f"{len(sectors)}", f"{cost:.2f}", f"{count}", f"{len(lines)}", ""))


def message() -> None:
    """Print how large a unit is on its way to a worker of a cluster, and on its way back."""
    design = {"points": 8, "ranges": {"coverage": [0.05, 0.5]}}
    units = list(load_plan({"areas": ["Leeds"], "draws": DRAWS, "design": design}).units())
    there, back = len(pickle.dumps(units)) / 8, len(pickle.dumps(run_units(units))) / 8
    sys.stdout.write(f"a unit of eight interventions: {there / 1000:.1f} kB to a worker, {back / 1000:.1f} kB back\n")


def say(what: str, cells: tuple[str, ...] | list[str]) -> None:
    """Print one line of the table."""
    sys.stdout.write(f"{what:<36}" + "".join(f"{cell:>13}" for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
