"""Interventions side by side as a table that sorts by its numbers and shows them as a reader says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from roi_model.analysis.comparison import Figures, Row
from roi_model.analysis.estimate import Estimate
from roi_model.app.chosen import Chosen
from roi_model.app.page_choices import Order
from roi_model.engine.sector import Sector
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.terms import term
from roi_model.outputs.words import count, percent, pounds, ratio, ratio_interval

NAME, YEARS, PEOPLE, COST, NET = "Programme", "Years", "People", "Cost", "Net present value"
RETURN, INTERVAL, CASH = "Return per £1", "95% interval", "Cash only"
PAYBACK, CHANCE, CHANCE_CASH, EVIDENCE = "Pays back", "Chance", "Chance, cash only", "Return, evidence preset"
OWN_NET, OWN_CASH = "Own net", "Own net, cash only"  # a role says whose

SHORT = {RETURN: "Per £1"}  # headings that leave room for the columns beside them; a hover says what they mean

ALSO_SHOWN = "The chance in cash alone, and the return with every number from the evidence:"
ALSO_SHOWN_WITH_OWN = (
    "What those you work for gain less what they pay, the chance in cash alone, and the return with every number from "
    "the evidence:"
)
MISSING = "–"
MISSING_DEFINED = (
    f"{MISSING} in a return: not defined, because those counted pay nothing. {MISSING} in Pays back: not within the "
    "years counted."
)

WRITTEN: dict[str, Callable[[Any], str]] = {
    PEOPLE: count,
    COST: pounds,
    NET: pounds,
    RETURN: ratio,
    CASH: ratio,
    PAYBACK: lambda year: f"year {year:.0f}",
    CHANCE: percent,
    CHANCE_CASH: percent,
    EVIDENCE: ratio,
    OWN_NET: pounds,
    OWN_CASH: pounds,
    YEARS: lambda horizon: f"{horizon:.0f}",
}
# Beside the main table, which has no room for them on a laptop.
ALSO = (OWN_NET, OWN_CASH, CHANCE_CASH, EVIDENCE)
EXPLAINED = {
    NAME: term("intervention"),
    YEARS: f"Years counted. {term('time horizon')}",
    PEOPLE: term("people"),
    COST: term("cost"),
    NET: term("net present value"),
    RETURN: term("return per £1"),
    INTERVAL: term("interval"),
    CASH: f"The return per £1 when only cash counts. {term('cash only')}",
    PAYBACK: term("payback"),
    CHANCE: f"The chance that benefits exceed costs. {term('chance')}",
    CHANCE_CASH: f"The chance that cash alone exceeds costs. {term('cash only')}",
    EVIDENCE: f"The return per £1 with every number from the evidence. {term('preset')}",
    OWN_NET: "What comes back to those you work for, less what they pay, in today's money.",
    OWN_CASH: f"The same, counting cash alone. {term('cash only')}",
}

# By what the table may be put in order: its words, and the figure; the largest first where True.
Orders = dict[Order, tuple[str, Callable[[Figures], float | None], bool]]
ORDERS: Orders = {
    Order.LISTED: ("As listed", lambda _: 0, False),
    Order.RETURN: ("Return per £1, highest first", lambda figures: _mean(figures.return_per_pound), True),
    Order.CASH: ("Cash only per £1, highest first", lambda figures: _mean(figures.return_cash), True),
    Order.NET: ("Net present value, highest first", lambda figures: figures.net_present_value.mean, True),
    Order.CHANCE: ("Chance, highest first", lambda figures: figures.chance.probability, True),
    Order.COST: ("Cost, lowest first", lambda figures: figures.cost.mean, False),
    Order.PEOPLE: ("People, most first", lambda figures: figures.people.mean, True),
    Order.PAYBACK: ("Pays back, soonest first", lambda figures: figures.payback, False),
}


def order_title(order: Order) -> str:
    """Return an order as a reader picks it."""
    return ORDERS[order][0]


def in_order(rows: Sequence[Row], order: Order) -> list[Row]:
    """Return rows in one of the orders; those without the figure come last, and equal ones stay as they were."""
    _, figure, largest_first = ORDERS[order]

    def place(row: Row) -> tuple[bool, float]:
        value = figure(row.figures)
        return value is None, 0 if value is None else (-value if largest_first else value)

    return sorted(rows, key=place)


def comparison_frame(rows: Sequence[Row], chosen: Chosen) -> pd.DataFrame:
    """Return a row for each intervention, with its figures as numbers; empty where one is not defined."""
    frame = pd.DataFrame([_record(row, chosen.role.sector) for row in rows])
    same_years = len({row.figures.horizon for row in rows}) == 1
    own = [OWN_NET, OWN_CASH] if chosen.role.sector is None else []
    return frame.drop(columns=[*own, *([YEARS] if same_years else [])])


def show(rows: Sequence[Row], chosen: Chosen) -> None:
    """Show the main figures, and below them the others; a click on a heading sorts a table."""
    frame = comparison_frame(rows, chosen)
    also = [name for name in ALSO if name in frame.columns]
    _show(frame.drop(columns=also), chosen, f"Figures of {len(rows)} programmes side by side.")
    if frame.isna().any(axis=None):
        st.caption(MISSING_DEFINED)
    st.markdown(ALSO_SHOWN if chosen.role.sector is None else ALSO_SHOWN_WITH_OWN)
    _show(frame[[NAME, *also]], chosen, f"More figures of the same {len(rows)} programmes.")


def _show(frame: pd.DataFrame, chosen: Chosen, alt: str) -> None:
    heads = {**SHORT, OWN_NET: chosen.role.net, OWN_CASH: f"{chosen.role.net}, cash only"}
    columns = {
        name: st.column_config.Column(heads.get(name, name), help=EXPLAINED[name], pinned=name == NAME or None)
        for name in frame.columns
    }
    st.dataframe(
        _written(frame),
        column_config=columns,
        hide_index=True,
        width="stretch",
        height="content",
        placeholder=MISSING,
        alt=alt,
    )


def _record(row: Row, own: Sector | None) -> dict[str, Any]:
    figures = row.figures
    mark = f" {OUTSIDE_MARK}" if is_marked(figures.case) else ""
    return {
        NAME: f"{figures.case.intervention.title}{mark}",
        PEOPLE: figures.people.mean,
        COST: figures.cost.mean,
        NET: figures.net_present_value.mean,
        RETURN: _mean(figures.return_per_pound),
        INTERVAL: ratio_interval(figures.return_per_pound),
        CASH: _mean(figures.return_cash),
        PAYBACK: figures.payback,
        CHANCE: figures.chance.probability,
        YEARS: figures.horizon,
        OWN_NET: _net(figures.net_of_sector, own),
        CHANCE_CASH: figures.chance_cash.probability,
        EVIDENCE: _mean(row.evidence_return),
        OWN_CASH: _net(figures.net_cash_of_sector, own),
    }


def _net(positions: Mapping[Sector, Estimate], own: Sector | None) -> float:
    """Return one sector's net position: 0 where it neither pays nor gains."""
    return positions[own].mean if own is not None and own in positions else 0.0


def _mean(figure: Estimate | None) -> float | None:
    return None if figure is None else figure.mean


def _written(frame: pd.DataFrame) -> Styler:
    """Write each number as words; what sorts is the number itself."""
    written: dict[Any, Any] = {name: write for name, write in WRITTEN.items() if name in frame}
    return frame.astype(dict.fromkeys(written, float)).style.format(written)
