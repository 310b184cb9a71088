"""The bibliography of a run: every source that one of its numbers cites, and for what."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.population import population
from roi_model.inputs.price import FILE as PRICES
from roi_model.inputs.source import source

NO_ADDRESS = "[z]"
NO_LICENCE = "[z]"


def sources_table(cases: Sequence[Case], analysis: Analysis) -> pd.DataFrame:
    """Return every source used, a row each, in the order of first use."""
    uses = source_uses(cases, analysis)
    found = [source(key) for key in uses]
    return pd.DataFrame(
        {
            "Key": [entry.key for entry in found],
            "Source": [entry.citation for entry in found],
            "Where it was read": [entry.read_at or NO_ADDRESS for entry in found],
            "Address": [entry.url or NO_ADDRESS for entry in found],
            "Licence": [entry.licence or NO_LICENCE for entry in found],
            "Used for": ["; ".join(dict.fromkeys(uses[entry.key])) for entry in found],
        }
    )


def source_uses(cases: Sequence[Case], analysis: Analysis) -> dict[str, list[str]]:
    """Return what each source is used for, by its key."""
    uses: dict[str, list[str]] = {}
    for case in cases:
        title = case.intervention.title
        for parameter in case.parameters:
            uses.setdefault(parameter.source, []).append(f"{title}: {parameter.label}")
        published = case.description.published
        uses.setdefault(published.source, []).append(f"{title}: return published in 2017")
    area = cases[0].area
    for name in (*area.figures, *area.scales):
        entry = population().figures.get(name) or population().local[name]
        uses.setdefault(entry.source, []).append(entry.label)
    uses.setdefault(population().geography, []).append("Names and boundaries of places")
    for series in ("calendar", "financial"):
        uses.setdefault(read_yaml(PRICES)[series]["source"], []).append("Prices")
    uses.setdefault(analysis.schedule.source, []).append("Discount rates")
    return uses
