"""A figure with its base case, its mean, its interval and its Monte Carlo errors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from roi_model.engine.cash_flow import Array

LOW, HIGH = 0.025, 0.975
T = TypeVar("T")
AT_ONCE = 2**17  # draws, of as many figures as that makes, that are summarised together: 1 MiB


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
    return estimates([(base, draws)])[0]


def estimates(figures: Sequence[tuple[float, Array]]) -> list[Estimate]:
    """Summarise several figures, each as `estimate` does, to the last bit, in far less time.

    Parameters
    ----------
    figures
        Base case and draws of each, shape (draws,).
    """
    found: list[Estimate] = []
    for some in _in_groups(figures, [draws for _, draws in figures]):
        draws = np.stack([drawn for _, drawn in some])
        mean = draws.mean(axis=1)
        error = draws.std(axis=1, ddof=1) / math.sqrt(draws.shape[1])
        found += _with_intervals([base for base, _ in some], mean, error, draws)
    return found


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
    return ratio_estimates([(base, above, below)])[0]


def ratio_estimates(ratios: Sequence[tuple[tuple[float, float], Array, Array]]) -> list[Estimate | None]:
    """Summarise several ratios, each as `ratio_estimate` does, to the last bit, in far less time.

    Parameters
    ----------
    ratios
        Base cases of numerator and denominator, and the draws of both, shape (draws,).
    """
    defined = [bool(base[1] != 0 and below.all()) for base, _, below in ratios]
    kept = [ratio for ratio, is_defined in zip(ratios, defined, strict=True) if is_defined]
    found: list[Estimate] = []
    for some in _in_groups(kept, [above for _, above, _ in kept]):
        above, below = (np.stack([ratio[place] for ratio in some]) for place in (1, 2))
        beneath = below.mean(axis=1)
        mean = above.mean(axis=1) / beneath
        spread = (above - mean[:, np.newaxis] * below).std(axis=1, ddof=1)
        error = spread / (np.abs(beneath) * math.sqrt(below.shape[1]))
        found += _with_intervals([base[0] / base[1] for base, *_ in some], mean, error, above / below)
    rest = iter(found)
    return [next(rest) if is_defined else None for is_defined in defined]


def chance(happens: NDArray[np.bool_]) -> Chance:
    """Return the share of draws in which something happens, with √(p(1 − p)/n) as its error.

    Limits: an error of 0 where it happens in all draws or in none, which is not certainty.

    Parameters
    ----------
    happens
        Whether it does in each draw, shape (draws, 1) or (draws,).

    Examples
    --------
    >>> chance(np.array([True, True, True, False]))
    Chance(probability=0.75, error=0.21650635094610965)
    """
    probability = int(np.count_nonzero(happens)) / happens.size
    return Chance(probability, math.sqrt(probability * (1 - probability) / happens.size))


def percentiles(draws: Array, probabilities: Sequence[float]) -> Array:
    """Return percentiles of several figures, those of `numpy.quantile` to the last bit.

    Formula: with the draws in order from x(0) to x(n − 1), the point (n − 1)·p of the straight line through them.

    Parameters
    ----------
    draws
        Shape (figures, draws).
    probabilities
        Each between 0 and 1.

    Returns
    -------
    array
        Shape (figures, probabilities).

    Examples
    --------
    >>> percentiles(np.array([[3.0, 1.0, 2.0]]), (0.25, 0.5))
    array([[1.5, 2. ]])
    """
    # Sorting is several times faster here than the partition of numpy.quantile.
    ordered = np.sort(draws, axis=-1)
    place = (draws.shape[-1] - 1) * np.array(probabilities)
    below = np.floor(place).astype(int)
    before, after = ordered[..., below], ordered[..., np.minimum(below + 1, draws.shape[-1] - 1)]
    share = place - below
    step = after - before
    return np.where(share < 0.5, before + step * share, after - step * (1 - share))


def _in_groups(items: Sequence[T], draws: Sequence[Array]) -> Iterator[Sequence[T]]:
    """Yield as many items at a time as have few enough draws together; one at least."""
    size = max(1, AT_ONCE // draws[0].size) if draws else 1
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _with_intervals(base: Sequence[float], mean: Array, error: Array, draws: Array) -> list[Estimate]:
    """Percentiles, whose errors come from the spread of order statistics a standard error of rank apart."""
    rank_error = math.sqrt(LOW * HIGH / draws.shape[1])
    probabilities = [
        LOW,
        HIGH,
        max(LOW - rank_error, 0),
        LOW + rank_error,
        HIGH - rank_error,
        min(HIGH + rank_error, 1),
    ]
    low, high, low_less, low_more, high_less, high_more = percentiles(draws, probabilities).T
    columns = (mean, low, high, error, (low_more - low_less) / 2, (high_more - high_less) / 2)
    rows = np.stack(columns, axis=1).tolist()
    return [Estimate(float(own), *row) for own, row in zip(base, rows, strict=True)]
