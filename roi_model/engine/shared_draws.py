"""Draws that many evaluations share: each column is made once, and may be read by several threads at a time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler, UniformSource
from roi_model.inputs.distribution import Distribution
from roi_model.inputs.parameter import Parameter

COLUMNS_KEPT = 1_000  # of 80 kB each, for the 10,000 draws of a block


class SharedSampler(Sampler):
    """A sampler that keeps its latest columns for as long as it lives, and never changes one.

    A program that answers one question after another, each with a change to one parameter, makes
    only the draws of that parameter anew. The draws are those of `Sampler`, to the last bit.

    Parameters
    ----------
    source
        With the stream's name and the draw's number, it fixes every value.

    Examples
    --------
    >>> from roi_model.inputs.parameter_set import parameter_set
    >>> sampler, cost = SharedSampler(2017), parameter_set("debt_advice")["advice_cost"]
    >>> once, again = (sampler.columns([cost], 0, 5)["advice_cost"] for _ in range(2))
    >>> once is again, once.flags.writeable
    (True, False)
    """

    def __init__(self, source: UniformSource | int) -> None:
        super().__init__(source)
        # Kept by the object itself, so that the columns go when it goes.
        self._column = lru_cache(maxsize=COLUMNS_KEPT)(self._made)

    def columns(self, parameters: Iterable[Parameter], start: int, stop: int) -> dict[str, Array]:
        """Return draws ``start`` to ``stop`` of every parameter, as `Sampler` does; they cannot be written to."""
        return {
            parameter.name: self._column(parameter.stream, parameter.fitted, start, stop)
            if parameter.is_uncertain
            else np.array([[parameter.value]])
            for parameter in parameters
        }

    def _made(self, stream: str, distribution: Distribution, start: int, stop: int) -> Array:
        column = distribution.quantile(self.source.uniform(stream, start, stop))
        column.flags.writeable = False
        return column
