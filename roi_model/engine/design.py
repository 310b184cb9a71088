"""Where the uniform numbers of a simulation come from: random, Latin hypercube or Sobol', correlated or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from scipy import special

from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue_names import INTERVENTION_NAMES
from roi_model.engine.draws import LEAST_UNIFORM, stream_seed, uniforms
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.refusal import InputError, unknown

NEARLY_SINGULAR = 1e-10


class Method(StrEnum):
    """How the draws of a parameter fill the range from 0 to 1."""

    RANDOM = "random"
    LATIN_HYPERCUBE = "latin-hypercube"
    SOBOL = "sobol"


@dataclass(frozen=True)
class Correlation:
    """Rank correlations between some streams, made by a Gaussian copula.

    Attributes
    ----------
    streams
        The streams that are correlated.
    matrix
        Spearman rank correlations, a row for each stream; 1 on the diagonal.
    """

    streams: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        _ = self.factor

    @property
    def factor(self) -> Array:
        """Lower triangular L with L·Lᵀ = R, shape (streams, streams).

        R holds the correlations of the normal scores: r = 2·sin(π·ρ/6) gives the rank correlation ρ.

        Raises
        ------
        InputError
            When the correlations cannot hold together: R is not positive definite.
        """
        scores = 2 * np.sin(np.pi * np.array(self.matrix) / 6)
        least = float(np.linalg.eigvalsh(scores)[0])
        if least <= NEARLY_SINGULAR:
            raise InputError(
                f"The correlations of {', '.join(self.streams)} cannot hold together: "
                f"their matrix is not positive definite (smallest eigenvalue {least:.3g})."
            )
        return np.linalg.cholesky(scores)


def correlation_of(pairs: Mapping[tuple[str, str], float]) -> Correlation:
    """Build the matrix from pairs of streams; pairs that are not named are not correlated.

    Raises
    ------
    InputError
        When a correlation does not lie between −1 and 1, a stream is paired with itself, or the
        matrix is not positive definite.

    Examples
    --------
    >>> correlation_of({("a", "b"): 0.5}).matrix
    ((1.0, 0.5), (0.5, 1.0))
    """
    streams = tuple(dict.fromkeys(stream for pair in pairs for stream in pair))
    matrix = np.eye(len(streams))
    for (first, second), value in pairs.items():
        if first == second:
            raise InputError(f"{first} is correlated with itself; name two parameters.")
        if not -1 < value < 1:
            raise InputError(f"The correlation of {first} and {second} is {value:g}; it must be between -1 and 1.")
        row, column = streams.index(first), streams.index(second)
        matrix[row, column] = matrix[column, row] = value
    return Correlation(streams, tuple(tuple(float(value) for value in row) for row in matrix))


@dataclass(frozen=True)
class Design:
    """The uniform numbers of one simulation; each stream's depend on seed, name, draw and method alone.

    With Sobol' points they also depend on the stream's place among all parameters of the
    catalogue, so that a new parameter moves other draws; with the other two methods it does not.

    Attributes
    ----------
    seed
        Fixes every number.
    method
        How draws fill the range from 0 to 1.
    draws
        All draws of the simulation; Latin hypercube and Sobol' points are made for that many.
    correlation
        Rank correlations, or None.
    """

    seed: int
    method: Method = Method.RANDOM
    draws: int = 0
    correlation: Correlation | None = None

    def uniform(self, stream: str, start: int, stop: int) -> Array:
        """Return draws ``start`` to ``stop`` of one stream, shape (stop − start, 1), above 0 and below 1."""
        streams = self.correlation.streams if self.correlation is not None else ()
        # The first of the correlated streams keeps its draws, and the others follow it.
        if self.correlation is None or stream not in streams[1:]:
            return self._independent(stream, start, stop)
        scores = special.ndtri(np.concatenate([self._independent(name, start, stop) for name in streams], axis=1))
        # A sum in a fixed order, and not a matrix product, whose last bit depends on the size of the block.
        weights = self.correlation.factor[streams.index(stream)]
        score = sum(scores[:, [place]] * weight for place, weight in enumerate(weights))
        return np.clip(special.ndtr(score), LEAST_UNIFORM, 1 - 2.0**-53)

    def _independent(self, stream: str, start: int, stop: int) -> Array:
        if self.method is Method.RANDOM:
            return uniforms(self.seed, stream, start, stop)
        if self.method is Method.LATIN_HYPERCUBE:
            points = _latin_hypercube(self.seed, stream, self.draws)
        else:
            points = _sobol(self.seed, self.draws)[:, [_dimension(stream)]]
        return np.maximum(points[start:stop], LEAST_UNIFORM)


@lru_cache(maxsize=256)
def _latin_hypercube(seed: int, stream: str, draws: int) -> Array:
    """One stratum a draw, in an order of the stream's own: independent streams make a Latin hypercube."""
    from scipy.stats import qmc  # noqa: PLC0415 - slow to load, and seldom wanted

    return qmc.LatinHypercube(d=1, rng=np.random.default_rng(stream_seed(seed, stream))).random(draws)


@lru_cache(maxsize=1)
def _sobol(seed: int, draws: int) -> Array:
    """Scrambled Sobol' points of all streams of the catalogue, shape (draws, streams)."""
    from scipy.stats import qmc  # noqa: PLC0415 - slow to load, and seldom wanted

    check_power_of_two(draws)
    return qmc.Sobol(d=len(_streams()), scramble=True, rng=np.random.default_rng(seed)).random(draws)


def check_power_of_two(draws: int) -> None:
    """Refuse a number of draws that Sobol' points cannot balance."""
    if draws & (draws - 1):
        below = 1 << (draws.bit_length() - 1)
        raise InputError(f"draws is {draws}; Sobol' draws must be a power of two, such as {below} or {2 * below}.")


@lru_cache(maxsize=1)
def _streams() -> tuple[str, ...]:
    files = (evidence_file(name) for name in INTERVENTION_NAMES)
    uncertain = (parameter for file in files for parameter in file.parameters.values() if parameter.is_uncertain)
    return tuple(dict.fromkeys(parameter.stream for parameter in uncertain))


def _dimension(stream: str) -> int:
    if stream not in _streams():
        raise unknown("parameter with Sobol' draws", stream, _streams())
    return _streams().index(stream)
