"""One sentence that states the result of a one-way or a two-way analysis."""

from __future__ import annotations

import numpy as np

from roi_model.analysis.grid import Grid
from roi_model.analysis.output import Measure
from roi_model.analysis.tornado import Bar, Tornado
from roi_model.outputs.figure_words import figure_amount, figure_name, for_whom, listed, mid_sentence, short_value

SHARE_DEFINED = (
    "Swing is how far the figure moves when one parameter alone goes from its 2.5th to its 97.5th percentile. All "
    "others stay at their base case, and no draws are made. Share is its squared swing ÷ the sum of all squared "
    "swings. In a nearly linear model that is about the share of the variance that it explains. What parameters do "
    "to one another is not in it."
)
OWN_PRICES = "Values of parameters are in their own price years; --format csv gives units and price years."
LEADERS = 3


def tornado_sentence(result: Tornado) -> str:
    """Return which parameter moves the figure most, how far, and whether any turns it below zero."""
    about = f"the {figure_name(result.output)} of {mid_sentence(result.case.intervention.title)}"
    moving = [bar for bar in result.bars if bar.share > 0]
    if not moving:
        return f"Nothing that is uncertain moves {about} {for_whom(result.output)}."
    first = moving[0]
    leader = (
        f"“{first.factor.first.label}” moves {about} {for_whom(result.output)} most: "
        f"{_end(result, first, high=False)}, {_end(result, first, high=True)}"
    )
    together = sum(bar.share for bar in moving[:LEADERS])
    if len(moving) == 1:
        weight = "Nothing else moves it"
    else:
        weight = f"It accounts for {share(first.share)} of what single parameters explain"
        weight += f". The first three account for {share(together)}" if len(moving) > LEADERS else ""
    return f"{leader}. {weight}{_sign_clause(result)}."


def turning_note(result: Tornado) -> str | None:
    """Return which parameters move the figure the same way at both ends, so that the swing understates them."""
    names = [bar.factor.name for bar in result.bars if bar.turns(result.base)]
    if not names:
        return None
    return f"The base case lies outside the two ends of {', '.join(names)}: the swing does not show all that happens."


def grid_sentence(result: Grid) -> str:
    """Return the least and the greatest figure of a grid, where they are, and how many are above zero."""
    about = f"{figure_name(result.output)} of {mid_sentence(result.case.intervention.title)}"
    figures = result.figures
    rounded = np.round(figures / (np.abs(figures).max() or 1), 12)  # so that rounding errors choose no pair
    least, most = (
        f"{figure_amount(result.output, float(figures.flat[place]))} {_pair(result, int(place))}"
        for place in (np.argmin(rounded), np.argmax(rounded))
    )
    text = f"Over the grid, the {about} {for_whom(result.output)} lies between {least} and {most}"
    if result.output.measure is not Measure.NET:
        return f"{text}."
    above = int(np.count_nonzero(figures > 0))
    if above in {0, figures.size}:
        return f"{text}; {'every pair of values is' if above else 'no pair of values is'} above zero."
    return f"{text}; {above} of the {figures.size} pairs of values {'is' if above == 1 else 'are'} above zero."


def share(part: float) -> str:
    """Write a share of the squared swings; one short of the whole is not called all of it.

    Examples
    --------
    >>> [share(part) for part in (0.384, 0.001, 0.998, 1.0, 0.0)]
    ['38%', 'under 1%', 'over 99%', '100%', '0%']
    """
    if part == 0:
        return "0%"
    if part < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 < part < 1 - 1e-9 else f"{part:.0%}"


def _end(result: Tornado, bar: Bar, *, high: bool) -> str:
    value, figure = (bar.high_value, bar.at_high) if high else (bar.low_value, bar.at_low)
    written = short_value(value, bar.factor.first.unit)
    return f"{figure_amount(result.output, figure)} at {written}"


def _sign_clause(result: Tornado) -> str:
    """Return, for a net figure, which parameters alone take it to the other side of zero."""
    if result.output.measure is not Measure.NET or result.base == 0:
        return ""
    above = result.base > 0
    crossing = [
        f"“{bar.factor.first.label}”"
        for bar in result.bars
        if (min(bar.at_low, bar.at_high) < 0 if above else max(bar.at_low, bar.at_high) > 0)
    ]
    to = "below zero" if above else "above zero"
    if not crossing:
        return f". No parameter, moved alone over its interval, takes it {to}"
    return f". {listed(crossing)} alone can take it {to}"


def _pair(result: Grid, place: int) -> str:
    down, across = np.unravel_index(place, result.figures.shape)
    pairs = ((result.rows, down), (result.columns, across))
    written = [
        f"{axis.first.name} {short_value(float(axis.values[number]), axis.first.unit)}" for axis, number in pairs
    ]
    return f"({', '.join(written)})"
