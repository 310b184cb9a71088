"""Checks of what scenarios set: each setting by itself, so that it has its own line, and all of a scenario together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roi_model.analysis.sweep.points import Grid, Listed, Points, SweepScenarios
from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.scenario_list import NamedScenarios, Written
from roi_model.analysis.sweep.settings import Flat, Settings, check_settings, merged
from roi_model.inputs.document import Place
from roi_model.inputs.refusal import InputError

SPLITS = "splits"
LOOKED_AT_WHOLE = 1000  # points of a grid or a design that are checked with all their settings together


class Checks:
    """Checks of settings, each made once.

    Parameters
    ----------
    fields
        Fields of the request that are those of the whole sweep.
    """

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, settings: Settings) -> None:
        """Refuse settings that no intervention of the sweep can be run with."""
        if problems := self.problems(settings):
            raise InputError(problems)

    def problems(self, settings: Settings) -> tuple[str, ...]:
        """Return what is wrong with settings, a sentence each."""
        key = repr(sorted(settings.items()))
        if key not in self._known:
            try:
                check_settings(settings, self._fields)
                self._known[key] = ()
            except InputError as error:
                self._known[key] = error.problems
        return self._known[key]


def check_each(own: Flat, place: Place, check: Checks, problems: Problems) -> None:
    """Check every setting by itself, so that each problem has its own line.

    What a split of costs may say depends on time horizons and payers, so that splits are checked with them.
    """
    for name, value in own.settings.items():
        if name != SPLITS:
            with problems.caught((*place, *own.places[name])):
                check({name: value})


def check_whole(
    planned: SweepScenarios, scenarios: NamedScenarios, shared: Flat, check: Checks, problems: Problems
) -> None:
    """Check settings together: all named scenarios, and as many of the others as can be looked at in a moment."""
    for part in planned.parts:
        listed = isinstance(part, Listed)
        step = 1 if listed else -(-len(part) // LOOKED_AT_WHOLE)
        for number in range(0, len(part), step):
            settings = merged(planned.shared, part.settings(number))
            found = check.problems(settings)
            if not found:
                continue
            written = scenarios.written.get(part.name(number)) if listed else None
            place = _place(part, written, scenarios, shared) if _is_of_splits(settings, check) else ()
            for inner, sentence in _by_split(settings, check, found) if place else [((), one) for one in found]:
                problems.add((*place, *inner) or (written.place if written else (key_of(part),)), sentence)
            if not listed:
                break


def key_of(part: Points) -> str:
    """Return the entry of a sweep file that scenarios come from."""
    return "scenarios" if isinstance(part, Listed) else "grid" if isinstance(part, Grid) else "design"


def _is_of_splits(settings: Settings, check: Checks) -> bool:
    """Whether settings are refused for their splits alone."""
    others = {name: value for name, value in settings.items() if name != SPLITS}
    return SPLITS in settings and not check.problems(others)


def _place(part: Points, written: Written | None, scenarios: NamedScenarios, shared: Flat) -> Place:
    """Return where the splits of a scenario stand: with itself, with what it builds on, or at the top."""
    if isinstance(part, Grid) and any(axis == SPLITS for axis, _ in part.axes):
        return (key_of(part), SPLITS)
    if written is not None:
        for name in _beneath(written, scenarios):
            if SPLITS in name.own.places:
                return (*name.place, *name.own.places[SPLITS])
    return shared.places.get(SPLITS, ()) if written is not None or not isinstance(part, Listed) else ()


def _beneath(written: Written, scenarios: NamedScenarios) -> Iterator[Written]:
    """Yield a scenario and what it builds on, those first that win."""
    waiting, seen = [written], {written.place}
    while waiting:
        following = waiting.pop()
        yield following
        beneath = [scenarios.written[name] for name in following.builds_on]
        waiting += [other for other in beneath if other.place not in seen]
        seen |= {other.place for other in beneath}


def _by_split(settings: Settings, check: Checks, found: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
    """Yield each problem of splits with the number of its split, where one alone has it."""
    splits = settings[SPLITS]
    alone: list[tuple[Place, str]] = [
        ((number,), sentence)
        for number, split in enumerate(splits if isinstance(splits, list | tuple) else ())
        for sentence in check.problems({**settings, SPLITS: [split]})
    ]
    yield from alone or [((), sentence) for sentence in found]
