"""Shares that put every partner in credit with a given chance, and those that give everyone the same chance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.estimate import Chance, chance
from roi_model.analysis.pooling.pool import Ledger, Pool
from roi_model.analysis.pooling.rule import NoShares, Reason, Shares
from roi_model.analysis.pooling.shares import of_whole
from roi_model.engine.cash_flow import Array

A_HAIR = 1e-9  # of a limit: what keeps a net of exactly 0 above 0


def in_credit(pool: Pool, ledger: Ledger) -> Shares | NoShares:
    """Move as little money as puts everyone in credit with the chance asked for.

    The limit of a partner is the greatest share of the cost at which its gains exceed what it
    pays in that share of the draws. Formula: limit(i) = the value that g(i, d) ÷ C(d) exceeds in
    ⌈p·n⌉ draws, 0 at least. Where the limits add up to 1 or more, each partner pays what it pays
    today, but its limit at most; what is left over is taken up in proportion to what the others
    have left to their limits. Nobody is paid.

    Parameters
    ----------
    pool
        Who can pay, and the chance.
    ledger
        Its money up to the year by which everyone is to be in credit.
    """
    n = ledger.costs.shape[1] - 1
    wanted = math.ceil(pool.terms.chance * n - 1e-6)
    losers = _losers(ledger, wanted)
    if losers.any():
        return NoShares(Reason.LOSES, tuple(one for one, loses in zip(pool.partners, losers, strict=True) if loses))
    if _all_in_credit(pool, ledger, wanted):
        return Shares(None)
    ratios = _ratios(pool, ledger)
    limits = np.maximum(ratios[:, wanted - 1] * (1 - A_HAIR), 0)
    cost = float(ledger.whole_cost[1:].mean())
    if limits.sum() < 1:
        means = np.where(pool.can_pay, ledger.gained[:, 1:].mean(axis=1), 0) / cost
        gap = means - limits
        unsure = tuple(one for one, lost in zip(pool.partners, gap, strict=True) if lost > 0 and lost == gap.max())
        return NoShares(Reason.NOT_SURE, unsure, short=float(1 - limits.sum()) * cost, best=best_chance(pool, ledger))
    today = np.where(pool.can_pay, ledger.paid[:, 1:].mean(axis=1) / cost, 0)
    kept = np.minimum(today, limits)
    room = limits - kept
    return of_whole(pool, kept + (1 - kept.sum()) * room / room.sum() if room.any() else kept)


def with_equal_chance(pool: Pool, ledger: Ledger) -> Shares | NoShares:
    """Give everyone who pays the same chance of being in credit, as high as can be.

    Formula: share(i) = max(0, q(i)), where q(i) is the value that g(i, d) ÷ C(d) exceeds in the
    same share p of the draws for every partner, and p is such that the shares add up to 1.

    Parameters
    ----------
    pool, ledger
        As of `in_credit`.
    """
    limits = np.maximum(_ratios(pool, ledger), 0)
    sums = limits.sum(axis=0)
    if sums[0] < 1:
        short = (1 - float(sums[0])) * float(ledger.whole_cost[1:].mean())
        return NoShares(Reason.NOT_SURE, short=short, best=Chance(0.0, 0.0))
    draws = max(_draws_enough(sums), 1)
    if draws == sums.size:
        return of_whole(pool, limits[:, -1] / sums[-1])
    above, below = sums[draws - 1], sums[draws]
    weight = (above - 1) / (above - below) if above > below else 0.0
    return of_whole(pool, (1 - weight) * limits[:, draws - 1] + weight * limits[:, draws])


def best_chance(pool: Pool, ledger: Ledger) -> Chance:
    """Return the highest chance of being in credit that all who pay can have at once."""
    sums = np.maximum(_ratios(pool, ledger), 0).sum(axis=0)
    return chance(np.arange(sums.size) < _draws_enough(sums))


def _draws_enough(sums: Array) -> int:
    """Return in how many draws all can be in credit, from what their limits add up to, largest first."""
    return int(np.sum(sums * (1 - A_HAIR) >= 1))


def _ratios(pool: Pool, ledger: Ledger) -> Array:
    """Return gains ÷ cost of the draws, largest first; those who cannot pay at 0; shape (partners, draws)."""
    ratios = np.where(pool.can_pay[:, np.newaxis], ledger.gained[:, 1:], 0) / ledger.whole_cost[1:]
    return np.sort(ratios, axis=1)[:, ::-1]


def _losers(ledger: Ledger, wanted: int) -> NDArray[np.bool_]:
    """Return which partners lose, paying nothing, in more draws than are allowed."""
    return np.sum(ledger.gained[:, 1:] >= 0, axis=1) < wanted


def _all_in_credit(pool: Pool, ledger: Ledger, wanted: int) -> bool:
    """Whether, as things stand, everyone who pays can pay and is in credit in as many draws as wanted."""
    pays = ledger.paid[:, 1:].any(axis=1)
    sure = np.sum(ledger.gained[:, 1:] > ledger.paid[:, 1:], axis=1) >= wanted
    return bool(np.all(~pays | (sure & pool.can_pay)))
