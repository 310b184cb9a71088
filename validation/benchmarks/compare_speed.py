"""How long a comparison takes: a fresh process, a warm one, sampling alone, and one million draws in blocks.

Run it from the repository's root: ``python -m validation.benchmarks.compare_speed``. Times differ between machines;
what should stay is their order of size and the memory.
"""

from __future__ import annotations

import sys

from roi_model.analysis.comparison import compare
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import HORIZONS, Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.area import find_area

from .measuring import median_command_seconds, median_seconds, peak_memory

REPEATS = 5
MILLION = 1_000_000


def main() -> None:
    """Print the medians, and the peak memory after each step."""
    pairs = build_pairs(INTERVENTION_NAMES, find_area(["Leeds"]), Scenario())
    cases = [case for case, _ in pairs]
    analysis = Analysis()
    report("a fresh process of `compare --area Leeds`", median_command_seconds(fresh_command(), REPEATS))
    compare(pairs, analysis)
    report("start-up and first comparison done; memory")

    def evaluate_all() -> None:
        sampler = Sampler(analysis.seed)
        for case in cases:
            evaluate(case, analysis, HORIZONS, sampler=sampler)

    report(
        "eight interventions, horizons 1 2 3 4 5 10, 10,000 draws, sampling included",
        median_seconds(evaluate_all, REPEATS),
    )
    report(
        "the same with every figure, interval and the evidence preset",
        median_seconds(lambda: compare(pairs, analysis, HORIZONS), REPEATS),
    )
    report("the table of `compare`, warm", median_seconds(lambda: compare(pairs, analysis), REPEATS))

    def sample_all() -> None:
        sampler = Sampler(analysis.seed)
        for case in cases:
            sampler.columns(case.parameters, 0, analysis.draws)

    report("sampling alone, 10,000 draws of every parameter", median_seconds(sample_all, REPEATS))
    many = Analysis(draws=MILLION)
    report(
        "one intervention, one horizon, 1,000,000 draws in blocks",
        median_seconds(lambda: evaluate(cases[4], many, (5,)), 1),
    )


def fresh_command() -> list[str]:
    """Return the command line of a comparison in a process of its own."""
    return [sys.executable, "-m", "roi_model", "compare", "--area", "Leeds"]


def report(what: str, seconds: float | None = None) -> None:
    """Print one line: what, how long, and the memory reached so far."""
    took = "" if seconds is None else f"{seconds:8.3f} s"
    sys.stdout.write(f"{what:<85}{took:>11}{peak_memory():8.0f} MiB\n")


if __name__ == "__main__":
    main()
