"""What a business case states: every figure of a request, evaluated once."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.analysis.comparison import Figures, figures
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import net, net_present_value, return_per_pound, view_of
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.package_figures import COMMON_HORIZON
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.analysis.request import Request
from roi_model.analysis.switching import NoEffectError, Switching, all_switching_values, default_subjects
from roi_model.analysis.together import Together, together
from roi_model.analysis.tornado import Tornado, tornado
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.package import Package, evaluate_package


@dataclass(frozen=True)
class CaseFigures:
    """Every figure of a business case.

    Attributes
    ----------
    request, cases, analysis
        What was asked.
    package
        All cases together, at each year up to the time horizon.
    members
        The figures of each case as part of the package: what two would claim is counted once.
    whole
        The figures of all together.
    whole_undiscounted
        Net of all together, not discounted.
    positions
        Of each partner by year, and of all partners.
    evidence_return
        Return per £1 of all together where every number is as the evidence gives it; None where nothing is paid.
    switching
        For each case the switching values; none where nothing moves the figure.
    """

    request: Request
    cases: tuple[Case, ...]
    analysis: Analysis
    package: Package
    members: tuple[Figures, ...]
    whole: Together
    whole_undiscounted: Estimate
    positions: tuple[PartnerPosition, ...]
    evidence_return: Estimate | None
    switching: tuple[tuple[Switching, ...], ...]

    @property
    def horizon(self) -> int:
        """The time horizon, in years."""
        return self.package.horizons[-1]

    @property
    def output(self) -> Output:
        """The net present value that the case is made of."""
        return Output(Measure.NET, self.horizon, view_of(self.package))

    @property
    def net_draws(self) -> Array:
        """The net present value of all together in every draw, shape (draws,)."""
        return net(self.package, view_of(self.package)).draws[:, -1]

    def tornados(self) -> tuple[Tornado, ...]:
        """Return, for each case, what single parameters do to its net present value."""
        return tuple(tornado(case, self.analysis, self.output) for case in self.cases)

    def partners(self, most: int) -> tuple[PartnerPosition, ...]:
        """Return who pays, the largest first, and after them who gains most: at most so many."""
        each = [one for one in self.positions if one.partner is not None]
        payers = sorted(
            (one for one in each if one.economic.contribution.mean), key=lambda one: -one.economic.contribution.mean
        )
        others = sorted((one for one in each if one not in payers), key=lambda one: -one.economic.net.mean)
        return tuple([*payers, *others][:most])


def years_counted(request: Request) -> int:
    """Return the time horizon of a business case: that asked for, or one programme's own, or five years for several."""
    if request.horizon is not None:
        return request.horizon
    cases = request.cases()
    return cases[0].description.published.horizon if len(cases) == 1 else COMMON_HORIZON


def case_figures(request: Request) -> CaseFigures:
    """Evaluate everything that a business case states.

    Raises
    ------
    InputError
        When the request cannot be answered.
    """
    pairs, analysis, horizon = request.pairs(), request.analysis(), years_counted(request)
    cases = tuple(case for case, _ in pairs)
    package = evaluate_package(cases, analysis, each_year(horizon))
    view, last = view_of(package), horizon - 1
    beside = evaluate_package([evidence for _, evidence in pairs], analysis, (horizon,))
    return CaseFigures(
        request=request,
        cases=cases,
        analysis=analysis,
        package=package,
        members=tuple(figures(member, last) for member in package.members),
        whole=together(package, last),
        whole_undiscounted=net_present_value(package, view.undiscounted, last),
        positions=positions(package),
        evidence_return=return_per_pound(beside, view, 0),
        switching=tuple(_switching(case, analysis, Output(Measure.NET, horizon, view)) for case in cases),
    )


def _switching(case: Case, analysis: Analysis, output: Output) -> tuple[Switching, ...]:
    try:
        return all_switching_values(case, analysis, output, default_subjects(case))[0]
    except NoEffectError:
        return ()
