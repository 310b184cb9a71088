"""One-way analysis: what each uncertain parameter does to a figure, moved alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.moving import figure_of
from roi_model.analysis.output import Factor, Measure, Output, factors_of, output_at
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError

ROUNDING = 1e-9  # of the larger figure: below it two figures are the same


@dataclass(frozen=True)
class Bar:
    """What one factor does to the figure, all others at their base case.

    Attributes
    ----------
    factor
        What is moved.
    low_value, high_value
        Its 2.5th and 97.5th percentile, in its own unit and price year.
    at_low, at_high
        The figure there.
    share
        Squared swing ÷ the sum of the squared swings of all factors.
    """

    factor: Factor
    low_value: float
    high_value: float
    at_low: float
    at_high: float
    share: float

    @property
    def swing(self) -> float:
        """How far the figure moves between the two ends."""
        return abs(self.at_high - self.at_low)

    def turns(self, base: float) -> bool:
        """Whether the figure is higher, or lower, at the base case than at both ends."""
        margin = ROUNDING * max(abs(self.at_low), abs(self.at_high), abs(base))
        low, high = sorted((self.at_low, self.at_high))
        return base < low - margin or base > high + margin


@dataclass(frozen=True)
class Tornado:
    """The bars of every factor, the largest swing first.

    Attributes
    ----------
    case, output
        Of what, and which figure.
    base
        The figure in the base case.
    bars
        One for each factor; factors that do nothing have a swing of 0.
    """

    case: Case
    output: Output
    base: float
    bars: tuple[Bar, ...]


def tornado(case: Case, analysis: Analysis, output: Output) -> Tornado:
    """Move each factor alone to the ends of its interval, and order the factors by their swing.

    Formula: swing(i) = |y(high(i)) − y(low(i))| with all other factors at their base case;
    share(i) = swing(i)² ÷ Σ swing(k)².
    Limits: for a linear model of independent parameters of one family the share is the share of the
    variance of y that the factor explains; interactions, and bends between the ends, are not seen.
    With nothing that moves the figure, every share is 0.

    Raises
    ------
    InputError
        When nothing is uncertain, or the figure is not defined.
    """
    factors = factors_of(case)
    if not factors:
        raise InputError(f"{case.intervention.title} has no uncertain parameter here, so there is nothing to vary.")
    figures = defined(case, output, output_at(case, analysis, output, _design(factors)))
    base, ends = float(figures[0]), figures[1:].reshape(-1, 2)
    swings = (ends[:, 1] - ends[:, 0]) ** 2
    swings[swings <= (ROUNDING * np.abs(figures).max()) ** 2] = 0.0
    shares = swings / total if (total := float(swings.sum())) else swings
    bars = [
        Bar(factor, *_ends(factor.first), float(low), float(high), float(share))
        for factor, (low, high), share in zip(factors, ends, shares, strict=True)
    ]
    return Tornado(case, output, base, tuple(sorted(bars, key=lambda bar: -bar.swing)))


def defined(case: Case, output: Output, figures: Array) -> Array:
    """Return the figures, shape (rows,), or refuse one that is not defined where its sectors pay nothing.

    Raises
    ------
    InputError
        When a figure is not defined; it says which one to ask for instead.
    """
    if np.isfinite(figures).all():
        return figures
    remedy = "; ask for --measure net" if output.measure is Measure.RETURN else ""
    raise InputError(f"The {figure_of(case, output)} is not defined, because nothing is paid{remedy}.")


def _design(factors: Sequence[Factor]) -> dict[str, Array]:
    """Return a row for the base case, then two for each factor: its low and its high."""
    columns = {}
    for number, factor in enumerate(factors):
        for parameter in factor.parameters:
            column = np.full((1 + 2 * len(factors), 1), parameter.value)
            column[1 + 2 * number : 3 + 2 * number, 0] = _ends(parameter)
            columns[parameter.name] = column
    return columns


def _ends(parameter: Parameter) -> tuple[float, float]:
    assert parameter.low is not None
    assert parameter.high is not None
    return parameter.low, parameter.high
