"""Distributions fitted to a 2.5th and a 97.5th percentile, each with the support its quantity needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from roi_model.inputs.refusal import InputError

Array = NDArray[np.float64]

LOW_PROBABILITY = 0.025
HIGH_PROBABILITY = 0.975
Z = float(special.ndtri(HIGH_PROBABILITY))  # 1.959964
MAX_SHAPE = 1e9  # a beta or gamma this narrow is a point to nine digits


class Family(StrEnum):
    """The distributions a parameter may have."""

    BETA = "beta"  # shares and probabilities: 0 to 1
    GAMMA = "gamma"  # costs, rates and counts: above 0
    LOGNORMAL = "lognormal"  # odds ratios: above 0
    NORMAL = "normal"  # differences that may have either sign


SUPPORT: dict[Family, tuple[float, float]] = {
    Family.BETA: (0.0, 1.0),
    Family.GAMMA: (0.0, math.inf),
    Family.LOGNORMAL: (0.0, math.inf),
    Family.NORMAL: (-math.inf, math.inf),
}


@dataclass(frozen=True)
class Distribution:
    """A family with its two fitted numbers.

    Attributes
    ----------
    family
        Which distribution.
    first, second
        Beta: the two shapes. Gamma: shape and scale. Lognormal and normal: mean and
        standard deviation (lognormal: of the logarithm).
    """

    family: Family
    first: float
    second: float

    def quantile(self, probability: Array) -> Array:
        """Return the values at ``probability``, in any shape, each in the family's support."""
        if self.family is Family.BETA:
            return np.asarray(special.betaincinv(self.first, self.second, probability))
        if self.family is Family.GAMMA:
            return np.asarray(special.gammaincinv(self.first, probability) * self.second)
        score = self.first + self.second * special.ndtri(probability)
        return np.asarray(np.exp(score) if self.family is Family.LOGNORMAL else score)

    @property
    def mean(self) -> float:
        """The mean that follows from the two percentiles."""
        if self.family is Family.BETA:
            return self.first / (self.first + self.second)
        if self.family is Family.GAMMA:
            return self.first * self.second
        if self.family is Family.LOGNORMAL:
            return math.exp(self.first + self.second**2 / 2)
        return self.first

    @property
    def standard_deviation(self) -> float:
        """The standard deviation that follows from the two percentiles."""
        if self.family is Family.BETA:
            total = self.first + self.second
            return math.sqrt(self.first * self.second / (total**2 * (total + 1)))
        if self.family is Family.GAMMA:
            return math.sqrt(self.first) * self.second
        if self.family is Family.LOGNORMAL:
            return self.mean * math.sqrt(math.expm1(self.second**2))
        return self.second


@lru_cache(maxsize=4096)
def fit(family: Family, low: float, high: float) -> Distribution:
    """Fit ``family`` so that 2.5% of values lie below ``low`` and 2.5% above ``high``.

    Formula: F(low) = 0.025 and F(high) = 0.975, solved for the family's two numbers;
    exact for the normal (mean (low + high)/2, standard deviation (high − low)/2z) and,
    on logarithms, the lognormal; by root finding for the gamma and the beta.
    Limits: as high approaches low the distribution becomes a point.

    Raises
    ------
    InputError
        When low is not below high, or the interval leaves the family's support.

    Examples
    --------
    >>> round(fit(Family.NORMAL, 0.01, 0.21).mean, 6)
    0.11
    >>> round(float(fit(Family.BETA, 0.36, 0.58).quantile(np.array(0.975))), 6)
    0.58
    """
    least, most = SUPPORT[family]
    if not low < high:
        raise InputError(f"the interval {low:g} to {high:g} is upside down or empty; low must be below high.")
    if low < least or high > most or (family is not Family.NORMAL and (low == least or high == most)):
        raise InputError(
            f"the interval {low:g} to {high:g} does not fit a {family} distribution, "
            f"whose values lie between {least:g} and {most:g}."
        )
    if family is Family.NORMAL:
        return Distribution(family, (low + high) / 2, (high - low) / (2 * Z))
    if family is Family.LOGNORMAL:
        log_low, log_high = math.log(low), math.log(high)
        return Distribution(family, (log_low + log_high) / 2, (log_high - log_low) / (2 * Z))
    return _fit_gamma(low, high) if family is Family.GAMMA else _fit_beta(low, high)


def _fit_gamma(low: float, high: float) -> Distribution:
    """Solve for the shape: the ratio of the two percentiles depends on it alone, and falls as it grows."""

    def gap(log_shape: float) -> float:
        shape = math.exp(log_shape)
        ratio = special.gammaincinv(shape, HIGH_PROBABILITY) / special.gammaincinv(shape, LOW_PROBABILITY)
        return math.log(ratio) - math.log(high / low)

    ends = math.log(0.03), math.log(MAX_SHAPE)
    if gap(ends[0]) * gap(ends[1]) > 0:
        raise InputError(f"no gamma distribution could be fitted to the interval {low:g} to {high:g}.")
    # At shape 0.03 the ratio is about 1e50; at MAX_SHAPE it is 1 to four digits more than needed.
    shape = math.exp(optimize.brentq(gap, *ends, xtol=1e-14, rtol=1e-14))
    return Distribution(Family.GAMMA, shape, high / float(special.gammaincinv(shape, HIGH_PROBABILITY)))


def _fit_beta(low: float, high: float) -> Distribution:
    """Solve for the logarithms of both shapes, from the moments of a normal."""
    centre = (low + high) / 2
    spread = (high - low) / (2 * Z)
    total = max(centre * (1 - centre) / spread**2 - 1, 0.5)

    def gap(log_shapes: Array) -> list[float]:
        first, second = np.exp(log_shapes)
        below = special.betainc(first, second, low)
        above = special.betaincc(first, second, high)
        return [
            float(special.ndtri(below)) + Z,
            float(special.ndtri(above)) + Z,
        ]

    start = np.log([total * centre, total * (1 - centre)])
    solution = optimize.root(gap, start, method="hybr", options={"xtol": 1e-13})
    if max(abs(residual) for residual in gap(solution.x)) > 1e-8:
        raise InputError(f"no beta distribution could be fitted to the interval {low:g} to {high:g}.")
    first, second = np.exp(solution.x)
    return Distribution(Family.BETA, float(first), float(second))
