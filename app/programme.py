"""One programme of a plan on a card: in or out, how many of those it is for it reaches, people and cost at once."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.comparison import Row
from roi_model.app import controls
from roi_model.app.chosen import Chosen
from roi_model.outputs.terms import term
from roi_model.outputs.words import count, pounds, ratio_interval, ratio_mean

WIDTHS = [3, 3, 1.2, 1.2, 2]


def card(chosen: Chosen, name: str, row: Row | None) -> None:
    """Show one programme; without figures where it is not in the plan."""
    title, reach, people, cost, back = st.columns(WIDTHS, vertical_alignment="center")
    with title:
        controls.programme_switch(chosen, name)
    if row is None:
        return
    figures = row.figures
    with reach:
        controls.coverage_slider(figures.case, "Share reached")
    people.metric("People", count(figures.people.mean), help=term("people"))
    cost.metric("Cost", pounds(figures.cost.mean), help=term("cost"))
    back.metric(
        "Return per £1",
        ratio_mean(figures.return_per_pound),
        help=f"{term('return per £1')} 95% interval: {ratio_interval(figures.return_per_pound)}.",
    )
