"""The best set of every draw: how often each candidate is in it, were that draw the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.estimate import Chance, chance
from roi_model.analysis.portfolio.programme import Figure, Programme, Row
from roi_model.analysis.portfolio.ties import evened, kept
from roi_model.analysis.portfolio.values import Values
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.cash_flow import Array

Mask = NDArray[np.bool_]
TIE = 1e-10  # of a rate: what rounding can make of two that are equal
SAMPLE = 300  # draws that are solved one by one where there is no shortcut


@dataclass(frozen=True)
class Inclusion:
    """How often each candidate is in the best set, over draws that are each taken as the truth.

    Attributes
    ----------
    funded
        For each candidate, the chance that it is in the best set at all.
    coverage
        For each candidate, its mean coverage in the best set, shape (candidates,).
    same
        The chance that the best set funds the same interventions as the choice made.
    unmet
        The chance that no choice meets the limits in a draw.
    draws
        How many draws were solved.
    """

    funded: tuple[Chance, ...]
    coverage: Array
    same: Chance
    unmet: Chance
    draws: int


def inclusion(values: Values, chosen: Array, advance: Advance = unseen) -> Inclusion:
    """Return how often each candidate is in the best set.

    In each draw the aim, the budgets and the floors take that draw's costs and benefits; overlap is left out. Where
    there is one budget and coverage is free, all draws are solved at once: the best return on the budget goes first.
    Otherwise the first 300 draws are solved one by one.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    chosen
        The coverages of the choice made, shape (candidates,).
    advance
        Called after each draw that is solved by itself.
    """
    best = greedy(values) if is_simple(values) else _one_by_one(values, advance)
    met: Mask = np.asarray(np.isfinite(best).all(axis=1), dtype=np.bool_)
    funded: Mask = np.greater(np.nan_to_num(best), 0)
    return Inclusion(
        funded=tuple(chance(column) for column in funded.T),
        coverage=np.nan_to_num(best).mean(axis=0),
        same=chance(met & np.asarray(np.equal(funded, chosen > 0).all(axis=1), dtype=np.bool_)),
        unmet=chance(~met),
        draws=best.shape[0],
    )


def is_simple(values: Values) -> bool:
    """Whether a problem is a knapsack that can be cut anywhere: one budget, no floor, any coverage up to the most."""
    problem = values.problem
    free = all(not (c.least or c.required or c.step or c.bands) for c in problem.candidates)
    return free and len(problem.budgets) == 1 and not problem.floors


def greedy(values: Values) -> Array:
    """Return the best coverages of every draw of a simple problem, shape (draws, candidates).

    What brings most for each £1 of the budget goes first, as far as it may be taken, until the money is spent; what
    brings the same, as an intervention may in several places, goes equally far; what brings nothing is left out, and
    what costs the budget nothing is taken in full.
    """
    most = np.array([candidate.most for candidate in values.problem.candidates])
    worth = (values.aim.gains - values.aim.costs) * most
    price = values.spending[0] * most
    free = price <= 0
    rate = np.where(free, np.inf, worth / np.where(free, 1.0, price))
    wanted = worth > 0
    order = np.argsort(np.where(wanted, -rate, np.inf), axis=1, kind="stable")
    spent = np.take_along_axis(np.where(wanted, price, 0.0), order, axis=1)
    share = _shares(spent, _tied(np.take_along_axis(rate, order, axis=1)), values.problem.budgets[0].amount)
    taken = np.empty_like(share)
    np.put_along_axis(taken, order, share, axis=1)
    return np.where(wanted, taken * most, 0.0)


def _tied(rate: Array) -> Mask:
    """Return whether each rate is that of the one before it, but for rounding, shape (draws, candidates)."""
    same = np.zeros(rate.shape, dtype=np.bool_)
    close = np.abs(np.diff(np.where(np.isfinite(rate), rate, 0.0), axis=1)) <= TIE * np.abs(rate[:, 1:])
    same[:, 1:] = close & np.isfinite(rate[:, 1:]) & np.isfinite(rate[:, :-1])
    return same


def _shares(spent: Array, tied: Mask, budget: float) -> Array:
    """Return how far each goes for the money that those before it leave; those that are tied go equally far."""
    before = np.cumsum(spent, axis=1) - spent
    after = np.cumsum(spent, axis=1)
    for number in range(1, spent.shape[1]):
        before[:, number] = np.where(tied[:, number], before[:, number - 1], before[:, number])
    for number in range(spent.shape[1] - 2, -1, -1):
        after[:, number] = np.where(tied[:, number + 1], after[:, number + 1], after[:, number])
    wanted = after - before
    left = np.maximum(budget - before, 0.0)
    return np.where(wanted > 0, np.minimum(left / np.where(wanted > 0, wanted, 1.0), 1.0), 1.0)


def sample_of(values: Values) -> int:
    """Return how many draws are solved one by one; 1 where all are solved at once."""
    return 1 if is_simple(values) else min(SAMPLE, values.problem.analysis.draws)


def _one_by_one(values: Values, advance: Advance) -> Array:
    problem = values.problem
    programme = Programme(problem.candidates)
    draws = sample_of(values)
    found = np.full((draws, len(problem.candidates)), np.nan)
    nothing = np.zeros(len(problem.candidates))
    for draw in range(draws):
        budgets = zip(problem.budgets, values.spending, strict=True)
        floors = zip(problem.floors, values.worths[1:], strict=True)
        rows = [Row(spent[draw], nothing, budget.amount) for budget, spent in budgets]
        rows += [Row(worth.costs[draw], worth.gains[draw], -floor.amount) for floor, worth in floors]
        figure = Figure(values.aim.costs[draw], values.aim.gains[draw])
        best = programme.solve(figure, rows)
        if best is not None and len(problem.places) > 1:
            best = evened(problem.candidates, [*rows, kept(figure, best, values.effective(best))], best)
        if best is not None:
            found[draw] = best
        advance()
    return found
