"""What every budget would bring: the efficient frontier, and what more money in one budget is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roi_model.analysis.portfolio.problem import Budget, Problem
from roi_model.analysis.portfolio.search import Mix, best_mix
from roi_model.analysis.portfolio.values import Values
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.cash_flow import Array

EXTRA = 100_000.0  # the money whose worth is shown
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


def frontier_budgets(problem: Problem, points: int = POINTS) -> tuple[float, ...]:
    """Return evenly spaced budgets up to twice the budget for everything, and that itself; none without one."""
    total = problem.total_budget
    if total is None or total.amount == 0 or points < 1:
        return ()
    spaced = [total.amount * WIDEST * number / points for number in range(1, points + 1)]
    return tuple(sorted({*spaced, total.amount}))


def frontier(values: Values, budgets: Sequence[float]) -> tuple[Point, ...]:
    """Return the best choice at each budget for everything, all other limits as they are; see `each_point`."""
    return tuple(each_point(values, budgets))


def each_point(values: Values, budgets: Sequence[float], advance: Advance = unseen) -> Iterator[Point]:
    """Yield the best choice at each budget for everything, all other limits as they are.

    The best choice of one budget is tried at the next, so that the frontier never falls.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    budgets
        In £, rising.
    advance
        Called after each budget, and within its search.
    """
    total = values.problem.total_budget
    seeds: list[Array] = []
    for amount in budgets if total is not None else ():
        assert total is not None
        mix = best_mix(replace(values, problem=values.problem.with_budget(total, amount)), seeds, advance)
        seeds = seeds if mix is None else [mix.coverage]
        advance()
        yield Point(amount, mix)


def shadow_prices(values: Values, best: Mix, extra: float = EXTRA, advance: Advance = unseen) -> tuple[Price, ...]:
    """Return what more money in each budget would bring, by solving again with it.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    best
        The best choice within the limits as they are.
    extra
        How much more, in £.
    advance
        Called after each budget, and within its search.
    """
    prices = []
    for number, budget in enumerate(values.problem.budgets):
        larger = replace(values, problem=values.problem.with_budget(budget, budget.amount + extra))
        more = best_mix(larger, [best.coverage], advance)
        assert more is not None
        prices.append(Price(budget, float(best.spent[number]), more.aim - best.aim, more))
        advance()
    return tuple(prices)
