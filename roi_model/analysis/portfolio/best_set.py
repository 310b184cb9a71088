"""The best set within budgets: the choice, what more money would bring, how sure it is, and what would be safer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.estimate import HIGH, LOW, Chance, chance
from roi_model.analysis.package_figures import PackageFigures, package_figures
from roi_model.analysis.portfolio.bound import MOST_BOXES, tightened
from roi_model.analysis.portfolio.conflict import Conflict, conflict
from roi_model.analysis.portfolio.draws import Inclusion, inclusion, sample_of
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.frontier import POINTS, Point, Price, each_point, frontier_budgets, shadow_prices
from roi_model.analysis.portfolio.problem import Problem
from roi_model.analysis.portfolio.risk import MOST_CUTS, cautious_mix, worst_mean
from roi_model.analysis.portfolio.search import Mix, best_mix
from roi_model.analysis.portfolio.values import Values
from roi_model.analysis.watching import Watch, silent
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler

MOST_POINTS = 200


@dataclass(frozen=True)
class Outlook:
    """What a choice comes to over all draws, with overlap.

    Attributes
    ----------
    coverage
        Of each candidate, shape (candidates,).
    cost
        Mean of the whole programme cost, present value, in £.
    mean, error, low, high
        The aim: mean of the draws, its Monte Carlo standard error, 2.5th and 97.5th percentile.
    worst
        Mean of the aim over the worst tenth of the draws.
    above_zero
        Chance that the aim is above 0.
    over
        For each budget, the chance that what is spent turns out above it.
    """

    coverage: Array
    cost: float
    mean: float
    error: float
    low: float
    high: float
    worst: float
    above_zero: Chance
    over: tuple[Chance, ...]


@dataclass(frozen=True)
class Beside:
    """The same question under the evidence preset.

    Attributes
    ----------
    outlook
        What the choice made comes to there, whether or not it keeps to the limits there.
    best
        The best choice there, or None where the limits cannot be met.
    """

    outlook: Outlook
    best: Mix | None


@dataclass(frozen=True)
class Portfolio:
    """The answer to a problem whose limits can be met.

    Attributes
    ----------
    problem
        The question.
    best
        The best choice.
    outlook
        What it comes to over the draws.
    figures
        The package that it is; None where nothing is funded.
    cautious
        The choice whose worst tenth of the draws is best; None where none met the floors with overlap.
    inclusion
        How often each candidate is in the best set of a draw.
    frontier
        The best choice at each of several budgets; empty without a budget for everything.
    prices
        What £100,000 more would bring, budget by budget.
    evidence
        The same under the evidence preset; None where that was not asked for.
    """

    problem: Problem
    best: Mix
    outlook: Outlook
    figures: PackageFigures | None
    cautious: Outlook | None
    inclusion: Inclusion
    frontier: tuple[Point, ...]
    prices: tuple[Price, ...]
    evidence: Beside | None


@dataclass(frozen=True)
class SoFar:
    """What is known while the work goes on.

    Attributes
    ----------
    problem
        The question.
    budgets
        How many budgets are to be tried.
    frontier
        The best choice at each of those tried so far.
    outlook
        What the best choice comes to over the draws; None where it is not known yet.
    """

    problem: Problem
    budgets: int
    frontier: tuple[Point, ...]
    outlook: Outlook | None = None


def _unread(_so_far: SoFar) -> None:
    """Take a report that nobody reads."""


def portfolio(
    problem: Problem,
    *,
    evidence: Problem | None = None,
    points: int = POINTS,
    sampler: Sampler | None = None,
    watch: Watch = silent,
    report: Callable[[SoFar], None] = _unread,
) -> Portfolio | Conflict:
    """Find the best set within budgets, or the limits that clash.

    Parameters
    ----------
    problem
        What may be funded, for what aim, within which limits.
    evidence
        The same problem under the evidence preset, to stand beside.
    points
        How many budgets the frontier has, evenly spaced up to twice the budget for everything.
    sampler
        Where sampled columns are kept for other evaluations.
    watch
        Shows how far each part of the work is, and may end it at any step.
    report
        Given what is known after each budget of the frontier, and once the best choice is: what is left if somebody
        stops the work.

    Examples
    --------
    >>> from roi_model.analysis.portfolio.problem import Budget, Candidate
    >>> from roi_model.engine.analysis import Analysis
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> leeds = find_area(["Leeds"])
    >>> cases = [build_case(name, leeds) for name in ("debt_advice", "collaborative_care")]
    >>> asked = Problem(tuple(Candidate(case, 1.0) for case in cases), Analysis(draws=500), 5, budgets=(Budget(1e6),))
    >>> found = portfolio(asked, points=4)
    >>> isinstance(found, Portfolio) and found.best.coverage.round(3).tolist()
    [0.024, 0.0]
    """
    sampler = sampler or Sampler(problem.analysis.design)
    values = _valued(problem, sampler, watch, "Evaluating the programmes")
    curve, best = _chosen(values, points, watch, report)
    if best is None:
        return conflict(values)
    report(SoFar(problem, len(curve), curve, outlook(values, best.coverage)))
    beside = None if evidence is None else _beside(evidence, sampler, watch, best.coverage)
    return _answered(values, curve, best, beside, sampler, watch)


def _valued(problem: Problem, sampler: Sampler, watch: Watch, what: str) -> Values:
    with watch(what, len(problem.candidates)) as advance:
        return values_of(problem, sampler, advance)


def _beside(evidence: Problem, sampler: Sampler, watch: Watch, coverage: Array) -> Beside:
    values = _valued(evidence, sampler, watch, "Evaluating the evidence preset")
    return Beside(outlook(values, coverage), best_mix(values, [coverage]))


def _answered(
    values: Values, curve: tuple[Point, ...], best: Mix, beside: Beside | None, sampler: Sampler, watch: Watch
) -> Portfolio:
    """Return the best choice with what it comes to, how sure it is, and what more money would bring."""
    problem = values.problem
    with watch("Looking for a cautious mix", MOST_CUTS) as advance:
        safe = cautious_mix(values, others=[best.coverage], advance=advance)
    with watch("How often each is chosen", sample_of(values)) as advance:
        chosen_how_often = inclusion(values, best.coverage, advance)
    with watch("What more money would bring", len(problem.budgets)) as advance:
        prices = shadow_prices(values, best, advance=advance)
    cases = problem.funded(best.coverage.tolist())
    return Portfolio(
        problem=problem,
        best=best,
        outlook=outlook(values, best.coverage),
        figures=package_figures(cases, problem.analysis, problem.horizon, sampler=sampler) if cases else None,
        cautious=None if safe is None else outlook(values, safe.coverage),
        inclusion=chosen_how_often,
        frontier=curve,
        prices=prices,
        evidence=beside,
    )


def _chosen(
    values: Values, points: int, watch: Watch, report: Callable[[SoFar], None]
) -> tuple[tuple[Point, ...], Mix | None]:
    """Return the frontier and the best choice, which is a point of it where there is a budget for everything."""
    budgets = frontier_budgets(values.problem, points)
    total = values.problem.total_budget
    curve: list[Point] = []
    with watch("Trying budgets", len(budgets) or 1) as advance:
        for point in each_point(values, budgets, advance):
            curve.append(point)
            report(SoFar(values.problem, len(budgets), tuple(curve)))
        here = [number for number, point in enumerate(curve) if total and point.budget == total.amount]
        best = curve[here[0]].mix if here else best_mix(values, advance=advance)
    if best is None:
        return tuple(curve), None
    with watch("Looking for anything better", MOST_BOXES) as advance:
        best = replace(best, upper=tightened(values, best, advance=advance))
    return tuple(replace(point, mix=best) if number in here else point for number, point in enumerate(curve)), best


def outlook(values: Values, coverage: Array) -> Outlook:
    """Return what a choice, shape (candidates,), comes to over all draws, with overlap."""
    aim = values.figures(coverage)[0]
    low, high = np.quantile(aim, [LOW, HIGH])
    spent = [spending @ coverage for spending in values.spending]
    budgets = values.problem.budgets
    return Outlook(
        coverage=coverage,
        cost=float((values.cost @ coverage).mean()),
        mean=float(aim.mean()),
        error=float(aim.std(ddof=1) / np.sqrt(aim.size)),
        low=float(low),
        high=float(high),
        worst=worst_mean(aim),
        above_zero=chance(aim > 0),
        over=tuple(chance(used > budget.amount) for budget, used in zip(budgets, spent, strict=True)),
    )
