"""What a model reads of several cases, side by side: the numbers of each case behind those of the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.price import price_factor


@dataclass(frozen=True)
class AlikeInputs:
    """By name, what is read: one thing for all cases, or one for each.

    Everything it gives has shape (1, 1) where it is one number for all of them, otherwise (1, cases × draws), money
    in prices of ``price_year``.

    Attributes
    ----------
    cases
        How many.
    price_year
        Of the analysis.
    people
        Population figures of the place of each case.
    shared
        Parameters that are the same object in every case.
    own
        The others, case by case.
    """

    cases: int
    price_year: str
    people: Mapping[str, Sequence[float]]
    shared: Mapping[str, Parameter]
    own: Mapping[str, Sequence[Parameter]]

    def base(self) -> dict[str, Array]:
        """Return the base case of everything."""
        values = {figure: _one_or_each(numbers, 1) for figure, numbers in self.people.items()}
        for name, one in self.shared.items():
            values[name] = np.array([[one.value * self._factor(one)]])
        for name, own in self.own.items():
            values[name] = self._known(own, 1)
        return values

    def drawn(self, sampler: Sampler, start: int, stop: int) -> dict[str, Array]:
        """Return draws ``start`` to ``stop`` of what is uncertain, and the value of everything else."""
        draws = stop - start
        uncertain = {id(one): one for one in (*self.shared.values(), *_all(self.own)) if one.is_uncertain}
        found = sampler.drawn(list(uncertain.values()), start, stop)
        columns = {place: found[n] * self._factor(one) for n, (place, one) in enumerate(uncertain.items())}
        values = {figure: _one_or_each(numbers, draws) for figure, numbers in self.people.items()}
        for name, one in self.shared.items():
            if id(one) in columns:
                column = columns[id(one)].T
                values[name] = column if self.cases == 1 else np.tile(column, self.cases)
            else:
                values[name] = np.array([[one.value * self._factor(one)]])
        for name, own in self.own.items():
            if any(one.is_uncertain for one in own):
                each = (columns.get(id(one), np.full((1, 1), one.value * self._factor(one))) for one in own)
                values[name] = np.concatenate([np.broadcast_to(column, (draws, 1)) for column in each]).T
            else:
                values[name] = self._known(own, draws)
        return values

    def _known(self, own: Sequence[Parameter], draws: int) -> Array:
        return _one_or_each([one.value * self._factor(one) for one in own], draws)

    def _factor(self, parameter: Parameter) -> float:
        """Return what puts a parameter into prices of the analysis; a product with 1 is the number itself."""
        return 1.0 if parameter.price_year is None else price_factor(parameter.price_year, self.price_year)


def inputs_of(cases: Sequence[Case], price_year: str) -> AlikeInputs:
    """Return what the model of some cases that are alike reads."""
    places = [case.area.figures for case in cases]
    people = {figure: [place[figure] for place in places] for figure in set.intersection(*map(set, places))}
    parameters = [case.parameters.parameters for case in cases]
    shared, own = {}, {}
    for name, first in parameters[0].items():
        each = [of_case[name] for of_case in parameters]
        if all(one is first for one in each):
            shared[name] = first
        else:
            own[name] = each
    return AlikeInputs(len(cases), price_year, people, shared, own)


def _one_or_each(numbers: Sequence[float], draws: int) -> Array:
    if all(number == numbers[0] for number in numbers):
        return np.array([[numbers[0]]])
    return np.repeat(np.array(numbers), draws).reshape(1, -1)


def _all(own: Mapping[str, Sequence[Parameter]]) -> list[Parameter]:
    return [one for each in own.values() for one in each]
