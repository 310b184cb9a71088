"""What each budget buys, and how often each programme is among the best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import BAR, QUIET, WIDTH, pound_axis, styled
from roi_model.outputs.figure_words import listed
from roi_model.outputs.words import percent, pounds

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

ROW = 20
FRONTIER_DEFINITION = (
    "Each point is the best set of programmes that a budget can buy: across, what it spends; up, its expected net "
    "present value. Where the line is flat, more money buys little more."
)
CHOSEN_DEFINITION = (
    "How often each programme is in the best set, when the best set is looked for in each draw on its own. Near 100% "
    "or near 0% the choice is safe; near 50% it hangs on what is not known."
)


def frontier_chart(table: pd.DataFrame, place: str, *, chosen: float | None = None) -> Chart:
    """Draw the best net present value for each budget.

    Parameters
    ----------
    table
        Columns budget and net, in £; low and high too where the interval is known.
    place
        The name of the area.
    chosen
        The budget asked for, which is marked.
    """
    data = table.sort_values("budget").reset_index(drop=True)
    title = f"{place}: what each budget can bring"
    first, last = data.iloc[0], data.iloc[-1]
    sentence = f"The best set for {pounds(last['budget'])} is worth {pounds(last['net'])} more than it costs"
    if len(data) > 1:
        sentence += f"; for {pounds(first['budget'])} it is {pounds(first['net'])}"
    columns = {"budget": "Budget", "net": "Net present value", "low": "95% of draws from", "high": "to"}
    shown = {head: [pounds(x) for x in data[name]] for name, head in columns.items() if name in data}
    drawing = styled(_frontier(data, chosen))
    return Chart(title, FRONTIER_DEFINITION, f"{sentence}.", pd.DataFrame(shown), drawing)


def chosen_chart(shares: Mapping[str, float], place: str) -> Chart:
    """Draw in which share of the draws each programme is in the best set.

    Parameters
    ----------
    shares
        Title of each programme to the share of the draws, 0 to 1.
    place
        The name of the area.
    """
    data = pd.DataFrame({"programme": list(shares), "share": list(shares.values())})
    data = data.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)
    title = f"{place}: how often each programme is in the best set"
    safe = list(data[data["share"] >= 0.9]["programme"])
    unsure = list(data[(data["share"] > 0.1) & (data["share"] < 0.9)]["programme"])
    said = [
        f"{listed(names, 'and')} {'is' if len(names) == 1 else 'are'} {where}"
        for names, where in (
            (safe, "in it in at least 90% of the draws"),
            (unsure, "in it in some draws and not in others"),
        )
        if names
    ]
    sentence = f"{'; '.join(said) or 'No programme is in the best set in more than 10% of the draws'}."
    shown = pd.DataFrame({"Programme": data["programme"], "In the best set": [percent(x) for x in data["share"]]})
    return Chart(title, CHOSEN_DEFINITION, sentence, shown, styled(_chosen(data)))


def _frontier(data: pd.DataFrame, chosen: float | None) -> Drawing:
    import altair as alt  # noqa: PLC0415 - slow to load

    written = data.assign(spent=[pounds(x) for x in data["budget"]], worth=[pounds(x) for x in data["net"]])
    base = alt.Chart(written)
    x = alt.X("budget:Q", axis=pound_axis("Budget"))
    layers = []
    if {"low", "high"} <= set(data):
        layers.append(base.mark_area(color=BAR, opacity=0.18).encode(x=x, y="low:Q", y2="high:Q"))
    y = alt.Y("net:Q", axis=pound_axis("Net present value"))
    tooltip = [alt.Tooltip("spent:N", title="Budget"), alt.Tooltip("worth:N", title="Net present value")]
    layers.append(base.mark_line(color=BAR, strokeWidth=2.5).encode(x=x, y=y))
    layers.append(base.mark_point(color=BAR, filled=True, size=40, opacity=1).encode(x=x, y=y, tooltip=tooltip))
    if chosen is not None:
        mark = alt.Chart(pd.DataFrame({"x": [chosen], "label": [f"{pounds(chosen)} asked for"]}))
        layers.append(mark.mark_rule(strokeDash=[4, 3]).encode(x="x:Q"))
        layers.append(
            mark.mark_text(align="left", dx=5, dy=4, baseline="top").encode(x="x:Q", y=alt.value(0), text="label:N")
        )
    return alt.layer(*layers).properties(width=WIDTH, height=280)


def _chosen(data: pd.DataFrame) -> Drawing:
    """Draw each share as a bar inside a paler whole, under the name of its programme."""
    import altair as alt  # noqa: PLC0415 - slow to load

    order = [f"{name}|{part}" for name in data["programme"] for part in ("name", "bar")]
    rows = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.1))
    x = alt.X(
        "share:Q", axis=alt.Axis(title="Share of draws", format=".0%", tickCount=5), scale=alt.Scale(domain=[0, 1])
    )
    bars = data.assign(row=data["programme"] + "|bar", whole=1.0)
    names = data.assign(
        row=data["programme"] + "|name",
        label=[f"{name}: {percent(x)}" for name, x in zip(data["programme"], data["share"], strict=True)],
    )
    whole = alt.Chart(bars).mark_bar(color=QUIET, opacity=0.5).encode(y=rows, x="whole:Q")
    part = alt.Chart(bars).mark_bar(color=BAR).encode(y=rows, x=x)
    words = alt.Chart(names).mark_text(align="left", dy=3).encode(y=rows, x=alt.value(0), text="label:N")
    return alt.layer(whole, part, words).properties(width=WIDTH, height=ROW * len(order))
