"""Who pays and who gains in a plan: the cached calls, the sliders of who pays, and fair shares side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from roi_model.analysis.pooling.fair_shares import Proposal
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.payer_shares import moved_shares
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, PoolTerms
from roi_model.analysis.pooling.position import PartnerPosition
from roi_model.analysis.pooling.rule import LABELS, Rule
from roi_model.analysis.request import Request
from roi_model.app import plain_table, state
from roi_model.app.fair_rules import Rules, offered
from roi_model.app.page_choices import WhoPays
from roi_model.app.plan_money import plan_money, shares_are_moved
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError
from roi_model.outputs.terms import term
from roi_model.outputs.words import percent

ACROSS = 3
MOVED = "You have moved who pays. This page shows your shares. What is paid today stands beside them further down."


def positions_of(request: Request) -> tuple[PartnerPosition, ...]:
    """Return the position of each partner of a request's plan at the end of each year."""
    return plan_money(request).positions


def basis_switch(now: Basis) -> Basis:
    """Pick which money counts."""
    titles = {Basis.ECONOMIC.value: "All value, discounted", Basis.FINANCIAL.value: "Cash, not discounted"}
    picked = st.segmented_control(
        "Which money counts",
        list(titles),
        required=True,
        format_func=lambda name: titles[name],
        help=f"{term('all value')} {term('cash only')}",
        **state.kept("who_pays", "money", "pool.basis", now.value),
    )
    return Basis(picked)


def every_figure(table: pd.DataFrame, name: str = "positions") -> None:
    """Show figures with their range and their error, in an expander."""
    with st.expander(
        "Each amount with its range and its error", key=f"pool.figures.{name}", on_change="rerun"
    ) as opened:
        if opened.open:
            plain_table.show(table)
            st.caption(f"95% interval: {term('interval')} Its error: {term('standard error')}")


def how_shares_move(request: Request) -> str:
    """Return what the sliders of who pays do."""
    if shares_are_moved(request):
        return "Move a share: the others make room. The shares always add up to 100%. They hold for every programme."
    return "Today whoever usually pays a programme pays it. Move a share to try another way: the others make room."


def share_sliders(request: Request) -> None:
    """Set who pays which share of the plan; the other shares follow, so that all add up to 100%."""
    shares = plan_money(request).shares
    shown = [sector for sector in Sector if sector in BUDGET_HOLDERS or shares.get(sector)]
    columns: list[DeltaGenerator] = []
    for sector in shown:
        columns = columns or st.columns(ACROSS)  # a new row, so that the order stays where they stand one under another
        key = f"pool.share.{sector.value}"
        state.show(key, round(shares.get(sector, 0.0), 2))
        columns.pop(0).slider(
            sector.label,
            0.0,
            1.0,
            step=0.01,
            format="percent",
            key=key,
            help=f"What {sector.label} pays of the cost of every programme of the plan. {term('payer')}",
            on_change=_take_share,
            args=(sector, key),
        )


def _take_share(sector: Sector, key: str) -> None:
    shares = plan_money(state.current().request).shares
    try:
        moved = moved_shares(shares, sector, st.session_state[key], BUDGET_HOLDERS)
    except InputError as error:
        state.refuse(error)
        return
    take_shares(moved)


def take_shares(shares: Mapping[Sector, float]) -> None:
    """Let these sectors pay these shares of every programme."""
    state.change(payers={sector.value: share for sector, share in shares.items()}, splits=())


def back_to_today() -> None:
    """Let each programme be paid by whoever the evidence file names."""
    state.change(payers={}, splits=())


def terms_picker(picked: WhoPays, horizon: int) -> PoolTerms:
    """Pick how surely, and by when, everyone who pays is to be in credit."""
    sure, when = st.columns(2)
    chance = sure.slider(
        "How sure must everyone who pays be?",
        0.5,
        0.99,
        step=0.01,
        format="percent",
        help="The chance of being in credit that the rule “Everyone in credit” gives to all who pay.",
        **state.kept("who_pays", "chance", "pool.chance", picked.chance),
    )
    years = list(range(1, horizon + 1))
    year = when.select_slider(
        "In credit by the end of year",
        years if len(years) > 1 else [1, 1],
        help="The year by whose end everyone who pays is to be in credit.",
        **state.kept("who_pays", "by_year", f"pool.year.{horizon}", min(picked.by_year or horizon, horizon)),
    )
    return PoolTerms(basis=picked.money, chance=chance, by_year=year)


def rule_picker(rules: Rules, now: Rule | None) -> None:
    """Take the shares of a rule as those of the plan."""
    proposals = offered(rules)
    if not proposals:
        return
    label, button = st.columns([3, 1], vertical_alignment="bottom")
    names = list(proposals)
    name = label.selectbox(
        "Try the shares of a rule",
        names,
        format_func=lambda rule: LABELS[Rule(rule)],
        help="The sliders, and every page, then show what would happen. Nothing is agreed by it.",
        **state.kept("who_pays", "rule", "pool.rule", names[0] if now is None or now not in names else now.value),
    )
    button.button("Use these shares", key="pool.use", on_click=_take_rule, args=(proposals[name],))


def _take_rule(proposal: Proposal) -> None:
    shares = {one.partner.sector: one.share for one in proposal.partners if one.share > 0}
    whole = sum(shares.values())
    take_shares({sector: share / whole for sector, share in shares.items()})
    said = ", ".join(f"{sector.label} {percent(share)}" for sector, share in shares.items())
    state.notify(f"The plan is now paid by the rule “{LABELS[proposal.rule]}”: {said}.")
