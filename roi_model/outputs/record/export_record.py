"""The run record of an export: everything from which the same numbers can be made again, and the numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from roi_model.analysis.answer import Answer
from roi_model.engine.case import Case
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.publication.published_table import PublishedColumn, PublishedTable
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tables import comparison_table

SHEET = "Run record"
JSON_ROW = "JSON, part"
POOL_SHARES = "pool_shares"  # of a working workbook: who puts in which share of the pool, as exported
INPUT_ROWS = "input_rows"  # of a working workbook: every row of its Inputs sheet as exported
PART = 1100  # characters of JSON in a row
FIGURE_KEY = ("area", "intervention", "preset", "horizon", "measure", "sector")
FIGURE_CELLS = ("base_case", "mean", "low", "high")


def export_record(answer: Answer, responsible: Responsible, today: date, command: str) -> dict[str, Any]:
    """Return the run record of an export as plain values.

    It holds the request, seed, draws, digest of the inputs, versions and command, the people
    behind it, every input's value, and every figure to its last digit.
    """
    record = run_record(answer.cases, answer.analysis, answer.request, command).as_dict()
    return {
        **record,
        "made": today.isoformat(),
        "people": responsible.as_dict(),
        "inputs": recorded_inputs(answer.cases),
        "figures": recorded_figures(answer),
    }


def recorded_inputs(cases: Sequence[Case]) -> dict[str, list[float | str | None]]:
    """Return value, low, high and price year of every parameter, by intervention and name, and place if several."""
    several = len({case.area.name for case in cases}) > 1
    return {
        f"{f'{case.area.name}/' if several else ''}{case.intervention.name}.{parameter.name}": [
            parameter.value,
            parameter.low,
            parameter.high,
            parameter.price_year,
        ]
        for case in cases
        for parameter in case.parameters
    }


def recorded_figures(answer: Answer) -> dict[str, list[float | None]]:
    """Return base case, mean, low and high of every figure, to the last digit.

    The name of a figure says whose it is, over how many years, which it is and, where it is a
    sector's, whose.
    """
    rows = comparison_table(answer.rows).to_dict(orient="records")
    return {_name(row): [_number(row[cell]) for cell in FIGURE_CELLS] for row in rows}


def _name(row: Mapping[Any, Any]) -> str:
    return "/".join(str(row[part]) for part in FIGURE_KEY if row[part] != "")


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, float | int) and cell == cell else None  # noqa: PLR0124 - not a number


def record_table(record: Mapping[str, Any]) -> PublishedTable:
    """Return the worksheet of a run record: what a reader wants to know, then all of it as JSON in parts."""
    said = (
        ("Command that gives the same numbers", str(record["command"])),
        ("Made on", str(record["made"])),
        ("Digest of the inputs", str(record["parameter_digest"])),
        ("Draws", str(record["draws"])),
        ("Seed", str(record["seed"])),
        ("Way to draw", str(record["method"])),
        *((f"Version of {name}", found) for name, found in record["versions"].items()),
    )
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    parts = [(f"{JSON_ROW} {number}", part) for number, part in enumerate(_parts(text), start=1)]
    columns = (PublishedColumn("Item", width=38), PublishedColumn("Value", width=110))
    lines = ("To make the numbers again: roi-model reproduce and the name of this file.",)
    return PublishedTable(SHEET, "Run record", columns, (*said, *parts), lines)


def _parts(text: str) -> list[str]:
    """Cut a text so that no part begins or ends with a space, which a spreadsheet program might lose."""
    parts = []
    while text:
        end = min(PART, len(text))
        while end < len(text) and (text[end].isspace() or text[end - 1].isspace()):
            end += 1
        parts.append(text[:end])
        text = text[end:]
    return parts


def joined_record(rows: Sequence[tuple[object, object]], name: str) -> dict[str, Any]:
    """Return the record that the rows of a worksheet hold.

    Parameters
    ----------
    rows
        Its first two columns.
    name
        The file, for sentences.

    Raises
    ------
    InputError
        When there is no record, or it is damaged.
    """
    numbered = [(re.fullmatch(rf"{JSON_ROW} (\d+)", str(item).strip()), value) for item, value in rows]
    parts = {int(found[1]): str(value) for found, value in numbered if found is not None and value is not None}
    if not parts:
        raise InputError(f"{name}: the worksheet {SHEET} holds no record of the run.")
    return parsed_record("".join(parts[number] for number in sorted(parts)), f"{name}, worksheet {SHEET}")


def parsed_record(text: str, name: str) -> dict[str, Any]:
    """Return a record from JSON, or refuse what is none."""
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{name}: the record of the run is damaged and cannot be read.") from error
    if not isinstance(record, dict):
        raise InputError(f"{name}: the record of the run is damaged; it holds no named entries.")
    return record
