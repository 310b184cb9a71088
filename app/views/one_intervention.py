"""One intervention: from people to cases to pounds, year by year, who pays and gains, and what it rests on."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.measures import view_of
from roi_model.app import (
    controls,
    engine,
    evidence_card,
    figure_cards,
    frame,
    picture,
    plain_table,
    sidebar,
    state,
    words,
)
from roi_model.app.places import short_name
from roi_model.outputs import chain, notes
from roi_model.outputs.charts.cash_flow import cash_flow_chart
from roi_model.outputs.figure_rows import figure_rows
from roi_model.outputs.terms import term

chosen = state.current()
sidebar.show(chosen)
request = chosen.request
name = controls.programme_picker(chosen)
row = engine.one_row(request, name)
figures = row.figures
case = figures.case
results = engine.results_of(case, request.analysis(), (figures.horizon,))
place = short_name(case.area.name)

st.title(f"{case.intervention.title}: {place}")
st.markdown(frame.shown(notes.case_note(case)))
controls.coverage_slider(case)
figure_cards.one(row)
st.markdown(frame.shown(words.row_sentence(chosen, row)))

figure_cards.every_figure(figure_rows(row))

st.header("From people to pounds")
st.markdown(frame.shown(chain.chain_sentence(results)))
plain_table.slide_hint()
plain_table.show(chain.chain_table(results))
with st.expander("Everything that comes back, line by line"):
    plain_table.show(chain.gains_table(results))

st.header("Year by year")
picture.show(cash_flow_chart(results, view_of(results), case.intervention.title), heading=False)

st.header("Who pays and who gains")
picture.sectors(engine.sectors_of(request, case), place, heading=False)
plain_table.show(figure_cards.sector_positions(figures))
st.caption("In all and in cash, these are discounted: later years count a little less.")

st.header("Health", help=term("QALY"))
st.markdown(frame.shown(words.qaly_sentence(figures, results)))

st.header("What it rests on")
evidence_card.show(figures)
frame.foot(chosen)
