"""One figure that an analysis asks about: of whom, of which value, over how many years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from roi_model.analysis.measures import Sums, View, benefits, costs, net
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Totals, evaluate, evaluate_at
from roi_model.engine.sector import PERSPECTIVES, perspective_label
from roi_model.inputs.parameter import Parameter


class Measure(StrEnum):
    """What is asked about; each is one number for each draw."""

    NET = "net"
    RETURN = "return"
    BENEFIT = "benefit"
    COST = "cost"


@dataclass(frozen=True)
class Output:
    """A figure of one case: net present value of society over five years, or cash return to the NHS.

    Attributes
    ----------
    measure
        Net present value, return per £1, benefits or costs.
    horizon
        Time horizon in whole years.
    view
        Whose money counts, whether cash only, and whether discounted.
    """

    measure: Measure
    horizon: int
    view: View = field(default_factory=View)

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is in £ per £1 rather than in £."""
        return self.measure is Measure.RETURN

    @property
    def label(self) -> str:
        """The figure in words.

        Examples
        --------
        >>> Output(Measure.NET, 5, View().cash).label
        'net present value, cash only, over 5 years'
        """
        names = {
            Measure.NET: "net present value" if self.view.discounted else "net benefit, not discounted",
            Measure.RETURN: "return per £1",
            Measure.BENEFIT: "benefits",
            Measure.COST: "programme cost",
        }
        parts = [names[self.measure]]
        whose = next(name for name, sectors in PERSPECTIVES.items() if sectors == self.view.sectors)
        parts += [] if whose == "societal" else [perspective_label(whose)]
        parts += ["cash only"] if self.view.cash_only else []
        return f"{', '.join(parts)}, over {self.horizon} year{'s' if self.horizon > 1 else ''}"

    def of(self, results: Totals) -> tuple[float, Array]:
        """Return the figure in the base case and in every draw, shape (draws,).

        A return per £1 is each draw's own ratio; where nothing is paid it is not a number.
        """
        number = results.horizons.index(self.horizon)
        if self.measure is Measure.RETURN:
            return _ratio(benefits(results, self.view), costs(results, self.view), number)
        sums = {Measure.NET: net, Measure.BENEFIT: benefits, Measure.COST: costs}[self.measure]
        return sums(results, self.view).at(number)


def _ratio(above: Sums, below: Sums, number: int) -> tuple[float, Array]:
    base, paid = above.at(number), below.at(number)
    with np.errstate(divide="ignore", invalid="ignore"):
        draws = np.where(paid[1] == 0, np.nan, base[1] / paid[1])
    return (base[0] / paid[0] if paid[0] else np.nan), draws


@dataclass(frozen=True)
class Factor:
    """What varies on its own in an analysis of sensitivity: one stream, and the parameters that follow it.

    Attributes
    ----------
    name
        The name of its first parameter, which an analysis shows.
    parameters
        Every parameter of the case with that stream; nearly always one.
    """

    name: str
    parameters: tuple[Parameter, ...]

    @property
    def first(self) -> Parameter:
        """The parameter that gives the factor its label and unit."""
        return self.parameters[0]

    def values(self, probability: Array) -> dict[str, Array]:
        """Return the values of its parameters at given probabilities, each of shape (draws, 1)."""
        return {each.name: each.fitted.quantile(probability.reshape(-1, 1)) for each in self.parameters}


def factors_of(case: Case) -> tuple[Factor, ...]:
    """Return what is uncertain in a case, in the order of its evidence file."""
    streams: dict[str, list[Parameter]] = {}
    for parameter in case.parameters:
        if parameter.is_uncertain:
            streams.setdefault(parameter.stream, []).append(parameter)
    return tuple(Factor(group[0].name, tuple(group)) for group in streams.values())


def output_at(case: Case, analysis: Analysis, output: Output, columns: Mapping[str, Array]) -> Array:
    """Return a figure at given values of some parameters, the others at their base case; shape (draws,).

    Parameters
    ----------
    case, analysis
        What is evaluated, and how.
    output
        The figure.
    columns
        From parameter name to values, shape (draws, 1), in the parameter's own price year; all of one length.
    """
    draws = max((column.shape[0] for column in columns.values()), default=1)
    return output.of(evaluate_at(case, analysis, (output.horizon,), columns, draws))[1]


def simulated_output(
    case: Case, analysis: Analysis, output: Output, sampler: Sampler | None = None
) -> tuple[float, Array]:
    """Return a figure in the base case and in every draw of the simulation, shape (draws,)."""
    return output.of(evaluate(case, analysis, (output.horizon,), sampler=sampler))
