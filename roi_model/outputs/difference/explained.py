"""Why figures moved: what differs in what was asked, in the evidence and in the program, and how much each does.

Each difference is tried by running the model again, one change after another, as `analysis.difference` does. What is
left over, beside the numbers that are kept, is the program's, and that of inputs that are not parameters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from roi_model.analysis.difference import Step, difference
from roi_model.analysis.moved_figures import ROUNDING as MOVED
from roi_model.analysis.moved_figures import differences
from roi_model.analysis.request import Request
from roi_model.analysis.request_parts import narrowed
from roi_model.analysis.sweep.figures import ALL, FIGURES
from roi_model.analysis.sweep.package import PACKAGE
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import run_unit
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

ROUNDING = 1e-9  # of the larger figure, below which nothing is left over
# What two records of runs are compared in.
RECORDED = ("draws", "seed", "method", "price_year", "schedule", "perspective", "also_count")


@dataclass(frozen=True)
class ExplainedFigure:
    """Why one figure moved.

    Attributes
    ----------
    row
        Of `Differences.moved`.
    steps
        The changes one after the other, and what each does to it.
    """

    row: Mapping[str, Any]
    steps: tuple[Step, ...]

    @property
    def left_over(self) -> float:
        """What the changes together do not explain, in the figure's unit; 0 where only rounding is left."""
        explained = sum(step.change for step in self.steps)
        rest = float(self.row["change"]) - explained
        size = max(abs(float(self.row["before"])), abs(float(self.row["after"])))
        return 0.0 if abs(rest) <= ROUNDING * size else rest


@dataclass(frozen=True)
class Explanation:
    """Why the figures of one case moved.

    Attributes
    ----------
    figure
        The row by which the case was chosen.
    first, second
        What was asked, with the evidence as it was.
    figures
        Each figure of the case that moved, the chosen one first.
    """

    figure: Mapping[str, Any]
    first: Request
    second: Request
    figures: tuple[ExplainedFigure, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The changes, and what each does to the figure by which the case was chosen."""
        return self.figures[0].steps

    @property
    def left_over(self) -> float:
        """What the changes do not explain of that figure."""
        return self.figures[0].left_over

    def named(self, measure: str, *, sectors: bool = False) -> list[ExplainedFigure]:
        """Return the figures of every kind of value with this measure: of all sectors, or one of each."""
        return [
            figure
            for figure in self.figures
            if figure.row["measure"] == measure
            and figure.row["kind"] in {"", ALL}
            and (figure.row["sector"] not in {"", ALL}) == sectors
        ]


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


def explain(first: Results, second: Results, figure: Mapping[str, Any], tolerance: float = MOVED) -> Explanation | None:
    """Explain every figure of a case that moved, by running the model again; None where that cannot be done.

    Parameters
    ----------
    first, second
        The two sets.
    figure
        A row of `Differences.moved`, of the case.
    tolerance
        As of `differences`.
    """
    own = str(figure["intervention"])
    try:
        requests = [_asked(results, figure) for results in (first, second)]
        if requests[0] is None or requests[1] is None:
            return None
        before, after = requests[0], requests[1]
        members = tuple(after.interventions) if own == PACKAGE else ()
        values = _Values(own, members, int(figure["horizon"]))
        now = values(before), values(after)
    except (InputError, LookupError):
        return None  # what was asked then cannot be asked of this version
    moved = differences(first.case(figure), second.case(figure), tolerance).moved.to_dict("records")
    rows = [{str(name): cell for name, cell in row.items()} for row in moved]
    explained = [
        ExplainedFigure(row, difference(before, after, values.of(_place(row))))
        for row in rows
        if all(not math.isnan(side.get(_place(row), math.nan)) for side in now) and not math.isnan(row["change"])
    ]
    chosen = [one for one in explained if _place(one.row) == _place(figure)]
    if not chosen:
        return None
    return Explanation(figure, before, after, (*chosen, *(one for one in explained if one is not chosen[0])))


Place = tuple[str, str, str]  # sector, kind and measure


def _place(row: Mapping[str, Any]) -> Place:
    return str(row["sector"]) or ALL, str(row["kind"]) or ALL, str(row["measure"])


def _asked(results: Results, figure: Mapping[str, Any]) -> Request | None:
    """Return what was asked of one case, with the evidence as it was then; None where that is not kept."""
    scenario, own = str(figure["scenario"]), str(figure["intervention"])
    request = results.request(scenario, str(figure["area"]))
    if request is None:
        return None
    members = results.package(scenario) if own == PACKAGE else (own,)
    asked = narrowed(request, members).model_copy(update={"horizon": int(figure["horizon"])})
    for name in members:
        asked = _as_it_was(asked, results.values, name)
    return asked


class _Values:
    """Every figure of one case under one request after another, each worked out once."""

    def __init__(self, intervention: str, members: tuple[str, ...], horizon: int) -> None:
        self._own, self._members, self._horizon = intervention, members, horizon
        self._known: dict[str, dict[Place, float]] = {}

    def __call__(self, request: Request) -> dict[Place, float]:
        """Return the mean of each figure; refuses what cannot be answered."""
        name = request.model_dump_json()
        if name not in self._known:
            horizon = request.horizon or self._horizon
            done = run_unit(Unit(0, "", "", request, (horizon,), "", self._members))
            failed = [failure.why for failure in done.failures if failure.intervention in {"", self._own}]
            if failed:
                raise InputError(failed)
            self._known[name] = {
                (key.sector, key.kind, key.measure): float(value)
                for key, value in zip(done.rows.keys, done.rows.values[:, FIGURES.index("mean")], strict=True)
                if key.intervention == self._own
            }
        return self._known[name]

    def of(self, place: Place) -> Callable[[Request], float]:
        """Return what gives one figure; where it is not defined it cannot be answered."""

        def figure(request: Request) -> float:
            value = self(request)[place]
            if math.isnan(value):
                raise InputError("It is not defined.")
            return value

        return figure


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
