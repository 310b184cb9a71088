"""Reading the data files that ship inside the package."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from roi_model.inputs.refusal import InputError

PACKAGE = "roi_model.parameters"


def read_text(file_name: str) -> str:
    """Return the text of one file of ``parameters/``."""
    return resources.files(PACKAGE).joinpath(file_name).read_text(encoding="utf-8")


def parse_yaml(text: str, file_name: str) -> dict[str, Any]:
    """Parse YAML, refusing a duplicate key, a syntax error and anything but a mapping.

    Raises
    ------
    InputError
        With the file and, where known, the line.

    Examples
    --------
    >>> parse_yaml("value: 0.1", "example.yaml")
    {'value': 0.1}
    """
    try:
        content = YAML(typ="safe", pure=False).load(text)
    except DuplicateKeyError as error:
        raise InputError(
            f"{file_name}{_line(error)}: {_first_line(error.problem)}; a name may stand only once."
        ) from error
    except MarkedYAMLError as error:
        raise InputError(f"{file_name}{_line(error)}: not readable as YAML ({_first_line(error.problem)}).") from error
    except YAMLError as error:
        raise InputError(f"{file_name}: not readable as YAML ({_first_line(str(error))}).") from error
    if not isinstance(content, dict):
        raise InputError(f"{file_name}: holds {type(content).__name__}, where named entries were expected.")
    return content


@lru_cache(maxsize=64)
def read_yaml(file_name: str) -> dict[str, Any]:
    """Return the content of one YAML file of ``parameters/``; read once, never changed by callers."""
    return parse_yaml(read_text(file_name), file_name)


@lru_cache(maxsize=8)
def read_csv(file_name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV file of ``parameters/``, each a mapping of column to text."""
    return tuple(csv.DictReader(read_text(file_name).splitlines()))


def _line(error: MarkedYAMLError) -> str:
    return f", line {error.problem_mark.line + 1}" if error.problem_mark is not None else ""


def _first_line(text: str | None) -> str:
    return (text or "unknown problem").strip().splitlines()[0]
