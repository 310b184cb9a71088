"""Sums of lines over the years before each time horizon, discounted and not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.engine.cash_flow import Array

# Draws of all lines that are added up at a time: enough to be fast, and few for the memory of long horizons.
TOGETHER = 5_000


@dataclass(frozen=True)
class LineTotals:
    """One line's sums over time, for every draw.

    Attributes
    ----------
    undiscounted, discounted
        Sum of the years before each horizon, shape (draws, horizons).
    """

    undiscounted: Array
    discounted: Array


def totals(flows: Sequence[Array], factors: Array, horizons: Sequence[int]) -> Array:
    """Sum the flows of several lines over the years before each horizon.

    Formula: Σ flow(t) and Σ flow(t)·factor(t), t < horizon, added in order of the years.

    Parameters
    ----------
    flows
        Amounts of each line, shape (draws, years).
    factors
        Discount factors of each line, shape (lines, years).
    horizons
        Whole years, each between 1 and the years of the flows.

    Returns
    -------
    array
        Undiscounted, then discounted; shape (2, lines, horizons, draws).

    Examples
    --------
    >>> totals([np.array([[100.0, 100.0]])], np.array([[1.0, 0.5]]), (1, 2))[1]
    array([[[100.],
            [150.]]])
    """
    draws, years = flows[0].shape
    sums = np.empty((2, len(flows), len(horizons), draws))
    for start in range(0, draws, TOGETHER):
        stop = min(start + TOGETHER, draws)
        # With a year's draws of all lines side by side in memory, adding up is several times faster.
        yearly = np.empty((years, len(flows), stop - start))
        for number, flow in enumerate(flows):
            yearly[:, number] = flow[start:stop].T
        running = np.zeros((2, len(flows), stop - start))
        for year, amounts in enumerate(yearly):
            running[0] += amounts
            running[1] += amounts * factors[:, year, np.newaxis]
            for place, horizon in enumerate(horizons):
                if horizon == year + 1:
                    sums[:, :, place, start:stop] = running
    return sums


def by_line(sums: Array) -> tuple[LineTotals, ...]:
    """Return the totals of each line from sums of shape (2, lines, horizons, draws)."""
    return tuple(LineTotals(undiscounted.T, discounted.T) for undiscounted, discounted in zip(*sums, strict=True))
