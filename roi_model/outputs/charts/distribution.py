"""A histogram of the draws of one figure, with its mean and its 95% interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.output import Output
from roi_model.engine.cash_flow import Array
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import BAR, INK, QUIET, WIDTH, pound_axis, styled
from roi_model.outputs.figure_words import figure_amount, for_whom
from roi_model.outputs.words import percent_in_sentence

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

BARS = 40
SHOWN = (0.005, 0.995)  # percentiles between which bars are drawn: a long tail would flatten the rest
DEFINITION = (
    "Each bar counts draws: how often the simulation gave a figure in that range. The darker bars hold the middle 95%. "
    "The line is the mean."
)


def distribution_chart(title: str, output: Output, figure: Estimate, draws: Array, *, height: int = 240) -> Chart:
    """Draw how often each value of one figure came up.

    Parameters
    ----------
    title
        What the figure is of, such as "Debt advice in Leeds".
    output
        The figure.
    figure
        Its mean and interval; of a ratio, the ratio of the means.
    draws
        It in every draw, shape (draws,); draws where it is not defined are left out.
    height
        Of the drawing, in points.
    """
    known = draws[np.isfinite(draws)]
    table = _bins(known, figure)
    heading = f"{title}: {output.label}"
    break_even = 1.0 if output.is_ratio else 0.0
    above = percent_in_sentence(float(np.mean(known > break_even)))
    sentence = (
        f"On average {figure_amount(output, figure.mean)} {for_whom(output)}. 95% of the draws lie between "
        f"{figure_amount(output, figure.low)} and {figure_amount(output, figure.high)}. Of all draws, {above} are "
        f"above {'£1' if output.is_ratio else '£0'}."
    )
    shown = pd.DataFrame(
        {
            "From": [figure_amount(output, edge) for edge in table["start"]],
            "To": [figure_amount(output, edge) for edge in table["stop"]],
            "Share of draws": [f"{share:.1%}" for share in table["share"]],
        }
    )
    outside = 1 - float(table["share"].sum())
    tails = f" The {outside:.1%} of draws further out are not drawn." if outside > 0.0005 else ""
    label = f"mean {figure_amount(output, figure.mean)}"
    drawing = _drawing(table, figure.mean, label, pence=output.is_ratio).properties(height=height)
    return Chart(heading, f"{DEFINITION}{tails}", sentence, shown, styled(drawing))


def _bins(known: Array, figure: Estimate) -> pd.DataFrame:
    first, last = (float(end) for end in np.quantile(known, SHOWN))
    edges = np.linspace(first, last if last > first else first + 1, BARS + 1)
    counts, _ = np.histogram(known, edges)
    middle = (edges[:-1] + edges[1:]) / 2
    return pd.DataFrame(
        {
            "start": edges[:-1],
            "stop": edges[1:],
            "share": counts / known.size,
            "floor": 0.0,
            "inside": (middle >= figure.low) & (middle <= figure.high),
        }
    )


def _drawing(table: pd.DataFrame, mean: float, label: str, *, pence: bool) -> Drawing:
    import altair as alt  # noqa: PLC0415 - slow to load

    percents = alt.Axis(title="Share of draws", format=".0%", tickCount=4)
    bars = (
        alt.Chart(table)
        .mark_bar(stroke="#FFFFFF", strokeWidth=0.5)
        .encode(
            x=alt.X("start:Q", axis=pound_axis(ticks=6, pence=pence), scale=alt.Scale(zero=False, nice=False)),
            x2="stop:Q",
            y2="floor:Q",
            y=alt.Y("share:Q", axis=percents, scale=alt.Scale(domain=[0, float(table["share"].max()) * 1.15])),
            color=alt.condition("datum.inside", alt.value(BAR), alt.value(QUIET)),
        )
    )
    top = pd.DataFrame({"x": [mean], "y": [float(table["share"].max()) * 1.08], "label": [label]})
    line = alt.Chart(top).mark_rule(color=INK, strokeWidth=2).encode(x="x:Q")
    words = alt.Chart(top).mark_text(align="left", dx=6, fontWeight=600).encode(x="x:Q", y="y:Q", text="label:N")
    return alt.layer(bars, line, words).properties(width=WIDTH)
