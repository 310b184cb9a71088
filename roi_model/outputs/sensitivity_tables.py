"""Global sensitivity as data: a row for each parameter, or pair, with every number to its last digit."""

from __future__ import annotations

import pandas as pd

from roi_model.analysis.sensitivity.indices import Effects, Index, Indices
from roi_model.analysis.sensitivity.question import Question


def indices_table(question: Question, indices: Indices) -> pd.DataFrame:
    """Return indices, a row each.

    Columns: area, intervention, preset, horizon, figure, parameter, with, label, order (first, total
    or second), estimate, low, high. ``with`` is the other parameter of a pair. Estimates below 0 stay as they are.
    """
    rows = [(name, "", "first", index) for name, index in zip(indices.names, indices.first, strict=True)]
    if indices.total:
        rows += [(name, "", "total", index) for name, index in zip(indices.names, indices.total, strict=True)]
    rows += [(first, second, "second", index) for first, second, index in indices.second]
    return pd.DataFrame(
        [_about(question, name) | _index_cells(other, order, index) for name, other, order, index in rows]
    )


def effects_table(question: Question, effects: Effects) -> pd.DataFrame:
    """Return Morris's effects, a row for each parameter, in the unit of the figure.

    Columns: area, intervention, preset, horizon, figure, parameter, label, mu, mu_star, mu_star_low,
    mu_star_high, sigma.
    """
    return pd.DataFrame(
        [
            _about(question, name)
            | {
                "mu": effect.mu,
                "mu_star": effect.mu_star,
                "mu_star_low": effect.mu_star - effect.margin,
                "mu_star_high": effect.mu_star + effect.margin,
                "sigma": effect.sigma,
            }
            for name, effect in zip(effects.names, effects.effects, strict=True)
        ]
    )


def _about(question: Question, name: str) -> dict[str, object]:
    return {
        "area": question.case.area.name,
        "intervention": question.case.intervention.name,
        "preset": question.case.parameters.preset,
        "horizon": question.output.horizon,
        "figure": question.output.label,
        "parameter": name,
        "label": question.case.parameters[name].label,
    }


def _index_cells(other: str, order: str, index: Index) -> dict[str, object]:
    return {
        "with": other,
        "order": order,
        "estimate": index.estimate,
        "low": index.low,
        "high": index.high,
    }
