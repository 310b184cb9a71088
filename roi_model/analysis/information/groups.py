"""Groups of parameters whose value of information is asked for together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roi_model.analysis.decision import Unknown
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError, unknown

EFFECT = "effect sizes"
PERSISTENCE = "how long effects last"
RISK = "prevalence and risk"
UNIT_COST = "unit costs and resource use"
QUALITY = "quality of life"

# A parameter belongs to the first group of which its unit has one of the beginnings or endings, or its name one of
# the words. What is left is prevalence and risk.
UNITS: dict[str, tuple[str, ...]] = {
    UNIT_COST: ("£", "of pay", "of lost earnings", "of the average loss", "of the cost of absence", "days per case"),
    QUALITY: ("QALYs",),
}
NAMES: dict[str, tuple[str, ...]] = {
    PERSISTENCE: ("persistence", "retention", "survival", "fade"),
    EFFECT: ("effect", "averted", "free_years", "resolved_with"),
}
EFFECT_NAME = "odds_ratio"  # alone; with more words it is the odds ratio of a risk


def group_of(parameter: Parameter) -> str:
    """Return the group that a parameter's unit and name put it into.

    Limits: a rule of words. A test holds the group of every parameter of the evidence files.
    """
    for group, words in UNITS.items():
        if any(word in parameter.unit for word in words):
            return group
    name = parameter.stream.rpartition(".")[2]
    for group, words in NAMES.items():
        if any(word in name for word in words):
            return group
    return EFFECT if name == EFFECT_NAME else RISK


def derived_groups(unknowns: Sequence[Unknown]) -> dict[str, tuple[int, ...]]:
    """Return each group and the numbers of its unknowns, leaving out groups without any."""
    groups: dict[str, tuple[int, ...]] = {}
    for group in (EFFECT, PERSISTENCE, RISK, UNIT_COST, QUALITY):
        members = tuple(number for number, each in enumerate(unknowns) if group_of(each.first) == group)
        if members:
            groups[group] = members
    return groups


def named_groups(asked: Mapping[str, Sequence[str]], unknowns: Sequence[Unknown]) -> dict[str, tuple[int, ...]]:
    """Return groups that a user named, as numbers of unknowns.

    A parameter is named in full, ``debt_advice.advice_cost``, or by its own name, which takes it in every
    intervention that has one.

    Raises
    ------
    InputError
        When a group has no parameters, or one of them is not there or not uncertain.
    """
    groups = {}
    for group, names in asked.items():
        wanted = [name.strip() for name in names if name.strip()]
        if not wanted:
            raise InputError(f"The group '{group}' names no parameter; write it as NAME=PARAMETER,PARAMETER.")
        members = {number for name in wanted for number in _matching(name, unknowns)}
        groups[group] = tuple(sorted(members))
    return groups


def _matching(name: str, unknowns: Sequence[Unknown]) -> list[int]:
    found = [number for number, each in enumerate(unknowns) if name in _names(each)]
    if not found:
        raise _not_drawn(name, unknowns)
    return found


def _not_drawn(name: str, unknowns: Sequence[Unknown]) -> InputError:
    everything = (each for file in map(evidence_file, INTERVENTION_NAMES) for each in file.parameters.values())
    fixed = {parameter.name: parameter.kind for parameter in everything if not parameter.is_uncertain}
    if name in fixed:
        return InputError(f"{name} is a {fixed[name]} parameter, which is not drawn; a group names uncertain ones.")
    return unknown("uncertain parameter", name, dict.fromkeys(each.first.name for each in unknowns))


def _names(each: Unknown) -> tuple[str, ...]:
    own = (parameter.name for members in each.parameters.values() for parameter in members)
    return (each.name, each.name.rpartition(".")[2], *own)
