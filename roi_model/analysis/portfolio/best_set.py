"""The best set within budgets: the choice, what more money would bring, how sure it is, and what would be safer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.estimate import HIGH, LOW, Chance, chance
from roi_model.analysis.package_figures import PackageFigures, package_figures
from roi_model.analysis.portfolio.bound import tightened
from roi_model.analysis.portfolio.conflict import Conflict, conflict
from roi_model.analysis.portfolio.draws import Inclusion, inclusion
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.problem import Budget, Problem
from roi_model.analysis.portfolio.risk import cautious_mix, worst_mean
from roi_model.analysis.portfolio.search import Mix, best_mix
from roi_model.analysis.portfolio.values import Values
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler

EXTRA = 100_000.0  # the money whose worth is shown
MOST_POINTS = 200
POINTS = 20
WIDEST = 2.0  # the largest budget of the frontier, as a multiple of the budget asked for


@dataclass(frozen=True)
class Point:
    """One point of the efficient frontier: a budget for everything, and the best choice within it, if any."""

    budget: float
    mix: Mix | None


@dataclass(frozen=True)
class Price:
    """What £100,000 more in one budget would bring, all other limits as they are; found by solving again.

    Attributes
    ----------
    budget
        The budget that is raised.
    spent
        What the best choice spends of it.
    gain
        By how much the aim rises.
    more
        The best choice with the larger budget.
    """

    budget: Budget
    spent: float
    gain: float
    more: Mix


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


def portfolio(
    problem: Problem,
    *,
    evidence: Problem | None = None,
    points: int = POINTS,
    sampler: Sampler | None = None,
    advance: Callable[[], None] = lambda: None,
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
    advance
        Called after each budget of the frontier, so that somebody who waits can see how far it is.

    Examples
    --------
    >>> from roi_model.analysis.portfolio.problem import Candidate
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
    values = values_of(problem, sampler)
    curve, best = _chosen(values, points, advance)
    if best is None:
        return conflict(values)
    beside = None if evidence is None else _beside(values_of(evidence, sampler), best.coverage)
    return _answered(values, curve, best, beside, sampler)


def _answered(
    values: Values, curve: tuple[Point, ...], best: Mix, beside: Beside | None, sampler: Sampler
) -> Portfolio:
    """Return the best choice with what it comes to, how sure it is, and what more money would bring."""
    problem = values.problem
    safe = cautious_mix(values, others=[best.coverage])
    cases = problem.funded(best.coverage.tolist())
    return Portfolio(
        problem=problem,
        best=best,
        outlook=outlook(values, best.coverage),
        figures=package_figures(cases, problem.analysis, problem.horizon, sampler=sampler) if cases else None,
        cautious=None if safe is None else outlook(values, safe.coverage),
        inclusion=inclusion(values, best.coverage),
        frontier=curve,
        prices=shadow_prices(values, best),
        evidence=beside,
    )


def _chosen(values: Values, points: int, advance: Callable[[], None]) -> tuple[tuple[Point, ...], Mix | None]:
    """Return the frontier and the best choice, which is a point of it where there is a budget for everything."""
    curve = frontier(values, frontier_budgets(values.problem, points), advance)
    total = values.problem.total_budget
    here = [number for number, point in enumerate(curve) if total and point.budget == total.amount]
    best = curve[here[0]].mix if here else best_mix(values)
    if best is None:
        return curve, None
    best = replace(best, upper=tightened(values, best))
    return tuple(replace(point, mix=best) if number in here else point for number, point in enumerate(curve)), best


def _beside(values: Values, coverage: Array) -> Beside:
    return Beside(outlook(values, coverage), best_mix(values, [coverage]))


def frontier_budgets(problem: Problem, points: int = POINTS) -> tuple[float, ...]:
    """Return evenly spaced budgets up to twice the budget for everything, and that itself; none without one."""
    total = problem.total_budget
    if total is None or total.amount == 0 or points < 1:
        return ()
    spaced = [total.amount * WIDEST * number / points for number in range(1, points + 1)]
    return tuple(sorted({*spaced, total.amount}))


def frontier(values: Values, budgets: Sequence[float], advance: Callable[[], None] = lambda: None) -> tuple[Point, ...]:
    """Return the best choice at each budget for everything, all other limits as they are.

    The best choice of one budget is tried at the next, so that the frontier never falls.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    budgets
        In £, rising.
    advance
        Called after each budget.
    """
    total = values.problem.total_budget
    points: list[Point] = []
    seeds: list[Array] = []
    for amount in budgets if total is not None else ():
        assert total is not None
        mix = best_mix(replace(values, problem=values.problem.with_budget(total, amount)), seeds)
        points.append(Point(amount, mix))
        seeds = seeds if mix is None else [mix.coverage]
        advance()
    return tuple(points)


def shadow_prices(values: Values, best: Mix, extra: float = EXTRA) -> tuple[Price, ...]:
    """Return what more money in each budget would bring, by solving again with it.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    best
        The best choice within the limits as they are.
    extra
        How much more, in £.
    """
    prices = []
    for number, budget in enumerate(values.problem.budgets):
        larger = replace(values, problem=values.problem.with_budget(budget, budget.amount + extra))
        more = best_mix(larger, [best.coverage])
        assert more is not None
        prices.append(Price(budget, float(best.spent[number]), more.aim - best.aim, more))
    return tuple(prices)


def outlook(values: Values, coverage: Array) -> Outlook:
    """Return what a choice comes to over all draws, with overlap."""
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
