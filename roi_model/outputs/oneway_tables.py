"""One-way and two-way analyses as data: long, tidy tables at full precision."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from roi_model.analysis.grid import Grid
from roi_model.analysis.output import Output
from roi_model.analysis.switching import Switching
from roi_model.analysis.tornado import Tornado
from roi_model.engine.case import Case
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.price import standard_price_year
from roi_model.outputs.switching_sentences import NONE_IN_RANGE, switching_sentence


def tornado_table(result: Tornado) -> pd.DataFrame:
    """Return the bars, a row each, the largest swing first.

    Columns: area, intervention, preset, horizon, figure, figure_unit, parameter, label, unit, price_year,
    base_value, low_value, high_value, base_case, at_low, at_high, swing, share. Values of the parameter are
    in its own price year; the figure is in that of the analysis.
    """
    about = _about(result.case, result.output)
    return pd.DataFrame(
        [
            {
                **about,
                "parameter": bar.factor.name,
                "label": bar.factor.first.label,
                "unit": bar.factor.first.unit,
                "price_year": _year(bar.factor.first),
                "base_value": bar.factor.first.value,
                "low_value": bar.low_value,
                "high_value": bar.high_value,
                "base_case": result.base,
                "at_low": bar.at_low,
                "at_high": bar.at_high,
                "swing": bar.swing,
                "share": bar.share,
            }
            for bar in result.bars
        ]
    )


def grid_table(result: Grid) -> pd.DataFrame:
    """Return every pair of values, a row each.

    Columns: area, intervention, preset, horizon, figure, figure_unit, first, first_value, first_unit,
    first_price_year, second, second_value, second_unit, second_price_year, value, base_case.
    """
    about = _about(result.case, result.output)
    rows = []
    for down, first in enumerate(result.rows.values):
        for across, second in enumerate(result.columns.values):
            sides: dict[str, object] = {}
            for side, axis, value in (("first", result.rows, first), ("second", result.columns, second)):
                sides[side] = axis.first.name
                sides[f"{side}_value"] = float(value)
                sides[f"{side}_unit"] = axis.first.unit
                sides[f"{side}_price_year"] = axis.price_year or ""
            figure = float(result.figures[down, across])
            rows.append({**about, **sides, "value": figure, "base_case": result.base})
    return pd.DataFrame(rows)


def switching_table(results: Sequence[Switching]) -> pd.DataFrame:
    """Return the switching values, a row each; a subject without any has one row that says none in range.

    Columns: area, intervention, preset, horizon, figure, figure_unit, parameter, label, unit, price_year, today,
    net_today, result (zero, jump or none in range), switching_value, analysis_price_year,
    switching_value_in_analysis_prices, standard_deviations, evidence_low, evidence_high,
    inside_evidence (yes, no or empty), searched_from, searched_to, sentence.
    """
    return pd.DataFrame([row for result in results for row in _switching_rows(result)])


def _switching_rows(result: Switching) -> list[dict[str, object]]:
    subject = result.subject
    low, high = subject.interval or (None, None)
    shared: dict[str, object] = {
        **_about(result.case, result.output),
        "parameter": subject.name,
        "label": subject.label,
        "unit": subject.unit,
        "price_year": subject.price_year or "",
        "today": subject.value,
        "net_today": result.today,
    }
    after: dict[str, object] = {
        "evidence_low": low,
        "evidence_high": high,
        "searched_from": subject.span.least,
        "searched_to": subject.span.most,
        "sentence": switching_sentence(result),
    }
    money = subject.price_year is not None
    found = [
        {
            **shared,
            "result": "zero" if root.exact else "jump",
            "switching_value": root.value,
            "analysis_price_year": result.price_year if money else "",
            "switching_value_in_analysis_prices": subject.in_prices_of(result.price_year, root.value)
            if money
            else None,
            "standard_deviations": subject.deviations(root),
            "inside_evidence": {True: "yes", False: "no", None: ""}[subject.is_inside(root)],
            **after,
        }
        for root in result.roots
    ]
    empty = dict.fromkeys(("switching_value", "switching_value_in_analysis_prices", "standard_deviations"))
    nothing = {"result": NONE_IN_RANGE, **empty, "analysis_price_year": "", "inside_evidence": ""}
    return found or [{**shared, **nothing, **after}]


def _year(parameter: Parameter) -> str:
    return "" if parameter.price_year is None else standard_price_year(parameter.price_year)


def _about(case: Case, output: Output) -> dict[str, object]:
    return {
        "area": case.area.name,
        "intervention": case.intervention.name,
        "preset": case.parameters.preset,
        "horizon": output.horizon,
        "figure": output.label,
        "figure_unit": "£ per £1" if output.is_ratio else "£",
    }
