"""Compare: all chosen interventions side by side."""

from __future__ import annotations

import streamlit as st

from roi_model.app import comparison_table, controls, engine, frame, picture, plain_table, sidebar, state, words
from roi_model.app.places import short_name
from roi_model.outputs import notes
from roi_model.outputs.terms import term

BARS = {"pounds": "In pounds", "each_pound": "For each £1 of cost"}

chosen = state.current()
sidebar.show(chosen, on_page=(controls.HORIZON, controls.PERSPECTIVE))
request = chosen.request
place = short_name(request.area().name)

st.title(f"Compare: {place}")
years, perspective, order = st.columns([4, 3, 3])
with years:
    controls.horizon_switch(chosen)
with perspective:
    controls.perspective_switch(chosen)
picked = chosen.page.compare
by = order.selectbox(
    "In order of",
    list(comparison_table.ORDERS),
    format_func=comparison_table.order_title,
    help="A click on a heading sorts too.",
    **state.kept("compare", "order", "order", picked.order),
)

rows = comparison_table.in_order(engine.rows(request), by)
st.markdown(frame.shown(words.comparison_sentence(chosen, rows)))
plain_table.slide_hint()
comparison_table.show(rows, chosen)
cases = request.cases()
for note in (*notes.lever_notes(cases), *notes.horizon_notes(cases, request.horizon), notes.RETURN_DEFINED):
    st.caption(frame.shown(note))

st.header("Who gains")
basis = st.segmented_control(
    "In pounds, or for each £1",
    list(BARS),
    required=True,
    format_func=lambda name: BARS[name],
    help="Shows what each sector pays and gains in all, or for each £1 that the programme costs.",
    **state.kept("compare", "bars", "basis", picked.bars),
)
table = engine.sector_table(request)
if request.perspective != "societal":
    st.caption("The bars show everyone who pays or gains, whoever is counted above.")
picture.sectors(table, place, per_pound=basis == "each_pound")

if st.toggle(
    "Show every horizon",
    help="Shows 1, 2, 3, 4, 5 and 10 years beside each other.",
    **state.kept("compare", "every_horizon", "every_horizon", picked.every_horizon),
):
    hover = f"{term('return per £1')} {term('time horizon')} {term('chance')}"
    st.subheader("Return per £1 by years counted, with the chance that benefits exceed costs", help=hover)
    plain_table.show(engine.horizon_table(request))
    for note in notes.horizon_notes(cases, engine.LONGEST):
        st.caption(frame.shown(note))
frame.foot(chosen)
