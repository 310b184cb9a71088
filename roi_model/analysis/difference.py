"""Why two requests give different figures: one choice after another is changed, and each change is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError

T = TypeVar("T")
PLACE = "place"
# Fields that are changed together, in this order; those of parameters one by one, between the two.
BEFORE = {PLACE: ("areas", "population", "apart"), "interventions": ("interventions",)}
PRESETS = {"presets": ("preset", "presets")}
AFTER = {
    "payers": ("payers", "splits"),
    "horizon": ("horizon",),
    "perspective": ("perspective",),
    "also_count": ("also_count",),
    "prices": ("price_year",),
    "discounting": ("schedule",),
    "simulation": ("draws", "seed", "method", "correlations"),
}


@dataclass(frozen=True)
class Step:
    """What one change does, all changes before it made and none after it.

    Attributes
    ----------
    names
        What was changed: groups of fields, or names of parameters. Several, where one alone cannot be answered.
    before, after
        The figure before and after.
    """

    names: tuple[str, ...]
    before: float
    after: float

    @property
    def change(self) -> float:
        """By how much the figure rises."""
        return self.after - self.before


def difference(first: Request, second: Request, figure: Callable[[Request], float]) -> tuple[Step, ...]:
    """Go from one request to the other, a choice at a time.

    Formula: change(i) = y(first with changes 1 to i) − y(first with changes 1 to i − 1); they add up to the whole
    difference.
    Limits: where choices work on one another, how much each is given depends on the order, which is fixed: place,
    interventions, presets, parameters by name, payers, horizon, perspective, prices, discounting, draws.

    Parameters
    ----------
    first, second
        Two requests that can be answered.
    figure
        From a request to the figure that is compared; refuses what cannot be answered with an `InputError`.

    Examples
    --------
    >>> steps = difference(Request(), Request(horizon=3, seed=1), lambda asked: float(asked.horizon or 10))
    >>> [(step.names, step.change) for step in steps]
    [(('horizon',), -7.0), (('simulation',), 0.0)]
    """
    steps: list[Step] = []
    waiting: tuple[str, ...] = ()
    now, value = first, figure(first)
    for name, fields in _changes(first, second):
        now = now.model_copy(update=fields)
        waiting = (*waiting, name)
        try:
            after = figure(now)
        except InputError:
            continue  # not without a change that is still to come
        steps.append(Step(waiting, value, after))
        waiting, value = (), after
    return tuple(steps)


def _changes(first: Request, second: Request) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each change by name, with the fields that make it."""
    yield from _grouped(first, second, BEFORE | PRESETS)
    changes, reasons = dict(first.changes), dict(first.reasons)
    for name in dict.fromkeys((*first.changes, *second.changes)):
        if first.changes.get(name) == second.changes.get(name):
            continue
        changes, reasons = _with(changes, second.changes, name), _with(reasons, second.reasons, name)
        yield name, {"changes": changes, "reasons": reasons}
    yield from _grouped(first, second, AFTER)


def _grouped(
    first: Request, second: Request, groups: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, fields in groups.items():
        wanted = {field: getattr(second, field) for field in fields}
        if any(getattr(first, field) != value for field, value in wanted.items()):
            yield name, wanted


def _with(entries: Mapping[str, T], wanted: Mapping[str, T], name: str) -> dict[str, T]:
    """Return a copy in which one entry is as wanted, or gone."""
    others = {key: value for key, value in entries.items() if key != name}
    return others | ({name: wanted[name]} if name in wanted else {})
