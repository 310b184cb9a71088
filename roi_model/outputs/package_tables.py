"""A package as a long, tidy table: a row for each figure, at full precision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.package_figures import PackageFigures, TakenOut
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.outputs.tables import MEASURES, SECTOR_MEASURES, figure_cells

PACKAGE = "package"


def package_table(found: PackageFigures) -> pd.DataFrame:
    """Return every figure of a package, a row each: of the whole, of each intervention, and what is taken out.

    Columns: area, intervention (``package`` for the whole), preset, coverage, horizon, measure, sector, outcome,
    people, also_claimed_by, unit, base_case, mean, low, high, standard_error, low_error, high_error. A figure that is
    not defined has empty cells.
    """
    return pd.DataFrame([_filled(row) for row in _records(found)])


def _records(found: PackageFigures) -> Iterator[dict[str, Any]]:
    whole = {"area": "; ".join(found.places), "intervention": PACKAGE, "preset": "", "horizon": found.horizon}
    yield from _figures(whole, found.total)
    yield from _evidence(whole, found.evidence_return)
    yield from _overlap(whole, found.benefit_alone, found.taken_out)
    for member in found.members:
        case = member.figures.case
        place = {
            "area": case.area.name,
            "intervention": case.intervention.name,
            "preset": case.parameters.preset,
            "coverage": case.parameters["coverage"].value if "coverage" in case.parameters else None,
            "horizon": found.horizon,
        }
        yield from _figures(place, member.figures)
        yield from _evidence(place, member.evidence_return)
        yield from _overlap(place, member.alone, member.taken_out)
        for overlap in found.overlaps:
            if overlap.case is case:
                yield from _taken_out(place, overlap)


def _taken_out(place: dict[str, Any], overlap: TakenOut) -> Iterator[dict[str, Any]]:
    rivals = "; ".join(f"{rival.intervention} ({rival.outcome.value})" for rival in overlap.rivals)
    why = {"outcome": overlap.outcome.value, "people": overlap.people.value, "also_claimed_by": rivals}
    yield from _overlap({**place, **why}, overlap.alone, overlap.money)
    if overlap.averted is not None:
        unit, cells = overlap.unit, figure_cells(overlap.averted)
        yield {**place, **why, "measure": "averted_taken_out", "unit": unit, **cells}


def _evidence(place: dict[str, Any], figure: Estimate | None) -> Iterator[dict[str, Any]]:
    if place["preset"] != EVIDENCE and figure is not None:
        beside = {**place, "preset": EVIDENCE, "measure": "return_per_pound", "unit": "£ per £1"}
        yield {**beside, **figure_cells(figure)}


def _figures(place: dict[str, Any], figures: object) -> Iterator[dict[str, Any]]:
    for measure, (attribute, unit) in MEASURES.items():
        if hasattr(figures, attribute):  # a package has no one number of people reached
            yield {**place, "measure": measure, "unit": unit, **figure_cells(getattr(figures, attribute))}
    for measure, (attribute, unit) in SECTOR_MEASURES.items():
        for sector, figure in getattr(figures, attribute).items():
            yield {**place, "measure": measure, "sector": sector.value, "unit": unit, **figure_cells(figure)}


def _overlap(place: dict[str, Any], alone: Estimate, taken_out: Estimate) -> Iterator[dict[str, Any]]:
    yield {**place, "measure": "benefits_alone", "unit": "£", **figure_cells(alone)}
    yield {**place, "measure": "benefits_taken_out", "unit": "£", **figure_cells(taken_out)}


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    words = dict.fromkeys(("sector", "outcome", "people", "also_claimed_by"), "")
    order = ("area", "intervention", "preset", "coverage", "horizon", "measure", *words, "unit")
    whole = {"coverage": None, **words, **row}
    return {name: whole.pop(name) for name in order} | whole
