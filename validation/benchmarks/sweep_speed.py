"""How long a sweep of 1,000 scenarios × 8 interventions × 1,000 draws takes in one process, beside bare evaluation.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_speed``. It takes about two minutes. Times
differ between machines; what should stay is their order of size, the ratios and the memory.

The sweep is what ``roi-model sweep`` does, from the plan to finished Parquet files. Bare evaluation is the same cases,
already built, evaluated on the same shared draws, with every figure summarised (``evaluate`` and ``rows_of``): no
requests, no building of cases, no files, no journal. Two ways to vary are timed: numbers that are known in each
scenario, as in most sweeps, and a parameter whose interval differs in each, so that its draws are made anew.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.side_by_side import Asked, rows_of
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.source import load_plan

from .measuring import peak_memory

SCENARIOS, DRAWS, INTERVENTIONS = 1_000, 1_000, 8
REPEATS = 3
COST = 265.0  # of advice, in the prices of 2009; only its size matters here


def main() -> None:
    """Print the medians, the share that is not bare evaluation, and the memory."""
    plan = load_plan(known(SCENARIOS))
    sweep_seconds(load_plan(known(20)))  # loads and fits what later runs find done
    report("memory when everything is loaded")
    whole, bare = [], []
    for number in range(REPEATS):  # one after the other, so that a busy machine slows both alike
        whole.append(sweep_seconds(plan))
        report(f"sweep {number + 1} of {SCENARIOS:,} × {INTERVENTIONS} × {DRAWS:,}", whole[-1])
        bare.append(bare_seconds(plan))
        report("bare evaluation of its cases, every figure summarised", bare[-1])
    wall, processor = (statistics.median(getattr(one, name) for one in whole) for name in ("wall", "processor"))
    say(f"median of the sweeps: {wall:.2f} s, {processor:.2f} s of processor time")
    ratios = [one.processor / other.processor for one, other in zip(whole, bare, strict=True)]
    say(f"on top of bare evaluation: {statistics.median(ratios) - 1:.0%} of its processor time (median)")
    say(f"{wall / (SCENARIOS * INTERVENTIONS) * 1000:.2f} ms for each scenario and intervention")
    report("the same with an interval of its own in each scenario", sweep_seconds(load_plan(uncertain(SCENARIOS))))
    report("four times as many scenarios, for the memory", sweep_seconds(load_plan(known(4 * SCENARIOS))))


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of processor time in all threads of this process."""

    wall: float
    processor: float


def known(scenarios: int) -> dict[str, object]:
    """Return a sweep over a Latin hypercube of three numbers."""
    ranges = {
        "coverage": [0.05, 0.5],
        "debt_advice.resolved_with_advice": [0.4, 0.6],
        "workplace_stress.odds_ratio": [0.7, 0.95],
    }
    design = {"method": "latin-hypercube", "points": scenarios, "ranges": ranges}
    return {"areas": ["Leeds"], "draws": DRAWS, "design": design}


def uncertain(scenarios: int) -> dict[str, object]:
    """Return a sweep in which the cost of advice has an interval of its own in each scenario."""
    costs = {f"{number}": COST * (1 + number / scenarios) for number in range(scenarios)}
    named = {
        name: {"debt_advice.advice_cost": f"{cost}:{0.8 * cost}:{1.25 * cost}@2009"} for name, cost in costs.items()
    }
    return {"areas": ["Leeds"], "draws": DRAWS, "scenarios": named}


def sweep_seconds(plan: SweepPlan) -> Took:
    """Return how long a sweep takes, files and all."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        with clock:
            run_sweep(plan, Path(folder) / "out")
        return clock.took


def bare_seconds(plan: SweepPlan) -> Took:
    """Return how long the cases of a sweep take alone; building them is left out."""
    clock = Clock()
    for unit in plan.units():
        analysis, cases = unit.request.analysis(), unit.request.cases()
        with clock:
            rows_of([Asked(case, analysis, (case.description.published.horizon,)) for case in cases])
    return clock.took


class Clock:
    """Adds up the time between entering and leaving."""

    def __init__(self) -> None:
        self.took = Took(0.0, 0.0)

    def __enter__(self) -> None:
        self._began = Took(time.perf_counter(), time.process_time())

    def __exit__(self, *_: object) -> None:
        wall, processor = time.perf_counter() - self._began.wall, time.process_time() - self._began.processor
        self.took = Took(self.took.wall + wall, self.took.processor + processor)


def report(what: str, took: Took | None = None) -> None:
    """Print one line: what, how long by the clock and in processor time, and the memory reached so far."""
    times = "" if took is None else f"{took.wall:8.2f} s {took.processor:8.2f} s"
    sys.stdout.write(f"{what:<65}{times:>22}{peak_memory():8.0f} MiB\n")
    sys.stdout.flush()


def say(what: str) -> None:
    """Print one line of words."""
    sys.stdout.write(f"{what}\n")


if __name__ == "__main__":
    main()
