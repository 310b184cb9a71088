"""How long a portfolio takes: eight interventions, 20 budgets, 10,000 draws; its parts; and several places.

Run it from the repository's root: ``python -m validation.benchmarks.portfolio_speed``. Times differ between machines;
what was asked for is a portfolio of eight with 20 budget points in less than 5 s.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from roi_model.analysis.package_figures import package_figures
from roi_model.analysis.portfolio.best_set import portfolio
from roi_model.analysis.portfolio.bound import tightened
from roi_model.analysis.portfolio.draws import inclusion
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.frontier import frontier, frontier_budgets, shadow_prices
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.portfolio.problem import Problem
from roi_model.analysis.portfolio.risk import cautious_mix
from roi_model.analysis.portfolio.search import best_mix
from roi_model.analysis.scenario import Scenario, build_everywhere
from roi_model.engine.analysis import Analysis
from roi_model.inputs.area import find_area

from .measuring import median_command_seconds, median_seconds, peak_memory

REPEATS = 5
BUDGET = 50_000_000.0
WEST_YORKSHIRE = ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield")


def main() -> None:
    """Print the medians, and the peak memory after each."""
    simple, limited = problem(["Leeds"]), problem(["Leeds"], whole=True)
    pool = problem(WEST_YORKSHIRE)
    portfolio(simple)
    report("a portfolio of eight, 20 budgets, 10,000 draws: everything", lambda: portfolio(simple))
    report("the same with two budgets, a floor, a must and a minimum scale", lambda: portfolio(limited))
    report("five councils in one pool, 40 candidates", lambda: portfolio(pool), 1)
    report_parts(simple)
    command = [sys.executable, "-m", "roi_model", "portfolio", "--area", "Leeds", "--budget", "50000000"]
    say("a fresh process of `portfolio --area Leeds`", median_command_seconds(command, REPEATS))


def problem(areas: Sequence[str], *, whole: bool = False) -> Problem:
    """Return a problem of all eight interventions in each area, with a budget, or with limits of every kind."""
    pairs, _ = build_everywhere((), [find_area([name]) for name in areas], Scenario())
    limits = Limits(budgets={"all": BUDGET})
    if whole:
        limits = Limits(
            budgets={"all": BUDGET, "nhs": 3e6},
            floors={"nhs": 0.0},
            must={"suicide_prevention": None},
            least={"all": 0.05},
        )
    return limits.problem([case for case, _ in pairs], Analysis(), 5)


def report_parts(asked: Problem) -> None:
    """Print how long each part of a portfolio takes."""
    values = values_of(asked)
    best = best_mix(values)
    assert best is not None
    parts: dict[str, Callable[[], object]] = {
        "  evaluating every candidate once": lambda: values_of(asked),
        "  the best choice": lambda: best_mix(values),
        "  how much more is possible at most": lambda: tightened(values, best),
        "  the frontier, 20 budgets": lambda: frontier(values, frontier_budgets(asked)),
        "  what £100,000 more would bring": lambda: shadow_prices(values, best),
        "  the best set of every draw": lambda: inclusion(values, best.coverage),
        "  the cautious choice": lambda: cautious_mix(values),
        "  the package that it is": lambda: package_figures(asked.funded(best.coverage.tolist()), asked.analysis, 5),
    }
    for what, work in parts.items():
        report(what, work)


def report(what: str, work: Callable[[], object], repeats: int = REPEATS) -> None:
    """Print the median time of a piece of work."""
    say(what, median_seconds(work, repeats))


def say(what: str, seconds: float) -> None:
    """Print one line: what, how long, and the memory reached so far."""
    sys.stdout.write(f"{what:<70}{seconds:8.3f} s{peak_memory():8.0f} MiB\n")


if __name__ == "__main__":
    main()
