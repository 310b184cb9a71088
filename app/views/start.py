"""Start: my place, my plan."""

from __future__ import annotations

import streamlit as st

from roi_model.app import controls, engine, frame, programme, sidebar, state, words
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.outputs.terms import term
from roi_model.outputs.words import chance_in_words, pounds, ratio_interval, ratio_mean

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
cards = st.container(horizontal=True)
cards.metric("Cost", pounds(plan.cost.mean), help=term("cost"), border=True)
cards.metric("Comes back", pounds(plan.benefit.mean), help=term("benefit"), border=True)
cards.metric("Net present value", pounds(plan.net_present_value.mean), help=term("net present value"), border=True)
cards.metric(
    "Return per £1",
    ratio_mean(plan.return_per_pound),
    help=f"{term('return per £1')} 95% interval: {ratio_interval(plan.return_per_pound)}.",
    border=True,
)
cards.metric("Cash only, per £1", ratio_mean(plan.return_cash), help=term("cash only"), border=True)
cards.metric("Chance benefits exceed costs", chance_in_words(plan.chance), help=term("chance"), border=True)
note = words.plan_note(chosen.request, plan)
if note:
    st.caption(note)

st.header("My plan")
rows = {row.figures.case.intervention.name: row for row in engine.rows(chosen.request)}
for name in INTERVENTION_NAMES:
    programme.card(chosen, name, rows.get(name))

with st.expander("Type your own figures for my place"):
    st.markdown("Use these where you know better, or to describe a group that is no council: a school, a firm, a ward.")
    controls.typed_figures(chosen)
frame.foot(chosen)
