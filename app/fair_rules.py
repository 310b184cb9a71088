"""The rules of fair shares side by side: today's payers, the shares a user moved, and what each rule proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from roi_model.analysis.pooling.fair_shares import FairShares, Proposal, fair_shares
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, PoolTerms
from roi_model.analysis.pooling.rule import LABELS, Rule
from roi_model.analysis.request import Request
from roi_model.app.engine import KEYS, cases_of, package_of, plan_horizon
from roi_model.app.plan_money import paid_as_today, plan_money
from roi_model.outputs import pool_sentences
from roi_model.outputs.words import chance_in_words, pounds, pounds_interval

YOURS = "Your shares"
YOURS_DEFINED = "the shares of the sliders above."
TODAY_DEFINED = "each programme is paid by whoever usually pays it."
NOTHING = "–"
RULES_KEPT = 4
TERMS_KEYS = {**KEYS, PoolTerms: repr}


@dataclass(frozen=True)
class Rules:
    """What each rule proposes, from who pays today, and beside it the shares of the plan where they were moved.

    Attributes
    ----------
    found
        The rules, as if nobody had moved a share.
    yours
        What each partner pays and is left with under the plan's own shares; None where they are today's.
    """

    found: FairShares
    yours: Proposal | None

    def rows(self) -> Iterator[tuple[str, Proposal]]:
        """Yield the label and the proposal of each row: today's payers first, then the moved shares, then rules."""
        for proposal in self.found.proposals:
            if proposal.obstacle is None:
                yield LABELS[proposal.rule], proposal
            if proposal.rule is Rule.AS_TODAY and self.yours is not None:
                yield YOURS, self.yours


# Shared and not copied, and few: they hold every draw of the plan, some 60 MB at 10,000. Nobody writes to them.
@st.cache_resource(max_entries=RULES_KEPT, show_spinner=False, hash_funcs=TERMS_KEYS)
def _fair_shares(today: Request, terms: PoolTerms) -> FairShares:
    years = terms.horizons(plan_horizon(today))
    return fair_shares(package_of(cases_of(today), today.analysis(), years), terms)


def rules_of(request: Request, terms: PoolTerms) -> Rules:
    """Return what each rule proposes for a request's plan, from who pays today, and the shares that were moved."""
    return Rules(_fair_shares(paid_as_today(request), terms), plan_money(request).yours.get(terms.basis))


def rules_table(rules: Rules) -> pd.DataFrame:
    """Return what each rule asks of each partner that can pay, and how surely each is then in credit; in words."""
    basis = rules.found.pool.terms.basis
    records = []
    for label, proposal in rules.rows():
        pays = {
            one.partner.label: f"{pounds(one.contribution[basis].mean)} ({chance_in_words(one.chance[basis])})"
            for one in proposal.partners
            if one.partner.sector in BUDGET_HOLDERS or one.share
        }
        records.append({"Rule": label, **pays})
    table = pd.DataFrame(records).fillna(NOTHING)
    table["Holds together"] = ["yes" if proposal.in_core else "no" for _, proposal in rules.rows()]
    return table


def figures_table(rules: Rules) -> pd.DataFrame:
    """Return what each rule asks of each partner with its interval and its error, a row each."""
    basis = rules.found.pool.terms.basis
    return pd.DataFrame(
        {
            "Rule": label,
            "Partner": one.partner.label,
            "Pays": pounds(one.contribution[basis].mean),
            "Its error": pounds(one.contribution[basis].error),
            "95% interval": pounds_interval(one.contribution[basis]),
            "Net": pounds(one.net[basis].mean),
        }
        for label, proposal in rules.rows()
        for one in proposal.partners
        if one.partner.sector in BUDGET_HOLDERS or one.share
    )


def meanings(rules: Rules) -> list[str]:
    """Return what each row means, in order."""
    defined = {**pool_sentences.definitions(rules.found), Rule.AS_TODAY: TODAY_DEFINED}
    own = [f"{YOURS}: {YOURS_DEFINED}"] if rules.yours is not None else []
    first, *others = (f"{LABELS[rule]}: {defined[rule]}" for rule in Rule)
    return [first, *own, *others]


def contributions(rules: Rules) -> pd.DataFrame:
    """Return the contributions of each row as numbers, as the chart of shares takes them."""
    basis = rules.found.pool.terms.basis
    return pd.DataFrame(
        {"rule": label, "sector": one.partner.sector, "contribution": one.contribution[basis].mean}
        for label, proposal in rules.rows()
        for one in proposal.partners
    )


def offered(rules: Rules) -> dict[str, Proposal]:
    """Return the proposals that can be tried, by the name of their rule."""
    return {
        one.rule.value: one for one in rules.found.proposals if one.obstacle is None and one.rule is not Rule.AS_TODAY
    }
