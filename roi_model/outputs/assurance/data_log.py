"""The data log: every input with its source, year, risk, owner and sunset date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from roi_model.analysis.answer import Answer
from roi_model.engine.case import Case
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.parameter import Evidence, Parameter
from roi_model.inputs.population import population
from roi_model.inputs.price import FILE as PRICES
from roi_model.inputs.price import standard_price_year
from roi_model.inputs.review import YEAR, sunset, sunset_of_parameter
from roi_model.inputs.source import source
from roi_model.inputs.typed_area import TYPED
from roi_model.outputs.assurance.assumptions import ENGINE_OWNER, UNREAD, how_checked
from roi_model.outputs.assurance.influence import HEAVY_SHARE, Influence, influences
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.own_number import locator

EXPIRED, IN_DATE = "past its sunset date", "in date"
NOT_APPLICABLE = "[z]"
THE_PLACE = "The place"
SEEK, USE_YOURS = "Look for a newer figure before the decision", "Use your own newer figure where you have one"
RENEW = "Nothing for this decision; renew it when the files are next gone through"
TRY = "Try another value: it does not vary here, so what it moves is not known"
DOUBT, NOTHING = "Not old, but weak, and it matters: read why it was assumed", "Nothing"


def data_log(answer: Answer, responsible: Responsible, today: date) -> pd.DataFrame:
    """Return every input of a run, a row each; one that several interventions share stands once.

    Risk: high where weak evidence (grade D, recalled, assumed or set by the user) meets an input that
    makes up a tenth or more of the uncertainty; medium where one of the two holds; low otherwise.
    Share of uncertainty: the largest over the interventions that use it, ``[z]`` where it does not vary.
    Age is a rule of thumb (``parameters/review.yaml``), so each row says what to do about it.
    """
    rows = [*_parameters(answer, responsible), *_places(answer.cases[0], responsible), *_rules(answer)]
    for row in rows:
        until = row["Sunset date"]
        row["Sunset date"] = until.isoformat() if isinstance(until, date) else until
        row["Flag"] = EXPIRED if isinstance(until, date) and until < today else IN_DATE
        row["What to do"] = what_to_do(row)
    return pd.DataFrame(rows)


def _parameters(answer: Answer, responsible: Responsible) -> Iterator[dict[str, Any]]:
    moved = influences(answer)
    inputs: dict[tuple[str, float], list[tuple[Case, Parameter]]] = {}
    for case in answer.cases:
        for parameter in case.parameters:
            inputs.setdefault((parameter.stream, parameter.value), []).append((case, parameter))
    for users in inputs.values():
        parameter = users[0][1]
        effects = [moved.get((case.intervention.name, own.name)) for case, own in users]
        by_user = parameter.source == USER_SOURCE
        yield {
            "Input": parameter.label,
            "Used by": "; ".join(dict.fromkeys(case.intervention.title for case, _ in users)),
            "Source": source(parameter.source).citation,
            "Where in the source": locator(parameter) or NOT_APPLICABLE,
            "Licence": source(parameter.source).licence or "Not stated; a single figure is cited",
            "Year": standard_price_year(parameter.price_year) if parameter.price_year else _year(parameter),
            "How checked": how_checked(users[0][0], parameter),
            "Risk": risk(parameter, effects),
            "Share of uncertainty": max(
                (effect.share for effect in effects if effect is not None), default=NOT_APPLICABLE
            ),
            "Owner": responsible.named("analyst") if by_user else ENGINE_OWNER,
            "Sunset date": sunset_of_parameter(parameter),
        }


def risk(parameter: Parameter, effects: list[Influence | None]) -> str:
    """Return how risky an input is: weak evidence, a large effect, both or neither."""
    weak = parameter.evidence is Evidence.D or parameter.checked in UNREAD or parameter.source == USER_SOURCE
    heavy = any(effect is not None and effect.is_heavy for effect in effects)
    return ("low", "medium", "high")[weak + heavy]


def what_to_do(row: Mapping[str, Any]) -> str:
    """Return what to do about the age of an input, from the other columns of its row."""
    if row["Flag"] == IN_DATE:
        return DOUBT if row["Risk"] == "high" else NOTHING
    if row["Used by"] == THE_PLACE:
        return USE_YOURS
    if row["Share of uncertainty"] == NOT_APPLICABLE:
        return TRY
    return SEEK if row["Share of uncertainty"] >= HEAVY_SHARE else RENEW


def worth_a_search(log: pd.DataFrame) -> list[str]:
    """Return the old inputs that matter to a decision, those that move the result most first."""
    wanted = log[log["What to do"] == SEEK].sort_values("Share of uncertainty", ascending=False, kind="stable")
    return list(dict.fromkeys(wanted["Input"]))


def _places(case: Case, responsible: Responsible) -> Iterator[dict[str, Any]]:
    """Yield the figures and local values of the place."""
    for name in case.area.figures:
        entry = population().figures.get(name) or population().local[name]
        typed = case.area.provenance.get(name) == TYPED
        yield _place_row(entry.label, "user" if typed else entry.source, getattr(entry, "year", ""), responsible)
    for name in case.area.scales:
        local = population().local[name]
        yield _place_row(local.label, local.source, local.year, responsible)


def _place_row(label: str, key: str, year: str, responsible: Responsible) -> dict[str, Any]:
    found = source(key)
    given = year or (YEAR.findall(found.citation) or [""])[-1]
    by_user = key == USER_SOURCE
    return {
        "Input": label,
        "Used by": THE_PLACE,
        "Source": found.citation,
        "Where in the source": NOT_APPLICABLE,
        "Licence": found.licence or NOT_APPLICABLE,
        "Year": given or NOT_APPLICABLE,
        "How checked": "assumed" if by_user else "read",
        "Risk": "medium" if by_user else "low",
        "Share of uncertainty": NOT_APPLICABLE,
        "Owner": responsible.named("analyst") if by_user else ENGINE_OWNER,
        "Sunset date": sunset("place", int(given)) if given else NOT_APPLICABLE,
    }


def _rules(answer: Answer) -> Iterator[dict[str, Any]]:
    """Yield the price index and the discount schedule."""
    for series in ("calendar", "financial"):
        entry = read_yaml(PRICES)[series]
        year = YEAR.findall(str(entry["release"]))[-1]
        yield _rule(entry["label"], entry["source"], year, sunset("price_index", int(year)))
    schedule = answer.analysis.schedule
    year = schedule.date[:4]
    until = sunset("discount", int(year)) if year else NOT_APPLICABLE
    yield _rule(f"Discount schedule: {schedule.label}", schedule.source, year or NOT_APPLICABLE, until)


def _rule(label: str, key: str, year: str, until: date | str) -> dict[str, Any]:
    return {
        "Input": label,
        "Used by": "All",
        "Source": source(key).citation,
        "Where in the source": NOT_APPLICABLE,
        "Licence": source(key).licence or NOT_APPLICABLE,
        "Year": year,
        "How checked": "read",
        "Risk": "low",
        "Share of uncertainty": NOT_APPLICABLE,
        "Owner": ENGINE_OWNER,
        "Sunset date": until,
    }


def _year(parameter: Parameter) -> str:
    years = YEAR.findall(source(parameter.source).citation)
    return max(years) if years else NOT_APPLICABLE
