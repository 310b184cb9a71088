"""Which population figures and local values the models read, and how the table of areas gives them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError

FILE = "population.yaml"


class PopulationFigure(BaseModel):
    """A count of people: numerator ÷ denominator of those in some columns of the table of areas.

    The share is kept as two whole numbers, so that it is exact.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    unit: str
    columns: tuple[str, ...] = Field(min_length=1)
    numerator: int = Field(default=1, ge=1)
    denominator: int = Field(default=1, ge=1)
    source: str
    note: str = ""


class LocalValue(BaseModel):
    """A value that differs between places.

    Attributes
    ----------
    gives
        "figure": models read the local value itself. "scale": the parameter of that name is
        multiplied by the local value ÷ the England value.
    column
        Where it stands in the table of areas, divided by ``per``.
    england
        The published England value; None means the mean of the table, weighted by ``weight``.
    weight
        The population figure that weights the mean of several areas.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    unit: str
    gives: Literal["figure", "scale"]
    column: str
    per: int = Field(default=1, ge=1)
    england: float | None = None
    year: str
    weight: str
    source: str
    note: str = ""


class FewResidents(BaseModel):
    """Below how many residents a place's rates say little, and what it is often joined to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    below: int
    combine_with: dict[str, str]


class Population(BaseModel):
    """The content of ``parameters/population.yaml``; ``geography`` is the source of names, regions and boards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figures: dict[str, PopulationFigure]
    local: dict[str, LocalValue]
    geography: str
    few_residents: FewResidents
    other_names: dict[str, str]

    @property
    def figure_names(self) -> tuple[str, ...]:
        """Every figure a model may read, counts of people first."""
        return (*self.figures, *(name for name, value in self.local.items() if value.gives == "figure"))

    def label(self, name: str) -> str:
        """Return the name of a figure or a local value as a reader sees it."""
        return self.figures[name].label if name in self.figures else self.local[name].label


@lru_cache(maxsize=1)
def population() -> Population:
    """Read and check ``parameters/population.yaml``.

    Raises
    ------
    InputError
        With every entry that is not complete.

    Examples
    --------
    >>> population().figures["pupils_7_to_10"].denominator
    6
    """
    try:
        return Population.model_validate(read_yaml(FILE))
    except ValidationError as error:
        raise InputError(sentences(error, FILE, Population)) from error
