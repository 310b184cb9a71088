"""How sure are we: the spread of the answer, what moves it, how far a number may move, and what to find out first."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from roi_model.app import (
    controls,
    engine,
    findings,
    frame,
    picture,
    plain_table,
    progress,
    sidebar,
    state,
    uncertainty,
    words,
)
from roi_model.app.places import short_name
from roi_model.outputs.charts.distribution import distribution_chart
from roi_model.outputs.charts.tornado import tornado_chart
from roi_model.outputs.switching_sentences import SWITCHING_DEFINED
from roi_model.outputs.terms import term
from roi_model.outputs.tornado_sentences import SHARE_DEFINED

chosen = state.current()
sidebar.show(chosen)
request, picked = chosen.request, chosen.page.how_sure
st.title("How sure are we?")
st.markdown("No one knows the future. This page shows how far the answer could move, and which numbers move it.")
asked = uncertainty.figure_picker(picked, engine.plan_horizon(request), request.analysis())

cases = request.cases()
if cases[1:]:
    st.header("My whole plan", help=term("draws"))
    with frame.plain_errors():
        spread = uncertainty.plan_spread(cases, request.analysis(), asked)
        whole = f"{words.plan_title(request)} in {short_name(request.area().name)}"
        picture.show(distribution_chart(whole, asked, spread.figure, spread.draws), heading=False)
        st.caption(frame.shown(spread.error_note))

st.header("One programme", help=term("draws"))
name = controls.programme_picker(chosen)
case = engine.one_row(request, name).figures.case
asked = replace(asked, horizon=engine.horizon_of(request, case))
with frame.plain_errors():
    spread = uncertainty.spread(case, request.analysis(), asked)
    title = f"{case.intervention.title} in {short_name(case.area.name)}"
    picture.show(distribution_chart(title, asked, spread.figure, spread.draws), heading=False)
    st.caption(frame.shown(spread.error_note))

st.header("What moves it most")
with frame.plain_errors():
    moved = uncertainty.tornado_of(case, request.analysis(), asked)
    picture.show(tornado_chart(moved, case.area.name), heading=False, more=SHARE_DEFINED)

st.header("How far may a number move before it only breaks even?", help=term("switching value"))
with frame.plain_errors():
    found = uncertainty.switching_of(case, request.analysis(), asked)
    st.markdown(f"**{frame.shown(found.headline)}**")
    st.markdown("\n".join(f"- {frame.shown(sentence)}" for sentence in found.nearest))
    with st.expander("The other numbers"):
        st.markdown("\n".join(f"- {frame.shown(sentence)}" for sentence in found.others))
        st.caption(frame.shown(SWITCHING_DEFINED))

st.header("What to find out first", help=term("value of information"))
with frame.plain_errors():
    decision = uncertainty.choice_picker(picked, request, case, asked)
    if progress.started("Work it out", "information", help_text="Takes a few seconds. You can stop it."):
        findings.find(decision)
        st.rerun()
    answer = findings.known(decision)
    if answer is not None:
        st.markdown(f"**{frame.shown(answer.sentence)}**")
        plain_table.show(answer.table)
        with st.expander("What this rests on"):
            st.markdown("\n".join(f"- {frame.shown(note)}" for note in answer.notes))
frame.foot(chosen)
