"""Limits that cannot all be met: which of them clash, and what each would have to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.portfolio.problem import Budget, Candidate, Floor, Problem
from roi_model.analysis.portfolio.programme import Figure, Programme, Row
from roi_model.analysis.portfolio.search import limits_of
from roi_model.analysis.portfolio.values import Values
from roi_model.engine.cash_flow import Array

Limit = Budget | Floor | Candidate  # of a candidate: the coverage that it must have


@dataclass(frozen=True)
class Clash:
    """One of the limits that clash.

    Attributes
    ----------
    limit
        A budget, a floor, or a candidate that must be funded.
    needed
        What the budget, or the floor, would have to be for the others of the clash to be met: the least budget, or the
        highest floor. None for a candidate that must be funded, which would have to go.
    """

    limit: Limit
    needed: float | None


@dataclass(frozen=True)
class Conflict:
    """Limits that cannot all be met together; without any one of them the others can.

    Attributes
    ----------
    clashes
        The smallest set that was found.
    by_overlap
        Whether they could be met if nothing were claimed twice.
    """

    clashes: tuple[Clash, ...]
    by_overlap: bool = False


def conflict(values: Values) -> Conflict:
    """Return a smallest set of limits that clash: each is left out in turn, and for good where that mends nothing.

    Parameters
    ----------
    values
        Of a problem of which no choice meets all limits. Overlap is left out: where they can be met without it,
        every floor is named, for only a floor can be missed by overlap.
    """
    problem = values.problem
    limits: list[Limit] = [*problem.budgets, *problem.floors, *(c for c in problem.candidates if c.required)]
    if _solved(values, limits) is not None:
        return Conflict(tuple(Clash(floor, None) for floor in problem.floors), by_overlap=True)
    for limit in tuple(limits):
        fewer = [one for one in limits if one is not limit]
        if _solved(values, fewer) is None:
            limits = fewer
    return Conflict(tuple(Clash(limit, _needed(values, limits, limit)) for limit in limits))


def _solved(values: Values, limits: Sequence[Limit], figure: Figure | None = None) -> Array | None:
    nothing = np.zeros(len(values.problem.candidates))
    programme = Programme(_candidates(values.problem, limits))
    return programme.solve(figure or Figure(nothing, nothing), list(_rows(values, limits).values()))


def _candidates(problem: Problem, limits: Sequence[Limit]) -> list[Candidate]:
    """Return the candidates, of which only those that stand among the limits must be funded."""
    kept = {id(limit) for limit in limits}
    return [c if id(c) in kept or not c.required else replace(c, required=0.0) for c in problem.candidates]


def _rows(values: Values, limits: Sequence[Limit]) -> dict[int, Row]:
    problem = values.problem
    named = zip([*problem.budgets, *problem.floors], limits_of(values), strict=True)
    kept = {id(limit) for limit in limits}
    return {id(limit): row for limit, row in named if id(limit) in kept}


def _needed(values: Values, limits: Sequence[Limit], limit: Limit) -> float | None:
    """Return the least budget, or the highest floor, with which the other limits can be met."""
    if isinstance(limit, Candidate):
        return None
    row = _rows(values, limits)[id(limit)]
    coverage = _solved(values, [one for one in limits if one is not limit], Figure(row.costs, row.gains))
    assert coverage is not None
    found = float(row.costs @ coverage - row.gains @ values.effective(coverage))
    return found if isinstance(limit, Budget) else 0 - found
