"""Scenarios: save, name, compare side by side, share by link and by file."""

from __future__ import annotations

import streamlit as st

from roi_model.app import frame, link, plain_table, saved, sidebar, state, uploads
from roi_model.outputs.difference import request_words as difference_words

chosen = state.current()
sidebar.show(chosen)
st.title("Scenarios")
st.markdown("A scenario is everything you have chosen. Save it under a name, change something, and compare the two.")

with st.form("save", clear_on_submit=True):
    name = st.text_input(
        "Name",
        key="scenario_name",
        max_chars=200,
        placeholder="Such as: double debt advice",
        help="What this scenario is called in the list and in the tables below.",
    )
    note = st.text_area(
        "Note",
        key="scenario_note",
        max_chars=2000,
        height=80,
        placeholder="What it is for; not needed",
        help="A few words on what you changed and why, saved with the scenario.",
    )
    if st.form_submit_button("Save what is shown now", type="primary"):
        saved.save(name, note)
        st.rerun()

kept = saved.scenarios()
for each, scenario in kept.items():
    row = st.container(horizontal=True, vertical_alignment="center", border=True)
    row.markdown(f"**{frame.shown(each)}** {frame.shown(scenario.request.note)}", width="stretch")
    row.button("Show", key=f"show.{each}", on_click=saved.show_again, args=(each,), help="Use it on every page.")
    row.button("Delete", key=f"delete.{each}", on_click=saved.delete, args=(each,), help="Forget it.")

choices = saved.all_choices(chosen)
if kept:
    st.header("Side by side")
    picked = saved.picker(choices)
    if picked:
        plain_table.slide_hint()
        plain_table.show(saved.side_by_side(picked))
    st.header("What explains the difference?")
    left, right = st.columns(2)
    first = left.selectbox("From", list(choices), index=len(kept), key="from_scenario")
    second = right.selectbox("To", list(choices), key="to_scenario")
    with frame.plain_errors():
        steps = saved.explained(choices[first], choices[second])
        st.markdown(f"**{frame.shown(difference_words.difference_sentence(steps, (first, second)))}**")
        if steps:
            table = difference_words.difference_table(steps, choices[first].request, choices[second].request)
            plain_table.show(table)
            st.caption(difference_words.ORDER_NOTE)

st.header("Share")
with frame.plain_errors():
    st.markdown(
        "**By link.** Whoever opens it sees what you see. The link itself holds everything; no server stores it."
    )
    st.code(saved.address(chosen), language=None, wrap_lines=True)
st.markdown("**By file.** A file that people can read, and that this page can open again.")
st.download_button(
    "Save as a file",
    link.write_file(chosen),
    file_name="scenario.json",
    mime="application/json",
    on_click="ignore",
    key="save_file",
)
st.caption(saved.NOT_SHARED)
uploaded = st.file_uploader(
    "Open a scenario or an edited workbook",
    type=[uploads.SCENARIO, uploads.WORKBOOK],
    key="open_file",
    help="A file saved here, or a working workbook (with formulas) in which you changed the Inputs sheet.",
)
if uploaded is not None and st.button("Open it", key="open", type="primary"):
    saved.add_file(uploaded.getvalue(), uploaded.name)
    st.rerun()
frame.foot(chosen)
