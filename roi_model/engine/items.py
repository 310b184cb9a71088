"""Running a model on values of what it reads, and itemising what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Claim
from roi_model.engine.draws import Draws
from roi_model.engine.line import Item, itemise
from roi_model.engine.timeline import Timeline
from roi_model.inputs.evidence_file import shared_parameters
from roi_model.inputs.price import uprate


def case_items(case: Case, analysis: Analysis, columns: Mapping[str, Array], years: int) -> list[Item]:
    """Uprate money, add the place's people, run the model, and itemise what it returns.

    Parameters
    ----------
    case, analysis
        What, where, and how.
    columns
        From parameter name to its values, shape (draws, 1) or (1, 1), in the parameter's own price year.
    years
        How many years; every line has shape (1 or draws, years).
    """
    uprated = {
        parameter.name: uprate(columns[parameter.name], parameter.price_year, analysis.price_year)
        if parameter.price_year is not None
        else columns[parameter.name]
        for parameter in case.parameters
    }
    people = {figure: np.array([[number]]) for figure, number in case.area.figures.items()}
    values = {**people, **uprated}
    if all(column.shape[0] == 1 for column in values.values()):
        items = model_items(case, analysis, values, Timeline(years))
    else:
        on_side = {name: column.T for name, column in values.items()}
        items = _turned(model_items(case, analysis, on_side, Timeline(years, axis=0)))
    return [item if item.amount.shape[1] == years else _every_year(item, years) for item in items]


def model_items(case: Case, analysis: Analysis, values: Mapping[str, Array], timeline: Timeline) -> list[Item]:
    """Run a case's model and itemise what it returns, in the shape in which the model returns it.

    Parameters
    ----------
    case, analysis
        What, where, and how.
    values
        From the name of everything the model reads to its values, money in prices of the analysis.
    timeline
        The years; where its axis is 0, values have shape (1, 1 or draws), and amounts (1 or years, 1 or draws).
    """
    outcomes = case.intervention.model(Draws(values), timeline)
    qaly = shared_parameters()["qaly_value"]
    qaly_value = float(uprate(qaly.value, str(qaly.price_year), analysis.price_year))
    items = list(itemise(outcomes, case.who_pays, analysis.also_count, qaly_value, timeline.axis))
    return items if case.effect == 1 else [item.weakened(case.effect) for item in items]


def _turned(items: Iterable[Item]) -> list[Item]:
    """Put draws before years; what several items share stays shared."""
    claims: dict[int, Claim] = {}

    def turned(claim: Claim | None) -> Claim | None:
        if claim is None:
            return None
        if id(claim) not in claims:
            claims[id(claim)] = Claim(claim.outcome, claim.people, claim.amount.T, turned(claim.through))
        return claims[id(claim)]

    return [Item(item.line, item.amount.T, turned(item.claim)) for item in items]


def _every_year(item: Item, years: int) -> Item:
    return replace(item, amount=np.broadcast_to(item.amount, (item.amount.shape[0], years)))
