"""Totals made up for tests of pooling: every line's amount in every draw and year is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from roi_model.analysis.pooling.fair_shares import FairShares
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.rule import NoShares, Rule
from roi_model.engine.analysis import Analysis
from roi_model.engine.cash_flow import ValueKind
from roi_model.engine.discounting import discount_factors
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow, Line
from roi_model.engine.line_totals import by_line, totals
from roi_model.engine.sector import Sector

NHS, COUNCIL, SCHOOLS = Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.EDUCATION
EMPLOYERS, PEOPLE, SOCIETY = Sector.EMPLOYERS, Sector.INDIVIDUALS, Sector.WIDER_SOCIETY
CASH, CAPACITY = ValueKind.CASH, ValueKind.CAPACITY
FINANCIAL, ECONOMIC = Basis.FINANCIAL, Basis.ECONOMIC
Flows = dict[Line, list[list[float]]]


def cost(sector: Sector, intervention: str = "", place: str = "", label: str = "Service") -> Line:
    """A line of programme cost."""
    return Line(Flow.COST, label, "£", sector, CASH, intervention=intervention, place=place)


def gain(sector: Sector, kind: ValueKind = CASH, intervention: str = "", place: str = "", label: str = "Gain") -> Line:
    """A line of benefit."""
    name = f"{label} in {kind.value}"
    return Line(Flow.BENEFIT, name, "£", sector, kind, intervention=intervention, place=place)


def totals_of(flows: Mapping[Line, Sequence[Sequence[float]]], schedule: str = "undiscounted") -> Totals:
    """Totals at each year, from every line's amounts: a draw a row, a year a column; draw 1 is the base case."""
    arrays = [np.array(amounts, dtype=float) for amounts in flows.values()]
    draws, years = arrays[0].shape
    analysis = Analysis(schedule_name=schedule, draws=draws)
    horizons = tuple(range(1, years + 1))
    factors = np.repeat(discount_factors(analysis.schedule.money, years), len(arrays), axis=0)
    return Totals(
        analysis=analysis,
        horizons=horizons,
        lines=tuple(flows),
        base=by_line(totals([flow[:1] for flow in arrays], factors, horizons)),
        simulated=by_line(totals(arrays, factors, horizons)),
        base_yearly=np.stack([flow[0] for flow in arrays]),
        mean_yearly=np.stack([flow.mean(axis=0) for flow in arrays]),
    )


def certain(amounts: Mapping[Line, float]) -> Totals:
    """One year, the same in every draw."""
    return totals_of({line: [[amount]] * 4 for line, amount in amounts.items()})


def paid(found: FairShares, rule: Rule) -> dict[Sector, float]:
    """What each partner that can pay contributes; partners are sectors here."""
    partners = found.by_rule(rule).partners
    return {one.partner.sector: one.contribution[ECONOMIC].mean for one in partners if one.partner.sector is not PEOPLE}


def obstacle(found: FairShares, rule: Rule) -> NoShares:
    """Why a rule gives no shares."""
    given = found.by_rule(rule).obstacle
    assert given is not None
    return given
