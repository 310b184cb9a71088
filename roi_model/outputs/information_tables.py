"""The value of information and acceptability curves as tidy tables: a row for each figure, at full precision."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from roi_model.analysis.acceptability import Curve, chance_highest
from roi_model.analysis.decision import Decision, SimulatedDecision
from roi_model.analysis.information.value import Estimator, Information, PartialInformation, repeated
from roi_model.outputs.information_sentences import part_label


def options_table(simulated: SimulatedDecision) -> pd.DataFrame:
    """Return a row for each option.

    Columns: area, budget, horizon, option, title, spent, net_benefit, standard_error, chance_highest.
    """
    decision, net = simulated.decision, simulated.net
    spent = [0.0, *(float(sums.spent.mean()) for sums in simulated.options)]
    chances = chance_highest(net)
    errors = net.std(axis=0, ddof=1) / math.sqrt(net.shape[0])
    return pd.DataFrame(
        [
            {
                **_place(decision),
                "option": name,
                "title": decision.titles[number],
                "spent": spent[number],
                "net_benefit": float(net[:, number].mean()),
                "standard_error": float(errors[number]),
                "chance_highest": float(chances[number]),
            }
            for number, name in enumerate(decision.names)
        ]
    )


def information_table(found: Information, years: int) -> pd.DataFrame:
    """Return a row for everything, each group and each parameter.

    Columns: area, budget, horizon, level, name, label, value, standard_error, share_of_evpi, years,
    value_over_years, estimator, agree, and each estimate with its standard error. What was not made is empty.
    """
    decision = found.simulated.decision
    every: dict[str, Any] = {
        "level": "everything",
        "name": "everything",
        "label": "Everything",
        "value": found.perfect.value,
        "standard_error": found.perfect.error,
        "estimator": "draws",
        "agree": None,
        **{key: None for estimator in Estimator for key in (estimator.value, f"{estimator.value}_error")},
    }
    rows = [every, *(_part(part, "group", decision) for part in found.groups)]
    rows += [_part(part, "parameter", decision) for part in found.singles]
    bands = decision.analysis.schedule.money
    for row in rows:
        row["share_of_evpi"] = row["value"] / found.perfect.value if found.perfect.value else None
        row["years"] = years
        row["value_over_years"] = repeated(row["value"], 1, years, bands)
    return pd.DataFrame([{**_place(decision), **row} for row in rows])


def curve_table(curve: Curve, decision: Decision) -> pd.DataFrame:
    """Return a row for each option at each threshold.

    Columns: area, budget, horizon, threshold_on, threshold, option, title, chance_highest, standard_error,
    is_best_on_average, evpi.
    """
    return pd.DataFrame(
        [
            {
                **_place(decision),
                "threshold_on": curve.threshold.value,
                "threshold": threshold,
                "option": name,
                "title": decision.titles[option],
                "chance_highest": float(curve.chances[option, place]),
                "standard_error": float(curve.errors[option, place]),
                "is_best_on_average": curve.best[place] == option,
                "evpi": float(curve.perfect[place]),
            }
            for place, threshold in enumerate(curve.thresholds)
            for option, name in enumerate(decision.names)
        ]
    )


def _place(decision: Decision) -> dict[str, Any]:
    return {"area": decision.cases[0].area.name, "budget": decision.budget, "horizon": decision.horizon}


def _part(part: PartialInformation, level: str, decision: Decision) -> dict[str, Any]:
    row: dict[str, Any] = {
        "level": level,
        "name": part.name,
        "label": part_label(part, decision),
        "value": part.worth.value,
        "standard_error": part.worth.error,
        "estimator": part.estimator.value,
        "agree": part.agree,
    }
    for estimator in Estimator:
        worth = part.estimates.get(estimator)
        row[estimator.value] = None if worth is None else worth.value
        row[f"{estimator.value}_error"] = None if worth is None else worth.error
    return row
