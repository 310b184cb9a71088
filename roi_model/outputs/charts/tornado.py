"""Bars on both sides of the base case: which single parameter moves a figure most."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from roi_model.analysis.tornado import Tornado
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import BAR, INK, OTHER_BAR, WIDTH, pound_axis, styled
from roi_model.outputs.figure_words import figure_amount, short_value
from roi_model.outputs.tornado_sentences import share, tornado_sentence

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

ROW = 21
NAME_LINE = 56  # letters
ENDS = ("At its low end", "At its high end")
DEFINITION = (
    "Each bar moves one number alone from the low to the high end of its 95% interval and leaves all others as they "
    "are. The longer the bar, the more that number matters. The line is the base case."
)


def tornado_chart(result: Tornado, place: str, *, most: int = 10) -> Chart:
    """Draw the factors with the largest swings.

    Parameters
    ----------
    result
        Of `roi_model.analysis.tornado.tornado`.
    place
        The name of the area.
    most
        How many bars to draw; the table holds them all.
    """
    title = f"{result.case.intervention.title}, {place}: what moves the {result.output.label}"
    shown = pd.DataFrame(
        {
            "Number": [bar.factor.first.label for bar in result.bars],
            "Low end": [short_value(bar.low_value, bar.factor.first.unit) for bar in result.bars],
            "Figure there": [figure_amount(result.output, bar.at_low) for bar in result.bars],
            "High end": [short_value(bar.high_value, bar.factor.first.unit) for bar in result.bars],
            "Figure there ": [figure_amount(result.output, bar.at_high) for bar in result.bars],
            "Share explained": [share(bar.share) for bar in result.bars],
        }
    )
    return Chart(title, DEFINITION, tornado_sentence(result), shown, styled(_drawing(result, most)))


def _drawing(result: Tornado, most: int) -> Drawing:
    """Give each factor two rows, its name over its bar, so that names need no margin on a phone."""
    import altair as alt  # noqa: PLC0415 - slow to load

    bars, names = _rows(result, most)
    order = [row for number, lines in enumerate(names) for row in (*_name_rows(number, lines), f"{number}|bar")]
    figures = [result.base, *bars["to"]]
    room = 0.22 * ((max(figures) - min(figures)) or 1.0)  # for the values at the tips
    rows = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.1))
    x = alt.X(
        "base:Q",
        axis=pound_axis(pence=result.output.is_ratio),
        scale=alt.Scale(domain=[min(figures) - room, max(figures) + room], nice=False),
    )
    base = alt.Chart(bars)
    pieces = base.mark_bar().encode(
        y=rows,
        x=x,
        x2="to:Q",
        color=alt.Color("end:N", scale=alt.Scale(domain=list(ENDS), range=[OTHER_BAR, BAR])),
        tooltip=[
            alt.Tooltip("name:N", title="Number"),
            alt.Tooltip("value:N", title="Its value"),
            alt.Tooltip("written:N", title="Figure there"),
        ],
    )
    tips = [
        base.transform_filter(f"{'!' if left else ''}datum.right")
        .mark_text(align="right" if left else "left", dx=-4 if left else 4, fontSize=12)
        .encode(y=rows, x="to:Q", text="value:N")
        for left in (True, False)
    ]
    line = base.mark_tick(color=INK, thickness=1.5, size=ROW).encode(y=rows, x=x)
    written = [row for number, lines in enumerate(names) for row in _name_rows(number, lines).items()]
    words = alt.Chart(pd.DataFrame(written, columns=["row", "line"])).mark_text(align="left", fontSize=12, dy=3)
    named = words.encode(y=rows, x=alt.value(0), text="line:N")
    return alt.layer(pieces, line, *tips, named).properties(width=WIDTH, height=ROW * len(order))


def _rows(result: Tornado, most: int) -> tuple[pd.DataFrame, list[list[str]]]:
    """Return the two pieces of each bar, and each name in lines short enough for a phone."""
    pieces: list[dict[str, Any]] = []
    names: list[list[str]] = []
    for number, bar in enumerate(result.bars[:most]):
        unit, label = bar.factor.first.unit, bar.factor.first.label
        names.append(wrap(label, NAME_LINE))
        sides = (bar.low_value, bar.at_low), (bar.high_value, bar.at_high)
        for end, (value, figure), other in zip(ENDS, sides, (bar.at_high, bar.at_low), strict=True):
            pieces.append(
                {
                    "row": f"{number}|bar",
                    "name": label,
                    "end": end,
                    "base": result.base,
                    "to": figure,
                    "value": short_value(value, unit),
                    "written": figure_amount(result.output, figure),
                    "right": figure >= other,
                }
            )
    return pd.DataFrame(pieces), names


def _name_rows(number: int, lines: list[str]) -> dict[str, str]:
    return {f"{number}|name {place}": line for place, line in enumerate(lines)}
