"""Local values of an area: employment, pay, suicide and self-harm, beside England's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roi_model.inputs.area_table import authorities, england_value, people
from roi_model.inputs.population import LocalValue, population


@dataclass(frozen=True)
class LocalValues:
    """The local values of one area.

    Attributes
    ----------
    figures
        Values that models read as they are.
    scales
        From parameter name to local value ÷ England value.
    provenance
        From name to where the value comes from, in words.
    """

    figures: Mapping[str, float]
    scales: Mapping[str, float]
    provenance: Mapping[str, str]


def england_area_values() -> LocalValues:
    """Return the national values: every scale is 1.

    Examples
    --------
    >>> england_area_values().figures
    {'employment_rate': 0.76}
    """
    entries = population().local
    return LocalValues(
        {name: england_value(name) for name, entry in entries.items() if entry.gives == "figure"},
        {name: 1.0 for name, entry in entries.items() if entry.gives == "scale"},
        {name: f"England figure ({entry.year})" for name, entry in entries.items()},
    )


def local_values(members: Mapping[str, float]) -> LocalValues:
    """Return the local values of authorities together.

    Formula: Σ w·x / Σ w, with w the people the value is about × the share of the authority that
    counts, and x the local value, or England's where there is none. A scale is this mean ÷ the
    England value.
    Limits: one authority has its own value; areas without any value have the England value.

    Parameters
    ----------
    members
        From authority code to the share of it that counts.

    Examples
    --------
    >>> local_values({"E09000001": 1.0}).provenance["weekly_pay"]
    'England figure (2025): no local figure for City of London'
    """
    figures, scales, provenance = {}, {}, {}
    for name, entry in population().local.items():
        mean = _mean(name, entry, members)
        if entry.gives == "figure":
            figures[name] = mean
        else:
            scales[name] = mean / england_value(name)
        provenance[name] = _provenance(name, entry, members)
    return LocalValues(figures, scales, provenance)


def _mean(name: str, entry: LocalValue, members: Mapping[str, float]) -> float:
    england = england_value(name)
    values, weights = [], []
    for code, share in members.items():
        row = authorities()[code]
        local = row.local[name]
        values.append(england if local is None else local)
        weights.append(people(entry.weight, {code: share}))
    # Written as a difference from England, so that areas without any value have exactly England's.
    gaps = [weight * (value - england) for value, weight in zip(values, weights, strict=True)]
    return values[0] if len(values) == 1 else england + sum(gaps) / sum(weights)


def _provenance(name: str, entry: LocalValue, members: Mapping[str, float]) -> str:
    blank = [authorities()[code].name for code in members if authorities()[code].local[name] is None]
    if len(blank) == len(members):
        return f"England figure ({entry.year}): no local figure for {' and '.join(blank)}"
    known = len(members) - len(blank)
    weight = population().figures[entry.weight].label.lower()
    several = f"mean of {known} local figures ({entry.year}), weighted by {weight}"
    found = several if known > 1 else f"local figure ({entry.year})"
    return f"{found}, with the England figure for {' and '.join(blank)}" if blank else found
