"""Scenarios of a sweep in an Excel workbook: a row each, and on a sheet of its own what is the same for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from roi_model.inputs.document import Document
from roi_model.inputs.document_table import SCENARIO, entries_document, table_document
from roi_model.outputs.workbook.safe_reading import open_workbook

SCENARIOS_SHEET, SWEEP_SHEET = "scenarios", "sweep"


def read_scenario_workbook(path: Path) -> Document:
    """Return the sweep that a workbook holds.

    The sheet ``scenarios``, or else the first sheet, has a row for each scenario under headings; the
    sheet ``sweep``, if there is one, has entries such as areas and draws, a name and a value in each row.

    Raises
    ------
    InputError
        When it cannot be opened safely, or there is no column of names.
    """
    name = path.name
    book = open_workbook(path).values
    sheets = {title.strip().casefold(): title for title in book.sheetnames}
    title = sheets.get(SCENARIOS_SHEET, book.sheetnames[0])
    scenarios = table_document(_cells(book, title), f"{name}, sheet {title}", SCENARIO)
    top = Document(name, {}, {})
    if SWEEP_SHEET in sheets:
        top = entries_document(_cells(book, sheets[SWEEP_SHEET]), f"{name}, sheet {sheets[SWEEP_SHEET]}")
    return top.within("scenarios", scenarios)


def _cells(book: Workbook, title: str) -> list[list[Any]]:
    return [list(row) for row in book[title].iter_rows(values_only=True)]
