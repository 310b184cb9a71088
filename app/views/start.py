"""Start: my place, my plan."""

from __future__ import annotations

import streamlit as st

from roi_model.app import (
    controls,
    engine,
    figure_cards,
    frame,
    own_body,
    programme,
    sidebar,
    state,
    typed_people,
    words,
)
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
own = own_body.own_sentence(chosen, plan)
if own:
    st.markdown(frame.shown(own))
st.markdown(frame.shown(own_body.who_sentence(plan)))
st.page_link("views/who_pays.py", label="**Who pays, who gains, by when and how surely →**")
figure_cards.whole(plan)
for note in (words.plan_note(chosen.request, plan), own_body.own_hint(chosen)):
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

with st.expander("Type your own figures", key="typed_figures", on_change="rerun") as typed:
    if typed.open:
        typed_people.show(chosen)
frame.foot(chosen)
