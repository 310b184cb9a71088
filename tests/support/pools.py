"""Totals made up for tests of pooling: every line's amount in every draw and year is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.cash_flow import Array, ValueKind
from roi_model.engine.discounting import discount_factors
from roi_model.engine.evaluation import LineTotals, Totals, line_totals
from roi_model.engine.line import Flow, Line
from roi_model.engine.sector import Sector

NHS, COUNCIL, SCHOOLS = Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.EDUCATION
EMPLOYERS, PEOPLE, SOCIETY = Sector.EMPLOYERS, Sector.INDIVIDUALS, Sector.WIDER_SOCIETY
CASH, CAPACITY = ValueKind.CASH, ValueKind.CAPACITY


def cost(sector: Sector, intervention: str = "", place: str = "", label: str = "Service") -> Line:
    """A line of programme cost."""
    return Line(Flow.COST, label, "£", sector, CASH, intervention=intervention, place=place)


def gain(sector: Sector, kind: ValueKind = CASH, intervention: str = "", place: str = "") -> Line:
    """A line of benefit."""
    return Line(Flow.BENEFIT, f"Gain in {kind.value}", "£", sector, kind, intervention=intervention, place=place)


def totals_of(flows: Mapping[Line, Sequence[Sequence[float]]], schedule: str = "undiscounted") -> Totals:
    """Totals at each year, from every line's amounts: a draw a row, a year a column; draw 1 is the base case."""
    arrays = [np.array(amounts, dtype=float) for amounts in flows.values()]
    draws, years = arrays[0].shape
    analysis = Analysis(schedule_name=schedule, draws=draws)
    horizons = tuple(range(1, years + 1))
    factors = discount_factors(analysis.schedule.money, years)

    def summed(flow: Array) -> LineTotals:
        return line_totals(flow, factors, horizons)

    return Totals(
        analysis=analysis,
        horizons=horizons,
        lines=tuple(flows),
        base=tuple(summed(flow[:1]) for flow in arrays),
        simulated=tuple(summed(flow) for flow in arrays),
        base_yearly=np.stack([flow[0] for flow in arrays]),
        mean_yearly=np.stack([flow.mean(axis=0) for flow in arrays]),
    )
