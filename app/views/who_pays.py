"""Who pays, who gains: the partners' positions by year with their chance, who pays what, and fair shares."""

from __future__ import annotations

import streamlit as st

from roi_model.app import fair_rules, frame, picture, plain_table, pooling, sidebar, state
from roi_model.app.engine import plan_horizon
from roi_model.app.places import short_name
from roi_model.app.plan_money import shares_are_moved
from roi_model.outputs import pool_sentences, position_words
from roi_model.outputs.charts.positions import partner_chart
from roi_model.outputs.charts.shares import shares_chart
from roi_model.outputs.terms import term

chosen = state.current()
sidebar.show(chosen)
request, picked = chosen.request, chosen.page.who_pays
place = short_name(request.area().name)

st.title(f"Who pays, who gains: {place}")
basis = pooling.basis_switch(picked.money)
found = pooling.positions_of(request)
if shares_are_moved(request):
    st.info(pooling.MOVED)
st.markdown(f"**{frame.shown(position_words.out_of_pocket(found, basis))}**")
st.caption(frame.shown(position_words.basis_defined(basis)))
plain_table.slide_hint()
plain_table.show(position_words.money_table(found, basis))
pooling.every_figure(position_words.figures_table(found, basis))

st.header("How sure is it, and when", help=term("chance"))
st.markdown("The chance that each partner has gained more than it has paid by the end of a year:")
plain_table.show(position_words.chance_table(found, basis))
st.markdown("What each has gained less what it has paid by then, on average; below £0 it is out of pocket:")
plain_table.show(position_words.net_by_year_table(found, basis))
st.caption(frame.shown(position_words.error_sentence(found, basis)))

st.header("Year by year", help=term("interval"))
table = position_words.cumulative_table(found, basis)
picture.side_by_side({one.label: partner_chart(table, one.label) for one in found})

st.header("Share the cost", help=term("payer"))
st.markdown(pooling.how_shares_move(request))
pooling.share_sliders(request)
if shares_are_moved(request):
    st.button("Back to who pays today", key="pool.today", on_click=pooling.back_to_today)

st.header("What would be fair?", help=term("fair share"))
with frame.plain_errors():
    terms = pooling.terms_picker(picked, plan_horizon(request))
    rules = fair_rules.rules_of(request, terms)
    picture.show(shares_chart(fair_rules.contributions(rules), place), heading=False)
    st.markdown("What each would pay, and in brackets the chance that it is then in credit:")
    plain_table.show(fair_rules.rules_table(rules))
    st.caption(frame.shown(pool_sentences.error_sentence(rules.found)))
    pooling.every_figure(fair_rules.figures_table(rules), "rules")
    for sentence in pool_sentences.obstacle_sentences(rules.found):
        st.markdown(f"- {frame.shown(sentence)}")
    pooling.rule_picker(rules, picked.rule)
    with st.expander("What the rules mean"):
        st.markdown("\n".join(f"- {frame.shown(sentence)}" for sentence in fair_rules.meanings(rules)))
        st.caption(frame.shown(pool_sentences.CORE_DEFINED))
        st.caption(frame.shown(pool_sentences.MEANS_DECIDE))
frame.foot(chosen)
