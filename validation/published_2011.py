"""The report of 2011 (Knapp, McDaid and Parsonage): its inputs and yearly tables, put through this model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from roi_model.analysis.measures import View, benefits, costs, payback_year
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case, payer_shares
from roi_model.engine.cash_flow import Array, Benefit, Cost, Outcomes, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.intervention import Intervention
from roi_model.engine.line import Flow
from roi_model.engine.sector import GROUPING_2011, Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.assignment import Assignment
from roi_model.inputs.parameter import Checked, Evidence, Kind, Parameter
from roi_model.inputs.parameter_set import EVIDENCE, ParameterSet

from .target import read_rows

FILE = "inputs_2011.csv"
PRICE_YEAR = "2009"
SUBJECT_INTERVENTIONS = {
    "debt_advice_2011": ("debt_advice", EVIDENCE),
    "befriending_2011": ("loneliness", "befriending-2011"),
    "bullying_prevention_2011": ("anti_bullying", "earnings-2011"),
}

Row = dict[str, str]


@lru_cache(maxsize=8)
def results_2011(subject: str, horizon: int) -> Results:
    """Evaluate one chapter of 2011 over whole years: prices of 2009, not discounted, as its tables are.

    A chapter whose chain is one of ours is that intervention with the inputs of 2011; one of which
    only yearly amounts are known is evaluated from those.
    """
    rows = [row for row in read_rows(FILE) if row["subject"] == subject]
    case = _case_of_ours(subject, rows) if subject in SUBJECT_INTERVENTIONS else stated_case(subject, rows)
    analysis = Analysis(price_year=PRICE_YEAR, schedule_name="undiscounted", draws=2)
    return evaluate(case, analysis, (horizon,))


def figure_2011(results: Results, quantity: str) -> float:
    """Return one figure of the base case.

    Parameters
    ----------
    results
        From `results_2011`.
    quantity
        "Total return per £1" or the same of a payer of 2011 (NHS, Other public, Non-public), "net
        benefit, year 2", "net benefit, all years" or "payback year" (not a number where there is none).
    """
    if quantity == "payback year":
        year = payback_year(results, View(), results.horizons[0], base_case=True)
        return math.nan if year is None else float(year)
    if quantity.startswith("net benefit"):
        yearly = net_by_year(results)
        period = quantity.partition(", ")[2]
        return sum(yearly) if period == "all years" else yearly[int(period.removeprefix("year ")) - 1]
    payer = quantity.removesuffix(" return per £1")
    sectors = tuple(Sector) if payer == "Total" else GROUPING_2011[payer]
    return float(benefits(results, View(sectors)).base[0] / costs(results, View()).base[0])


def net_by_year(results: Results) -> list[float]:
    """Return benefits less costs of everyone in each year, base case, in £, not discounted."""
    signs = [{Flow.COST: -1, Flow.BENEFIT: 1}.get(line.flow, 0) for line in results.lines]
    return [
        float(sum(sign * amount for sign, amount in zip(signs, year, strict=True))) for year in results.base_yearly.T
    ]


def _case_of_ours(subject: str, rows: Sequence[Row]) -> Case:
    name, preset = SUBJECT_INTERVENTIONS[subject]
    case = build_case(name, find_area(["England"]), preset)
    changed = [
        Assignment(name, row["name"], float(row["value"]), price_year=row.get("price_year")).applied_to(
            case.parameters[row["name"]]
        )
        for row in rows
    ]
    return case.with_parameters(case.parameters.replacing(*changed))


def stated_case(subject: str, rows: Sequence[Row]) -> Case:
    """Build a case whose costs and benefits are yearly amounts as stated, each on one sector.

    The amounts are those of one firm, whatever the area: there is no chain behind them.
    """

    def model(p: Draws, t: Timeline) -> Outcomes:
        def amounts(flow: Flow) -> list[tuple[Row, Array]]:
            return [
                (row, getattr(p, row["name"]) * (t.year == int(row["year"]))) for row in rows if row["flow"] == flow
            ]

        return Outcomes(
            quantities=(Quantity("Programmes", t.at_start, "programmes"),),
            costs=tuple(Cost(row["label"], amount) for row, amount in amounts(Flow.COST)),
            benefits=tuple(
                Benefit(row["label"], Sector(row["sector"]), ValueKind(row["kind"]), amount)
                for row, amount in amounts(Flow.BENEFIT)
            ),
        )

    payers = {row["sector"]: 1.0 for row in rows if row["flow"] == Flow.COST}
    return Case(
        intervention=Intervention(subject, subject, "As published", "As published", model),
        parameters=ParameterSet(subject, EVIDENCE, {row["name"]: _parameter(row) for row in rows}),
        area=find_area(["England"]),
        payers=payer_shares(payers),
    )


def _parameter(row: Row) -> Parameter:
    return Parameter(
        name=row["name"],
        label=row["label"],
        value=float(row["value"]),
        unit=row["unit"],
        price_year=row["price_year"],
        kind=Kind.STRUCTURAL,
        source=row["source"],
        locator=row["locator"],
        evidence=Evidence.D,
        checked=Checked(row["checked"]),
        note=row.get("note", ""),
    )
