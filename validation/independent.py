"""Checks against figures that no number of the model was taken from, through the engine's own code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from roi_model.engine.discounting import Band, discount_factors, schedule
from roi_model.inputs.price import link, price_factor, uprate
from roi_model.inputs.refusal import unknown

from .published_2011 import figure_2011, results_2011
from .target import Target, TargetKind, targets_of

Check = Callable[[Target], float]

GREEN_BOOK = "green-book-2026"
FROM_TO = re.compile(r"(?:(?P<amount>\d+) of )?(?P<first>\S+) to (?P<last>\S+)")


@dataclass(frozen=True)
class IndependentCheck:
    """One published figure beside the model's own.

    Attributes
    ----------
    target
        The figure as published.
    value
        What the model gives.
    explained
        Whether a difference beyond the tolerance has its paragraph in ``differences.md``, which
        names the same two figures.
    """

    target: Target
    value: float
    explained: bool

    @property
    def agrees(self) -> bool:
        """Whether the two lie within the tolerance."""
        return self.target.is_met_by(self.value)

    @property
    def passes(self) -> bool:
        """Whether the two agree, or their difference is explained."""
        return self.agrees or self.explained


def check_independent(explained: frozenset[tuple[str, str]]) -> tuple[IndependentCheck, ...]:
    """Compute every independent and circular target.

    Parameters
    ----------
    explained
        Pairs of id and the model's figure, as ``differences.md`` names them.
    """
    found = []
    for target in targets_of(TargetKind.INDEPENDENT, TargetKind.CIRCULAR):
        value = computed(target)
        found.append(IndependentCheck(target, value, (target.id, f"{value:.{target.decimals}f}") in explained))
    return tuple(found)


def computed(target: Target) -> float:
    """Return what the model gives for one target.

    Raises
    ------
    InputError
        When nothing is known of the target's subject.

    Examples
    --------
    >>> from roi_model.validation.target import targets
    >>> found = next(target for target in targets() if target.id == "factor_money_1")
    >>> round(computed(found), 6)
    0.966184
    """
    if target.subject not in CHECKS:
        raise unknown("independent check", target.subject, CHECKS, "in targets.csv")
    return CHECKS[target.subject](target)


def _factor(target: Target) -> float:
    year = int(target.quantity.removeprefix("year "))
    return float(discount_factors(_bands(target), year + 1)[0, year])


def _annuity(target: Target) -> float:
    """£1 at the end of each year: year 0 is not among them."""
    last = int(target.quantity.removeprefix("years 1 to "))
    return float(discount_factors(_bands(target), last + 1)[0, 1:].sum())


def _bands(target: Target) -> tuple[Band, ...]:
    edition = schedule(GREEN_BOOK)
    return edition.qalys if target.subject.endswith("health") else edition.money


def _price_factor(target: Target) -> float:
    _, first, last = _period(target)
    return price_factor(first, last)


def _uprated(target: Target) -> float:
    amount, first, last = _period(target)
    return uprate(amount, first, last)


def _period(target: Target) -> tuple[float, str, str]:
    match = FROM_TO.fullmatch(target.quantity)
    assert match is not None, target.quantity
    return float(match["amount"] or 1), match["first"], match["last"]


def _in_2011(target: Target) -> float:
    assert target.horizon is not None, target.id
    return figure_2011(results_2011(target.subject, target.horizon), target.quantity)


CHECKS: dict[str, Check] = {
    "discount factor, money": _factor,
    "discount factor, health": _factor,
    "annuity, money": _annuity,
    "annuity, health": _annuity,
    "price factor": _price_factor,
    "price link": lambda _: link(),
    "uprated amount": _uprated,
    "debt_advice_2011": _in_2011,
    "workplace_screening_2011": _in_2011,
    "workplace_wellbeing_2011": _in_2011,
    "befriending_2011": _in_2011,
    "bullying_prevention_2011": _in_2011,
}
