"""What each partner would put in, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from roi_model.engine.sector import Sector
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import WIDTH, pound_axis, sector_scale, styled
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.words import pounds

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

ROW = 22
DEFINITION = (
    "Each bar is the whole cost of the programme, split over the partners by one rule. The rules are proposals: who "
    "pays is for the partners to agree."
)


def shares_chart(table: pd.DataFrame, place: str) -> Chart:
    """Draw the contributions that each rule proposes.

    Parameters
    ----------
    table
        Columns rule (as a reader sees it), sector (`Sector`) and contribution, in £; who never pays is left out.
    place
        The name of the area.
    """
    title = f"{place}: who would pay what under each rule"
    payers = table.groupby("sector", sort=False)["contribution"].transform(lambda paid: paid.abs().max()) > 0
    table = table[payers]
    wide = table.pivot_table(index="rule", columns="sector", values="contribution", sort=False, aggfunc="sum")
    wide = wide.fillna(0.0)  # one rule may know a payer that another does not
    spread = (wide.max() - wide.min()).sort_values(ascending=False)
    first = Sector(spread.index[0])
    sentence = (
        f"The rules differ most for {sector_in_sentence(first)}: from "
        f"{pounds(float(wide[first].min()))} to {pounds(float(wide[first].max()))}."
        if len(wide) > 1
        else f"{first.label} would pay {pounds(float(wide[first].max()))}."
    )
    shown = pd.DataFrame({"Rule": list(wide.index)})
    for sector in wide.columns:
        shown[Sector(sector).label] = [pounds(amount) for amount in wide[sector]]
    return Chart(title, DEFINITION, sentence, shown, styled(_drawing(table)))


def _drawing(table: pd.DataFrame) -> Drawing:
    """Stack one bar for each rule under the rule's name, a row each."""
    import altair as alt  # noqa: PLC0415 - slow to load

    rules = list(dict.fromkeys(table["rule"]))
    order = [f"{rule}|{part}" for rule in rules for part in ("name", "bar")]
    sectors = [sector for sector in Sector if sector in set(table["sector"])]
    data = table.assign(
        row=table["rule"] + "|bar",
        partner=[Sector(sector).label for sector in table["sector"]],
        rank=[list(Sector).index(Sector(sector)) for sector in table["sector"]],
        written=[pounds(amount) for amount in table["contribution"]],
    ).drop(columns="sector")
    rows = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.1))
    bars = (
        alt.Chart(data)
        .mark_bar(stroke="#FFFFFF", strokeWidth=0.6)
        .encode(
            y=rows,
            x=alt.X("contribution:Q", axis=pound_axis(), stack="zero"),
            color=alt.Color("partner:N", scale=sector_scale(sectors)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("rule:N", title="Rule"),
                alt.Tooltip("partner:N", title="Partner"),
                alt.Tooltip("written:N", title="Contribution"),
            ],
        )
    )
    names = pd.DataFrame({"row": [f"{rule}|name" for rule in rules], "rule": rules})
    words = alt.Chart(names).mark_text(align="left", dy=4, fontWeight=600)
    named = words.encode(y=rows, x=alt.value(0), text="rule:N")
    return alt.layer(bars, named).properties(width=WIDTH, height=ROW * len(order))
