"""The sheets of assurance: what is assumed, what is cited, what is not counted, and the checks made on this run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from openpyxl.workbook import Workbook

from roi_model.outputs.assurance.limits import FORM_CHECKED
from roi_model.outputs.assurance.pack import Assurance
from roi_model.outputs.workbook.sheet import PLAIN, POUNDS, SHARE, Heading, Value, add_sheet, write_table

LONG = 40  # characters of text that runs over several lines
WIDEST, NARROWEST = 60, 11
FORMATS = {"Swing of net present value, £": POUNDS, "Share of uncertainty": SHARE}
EXPORT = "As of the export: this sheet does not follow changed inputs."


def write_assurance(workbook: Workbook, pack: Assurance) -> None:
    """Write a sheet for each table of the pack that a reader of the formulas needs."""
    write_frame(
        workbook, "Assumptions", "Assumptions: what is assumed, how much it matters and whose it is", pack.assumptions
    )
    write_frame(workbook, "Sources", "Sources: where the numbers come from", pack.sources)
    write_frame(workbook, "Not counted", "What is not counted", pack.not_counted)
    write_frame(workbook, "Checks passed", "Checks: what was tested on this very run", pack.checks, FORM_CHECKED)


def write_frame(workbook: Workbook, name: str, title: str, table: pd.DataFrame, lines: Sequence[str] = ()) -> None:
    """Write a table of values on a sheet of its own, with lines above it."""
    sheet = add_sheet(workbook, name, title, [EXPORT, *lines])
    headings = [_heading(str(column), table[column].tolist()) for column in table.columns]
    rows = [[_plain(value) for value in row] for row in table.itertuples(index=False, name=None)]
    write_table(sheet, name.lower().replace(" ", "_"), headings, rows, 4 + len(lines))


def _heading(text: str, values: Sequence[Any]) -> Heading:
    longest = max((len(value) for value in values if isinstance(value, str)), default=0)
    width = min(max(longest + 2, NARROWEST, min(len(text) + 2, 18)), WIDEST)
    numbers = any(isinstance(value, float) for value in values)
    return Heading(text, width, FORMATS.get(text, PLAIN), wraps=longest > LONG, holds_numbers=numbers)


def _plain(value: Any) -> Value:
    """Return a value of a table as a cell holds it."""
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)
