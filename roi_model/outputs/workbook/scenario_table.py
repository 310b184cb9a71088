"""Scenarios of a sweep in an Excel workbook: a row each, and on a sheet of its own what is the same for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from roi_model.inputs.document import Document
from roi_model.inputs.document_table import SCENARIO, entries_document, table_document
from roi_model.inputs.refusal import InputError
from roi_model.outputs.record.export_record import SHEET as RECORD_SHEET
from roi_model.outputs.workbook.safe_reading import open_workbook

SCENARIOS_SHEET, SWEEP_SHEET = "scenarios", "sweep"


def read_scenario_workbook(path: Path) -> Document:
    """Return the sweep that a workbook holds.

    The sheet ``scenarios``, or else the first sheet, has a row for each scenario under headings; the
    sheet ``sweep``, if there is one, has entries such as areas and draws, a name and a value in each row.

    Raises
    ------
    InputError
        When it cannot be opened safely, was made by ``roi-model export``, or has no column of names.
    """
    name = path.name
    book = open_workbook(path).values
    sheets = {title.strip().casefold(): title for title in book.sheetnames}
    if RECORD_SHEET in book.sheetnames and SCENARIOS_SHEET not in sheets:
        raise InputError(
            f"{path} is a workbook of roi-model export, not a table of scenarios. To sweep what was changed in a "
            f"working workbook, write 'scenarios: {{edited: {{workbook: {name}}}}}' into a .yaml file beside it and "
            "sweep that; to run it by itself, use roi-model compare --inputs."
        )
    title = sheets.get(SCENARIOS_SHEET, book.sheetnames[0])
    scenarios = table_document(_cells(book, title), f"{name}, sheet {title}", SCENARIO)
    top = Document(name, {}, {})
    if SWEEP_SHEET in sheets:
        top = entries_document(_cells(book, sheets[SWEEP_SHEET]), f"{name}, sheet {sheets[SWEEP_SHEET]}")
    return top.within("scenarios", scenarios)


def _cells(book: Workbook, title: str) -> list[list[Any]]:
    return [list(row) for row in book[title].iter_rows(values_only=True)]
