"""Shares of a pool's cost in proportion to what partners gain, and by the theory of games."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.pooling.coalition import shapley_value, worth_of_groups
from roi_model.analysis.pooling.nucleolus import MAX_PLAYERS, nucleolus
from roi_model.analysis.pooling.pool import Ledger, Pool
from roi_model.analysis.pooling.rule import NoShares, Reason, Shares
from roi_model.engine.cash_flow import Array

NEGLIGIBLE = 1e-12  # of the cost


def in_proportion(pool: Pool, ledger: Ledger, brought: Array) -> Shares | NoShares:
    """Share each programme's cost in proportion to what it brings each partner that can pay.

    Formula: share(k, i) = max(0, b(k, i)) ÷ Σ over j max(0, b(k, j)), b a mean over draws. A
    programme that brings none of them anything stays with those who pay it today.

    Parameters
    ----------
    pool, ledger
        The pool, and its money at the time horizon.
    brought
        What each programme brings each partner, shape (programmes, partners).
    """
    gains = np.where(pool.can_pay, np.maximum(brought, 0), 0)
    if not gains.any():
        return NoShares(Reason.NO_GAIN)
    weights = np.where(gains.any(axis=1, keepdims=True), gains, ledger.charged)
    whole = weights.sum(axis=1, keepdims=True)
    return Shares(weights / np.where(whole > 0, whole, 1))


def with_equal_return(pool: Pool, ledger: Ledger) -> Shares | NoShares:
    """Share the whole cost so that each partner that gains and can pay has the same return per £1.

    Formula: x(i) = C · max(0, b(i)) ÷ Σ over j max(0, b(j)), over all programmes together; so
    b(i) ÷ x(i) = Σ over j max(0, b(j)) ÷ C for everyone. Of one programme, it is what
    `in_proportion` to benefit gives.
    """
    gains = np.where(pool.can_pay, np.maximum(ledger.brought.sum(axis=0), 0), 0)
    if not gains.any():
        return NoShares(Reason.NO_GAIN)
    return of_whole(pool, gains / gains.sum())


def by_shapley_value(pool: Pool, ledger: Ledger) -> Shares | NoShares:
    """Leave each partner the Shapley value of the game in which a group can fund what pays it.

    Formula: x(i) = b(i) − φ(i), for each unit that a group can fund alone; exact. The value of a
    sum of games is the sum of their values, so each unit's cost is shared for itself.
    """
    short = _costs_more(pool, ledger)
    if short is not None:
        return short
    shares = np.zeros_like(ledger.brought)
    players = players_of(pool, ledger)
    for unit in pool.units:
        gained, cost = _of_unit(ledger, unit)
        values = shapley_value(worth_of_groups(gained[np.newaxis, players], np.array([cost])))
        shares[np.ix_(np.array(unit), players)] = (gained[players] - values) / cost
    return Shares(shares)


def by_nucleolus(pool: Pool, ledger: Ledger) -> Shares | NoShares:
    """Leave each partner the nucleolus of the same game.

    Formula: x(i) = b(i) − ν(i); the excesses v(S) − ν(S) of groups, from the largest down, are as
    small as can be.
    """
    short = _costs_more(pool, ledger)
    if short is not None:
        return short
    players = players_of(pool, ledger)
    if players.size > MAX_PLAYERS:
        return NoShares(Reason.TOO_MANY)
    gained, costs = game_of(pool, ledger)
    values = nucleolus(worth_of_groups(gained[:, players], costs))
    paid = (gained[:, players].sum(axis=0) - values) / costs.sum()
    shares = np.zeros(len(pool.partners))
    shares[players] = np.where(np.abs(paid) < NEGLIGIBLE, 0, paid)
    return of_whole(pool, shares)


def of_whole(pool: Pool, shares: Array) -> Shares:
    """Return shares of the whole cost, shape (partners,), as the same shares of every programme's cost."""
    return Shares(np.tile(shares, (len(pool.programmes), 1)))


def players_of(pool: Pool, ledger: Ledger) -> NDArray[np.intp]:
    """Return the numbers of the players of the game, shape (players,): who can pay, and gains or loses anything."""
    return np.flatnonzero(pool.can_pay & ledger.brought.any(axis=0))


def game_of(pool: Pool, ledger: Ledger) -> tuple[Array, Array]:
    """Return what each unit brings each partner, shape (units, partners), and costs, shape (units,): means of draws."""
    units = [_of_unit(ledger, unit) for unit in pool.units]
    return np.stack([gained for gained, _ in units]), np.array([cost for _, cost in units])


def _of_unit(ledger: Ledger, unit: tuple[int, ...]) -> tuple[Array, float]:
    rows = list(unit)
    return ledger.brought[rows].sum(axis=0), float(ledger.costs[rows, 1:].mean(axis=1).sum())


def _costs_more(pool: Pool, ledger: Ledger) -> NoShares | None:
    """Return the first unit that costs more than it brings those who can pay; a group cannot be paid to fund it."""
    players = players_of(pool, ledger)
    for unit in pool.units:
        gained, cost = _of_unit(ledger, unit)
        short = cost - float(gained[players].sum())
        if short > NEGLIGIBLE * cost:
            place = pool.programmes[unit[0]][1] if len(pool.units) > 1 else ""
            return NoShares(Reason.COSTS_MORE, short=short, place=place)
    return None
