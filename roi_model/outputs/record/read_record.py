"""A run record that was read back, checked before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible

Number = float | None


class People(BaseModel):
    """The people behind an export, as its record names them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    commissioner: str = ""
    analyst: str = ""
    assurer: str = ""
    approver: str = ""
    final: bool = False
    statements: dict[int, str] = {}

    def responsible(self) -> Responsible:
        """Return them as an export takes them."""
        return Responsible(**self.model_dump())


class ReadRecord(BaseModel):
    """What is used of a run record; what else it holds is left alone.

    Attributes
    ----------
    request, command, horizons, options
        What was asked; options are what the command was given beside the request.
    parameter_digest, versions
        What it rested on.
    made, people
        Of an export: when, and who stands behind it; of a command without them None and nobody.
    inputs, figures
        Every parameter, and every figure, to the last digit.
    input_rows
        Of a working workbook: every row of its *Inputs* sheet as it was exported; otherwise None.
    pool_shares
        Of a working workbook: the share of each sector on its *Pool* sheet as it was exported.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    request: dict[str, Any]
    command: str = Field(min_length=1)
    horizons: tuple[int, ...] = ()
    options: dict[str, Any] = {}
    parameter_digest: str = ""
    versions: dict[str, str] = {}
    made: date | None = None
    people: People = People()
    inputs: dict[str, tuple[Number, Number, Number, str | None]] = {}
    figures: dict[str, tuple[Number, Number, Number, Number]] = {}
    input_rows: dict[str, tuple[float | str, Number, Number, str | None]] | None = None
    pool_shares: dict[str, float] = {}


def checked_record(content: Mapping[str, Any], name: str) -> ReadRecord:
    """Return a record whose parts are of their kind.

    Parameters
    ----------
    content
        As it was read.
    name
        The file, which begins every sentence of a refusal.

    Raises
    ------
    InputError
        When it does not say what was asked, or a part of it is damaged.
    """
    if not isinstance(content.get("request"), dict) or not content.get("command"):
        raise InputError(
            f"{name} does not say what was asked, so it cannot be made again; "
            "compare, run, package, positions, pool, portfolio and export do."
        )
    try:
        return ReadRecord.model_validate(content)
    except ValidationError as error:
        raise InputError(sentences(error, f"{name}, run record", ReadRecord)) from error
