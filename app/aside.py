"""What was set for programmes that are not in the plan: put aside with them, and back in its place when they return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_model.analysis.request import Number, Request
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.parameter_set import parameter_set


@dataclass(frozen=True)
class Aside:
    """Settings that no programme of the plan has; fields as of `Request`."""

    changes: Mapping[str, Number] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    presets: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[str, ...] = ()


def with_programmes(request: Request, aside: Aside, names: tuple[str, ...]) -> tuple[Request, Aside]:
    """Return a request for other programmes, and what is now put aside.

    Parameters
    ----------
    request
        As it is.
    aside
        What was put aside before.
    names
        The programmes wanted; all for none.

    Examples
    --------
    >>> both = Request(changes={"debt_advice.coverage": 0.2, "coverage": 0.3})
    >>> fewer, aside = with_programmes(both, Aside(), ("loneliness",))
    >>> fewer.changes, aside.changes
    ({'coverage': 0.3}, {'debt_advice.coverage': 0.2})
    >>> with_programmes(fewer, aside, ())[0].changes == both.changes
    True
    """
    programmes = names or INTERVENTION_NAMES
    changes = {**aside.changes, **request.changes}
    reasons = {**aside.reasons, **request.reasons}
    presets = {**aside.presets, **request.presets}
    splits = (*request.splits, *aside.splits)
    here = {name for name in changes if _has(name, programmes)}
    fewer = request.changed(
        interventions=names,
        changes={name: value for name, value in changes.items() if name in here},
        reasons={name: reason for name, reason in reasons.items() if name in here},
        presets={name: preset for name, preset in presets.items() if name in programmes},
        splits=tuple(split for split in splits if _pays(split, programmes)),
    )
    rest = Aside(
        {name: value for name, value in changes.items() if name not in here},
        {name: reason for name, reason in reasons.items() if name not in here},
        {name: preset for name, preset in presets.items() if name not in programmes},
        tuple(split for split in splits if not _pays(split, programmes)),
    )
    return fewer, rest


def _has(change: str, programmes: tuple[str, ...]) -> bool:
    """Whether one of the programmes has the parameter that a change names, alone or with its programme."""
    intervention, dot, name = change.rpartition(".")
    if dot:
        return intervention in programmes
    return any(name in {each.name, each.stream} for programme in programmes for each in parameter_set(programme))


def _pays(split: str, programmes: tuple[str, ...]) -> bool:
    """Whether a split is of one of the programmes, or of a cost line that it names alone."""
    target = split.partition("=")[0].partition(".")[0].strip()
    return target in programmes or target not in INTERVENTION_NAMES
