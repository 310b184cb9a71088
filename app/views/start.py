"""Start: my place, my plan."""

from __future__ import annotations

import streamlit as st

from roi_model.app import controls, engine, figure_cards, frame, programme, sidebar, state, words
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.outputs import notes
from roi_model.outputs.figure_rows import plan_rows

chosen = state.current()
sidebar.show(chosen, on_page=(controls.AREAS, controls.ROLE))
plan = engine.plan(chosen.request)

st.title("What comes back from preventing mental ill health?")
place, role = st.columns([3, 2])
with place:
    controls.place_picker(chosen)
with role:
    controls.role_picker(chosen)

st.markdown(f"**{words.plan_sentence(chosen, plan)}**")
own = words.own_sentence(chosen, plan)
if own:
    st.markdown(own)
figure_cards.whole(plan)
note = words.plan_note(chosen.request, plan)
if note:
    st.caption(note)
figure_cards.every_figure(plan_rows(plan))

st.header("My plan")
rows = {row.figures.case.intervention.name: row for row in engine.rows(chosen.request)}
for name in INTERVENTION_NAMES:
    programme.card(name, rows.get(name))

shown_cases = engine.cases_of(chosen.request)
for marked in (*notes.lever_notes(shown_cases), *notes.horizon_notes(shown_cases, chosen.request.horizon)):
    st.caption(frame.shown(marked))

with st.expander("Type your own figures for my place", key="typed_figures", on_change="rerun") as typed:
    if typed.open:
        st.markdown(
            "Use these where you know better, or to describe a group that is no council: a school, a firm, a ward."
        )
        controls.typed_figures(chosen)
frame.foot(chosen)
