"""Spreading an intervention evenly over places where that costs nothing: a tie is no reason to choose one of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from roi_model.analysis.portfolio.problem import Candidate
from roi_model.analysis.portfolio.programme import TIGHT, Figure, Row
from roi_model.engine.cash_flow import Array

GIVEN_UP = 1e-9  # of the figure, at most, for an even spread


def kept(figure: Figure, coverage: Array, effective: Array) -> Row:
    """Return the limit that keeps a figure where it is at a choice, but for a billionth."""
    value = float(figure.gains @ effective - figure.costs @ coverage)
    return Row(figure.costs, figure.gains, GIVEN_UP * abs(value) - value)


def evened(candidates: Sequence[Candidate], rows: Sequence[Row], coverage: Array) -> Array:
    """Return a choice within the same limits whose highest coverage of each intervention, over places, is least.

    What brings the same in several places is the same to the aim, and where it goes would be an accident of the solver.
    Candidates in steps or with diminishing reach stay as they are, and so does what is not funded because of its
    minimum scale.

    Parameters
    ----------
    candidates
        What may be funded.
    rows
        The limits, among them those that keep the aim where it is.
    coverage
        The choice, shape (candidates,).
    """
    free = np.array([_is_free(one, float(share)) for one, share in zip(candidates, coverage, strict=True)])
    groups = _groups(candidates, free)
    if not groups:
        return coverage
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to load

    limits = [_limit(candidates, row, coverage, free) for row in rows]
    size, extra = len(candidates), len(groups)
    lines = [np.concatenate([line, np.zeros(extra)]) for line, _ in limits]
    for number, group in enumerate(groups):
        for member in group:
            lines.append(np.zeros(size + extra))
            lines[-1][member], lines[-1][size + number] = 1.0, -1.0
    bounds = [_bounds(one, float(share)) for one, share in zip(candidates, coverage, strict=True)]
    found = linprog(
        np.concatenate([np.zeros(size), np.ones(extra)]),
        A_ub=np.array(lines),
        b_ub=np.array([most for _, most in limits] + [0.0] * (len(lines) - len(limits))),
        bounds=[*bounds, *[(0.0, 1.0)] * extra],
        method="highs",
        options={"primal_feasibility_tolerance": TIGHT, "dual_feasibility_tolerance": TIGHT},
    )
    if found.x is None:  # the rounding of the choice itself can be more than the limits leave
        return coverage
    spread = np.where(free, np.asarray(found.x)[:size], coverage)
    return np.array([_inside(share, bound) for share, bound in zip(spread, bounds, strict=True)])


def _limit(candidates: Sequence[Candidate], row: Row, coverage: Array, free: Array) -> tuple[Array, float]:
    """Return a limit on what is free, scaled so that its largest number is 1, with the rest where it is."""
    line = np.where(free, row.costs - row.gains, 0.0)
    settled = sum(
        row.costs[n] * coverage[n] - row.gains[n] * candidates[n].effective(float(coverage[n]))
        for n in np.flatnonzero(np.logical_not(free)).tolist()
    )
    left = float(row.most - settled)
    unit = float(np.abs(line).max(initial=abs(left))) or 1.0
    return line / unit, left / unit


def _is_free(candidate: Candidate, share: float) -> bool:
    """Whether any coverage between its bounds will do."""
    return candidate.step is None and not candidate.bands and (share > 0 or not candidate.least)


def _groups(candidates: Sequence[Candidate], free: Array) -> list[list[int]]:
    """Return the free candidates of each intervention that stands in several places."""
    found: dict[str, list[int]] = {}
    for number, candidate in enumerate(candidates):
        if free[number]:
            found.setdefault(candidate.case.intervention.name, []).append(number)
    return [group for group in found.values() if len(group) > 1]


def _bounds(candidate: Candidate, share: float) -> tuple[float, float]:
    return (candidate.floor, candidate.most) if _is_free(candidate, share) else (share, share)


def _inside(share: float, bounds: tuple[float, float]) -> float:
    """Return a coverage without the solver's rounding."""
    return 0.0 if share <= GIVEN_UP and bounds[0] == 0 else float(min(max(share, bounds[0]), bounds[1]))
