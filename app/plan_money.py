"""What the partners of a plan pay and gain: of a plan whose payers move, only who pays is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from roi_model.analysis.pooling.fair_shares import Proposal, proposal_by
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.payer_shares import payer_shares_of
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.analysis.pooling.rule import Rule
from roi_model.analysis.request import Request
from roi_model.app.engine import KEYS, PLANS_KEPT, cases_of, package_of, plan_horizon, sampler_of
from roi_model.app.kept import Kept, size_of_results
from roi_model.engine.package import Package, with_payers
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError

MOST_BYTES = 2**28  # three plans of eight programmes over five years at 10,000 draws; a plan needs 72 MB


@dataclass(frozen=True)
class PlanMoney:
    """What the partners of a plan pay and gain, as it is paid.

    Attributes
    ----------
    positions
        Of each partner, at the end of each year.
    shares
        Who pays which share of the cost.
    yours
        Basis to what each pays and is left with, where shares were moved; empty where not, and where nothing is paid.
    """

    positions: tuple[PartnerPosition, ...]
    shares: Mapping[Sector, float]
    yours: Mapping[Basis, Proposal]


def shares_are_moved(request: Request) -> bool:
    """Whether somebody else pays than those who pay today."""
    return bool(request.payers or request.splits)


def paid_as_today(request: Request) -> Request:
    """Return the request as if nobody had moved a share."""
    return request.changed(payers={}, splits=())


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def plan_money(request: Request) -> PlanMoney:
    """Return what the partners of a request's plan pay and gain. Nobody writes to it."""
    package = _package(request)
    return PlanMoney(positions(package), payer_shares_of(package), _yours(package) if shares_are_moved(request) else {})


@st.cache_resource(show_spinner=False)
def _packages() -> Kept[Package]:
    return Kept(MOST_BYTES, size_of_results)


def _package(request: Request) -> Package:
    """Return a plan by year. What does not depend on who pays is kept from the plan as it is paid today."""
    today = paid_as_today(request)
    years = each_year(plan_horizon(request))
    kept = _packages().get(KEYS[Request](today), lambda: package_of(cases_of(today), today.analysis(), years))
    return with_payers(kept, cases_of(request), sampler=sampler_of(request)) if shares_are_moved(request) else kept


def _yours(package: Package) -> dict[Basis, Proposal]:
    try:
        return {basis: proposal_by(Rule.AS_TODAY, package, PoolTerms(basis=basis)) for basis in Basis}
    except InputError:  # nothing is paid: the rules say so where they stand
        return {}
