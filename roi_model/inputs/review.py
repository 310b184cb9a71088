"""When an input should be looked at again: its sunset date."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import all_sources

FILE = "review.yaml"
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# Sources that are nobody's publication: what they stand for has no year of its own.
NO_PUBLICATION = {"judgement", "user"}

About = Literal["money", "evidence", "judgement", "place", "price_index", "discount"]


class Review(BaseModel):
    """The content of ``parameters/review.yaml``: after how many years each sort of input is looked at again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    released: date
    years: dict[About, int]


@lru_cache(maxsize=1)
def review() -> Review:
    """Read and check ``parameters/review.yaml``.

    Raises
    ------
    InputError
        When a field is missing, unknown or out of range.
    """
    try:
        return Review.model_validate(read_yaml(FILE))
    except ValidationError as error:
        raise InputError(sentences(error, FILE, Review)) from error


def sunset(about: About, year: int) -> date:
    """Return the last day of the year in which an input of this sort, from this year, is looked at again.

    Examples
    --------
    >>> sunset("place", 2023)
    datetime.date(2026, 12, 31)
    """
    return date(year + review().years[about], 12, 31)


def sunset_of_parameter(parameter: Parameter) -> date:
    """Return when a parameter should be looked at again.

    Money ages from its price year, evidence from the latest year of its citation, and a judgement
    from the day on which these files were last gone through.
    """
    if parameter.price_year is not None:
        return sunset("money", int(parameter.price_year[:4]))
    years = [int(year) for year in YEAR.findall(all_sources()[parameter.source].citation)]
    if parameter.source in NO_PUBLICATION or not years:
        return sunset("judgement", review().released.year)
    return sunset("evidence", max(years))
