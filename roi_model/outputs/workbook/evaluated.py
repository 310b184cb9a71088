"""What a workbook is made from: a request, its cases, and what the engine makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roi_model.analysis.request import Request
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.evaluation import Results
from roi_model.engine.package import Package, evaluate_package
from roi_model.inputs.refusal import InputError

LEAST_YEARS = 10


@dataclass(frozen=True)
class Evaluated:
    """A request with the engine's results.

    Attributes
    ----------
    request, cases, analysis
        What was asked.
    package
        All cases together, evaluated at every horizon that one of them has, and at the last year.
    alone
        Each case by itself: its lines without those that overlap takes out.
    """

    request: Request
    cases: tuple[Case, ...]
    analysis: Analysis
    package: Package
    alone: tuple[Results, ...]

    @property
    def years(self) -> int:
        """How many years the workbook holds."""
        return max(self.package.horizons)

    def horizon(self, case: Case) -> int:
        """Return how many years count for a case."""
        return self.request.horizon or case.description.published.horizon

    def at(self, case: Case) -> int:
        """Return the number of a case's horizon in all results."""
        return self.package.horizons.index(self.horizon(case))


def evaluated(request: Request) -> Evaluated:
    """Evaluate everything that a request asks for.

    Raises
    ------
    InputError
        When the request cannot be run, or asks for several places apart.
    """
    cases, analysis = request.cases(), request.analysis()
    if len({case.area.name for case in cases}) > 1:
        raise InputError("A workbook is of one place; let the areas be added together, or export each by itself.")
    wanted = {request.horizon or case.description.published.horizon for case in cases}
    horizons = tuple(sorted({*wanted, max(LEAST_YEARS, *wanted)}))
    package = evaluate_package(cases, analysis, horizons)
    return Evaluated(request, cases, analysis, package, tuple(alone(member) for member in package.members))


def alone(member: Results) -> Results:
    """Return what a member of a package gives by itself: its lines without those that overlap takes out."""
    kept = [number for number, line in enumerate(member.lines) if not line.taken_out]
    return replace(
        member,
        lines=tuple(member.lines[number] for number in kept),
        base=tuple(member.base[number] for number in kept),
        simulated=tuple(member.simulated[number] for number in kept),
        base_yearly=member.base_yearly[kept],
        mean_yearly=member.mean_yearly[kept],
    )


def sheet_name(case: Case) -> str:
    """Return the name of a case's sheet; titles may be longer than a spreadsheet program allows.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> sheet_name(build_case("debt_advice", find_area(["Leeds"])))
    'Debt advice'
    """
    return case.intervention.name.replace("_", " ").capitalize()
