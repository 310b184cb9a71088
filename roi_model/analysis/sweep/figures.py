"""Which figures a case gives in a sweep, and which of its lines each of them adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from roi_model.analysis.measures import View
from roi_model.engine.cash_flow import Array, ValueKind
from roi_model.engine.line import Flow, Line
from roi_model.engine.sector import Sector

ALL = "all"  # of sectors: all that the perspective counts; of kinds: every kind of value
POUNDS, PER_POUND, PROBABILITY, YEAR = "£", "£ per £1", "probability", "year"
FIGURES = ("base_case", "mean", "low", "high", "standard_error")
GAINS = (Flow.BENEFIT, Flow.TRANSFER)


class Key(NamedTuple):
    """Which figure a row holds."""

    intervention: str
    horizon: int
    sector: str
    kind: str
    measure: str
    unit: str
    preset: str = ""


@dataclass(frozen=True)
class Rows:
    """Figures as rows.

    Attributes
    ----------
    keys
        Which figure each row holds.
    values
        Shape (rows, 5): base case, mean, low, high and standard error; not a number where one is not defined.
    """

    keys: tuple[Key, ...]
    values: Array


class Sum(NamedTuple):
    """Which lines are added up and which are taken away, and whether they are discounted."""

    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()
    discounted: bool = True


class Figure(NamedTuple):
    """One row to be worked out: a sum, or the ratio of two, or the chance that a sum is above 0."""

    sector: str
    kind: str
    measure: str
    unit: str
    above: Sum
    below: Sum | None = None


class Payback(NamedTuple):
    """The row of a payback year: which lines gain and pay, and whether they are discounted."""

    kind: str
    measure: str
    flow: Sum


@lru_cache(maxsize=1024)
def figures_of(lines: tuple[Line, ...], sectors: tuple[Sector, ...]) -> tuple[Figure, ...]:
    """Return the figures that these lines give under a perspective, in the order of the table."""
    return (*_whole(lines, View(sectors)), *_by_sector(lines))


@lru_cache(maxsize=1024)
def package_figures_of(lines: tuple[Line, ...], sectors: tuple[Sector, ...]) -> tuple[Figure, ...]:
    """Return the figures of interventions that stand together: people are not added up, and what is taken out is said.

    A cost per QALY is defined only where every member counts QALYs.
    """
    members = {(line.intervention, line.place) for line in lines}
    known = {(line.intervention, line.place) for line in lines if line.flow is Flow.QALY} == members
    gains = _gains(lines, View(sectors)).plus
    alone = tuple(number for number in gains if not lines[number].taken_out)
    taken = tuple(number for number in gains if lines[number].taken_out)
    return (
        *(
            figure if known or figure.measure != "cost_per_qaly" else figure._replace(below=Sum(()))
            for figure in figures_of(lines, sectors)
            if figure.measure != "people_reached"
        ),
        Figure(ALL, ALL, "benefits_alone", POUNDS, Sum(alone)),
        Figure(ALL, ALL, "benefits_taken_out", POUNDS, Sum((), taken)),
    )


@lru_cache(maxsize=1024)
def paybacks_of(lines: tuple[Line, ...], sectors: tuple[Sector, ...]) -> tuple[Payback, ...]:
    """Return the payback years that these lines give under a perspective."""
    view = View(sectors)
    views = (
        (ALL, "payback_year", view),
        (ALL, "payback_year_undiscounted", view.undiscounted),
        (ValueKind.CASH.value, "payback_year", view.cash),
    )
    return tuple(Payback(kind, measure, _net(lines, seen)) for kind, measure, seen in views)


def _whole(lines: Sequence[Line], view: View) -> Iterator[Figure]:
    """Figures of all sectors that the perspective counts."""
    cash, plain, paid = view.cash, view.undiscounted, _costs(lines, view)
    counted = tuple(number for number, line in enumerate(lines) if line.flow is Flow.QUANTITY)
    yield Figure(ALL, ALL, "people_reached", "people", Sum(counted[:1], discounted=False))
    yield Figure(ALL, ALL, "programme_cost", POUNDS, paid)
    yield Figure(ALL, ALL, "benefits", POUNDS, _gains(lines, view))
    yield Figure(ALL, ALL, "benefits_undiscounted", POUNDS, _gains(lines, plain))
    yield Figure(ALL, ALL, "net_present_value", POUNDS, _net(lines, view))
    yield Figure(ALL, ALL, "net_undiscounted", POUNDS, _net(lines, plain))
    yield Figure(ALL, ALL, "return_per_pound", PER_POUND, _gains(lines, view), paid)
    yield Figure(ALL, ALL, "chance_benefits_exceed_costs", PROBABILITY, _net(lines, view))
    yield Figure(ALL, ALL, "cost_per_qaly", "£ per QALY", *_cost_per_qaly(lines, view))
    yield from _cash(ALL, lines, cash, paid, "return_per_pound")
    yield Figure(ALL, "cash", "chance_benefits_exceed_costs", PROBABILITY, _net(lines, cash))


def _cost_per_qaly(lines: Sequence[Line], view: View) -> tuple[Sum, Sum]:
    """Return what is spent, less what is gained but for wellbeing, and the QALYs gained."""
    net = _net(lines, view)
    gained = tuple(number for number in net.plus if lines[number].kind is not ValueKind.WELLBEING)
    qalys = tuple(number for number, line in enumerate(lines) if line.flow is Flow.QALY)
    return Sum(net.minus, gained), Sum(qalys if net.minus or gained else ())


def _cash(sector: str, lines: Sequence[Line], cash: View, paid: Sum, ratio: str) -> Iterator[Figure]:
    yield Figure(sector, "cash", "benefits", POUNDS, _gains(lines, cash))
    yield Figure(sector, "cash", "net_present_value", POUNDS, _net(lines, cash))
    yield Figure(sector, "cash", ratio, PER_POUND, _gains(lines, cash), paid)


def _by_sector(lines: Sequence[Line]) -> Iterator[Figure]:
    """Figures of every sector that has a line, whatever the perspective."""
    everyone = _costs(lines, View())
    for sector in Sector:
        own = View((sector,))
        if not any(own.counts(line) for line in lines):
            continue
        yield Figure(sector.value, ALL, "programme_cost", POUNDS, _costs(lines, own))
        yield Figure(sector.value, ALL, "benefits", POUNDS, _gains(lines, own))
        yield Figure(sector.value, ALL, "net_present_value", POUNDS, _net(lines, own))
        yield Figure(sector.value, ALL, "return_to_sector", PER_POUND, _gains(lines, own), everyone)
        yield Figure(sector.value, ALL, "chance_benefits_exceed_costs", PROBABILITY, _net(lines, own))
        yield from _cash(sector.value, lines, own.cash, everyone, "return_to_sector")
        for kind in ValueKind:
            chosen = tuple(n for n in _gains(lines, own).plus if lines[n].kind is kind)
            if chosen and kind is not ValueKind.CASH:
                yield Figure(sector.value, kind.value, "benefits", POUNDS, Sum(chosen))


def _costs(lines: Sequence[Line], view: View) -> Sum:
    chosen = (number for number, line in enumerate(lines) if line.flow is Flow.COST and view.counts(line))
    return Sum(tuple(chosen), (), view.discounted)


def _gains(lines: Sequence[Line], view: View) -> Sum:
    chosen = (number for number, line in enumerate(lines) if line.flow in GAINS and view.counts(line))
    return Sum(tuple(chosen), (), view.discounted)


def _net(lines: Sequence[Line], view: View) -> Sum:
    return Sum(_gains(lines, view).plus, _costs(lines, view).plus, view.discounted)
