"""Why figures moved: what differs in what was asked, in the evidence and in the program, and how much each does.

Each difference is tried by running the model again, one change after another, as `analysis.difference` does. What is
left over, beside the numbers that are kept, is the program's, and that of inputs that are not parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roi_model.analysis.difference import Step, difference
from roi_model.analysis.measures import net_present_value, view_of
from roi_model.analysis.request import Request
from roi_model.analysis.sweep.package import PACKAGE
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference.evidence_values import (
    ChangedValue,
    Name,
    changed_values,
    evidence_values,
    scaled_text,
)
from roi_model.outputs.difference.source import Results
from roi_model.outputs.sweep import identity as sweep_identity

EXPLAINED = "net_present_value"
ROUNDING = 1e-9  # of the larger figure, below which nothing is left over
# What two records of runs are compared in.
RECORDED = ("draws", "seed", "method", "price_year", "schedule", "perspective", "also_count")


@dataclass(frozen=True)
class Explanation:
    """Why one net present value moved.

    Attributes
    ----------
    figure
        The row of the figure that moved.
    first, second
        What was asked, with the evidence as it was.
    steps
        The changes one after the other, and what each does.
    """

    figure: Mapping[str, Any]
    first: Request
    second: Request
    steps: tuple[Step, ...]

    @property
    def left_over(self) -> float:
        """What the changes together do not explain, in £; 0 where only rounding is left."""
        explained = sum(step.change for step in self.steps)
        rest = float(self.figure["change"]) - explained
        size = max(abs(float(self.figure["before"])), abs(float(self.figure["after"])))
        return 0.0 if abs(rest) <= ROUNDING * size else rest


@dataclass(frozen=True)
class Causes:
    """What differs between two sets of results.

    Attributes
    ----------
    sentences
        What differs in what was asked, in inputs, program and versions, in words.
    values
        Parameters of the evidence whose values differ.
    values_known
        Whether both sets hold the values of the evidence.
    """

    sentences: tuple[str, ...]
    values: tuple[ChangedValue, ...]
    values_known: bool


def causes(first: Results, second: Results) -> Causes:
    """Return what differs between two sets of results."""
    known = bool(first.values and second.values)
    values = changed_values(first.values, second.values) if known else []
    return Causes(tuple(_sentences(first, second)), tuple(values), known)


def explain(first: Results, second: Results, figure: Mapping[str, Any]) -> Explanation | None:
    """Explain one net present value that moved, by running the model again, or return None where that cannot be done.

    Parameters
    ----------
    first, second
        The two sets.
    figure
        A row of `Differences.moved`.
    """
    if figure["intervention"] == PACKAGE:
        return None
    place = str(figure["scenario"]), str(figure["area"])
    try:
        asked = [results.request(*place) for results in (first, second)]
        if asked[0] is None or asked[1] is None:
            return None
        own, horizon = str(figure["intervention"]), int(figure["horizon"])
        before, after = (
            _as_it_was(request, results.values, own).model_copy(update={"horizon": horizon})
            for request, results in zip((asked[0], asked[1]), (first, second), strict=True)
        )
        steps = difference(before, after, lambda request: _value(request, own))
    except (InputError, LookupError):
        return None  # what was asked then cannot be asked of this version
    return Explanation(figure, before, after, steps)


def _as_it_was(request: Request, values: Mapping[Name, str], intervention: str) -> Request:
    """Return a request with the parameters of one intervention at the values they had, where they differ now."""
    now = evidence_values()
    case = next(case for case in request.cases() if case.intervention.name == intervention)
    scales = case.area.scales
    changed = {
        f"{owner}.{parameter}": scaled_text(text, scales.get(parameter, 1.0))
        for (owner, preset, parameter), text in values.items()
        if (owner, preset) == (intervention, case.parameters.preset) and now.get((owner, preset, parameter)) != text
    }
    return request.model_copy(update={"changes": changed | dict(request.changes)}) if changed else request


def _value(request: Request, intervention: str) -> float:
    case = next(case for case in request.cases() if case.intervention.name == intervention)
    analysis = request.analysis()
    horizon = request.horizon or case.description.published.horizon
    results = evaluate(case, analysis, (horizon,), sampler=Sampler(analysis.design))
    return net_present_value(results, view_of(results), 0).mean


def _sentences(first: Results, second: Results) -> list[str]:
    if not first.facts or not second.facts:
        return []
    if first.is_sweep:
        found = sweep_identity.changes(first.facts, second.facts)
        if sweep_identity.SCENARIOS_CHANGED in found:
            found.remove(sweep_identity.SCENARIOS_CHANGED)
            found += sweep_identity.scenario_changes(_rows(first), _rows(second))
        return found
    # The digest is that of the changes asked for as well: where those differ it says nothing of the evidence.
    asked = [results.facts.get("request", {}) for results in (first, second)]
    compared = RECORDED if asked[0] != asked[1] else (*RECORDED, "parameter_digest")
    found = [
        f"{name.replace('_', ' ')} was {first.facts.get(name)} and is {second.facts.get(name)}"
        for name in compared
        if first.facts.get(name) != second.facts.get(name)
    ]
    versions = [results.facts.get("versions", {}) for results in (first, second)]
    found += [
        f"{name} was {versions[0].get(name, 'not there')} and is {versions[1].get(name, 'not there')}"
        for name in dict.fromkeys([*versions[0], *versions[1]])
        if versions[0].get(name) != versions[1].get(name)
    ]
    return found


def _rows(results: Results) -> list[tuple[str, ...]]:
    return [
        (scenario, setting, value)
        for scenario, settings in results.settings.items()
        for setting, value in (settings or {"": ""}).items()
    ]
