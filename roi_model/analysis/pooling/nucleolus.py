"""The nucleolus of a game: the split whose worst-off group is as well off as can be, then the next worst, and so on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.pooling.coalition import number_of_players, subset_sums
from roi_model.engine.cash_flow import Array

MAX_PLAYERS = 12  # 4,096 groups, a constraint each
TOLERANCE = 1e-9  # of amounts that are scaled to at most about 1


def nucleolus(worth: Array) -> Array:
    """Return the nucleolus of a game whose core is not empty, shape (players,).

    A sequence of linear programmes. Each finds the smallest ε for which no group that is not yet
    settled falls short of its worth by more than ε; groups with a positive dual value then fall
    short by exactly ε in every solution, and are settled.

    Parameters
    ----------
    worth
        What each group is worth, shape (2^players,), nobody first and worth 0.

    Examples
    --------
    The estate of 200 and the claims of 100, 200 and 300 of the Talmud:

    >>> from roi_model.analysis.pooling.coalition import worth_of_groups
    >>> nucleolus(worth_of_groups(np.array([[100.0, 200.0, 300.0]]), np.array([400.0]))).round(6)
    array([50., 75., 75.])
    """
    players = number_of_players(worth)
    if players <= 1:
        return worth[1:].copy()
    scale = float(np.abs(worth).max()) or 1.0
    scaled = worth / scale
    inside = np.stack([subset_sums(row) for row in np.eye(players)], axis=1)
    settled, amounts = [inside[-1]], [scaled[-1]]
    free = np.arange(1, worth.size - 1)
    while np.linalg.matrix_rank(np.array(settled)) < players:
        shortfall, binding = _least_shortfall(inside[free], scaled[free], np.array(settled), np.array(amounts))
        settled += list(inside[free[binding]])
        amounts += list(scaled[free[binding]] - shortfall)
        free = free[_undetermined(inside[free], np.array(settled))]
    return np.linalg.lstsq(np.array(settled), np.array(amounts), rcond=None)[0] * scale


def _least_shortfall(groups: Array, worth: Array, settled: Array, amounts: Array) -> tuple[float, NDArray[np.intp]]:
    """Return the smallest ε, and which groups fall short by it in every solution."""
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to load; most commands never need it

    players = groups.shape[1]
    solved = linprog(
        c=np.append(np.zeros(players), 1.0),
        A_ub=-np.column_stack([groups, np.ones(len(groups))]),
        b_ub=-worth,
        A_eq=np.column_stack([settled, np.zeros(len(settled))]),
        b_eq=amounts,
        bounds=(None, None),
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if not solved.success or solved.x is None:
        raise ArithmeticError(f"the nucleolus was not found: {solved.message}")
    return float(solved.x[-1]), np.flatnonzero(-solved.ineqlin.marginals > TOLERANCE)


def _undetermined(groups: Array, settled: Array) -> NDArray[np.intp]:
    """Return which groups' nets do not follow from those that are settled."""
    _, sizes, rows = np.linalg.svd(settled)
    span = rows[: int(np.sum(sizes > TOLERANCE * sizes[0]))]
    beyond = groups - groups @ span.T @ span
    return np.flatnonzero(np.abs(beyond).max(axis=1) > 1e-7)
