"""The main figures of one intervention or of a plan as cards, explained on hover, and where each sector stands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from roi_model.analysis.comparison import Figures, Row
from roi_model.analysis.estimate import Chance, Estimate
from roi_model.analysis.together import Together
from roi_model.app import plain_table
from roi_model.app.comparison_table import MISSING
from roi_model.outputs.figure_rows import HEADINGS, FigureRow
from roi_model.outputs.terms import term
from roi_model.outputs.words import (
    chance_in_words,
    count,
    pounds,
    pounds_interval,
    ratio_interval,
    ratio_mean,
    year_in_words,
)

EVERY_FIGURE = "Every figure, with its range, its error and not discounted"
CARD = 136  # points, so that six stand side by side on a laptop and two on a phone


def whole(plan: Together) -> None:
    """Show the figures of a plan."""
    cards = st.container(horizontal=True)
    with cards:
        _money("Cost", plan.cost, term("cost"))
        _money("Comes back", plan.benefit, term("benefit"))
        _rest(plan)


def one(row: Row) -> None:
    """Show the figures of one intervention."""
    figures = row.figures
    cards = st.container(horizontal=True)
    with cards:
        st.metric("People", count(figures.people.mean), help=term("people"), width=CARD)
        _money("Cost", figures.cost, term("cost"))
        _money("Comes back", figures.benefit, term("benefit"))
        _rest(figures)
        back = year_in_words(figures.payback, figures.horizon)
        st.metric("Pays back", back, help=term("payback"), width=CARD)


def _rest(figures: Figures | Together) -> None:
    _money("Net present value", figures.net_present_value, term("net present value"))
    _ratio("Return per £1", figures.return_per_pound, term("return per £1"))
    _ratio("Cash only, per £1", figures.return_cash, term("cash only"))
    _chance("Chance", figures.chance, f"The chance that benefits exceed costs. {term('chance')}")


def _money(label: str, figure: Estimate, meaning: str) -> None:
    explained = f"{meaning} 95% interval: {pounds_interval(figure)}."
    st.metric(label, pounds(figure.mean), help=explained, width=CARD)


def _ratio(label: str, figure: Estimate | None, meaning: str) -> None:
    st.metric(label, short_ratio(figure), help=f"{meaning} {ratio_note(figure)}", width=CARD)


def short_ratio(figure: Estimate | None) -> str:
    """Write a return, or a dash where there is none."""
    return MISSING if figure is None else ratio_mean(figure)


def ratio_note(figure: Estimate | None) -> str:
    """Return the interval of a return, or why there is none."""
    if figure is None:
        return "It is not defined here, because those counted pay nothing."
    return f"95% interval: {ratio_interval(figure)}."


def _chance(label: str, figure: Chance, meaning: str) -> None:
    st.metric(label, chance_in_words(figure), help=meaning, width=CARD)


def every_figure(rows: Sequence[FigureRow]) -> None:
    """Show every figure with its error, its interval and its base case, in an expander."""
    with st.expander(EVERY_FIGURE, key="every_figure", on_change="rerun") as opened:
        if not opened.open:
            return
        table = pd.DataFrame(rows, columns=["Figure", *HEADINGS])
        plain_table.show(table)
        st.caption(f"{term('base case')} Its error: {term('standard error')[0].lower()}{term('standard error')[1:]}")


def sector_positions(figures: Figures) -> pd.DataFrame:
    """Return where each sector stands: what it gains less what it pays, in all and in cash, and how surely."""
    rows = [
        {
            "Sector": sector.label,
            "Net": pounds(net.mean),
            "95% interval": pounds_interval(net),
            "Net, cash only": pounds(figures.net_cash_of_sector[sector].mean),
            "Chance of being better off": chance_in_words(figures.chance_of_sector[sector]),
        }
        for sector, net in figures.net_of_sector.items()
    ]
    return pd.DataFrame(rows)
