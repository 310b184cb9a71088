"""How long a simulated cohort model takes here and in heormodel: the same model, on the same draws, in one run.

Run it from the repository's root: ``python -m validation.benchmarks.cohort_speed``. It needs ``pip install heormodel``;
without it, only our own times are printed and the exit code is 2.

Both sides must give the same cost and QALYs of every draw, or the script stops. The ratio is about heormodel's cohort
engine, which evaluates one draw at a time; heormodel also takes any function of all draws as a model, and of that it
says nothing. With the sampling, the ratio is smaller: quantiles are most of our time, and cost both sides as much. Ours
are made on two threads, so another busy core shows in it; the model itself runs on one core here.
"""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import PackageNotFoundError

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler

from . import cohort_heormodel, cohort_model
from .measuring import median_seconds

DRAWS = 10_000
SEED = 2017
REPEATS, THEIR_REPEATS = 21, 3
TOLERANCE = 1e-9


def main() -> None:
    """Print the medians of both, with and without the sampling, and how many times faster ours is."""
    columns = sample()
    evaluated = median_seconds(partial(cohort_model.totals, columns), REPEATS)
    in_all = median_seconds(lambda: cohort_model.totals(sample()), REPEATS)
    report("ours, draws given", evaluated)
    report("ours, sampling included", in_all)
    try:
        version = cohort_heormodel.version()
    except PackageNotFoundError:
        sys.stderr.write("heormodel is not installed, so there is nothing to compare with: pip install heormodel.\n")
        sys.exit(2)
    sampling, ways = time_theirs(columns, version)
    for way, seconds in ways.items():
        report(f"ours is {seconds / evaluated:.0f} times faster than heormodel {way}, draws given")
        report(f"ours is {(seconds + sampling) / in_all:.0f} times faster than heormodel {way}, sampling included")


def time_theirs(columns: dict[str, Array], version: str) -> tuple[float, dict[str, float]]:
    """Print and return heormodel's medians: of its sampling, and of each way to run it."""
    engine, draws = cohort_heormodel.model(), cohort_heormodel.frame(columns)
    ours, times = cohort_model.totals(columns), {}
    for way, sequential in {"on one core": True, "on all cores": False}.items():
        # The first run of each is the check, and starts the processes that the timed ones use.
        work = partial(cohort_heormodel.run, engine, draws, sequential=sequential)
        check_same(ours, cohort_heormodel.totals(work()))
        times[way] = median_seconds(work, THEIR_REPEATS)
        report(f"heormodel {version} {way}, draws given", times[way])
    sampling = median_seconds(partial(cohort_heormodel.distributions().sample, DRAWS, seed=SEED), REPEATS)
    report(f"heormodel {version}, sampling alone", sampling)
    return sampling, times


def sample() -> dict[str, Array]:
    """Return a new set of our draws of the thirteen inputs, each of shape (draws, 1)."""
    return Sampler(SEED).columns(cohort_model.inputs(), 0, DRAWS)


def check_same(ours: dict[str, tuple[Array, Array]], theirs: dict[str, tuple[Array, Array]]) -> None:
    """Stop unless every draw's cost and QALYs agree, and print the largest difference."""
    pairs = [
        (arm, measure, ours[arm][place], theirs[arm][place])
        for arm in cohort_model.ARMS
        for place, measure in enumerate(("cost", "QALYs"))
    ]
    gaps = {f"{measure} of {arm}": float(np.max(np.abs(mine / other - 1))) for arm, measure, mine, other in pairs}
    worst = max(gaps, key=lambda key: gaps[key])
    if not gaps[worst] <= TOLERANCE:
        sys.exit(f"The two models differ by {gaps[worst]:.1e} in {worst}, more than {TOLERANCE:.0e}.")
    report(f"the same cost and QALYs of every draw; largest relative difference {gaps[worst]:.0e}")


def report(what: str, seconds: float | None = None) -> None:
    """Print one line: what, and how long it took."""
    took = "" if seconds is None else f"{seconds:8.4f} s"
    sys.stdout.write(f"{what:<85}{took:>11}".rstrip() + "\n")


if __name__ == "__main__":
    main()
