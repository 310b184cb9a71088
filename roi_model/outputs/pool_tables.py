"""A pool's fair shares as a long, tidy table: a row for each figure, at full precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from roi_model.analysis.pooling.fair_shares import FairShares, PartnerShare, Proposal
from roi_model.analysis.pooling.partner import Basis, Partner
from roi_model.outputs.position_tables import partner_cells, pooled_cells
from roi_model.outputs.tables import figure_cells

COLUMNS = ("area", "intervention", "rule", "sector", "place", "basis", "measure", "year", "group", "unit")


def fair_shares_table(found: FairShares) -> pd.DataFrame:
    """Return every figure of every rule, a row each.

    Columns: area, intervention, rule, sector (``all`` for the pool), place, basis, measure, year, group (who
    blocks a split, or stands in the way of a rule), unit, base_case, mean, low, high, standard_error,
    low_error, high_error.
    What is gained, and the whole cost, do not depend on the rule, which is then empty.
    """
    return pd.DataFrame([_filled(found, row) for row in _records(found)], columns=[*COLUMNS, *figure_cells(None)])


def group_name(partners: Sequence[Partner]) -> str:
    """Return a group's name for programs.

    Examples
    --------
    >>> from roi_model.engine.sector import Sector
    >>> group_name([Partner(Sector.NHS), Partner(Sector.EDUCATION, "Leeds")])
    'nhs; education, Leeds'
    """
    return "; ".join(f"{one.sector.value}, {one.place}" if one.place else one.sector.value for one in partners)


def _filled(found: FairShares, row: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {
        **dict.fromkeys(COLUMNS, ""),
        **pooled_cells(found.pool.totals),
        **partner_cells(None),
        "basis": found.pool.terms.basis.value,
        "year": found.pool.horizon,
    }
    return {**usual, **row}


def _records(found: FairShares) -> Iterator[dict[str, Any]]:
    for basis, cost in found.cost.items():
        yield {"basis": basis.value, "measure": "cost", "unit": "£", **figure_cells(cost)}
        for partner, gained in zip(found.pool.partners, found.gained[basis], strict=True):
            yield {
                **partner_cells(partner),
                "basis": basis.value,
                "measure": "gain",
                "unit": "£",
                **figure_cells(gained),
            }
    for proposal in found.proposals:
        for row in _of_rule(proposal):
            yield {"rule": proposal.rule.value, **row}
        for one in proposal.partners:
            for row in _of_partner(one, found.pool.terms.basis):
                yield {"rule": proposal.rule.value, **row}


def _of_rule(proposal: Proposal) -> Iterator[dict[str, Any]]:
    obstacle = proposal.obstacle
    if obstacle is not None:
        who = {"group": group_name(obstacle.partners), "place": obstacle.place}
        yield {"measure": f"no_shares_{obstacle.reason.value}", "unit": "£", "mean": obstacle.short, **who}
        if obstacle.best is not None:
            yield {"measure": "best_chance_of_all", "unit": "probability", **figure_cells(obstacle.best)}
        return
    yield {"measure": "in_core", "unit": "1 or 0", "mean": float(proposal.in_core)}
    yield {"measure": "moved_from_today", "unit": "£", "mean": proposal.moved}
    if proposal.blocked is not None:
        how = "gain_of_funding_it_alone" if proposal.blocked.funds_it else "gain_of_going_without"
        yield {"measure": how, "unit": "£", "mean": proposal.blocked.gain, "group": group_name(proposal.blocked.group)}


def _of_partner(one: PartnerShare, rules_go_by: Basis) -> Iterator[dict[str, Any]]:
    who = partner_cells(one.partner)
    yield {**who, "measure": "share_of_cost", "unit": "share", "mean": one.share}
    yield {**who, "measure": "change_from_today", "unit": "£", **figure_cells(one.change)}
    yield {**who, "measure": "return_per_pound", "unit": "£ per £1", **figure_cells(one.return_per_pound)}
    for basis in one.net:
        own = {**who, "basis": basis.value}
        yield {**own, "measure": "contribution", "unit": "£", **figure_cells(one.contribution[basis])}
        yield {**own, "measure": "net", "unit": "£", **figure_cells(one.net[basis])}
        if basis is not rules_go_by:
            yield {**own, "measure": "chance_in_credit", "unit": "probability", **figure_cells(one.chance[basis])}
    for year, found in one.in_credit.items():
        yield {**who, "measure": "chance_in_credit", "year": year, "unit": "probability", **figure_cells(found)}
