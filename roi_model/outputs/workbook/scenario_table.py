"""Scenarios of a sweep in an Excel workbook: a row each, and on a sheet of its own what is the same for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import ERROR_CODES as ERRORS
from openpyxl.worksheet.formula import ArrayFormula

from roi_model.analysis.sweep.table import scenario_table
from roi_model.inputs.document import Document
from roi_model.inputs.document_table import SCENARIO, entries_document
from roi_model.inputs.refusal import InputError
from roi_model.outputs.record.export_record import SHEET as RECORD_SHEET
from roi_model.outputs.workbook.safe_reading import OpenWorkbook, open_workbook

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
    opened = open_workbook(path)
    book = opened.values
    sheets = {title.strip().casefold(): title for title in book.sheetnames}
    if RECORD_SHEET in book.sheetnames and SCENARIOS_SHEET not in sheets:
        raise InputError(
            f"{path} is a workbook of roi-model export, not a table of scenarios. To sweep what was changed in a "
            f"working workbook, write 'scenarios: {{edited: {{workbook: {name}}}}}' into a .yaml file beside it and "
            "sweep that; to run it by itself, use roi-model compare --inputs."
        )
    title = sheets.get(SCENARIOS_SHEET, book.sheetnames[0])
    problems: list[str] = []
    scenarios = scenario_table(_cells(opened, title, problems), f"{name}, sheet {title}")
    top = Document(name, {}, {})
    if SWEEP_SHEET in sheets:
        own = sheets[SWEEP_SHEET]
        top = entries_document(_cells(opened, own, problems), f"{name}, sheet {own}")
        if "scenarios" in top.content:
            problems.append(f"{top.at('scenarios')}: scenarios stand on the sheet {title}, not in an entry.")
    return replace(top.within("scenarios", scenarios), problems=(*top.problems, *scenarios.problems, *problems))


def _cells(book: OpenWorkbook, title: str, problems: list[str]) -> list[list[Any]]:
    """Return the values of a sheet; what no value can be had from is a problem, and stands as what is not looked at."""
    rows: list[list[Any]] = []
    pairs = zip(book.values[title].iter_rows(values_only=True), book.formulas[title].iter_rows(), strict=True)
    for number, (values, cells) in enumerate(pairs, start=1):
        row, wrong = list(values), len(problems)
        for column, (value, cell) in enumerate(zip(values, cells, strict=False)):
            if why := _refused(value, cell.value):
                problems.append(f"{Path(book.name).name}, sheet {title}, cell {cell.coordinate}: {why}")
                names_the_row = number > 1 and column < len(rows[0]) and str(rows[0][column]).strip() == SCENARIO
                row[column] = f"cell {cell.coordinate}" if names_the_row else None
        # On the sheet of entries a row that lacks its value is none.
        rows.append([] if title.strip().casefold() == SWEEP_SHEET and len(problems) > wrong else row)
    return rows


def _refused(value: object, formula: object) -> str:
    """Return why a cell cannot be used; nothing where it can."""
    if isinstance(value, date | time | timedelta):
        shown = f"{value:%d %B %Y}" if isinstance(value, date) else str(value)
        return f"it holds a date or a time ({shown}); format the cell as text, and type it again."
    is_formula = isinstance(formula, ArrayFormula) or (isinstance(formula, str) and formula.startswith("="))
    if value is None and is_formula:
        return "its formula has no result in the file; open it in a spreadsheet program, let it calculate, and save it."
    if isinstance(value, str) and value in ERRORS:
        return f"it shows the error {value}; put its formula right."
    return ""
