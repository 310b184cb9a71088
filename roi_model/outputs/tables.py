"""Comparisons and results as long, tidy tables: a row for each figure, at full precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from roi_model.analysis.comparison import Figures, Row
from roi_model.analysis.estimate import Chance, Estimate
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.outputs.own_number import grade, locator

# Measure in the table: attribute of Figures, and unit.
MEASURES: dict[str, tuple[str, str]] = {
    "people_reached": ("people", "people"),
    "programme_cost": ("cost", "£"),
    "benefits": ("benefit", "£"),
    "benefits_cash_only": ("benefit_cash", "£"),
    "benefits_undiscounted": ("benefit_undiscounted", "£"),
    "net_present_value": ("net_present_value", "£"),
    "net_cash_only": ("net_cash", "£"),
    "net_undiscounted": ("net_undiscounted", "£"),
    "return_per_pound": ("return_per_pound", "£ per £1"),
    "return_per_pound_cash_only": ("return_cash", "£ per £1"),
    "chance_benefits_exceed_costs": ("chance", "probability"),
    "chance_cash_exceeds_costs": ("chance_cash", "probability"),
    "payback_year": ("payback", "year"),
    "payback_year_undiscounted": ("payback_undiscounted", "year"),
    "payback_year_cash_only": ("payback_cash", "year"),
    "cost_per_qaly": ("cost_per_qaly", "£ per QALY"),
}

SECTOR_MEASURES: dict[str, tuple[str, str]] = {
    "return_to_sector": ("to_sector", "£ per £1"),
    "return_to_sector_cash_only": ("to_sector_cash", "£ per £1"),
    "net_present_value": ("net_of_sector", "£"),
    "net_cash_only": ("net_cash_of_sector", "£"),
    "chance_benefits_exceed_costs": ("chance_of_sector", "probability"),
}


def comparison_table(rows: Sequence[Row]) -> pd.DataFrame:
    """Return every figure of a comparison, a row each.

    Columns: area, intervention, preset, horizon, measure, sector, unit, base_case, mean, low,
    high, standard_error, low_error, high_error. A figure that is not defined has empty cells.
    """
    return pd.DataFrame(_comparison_records(rows))


def _comparison_records(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        figures = row.figures
        place = _place(figures)
        for measure, (attribute, unit) in MEASURES.items():
            yield {**place, "measure": measure, "sector": "", "unit": unit, **figure_cells(getattr(figures, attribute))}
        if place["preset"] != EVIDENCE:
            beside = {**place, "preset": EVIDENCE, "measure": "return_per_pound", "sector": "", "unit": "£ per £1"}
            yield {**beside, **figure_cells(row.evidence_return)}
        for measure, (attribute, unit) in SECTOR_MEASURES.items():
            for sector, figure in getattr(figures, attribute).items():
                yield {**place, "measure": measure, "sector": sector.value, "unit": unit, **figure_cells(figure)}


def _place(figures: Figures) -> dict[str, Any]:
    return {
        "area": figures.case.area.name,
        "intervention": figures.case.intervention.name,
        "preset": figures.case.parameters.preset,
        "horizon": figures.horizon,
    }


def figure_cells(figure: Estimate | Chance | int | None) -> dict[str, float | None]:
    """Return a figure's cells: base case, mean, interval and Monte Carlo errors; empty where it has none."""
    if isinstance(figure, Estimate):
        return {
            "base_case": figure.base,
            "mean": figure.mean,
            "low": figure.low,
            "high": figure.high,
            "standard_error": figure.error,
            "low_error": figure.low_error,
            "high_error": figure.high_error,
        }
    empty: dict[str, float | None] = dict.fromkeys(
        ("base_case", "mean", "low", "high", "standard_error", "low_error", "high_error")
    )
    if isinstance(figure, Chance):
        return empty | {"mean": figure.probability, "standard_error": figure.error}
    return empty | {"mean": None if figure is None else float(figure)}


def yearly_table(results: Results) -> pd.DataFrame:
    """Return every line of one case by year, a row each.

    Columns: area, intervention, preset, flow, line, sector, kind, unit, year, base_case and mean
    (not discounted), discount_factor.
    """
    place = {
        "area": results.case.area.name,
        "intervention": results.case.intervention.name,
        "preset": results.case.parameters.preset,
    }
    records = [
        {
            **place,
            "flow": line.flow.value,
            "line": line.label,
            "sector": line.sector.value if line.sector else "",
            "kind": line.kind.value if line.kind else "",
            "unit": line.unit,
            "year": year,
            "base_case": float(results.base_yearly[number, year]),
            "mean": float(results.mean_yearly[number, year]),
            "discount_factor": 1.0 if line.flow is Flow.QUANTITY else float(results.factors(line)[year]),
        }
        for number, line in enumerate(results.lines)
        for year in range(results.base_yearly.shape[1])
    ]
    return pd.DataFrame(records)


def parameter_table(results_parameters: Sequence[Parameter], intervention: str) -> pd.DataFrame:
    """Return parameters with everything that stands beside their values, a row each."""
    fields = (
        "name", "label", "value", "low", "high", "distribution", "unit", "price_year", "kind", "source",
        "locator", "evidence", "checked", "interval_checked", "minimum", "maximum", "skewed", "note", "stream",
    )  # fmt: skip
    return pd.DataFrame(
        [
            {
                "intervention": intervention,
                **{name: parameter.model_dump(mode="json")[name] for name in fields},
                "locator": locator(parameter),
                "evidence": grade(parameter),
            }
            for parameter in results_parameters
        ]
    )
