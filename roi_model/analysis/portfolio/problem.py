"""The question of a portfolio: what may be funded, how far, for what aim, and within which limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from roi_model.analysis.measures import View
from roi_model.analysis.scenario import COVERAGE
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.package import check_package
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError

WHOLE = 1e-9  # rounding of a share


@dataclass(frozen=True)
class Band:
    """From which coverage on the people reached gain less, and what share of the effect they have.

    Costs go on as before. The effect is never more than that of the people before them.
    """

    beyond: float
    effect: float


@dataclass(frozen=True)
class Candidate:
    """One intervention in one place, and how far it may be taken.

    Attributes
    ----------
    case
        What, where and who pays; its own coverage is not used.
    most
        The highest coverage allowed.
    least
        The lowest coverage at which it can run at all, where it is funded: its minimum viable scale. 0 for any.
    required
        Coverage that it must have at least; 0 where it need not be funded.
    step
        Coverage goes in multiples of this; None for any coverage.
    bands
        Where reach diminishes; none by default.
    """

    case: Case
    most: float
    least: float = 0.0
    required: float = 0.0
    step: float | None = None
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise InputError(f"{self.label}: {problem}")

    def _problems(self) -> list[str]:
        top = self.case.parameters[COVERAGE].allowed[1]
        beyond, effects = [band.beyond for band in self.bands], [1.0, *(band.effect for band in self.bands)]
        checks = {
            f"the highest coverage is {self.most:g}; it must be between 0 and {top:g}.": 0 <= self.most <= top,
            f"the least coverage is {self.least:g}; it must be between 0 and the highest, {self.most:g}.": (
                0 <= self.least <= self.most
            ),
            f"the coverage required is {self.required:g}; it must be between 0 and the highest, {self.most:g}.": (
                0 <= self.required <= self.most
            ),
            f"the step of coverage is {self.step or 0:g}; it must be above 0 and at most the highest, {self.most:g}.": (
                self.step is None or 0 < self.step <= self.most
            ),
            f"no multiple of the step {self.step or 0:g} lies between {self.floor:g} and {self.most:g}.": (
                self.step is None or not self.step > 0 or self._has_step(self.step)
            ),
            f"reach diminishes from {beyond}; the coverages must rise from above 0.": (
                all(later > earlier for earlier, later in pairwise([0.0, *beyond]))
            ),
            f"the effects of diminishing reach are {effects[1:]}; they must fall from 1 and be 0 or more.": (
                all(0 <= later <= earlier for earlier, later in pairwise(effects))
            ),
        }
        return [problem for problem, fine in checks.items() if not fine]

    def _has_step(self, step: float) -> bool:
        first = max(1, math.ceil(self.floor / step - WHOLE))
        return first * step <= self.most + WHOLE

    @property
    def floor(self) -> float:
        """The lowest coverage it may have where it is funded."""
        return max(self.least, self.required)

    @property
    def label(self) -> str:
        """What it is, and where."""
        return f"{self.case.intervention.title} in {self.case.area.name}"

    @property
    def pieces(self) -> tuple[tuple[float, float], ...]:
        """The stretches of coverage up to the highest: width, and the share of the effect in it."""
        ends = [band.beyond for band in self.bands if band.beyond < self.most]
        effects = [1.0, *(band.effect for band in self.bands)]
        starts = [0.0, *ends]
        stops = [*ends, self.most]
        return tuple((stop - start, effects[n]) for n, (start, stop) in enumerate(zip(starts, stops, strict=True)))

    def allows(self, coverage: float) -> bool:
        """Whether it may have a coverage: none where it need not be funded, or its least to its highest, on a step.

        Examples
        --------
        >>> from roi_model.engine.case import build_case
        >>> from roi_model.inputs.area import find_area
        >>> candidate = Candidate(build_case("debt_advice", find_area(["Leeds"])), most=0.5, least=0.1)
        >>> [candidate.allows(coverage) for coverage in (0.0, 0.05, 0.1, 0.5, 0.6)]
        [True, False, True, True, False]
        """
        if coverage == 0:
            return not self.required
        steps = 0.0 if self.step is None else coverage / self.step
        return self.floor - WHOLE <= coverage <= self.most + WHOLE and abs(steps - round(steps)) < WHOLE

    def effective(self, coverage: float) -> float:
        """Return the coverage that would have the same effect if reach did not diminish.

        Examples
        --------
        >>> from roi_model.engine.case import build_case
        >>> from roi_model.inputs.area import find_area
        >>> case = build_case("debt_advice", find_area(["Leeds"]))
        >>> round(Candidate(case, 1.0, bands=(Band(0.5, 0.8),)).effective(0.75), 12)
        0.7
        """
        found, left = 0.0, coverage
        for width, effect in self.pieces:
            found += effect * min(left, width)
            left = max(left - width, 0.0)
        return found

    def funded(self, coverage: float) -> Case:
        """Return the case at a coverage above 0, with the share of the effect that is left."""
        parameter = self.case.parameters[COVERAGE]
        chosen = parameter.fixed(min(coverage, parameter.allowed[1]), "Chosen by the portfolio.")
        effect = self.effective(coverage) / coverage if self.bands else 1.0
        return replace(self.case.with_parameters(self.case.parameters.replacing(chosen)), effect=effect)


@dataclass(frozen=True)
class Aim:
    """A figure of a package, summed over its interventions: the net position of a view, or QALYs.

    Attributes
    ----------
    view
        Whose costs and benefits count, where, and which.
    qalys
        Whether it is the QALYs gained, by everyone, instead.
    """

    view: View = field(default_factory=View)
    qalys: bool = False


@dataclass(frozen=True)
class Budget:
    """What may be spent at most, in £ of the price year, as the mean of the draws.

    Programme cost: present value over the horizon or, of one year, the amount of that year.

    Attributes
    ----------
    amount
        In £.
    sector
        The payer whose spending is limited; None for all together.
    place
        The place in which; empty for all.
    year
        Which year, counted from 1; None for the whole horizon.
    """

    amount: float
    sector: Sector | None = None
    place: str = ""
    year: int | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.amount) and self.amount >= 0):
            sign = "−" if self.amount < 0 else ""
            raise InputError(f"The budget is {sign}£{abs(self.amount):g}; it must be 0 or more.")
        if self.year is not None and self.year < 1:
            raise InputError(f"The budget is for year {self.year}; years are counted from 1.")


@dataclass(frozen=True)
class Floor:
    """What a partner's net position must be at least, in £, over the horizon, as the mean of the draws.

    Attributes
    ----------
    amount
        In £; below 0 is what the partner may lose.
    view
        Whose: the sector or sectors, the place, and whether cash only counts.
    """

    amount: float
    view: View

    def __post_init__(self) -> None:
        if not math.isfinite(self.amount):
            raise InputError(f"The floor is £{self.amount:g}; it must be a number.")


@dataclass(frozen=True)
class Problem:
    """Which interventions may be funded, how far, for what aim, and within which limits.

    Attributes
    ----------
    candidates
        What may be funded; each intervention once in each place.
    analysis
        Price year, discount schedule, draws and seed.
    horizon
        Time horizon in whole years, the same for all.
    aim
        What is made as large as possible.
    budgets, floors
        The limits.
    """

    candidates: tuple[Candidate, ...]
    analysis: Analysis
    horizon: int
    aim: Aim = field(default_factory=Aim)
    budgets: tuple[Budget, ...] = ()
    floors: tuple[Floor, ...] = ()

    def __post_init__(self) -> None:
        check_package([candidate.case for candidate in self.candidates])
        for candidate in self.candidates:
            if candidate.case.parameters[COVERAGE].is_uncertain:
                raise InputError(
                    f"coverage of {candidate.case.intervention.name} has an interval, but the portfolio decides it; "
                    "leave it out."
                )
        for budget in self.budgets:
            if budget.year is not None and budget.year > self.horizon:
                raise InputError(f"A budget is given for year {budget.year}; the time horizon is {self.horizon} years.")

    @property
    def places(self) -> tuple[str, ...]:
        """The places, in their order."""
        return tuple(dict.fromkeys(candidate.case.area.name for candidate in self.candidates))

    @property
    def total_budget(self) -> Budget | None:
        """The budget for everything, where there is one."""
        return next((b for b in self.budgets if b.sector is None and not b.place and b.year is None), None)

    def with_budget(self, old: Budget, amount: float) -> Problem:
        """Return the problem with another amount in one of its budgets."""
        new = replace(old, amount=amount)
        return replace(self, budgets=tuple(new if budget == old else budget for budget in self.budgets))

    def funded(self, coverage: Sequence[float]) -> tuple[Case, ...]:
        """Return the cases that are funded at these coverages, one for each candidate; 0 for those that are not."""
        return tuple(
            candidate.funded(float(share))
            for candidate, share in zip(self.candidates, coverage, strict=True)
            if share > 0
        )
