"""Who pays and who gains in a plan: the cached calls, the sliders of who pays, and fair shares side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from roi_model.analysis.pooling.fair_shares import FairShares, Proposal, fair_shares
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.payer_shares import moved_shares, payer_shares_of
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, PoolTerms
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.analysis.pooling.rule import LABELS, Rule
from roi_model.analysis.request import Request
from roi_model.app import state
from roi_model.app.engine import KEYS, PLANS_KEPT, package_of, plan_horizon
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError
from roi_model.outputs import pool_sentences
from roi_model.outputs.terms import term
from roi_model.outputs.words import chance_in_words, percent, pounds

ACROSS = 3
TERMS_KEYS = {**KEYS, PoolTerms: repr}


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def plan_positions(cases: tuple[Case, ...], analysis: Analysis, horizon: int) -> tuple[PartnerPosition, ...]:
    """Return the position of each partner of a plan at the end of each year."""
    return positions(package_of(cases, analysis, each_year(horizon)))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def plan_shares(cases: tuple[Case, ...], analysis: Analysis, horizon: int) -> dict[Sector, float]:
    """Return who pays which share of a plan's cost."""
    return payer_shares_of(package_of(cases, analysis, (horizon,)))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=TERMS_KEYS)
def plan_rules(cases: tuple[Case, ...], analysis: Analysis, horizon: int, terms: PoolTerms) -> FairShares:
    """Return the shares of a plan's cost that each rule proposes."""
    return fair_shares(package_of(cases, analysis, terms.horizons(horizon)), terms)


def positions_of(request: Request) -> tuple[PartnerPosition, ...]:
    """Return the position of each partner of a request's plan."""
    return plan_positions(request.cases(), request.analysis(), plan_horizon(request))


def rules_of(request: Request, terms: PoolTerms) -> FairShares:
    """Return what each rule proposes for a request's plan."""
    return plan_rules(request.cases(), request.analysis(), plan_horizon(request), terms)


def basis_switch() -> Basis:
    """Pick which money counts."""
    titles = {Basis.ECONOMIC.value: "All value, discounted", Basis.FINANCIAL.value: "Cash, not discounted"}
    picked = st.segmented_control(
        "Which money counts",
        list(titles),
        key="pool.basis",
        default=Basis.ECONOMIC.value,
        required=True,
        format_func=lambda name: titles[name],
        help=f"{term('all value')} {term('cash only')}",
    )
    return Basis(picked)


def share_sliders(request: Request) -> None:
    """Set who pays which share of the plan; the other shares follow, so that all add up to 100%."""
    shares = plan_shares(request.cases(), request.analysis(), plan_horizon(request))
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
    request = state.current().request
    shares = plan_shares(request.cases(), request.analysis(), plan_horizon(request))
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


def terms_picker(horizon: int, basis: Basis) -> PoolTerms:
    """Pick how surely, and by when, everyone who pays is to be in credit."""
    sure, when = st.columns(2)
    chance = sure.slider(
        "How sure must everyone who pays be?",
        0.5,
        0.99,
        value=0.8,
        step=0.01,
        format="percent",
        key="pool.chance",
        help="The chance of being in credit that the rule “Everyone in credit” gives to all who pay.",
    )
    years = list(range(1, horizon + 1))
    year = when.select_slider(
        "In credit by the end of year",
        years if len(years) > 1 else [1, 1],
        value=horizon,
        key=f"pool.year.{horizon}",
        help="The year by whose end everyone who pays is to be in credit.",
    )
    return PoolTerms(basis=basis, chance=chance, by_year=year)


def rules_table(found: FairShares) -> pd.DataFrame:
    """Return what each rule asks of each partner that can pay, and how surely each is then in credit; in words."""
    basis = found.pool.terms.basis
    records = []
    for proposal in found.proposals:
        if proposal.obstacle is not None:
            continue
        pays = {
            one.partner.label: f"{pounds(one.contribution[basis].mean)} ({chance_in_words(one.chance[basis])})"
            for one in proposal.partners
            if one.partner.sector in BUDGET_HOLDERS or one.share
        }
        core = "yes" if proposal.in_core else "no"
        records.append({"Rule": LABELS[proposal.rule], **pays, "Holds together": core})
    return pd.DataFrame(records)


def rule_sentences(found: FairShares) -> list[str]:
    """Return what each rule means, in order; who pays today is what the sliders show."""
    meanings = {**pool_sentences.definitions(found), Rule.AS_TODAY: "as the sliders above stand."}
    return [f"{LABELS[rule]}: {meanings[rule]}" for rule in Rule]


def contributions(found: FairShares) -> pd.DataFrame:
    """Return the contributions of each rule as numbers, as the chart of shares takes them."""
    basis = found.pool.terms.basis
    return pd.DataFrame(
        {"rule": LABELS[proposal.rule], "sector": one.partner.sector, "contribution": one.contribution[basis].mean}
        for proposal in found.proposals
        for one in proposal.partners
    )


def rule_picker(found: FairShares) -> None:
    """Take the shares of a rule as those of the plan."""
    offered = [one for one in found.proposals if one.obstacle is None and one.rule is not Rule.AS_TODAY]
    if not offered:
        return
    label, button = st.columns([3, 1], vertical_alignment="bottom")
    name = label.selectbox(
        "Try the shares of a rule",
        [one.rule.value for one in offered],
        key="pool.rule",
        format_func=lambda rule: LABELS[Rule(rule)],
        help="The sliders, and every page, then show what would happen. Nothing is agreed by it.",
    )
    button.button("Use these shares", key="pool.use", on_click=_take_rule, args=(found.by_rule(Rule(name)),))


def _take_rule(proposal: Proposal) -> None:
    shares = {one.partner.sector: one.share for one in proposal.partners if one.share > 0}
    whole = sum(shares.values())
    take_shares({sector: share / whole for sector, share in shares.items()})
    said = ", ".join(f"{sector.label} {percent(share)}" for sector, share in shares.items())
    state.notify(f"The plan is now paid by the rule “{LABELS[proposal.rule]}”: {said}.")
