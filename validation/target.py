"""What the model is compared with: published figures, each with its source and how it was read."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roi_model.inputs.parameter import Checked
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import source

PACKAGE = "roi_model.validation"
FILE = "targets.csv"


class TargetKind(StrEnum):
    """What agreement with a figure would show."""

    HEADLINE = "headline"  # a return published in 2017, to which the lever is calibrated
    INDEPENDENT = "independent"  # a figure that no number of the model was taken from
    CIRCULAR = "circular"  # a figure that an input was worked back from: agreement shows nothing but the sums


class Target(BaseModel):
    """One published figure.

    Attributes
    ----------
    subject
        The intervention, or what is checked.
    quantity
        What of it.
    value, tolerance, unit
        The figure as published, and how far from it the model may be.
    horizon
        Years counted, where that matters.
    checked
        How the figure reached the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    id: str = Field(min_length=1)
    kind: TargetKind
    subject: str = Field(min_length=1)
    quantity: str = Field(min_length=1)
    value: float
    tolerance: float = Field(ge=0)
    horizon: int | None = Field(default=None, ge=1)
    unit: str = Field(min_length=1)
    source: str
    locator: str
    checked: Checked
    note: str = ""
    decimals: int = 0

    def is_met_by(self, value: float) -> bool:
        """Whether a figure of the model lies within the tolerance.

        Examples
        --------
        >>> targets_of(TargetKind.HEADLINE)[0].is_met_by(5.0849)
        True
        """
        # Decimal figures are not exact in binary: a thousandth of the tolerance is left for that.
        return abs(value - self.value) <= self.tolerance * 1.001


def read_text(file_name: str) -> str:
    """Return the text of one file of ``validation/``."""
    return resources.files(PACKAGE).joinpath(file_name).read_text(encoding="utf-8")


def read_rows(file_name: str) -> list[dict[str, str]]:
    """Return the rows of one CSV file of ``validation/``, cells that are empty left out."""
    return [
        {name: cell for name, cell in row.items() if cell} for row in csv.DictReader(read_text(file_name).splitlines())
    ]


@lru_cache(maxsize=1)
def targets() -> tuple[Target, ...]:
    """Return every target, in the order of the file.

    Raises
    ------
    InputError
        With every problem of the file: an entry that is not complete, an id that stands twice,
        or a source that the bibliography lacks.
    """
    return checked_targets(read_rows(FILE))


def checked_targets(rows: list[dict[str, str]]) -> tuple[Target, ...]:
    """Return the targets that rows of text hold, or raise every problem found."""
    found: dict[str, Target] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=2):
        place = f"{FILE}, line {number}, {row.get('id', 'no id')}"
        try:
            target = Target.model_validate({**row, "decimals": _decimals(row.get("value", ""))})
            _ = source(target.source)
        except ValidationError as error:
            problems += sentences(error, place, Target)
            continue
        except InputError as error:
            problems += [f"{place}: {problem}" for problem in error.problems]
            continue
        if target.id in found:
            problems.append(f"{place}: the id stands twice; an id may stand only once.")
        found[target.id] = target
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def targets_of(*kinds: TargetKind) -> tuple[Target, ...]:
    """Return the targets of some kinds, in the order of the file."""
    return tuple(target for target in targets() if target.kind in kinds)


def _decimals(text: str) -> int:
    """Count the decimals a figure was published with; the model's own is written with as many."""
    return len(text.partition(".")[2])
