"""What a user asks of a portfolio, as plain values that a file, a link or a workbook can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from roi_model.analysis.measures import View
from roi_model.analysis.portfolio.problem import Aim, Band, Budget, Candidate, Floor, Problem
from roi_model.analysis.scenario import COVERAGE
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, unknown

CASH, SOCIETY, EVERYTHING, YEAR = "cash", "society", "all", "year "
Shares = dict[str, float]
Value = TypeVar("Value")


class Goal(StrEnum):
    """What is made as large as possible."""

    NET = "net"
    QALYS = "qalys"


class Limits(BaseModel):
    """What may be funded, how far, for what aim, within which limits.

    Keys of budgets and floors are made of a sector, a place and a year, with commas between; so are keys of coverages,
    of an intervention and a place. The key ``all`` means everything.

    Attributes
    ----------
    maximise
        Net present value of the analysis's perspective, or QALYs.
    cash_only, undiscounted
        Of the net present value: whether only cash counts, and whether it is not discounted.
    budgets
        £ that may be spent at most: ``all``; ``nhs``; ``year 1``; ``nhs, year 1``; ``Leeds``; ``nhs, Leeds``.
    floors
        £ of net position that a partner must have at least: ``nhs``; ``local_government, Leeds``; ``society``. With
        ``cash``, in cash and not discounted: ``nhs, cash``.
    must
        Interventions that must be funded, and the coverage they must have at least; None for that of the case.
    exclude
        Interventions that may not be funded.
    least, most
        Minimum viable coverage where funded, and highest coverage.
    step
        Coverage goes in multiples of this.
    diminishing
        Coverage beyond which each further person gains less, to the share of the effect that is left.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    maximise: Goal = Goal.NET
    cash_only: bool = False
    undiscounted: bool = False
    budgets: dict[str, float] = {}
    floors: dict[str, float] = {}
    must: dict[str, float | None] = {}
    exclude: tuple[str, ...] = ()
    least: Shares = {}
    most: Shares = {}
    step: Shares = {}
    diminishing: dict[str, dict[float, float]] = {}

    @classmethod
    def read(cls, content: Mapping[str, Any], place: str) -> Self:
        """Build limits from the content of a file or a link; every problem of it is said at once.

        Parameters
        ----------
        content
            Field to value.
        place
            Where it stands, which begins every sentence of a refusal.

        Raises
        ------
        InputError
            When a field is not known or a value is not of its kind.
        """
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise InputError(sentences(error, place, cls)) from error

    def as_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults as plain values."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def problem(self, cases: Sequence[Case], analysis: Analysis, horizon: int) -> Problem:
        """Return the problem that these limits pose for some cases.

        Parameters
        ----------
        cases
            What may be funded; an intervention once in each place. Their coverages serve those that must be funded.
        analysis
            The rules; its perspective decides whose net position is aimed at.
        horizon
            Time horizon in whole years.

        Raises
        ------
        InputError
            When a key names nothing there is, or a value is not allowed.

        Examples
        --------
        >>> from roi_model.engine.case import build_case
        >>> from roi_model.inputs.area import find_area
        >>> case = build_case("debt_advice", find_area(["Leeds"]))
        >>> asked = Limits(budgets={"all": 1e6, "nhs, year 1": 2e5}, most={"debt_advice": 0.3})
        >>> found = asked.problem([case], Analysis(), 5)
        >>> found.candidates[0].most, [budget.year for budget in found.budgets]
        (0.3, [None, 1])
        """
        names = _Names(cases)
        kept = [case for case in cases if not any(names.aims_at(key, case) for key in self.exclude)]
        for key in (*self.must, *self.least, *self.most, *self.step, *self.diminishing):
            if not any(names.aims_at(key, case) for case in cases):
                raise InputError(f"'{key}' names no intervention that may be funded here.")
        clashing = [key for key in self.must if not any(names.aims_at(key, case) for case in kept)]
        if clashing:
            raise InputError(f"{clashing[0]} must be funded and is excluded; choose one.")
        if not kept:
            raise InputError("Every intervention is excluded; leave at least one.")
        return Problem(
            candidates=tuple(self._candidate(case, names) for case in kept),
            analysis=analysis,
            horizon=horizon,
            aim=self._aim(analysis),
            budgets=tuple(names.budget(key, amount) for key, amount in self.budgets.items()),
            floors=tuple(names.floor(key, amount) for key, amount in self.floors.items()),
        )

    def _aim(self, analysis: Analysis) -> Aim:
        if self.maximise is Goal.QALYS:
            if self.cash_only:
                raise InputError("QALYs are no cash; leave out cash only, or maximise net.")
            return Aim(View(discounted=not self.undiscounted), qalys=True)
        return Aim(View(analysis.sectors, self.cash_only, not self.undiscounted))

    def _candidate(self, case: Case, names: _Names) -> Candidate:
        coverage = case.parameters[COVERAGE]
        required = names.last(self.must, case, missing=0.0)
        bands = names.last(self.diminishing, case, missing={})
        return Candidate(
            case=case,
            most=names.last(self.most, case, missing=coverage.allowed[1]),
            least=names.last(self.least, case, missing=0.0),
            required=coverage.value if required is None else required,
            step=names.last(self.step, case, missing=None),
            bands=tuple(Band(beyond, effect) for beyond, effect in sorted(bands.items())),
        )


@dataclass(frozen=True)
class _Names:
    """What the keys of limits can name: the places and interventions of some cases."""

    cases: Sequence[Case]

    @property
    def places(self) -> dict[str, str]:
        """Places as they may be typed, to their names."""
        return {case.area.name.casefold(): case.area.name for case in self.cases}

    @property
    def interventions(self) -> tuple[str, ...]:
        """The interventions, by name."""
        return tuple(dict.fromkeys(case.intervention.name for case in self.cases))

    def aims_at(self, key: str, case: Case) -> bool:
        """Whether a key of coverages means a case.

        Raises
        ------
        InputError
            When a part of the key is neither an intervention nor a place.
        """
        means = True
        for part in self._parts(key):
            if part.casefold() in self.places:
                means = means and self.places[part.casefold()] == case.area.name
            elif part in self.interventions:
                means = means and part == case.intervention.name
            elif part != EVERYTHING:
                raise unknown("intervention or place", part, (*self.interventions, *self.places.values()))
        return means

    def last(self, values: Mapping[str, Value], case: Case, missing: Value) -> Value:
        """Return the value of the last key that means a case; a key that names an intervention goes before ``all``."""
        found = [(key != EVERYTHING, value) for key, value in values.items() if self.aims_at(key, case)]
        named = [value for is_named, value in found if is_named] or [value for _, value in found]
        return named[-1] if named else missing

    def budget(self, key: str, amount: float) -> Budget:
        """Return the budget that a key names, ``amount`` in £.

        Raises
        ------
        InputError
            When a part of the key is not known, or is cash.
        """
        sector, place, year, is_cash = self._read(key)
        if is_cash:
            raise InputError(f"The budget '{key}' is for cash; all programme cost is cash, so leave that out.")
        return Budget(amount, sector, place, year)

    def floor(self, key: str, amount: float) -> Floor:
        """Return the floor that a key names, ``amount`` in £.

        Raises
        ------
        InputError
            When a part of the key is not known, or is a year.
        """
        sector, place, year, is_cash = self._read(key)
        if year is not None:
            raise InputError(f"The floor '{key}' is for one year; a floor holds over the whole time horizon.")
        sectors = tuple(Sector) if sector is None else (sector,)
        return Floor(amount, View(sectors, is_cash, not is_cash, (place,) if place else ()))

    def _parts(self, key: str) -> list[str]:
        """Return the parts of a key, which commas divide; a place may have a comma in its name."""
        pieces = [piece.strip() for piece in key.split(",")]
        parts: list[str] = []
        while pieces:
            joined = [", ".join(pieces[:end]) for end in range(len(pieces), 0, -1)]
            part = next((one for one in joined if one.casefold() in self.places), pieces[0])
            pieces = pieces[part.count(",") + 1 :]
            parts.append(part)
        return parts

    def _read(self, key: str) -> tuple[Sector | None, str, int | None, bool]:
        sector, place, year, is_cash = None, "", None, False
        for part in self._parts(key):
            if part in SECTOR_NAMES:
                sector = Sector(part)
            elif part.casefold() in self.places:
                place = self.places[part.casefold()]
            elif part.startswith(YEAR) and part.removeprefix(YEAR).strip().isdigit():
                year = int(part.removeprefix(YEAR))
            elif part == CASH:
                is_cash = True
            elif part not in {EVERYTHING, SOCIETY}:
                raise unknown("partner, place or year", part, _known(self.places.values()))
        return sector, place, year, is_cash


def _known(places: Iterable[str]) -> list[str]:
    return [*SECTOR_NAMES, *places, "year 1", CASH, EVERYTHING]
