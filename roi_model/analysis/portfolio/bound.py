"""How much more a better choice could bring: an upper bound with overlap, by branch and bound."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from roi_model.analysis.portfolio.programme import Figure, Programme, Row
from roi_model.analysis.portfolio.search import Mix, limits_of
from roi_model.analysis.portfolio.values import Stake, Values
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.cash_flow import Array

MOST_BOXES = 100
NEAR_ENOUGH = 0.005  # of the aim, between the best choice and the bound


@dataclass(frozen=True, order=True)
class _Box:
    """Choices whose coverages lie between two corners, and what none of them exceeds; the largest bound comes first."""

    rank: float
    number: int
    upper: float = field(compare=False)
    low: Array = field(compare=False)
    high: Array = field(compare=False)
    choice: Array = field(compare=False)


def tightened(
    values: Values, best: Mix, most_boxes: int = MOST_BOXES, near: float = NEAR_ENOUGH, advance: Advance = unseen
) -> float | None:
    """Return what no choice within the limits exceeds, or None where that is not known.

    What overlap takes out of each £1 of a claim grows with every coverage. So among choices whose coverages lie in a
    box it is at least what it is at the box's lowest corner, and that makes a linear bound. Boxes are halved, the one
    with the largest bound first, until it is near the choice made or many have been looked at. A claim on an outcome
    that others claim through another one loses less as that other one is claimed more; for it, whatever claims only
    the other one stands at its highest.

    Parameters
    ----------
    values
        What the candidates cost and bring.
    best
        The best choice known.
    most_boxes
        How many boxes are looked at.
    near
        The share of the aim within which the bound is good enough.
    advance
        Called after each box.
    """
    if best.upper is None or not values.stakes:
        return best.upper
    search = _Search(values, best.upper, advance)
    whole = values.effective(np.array([candidate.most for candidate in values.problem.candidates]))
    first = search.box(np.zeros(whole.size), whole)
    boxes = [] if first is None else [first]
    while boxes and search.number < most_boxes and boxes[0].upper > best.aim + near * abs(best.aim):
        for half in search.halves(heapq.heappop(boxes)):
            heapq.heappush(boxes, half)
    return max(best.aim, *(box.upper for box in boxes)) if boxes else best.aim


class _Search:
    """The boxes of one problem."""

    def __init__(self, values: Values, upper: float, advance: Advance) -> None:
        self.values, self.upper, self.advance, self.number = values, upper, advance, 0
        self._programme, self._limits = Programme(values.problem.candidates), limits_of(values)
        self._contested = np.zeros(len(values.problem.candidates))
        self._contested[[stake.candidate for stake in values.stakes]] = 1.0
        self._losses: dict[bytes, Array] = {}

    def box(self, low: Array, high: Array) -> _Box | None:
        """Return a box with its bound, or None where no choice in it meets the limits."""
        self.number += 1
        self.advance()
        aim, size = self.values.means[0], low.size
        gains = aim.gains[0] - self._least_lost(low, high)
        nothing, unit = np.zeros(size), np.eye(size)
        within = [Row(nothing, -unit[n], high[n]) for n in range(size)]
        within += [Row(nothing, unit[n], -low[n]) for n in range(size) if low[n] > 0]
        choice = self._programme.solve(Figure(aim.costs[0], gains), [*self._limits, *within])
        if choice is None:
            return None
        effective = self.values.effective(choice)
        upper = min(float(gains @ effective - aim.costs[0] @ choice), self.upper)
        return _Box(-upper, self.number, upper, low, high, effective)

    def halves(self, box: _Box) -> Iterator[_Box]:
        """Yield the halves of a box, cut where it is wide and its choice far from the lowest corner."""
        width = box.high - box.low
        cut = int(np.argmax(self._contested * width * np.maximum(box.choice - box.low, width / 4)))
        middle = (box.low[cut] + box.high[cut]) / 2
        for low, high in ((box.low[cut], middle), (middle, box.high[cut])):
            lower, upper = box.low.copy(), box.high.copy()
            lower[cut], upper[cut] = low, high
            half = self.box(lower, upper)
            if half is not None:
                yield half

    def _least_lost(self, low: Array, high: Array) -> Array:
        """Return the least that overlap takes out of the aim for each unit of effective coverage, in a box."""
        lost = np.zeros(low.size)
        for number, stake in enumerate(self.values.stakes):
            corner = lowest_corner(self.values, stake, low, high)
            lost[stake.candidate] += self._lost_at(corner)[number]
        return lost

    def _lost_at(self, corner: Array) -> Array:
        key = corner.tobytes()
        if key not in self._losses:
            self._losses[key] = self.values.lost_shares(corner)
        return self._losses[key]


def lowest_corner(values: Values, stake: Stake, low: Array, high: Array) -> Array:
    """Return the coverages in a box at which overlap takes least out of each £1 at stake in a claim.

    A claim that follows from another loses least where every coverage is lowest; any other claim, where those that
    claim its outcome are lowest and the rest highest. ``low``, ``high`` and the answer have shape (candidates,).
    """
    if stake.claim.through is not None:
        return low
    outcome = stake.claim.outcome
    claims = [any(claim.outcome is outcome for claim in own) for own in values.claims]
    return np.where(claims, low, high)
