"""The work of a sweep: from one unit to its rows, the same on any machine and in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from roi_model.analysis.sweep.cases import cases_of
from roi_model.analysis.sweep.figures import Key, Rows
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.rows import rows_of
from roi_model.engine.design import Design
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate

# What a scenario may fail with; anything else is a fault of the machine, and stops the sweep.
FAILURES = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError)


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
    rows: list[Rows] = []
    failures: list[Failure] = []
    try:
        analysis, cases = unit.request.analysis(), cases_of(unit.request, unit.horizons)
    except FAILURES as error:
        return Finished(unit, together([]), (_failure(unit, "", error),))
    sampler = _sampler(analysis.design)
    for case, horizons in cases:
        try:
            # What cannot be divided or is too large must fail by name, and not give a row of nothing.
            with np.errstate(divide="raise", invalid="raise", over="raise"):
                rows.append(rows_of(evaluate(case, analysis, horizons, sampler=sampler)))
        except FAILURES as error:
            failures.append(_failure(unit, case.intervention.name, error))
    return Finished(unit, together(rows), tuple(failures))


def run_here(units: Iterable[Unit]) -> Iterator[Finished]:
    """Run units one after the other in this process: the backend by default."""
    yield from map(run_unit, units)


def together(parts: Iterable[Rows]) -> Rows:
    """Put rows under one another."""
    given = list(parts)
    keys: tuple[Key, ...] = tuple(key for part in given for key in part.keys)
    return Rows(keys, np.concatenate([np.empty((0, 5)), *(part.values for part in given)]))


def _failure(unit: Unit, intervention: str, error: Exception) -> Failure:
    why = " ".join(str(error).split()) or type(error).__name__
    return Failure(unit.scenario, unit.area, intervention, why)


@lru_cache(maxsize=1)
def _sampler(design: Design) -> Sampler:
    """Draws shared by every unit of a sweep in this process: common random numbers."""
    return Sampler(design)
