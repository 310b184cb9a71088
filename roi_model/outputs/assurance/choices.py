"""The decisions log of a run: what its user chose that differs from the defaults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from roi_model.analysis.request import Request
from roi_model.engine.analysis import AlsoCount
from roi_model.engine.sector import PERSPECTIVES, perspective_label
from roi_model.outputs.assurance.assumptions import signed_by
from roi_model.outputs.assurance.responsible import Responsible

COLUMNS = ["Choice", "Chosen", "By default", "Reason", "When", "Who", "Signed by"]
LABELS = {
    "name": "Name of the scenario",
    "note": "Note",
    "areas": "Places",
    "population": "Figure typed in",
    "interventions": "Interventions",
    "preset": "Preset",
    "presets": "Preset of one intervention",
    "changes": "Parameter",
    "reasons": "Why it was changed",
    "splits": "Who pays single cost lines",
    "apart": "Places stand apart",
    "payers": "Share of the programme cost paid by",
    "horizon": "Time horizon in years",
    "perspective": "Perspective",
    "price_year": "Price year",
    "schedule": "Discount schedule",
    "also_count": "Also counted",
    "draws": "Draws",
    "seed": "Seed",
    "method": "Way to draw",
    "correlations": "Rank correlation",
}
DEFAULTS = {
    "areas": "England",
    "interventions": "All that the place has figures for",
    "horizon": "Each intervention's published horizon",
    "name": "None",
    "note": "None",
    "splits": "As the payers of the evidence files",
}
FROM_FILES = "As the evidence files give it"
NONE, NOT_GIVEN = "[z]", "No reason is given"


def choices_log(request: Request, responsible: Responsible, today: date) -> pd.DataFrame:
    """Return what a user chose, a row each; with nothing chosen, one row that says so."""
    rows = list(_choices(request)) or [("Nothing", "Every choice is at its default", NONE, NONE)]
    who = (today.isoformat(), responsible.named("analyst"), signed_by(responsible))
    return pd.DataFrame([(*row, *who) for row in rows], columns=COLUMNS)


def _choices(request: Request) -> Iterator[tuple[str, str, str, str]]:
    defaults = Request().model_dump(mode="json")
    for field, chosen in request.as_dict().items():
        if field == "reasons":
            continue  # each stands beside its change
        label = LABELS.get(field, field.replace("_", " ").capitalize())
        if isinstance(chosen, dict):
            for name, value in chosen.items():
                reason = request.reasons.get(name, NOT_GIVEN) if field == "changes" else NONE
                yield f"{label}: {_in_words(name)}", str(value), FROM_FILES, reason
            continue
        default = DEFAULTS.get(field, str(defaults[field]))
        text = ", ".join(map(str, chosen)) if isinstance(chosen, list) else str(chosen)
        if field in {"perspective", "also_count"}:
            text, default = _in_words(text), _in_words(default)
        yield label, text, default, NONE


def _in_words(name: str) -> str:
    """Return what a sector, a perspective or a value also counted is called; any other name stays as it is.

    Examples
    --------
    >>> _in_words("nhs"), _in_words("local_government"), _in_words("health_and_social_care"), _in_words("qalys")
    ('NHS', 'Local government', 'health and social care', 'QALYs')
    """
    if name in PERSPECTIVES:
        return perspective_label(name)
    return AlsoCount(name).label if name in set(AlsoCount) else name
