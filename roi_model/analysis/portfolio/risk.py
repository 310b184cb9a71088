"""The risk-averse choice: the mean of the worst tenth of the draws made as large as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.portfolio.programme import Figure, Programme, Row
from roi_model.analysis.portfolio.search import limits_of
from roi_model.analysis.portfolio.ties import evened
from roi_model.analysis.portfolio.values import Values
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

TAIL = 0.1
MOST_CUTS = 200
FOR_EVEN = 1e-4  # of the worst draws' mean: what an even spread over places may cost, by meeting other programmes
NEAR = 1e-9  # of the level, between what the cuts allow and what is reached


@dataclass(frozen=True)
class Cautious:
    """The choice whose worst draws are best, within the same limits.

    Attributes
    ----------
    coverage
        Of each candidate, shape (candidates,).
    worst
        Mean of the aim over the worst draws, with overlap.
    alone
        The same without overlap.
    upper
        What no choice within the limits exceeds in its worst draws, without overlap.
    """

    coverage: Array
    worst: float
    alone: float
    upper: float


def worst_weights(figures: Array, tail: float = TAIL) -> Array:
    """Return what each draw weighs in the mean of the worst share of the draws, shape (draws,); they add up to 1.

    Where the share is not a whole number of draws, the last one counts in part. It is the conditional value at risk
    of Rockafellar and Uryasev (2000), for gains.

    Parameters
    ----------
    figures
        One figure of each draw, shape (draws,).
    tail
        The worst share of the draws, above 0 and at most 1.

    Raises
    ------
    InputError
        When the share is out of its range.

    Examples
    --------
    >>> worst_weights(np.array([3.0, 1.0, 2.0, 4.0]), 0.375)
    array([0.        , 0.66666667, 0.33333333, 0.        ])
    """
    if not 0 < tail <= 1:
        raise InputError(f"The worst share of the draws is {tail:g}; it must be above 0 and at most 1.")
    many = tail * figures.size
    order = np.argsort(figures, kind="stable")
    weights = np.zeros(figures.size)
    weights[order] = np.clip(many - np.arange(figures.size), 0.0, 1.0) / many
    return weights


def worst_mean(figures: Array, tail: float = TAIL) -> float:
    """Return the mean of the worst share of the draws, in the unit of ``figures``, shape (draws,).

    Formula: Σ weight(d) · figure(d), with the weights of `worst_weights`.
    Limits: the mean of all draws for a share of 1, and the lowest draw as the share nears 0.

    Examples
    --------
    >>> worst_mean(np.array([3.0, 1.0, 2.0, 4.0]), 0.5)
    1.5
    """
    return float(worst_weights(figures, tail) @ figures)


def cautious_mix(
    values: Values, tail: float = TAIL, others: Sequence[Array] = (), advance: Advance = unseen
) -> Cautious | None:
    """Return the coverages that make the mean of the worst draws as large as possible, or None where none fits.

    max over coverage of  min over weights of  Σ weight(d)·aim(d),  weights between 0 and 1 ÷ (tail·draws) that add up
    to 1. It is the linear programme with the draws as scenarios, solved by cuts: the worst draws of a choice give a
    linear bound that every choice has to keep to, and the choice is made again until it reaches its bound. So all
    draws count, and the programme stays small. Without overlap; the choices are then valued with it.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    tail
        The worst share of the draws.
    others
        Coverages that meet all limits with overlap and are tried too, each of shape (candidates,).
    advance
        Called after each cut, and before each choice is valued with overlap.
    """
    programme, limits = Programme(values.problem.candidates), limits_of(values)
    nothing = np.zeros(len(values.problem.candidates))
    cuts: list[Row] = []
    coverage = programme.solve(Figure(values.means[0].costs[0], values.means[0].gains[0]), limits)
    if coverage is None:
        return None
    reached: list[tuple[float, Array]] = []
    upper = np.inf
    while len(cuts) < MOST_CUTS:
        advance()
        figures = values.aim.at(coverage, values.effective(coverage))
        weights = worst_weights(figures, tail)
        reached.append((float(weights @ figures), coverage))
        if np.isfinite(upper) and upper - reached[-1][0] <= NEAR * max(abs(upper), 1.0):
            break
        cuts.append(Row(weights @ values.aim.costs, weights @ values.aim.gains, 0.0, level=1.0))
        coverage = programme.solve(Figure(nothing, nothing, level=1.0), [*limits, *cuts])
        assert coverage is not None
        upper = min(_bound(values, cuts, coverage), upper)
    advance(0)
    alone, best = max(reached, key=lambda one: one[0])
    found = _valued(values, tail, [best, *others], max(upper, alone))
    if found is None or len(values.problem.places) == 1:
        return found
    even = _valued(values, tail, [_spread(values, tail, limits, cuts, best)], found.upper)
    return even if even is not None and even.worst >= found.worst - FOR_EVEN * abs(found.worst) else found


def _spread(values: Values, tail: float, limits: Sequence[Row], cuts: Sequence[Row], best: Array) -> Array:
    """Return a choice with the same worst draws, spread evenly over places where that costs nothing."""
    level, known = worst_mean(values.aim.at(best, values.effective(best)), tail), list(cuts)
    least = NEAR * abs(level) - level
    while len(known) < 2 * MOST_CUTS:
        rows = [*limits, *(Row(cut.costs, cut.gains, least) for cut in known)]
        choice = evened(values.problem.candidates, rows, best)
        figures = values.aim.at(choice, values.effective(choice))
        weights = worst_weights(figures, tail)
        if weights @ figures >= level - 2 * NEAR * abs(level):
            return choice
        known.append(Row(weights @ values.aim.costs, weights @ values.aim.gains, 0.0, level=1.0))
    return best


def _bound(values: Values, cuts: Sequence[Row], coverage: Array) -> float:
    """Return the level that the cuts allow at a choice."""
    effective = values.effective(coverage)
    return min(float(cut.gains @ effective - cut.costs @ coverage) for cut in cuts)


def _valued(values: Values, tail: float, choices: Sequence[Array], upper: float) -> Cautious | None:
    """Return the best choice with overlap, of those that meet every floor with it."""
    found: list[Cautious] = []
    for coverage in choices:
        worths = values.figures(coverage)
        floors = zip(values.problem.floors, worths[1:].mean(axis=1), strict=True)
        if all(net >= floor.amount - NEAR * max(abs(floor.amount), 1.0) for floor, net in floors):
            alone = worst_mean(values.aim.at(coverage, values.effective(coverage)), tail)
            found.append(Cautious(coverage, worst_mean(worths[0], tail), alone, upper))
    return max(found, key=lambda one: one.worst, default=None)
