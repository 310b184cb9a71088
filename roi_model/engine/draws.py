"""The columns a model reads: one for each parameter, a row for each draw."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.inputs.distribution import Distribution
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import nearest

THREADS = 2
COLUMN_BYTES = 2**26  # some 800 columns of 10,000 draws; the eight interventions have about sixty
LEAST_UNIFORM = 2.0**-54  # half the spacing of the generator stands for 0, whose quantile would be infinite


class Draws:
    """Parameter columns of shape (draws, 1), read as attributes: ``p.advice_cost``.

    A parameter that does not vary has shape (1, 1), which numpy broadcasts.

    Parameters
    ----------
    columns
        From parameter name to its column; money in the price year of the analysis.
    """

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self._columns = columns

    def __getattr__(self, name: str) -> Array:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._columns[name]
        except KeyError:
            guess = nearest(name, self._columns)
            hint = f" Did you mean '{guess}'?" if guess else ""
            raise AttributeError(f"There is no parameter called '{name}'.{hint}") from None


def uniforms(seed: int, stream: str, start: int, stop: int) -> Array:
    """Return draws ``start`` to ``stop`` of one stream's uniform numbers, shape (stop − start, 1).

    The numbers depend on the seed, the stream's name and the draw's own number, and on nothing
    else: not on the other parameters, and not on how the draws are cut into blocks.

    Examples
    --------
    >>> whole = uniforms(1, "debt_advice.advice_cost", 0, 10)
    >>> bool((whole[4:] == uniforms(1, "debt_advice.advice_cost", 4, 10)).all())
    True
    """
    bits = np.random.PCG64DXSM(stream_seed(seed, stream))
    bits.advance(start)
    uniform = np.random.Generator(bits).random(stop - start)
    return np.maximum(uniform, LEAST_UNIFORM).reshape(-1, 1)


def stream_seed(seed: int, stream: str) -> np.random.SeedSequence:
    """Return what begins a stream's own generator."""
    return np.random.SeedSequence([seed, int.from_bytes(hashlib.sha256(stream.encode()).digest()[:16], "big")])


def base_case(parameters: Iterable[Parameter]) -> dict[str, Array]:
    """Return the base case as one draw: each parameter's value, shape (1, 1)."""
    return {parameter.name: np.array([[parameter.value]]) for parameter in parameters}


@dataclass(frozen=True)
class Seed:
    """Random numbers, each stream's its own."""

    seed: int

    def uniform(self, stream: str, start: int, stop: int) -> Array:
        """Return draws ``start`` to ``stop`` of one stream, shape (stop − start, 1)."""
        return uniforms(self.seed, stream, start, stop)


# A stream, its distribution, and the draws from and to which a column goes.
_Key = tuple[str, Distribution, int, int]


class UniformSource(Protocol):
    """What gives a stream's uniform numbers: a seed alone, or a design of a simulation."""

    def uniform(self, stream: str, start: int, stop: int) -> Array:
        """Return draws ``start`` to ``stop`` of one stream, shape (stop − start, 1), above 0 and below 1."""
        ...


class Sampler:
    """Draws of parameters from one source; a column is made once and shared by all cases that need it.

    Columns used last are kept, up to ``COLUMN_BYTES``, so that memory grows neither with the number
    of draws nor with that of cases. Several threads may use one sampler. No column can be written to.

    Parameters
    ----------
    source
        With the stream's name and the draw's number, it fixes every value.
    """

    def __init__(self, source: UniformSource | int) -> None:
        self.source = Seed(source) if isinstance(source, int) else source
        self._kept: OrderedDict[_Key, Array] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def columns(self, parameters: Iterable[Parameter], start: int, stop: int) -> dict[str, Array]:
        """Return draws ``start`` to ``stop`` of every parameter, each from its own stream.

        Shape (stop − start, 1) for an uncertain parameter, (1, 1) for any other.
        """
        wanted = list(parameters)
        return {one.name: column for one, column in zip(wanted, self.drawn(wanted, start, stop), strict=True)}

    def drawn(self, parameters: Sequence[Parameter], start: int, stop: int) -> list[Array]:
        """Return draws ``start`` to ``stop`` of parameters in their order; several may have one name."""
        keys = [
            (parameter.stream, parameter.fitted, start, stop) if parameter.is_uncertain else None
            for parameter in parameters
        ]
        found = self._found(key for key in keys if key is not None)
        return [
            np.array([[parameter.value]]) if key is None else found[key]
            for parameter, key in zip(parameters, keys, strict=True)
        ]

    def _found(self, keys: Iterable[_Key]) -> dict[_Key, Array]:
        """Return the columns with these keys: those that are kept, and those made now."""
        with self._lock:
            found = {key: self._kept.get(key) for key in keys}
        lacking = [key for key, column in found.items() if column is None]
        made = dict(zip(lacking, self._made(lacking), strict=True))
        columns = {key: made[key] if column is None else column for key, column in found.items()}
        with self._lock:
            self._keep(columns)
        return columns

    def _made(self, keys: Sequence[_Key]) -> list[Array]:
        if len(keys) < THREADS:
            return [self._drawn(key) for key in keys]
        # Quantile functions are most of the work, and run outside Python's lock.
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(self._drawn, keys))

    def _drawn(self, key: _Key) -> Array:
        stream, distribution, start, stop = key
        column = distribution.quantile(self.source.uniform(stream, start, stop))
        column.flags.writeable = False
        return column

    def _keep(self, columns: Mapping[_Key, Array]) -> None:
        """Put these columns last in the order of use, and forget the first until the rest fits."""
        for key, column in columns.items():
            if key not in self._kept:
                self._kept[key] = column
                self._size += column.nbytes
            self._kept.move_to_end(key)
        while self._size > COLUMN_BYTES:
            self._size -= self._kept.popitem(last=False)[1].nbytes
