"""Several interventions at once, in one place or several: their results, and what overlap takes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Claim
from roi_model.engine.draws import Sampler, base_case
from roi_model.engine.evaluation import BLOCK, Counted, Results, Totals, evaluate_together
from roi_model.engine.items import case_items
from roi_model.engine.line import Flow, Item
from roi_model.engine.overlap import Left, claims_of, contested_items, rivals_of, shares_left
from roi_model.inputs.area import check_apart
from roi_model.inputs.refusal import InputError


@dataclass(frozen=True)
class Package(Totals):
    """Everything that several cases give together.

    Its lines are those of all cases, each with its intervention and place. A line that is
    ``taken_out`` has the opposite sign: the part of the line of the same label that other interventions of
    the package, its ``rivals``, claim too.

    Attributes
    ----------
    members
        What each case gives; its own lines with those taken out.
    """

    members: tuple[Results, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the package."""
        return tuple(member.case for member in self.members)


def evaluate_package(
    cases: Sequence[Case],
    analysis: Analysis,
    horizons: Sequence[int],
    *,
    sampler: Sampler | None = None,
    block: int = BLOCK,
) -> Package:
    """Evaluate several cases at once, on the same draws, and take out what they claim twice.

    Parameters
    ----------
    cases
        Interventions, each at its own coverage; an intervention once in each place.
    analysis, horizons, sampler, block
        As of `evaluate`.

    Raises
    ------
    InputError
        When there is no case, the same intervention stands twice in one place, or places share people.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> leeds = find_area(["Leeds"])
    >>> cases = [build_case(name, leeds) for name in ("debt_advice", "workplace_stress")]
    >>> package = evaluate_package(cases, Analysis(draws=100), horizons=(5,))
    >>> sum(line.taken_out for line in package.lines)
    12
    """
    check_package(cases)
    members = evaluate_together(
        cases, analysis, horizons, counted=_with_overlap_of(cases), sampler=sampler, block=block
    )
    return combined(members)


def combined(members: Sequence[Results]) -> Package:
    """Put the results of cases that stand together side by side."""
    first = members[0]
    return Package(
        analysis=first.analysis,
        horizons=first.horizons,
        lines=tuple(
            replace(line, intervention=member.case.intervention.name, place=member.case.area.name)
            for member in members
            for line in member.lines
        ),
        base=tuple(totals for member in members for totals in member.base),
        simulated=tuple(totals for member in members for totals in member.simulated),
        base_yearly=np.concatenate([member.base_yearly for member in members]),
        mean_yearly=np.concatenate([member.mean_yearly for member in members]),
        members=tuple(members),
    )


def package_from(alone: Sequence[Results], *, sampler: Sampler | None = None, block: int = BLOCK) -> Package:
    """Put cases that were evaluated each alone together, and take out what they claim twice.

    It gives what `evaluate_package` gives, to the last bit. Only cases that contest something are run again, and
    only what is taken out is added up: where one case of many moves, the results of the others can be kept.

    Parameters
    ----------
    alone
        What each case gives by itself, all under one analysis and at the same horizons.
    sampler, block
        As of `evaluate`.

    Raises
    ------
    InputError
        As `evaluate_package`.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.engine.evaluation import evaluate
    >>> from roi_model.inputs.area import find_area
    >>> leeds = find_area(["Leeds"])
    >>> cases = [build_case(name, leeds) for name in ("debt_advice", "workplace_stress")]
    >>> alone = [evaluate(case, Analysis(draws=100), horizons=(5,)) for case in cases]
    >>> sum(line.taken_out for line in package_from(alone).lines)
    12
    """
    cases = [results.case for results in alone]
    check_package(cases)
    analysis, horizons = alone[0].analysis, alone[0].horizons
    base = [case_items(case, analysis, base_case(case.parameters), max(horizons)) for case in cases]
    contested = [number for number, (left, _) in enumerate(_left_of(cases, base)) if left]
    members = list(alone)
    if contested:
        rivals = [cases[number] for number in contested]
        overlap = _overlap_of(rivals)
        taken = evaluate_together(rivals, analysis, horizons, counted=overlap, sampler=sampler, block=block)
        for number, lines in zip(contested, taken, strict=True):
            members[number] = _with_lines(alone[number], lines)
    return combined(members)


def with_payers(package: Package, cases: Sequence[Case], *, sampler: Sampler | None = None) -> Package:
    """Return a package of the same cases paid by others: only the lines of cost are worked out again.

    It gives what `evaluate_package` gives, to the last bit: who pays touches no benefit and no claim.

    Parameters
    ----------
    package
        The package as somebody else pays it.
    cases
        Its cases in their order, the same but for their payers and payments.
    sampler
        As of `evaluate`.

    Raises
    ------
    ValueError
        When a case differs in more than who pays.
    """
    before = [replace(own, payers={}, payments={}) for own in package.cases]
    if before != [replace(case, payers={}, payments={}) for case in cases]:
        raise ValueError("the cases differ in more than who pays")
    paid = evaluate_together(cases, package.analysis, package.horizons, counted=_costs, sampler=sampler)
    return combined([_paid_so(own, costs) for own, costs in zip(package.members, paid, strict=True)])


def _costs(items: Sequence[Sequence[Item]]) -> list[Sequence[Item]]:
    """Return the lines of cost of each case; of one without any, its first line, so that there is one to add up."""
    return [[item for item in own if item.line.flow is Flow.COST] or own[:1] for own in items]


def _paid_so(own: Results, paid: Results) -> Results:
    """Return the results of a case with other lines of cost, which stand after the quantities as `itemise` has them."""
    first = len(list(takewhile(lambda line: line.flow is Flow.QUANTITY, own.lines)))
    kept = [(own, number) for number, line in enumerate(own.lines) if line.flow is not Flow.COST]
    costs = [(paid, number) for number, line in enumerate(paid.lines) if line.flow is Flow.COST]
    parts = [*kept[:first], *costs, *kept[first:]]
    return replace(
        paid,
        lines=tuple(of.lines[number] for of, number in parts),
        base=tuple(of.base[number] for of, number in parts),
        simulated=tuple(of.simulated[number] for of, number in parts),
        base_yearly=np.stack([of.base_yearly[number] for of, number in parts]),
        mean_yearly=np.stack([of.mean_yearly[number] for of, number in parts]),
    )


def _with_lines(own: Results, more: Results) -> Results:
    """Return the results of a case with more lines."""
    return replace(
        own,
        lines=own.lines + more.lines,
        base=own.base + more.base,
        simulated=own.simulated + more.simulated,
        base_yearly=np.concatenate([own.base_yearly, more.base_yearly]),
        mean_yearly=np.concatenate([own.mean_yearly, more.mean_yearly]),
    )


def check_package(cases: Sequence[Case]) -> None:
    """Refuse a package of nothing, an intervention that stands twice in one place, and places that share people."""
    if not cases:
        raise InputError("A package needs at least one intervention.")
    seen: set[tuple[str, str]] = set()
    for case in cases:
        key = (case.intervention.name, case.area.name)
        if key in seen:
            raise InputError(f"{case.intervention.title} stands twice in {case.area.name}; give it once.")
        seen.add(key)
    check_apart([case.area for case in cases])


def _with_overlap_of(cases: Sequence[Case]) -> Counted:
    """Return what adds to the items of each case those that take out double claims."""
    overlap = _overlap_of(cases)
    return lambda items: [[*own, *taken] for own, taken in zip(items, overlap(items), strict=True)]


def _overlap_of(cases: Sequence[Case]) -> Counted:
    """Return what finds the items that take out double claims of each case."""

    def taken_out(items: Sequence[Sequence[Item]]) -> list[list[Item]]:
        return [
            [item.taken_out(1 - share, rivals_of(item.claim, rivals)) for item, share in contested_items(own, kept)]
            for own, (kept, rivals) in zip(items, _left_of(cases, items), strict=True)
        ]

    return taken_out


def _left_of(cases: Sequence[Case], items: Sequence[Sequence[Item]]) -> list[tuple[Left, dict[str, list[Claim]]]]:
    """Return what is left of each case's contested claims, and what the others in its place claim.

    It is settled place by place: people of different places are different people.
    """
    found: dict[int, tuple[Left, dict[str, list[Claim]]]] = {}
    places = {case.area.name: case.area for case in cases}
    for name, area in places.items():
        here = [number for number, case in enumerate(cases) if case.area.name == name]
        figures = {figure: np.array([[value]]) for figure, value in area.figures.items()}
        claims = {cases[number].intervention.name: claims_of(items[number]) for number in here}
        left = shares_left(list(claims.values()), figures)
        for number, kept in zip(here, left, strict=True):
            own = cases[number].intervention.name
            found[number] = kept, {who: made for who, made in claims.items() if who != own}
    return [found[number] for number in range(len(cases))]
