"""A figure with its base case, its mean, its interval and its Monte Carlo errors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roi_model.engine.cash_flow import Array

LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Estimate:
    """One figure as the simulation knows it.

    Attributes
    ----------
    base
        The base case: every parameter at its value.
    mean
        The headline: the mean of the draws; of a ratio, the ratio of the two means.
    low, high
        2.5th and 97.5th percentiles of the draws.
    error
        Monte Carlo standard error of the mean.
    low_error, high_error
        Monte Carlo standard errors of the two percentiles.
    """

    base: float
    mean: float
    low: float
    high: float
    error: float
    low_error: float
    high_error: float


@dataclass(frozen=True)
class Chance:
    """A probability, as a share of the draws, with its Monte Carlo standard error."""

    probability: float
    error: float


def estimate(base: float, draws: Array) -> Estimate:
    """Summarise one figure over its draws, shape (draws,).

    The standard error of the mean is s/√n.
    """
    error = float(draws.std(ddof=1)) / math.sqrt(draws.size)
    return _with_interval(base, float(draws.mean()), error, draws)


def ratio_estimate(base: tuple[float, float], above: Array, below: Array) -> Estimate | None:
    """Summarise a ratio: the mean is the ratio of means, the interval that of the draws' ratios.

    Formula: R = Σa/Σb; by the delta method its standard error is s(a − R·b)/(b̄·√n).
    Limits: where the mean or the base case of ``below`` is 0, or any draw of it is 0, the
    ratio is not defined and the result is None.

    Parameters
    ----------
    base
        Numerator and denominator in the base case.
    above, below
        Numerator and denominator of every draw, shape (draws,).

    Examples
    --------
    >>> ratio_estimate((6.0, 3.0), np.array([2.0, 10.0]), np.array([2.0, 4.0])).mean
    2.0
    """
    if base[1] == 0 or not below.all():
        return None
    ratio = float(above.mean() / below.mean())
    error = float((above - ratio * below).std(ddof=1)) / (abs(float(below.mean())) * math.sqrt(below.size))
    return _with_interval(base[0] / base[1], ratio, error, above / below)


def chance(happens: NDArray[np.bool_]) -> Chance:
    """Return the share of draws in which something happens, with √(p(1 − p)/n) as its error."""
    probability = float(np.mean(happens))
    return Chance(probability, math.sqrt(probability * (1 - probability) / happens.size))


def _with_interval(base: float, mean: float, error: float, draws: Array) -> Estimate:
    """Percentiles, whose errors come from the spread of order statistics a standard error of rank apart."""
    rank_error = math.sqrt(LOW * HIGH / draws.size)
    probabilities = [
        LOW,
        HIGH,
        max(LOW - rank_error, 0),
        LOW + rank_error,
        HIGH - rank_error,
        min(HIGH + rank_error, 1),
    ]
    low, high, low_less, low_more, high_less, high_more = map(float, np.quantile(draws, probabilities))
    return Estimate(base, mean, low, high, error, (low_more - low_less) / 2, (high_more - high_less) / 2)
