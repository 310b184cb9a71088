"""A scenario: named choices and changes, put onto the interventions of a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import ValidationError

from roi_model.engine.case import Case, build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.inputs.area import Area
from roi_model.inputs.assignment import Assignment
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, ParameterSet, parameter_set, preset_names
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, unknown

COVERAGE = "coverage"


@dataclass(frozen=True)
class Scenario:
    """What a user chose, before it meets a place.

    Attributes
    ----------
    preset
        The preset of every intervention that is not named in ``presets``. Those that do not
        have it keep the default.
    presets
        Intervention to preset.
    assignments
        Parameters set by hand, later ones winning.
    payers
        Who pays each programme: sector to share; None for those of the evidence files.
    """

    preset: str = PHE_2017
    presets: Mapping[str, str] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    payers: Mapping[str, float] | None = None


def runnable(asked: Sequence[str], place: Area) -> tuple[list[str], list[str]]:
    """Return the interventions to run, and a sentence for each left out for want of a population figure.

    One that was asked for by name is never left out: building its case says what is missing.

    Raises
    ------
    InputError
        When a name is unknown, or nothing can be run in the place.
    """
    if asked:
        return list(dict.fromkeys(load_intervention(name).name for name in asked)), []
    kept, left_out = [], []
    for name in INTERVENTION_NAMES:
        lacking = [figure for figure in evidence_file(name).description.population if figure not in place.figures]
        if lacking:
            needs = " and ".join(f"--population {figure}=NUMBER" for figure in lacking)
            left_out.append(f"{load_intervention(name).title} is left out: it needs {needs}.")
        else:
            kept.append(name)
    if not kept:
        raise InputError([f"No intervention can be run for {place.name}.", *left_out])
    return kept, left_out


def build_pairs(names: Sequence[str], area: Area, scenario: Scenario) -> tuple[tuple[Case, Case], ...]:
    """Build each case of a scenario, and the same case under the evidence preset beside it.

    Raises
    ------
    InputError
        When a name is unknown, or a value is not allowed; nothing is built then.
    """
    besides = (_case(name, area, EVIDENCE, scenario) for name in names)
    return tuple(zip(build_cases(names, area, scenario), besides, strict=True))


def build_cases(names: Sequence[str], area: Area, scenario: Scenario) -> tuple[Case, ...]:
    """Build each case of a scenario, as `build_pairs` does, without the one beside it.

    Raises
    ------
    InputError
        When a name is unknown, or a value is not allowed; nothing is built then.
    """
    for name in (*names, *scenario.presets):
        load_intervention(name)
    idle = [name for name in scenario.presets if name not in names]
    if idle:
        raise InputError(f"The preset '{scenario.presets[idle[0]]}' is given to {idle[0]}, which is not run here.")
    presets = chosen_presets(names, scenario)
    _check_targets(names, scenario.assignments)
    return tuple(_case(name, area, presets[name], scenario) for name in names)


def _case(name: str, area: Area, preset: str, scenario: Scenario) -> Case:
    return _with_assignments(build_case(name, area, preset, scenario.payers), scenario.assignments)


def build_everywhere(
    asked: Sequence[str], places: Sequence[Area], scenario: Scenario
) -> tuple[tuple[tuple[Case, Case], ...], list[str]]:
    """Build the cases of a scenario in each of several places, each with its evidence twin beside it.

    Returns
    -------
    tuple
        The pairs, place by place, and a sentence for each intervention left out for want of a population figure.
    """
    pairs: list[tuple[Case, Case]] = []
    left_out: list[str] = []
    for place in places:
        names, lacking = runnable(asked, place)
        pairs += build_pairs(names, place, scenario)
        left_out += lacking
    return tuple(pairs), left_out


def chosen_presets(names: Sequence[str], scenario: Scenario) -> dict[str, str]:
    """Return the preset each intervention runs under.

    Raises
    ------
    InputError
        When no chosen intervention has the preset, with the nearest spelling.
    """
    having = [name for name in names if scenario.preset in preset_names(name)]
    if not having:
        everywhere = dict.fromkeys(preset for name in INTERVENTION_NAMES for preset in preset_names(name))
        owners = [name for name in INTERVENTION_NAMES if scenario.preset in preset_names(name)]
        if owners:
            raise InputError(
                f"The preset '{scenario.preset}' belongs to {' and '.join(owners)}, which is not run here."
            )
        raise unknown("preset", scenario.preset, everywhere)
    chosen = {name: scenario.preset if name in having else PHE_2017 for name in names}
    return chosen | {name: preset for name, preset in scenario.presets.items() if name in chosen}


def _check_targets(names: Sequence[str], assignments: Sequence[Assignment]) -> None:
    for assignment in assignments:
        if assignment.intervention is not None:
            load_intervention(assignment.intervention)
            if assignment.intervention not in names:
                raise InputError(f"{assignment.intervention}.{assignment.name} is set, but that is not run here.")
        aimed = [assignment.intervention] if assignment.intervention else names
        if not any(_targets(parameter_set(name), assignment.intervention, assignment.name) for name in aimed):
            allowed = dict.fromkeys(parameter.name for name in aimed for parameter in parameter_set(name))
            raise unknown("parameter", assignment.name, allowed, f"in {', '.join(aimed)}" if len(aimed) == 1 else "")


def _targets(parameters: ParameterSet, intervention: str | None, name: str) -> tuple[str, ...]:
    """Return the parameters meant: of that name, or that are the same as the one of that name."""
    if intervention not in {None, parameters.intervention}:
        return ()
    return _meant(parameters.intervention, parameters.preset, name)


@lru_cache(maxsize=4096)
def _meant(intervention: str, preset: str, name: str) -> tuple[str, ...]:
    """Return the parameters of a preset that have a name or stand for it; changes of values move none of them."""
    own = f"{intervention}."
    return tuple(
        parameter.name
        for parameter in parameter_set(intervention, preset)
        if name in {parameter.name, parameter.stream.removeprefix(own)}
    )


def _with_assignments(case: Case, assignments: Sequence[Assignment]) -> Case:
    parameters, changed = case.parameters, dict[str, Parameter]()
    for assignment in assignments:
        try:
            for name in _targets(parameters, assignment.intervention, assignment.name):
                changed[name] = assignment.applied_to(changed.get(name) or parameters[name])
        except ValidationError as error:
            raise InputError(sentences(error, assignment.name, Parameter)) from error
    return case.with_parameters(parameters.replacing(*changed.values())) if changed else case
