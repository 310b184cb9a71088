"""One programme of a plan on a card: in or out, how many of those it is for it reaches, people and cost at once."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.comparison import Row
from roi_model.app import controls
from roi_model.app.figure_cards import ratio_note, short_ratio
from roi_model.outputs.figure_words import mid_sentence
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.terms import term
from roi_model.outputs.words import count, pounds

WIDTHS = [3.2, 2.8, 4.4]
FIGURE = 108  # points, so that the three figures stand side by side on a phone too


def card(name: str, row: Row | None) -> None:
    """Show one programme; without figures where it is not in the plan."""
    title, reach, numbers = st.columns(WIDTHS, vertical_alignment="center")
    with title:
        controls.programme_switch(name, inside=row is not None)
    if row is None:
        return
    figures = row.figures
    with reach:
        controls.coverage_slider(figures.case, f"Share reached by {mid_sentence(figures.case.intervention.title)}")
    with numbers, st.container(horizontal=True):
        st.metric("People", count(figures.people.mean), help=term("people"), width=FIGURE)
        st.metric("Cost", pounds(figures.cost.mean), help=term("cost"), width=FIGURE)
        explained = f"{term('return per £1')} {ratio_note(figures.return_per_pound)}"
        mark = f" {OUTSIDE_MARK}" if is_marked(figures.case) else ""
        st.metric("Per £1", f"{short_ratio(figures.return_per_pound)}{mark}", help=explained, width=FIGURE)
