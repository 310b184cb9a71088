"""The work of a sweep: from one unit to its rows, the same on any machine and in any order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np

from roi_model.analysis.sweep.cases import cases_of
from roi_model.analysis.sweep.figures import FIGURES, Key, Rows
from roi_model.analysis.sweep.package import PACKAGE, package_rows
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.side_by_side import FAILURES, Asked, cases_at_once, rows_of

# Units that are looked through together for cases that are alike: some times as many as stand side by side, for they
# may differ in more than numbers; and the most of them.
TIMES, MOST_AT_ONCE = 4, 500


@dataclass(frozen=True)
class Failure:
    """What could not be worked out, and why."""

    scenario: str
    area: str
    intervention: str
    why: str


@dataclass(frozen=True)
class Finished:
    """A unit that is done.

    Attributes
    ----------
    unit
        What was asked.
    rows
        Its figures, intervention by intervention; those that failed have none.
    failures
        One for each intervention that could not be worked out, or one for all, under an empty name.
    """

    unit: Unit
    rows: Rows
    failures: tuple[Failure, ...] = ()


# Anything that runs units: in this process, in others, on other machines. It takes units from the
# iterator only as fast as it can run them, and yields each once, in any order.
Backend = Callable[[Iterable[Unit]], Iterator[Finished]]
T = TypeVar("T")


@runtime_checkable
class SharingBackend(Protocol):
    """A backend whose workers can also write what they find, so that this process has little left to do."""

    @property
    def at_once(self) -> int:
        """How many pieces of work are done at a time."""
        ...

    def whole(
        self, batches: Iterable[tuple[Unit, ...]], write: Callable[[list[Finished]], T]
    ) -> Iterator[tuple[tuple[Unit, ...], T]]:
        """Run batches of units, and yield each with what a worker made of what they gave, in any order."""
        ...


def run_unit(unit: Unit) -> Finished:
    """Work out every figure of one unit.

    What it returns depends on the unit alone. A case that cannot be built or evaluated is a
    `Failure`, never an exception.

    Examples
    --------
    >>> from roi_model.analysis.request import Request
    >>> asked = Request(areas=("Leeds",), interventions=("debt_advice",), draws=100)
    >>> done = run_unit(Unit(0, "as it is", "Leeds", asked, (5,)))
    >>> done.rows.keys[0].measure, round(float(done.rows.values[0, 0]))
    ('people_reached', 10419)
    """
    return run_units([unit])[0]


def run_here(units: Iterable[Unit]) -> Iterator[Finished]:
    """Run units in this process, some at a time in their order: the backend by default."""
    given = iter(units)
    for first in given:
        yield from run_units([first, *itertools.islice(given, units_at_once(first) - 1)])


def units_at_once(unit: Unit) -> int:
    """Return how many units like this one are best run together."""
    side_by_side = cases_at_once(unit.request.draws)
    return 1 if side_by_side == 1 else min(TIMES * side_by_side, MOST_AT_ONCE)


def run_units(units: Sequence[Unit]) -> list[Finished]:
    """Work out every figure of several units, each as `run_unit` does, to the last bit, in far less time.

    Cases that are alike but for their numbers, as one intervention's are under many scenarios and in many
    places, are evaluated and summarised side by side.
    """
    failed: list[list[Failure]] = [[] for _ in units]
    asked: list[tuple[int, Asked]] = []
    for place, unit in enumerate(units):
        try:
            analysis = unit.request.analysis()
            asked += [(place, Asked(case, analysis, years)) for case, years in cases_of(unit.request, unit.horizons)]
        except FAILURES as error:
            failed[place].append(_failure(unit, "", error))
    rows: list[list[Rows]] = [[] for _ in units]
    for (place, one), found in zip(asked, rows_of([one for _, one in asked]), strict=True):
        if isinstance(found, Rows):
            rows[place].append(found)
        else:
            failed[place].append(_failure(units[place], one.case.intervention.name, found))
    for place, unit in enumerate(units):
        if unit.package:
            try:
                with np.errstate(divide="raise", invalid="raise", over="raise"):
                    rows[place].append(package_rows(unit.request, unit.package, unit.horizons))
            except FAILURES as error:
                failed[place].append(_failure(unit, PACKAGE, error))
    joined: dict[tuple[int, ...], tuple[Key, ...]] = {}
    return [
        Finished(unit, together(own, joined), tuple(failures))
        for unit, own, failures in zip(units, rows, failed, strict=True)
    ]


def together(parts: Sequence[Rows], joined: dict[tuple[int, ...], tuple[Key, ...]] | None = None) -> Rows:
    """Put rows under one another; ``joined`` holds the keys that were put together before, so that many share them."""
    known = {} if joined is None else joined
    names = tuple(id(part.keys) for part in parts)
    if names not in known:
        known[names] = tuple(key for part in parts for key in part.keys)
    values = [part.values for part in parts] or [np.empty((0, len(FIGURES)))]
    return Rows(known[names], values[0] if len(values) == 1 else np.concatenate(values))


def _failure(unit: Unit, intervention: str, error: Exception) -> Failure:
    why = " ".join(str(error).split()) or type(error).__name__
    return Failure(unit.scenario, unit.area, intervention, why)
