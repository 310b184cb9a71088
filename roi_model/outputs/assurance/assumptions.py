"""The assumptions log: what is assumed, how much it matters, how reliable it is, when, why and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from roi_model.analysis.answer import Answer
from roi_model.engine.case import Case
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Checked, Evidence, Kind, Parameter
from roi_model.inputs.parameter_set import PHE_2017, solved_lever
from roi_model.inputs.review import review
from roi_model.outputs.assurance.influence import Influence, influences
from roi_model.outputs.assurance.responsible import Responsible

NOT_APPLICABLE = "[z]"
ENGINE_OWNER = "roi_model contributors"
NOT_SIGNED = "Not signed"
UNREAD = {Checked.RECALLED, Checked.ASSUMED}
GRADES = {
    Evidence.A: "A: systematic review, randomised evidence or a national schedule",
    Evidence.B: "B: one good trial or quasi-experiment",
    Evidence.C: "C: observational, or another country or group",
    Evidence.D: "D: judgement",
}
CALIBRATED = "Calibrated, not evidence: solved so that the base case for England returns the headline of 2017"

# What the method assumes for every intervention, and why; the methods page has each in full.
METHOD = (
    (
        "Year 1 carries a full year of effect and is not discounted.",
        "A simplification: real effects build up.",
    ),
    ("All prices move with the GDP deflator; none rises faster or slower.", "No index of each price is held."),
    ("No optimism bias is added: costs and effects are as the evidence gives them.", "Add it by changing a value."),
    ("No deadweight, displacement or leakage beyond the comparator.", "The evidence compares with usual services."),
    ("Costs and benefits grow in step with the people reached; there are no fixed costs.", "None was published."),
    ("People do not die or move away in the years counted, except people with dementia.", "Horizons are short."),
    ("Everybody reached is average: results do not differ by group or deprivation.", "No effects by group were found."),
)


def assumptions_log(answer: Answer, responsible: Responsible, today: date) -> pd.DataFrame:
    """Return every assumption of a run, those that move the result most first.

    A parameter stands here if its value or its interval was not read or derived, if it is a
    judgement or a choice, or if it was calibrated or set by the user. The size of effect is the swing of
    the net present value between the ends of its interval.
    """
    moved = influences(answer)
    rows = [
        _row(case, parameter, moved.get((case.intervention.name, parameter.name)), responsible, today)
        for case in answer.cases
        for parameter in case.parameters
        if what_is_assumed(case, parameter)
    ]
    rows.sort(key=lambda row: -row["Share of uncertainty"] if isinstance(row["Share of uncertainty"], float) else 1)
    return pd.DataFrame([*rows, *_method(responsible)])


def what_is_assumed(case: Case, parameter: Parameter) -> str:
    """Return what of a parameter is an assumption, in words; empty where nothing is."""
    if parameter.source == USER_SOURCE:
        return "Value set by the user"
    if is_calibrated(case, parameter):
        return CALIBRATED
    parts = []
    if parameter.checked in UNREAD or parameter.evidence is Evidence.D:
        parts.append("value")
    if parameter.interval_checked in UNREAD:
        parts.append("interval")
    if parameter.kind in {Kind.DECISION, Kind.STRUCTURAL} and "value" not in parts:
        parts.append("choice")
    return " and ".join(parts).capitalize()


def is_calibrated(case: Case, parameter: Parameter) -> bool:
    """Whether a parameter is the lever at its solved value."""
    lever = case.parameters.preset == PHE_2017 and parameter.name == case.description.lever
    return lever and parameter.source != USER_SOURCE and parameter.value == solved_lever(case.intervention.name)


def how_checked(case: Case, parameter: Parameter) -> str:
    """Return how a number reached the run: a solved lever is calibrated, whatever its file says."""
    if parameter.source == USER_SOURCE:
        return "set by the user"
    return "calibrated" if is_calibrated(case, parameter) else parameter.checked.value


def _row(
    case: Case, parameter: Parameter, moved: Influence | None, responsible: Responsible, today: date
) -> dict[str, Any]:
    by_user = parameter.source == USER_SOURCE
    interval = [end for end in (parameter.low, parameter.high) if end is not None]
    return {
        "Intervention": case.intervention.title,
        "Assumption": parameter.label,
        "What is assumed": what_is_assumed(case, parameter),
        "Value": parameter.value,
        "Low": interval[0] if interval else NOT_APPLICABLE,
        "High": interval[1] if interval else NOT_APPLICABLE,
        "Unit": parameter.unit + (f", prices of {parameter.price_year}" if parameter.price_year else ""),
        "Swing of net present value, £": moved.swing if moved else NOT_APPLICABLE,
        "Share of uncertainty": moved.share if moved else NOT_APPLICABLE,
        "Reliability": _reliability(case, parameter),
        "Why": parameter.note or "No reason is noted beside it.",
        "When": (today if by_user else review().released).isoformat(),
        "Owner": responsible.named("analyst") if by_user else ENGINE_OWNER,
        "Signed by": signed_by(responsible),
    }


def _reliability(case: Case, parameter: Parameter) -> str:
    if parameter.source == USER_SOURCE:
        return "Set by the user; not graded"
    interval = f"; interval {parameter.interval_checked.value}" if parameter.interval_checked else ""
    return f"{GRADES[parameter.evidence]}; value {how_checked(case, parameter)}{interval}"


def signed_by(responsible: Responsible) -> str:
    """Return who signed: the assurer of a final export."""
    return responsible.named("assurer") if responsible.final else NOT_SIGNED


def _method(responsible: Responsible) -> Iterator[dict[str, Any]]:
    for assumption, why in METHOD:
        yield {
            "Intervention": "All",
            "Assumption": assumption,
            "What is assumed": "Method",
            **dict.fromkeys(("Value", "Low", "High", "Unit"), NOT_APPLICABLE),
            **dict.fromkeys(("Swing of net present value, £", "Share of uncertainty"), NOT_APPLICABLE),
            "Reliability": "Not measured",
            "Why": why,
            "When": review().released.isoformat(),
            "Owner": ENGINE_OWNER,
            "Signed by": signed_by(responsible),
        }
