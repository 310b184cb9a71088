"""How long a sweep of 1,000 scenarios × 8 interventions × 1,000 draws takes in one process, beside bare evaluation.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_speed``. It takes about a minute. Times
differ between machines; what should stay is their order of size, the ratios and the memory.

The sweep is what ``roi-model sweep`` does, from the plan to finished Parquet files. It is set beside three things that
might be called bare evaluation of the same cases, already built, on the same shared draws, without files or journal:

1. with every figure that the sweep gives (``rows_of``), which is what overhead means here: all that is not a number;
2. case by case, without a single figure: a loop of ``evaluate``, as a program would be written without the sweep;
3. side by side, without a single figure: ``evaluate_alike``, the least that any of it could take.

Each is run several times, one after the other, so that a busy machine slows all alike; the best of each counts, and the
ratios are those of processor time. Two ways to vary are timed: numbers that are known in each scenario, as in most
sweeps, and a parameter whose interval differs in each, so that its draws are made anew.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from roi_model.analysis.sweep.plan import SweepPlan, Unit
from roi_model.analysis.sweep.side_by_side import Asked, cases_at_once, rows_of
from roi_model.analysis.sweep.unit import TIMES
from roi_model.engine.alike import evaluate_alike
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.source import load_plan

from .measuring import Took, peak_memory, quickest, timed

SCENARIOS, DRAWS, INTERVENTIONS = 1_000, 1_000, 8
REPEATS = 3
COST = 265.0  # of advice, in the prices of 2009; only its size matters here


def main() -> None:
    """Print the best times, how much longer a sweep takes than bare evaluation, and the memory."""
    plan = load_plan(known(SCENARIOS))
    sweep_seconds(load_plan(known(20)))  # loads and fits what later runs find done
    report("memory when everything is loaded")
    asked = [asked_of(unit) for unit in plan.units()]
    ways: dict[str, Callable[[], Took]] = {
        f"sweep of {SCENARIOS:,} × {INTERVENTIONS} × {DRAWS:,}, to finished files": partial(sweep_seconds, plan),
        "its cases alone, every figure (1)": partial(timed, partial(with_figures, asked)),
        "its cases one by one, without a figure (2)": partial(timed, partial(one_by_one, asked)),
        "its cases side by side, without a figure (3)": partial(timed, partial(side_by_side, asked)),
    }
    took: dict[str, list[Took]] = {what: [] for what in ways}
    for _ in range(REPEATS):
        for what, run in ways.items():
            took[what].append(run())
    best = {what: quickest(times) for what, times in took.items()}
    whole, *bare = best.values()
    for what, one in best.items():
        report(what, one)
    for number, one in enumerate(bare, start=1):
        say(f"the sweep takes {whole.processor / one.processor - 1:+.0%} of processor time beside ({number})")
    say(f"{whole.processor / (SCENARIOS * INTERVENTIONS) * 1000:.2f} ms for each scenario and intervention")
    report("the same with an interval of its own in each scenario", sweep_seconds(load_plan(uncertain(SCENARIOS))))
    report("four times as many scenarios, for the memory", sweep_seconds(load_plan(known(4 * SCENARIOS))))


def asked_of(unit: Unit) -> list[Asked]:
    """Return the cases of a unit, built."""
    analysis = unit.request.analysis()
    return [Asked(case, analysis, (case.description.published.horizon,)) for case in unit.request.cases()]


def with_figures(asked: Sequence[Sequence[Asked]]) -> None:
    """Evaluate every case and work out its figures, as many units at a time as a sweep takes."""
    size = TIMES * cases_at_once(DRAWS)
    for start in range(0, len(asked), size):
        rows_of([one for unit in asked[start : start + size] for one in unit])


def one_by_one(asked: Sequence[Sequence[Asked]]) -> None:
    """Evaluate every case by itself."""
    sampler = Sampler(asked[0][0].analysis.design)
    for unit in asked:
        for one in unit:
            evaluate(one.case, one.analysis, one.horizons, sampler=sampler)


def side_by_side(asked: Sequence[Sequence[Asked]]) -> None:
    """Evaluate the cases of each intervention side by side."""
    sampler, size = Sampler(asked[0][0].analysis.design), cases_at_once(DRAWS)
    for alike in zip(*asked, strict=True):
        for start in range(0, len(alike), size):
            cases = [one.case for one in alike[start : start + size]]
            evaluate_alike(cases, alike[0].analysis, alike[0].horizons, sampler=sampler)


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
        return timed(lambda: run_sweep(plan, Path(folder) / "out"))


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
