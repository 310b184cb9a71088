"""Bars by year: what a programme costs, what comes back, and how far behind or ahead it is so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from roi_model.analysis.measures import View, payback_year, yearly_net
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import BAR, INK, OTHER_BAR, QUIET, WIDTH, pound_axis, styled
from roi_model.outputs.words import pounds, years

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

COST, CASH, OTHER = "Cost", "Back in cash", "Back in staff time, earnings and output"
DEFINITION = (
    "Bars below the line are what the programme costs in a year; bars above it are what comes back. The black line is "
    "what has come back so far, less what has been paid so far. Means of the draws, in the prices of one year, not "
    "discounted."
)


def cash_flow_by_year(totals: Totals, view: View) -> pd.DataFrame:
    """Return what the view's sectors pay and gain year by year, means of the draws, not discounted, in £.

    Columns: year (from 1), cost, cash, other, net, so_far.
    """
    cash = yearly_net(totals, view.cash.undiscounted)
    net = yearly_net(totals, view.undiscounted)
    cost = np.zeros_like(net)
    for line, amounts in zip(totals.lines, totals.mean_yearly, strict=True):
        if line.flow is Flow.COST and view.counts(line):
            cost += amounts
    return pd.DataFrame(
        {
            "year": np.arange(1, net.size + 1),
            "cost": cost,
            "cash": cash + cost,
            "other": net - cash,
            "net": net,
            "so_far": np.cumsum(net),
        }
    )


def cash_flow_chart(totals: Totals, view: View, title: str) -> Chart:
    """Draw costs and benefits year by year.

    Parameters
    ----------
    totals
        Of one intervention or of several, to one horizon.
    view
        Whose money.
    title
        What it is of, such as "Debt advice in Leeds".
    """
    table = cash_flow_by_year(totals, view)
    shown = pd.DataFrame(
        {
            "Year": table["year"].astype(str),
            COST: table["cost"].map(pounds),
            CASH: table["cash"].map(pounds),
            OTHER: table["other"].map(pounds),
            "Net": table["net"].map(pounds),
            "Net so far": table["so_far"].map(pounds),
        }
    )
    return Chart(
        title=f"{title}: cost and benefits by year",
        definition=DEFINITION,
        sentence=_sentence(table, payback_year(totals, view.undiscounted, len(table))),
        table=shown,
        drawing=styled(_drawing(table)),
    )


def _sentence(table: pd.DataFrame, payback: int | None) -> str:
    first, last = table.iloc[0], table.iloc[-1]
    text = f"In year 1 it costs {pounds(first['cost'])} and {pounds(first['cash'] + first['other'])} comes back"
    span = years(len(table))
    ahead = f"{pounds(abs(last['so_far']))} {'ahead' if last['so_far'] >= 0 else 'behind'}"
    when = f"it has paid for itself by the end of year {payback}" if payback else "it has not paid for itself"
    return f"{text}. After {span} it is {ahead}: {when}. Not discounted."


def _drawing(table: pd.DataFrame) -> Drawing:
    import altair as alt  # noqa: PLC0415 - slow to load

    bars = pd.DataFrame(
        [
            {"year": year, "part": part, "amount": amount, "written": pounds(amount)}
            for part, amounts in ((COST, -table["cost"]), (CASH, table["cash"]), (OTHER, table["other"]))
            for year, amount in zip(table["year"], amounts, strict=True)
        ]
    )
    x = alt.X("year:O", axis=alt.Axis(title="Year", labelAngle=0))
    colours = alt.Scale(domain=[COST, CASH, OTHER], range=[QUIET, BAR, OTHER_BAR])
    stacked = (
        alt.Chart(bars)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("amount:Q", axis=pound_axis(), stack="zero"),
            color=alt.Color("part:N", scale=colours, legend=alt.Legend(columns=1)),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("part:N", title="What"),
                alt.Tooltip("written:N", title="Amount"),
            ],
        )
    )
    so_far = alt.Chart(table).mark_line(color=INK, point=alt.OverlayMarkDef(color=INK)).encode(x=x, y="so_far:Q")
    return alt.layer(stacked, so_far).properties(width=WIDTH, height=260)
