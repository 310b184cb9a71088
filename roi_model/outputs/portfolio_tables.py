"""A portfolio as a long, tidy table: a row for each figure, at full precision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from roi_model.analysis.estimate import Chance, Estimate
from roi_model.analysis.portfolio.best_set import Outlook, Portfolio
from roi_model.analysis.portfolio.problem import Aim, Candidate, Problem
from roi_model.engine.cash_flow import Array
from roi_model.engine.sector import PERSPECTIVES
from roi_model.outputs.portfolio_sentences import budget_name, view_in_words

COLUMNS = (
    "part", "choice", "area", "intervention", "limit", "budget", "measure", "unit", "mean", "low", "high",
    "standard_error",
)  # fmt: skip
WORDS = COLUMNS[:5]
WHOLE = "portfolio"
BESIDE = "best, evidence preset"  # the choice made, under the evidence preset


def portfolio_table(found: Portfolio) -> pd.DataFrame:
    """Return every figure of a portfolio, a row each.

    Columns: part (choice, draws, limit, frontier), choice (best or cautious), area, intervention (``portfolio`` for the
    whole), limit, budget, measure, unit, mean, low, high, standard_error. A figure that is not defined has empty cells.
    """
    rows = [*_choices(found), *_draws(found), *_limits(found), *_frontier(found)]
    return pd.DataFrame(
        [{name: row.get(name, "" if name in COLUMNS[:5] else None) for name in COLUMNS} for row in rows]
    )


def aim_measure(aim: Aim) -> tuple[str, str]:
    """Return the name and unit of what is made as large as possible.

    Examples
    --------
    >>> aim_measure(Aim()), aim_measure(Aim(qalys=True))
    (('net_present_value', '£'), ('qalys', 'QALYs'))
    """
    if aim.qalys:
        return ("qalys" if aim.view.discounted else "qalys_undiscounted"), "QALYs"
    cash, whole = "net_cash_only" if aim.view.cash_only else "net", "net_present_value"
    name = whole if cash == "net" and aim.view.discounted else cash if aim.view.discounted else f"{cash}_undiscounted"
    whose = next(name for name, sectors in PERSPECTIVES.items() if sectors == aim.view.sectors)
    return (name if whose == "societal" else f"{name}_{whose}"), "£"


def _choices(found: Portfolio) -> Iterator[dict[str, Any]]:
    measure, unit = aim_measure(found.problem.aim)
    beside = None if found.evidence is None else found.evidence.outlook
    for choice, outlook in (("best", found.outlook), ("cautious", found.cautious), (BESIDE, beside)):
        if outlook is None:
            continue
        whole = {"part": "choice", "choice": choice, "area": "; ".join(found.problem.places), "intervention": WHOLE}
        yield {**whole, "measure": "programme_cost", "unit": "£", "mean": outlook.cost}
        yield {**whole, "measure": measure, "unit": unit, **_spread(outlook)}
        yield {**whole, "measure": f"{measure}_worst_tenth", "unit": unit, "mean": outlook.worst}
        yield {**whole, "measure": f"chance_{measure}_above_0", "unit": "probability", **_chance(outlook.above_zero)}
        yield from _coverages(found.problem, outlook.coverage, {"part": "choice", "choice": choice})
    if found.evidence is not None and found.evidence.best is not None:
        there = {"part": "choice", "choice": "best of the evidence preset"}
        yield {**there, "intervention": WHOLE, "measure": measure, "unit": unit, "mean": found.evidence.best.aim}
        yield from _coverages(found.problem, found.evidence.best.coverage, there)
    best = {"part": "choice", "choice": "best", "area": "; ".join(found.problem.places), "intervention": WHOLE}
    yield {**best, "measure": f"{measure}_without_overlap", "unit": unit, "mean": found.best.alone}
    yield {**best, "measure": f"{measure}_at_most", "unit": unit, "mean": found.best.upper}
    yield from _members(found)


def _members(found: Portfolio) -> Iterator[dict[str, Any]]:
    for member in found.figures.members if found.figures else ():
        figures = member.figures
        place = {"area": figures.case.area.name, "intervention": figures.case.intervention.name}
        row = {"part": "choice", "choice": "best", **place}
        yield {**row, "measure": "people_reached", "unit": "people", **_estimate(figures.people)}
        yield {**row, "measure": "programme_cost", "unit": "£", **_estimate(figures.cost)}
        yield {**row, "measure": "benefits", "unit": "£", **_estimate(figures.benefit)}
        yield {**row, "measure": "benefits_taken_out", "unit": "£", **_estimate(member.taken_out)}
        yield {**row, "measure": "net_present_value", "unit": "£", **_estimate(figures.net_present_value)}


def _draws(found: Portfolio) -> Iterator[dict[str, Any]]:
    inclusion = found.inclusion
    for candidate, funded, share in zip(found.problem.candidates, inclusion.funded, inclusion.coverage, strict=True):
        row = {"part": "draws", **_where(candidate)}
        yield {**row, "measure": "chance_in_best_set", "unit": "probability", **_chance(funded)}
        yield {**row, "measure": "mean_coverage_in_best_set", "unit": "share of the eligible", "mean": float(share)}
    whole = {"part": "draws", "area": "; ".join(found.problem.places), "intervention": WHOLE, "unit": "probability"}
    yield {**whole, "measure": "chance_same_set_is_best", **_chance(inclusion.same)}
    yield {**whole, "measure": "chance_limits_cannot_be_met", **_chance(inclusion.unmet)}


def _limits(found: Portfolio) -> Iterator[dict[str, Any]]:
    measure, unit = aim_measure(found.problem.aim)
    for number, price in enumerate(found.prices):
        row = {"part": "limit", "choice": "best", "limit": budget_name(price.budget), "budget": price.budget.amount}
        yield {**row, "measure": "spent", "unit": "£", "mean": price.spent}
        yield {**row, "measure": "chance_overspent", "unit": "probability", **_chance(found.outlook.over[number])}
        yield {**row, "measure": f"{measure}_of_100000_more", "unit": unit, "mean": price.gain}
    for floor, net in zip(found.problem.floors, found.best.floors, strict=True):
        row = {"part": "limit", "choice": "best", "limit": f"floor for {view_in_words(floor.view)}"}
        yield {**row, "measure": "floor", "unit": "£", "mean": floor.amount}
        yield {**row, "measure": "net_position", "unit": "£", "mean": float(net)}


def _frontier(found: Portfolio) -> Iterator[dict[str, Any]]:
    measure, unit = aim_measure(found.problem.aim)
    for point in found.frontier:
        row = {"part": "frontier", "budget": point.budget}
        whole = {**row, "area": "; ".join(found.problem.places), "intervention": WHOLE}
        mix = point.mix
        yield {**whole, "measure": measure, "unit": unit, "mean": None if mix is None else mix.aim}
        yield {**whole, "measure": f"{measure}_at_most", "unit": unit, "mean": None if mix is None else mix.upper}
        if mix is not None:
            yield from _coverages(found.problem, mix.coverage, row)


def _coverages(problem: Problem, coverage: Array, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for candidate, share in zip(problem.candidates, coverage, strict=True):
        where = {**row, **_where(candidate)}
        yield {**where, "measure": "coverage", "unit": "share of the eligible", "mean": float(share)}


def _where(candidate: Candidate) -> dict[str, str]:
    return {"area": candidate.case.area.name, "intervention": candidate.case.intervention.name}


def _spread(outlook: Outlook) -> dict[str, float]:
    return {"mean": outlook.mean, "low": outlook.low, "high": outlook.high, "standard_error": outlook.error}


def _chance(found: Chance) -> dict[str, float]:
    return {"mean": found.probability, "standard_error": found.error}


def _estimate(found: Estimate) -> dict[str, float]:
    return {"mean": found.mean, "low": found.low, "high": found.high, "standard_error": found.error}
