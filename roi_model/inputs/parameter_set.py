"""The parameters of one intervention under one preset, and changes to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import ValidationError

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.evidence_file import build_parameter, evidence_file, shared_parameters
from roi_model.inputs.parameter import Checked, Parameter
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, unknown

EVIDENCE = "evidence"
PHE_2017 = "phe-2017"
CALIBRATED_FILE = "calibrated.yaml"


@dataclass(frozen=True)
class ParameterSet:
    """Every parameter of one intervention, by name; never changed in place.

    Attributes
    ----------
    intervention
        The intervention's name.
    preset
        The preset the set began as.
    parameters
        From name to parameter.
    """

    intervention: str
    preset: str
    parameters: Mapping[str, Parameter] = field(repr=False)

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters.values())

    def __getitem__(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise unknown("parameter", name, self.parameters, f"in {self.intervention}")
        return self.parameters[name]

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def replacing(self, *changed: Parameter) -> ParameterSet:
        """Return a set in which parameters of the same names are replaced."""
        for parameter in changed:
            _ = self[parameter.name]
        merged = {**self.parameters, **{parameter.name: parameter for parameter in changed}}
        return ParameterSet(self.intervention, self.preset, merged)


def preset_names(intervention: str) -> tuple[str, ...]:
    """Return the presets an intervention has: evidence, phe-2017, and its own."""
    return (EVIDENCE, PHE_2017, *evidence_file(intervention).description.presets)


@lru_cache(maxsize=64)
def parameter_set(intervention: str, preset: str = EVIDENCE) -> ParameterSet:
    """Return an intervention's parameters under a preset.

    Every preset other than ``evidence`` is a set of changes to it. ``phe-2017`` changes one
    parameter, the lever, to the solved value of ``calibrated.yaml``; its interval is scaled by
    solved ÷ evidence value.

    Raises
    ------
    InputError
        When the intervention has no such preset, or a change does not pass the checks.
    """
    evidence = ParameterSet(intervention, EVIDENCE, evidence_file(intervention).parameters)
    if preset == EVIDENCE:
        return evidence
    if preset not in preset_names(intervention):
        raise unknown("preset", preset, preset_names(intervention), f"in {intervention}")
    if preset == PHE_2017:
        changes = [with_solved_lever(evidence, solved_lever(intervention))]
    else:
        changes = _changes(evidence, preset)
    return ParameterSet(intervention, preset, evidence.replacing(*changes).parameters)


def solved_lever(intervention: str) -> float:
    """Return the lever's value that calibration found, in its own unit; see ``validation/calibrate.py``.

    Raises
    ------
    InputError
        When ``calibrated.yaml`` has none for the intervention.
    """
    solved = read_yaml(CALIBRATED_FILE)
    if intervention not in solved:
        raise unknown("solved lever", intervention, solved, f"in {CALIBRATED_FILE}")
    return float(solved[intervention]["solved_value"])


def with_solved_lever(evidence: ParameterSet, value: float) -> Parameter:
    """Return the lever at a solved value, its interval scaled with it."""
    lever = evidence[evidence_file(evidence.intervention).description.lever]
    scaled = lever.scaled(
        value / lever.value, "Calibrated: solved so that the base case returns the published headline."
    )
    return scaled.changed(value=value, checked=Checked.ASSUMED, interval_checked=Checked.ASSUMED)


def lever_inside_interval(intervention: str) -> bool:
    """Whether the solved lever lies inside the lever's own evidence interval."""
    lever = evidence_file(intervention).parameters[evidence_file(intervention).description.lever]
    assert lever.low is not None
    assert lever.high is not None
    return lever.low <= solved_lever(intervention) <= lever.high


def _changes(evidence: ParameterSet, preset: str) -> list[Parameter]:
    entry = evidence_file(evidence.intervention).description.presets[preset]
    changed, problems = [], []
    known = {**shared_parameters(), **evidence.parameters}
    for name, fields in entry.changes.items():
        place = f"{evidence.intervention}.yaml, preset {preset}, {name}"
        try:
            if "same_as" in fields:
                changed.append(build_parameter(name, fields, place, "", known))
            else:
                changed.append(evidence[name].changed(**{"source": entry.source, **fields}))
        except ValidationError as error:
            problems += sentences(error, place, Parameter)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return changed
