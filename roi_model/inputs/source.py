"""The bibliography: every source that a parameter or a target cites."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, unknown

FILE = "sources.yaml"


class Source(BaseModel):
    """Where a number comes from.

    Attributes
    ----------
    citation
        Author, year and title, as a reader would look for it.
    url
        The page where the number was read; empty where there is none.
    read_at
        How it was read: the publication itself, or a page that repeats it.
    licence
        Where the figures are carried under one, such as OGL v3.0 or CC BY 4.0.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    citation: str = Field(min_length=8)
    url: str = ""
    read_at: str = ""
    licence: str = ""


@lru_cache(maxsize=1)
def all_sources() -> dict[str, Source]:
    """Return the whole bibliography, by key.

    Raises
    ------
    InputError
        With every entry of the file that is not complete.
    """
    found: dict[str, Source] = {}
    problems: list[str] = []
    for key, fields in read_yaml(FILE).items():
        try:
            found[key] = Source.model_validate({"key": key, **fields})
        except ValidationError as error:
            problems += sentences(error, f"{FILE}, {key}", Source)
    if problems:
        raise InputError(problems)
    return found


def source(key: str) -> Source:
    """Return the source with that key.

    Raises
    ------
    InputError
        When the bibliography has no such key.
    """
    sources = all_sources()
    if key not in sources:
        raise unknown("source", key, sources, f"in {FILE}")
    return sources[key]
