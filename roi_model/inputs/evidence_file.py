"""One file of evidence: an intervention's parameters, presets, payers and published result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.parameter import Checked, Parameter
from roi_model.inputs.population import population
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, nearest
from roi_model.inputs.source import all_sources

SHARED = "shared"
SAME_AS = "same_as"


class Published(BaseModel):
    """The headline that the 2017 tool published: return per £1, and over how many years."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    return_per_pound: float
    horizon: int
    price_year: str
    source: str
    locator: str = ""
    checked: Checked
    note: str = ""


class PresetEntry(BaseModel):
    """A named set of changes to the evidence preset, as the file gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    source: str
    locator: str = ""
    note: str = ""
    changes: dict[str, dict[str, Any]]


class Extrapolated(BaseModel):
    """That an effect goes on beyond the years in which it was measured.

    Attributes
    ----------
    after
        The parameter that holds the years in which it was measured.
    until
        The parameter that holds the years after which it ends.
    note
        What the years in between rest on, and what to do about it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: str
    until: str
    note: str


class Description(BaseModel):
    """What a file says beside its parameters.

    ``no_effect`` says at which values the programme does nothing: parameter to a number, or to the
    parameter whose value it then has. Every check that switches the effect off reads it.
    ``weakest_links`` are what a reader should doubt first, a sentence each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    published: Published
    lever: str
    lever_note: str = ""
    extrapolated: Extrapolated | None = None
    weakest_links: tuple[str, ...] = ()
    payers: dict[str, float]
    population: tuple[str, ...] = Field(min_length=1)
    not_counted: tuple[str, ...] = Field(min_length=1)
    no_effect: dict[str, float | str] = {}
    presets: dict[str, PresetEntry] = {}


@dataclass(frozen=True)
class EvidenceFile:
    """The checked content of one ``parameters/<intervention>.yaml``.

    Attributes
    ----------
    intervention
        The intervention's name.
    description
        Published result, lever, payers, population figures, what is not counted, presets.
    parameters
        Every parameter the model reads, by name: the evidence preset.
    """

    intervention: str
    description: Description
    parameters: Mapping[str, Parameter]


@lru_cache(maxsize=1)
def shared_parameters() -> dict[str, Parameter]:
    """Return the parameters that several interventions share; each is one stream of draws everywhere."""
    return build_parameters(read_yaml(f"{SHARED}.yaml"), f"{SHARED}.yaml", prefix="", shared={})


@lru_cache(maxsize=16)
def evidence_file(intervention: str) -> EvidenceFile:
    """Read and check the evidence file of one intervention.

    Raises
    ------
    InputError
        With every problem of the file, each naming file, entry, value and remedy.
    """
    file_name = f"{intervention}.yaml"
    content = dict(read_yaml(file_name))
    entries = content.pop("parameters", {})
    problems: list[str] = []
    parameters: dict[str, Parameter] = {}
    try:
        parameters = build_parameters(entries, file_name, prefix=f"{intervention}.", shared=shared_parameters())
    except InputError as error:
        problems += error.problems
    try:
        description = Description.model_validate(content)
    except ValidationError as error:
        raise InputError([*problems, *sentences(error, file_name, Description)]) from error
    problems += _description_problems(description, parameters, file_name)
    if problems:
        raise InputError(problems)
    return EvidenceFile(intervention, description, parameters)


def build_parameters(
    entries: Mapping[str, Mapping[str, Any]],
    file_name: str,
    *,
    prefix: str,
    shared: Mapping[str, Parameter],
) -> dict[str, Parameter]:
    """Check every entry of a file and return its parameters by name.

    An entry with ``same_as`` is the named parameter under another name: the same stream of draws.

    Parameters
    ----------
    entries
        From parameter name to its fields.
    file_name
        Named in every problem.
    prefix
        What makes the stream's name unique: the intervention and a dot, or nothing for shared ones.
    shared
        The parameters that ``same_as`` may name, beside those of the file itself.

    Raises
    ------
    InputError
        With every problem found.
    """
    built: dict[str, Parameter] = {}
    problems: list[str] = []
    for name, fields in entries.items():
        try:
            built[name] = build_parameter(name, fields, f"{file_name}, {name}", prefix, {**shared, **built})
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return built


def build_parameter(
    name: str, fields: Mapping[str, Any], place: str, prefix: str, known: Mapping[str, Parameter]
) -> Parameter:
    """Check one entry of a file, as `build_parameters` does all; ``place`` begins every problem's sentence.

    Raises
    ------
    InputError
        When a field is missing, unknown or out of range, or names what is not there.
    """
    fields = dict(fields)
    original = fields.pop(SAME_AS, None)
    if original is None:
        content: dict[str, Any] = {"name": name, "stream": f"{prefix}{name}", **fields}
    elif original in known:
        content = known[original].model_dump() | {"name": name} | fields
    else:
        raise InputError(f"{place}: same_as names '{original}', which is not there{_hint(original, known)}.")
    try:
        parameter = Parameter.model_validate(content)
    except ValidationError as error:
        raise InputError(sentences(error, place, Parameter)) from error
    if parameter.source not in all_sources():
        hint = _hint(parameter.source, all_sources())
        raise InputError(f"{place}: source '{parameter.source}' is not in sources.yaml{hint}.")
    return parameter


def _description_problems(description: Description, parameters: Mapping[str, Parameter], file_name: str) -> list[str]:
    problems = []
    if abs(sum(description.payers.values()) - 1) > 1e-12:
        problems.append(
            f"{file_name}: the payers' shares add up to {sum(description.payers.values()):g}; they must add up to 1."
        )
    if parameters and description.lever not in parameters:
        problems.append(f"{file_name}: the lever '{description.lever}' is not one of its parameters.")
    named = {*description.no_effect, *(value for value in description.no_effect.values() if isinstance(value, str))}
    problems += [
        f"{file_name}: no_effect names '{name}', which is not there{_hint(name, parameters)}."
        for name in sorted(named)
        if parameters and name not in parameters
    ]
    if parameters and description.extrapolated is not None:
        years = {"after": description.extrapolated.after, "until": description.extrapolated.until}
        problems += [
            f"{file_name}: extrapolated, {part} names '{name}', which is not there{_hint(name, parameters)}."
            for part, name in years.items()
            if name not in parameters
        ]
    problems += [
        f"{file_name}: population names '{figure}', which is not there{_hint(figure, population().figure_names)}."
        for figure in description.population
        if figure not in population().figure_names
    ]
    cited = [description.published.source, *(preset.source for preset in description.presets.values())]
    problems += [f"{file_name}: source '{key}' is not in sources.yaml." for key in cited if key not in all_sources()]
    return problems


def _hint(name: str, known: Iterable[str]) -> str:
    guess = nearest(name, known)
    return f"; did you mean '{guess}'" if guess else ""
