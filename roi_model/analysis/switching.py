"""Switching values: how far one number may move before a programme stops, or starts, breaking even."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.measures import benefits, costs
from roi_model.analysis.moving import evidence_interval, figure_of, moved_columns, moved_parameters
from roi_model.analysis.output import Measure, Output, factors_of
from roi_model.analysis.root_search import ZERO, NetAt, Root, Span, find_roots, span_of
from roi_model.analysis.scenario import COVERAGE
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import evaluate_at
from roi_model.inputs.price import standard_price_year, uprate
from roi_model.inputs.refusal import InputError

COST, EFFECT = "cost", "effect"
MULTIPLES = {COST: "Programme cost, all of it", EFFECT: "Benefits, all of them"}
MULTIPLE_UNIT = "times today's"


@dataclass(frozen=True)
class Subject:
    """What is moved: a parameter, or all costs or all benefits at once.

    Attributes
    ----------
    name, label, unit, price_year
        As those of the parameter; a multiple of costs or benefits has no price year.
    value
        Today's, in the price year.
    span
        Where its switching values are looked for.
    interval
        2.5th and 97.5th percentile as the evidence has them; None where it is not uncertain.
    deviation
        Standard deviation of its distribution in the simulation; None where it is not uncertain.
    """

    name: str
    label: str
    unit: str
    price_year: str | None
    value: float
    span: Span
    interval: tuple[float, float] | None = None
    deviation: float | None = None

    def deviations(self, root: Root) -> float | None:
        """Return how many standard deviations a root lies above today's value; below 0, under it."""
        return None if not self.deviation else (root.value - self.value) / self.deviation

    def is_inside(self, root: Root) -> bool | None:
        """Return whether a root lies inside the evidence interval."""
        return None if self.interval is None else self.interval[0] <= root.value <= self.interval[1]

    def in_prices_of(self, price_year: str, value: float) -> float:
        """Return a value in the prices of another year; what is not money stays."""
        return value if self.price_year is None else uprate(value, self.price_year, price_year)


@dataclass(frozen=True)
class Switching:
    """The switching values of one subject.

    Attributes
    ----------
    case, output, price_year
        Of what, whose net position over how many years, and the price year of the analysis.
    subject
        What is moved.
    today
        The net position at today's value.
    sign
        1 where that is above zero, −1 below, 0 where it is zero.
    roots
        Every switching value found, the nearest to today's value first.
    """

    case: Case
    output: Output
    price_year: str
    subject: Subject
    today: float
    sign: int
    roots: tuple[Root, ...]

    @property
    def at_switch(self) -> bool:
        """Whether today's value is itself a switching value."""
        return bool(self.roots) and self.roots[0].value == self.subject.value

    @property
    def below(self) -> Root | None:
        """The nearest switching value below today's."""
        return next((root for root in self.roots if root.value < self.subject.value), None)

    @property
    def above(self) -> Root | None:
        """The nearest switching value above today's."""
        return next((root for root in self.roots if root.value > self.subject.value), None)


def default_subjects(case: Case) -> tuple[str, ...]:
    """Return what is asked about unless a user names it: all that is uncertain, coverage, cost and effect."""
    coverage = [COVERAGE] if COVERAGE in case.parameters else []
    return (*(factor.name for factor in factors_of(case)), *coverage, COST, EFFECT)


def switching_values(case: Case, analysis: Analysis, output: Output, name: str) -> Switching:
    """Return every value of one subject at which a net position is zero, all else at its base case.

    Formula: x* with B(x*) − C(x*) = 0, B and C the benefits and programme costs of the view in the base
    case; for ``cost`` k·C and for ``effect`` k·B stand for them, so k* = B ÷ C and C ÷ B.
    Limits: the search ends where the parameter may go no further or, where it has no end, at 1,000 times
    its value or the ends of its interval. At coverage 0 nothing is paid or gained: no switching value.

    Parameters
    ----------
    case, analysis
        Of what, and how.
    output
        A net present value or a partner's net position.
    name
        A parameter of any kind; ``cost``, ``effect``.

    Raises
    ------
    InputError
        When there is no such parameter, it has no effect on the figure, or the figure is not a net one.
    """
    if output.measure is not Measure.NET:
        raise InputError(f"Switching values are those of a net figure; --measure {output.measure} has none.")
    subject, net_at = (
        _multiple(case, analysis, output, name) if name in MULTIPLES else _moved(case, analysis, output, name)
    )
    roots = find_roots(net_at, subject.span)
    if roots is None:
        raise NoEffectError(
            f"{name} has no effect on the {figure_of(case, output)} here, so it has no switching value."
        )
    net, gross = net_at(np.array([subject.value]))
    today = float(net[0])
    sign = 0 if abs(today) <= ZERO * gross[0] else int(np.sign(today))
    return Switching(case, output, analysis.price_year, subject, today, sign, roots)


class NoEffectError(InputError):
    """A switching value was asked of something that does not move the figure."""


def all_switching_values(
    case: Case, analysis: Analysis, output: Output, names: Sequence[str]
) -> tuple[tuple[Switching, ...], tuple[str, ...]]:
    """Return the switching values of several subjects, and the names of those without effect on the figure.

    The one whose switching value is the fewest standard deviations away comes first; then those that are
    not uncertain; then those with none in range.

    Raises
    ------
    InputError
        When none has an effect.
    """
    found, idle = [], []
    for name in names:
        try:
            found.append(switching_values(case, analysis, output, name))
        except NoEffectError:
            idle.append(name)
    if not found:
        raise NoEffectError(f"None of these has an effect on the {figure_of(case, output)}: {', '.join(idle)}.")
    return tuple(sorted(found, key=_distance)), tuple(idle)


def _distance(switching: Switching) -> tuple[int, float]:
    if not switching.roots:
        return 2, 0.0
    subject, root = switching.subject, switching.roots[0]
    deviations = subject.deviations(root)
    if deviations is not None:
        return 0, abs(deviations)
    return 1, abs(root.value - subject.value) / (abs(subject.value) or 1.0)


def _moved(case: Case, analysis: Analysis, output: Output, name: str) -> tuple[Subject, NetAt]:
    parameters = moved_parameters(case, name, MULTIPLES)
    first = parameters[0]
    known = (*(end for end in (first.low, first.high) if end is not None), *first.alternatives)
    own = None if first.low is None or first.high is None else (first.low, first.high)
    span = Span(first.value, *span_of(first.value, first.allowed, known), first.whole, own)
    deviation = first.fitted.standard_deviation if first.is_uncertain else None
    subject = Subject(
        first.name,
        first.label,
        first.unit,
        None if first.price_year is None else standard_price_year(first.price_year),
        first.value,
        span,
        evidence_interval(case, first),
        deviation,
    )

    def net_at(values: Array) -> tuple[Array, Array]:
        columns = moved_columns(parameters, values)
        results = evaluate_at(case, analysis, (output.horizon,), columns, values.size)
        benefit, cost = (sums(results, output.view).draws[:, 0] for sums in (benefits, costs))
        return benefit - cost, np.abs(benefit) + np.abs(cost)

    return subject, net_at


def _multiple(case: Case, analysis: Analysis, output: Output, name: str) -> tuple[Subject, NetAt]:
    results = evaluate_at(case, analysis, (output.horizon,), {}, 1)
    benefit, cost = (float(sums(results, output.view).base[0]) for sums in (benefits, costs))
    span = Span(1.0, *span_of(1.0, (0.0, np.inf), ()))

    def net_at(values: Array) -> tuple[Array, Array]:
        gains, pays = (benefit, values * cost) if name == COST else (values * benefit, cost)
        return np.asarray(gains - pays), np.asarray(abs(gains) + np.abs(pays))

    return Subject(name, MULTIPLES[name], MULTIPLE_UNIT, None, 1.0, span), net_at
