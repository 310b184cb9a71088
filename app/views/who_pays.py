"""Who pays, who gains: the partners' positions by year with their chance, who pays what, and fair shares."""

from __future__ import annotations

import streamlit as st

from roi_model.app import frame, picture, plain_table, pooling, sidebar, state
from roi_model.app.engine import plan_horizon
from roi_model.app.places import short_name
from roi_model.outputs import pool_sentences, position_words
from roi_model.outputs.charts.positions import partner_chart
from roi_model.outputs.charts.shares import shares_chart
from roi_model.outputs.terms import term

chosen = state.current()
sidebar.show(chosen)
request = chosen.request
place = short_name(request.area().name)

st.title(f"Who pays, who gains: {place}")
basis = pooling.basis_switch()
found = pooling.positions_of(request)
st.markdown(f"**{frame.shown(position_words.out_of_pocket(found, basis))}**")
st.caption(frame.shown(position_words.basis_defined(basis)))
plain_table.show(position_words.money_table(found, basis))

st.header("How sure is it, and when", help=term("chance"))
st.markdown("The chance that each partner has gained more than it has paid by the end of a year.")
plain_table.show(position_words.chance_table(found, basis))

st.header("Year by year")
table = position_words.cumulative_table(found, basis)
picture.side_by_side({one.label: partner_chart(table, one.label) for one in found})

st.header("Share the cost", help=term("payer"))
st.markdown(
    "Move a share: the others make room, so that all add up to 100%. The shares hold for every programme of the plan."
    if request.payers
    else "Today whoever usually pays a programme pays it. Move a share to try another way: the others make room."
)
pooling.share_sliders(request)
if request.payers or request.splits:
    st.button("Back to who pays today", key="pool.today", on_click=pooling.back_to_today)

st.header("What would be fair?")
with frame.plain_errors():
    terms = pooling.terms_picker(plan_horizon(request), basis)
    rules = pooling.rules_of(request, terms)
    picture.show(shares_chart(pooling.contributions(rules), place), heading=False)
    st.markdown("What each would pay, and in brackets the chance that it is then in credit:")
    plain_table.show(pooling.rules_table(rules))
    for sentence in pool_sentences.obstacle_sentences(rules):
        st.markdown(f"- {frame.shown(sentence)}")
    pooling.rule_picker(rules)
    with st.expander("What the rules mean"):
        st.markdown("\n".join(f"- {frame.shown(sentence)}" for sentence in pooling.rule_sentences(rules)))
        st.caption(frame.shown(pool_sentences.CORE_DEFINED))
        st.caption(frame.shown(pool_sentences.MEANS_DECIDE))
frame.foot(chosen)
