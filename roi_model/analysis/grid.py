"""Two-way analysis: a figure over a grid of values of two parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.moving import moved_columns, moved_parameters
from roi_model.analysis.output import Output, output_at
from roi_model.analysis.tornado import defined
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.price import standard_price_year, uprate
from roi_model.inputs.refusal import InputError

MAX_POINTS = 101
RANGE = re.compile(r"(?P<name>[^=]+)=(?P<low>[^:@]+):(?P<high>[^:@]+)(@(?P<year>.+))?")


@dataclass(frozen=True)
class Axis:
    """One side of a grid.

    Attributes
    ----------
    parameters
        The parameter, and those that are the same one under another name.
    values
        In the parameter's unit and, for money, in the axis's price year, shape (points,).
    price_year
        Of the values: the one given with a range, or the parameter's own; None where it is not money.
    """

    parameters: tuple[Parameter, ...]
    values: Array
    price_year: str | None

    @property
    def first(self) -> Parameter:
        """The parameter that was asked for."""
        return self.parameters[0]

    def own(self, values: Array) -> Array:
        """Return values of the axis in the parameter's own price year, in the shape they came in."""
        own = self.first.price_year
        return values if own is None or self.price_year is None else uprate(values, self.price_year, own)


@dataclass(frozen=True)
class Grid:
    """A figure at every pair of values.

    Attributes
    ----------
    case, output
        Of what, and which figure.
    base
        The figure in the base case.
    rows, columns
        The two parameters.
    figures
        The figure, shape (points of rows, points of columns).
    """

    case: Case
    output: Output
    base: float
    rows: Axis
    columns: Axis
    figures: Array


def grid(case: Case, analysis: Analysis, output: Output, rows: Axis, columns: Axis) -> Grid:
    """Evaluate a figure at every pair of values of two parameters, all others at their base case.

    Raises
    ------
    InputError
        When both names mean one parameter, or the figure is not defined somewhere.
    """
    if set(rows.parameters) & set(columns.parameters):
        raise InputError(f"{rows.first.name} and {columns.first.name} are the same parameter; a grid needs two.")
    shape = rows.values.size, columns.values.size
    down, across = (side.ravel() for side in np.meshgrid(rows.values, columns.values, indexing="ij"))
    both = {
        **moved_columns(rows.parameters, rows.own(down)),
        **moved_columns(columns.parameters, columns.own(across)),
    }
    figures = defined(case, output, output_at(case, analysis, output, both)).reshape(shape)
    base = float(output_at(case, analysis, output, {})[0])
    return Grid(case, output, base, rows, columns, figures)


def read_axis(case: Case, text: str, points: int) -> Axis:
    """Read ``NAME``, for the parameter's interval, or ``NAME=LOW:HIGH[@PRICE_YEAR]``.

    Parameters
    ----------
    case
        Where the parameter is.
    text
        The parameter and, unless it is uncertain, a range.
    points
        How many values, evenly spread; fewer for a parameter that takes whole numbers alone.

    Raises
    ------
    InputError
        When the parameter is unknown, has no interval, or cannot take the range.
    """
    if not 2 <= points <= MAX_POINTS:
        raise InputError(f"points is {points}; it must be a whole number between 2 and {MAX_POINTS}.")
    given = RANGE.fullmatch(text.strip())
    if given is None and "=" in text:
        raise InputError(f"'{text}' is not of the form NAME, NAME=LOW:HIGH or, for money, NAME=LOW:HIGH@PRICE_YEAR.")
    parameters = moved_parameters(case, given["name"].strip() if given else text.strip())
    first = parameters[0]
    low, high = _given_range(first, given) if given else _interval(first)
    values = np.linspace(low, high, points)
    year = given["year"] if given and given["year"] else first.price_year
    standard = None if year is None else standard_price_year(year)
    return Axis(parameters, np.unique(np.round(values)) if first.whole else values, standard)


def _interval(parameter: Parameter) -> tuple[float, float]:
    if parameter.low is None or parameter.high is None:
        year = "@2024-25" if parameter.is_money else ""
        raise InputError(
            f"{parameter.name} is not uncertain and has no interval; give a range: {parameter.name}=LOW:HIGH{year}."
        )
    return parameter.low, parameter.high


def _given_range(parameter: Parameter, given: re.Match[str]) -> tuple[float, float]:
    name, year = parameter.name, given["year"]
    low, high = parse_number(given["low"], name), parse_number(given["high"], name)
    if not low < high:
        raise InputError(f"{name} has the range {low:g} to {high:g}; low must be below high.")
    for end in (low, high):
        if not parameter.takes(end):
            raise InputError(f"{name} is {end:g}; it must be {parameter.range_in_words}.")
    if year and not parameter.is_money:
        raise InputError(f"{name} is not money ({parameter.unit}); leave out the price year {year}.")
    if parameter.is_money and not year:
        raise InputError(f"{name} is money ({parameter.unit}) and needs a price year: write {given[0]}@2024-25.")
    return low, high
