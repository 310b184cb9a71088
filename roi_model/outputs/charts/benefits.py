"""Bars by sector: what comes back, in cash and in all, beside what a programme costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from roi_model.analysis.measures import View, benefits, costs, touched_sectors
from roi_model.engine.evaluation import Results, Totals
from roi_model.engine.sector import Sector
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.style import QUIET, WIDTH, pound_axis, sector_scale, styled
from roi_model.outputs.figure_words import mid_sentence, sector_in_sentence
from roi_model.outputs.words import pounds, ratio, years

if TYPE_CHECKING:
    from roi_model.outputs.charts.style import Drawing

COLUMNS = ("intervention", "horizon", "part", "sector", "pounds", "per_pound")
COST, CASH, ALL = "cost", "cash only", "all value"
ROW = 19  # points of height for one bar, or one name
ROOM = 1.5  # of the longest bar, so that its label has space

DEFINITION = (
    "Grey bars are what the programme costs. Coloured bars are what comes back to each sector: first in cash, which "
    "shrinks a budget line, then all value, with staff time and output. Both are means of the draws and present values."
)
PER_POUND_DEFINITION = (
    "What comes back to each sector for each £1 that the programme costs, whoever pays it: first in cash, which "
    "shrinks a budget line, then all value, with staff time and output. Both are ratios of means of the draws."
)


def benefits_by_sector(results: Sequence[Results], number: int = 0) -> pd.DataFrame:
    """Return what each intervention costs and gives each sector, present values, means of the draws.

    Columns: intervention, horizon, part ("cost", "cash only", "all value"), sector, pounds, per_pound (÷ the whole
    programme cost; not a number where nothing is paid).

    Parameters
    ----------
    results
        Each evaluated case; a package gives them as its members.
    number
        Which horizon of each.
    """
    return pd.concat([amounts_by_sector(each.case.intervention.title, each, number) for each in results])


def amounts_by_sector(name: str, totals: Totals, number: int = 0) -> pd.DataFrame:
    """Return the same of one case or of a whole package, under a name.

    Parameters
    ----------
    name
        What a reader sees beside the bars.
    totals, number
        What was evaluated, and which of its horizons.
    """
    whole = float(costs(totals, View()).draws[:, number].mean())
    records: list[dict[str, Any]] = []
    for sector in touched_sectors(totals):
        view = View((sector,))
        parts = {COST: costs(totals, view), CASH: benefits(totals, view.cash), ALL: benefits(totals, view)}
        for part, sums in parts.items():
            amount = float(sums.draws[:, number].mean())
            records.append(
                {
                    "intervention": name,
                    "horizon": totals.horizons[number],
                    "part": part,
                    "sector": sector,
                    "pounds": amount,
                    "per_pound": amount / whole if whole else float("nan"),
                }
            )
    return pd.DataFrame(records, columns=list(COLUMNS))


def benefits_chart(table: pd.DataFrame, place: str, *, per_pound: bool = False) -> Chart:
    """Draw what comes back to each sector beside what each intervention costs.

    Parameters
    ----------
    table
        As of `benefits_by_sector`.
    place
        The name of the area.
    per_pound
        In £ per £1 of programme cost instead of in £.
    """
    value = "per_pound" if per_pound else "pounds"
    title = f"{place}: what comes back to whom, {'for each £1 of cost' if per_pound else 'and what it costs'}"
    return Chart(
        title=title,
        definition=PER_POUND_DEFINITION if per_pound else DEFINITION,
        sentence=_sentence(table, place),
        table=_shown(table, value),
        drawing=styled(_drawing(table, value)),
    )


def _sentence(table: pd.DataFrame, place: str) -> str:
    """Say what all of it costs and gives where there are several, and to whom most of it falls."""
    sums = table.groupby("part")["pounds"].sum()
    gains = table[table["part"] == ALL].groupby("sector", sort=False)["pounds"].sum().sort_values(ascending=False)
    names = list(dict.fromkeys(table["intervention"]))
    what = f"{mid_sentence(names[0])} costs" if len(names) == 1 else f"the {len(names)} programmes, each alone, cost"
    text = (
        f"In {place}, {what} {pounds(sums[COST])}; {pounds(sums[ALL])} comes back, {pounds(sums[CASH])} of it in cash"
    )
    if gains.empty or gains.iloc[0] <= 0:
        return f"{text}."
    return f"{text}. Most falls to {sector_in_sentence(Sector(gains.index[0]))}: {pounds(gains.iloc[0])}."


def _shown(table: pd.DataFrame, value: str) -> pd.DataFrame:
    write = ratio if value == "per_pound" else pounds
    heads = {COST: "Pays", CASH: "Gains, cash only", ALL: "Gains, all value"}
    wide = table.pivot_table(
        index=["intervention", "horizon", "sector"], columns="part", values=value, sort=False, observed=True
    ).reset_index()
    shown = pd.DataFrame(
        {
            "Programme": wide["intervention"],
            "Years": wide["horizon"],
            "Sector": [Sector(sector).label for sector in wide["sector"]],
        }
    )
    for part, head in heads.items():
        shown[head] = [write(amount) for amount in wide[part]] if part in wide else write(0.0)
    return shown


def _drawing(table: pd.DataFrame, value: str) -> Drawing:
    """Stack bars of one intervention under its name, a row each, so that names need no margin on a phone."""
    import altair as alt  # noqa: PLC0415 - slow to load

    bars, ends, order = _rows(table, value)
    sectors = [sector for sector in Sector if sector.label in set(bars["sector"])]
    rows = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.12))
    most, least = max(ends["end"].max(), 0.0), min(ends["start"].min(), 0.0)
    scale = alt.Scale(domain=[least, (most or 1.0) * ROOM], nice=False)
    x = alt.X("amount:Q", axis=pound_axis(pence=value == "per_pound"), scale=scale, stack="zero")
    stacked = (
        alt.Chart(bars[bars["sector"] != COST])
        .mark_bar(stroke="#FFFFFF", strokeWidth=0.6)
        .encode(
            y=rows,
            x=x,
            color=alt.Color("sector:N", scale=sector_scale(sectors)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("intervention:N", title="Programme"),
                alt.Tooltip("sector:N", title="Sector"),
                alt.Tooltip("part:N", title="Counted"),
                alt.Tooltip("written:N", title="Amount"),
            ],
        )
    )
    paid = alt.Chart(bars[bars["sector"] == COST]).mark_bar(color=QUIET).encode(y=rows, x=x)
    labels = (
        alt.Chart(ends[ends["kind"] == "bar"])
        .mark_text(align="left", dx=4, fontSize=12)
        .encode(y=rows, x=alt.X("end:Q", scale=scale), text="label:N")
    )
    names = (
        alt.Chart(ends[ends["kind"] == "name"])
        .mark_text(align="left", fontWeight=600, baseline="middle", dy=2)
        .encode(y=rows, x=alt.value(0), text="label:N")
    )
    return alt.layer(paid, stacked, labels, names).properties(width=WIDTH, height=ROW * len(order))


def _rows(table: pd.DataFrame, value: str) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Return the pieces of the bars, the labels with where they stand, and the rows from top to bottom."""
    write = ratio if value == "per_pound" else pounds
    parts = (CASH, ALL) if value == "per_pound" else (COST, CASH, ALL)
    said = {COST: "cost", CASH: "back in cash", ALL: "back in all"}
    pieces: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    for name, own in table.groupby("intervention", sort=False):
        years_of = years(int(own["horizon"].iloc[0]))
        ends.append({"row": f"{name}|name", "kind": "name", "label": f"{name}, {years_of}", "start": 0.0, "end": 0.0})
        for part in parts:
            amounts = own[own["part"] == part]
            total = float(amounts[value].sum())
            row = f"{name}|{part}"
            ends.append(
                {
                    "row": row,
                    "kind": "bar",
                    "label": f"{write(total)} {said[part]}",
                    "start": float(amounts[value].clip(upper=0).sum()),
                    "end": float(amounts[value].clip(lower=0).sum()),
                }
            )
            pieces += [
                {
                    "row": row,
                    "intervention": name,
                    "part": part,
                    "sector": COST if part == COST else Sector(piece["sector"]).label,
                    "amount": piece[value],
                    "written": write(piece[value]),
                    "rank": list(Sector).index(piece["sector"]),
                }
                for piece in amounts.to_dict("records")
                if piece[value]
            ]
        ends.append({"row": f"{name}|gap", "kind": "gap", "label": "", "start": 0.0, "end": 0.0})
    return pd.DataFrame(pieces), pd.DataFrame(ends), [entry["row"] for entry in ends]
