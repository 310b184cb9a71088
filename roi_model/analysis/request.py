"""Everything a run was asked, as plain values that a file, a link or a workbook can hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from roi_model.analysis.correlation import named_correlation
from roi_model.analysis.pooling.split import split_pairs, with_splits
from roi_model.analysis.pooling.split_text import parse_split
from roi_model.analysis.scenario import Scenario, build_cases, build_everywhere, runnable
from roi_model.engine.analysis import (
    DEFAULT_DRAWS,
    DEFAULT_PRICE_YEAR,
    DEFAULT_SEED,
    AlsoCount,
    Analysis,
    checked_horizon,
)
from roi_model.engine.case import Case
from roi_model.engine.design import Method
from roi_model.engine.discounting import DEFAULT_SCHEDULE
from roi_model.inputs.area import Area, check_apart, find_area, separate_areas
from roi_model.inputs.area_table import AreaKind
from roi_model.inputs.assignment import assignment_of, parse_assignment
from roi_model.inputs.parameter_set import PHE_2017
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError
from roi_model.inputs.typed_area import typed_area

Reason = Annotated[str, Field(max_length=500)]
Number = float | str  # a number, or as people type it: 20%, £1,200, 300:250:360@2024-25


class Request(BaseModel):
    """Where, what and how: the same request gives the same numbers.

    Attributes
    ----------
    name, note
        What the user calls it, and says of it.
    areas
        Places, by name or code; added together unless ``apart``.
    apart
        Whether each area stands by itself, with its own people, local values and cases.
    population
        Figures typed in: name to number of people.
    interventions
        Names; all that the place has figures for, where none is given.
    preset, presets
        The preset of all, and intervention to preset.
    changes
        ``NAME`` or ``INTERVENTION.NAME`` to the value, as ``--set`` takes it; later ones win.
    reasons
        Name of a change to why it was made; it is logged into what is exported.
    payers
        Sector to share of the programme cost; none for those of the evidence files.
    splits
        Who pays single cost lines, each as ``--split`` takes it; they go before ``payers``, later ones win.
    horizon
        Whole years; None for each intervention's published time horizon.
    perspective, price_year, schedule, also_count, draws, seed, method
        As of `Analysis`.
    correlations
        ``NAME,NAME`` to a rank correlation.

    Examples
    --------
    >>> asked = Request(areas=["Leeds"], interventions=["debt_advice"], changes={"coverage": 0.2})
    >>> asked.cases()[0].parameters["coverage"].value
    0.2
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)
    areas: tuple[str, ...] = ()
    apart: bool = False
    population: dict[str, float] = Field(default_factory=dict)
    interventions: tuple[str, ...] = ()
    preset: str = PHE_2017
    presets: dict[str, str] = Field(default_factory=dict)
    changes: dict[str, Number] = Field(default_factory=dict)
    reasons: dict[str, Reason] = Field(default_factory=dict)
    payers: dict[str, float] = Field(default_factory=dict)
    splits: tuple[str, ...] = ()
    horizon: int | None = None
    perspective: str = "societal"
    price_year: str = DEFAULT_PRICE_YEAR
    schedule: str = DEFAULT_SCHEDULE
    also_count: AlsoCount = AlsoCount.NOTHING
    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED
    method: Method = Method.RANDOM
    correlations: dict[str, float] = Field(default_factory=dict)

    @field_validator("horizon")
    @classmethod
    def _allowed(cls, years: int | None) -> int | None:
        return None if years is None else checked_horizon(years)

    @field_validator("horizon", "draws", "seed", mode="before")
    @classmethod
    def _counted(cls, number: object, told: ValidationInfo) -> object:
        if isinstance(number, bool):  # which Python takes for 1 or 0
            raise ValueError(f"{told.field_name} is {number}; it must be a whole number")
        return number

    @field_validator("changes", mode="before")
    @classmethod
    def _typed(cls, changes: object) -> object:
        for name, value in changes.items() if isinstance(changes, dict) else ():
            if isinstance(value, bool) or not isinstance(value, int | float | str):
                raise ValueError(f"changes.{name} is {value!r}; it must be a number, or text as --set takes it.")
        return changes

    @model_validator(mode="after")
    def _reasons_of_changes(self) -> Self:
        idle = [name for name in self.reasons if name not in self.changes]
        if idle:
            raise ValueError(f"reasons names {', '.join(idle)}, which is not among the changes")
        return self

    @classmethod
    def read(cls, content: Mapping[str, Any], place: str) -> Self:
        """Build a request from the content of a file or a link.

        Parameters
        ----------
        content
            Field to value.
        place
            Where it stands, which begins every sentence of a refusal.

        Raises
        ------
        InputError
            When a field is not known or a value is not of its kind: every problem at once.
        """
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise InputError(sentences(error, place, cls)) from error

    def changed(self, **fields: Any) -> Self:
        """Return a copy with some fields replaced, checked like a new one."""
        return self.read(self.model_dump() | fields, "The request")

    def as_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults as plain values, for JSON, YAML or a link."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def area(self) -> Area:
        """Return the place: England where none is named and nothing is typed."""
        base = find_area(self.areas) if self.areas else None
        if self.population:
            return typed_area(self.population, base)
        return base or find_area(["England"])

    def places(self) -> tuple[Area, ...]:
        """Return the places whose cases stand side by side: each area where they are apart, otherwise the one.

        A single board or region is kept apart as its authorities.

        Raises
        ------
        InputError
            When areas that are apart share people, or figures are typed for them.
        """
        if not self.apart or not self.areas:
            return (self.area(),)
        whole = find_area(self.areas)
        if self.population and whole.kind is not AreaKind.AUTHORITY:
            raise InputError("Figures are typed for one place; leave them out, or let the areas be added together.")
        if len(self.areas) == 1:
            return separate_areas(self.areas) if whole.kind in {AreaKind.ICB, AreaKind.REGION} else (self.area(),)
        places = tuple(find_area([name]) for name in self.areas)
        check_apart(places)
        return places

    def scenario(self) -> Scenario:
        """Return what is changed from the evidence files."""
        assignments = tuple(
            parse_assignment(f"{name}={value}") if isinstance(value, str) else assignment_of(name, value)
            for name, value in self.changes.items()
        )
        return Scenario(self.preset, self.presets, assignments, self.payers or None)

    def analysis(self) -> Analysis:
        """Return how it is looked at."""
        pairs = {_two(names): value for names, value in self.correlations.items()}
        return Analysis(
            price_year=self.price_year,
            schedule_name=self.schedule,
            perspective=self.perspective,
            also_count=self.also_count,
            draws=self.draws,
            seed=self.seed,
            method=self.method,
            correlation=named_correlation(pairs),
        )

    def pairs(self) -> tuple[tuple[Case, Case], ...]:
        """Return each case, and the same case under the evidence preset.

        Raises
        ------
        InputError
            When a name is unknown, a value is not allowed, or a figure is missing.
        """
        pairs, _ = build_everywhere(self.interventions, self.places(), self.scenario())
        return split_pairs(pairs, [parse_split(text) for text in self.splits], self.analysis(), self.horizon)

    def cases(self) -> tuple[Case, ...]:
        """Return the cases as chosen; refuses what `pairs` refuses of them."""
        scenario = self.scenario()
        cases = [
            case
            for place in self.places()
            for case in build_cases(runnable(self.interventions, place)[0], place, scenario)
        ]
        return with_splits(cases, [parse_split(text) for text in self.splits], self.analysis(), self.horizon)

    def left_out(self) -> tuple[str, ...]:
        """Return a sentence for each intervention left out for want of a population figure."""
        return tuple(runnable(self.interventions, self.area())[1])

    def horizons(self) -> tuple[int, ...] | None:
        """Return the one time horizon asked for, or None for each published one."""
        return None if self.horizon is None else (self.horizon,)


def _two(names: str) -> tuple[str, str]:
    first, comma, second = names.partition(",")
    if not comma or not first.strip() or not second.strip():
        raise InputError(f"A correlation is of '{names}'; it must be of two parameters, NAME,NAME.")
    return first.strip(), second.strip()
