"""What a package comes to: in all, by intervention, and what is taken out of which benefit, with whom and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roi_model.analysis.comparison import Figures, MoneyFigures, figures, money_figures
from roi_model.analysis.estimate import Estimate, estimate
from roi_model.analysis.measures import View, return_per_pound, sums_where, view_of
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Outcome, People
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, Totals
from roi_model.engine.line import Flow, Line, Rival
from roi_model.engine.package import Package, evaluate_package
from roi_model.engine.sector import Sector

# Of several interventions. Longer than most effects; what loneliness averts was measured over five years.
COMMON_HORIZON = 5
MONEY = (Flow.BENEFIT, Flow.TRANSFER)


@dataclass(frozen=True)
class TakenOut:
    """What is taken out of the benefits that one intervention has from one outcome, and why.

    Attributes
    ----------
    case
        Whose benefits.
    outcome, people
        What they come from, and in whom.
    rivals
        Who claims it too: the same outcome, or the one that it follows from.
    money
        What is taken out of the view's benefits, in £; above 0 where they fall.
    alone
        The view's benefits from this outcome as the intervention has them alone, in £.
    averted
        How much of the outcome is taken out, over the horizon, not discounted; None where no quantity counts it.
    unit
        Its unit.
    """

    case: Case
    outcome: Outcome
    people: People
    rivals: tuple[Rival, ...]
    money: Estimate
    alone: Estimate
    averted: Estimate | None
    unit: str

    @property
    def share(self) -> float:
        """What is taken out, as a share of the benefits alone; 0 where there are none."""
        return self.money.mean / self.alone.mean if self.alone.mean else 0.0


@dataclass(frozen=True)
class Member:
    """One intervention of a package in one place.

    Attributes
    ----------
    figures
        Its figures as a part of the package, with what is taken out already gone.
    alone
        Its benefits as it has them alone, in £.
    taken_out
        What is taken out of them, in £; above 0 where they fall.
    evidence_return
        Its return per £1 in the same package under the evidence preset; None where that was not asked for.
    """

    figures: Figures
    alone: Estimate
    taken_out: Estimate
    evidence_return: Estimate | None


@dataclass(frozen=True)
class PackageFigures:
    """Every figure of a package at one time horizon, under the analysis's perspective.

    Attributes
    ----------
    package
        The lines themselves, at each year up to the horizon.
    total
        The package as a whole.
    benefit_alone, taken_out
        What its interventions would bring if each stood alone, and how much of that is claimed twice, in £.
    members
        By intervention and place, in the order given.
    overlaps
        What is taken out, by intervention, place and outcome.
    positions
        What each partner pays and gains, by year and with chance; all together at the end.
    evidence_return
        Return per £1 of the whole under the evidence preset; None where that was not asked for.
    """

    package: Package
    total: MoneyFigures
    benefit_alone: Estimate
    taken_out: Estimate
    members: tuple[Member, ...]
    overlaps: tuple[TakenOut, ...]
    positions: tuple[PartnerPosition, ...]
    evidence_return: Estimate | None

    @property
    def horizon(self) -> int:
        """The time horizon in years."""
        return self.total.horizon

    @property
    def places(self) -> tuple[str, ...]:
        """The places, in their order."""
        return tuple(dict.fromkeys(member.figures.case.area.name for member in self.members))


def package_figures(
    cases: Sequence[Case],
    analysis: Analysis,
    horizon: int = COMMON_HORIZON,
    *,
    evidence: Sequence[Case] = (),
    separately: Sequence[Sector] = (),
    sampler: Sampler | None = None,
) -> PackageFigures:
    """Evaluate interventions together, and say what was taken out and why.

    Parameters
    ----------
    cases
        Interventions, each at its own coverage; an intervention once in each place.
    analysis
        The rules for all of them.
    horizon
        Time horizon in whole years, the same for all.
    evidence
        The same cases under the evidence preset, for their returns.
    separately
        Sectors that are another partner in each place.
    sampler
        Where sampled columns are kept for other evaluations.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> leeds = find_area(["Leeds"])
    >>> cases = [build_case(name, leeds) for name in ("debt_advice", "collaborative_care")]
    >>> found = package_figures(cases, Analysis(draws=1000))
    >>> [(overlap.case.intervention.title, f"{overlap.share:.2%}") for overlap in found.overlaps]
    [('Debt advice', '0.03%'), ('Collaborative care', '0.06%')]
    """
    sampler = sampler or Sampler(analysis.design)
    package = evaluate_package(cases, analysis, each_year(horizon), sampler=sampler)
    view = view_of(package)
    beside = _evidence_returns(package, evidence, sampler)
    return PackageFigures(
        package=package,
        total=_total(package),
        benefit_alone=_gains(package, view, lambda line: not line.taken_out),
        taken_out=_losses(package, view, lambda line: line.taken_out),
        members=tuple(_member(member, view, own) for member, own in zip(package.members, beside[1:], strict=True)),
        overlaps=tuple(overlap for member in package.members for overlap in _overlaps(member, view)),
        positions=positions(package, separately),
        evidence_return=beside[0],
    )


def _total(package: Package) -> MoneyFigures:
    """Return the figures of the whole; a cost per QALY only where the QALYs of all its interventions are known."""
    known = all(any(line.flow is Flow.QALY for line in member.lines) for member in package.members)
    total = money_figures(package, -1)
    return total if known else replace(total, cost_per_qaly=None)


def _evidence_returns(package: Package, evidence: Sequence[Case], sampler: Sampler) -> list[Estimate | None]:
    """Return the return per £1 of the package under the evidence preset, and of each of its members."""
    if not evidence:
        return [None] * (len(package.members) + 1)
    same = tuple(evidence) == package.cases
    beside = package if same else evaluate_package(evidence, package.analysis, package.horizons[-1:], sampler=sampler)
    return [return_per_pound(totals, view_of(beside), -1) for totals in (beside, *beside.members)]


def _member(member: Results, view: View, evidence_return: Estimate | None) -> Member:
    return Member(
        figures=figures(member, -1),
        alone=_gains(member, view, lambda line: not line.taken_out),
        taken_out=_losses(member, view, lambda line: line.taken_out),
        evidence_return=evidence_return,
    )


def _overlaps(member: Results, view: View) -> list[TakenOut]:
    """Return what is taken out of one intervention, an outcome at a time."""
    found: dict[tuple[Outcome, People], list[Line]] = {}
    for line in member.lines:
        if line.taken_out and line.outcome is not None and line.people is not None:
            found.setdefault((line.outcome, line.people), []).append(line)
    return [_overlap(member, view, lines) for lines in found.values()]


def _overlap(member: Results, view: View, taken: Sequence[Line]) -> TakenOut:
    first = taken[0]
    assert first.outcome is not None
    assert first.people is not None
    counted = [line for line in taken if line.flow is Flow.QUANTITY]

    def of_this(line: Line) -> bool:
        return line.outcome is first.outcome and line.people is first.people

    averted = sums_where(member, lambda line: line in counted, discounted=False).at(-1)
    return TakenOut(
        case=member.case,
        outcome=first.outcome,
        people=first.people,
        rivals=first.rivals,
        money=_losses(member, view, lambda line: line.taken_out and of_this(line)),
        alone=_gains(member, view, lambda line: not line.taken_out and of_this(line)),
        averted=estimate(0 - averted[0], 0 - averted[1]) if counted else None,
        unit=counted[0].unit if counted else "",
    )


def _gains(results: Totals, view: View, wanted: Callable[[Line], bool]) -> Estimate:
    """Return the benefits of the wanted lines that the view counts."""
    return estimate(*_money(results, view, wanted))


def _losses(results: Totals, view: View, wanted: Callable[[Line], bool]) -> Estimate:
    """Return the same with the sign turned round: what is lost is above 0."""
    base, draws = _money(results, view, wanted)
    return estimate(0 - base, 0 - draws)


def _money(results: Totals, view: View, wanted: Callable[[Line], bool]) -> tuple[float, Array]:
    def counted(line: Line) -> bool:
        return line.flow in MONEY and view.counts(line) and wanted(line)

    return sums_where(results, counted, discounted=view.discounted).at(-1)
