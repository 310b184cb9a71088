"""What it is worth to know more before a choice: everything, each parameter, and groups of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from roi_model.analysis.decision import Rows, SimulatedDecision, Unknown
from roi_model.analysis.estimate import Chance, chance
from roi_model.analysis.information.estimators import (
    Gain,
    best_option,
    binned_gain,
    boosting_gain,
    ceiling,
    perfect_gain,
    spline_gain,
)
from roi_model.analysis.information.nested import NestedSize, nested_gain
from roi_model.analysis.watching import Watch, silent
from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import Band, discount_factors

MATERIAL = 0.01  # of the EVPI: what is worth less is worth about nothing
LARGEST = 10  # single parameters that a thorough analysis simulates within the simulation


class Estimator(StrEnum):
    """How a value of information was estimated."""

    SPLINE = "spline"
    BINS = "bins"
    BOOSTING = "boosting"
    NESTED = "nested"


@dataclass(frozen=True)
class Worth:
    """A value in £ with its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class PartialInformation:
    """What perfect knowledge of one parameter, or of a group, is worth (EVPPI).

    Attributes
    ----------
    name
        The parameter's stream, or the group.
    unknowns
        What would be known.
    worth
        The value that holds: at least 0, at least that of every part shown, at most the EVPI.
    estimator
        The estimator it comes from: nested simulation where there is one, else the one that found more.
    estimates
        Every estimate that was made.
    agree
        Whether the first two lie within two standard errors of their difference.
    """

    name: str
    unknowns: tuple[Unknown, ...]
    worth: Worth
    estimator: Estimator
    estimates: Mapping[Estimator, Worth]
    agree: bool

    @property
    def label(self) -> str:
        """A single parameter's label, or the group's name."""
        return self.unknowns[0].first.label if self.name == self.unknowns[0].name else self.name


@dataclass(frozen=True)
class Information:
    """What knowing more is worth to one choice.

    Attributes
    ----------
    simulated
        The choice and its draws.
    best
        The option with the highest mean net benefit: what to choose today.
    chance_best
        The chance that no other option would turn out better.
    perfect
        The expected value of perfect information (EVPI).
    singles
        Each uncertain parameter, the greatest value first.
    groups
        Groups, in the order they were asked for.
    """

    simulated: SimulatedDecision
    best: int
    chance_best: Chance
    perfect: Worth
    singles: tuple[PartialInformation, ...]
    groups: tuple[PartialInformation, ...]


def repeated(value: float, times: float, years: int, bands: tuple[Band, ...]) -> float:
    """Return what information is worth to a choice that is taken several times a year, for some years.

    Formula: value · times · Σ d(t) over t = 0 to years − 1; d is the discount factor.

    Parameters
    ----------
    value
        For one choice, in £.
    times
        Choices a year: people, where the value is for one person; 1, where it is for the whole area.
    years
        For how many years the choice is open, 1 or more; each year's is taken with what is known today.
    bands
        Discount rates.

    Examples
    --------
    >>> from roi_model.engine.discounting import schedule
    >>> round(repeated(100.0, 1, 2, schedule("review-2026").money), 2)
    197.09
    """
    return value * times * float(discount_factors(bands, years).sum())


def single_gains(simulated: SimulatedDecision, estimator: Callable[..., Gain] = spline_gain) -> list[Gain]:
    """Return what knowing each uncertain parameter alone is worth, by one estimator, in the order of the unknowns."""
    places = range(len(simulated.unknowns))
    return [estimator(simulated.inputs[:, [n]], simulated.net, simulated.reads[[n]]) for n in places]


def information(
    simulated: SimulatedDecision,
    groups: Mapping[str, Sequence[int]],
    *,
    thorough: bool = False,
    watch: Watch = silent,
) -> Information:
    """Value the knowledge of everything, of each uncertain parameter and of groups of them.

    Each is estimated twice, by methods of different kind: splines, and means in bins (one parameter) or boosted
    trees (a group). Where they disagree by more than two standard errors, nested simulation settles it.

    Parameters
    ----------
    simulated
        The choice and its draws.
    groups
        From a group's name to the numbers of its unknowns.
    thorough
        Also run nested simulation for every group and the ten parameters of greatest value.
    watch
        Given what is being done and its number of steps, shows progress; silent by default.

    Raises
    ------
    InputError
        When there are too few draws for the regressions.
    """
    perfect = _worth(perfect_gain(simulated.net))
    asked: list[tuple[str, tuple[int, ...]]] = [
        (each.name, (number,)) for number, each in enumerate(simulated.unknowns)
    ]
    asked += [(name, tuple(members)) for name, members in groups.items()]
    found = []
    with watch("Valuing information", len(asked)) as advance:
        for name, each in asked:
            found.append(_twice(simulated, name, each))
            advance()
    members = [each for _, each in asked]
    chosen = _to_settle(found, members, thorough=thorough)
    bounded = _bounded(_settle(simulated, found, members, chosen, watch), members, perfect.value)
    count = len(simulated.unknowns)
    best = best_option(simulated.net)
    singles = sorted(bounded[:count], key=lambda each: -each.worth.value)
    nothing_better = simulated.net[:, best] >= simulated.net.max(axis=1)
    return Information(simulated, best, chance(nothing_better), perfect, tuple(singles), tuple(bounded[count:]))


def _twice(simulated: SimulatedDecision, name: str, members: tuple[int, ...]) -> PartialInformation:
    inputs, reads = simulated.inputs[:, members], simulated.reads[list(members)]
    first = spline_gain(inputs, simulated.net, reads)
    other = Estimator.BINS if len(members) == 1 else Estimator.BOOSTING
    if ceiling(simulated.net, reads) == 0:
        second = first  # no choice can change, whatever is found out
    else:
        second = (binned_gain if other is Estimator.BINS else boosting_gain)(inputs, simulated.net, reads)
    estimates = {Estimator.SPLINE: _worth(first), other: _worth(second)}
    estimator = Estimator.SPLINE if first.value >= second.value else other
    unknowns = tuple(simulated.unknowns[number] for number in members)
    agree = not first.differs_from(second)
    return PartialInformation(name, unknowns, estimates[estimator], estimator, estimates, agree)


def _to_settle(found: Sequence[PartialInformation], members: Sequence[tuple[int, ...]], *, thorough: bool) -> list[int]:
    """Return the places of what needs nested simulation: two estimates disagree, or a thorough analysis asks."""
    single = np.array([len(each) == 1 for each in members])
    largest = set(np.argsort(-np.where(single, [each.worth.value for each in found], 0))[:LARGEST])
    return [
        place
        for place, each in enumerate(found)
        if (thorough and each.worth.value > 0 and (place in largest or not single[place])) or not each.agree
    ]


def _settle(
    simulated: SimulatedDecision,
    found: Sequence[PartialInformation],
    members: Sequence[tuple[int, ...]],
    chosen: Sequence[int],
    watch: Watch,
) -> list[PartialInformation]:
    if not chosen:
        return list(found)
    settled = list(found)
    size = NestedSize()
    with watch("Simulating within the simulation", len(chosen) * len(size.blocks)) as advance:
        for place in chosen:
            each, worth = found[place], _worth(_nested(simulated, members[place], size, advance))
            estimates = {**each.estimates, Estimator.NESTED: worth}
            settled[place] = replace(each, worth=worth, estimator=Estimator.NESTED, estimates=estimates)
    return settled


def _nested(
    simulated: SimulatedDecision, members: tuple[int, ...], size: NestedSize, advance: Callable[[], None]
) -> Gain:
    net, analysis = simulated.net, simulated.decision.analysis

    def net_at(known: Rows, other: Rows) -> Array:
        return simulated.net_at(members, known, other)

    return nested_gain(net_at, net.shape[0], best_option(net), size, analysis.seed, advance)


def _bounded(
    found: Sequence[PartialInformation], members: Sequence[tuple[int, ...]], most: float
) -> list[PartialInformation]:
    """Hold each value between those of its parts and the EVPI: whoever knows more can do what one with less does."""
    bounded = []
    for each, own in zip(found, members, strict=True):
        parts = [other.worth for other, part in zip(found, members, strict=True) if set(part) <= set(own)]
        floor = max(parts, key=lambda worth: worth.value)
        worth = each.worth if each.worth.value >= floor.value else floor
        bounded.append(replace(each, worth=replace(worth, value=min(max(worth.value, 0.0), most))))
    return bounded


def _worth(gain: Gain) -> Worth:
    return Worth(gain.value, gain.error)
