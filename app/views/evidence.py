"""Evidence: every number behind the model, searchable, with its source and grade; and setting one by hand."""

from __future__ import annotations

import streamlit as st

from roi_model.app import engine, evidence_card, frame, override, plain_table, sidebar, state
from roi_model.inputs.parameter import Checked, Evidence
from roi_model.outputs.evidence_table import found_in
from roi_model.outputs.terms import term

chosen = state.current()
sidebar.show(chosen)
st.title("Evidence")
st.markdown(
    "Every number behind the model, where it comes from and how strong it is. Set your own where you know more."
)

cases = engine.every_case(chosen.request)
table = engine.every_number(chosen.request)
text, grades, checked = st.columns([2, 1, 1])
picked = chosen.page.evidence
wanted = text.text_input(
    "Search",
    max_chars=200,
    placeholder="Such as: cost of advice, absence, NICE",
    help="Type a few words: only the numbers that have all of them are listed.",
    **state.kept("evidence", "search", "search", picked.search),
)
grade = grades.multiselect(
    "Grade",
    list(map(str, Evidence)),
    help=term("grade"),
    **state.kept("evidence", "grades", "grade", list(picked.grades)),
)
how = checked.multiselect(
    "How checked",
    list(map(str, Checked)),
    help=term("checked"),
    **state.kept("evidence", "checked", "checked", list(picked.checked)),
)
shown = found_in(table, wanted, grade, how)
st.caption(f"{len(shown)} of {len(table)} numbers. A number that several programmes use is listed in each.")
plain_table.slide_hint()
evidence_card.show_numbers(shown)

if chosen.request.changes:
    st.header("What you have changed")
    override.changes(chosen)

st.header("One number")
if shown.empty:
    st.markdown("No number is found. Search for fewer words.")
else:
    titles = engine.number_titles(shown)
    name = st.selectbox(
        "Number",
        list(titles),
        format_func=lambda each: titles[each],
        help="Pick one of the numbers listed above to see its source and to set your own.",
        **state.kept("evidence", "number", "number", picked.number if picked.number in titles else next(iter(titles))),
    )
    case, parameter = engine.number_of(cases, name)
    override.details(case, parameter)
    st.subheader("Set your own")
    if case.intervention.name in engine.planned(chosen.request):
        override.form(case, parameter, chosen.request.price_year)
    else:
        st.markdown(f"{case.intervention.title} is not in your plan. Take it in on the Start page to set its numbers.")
frame.foot(chosen)
