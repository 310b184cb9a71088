"""One programme of a plan on a card: in or out, how many of those it is for it reaches, people and cost at once."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.comparison import Figures, Row
from roi_model.app import controls
from roi_model.app.chosen import Chosen
from roi_model.outputs.terms import term
from roi_model.outputs.words import count, pounds, ratio_interval, ratio_mean

WIDTHS = [3.7, 2.3, 4.4]
FIGURE = 108  # points, so that the three figures stand side by side on a phone too


def card(chosen: Chosen, name: str, row: Row | None) -> None:
    """Show one programme; without figures where it is not in the plan."""
    title, reach, numbers = st.columns(WIDTHS, vertical_alignment="center")
    with title:
        controls.programme_switch(chosen, name)
    if row is None:
        return
    figures = row.figures
    with reach:
        controls.coverage_slider(figures.case, "Share reached")
    with numbers, st.container(horizontal=True):
        st.metric("People", count(figures.people.mean), help=term("people"), width=FIGURE)
        st.metric("Cost", pounds(figures.cost.mean), help=term("cost"), width=FIGURE)
        st.metric("Per £1", ratio_mean(figures.return_per_pound), help=_explained(figures), width=FIGURE)


def _explained(figures: Figures) -> str:
    interval = ratio_interval(figures.return_per_pound)
    return f"{term('return per £1')} 95% interval: {interval}." if interval else term("return per £1")
