"""The best coverages within the limits: solved without overlap, then led by it, and always valued with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.portfolio.problem import Candidate
from roi_model.analysis.portfolio.programme import Figure, Programme, Row
from roi_model.analysis.portfolio.ties import evened, kept
from roi_model.analysis.portfolio.values import Values
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.cash_flow import Array

ROUNDS = 5  # of letting overlap lead the choice; more change nothing that was seen
NUDGE = 1e-3  # of effective coverage, for the slope of what overlap takes out
BETWEEN = (0.25, 0.5, 0.75)  # ways from one choice to the next that are tried too
SLACK = 1e-9  # of a limit


@dataclass(frozen=True)
class Mix:
    """Coverages chosen, and what they come to: means of the draws, with overlap.

    Attributes
    ----------
    coverage
        Of each candidate, shape (candidates,); 0 where it is not funded.
    aim
        The figure that was made as large as possible.
    alone
        The same if nothing were claimed twice.
    upper
        What no choice within the limits exceeds; None where that is not known.
    spent
        What each budget counts.
    floors
        The net position that each floor asks about.
    """

    coverage: Array
    aim: float
    alone: float
    upper: float | None
    spent: Array
    floors: Array

    @property
    def gap(self) -> float | None:
        """By how much at most a better choice could exceed this one; None where that is not known."""
        return None if self.upper is None else max(self.upper - self.aim, 0.0)


def best_mix(values: Values, seeds: Sequence[Array] = (), advance: Advance = unseen) -> Mix | None:
    """Return the best coverages within the limits, or None where no choice meets them.

    Without overlap the problem is a mixed-integer programme, and its optimum is an upper bound of the optimum with
    overlap, because overlap only takes out. That first choice is valued with overlap. Then what overlap takes out is
    made linear around the choice, the programme is solved again, and the way from one choice to the next is tried too;
    up to five times. The best that was valued is kept.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    seeds
        Coverages to try as well, such as the best of a smaller budget; each of shape (candidates,).
    advance
        Told that work goes on, before each choice is valued.
    """
    limits = limits_of(values)
    first = _solved(values, Figure(values.means[0].costs[0], values.means[0].gains[0]), limits)
    if first is None:
        return None
    found = _Found(values, float(values.means[0].at(first, values.effective(first))[0]), advance)
    for coverage in (first, *seeds):
        found.consider(coverage)
    if values.stakes:
        _follow_overlap(values, limits, first, found)
    return found.best


def _follow_overlap(values: Values, limits: Sequence[Row], first: Array, found: _Found) -> None:
    """Value choices that take account of what overlap takes out of the one before."""
    candidates = values.problem.candidates
    current = first
    for turn in range(ROUNDS if not values.problem.floors else 2 * ROUNDS):
        # In later rounds what is still missing of a floor is small, and asking for it twice makes up for the bend.
        short = found.shortfall(current) * (turn >= ROUNDS)
        following = _solved(values, *_led(values, limits, current, short))
        if following is None or any(np.abs(following - tried).max() <= SLACK for tried in found.tried):
            return
        for coverage in _on_the_way(candidates, current, following):
            found.consider(coverage)
        current = following


def _solved(values: Values, figure: Figure, limits: Sequence[Row]) -> Array | None:
    """Return the best choice of a linear figure, spread evenly over places where that costs nothing."""
    candidates = values.problem.candidates
    found = Programme(candidates).solve(figure, limits)
    if found is None or len(values.problem.places) == 1:
        return found
    return evened(candidates, [*limits, kept(figure, found, values.effective(found))], found)


def limits_of(values: Values) -> list[Row]:
    """Return the budgets and floors as linear limits, without overlap."""
    nothing = np.zeros(len(values.problem.candidates))
    budgets = [
        Row(spent, nothing, budget.amount)
        for budget, spent in zip(values.problem.budgets, values.mean_spending, strict=True)
    ]
    floors = [
        Row(worth.costs[0], worth.gains[0], -floor.amount)
        for floor, worth in zip(values.problem.floors, values.means[1:], strict=True)
    ]
    return [*budgets, *floors]


class _Found:
    """The best choice of those valued so far."""

    def __init__(self, values: Values, upper: float, advance: Advance) -> None:
        self.values, self.advance = values, advance
        self.upper = upper if values.overlap_only_lowers else None
        self.best: Mix | None = None
        self.tried: list[Array] = []
        self._floors: dict[bytes, Array] = {}

    def consider(self, coverage: Array) -> None:
        """Value a choice with overlap, and keep it if it meets all limits and is better."""
        self.advance(0)
        self.tried.append(coverage)
        values, effective = self.values, self.values.effective(coverage)
        worths = values.mean_figures(coverage)
        self._floors[coverage.tobytes()] = worths[1:]
        spent = values.mean_spending @ coverage
        budgets = zip(values.problem.budgets, spent, strict=True)
        within = all(used <= budget.amount + SLACK * max(budget.amount, 1) for budget, used in budgets)
        fits = within and not self.shortfall(coverage).any()
        if fits and (self.best is None or worths[0] > self.best.aim):
            alone = float(values.means[0].at(coverage, effective)[0])
            self.best = Mix(coverage, float(worths[0]), alone, self.upper, spent, worths[1:])

    def shortfall(self, coverage: Array) -> Array:
        """Return by how much a valued choice misses each floor; 0 where it does not."""
        asked = np.array([floor.amount for floor in self.values.problem.floors])
        missing = asked - self._floors[coverage.tobytes()]
        return np.where(missing > SLACK * np.maximum(np.abs(asked), 1), missing, 0.0)


def _led(values: Values, limits: Sequence[Row], coverage: Array, short: Array) -> tuple[Figure, list[Row]]:
    """Return the figure and the limits with what overlap takes out made linear around a choice."""
    effective = values.effective(coverage)
    here = values.taken_out(effective).mean(axis=1)
    slope = _slope(values.few, effective)
    start = here - slope @ effective
    aim, *floors = values.means
    budgets = len(values.problem.budgets)
    led = [
        replace(row, gains=worth.gains[0] - slope[number], most=row.most - start[number] - short[number - 1])
        for number, (row, worth) in enumerate(zip(limits[budgets:], floors, strict=True), start=1)
    ]
    return Figure(aim.costs[0], aim.gains[0] - slope[0]), [*limits[:budgets], *led]


def _slope(values: Values, effective: Array) -> Array:
    """Return how fast what is taken out grows with each effective coverage, shape (aims, candidates)."""
    slope = np.zeros((len(values.worths), effective.size))
    claimed = {stake.candidate for stake in values.stakes}
    for place in range(len(values.problem.places)):
        here = values.taken_out(effective, place).mean(axis=1)
        for number in claimed.intersection(values.members(place)):
            nudged = effective.copy()
            nudged[number] += NUDGE
            slope[:, number] = (values.taken_out(nudged, place).mean(axis=1) - here) / NUDGE
    return slope


def _on_the_way(candidates: Sequence[Candidate], start: Array, end: Array) -> Iterator[Array]:
    """Yield the end, and what lies between where every coverage there is allowed."""
    yield end
    for share in BETWEEN:
        between = start + share * (end - start)
        if all(candidate.allows(float(coverage)) for candidate, coverage in zip(candidates, between, strict=True)):
            yield between
