"""Cooperative games on arrays: what groups of partners are worth, the Shapley value, and who blocks a split."""

from __future__ import annotations

import math

import numpy as np

from roi_model.engine.cash_flow import Array

MAX_PLAYERS = 16  # 65,536 groups


def subset_sums(amounts: Array) -> Array:
    """Return the sum over each group of players: group number g holds player i where bit i of g is 1.

    Parameters
    ----------
    amounts
        One amount for each player, shape (…, players).

    Returns
    -------
    Array
        Shape (…, 2^players), from nobody to everybody.

    Examples
    --------
    >>> subset_sums(np.array([1.0, 10.0]))
    array([ 0.,  1., 10., 11.])
    """
    sums = np.zeros((*amounts.shape[:-1], 1))
    for player in range(amounts.shape[-1]):
        sums = np.concatenate([sums, sums + amounts[..., player, np.newaxis]], axis=-1)
    return sums


def worth_of_groups(benefits: Array, costs: Array) -> Array:
    """Return what each group gains by funding what pays it, shape (2^players,).

    Formula: v(S) = Σ over units of max(0, Σ over i in S of benefit(i) − cost). A unit is what a
    group can fund on its own: the programme, or the programme in one place.

    Parameters
    ----------
    benefits
        What a unit brings each player, shape (units, players), in £.
    costs
        What each unit costs, shape (units,), in £.

    Examples
    --------
    >>> worth_of_groups(np.array([[60.0, 80.0]]), np.array([100.0]))
    array([ 0.,  0.,  0., 40.])
    """
    worth = np.zeros(2 ** benefits.shape[1])
    for gained, cost in zip(benefits, costs, strict=True):
        worth += np.maximum(subset_sums(gained) - cost, 0)
    return worth


def shapley_value(worth: Array) -> Array:
    """Return each player's mean marginal contribution over all orders of joining, shape (players,).

    Formula: φ(i) = Σ over S without i of |S|!·(n − |S| − 1)!/n! · (v(S with i) − v(S)); exact.

    Parameters
    ----------
    worth
        What each group is worth, shape (2^players,), nobody first and worth 0.

    Examples
    --------
    >>> shapley_value(np.array([0.0, 0.0, 0.0, 40.0]))
    array([20., 20.])
    """
    players = number_of_players(worth)
    if not players:
        return np.zeros(0)
    sizes = subset_sums(np.ones(players)).astype(int)
    weights = np.array([1 / (players * math.comb(players - 1, size)) for size in range(players)])
    values = np.empty(players)
    for player in range(players):
        without, joined = worth.reshape(-1, 2, 2**player).swapaxes(0, 1)
        values[player] = np.sum(weights[sizes.reshape(-1, 2, 2**player)[:, 0]] * (joined - without))
    return values


def blocking_group(worth: Array, nets: Array, tolerance: float) -> tuple[int, float] | None:
    """Return the group that would do best alone and what it would gain by that, or None for a split in the core.

    Formula: the core holds the nets z with Σ over i in S of z(i) ≥ v(S) for every group S.

    Parameters
    ----------
    worth
        What each group is worth, shape (2^players,).
    nets
        Each player's net under the split, shape (players,).
    tolerance
        What is too little to leave for, in £.

    Returns
    -------
    tuple of int and float, or None
        Number of the group, the smallest of several that would gain as much; and its gain in £.

    Examples
    --------
    >>> blocking_group(np.array([0.0, 0.0, 0.0, 40.0]), np.array([50.0, -10.0]), 0.01)
    (2, 10.0)
    """
    excess = worth - subset_sums(nets)
    most = float(excess.max())
    if most <= tolerance:
        return None
    best = np.flatnonzero(excess >= most - tolerance)
    sizes = subset_sums(np.ones(nets.size))[best]
    group = int(best[np.argmin(sizes)])
    return group, float(excess[group])


def members(group: int, players: int) -> tuple[int, ...]:
    """Return the players of a group.

    Examples
    --------
    >>> members(5, 3)
    (0, 2)
    """
    return tuple(player for player in range(players) if group >> player & 1)


def number_of_players(worth: Array) -> int:
    """Return how many players a game has, from the worth of each group, shape (2^players,).

    Examples
    --------
    >>> number_of_players(np.zeros(8))
    3
    """
    return int(worth.size).bit_length() - 1
