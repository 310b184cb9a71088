"""Draws of an evidence file's parameters, made from docs/methods.md without code of the engine."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from parallel_model import deflator, read
from scipy import optimize, stats

Array = NDArray[np.float64]
LOW, HIGH = 0.025, 0.975


def stream(seed: int, name: str, draws: int) -> Array:
    """The uniform numbers of a stream (section 5.2)."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "big")
    generator = np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence([seed, key])))
    return np.maximum(generator.random(draws), 2.0**-54)


def gamma(low: float, high: float, u: Array) -> Array:
    """Values of a gamma distribution with these percentiles."""

    def gap(shape: float) -> float:
        return float(stats.gamma.ppf(HIGH, shape) / stats.gamma.ppf(LOW, shape) - high / low)

    shape = optimize.brentq(gap, 0.1, 1e6, xtol=1e-12, rtol=1e-14)
    return np.asarray(stats.gamma.ppf(u, shape, scale=high / stats.gamma.ppf(HIGH, shape)))


def beta(low: float, high: float, u: Array) -> Array:
    """Values of a beta distribution with these percentiles."""
    middle, spread = (low + high) / 2, (high - low) / 4
    total = middle * (1 - middle) / spread**2

    def gaps(logarithms: Array) -> list[float]:
        first, second = np.exp(logarithms)
        return [stats.beta.cdf(low, first, second) - LOW, stats.beta.sf(high, first, second) - LOW]

    first, second = np.exp(optimize.fsolve(gaps, np.log([middle * total, (1 - middle) * total]), xtol=1e-13))
    return np.asarray(stats.beta.ppf(u, first, second))


def lognormal(low: float, high: float, u: Array) -> Array:
    """Values of a lognormal distribution with these percentiles."""
    middle, spread = (math.log(low) + math.log(high)) / 2, math.log(high / low) / (2 * stats.norm.ppf(HIGH))
    return np.asarray(np.exp(middle + spread * stats.norm.ppf(u)))


FAMILIES = {"gamma": gamma, "beta": beta, "lognormal": lognormal}


def drawn(intervention: str, price_year: str, seed: int, draws: int) -> dict[str, Array]:
    """Every parameter of the evidence preset, shape (draws,), in prices of one year."""
    own, shared = read(f"{intervention}.yaml")["parameters"], read("shared.yaml")
    found: dict[str, Array] = {}
    for name, entry in own.items():
        origin = entry.get("same_as")
        whole: Mapping[str, Any] = {**(shared.get(origin) or own.get(origin) or {}), **entry}
        if whole.get("low") is None:
            values = np.full(draws, float(whole["value"]))
        else:
            key = origin if origin in shared else f"{intervention}.{origin or name}"
            values = FAMILIES[whole["distribution"]](whole["low"], whole["high"], stream(seed, key, draws))
        price = deflator(price_year) / deflator(str(whole["price_year"])) if whole.get("price_year") else 1.0
        found[name] = values * price
    return found
