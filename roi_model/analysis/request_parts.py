"""Parts of a request: what concerns some of its interventions, and what is put over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roi_model.analysis.request import Request
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.parameter_set import parameter_set


def narrowed(request: Request, interventions: Sequence[str]) -> Request:
    """Return the request for some interventions alone, without the choices that concern none of them.

    Examples
    --------
    >>> asked = Request(changes={"debt_advice.coverage": 0.2, "loneliness.coverage": 0.3})
    >>> narrowed(asked, ["loneliness"]).changes
    {'loneliness.coverage': 0.3}
    """
    kept = [name for name in interventions if name in INTERVENTION_NAMES]
    changes = {name: value for name, value in request.changes.items() if _concerns(name, kept)}
    return request.changed(
        interventions=tuple(interventions),
        changes=changes,
        reasons={name: why for name, why in request.reasons.items() if name in changes},
        presets={name: preset for name, preset in request.presets.items() if name in kept},
        splits=tuple(split for split in request.splits if split.partition("=")[0].partition(".")[0].strip() in kept),
    )


def put_over(request: Request, given: Mapping[str, Any], place: str) -> Request:
    """Return the request with some fields given anew.

    Changes, presets and splits are added to those that are there, the new ones later, so that
    they win. A new area takes its own people: figures typed for the old one are left out.

    Parameters
    ----------
    request
        What is asked so far.
    given
        Fields of a request.
    place
        Where they stand, which begins every sentence of a refusal.
    """
    fields = dict(given)
    if "areas" in fields:
        fields.setdefault("population", {})
    if "changes" in fields:
        earlier = {name: value for name, value in request.changes.items() if name not in fields["changes"]}
        fields["changes"] = earlier | fields["changes"]
    if "presets" in fields:
        fields["presets"] = dict(request.presets) | fields["presets"]
    if "splits" in fields:
        fields["splits"] = (*request.splits, *fields["splits"])
    return Request.read(request.model_dump() | fields, place)


def _concerns(name: str, interventions: Sequence[str]) -> bool:
    """Whether a change is of a parameter that one of the interventions has."""
    intervention, dot, _ = name.partition(".")
    if dot:
        return intervention in interventions
    return any(
        name in {parameter.name, parameter.stream.removeprefix(f"{own}.")}
        for own in interventions
        for parameter in parameter_set(own)
    )
