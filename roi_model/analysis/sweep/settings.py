"""What a scenario of a sweep may set, and how settings become a request."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roi_model.analysis.request import Request
from roi_model.analysis.sweep.cases import cases_of
from roi_model.analysis.sweep.package import PACKAGE, check_package_of, package_of
from roi_model.engine.analysis import checked_horizon
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.document import Place
from roi_model.inputs.evidence_file import shared_parameters
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.refusal import InputError, nearest

HORIZONS = "horizons"
PUBLISHED = "published"
# Of the whole sweep, so that no difference between two scenarios is noise; or said elsewhere in the file.
OF_THE_SWEEP = ("name", "note", "areas", "apart", "population", "interventions", "draws", "seed", "method")
HORIZON, CHANGES = "horizon", "changes"
NOT_SET = (*OF_THE_SWEEP, HORIZON, CHANGES, "reasons")  # the last three stand in a file in another form, or not at all
OF_THE_SCENARIO = (HORIZONS, PACKAGE)  # of a scenario, and not of what it asks of each intervention
FIELDS = (*(name for name in Request.model_fields if name not in NOT_SET), *OF_THE_SCENARIO)
GROUPS = tuple(name for name in FIELDS if isinstance(getattr(Request(), name, None), dict))
LISTS = tuple(name for name in FIELDS if isinstance(getattr(Request(), name, None), tuple))
MERGED = ("presets", "correlations")  # set one by one; other groups, such as payers, are set as a whole
TEXTS = ("price_year", "preset", "schedule", "perspective", "also_count")
SHARES = ("payers", "correlations")
ASKED = "request"
SEPARATOR = re.compile(r"[;\s]+")

Settings = Mapping[str, Any]  # name to value, one by one


def parameter_names(interventions: Sequence[str] = INTERVENTION_NAMES) -> tuple[str, ...]:
    """Return what parameters may be called: by name, or by the name of the shared one they stand for."""
    known = [parameter for name in interventions for parameter in parameter_set(name)]
    return tuple(dict.fromkeys([*(parameter.name for parameter in known), *shared_parameters()]))


@dataclass(frozen=True)
class Flat:
    """Settings one by one.

    Attributes
    ----------
    settings
        Name to value; a setting of one parameter has the parameter's name.
    places
        Where each was written, as the way to it from the scenario.
    problems
        A place and a sentence for each name that is not known.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[tuple[Place, str]] = field(default_factory=list)


def flat(written: Mapping[str, Any]) -> Flat:
    """Return settings one by one.

    ``debt_advice: {coverage: 0.2}`` is the same as ``debt_advice.coverage: 0.2``, and ``payers.nhs: 1``
    the same as ``payers: {nhs: 1}``.

    Examples
    --------
    >>> flat({"coverage": 0.2, "debt_advice": {"advice_cost": "300@2024-25"}, "horizon": 5}).settings
    {'coverage': 0.2, 'debt_advice.advice_cost': '300@2024-25', 'horizons': 5}
    """
    found = Flat()
    for name, value in written.items():
        _flatten(name, value, (name,), found)
    return found


def _flatten(name: str, value: Any, place: Place, found: Flat) -> None:
    """Put one thing that was written where it belongs."""
    group, dot, rest = name.partition(".")
    if isinstance(value, Mapping) and name in {CHANGES, *MERGED, *INTERVENTION_NAMES}:
        start = "" if name == CHANGES else f"{name}."
        for inner, amount in value.items():
            _flatten(f"{start}{inner}", amount, (*place, inner), found)
    elif dot and group in GROUPS and group not in MERGED:
        before = found.settings.get(group)
        found.settings[group] = {**(before if isinstance(before, Mapping) else {}), rest: value}
        found.places.setdefault(group, place)
    elif name in {HORIZON, *FIELDS} or (dot and group in MERGED) or _is_parameter(name):
        canonical = HORIZONS if name == HORIZON else name
        if value is None:
            found.problems.append((place, f"{name} has no value; give it one, or leave it out."))
            return
        if canonical == HORIZONS and HORIZONS in found.settings:
            found.problems.append((place, f"{HORIZON} and {HORIZONS} are the same; write one of them."))
        found.settings[canonical] = value
        found.places[canonical] = place
    else:
        found.problems.append((place, _unknown(name)))


def merged(first: Settings, *others: Settings) -> dict[str, Any]:
    """Put settings onto others; later ones win, and stand last."""
    result = dict(first)
    for settings in others:
        result = {name: value for name, value in result.items() if name not in settings} | dict(settings)
    return result


def request_of(settings: Settings, shared: Mapping[str, Any]) -> Request:
    """Return what settings ask, without a place.

    Parameters
    ----------
    settings
        One by one, as `flat` gives them.
    shared
        Fields of the request that are those of the whole sweep.

    Raises
    ------
    InputError
        When a value is not of its kind.
    """
    content: dict[str, Any] = dict(shared)
    for name, value in settings.items():
        group, dot, rest = name.partition(".")
        if dot and group in MERGED:
            content.setdefault(group, {})[rest] = _plain(group, rest, value)
        elif name in FIELDS and name not in OF_THE_SCENARIO:
            content[name] = _plain(name, "", value)
        elif name not in OF_THE_SCENARIO:
            content.setdefault(CHANGES, {})[name] = value
    try:
        return Request.read(content, ASKED)
    except InputError as error:
        said = [problem.removeprefix(f"{ASKED}: ").removeprefix(f"{CHANGES}.") for problem in error.problems]
        raise InputError(said) from None


def check_settings(settings: Settings, shared: Mapping[str, Any]) -> None:
    """Refuse settings that no intervention of the sweep can be run with.

    Raises
    ------
    InputError
        When a value is not allowed, or is given to what is not run.
    """
    horizons = horizons_of(settings.get(HORIZONS))
    request = request_of(settings, shared)
    _ = request.analysis(), cases_of(request, horizons)
    check_package_of(request, package_of(settings.get(PACKAGE), request.interventions), horizons)


def horizons_of(value: object) -> tuple[int, ...] | None:
    """Return time horizons in whole years, or None for each intervention's published one.

    Examples
    --------
    >>> horizons_of([1, 5]), horizons_of("1; 5"), horizons_of("published")
    ((1, 5), (1, 5), None)
    """
    if value is None or value == PUBLISHED:
        return None
    several = SEPARATOR.split(value.strip()) if isinstance(value, str) else value
    listed: list[Any] = list(several) if isinstance(several, list | tuple) else [several]
    if not listed or any(isinstance(years, bool) or not isinstance(years, int | float | str) for years in listed):
        raise InputError(f"horizons is {value!r}; it must be whole years, such as [1, 5, 10], or '{PUBLISHED}'.")
    years = [checked_horizon(item) for item in listed]
    if len(set(years)) < len(years):
        raise InputError(f"horizons is {value!r}; each may stand only once.")
    return tuple(sorted(years))


def in_words(value: object) -> str:
    """Write a setting's value on one line, in the form in which a table can hold it.

    Examples
    --------
    >>> in_words(0.1), in_words([1, 5]), in_words({"nhs": 0.5, "local_government": 0.5})
    ('0.1', '1; 5', 'nhs 0.5; local_government 0.5')
    """
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {in_words(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(in_words, value))
    if type(value) is float and math.isfinite(value):
        return repr(value)  # as JSON writes it, in less time
    return value if isinstance(value, str) else json.dumps(value)


def _plain(group: str, name: str, value: Any) -> Any:
    """Return a value as a request takes it: years as text, shares that are typed as numbers."""
    if group in TEXTS and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"
    if group in LISTS and isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    if group in SHARES and isinstance(value, Mapping):
        return {key: _plain(group, key, inner) for key, inner in value.items()}
    if group in SHARES and isinstance(value, str):
        return parse_number(value, f"{group}.{name}" if name else group)
    return value


def _is_parameter(name: str) -> bool:
    intervention, dot, parameter = name.rpartition(".")
    if not dot:
        return name in parameter_names()
    return intervention in INTERVENTION_NAMES and parameter in parameter_names((intervention,))


def _unknown(name: str) -> str:
    if name in OF_THE_SWEEP:
        return f"'{name}' is that of the whole sweep; write it at the top of the file, not in a scenario."
    if name in INTERVENTION_NAMES:
        return f"'{name}' is an intervention; name one of its parameters with it, such as {name}.coverage."
    intervention, dot, parameter = name.rpartition(".")
    if dot and parameter in parameter_names():
        guess = nearest(intervention, INTERVENTION_NAMES)
        hint = f" Did you mean '{guess}.{parameter}'?" if guess else f" Allowed: {', '.join(INTERVENTION_NAMES)}."
        return f"There is no intervention called '{intervention}'.{hint}"
    if dot and intervention in INTERVENTION_NAMES:
        guess = nearest(parameter, parameter_names((intervention,)))
        hint = f" Did you mean '{intervention}.{guess}'?" if guess else ""
        return f"There is no parameter called '{parameter}' in {intervention}.{hint}"
    guess = nearest(name, [*FIELDS, HORIZON, *parameter_names(), *INTERVENTION_NAMES])
    hint = f" Did you mean '{guess}'?" if guess else " It must be a field of a scenario or a parameter."
    return f"There is no setting called '{name}'.{hint}"
