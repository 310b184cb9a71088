"""Best mix: from budgets and limits to the set of programmes that brings most, and how sure that choice is."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.portfolio.limits import EVERYTHING
from roi_model.app import frame, mix, mix_limits, picture, plain_table, progress, sidebar, state
from roi_model.outputs import portfolio_sentences as said
from roi_model.outputs.charts.budgets import chosen_chart, frontier_chart
from roi_model.outputs.terms import term

OVERLAP = (
    f"Overlap: {term('overlap')[0].lower()}{term('overlap')[1:]} People whom one programme reaches are taken to be no "
    "more and no less likely to be reached by another."
)

chosen = state.current()
sidebar.show(chosen)
request = chosen.request
place = request.area().name

st.title(f"Best mix: {place}")
st.markdown(
    "Say what may be spent. This page looks for the programmes, and how many people each should reach, that bring the "
    "most for it. It chooses among the programmes of your plan."
)
with frame.plain_errors():
    limits = mix_limits.limits_form(request, chosen.page.best_mix)
    if progress.started(
        "Find the best mix",
        "mix",
        help_text="Takes a few seconds. You can stop it, and keep what was found by then.",
        stopped=progress.STOPPED if mix.so_far(request, limits) is None else mix.STOPPED,
    ):
        mix.find(request, limits)
        st.rerun()
    best = mix.known(request, limits) or mix.so_far(request, limits)
    if best is not None:
        st.markdown(f"**{frame.shown(best.sentences[0])}**")
        st.markdown("\n".join(f"- {frame.shown(sentence)}" for sentence in best.sentences[1:]))
        if best.table is not None:
            plain_table.slide_hint()
            plain_table.show(best.table)
        if best.mix:
            st.button("Use this mix as my plan", key="mix.use", on_click=mix.take, args=(best.mix,))
        if best.frontier is not None:
            picture.show(frontier_chart(best.frontier, place, chosen=limits.budgets[EVERYTHING]))
        if best.shares is not None:
            picture.show(chosen_chart(best.shares, place))
            with st.expander("What this rests on"):
                for sentence in (said.BUDGETS_DEFINED, said.INCLUSION_DEFINED, said.CAUTIOUS_DEFINED, OVERLAP):
                    st.markdown(f"- {frame.shown(sentence)}")
frame.foot(chosen)
