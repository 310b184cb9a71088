"""The values of all parameters as a table, kept beside the results of a sweep, and what changed between two of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import parameter_set, preset_names
from roi_model.inputs.refusal import InputError

COLUMNS = ("intervention", "preset", "parameter", "value")
# Intervention, preset and parameter.
Name = tuple[str, str, str]


@dataclass(frozen=True)
class ChangedValue:
    """A parameter whose value or interval differs; an empty text where it is not there.

    Attributes
    ----------
    intervention, preset, parameter
        Which one.
    before, after
        As ``--set`` takes it: ``300:250:360@2024-25``.
    """

    intervention: str
    preset: str
    parameter: str
    before: str
    after: str


def evidence_values() -> dict[Name, str]:
    """Return every parameter of every intervention and preset, as ``--set`` takes its value.

    Examples
    --------
    >>> evidence_values()["debt_advice", "evidence", "advice_cost"]
    '265.0:201.0:377.0@2009'
    """
    return {
        (intervention, preset, parameter.name): value_text(parameter)
        for intervention in INTERVENTION_NAMES
        for preset in preset_names(intervention)
        for parameter in parameter_set(intervention, preset)
    }


def value_text(parameter: Parameter, factor: float = 1.0) -> str:
    """Return a parameter's value, interval and price year as ``--set`` takes them."""
    numbers = [parameter.value, *((parameter.low, parameter.high) if parameter.is_uncertain else ())]
    text = ":".join(repr(float(number) * factor) for number in numbers if number is not None)
    return f"{text}@{parameter.price_year}" if parameter.price_year else text


def scaled_text(text: str, factor: float) -> str:
    """Return a value's text with its numbers multiplied.

    Examples
    --------
    >>> scaled_text("4.0:2.0:6.0@2015", 0.5)
    '2.0:1.0:3.0@2015'
    """
    numbers, at, year = text.partition("@")
    return ":".join(repr(float(number) * factor) for number in numbers.split(":")) + at + year


def evidence_lines() -> Iterator[bytes]:
    """Yield the table as lines of CSV."""
    yield (",".join(COLUMNS) + "\n").encode()
    for name, text in evidence_values().items():
        yield (",".join((*name, text)) + "\n").encode()


def read_evidence(path: Path) -> dict[Name, str]:
    """Return the values of a table; none where it is not there.

    Raises
    ------
    InputError
        When it is not the table that a sweep writes.
    """
    if not path.exists():
        return {}
    try:
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        return {(row["intervention"], row["preset"], row["parameter"]): row["value"] for row in rows}
    except (KeyError, ValueError, csv.Error) as error:
        raise InputError(f"{path} is damaged: it is no longer the table of parameters that a sweep writes.") from error


def changed_values(before: Mapping[Name, str], after: Mapping[Name, str]) -> list[ChangedValue]:
    """Return what differs between two tables, in the order of the first.

    Examples
    --------
    >>> changed_values({("a", "b", "c"): "1.0"}, {("a", "b", "c"): "2.0"})
    [ChangedValue(intervention='a', preset='b', parameter='c', before='1.0', after='2.0')]
    """
    return [
        ChangedValue(*name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
