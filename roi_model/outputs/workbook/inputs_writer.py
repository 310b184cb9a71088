"""Writing the *Inputs* sheet: every value with its interval, price year and source, and a name that formulas use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.inputs.price import price_factor
from roi_model.outputs.workbook.input_sheet import (
    EDITABLE,
    FIRST_ROW,
    HEADER_ROW,
    HEADINGS,
    SAME_NUMBER,
    SHEET,
    TABLE,
    Column,
    Group,
    InputKey,
    InputRow,
    Role,
    defined_name,
)
from roi_model.outputs.workbook.price_sheets import define, uprating_formula
from roi_model.outputs.workbook.sheet import (
    FACTOR,
    PENCE,
    PLAIN,
    SHORTHAND,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    shade_input,
    span,
    write_table,
)

TEXT = "@"  # so that 2009-10 is not taken for a date
CHANGED, SAME = "changed", "as exported"
WIDTHS = {
    Column.BELONGS_TO: 34,
    Column.LABEL: 44,
    Column.UNIT: 24,
    Column.ALLOWED: 40,
    Column.SOURCE: 24,
    Column.LOCATOR: 24,
    Column.NOTE: 60,
    Column.KEY: 44,
    Column.DEFINED_NAME: 44,
}
NUMBERS = (Column.VALUE, Column.LOW, Column.HIGH, Column.UPRATING, Column.VALUE_USED)
EXPORTED_COLUMN = len(Column) + 1
CHANGED_COLUMN = EXPORTED_COLUMN + 1
EXTRA = (Heading("Value used when exported", 16, holds_numbers=True), Heading("Changed since export", 14))
RANGE = (
    "Low and high are the ends of the 95% interval; the Simulation sheet does not follow them. When this workbook is "
    "read back, draws follow low and high alone: change both with a value, or clear both to hold the number fixed. "
    f"{SHORTHAND}"
)
PRICE_YEAR_KEY = InputKey(Group.SETTINGS, "price_year")


def write_inputs(workbook: Workbook, rows: Sequence[InputRow], years: int) -> None:
    """Write the sheet, name each value, and let a spreadsheet program check what is typed.

    Parameters
    ----------
    workbook
        Its sheets of rules may be written before or after.
    rows
        As `input_rows` gives them.
    years
        How many years the workbook holds, which no time horizon may pass.
    """
    lines = [
        "Change a value where the column “Input or fixed” says Input: every sheet follows. Shading says the same.",
        RANGE,
    ]
    sheet = add_sheet(workbook, SHEET, "Inputs: every number that the formulas use", lines)
    price_year = next(str(row.value) for row in rows if row.key == PRICE_YEAR_KEY)
    content = [_content(row, number, price_year) for number, row in enumerate(rows, FIRST_ROW)]
    headings = [
        Heading(text, WIDTHS.get(column, 13), wraps=True, holds_numbers=column in NUMBERS)
        for column, text in HEADINGS.items()
    ]
    write_table(sheet, TABLE, [*headings, *EXTRA], content, HEADER_ROW)
    for number, row in enumerate(rows, FIRST_ROW):
        define(workbook, defined_name(row.key), address(SHEET, Column.VALUE_USED, number))
        _finish(sheet, row, number)
        _validate(sheet, row, number, years)


def changed_inputs(rows: int) -> str:
    """Return the formula that counts the inputs that were changed after the export."""
    return f'COUNTIF({span(SHEET, CHANGED_COLUMN, (FIRST_ROW, FIRST_ROW + rows - 1))},"{CHANGED}")'


def _content(row: InputRow, number: int, price_year: str) -> list[Value]:
    value, year, factor, used = (
        f"{get_column_letter(column)}{number}"
        for column in (Column.VALUE, Column.PRICE_YEAR, Column.UPRATING, Column.VALUE_USED)
    )
    exported = row.value
    if row.price_year is not None and not isinstance(row.value, str):
        exported = row.value * price_factor(row.price_year, price_year)
    written: dict[Column, Value] = {
        Column.BELONGS_TO: row.belongs_to,
        Column.LABEL: row.label,
        Column.VALUE: row.value,
        Column.LOW: row.low,
        Column.HIGH: row.high,
        Column.UNIT: row.unit,
        Column.PRICE_YEAR: row.price_year,
        Column.ROLE: row.role.value,
        Column.UPRATING: uprating_formula(year) if row.is_money else None,
        Column.VALUE_USED: Formula(f"{value}*{factor}" if row.is_money else value),
        Column.ALLOWED: row.allowed,
        Column.SOURCE: row.source or None,
        Column.LOCATOR: row.locator or None,
        Column.EVIDENCE: row.evidence or None,
        Column.CHECKED: row.checked or None,
        Column.INTERVAL_CHECKED: row.interval_checked or None,
        Column.NOTE: row.note or None,
        Column.KEY: str(row.key),
        Column.DEFINED_NAME: defined_name(row.key),
    }
    return [*written.values(), exported, Formula(_changed(row, used, f"{get_column_letter(EXPORTED_COLUMN)}{number}"))]


def _changed(row: InputRow, used: str, exported: str) -> str:
    close = f"ABS({used}-{exported})<={SAME_NUMBER}*ABS({exported})"
    same = f"EXACT({used},{exported})" if isinstance(row.value, str) else close
    return f'IF({same},"{SAME}","{CHANGED}")'


def _finish(sheet: Worksheet, row: InputRow, number: int) -> None:
    """Give the cells of a row their number formats, and shade what may be changed."""
    money = PENCE if row.is_money else PLAIN
    for column in (Column.VALUE, Column.LOW, Column.HIGH, Column.VALUE_USED, EXPORTED_COLUMN):
        sheet.cell(number, column).number_format = TEXT if isinstance(row.value, str) else money
    sheet.cell(number, Column.VALUE_USED).number_format = PLAIN if isinstance(row.value, str) else money
    sheet.cell(number, Column.PRICE_YEAR).number_format = TEXT
    sheet.cell(number, Column.UPRATING).number_format = FACTOR
    if row.role is Role.INPUT:
        for column in EDITABLE:
            given = {
                Column.LOW: row.low is not None,
                Column.HIGH: row.high is not None,
                Column.PRICE_YEAR: row.is_money,
            }
            if given.get(column, True):
                shade_input(sheet.cell(number, column))  # type: ignore[arg-type] # nothing is merged


def _validate(sheet: Worksheet, row: InputRow, number: int, years: int) -> None:
    """Let the program refuse what a value, or a price year, cannot be."""
    letter = get_column_letter(Column.VALUE)
    if row.role is Role.INPUT:
        found = _options(row) if row.options else _bounds(row, years)
        if found is not None:
            _refuse(sheet, found, f"{letter}{number}", f"Allowed: {row.allowed}.")
    if row.role is Role.INPUT and row.is_money:
        listed = DataValidation("list", formula1="prices.year")
        _refuse(
            sheet, listed, f"{get_column_letter(Column.PRICE_YEAR)}{number}", "Allowed: a year of the Prices sheet."
        )


def _options(row: InputRow) -> DataValidation:
    if row.key == PRICE_YEAR_KEY:
        return DataValidation("list", formula1="prices.year")
    return DataValidation("list", formula1=f'"{",".join(row.options)}"')


def _bounds(row: InputRow, years: int) -> DataValidation | None:
    most = float(years) if row.key.group == Group.HORIZON else row.most
    kind: Literal["whole", "decimal"] = "whole" if row.whole else "decimal"
    if row.least is not None and most is not None:
        return DataValidation(kind, operator="between", formula1=f"{row.least:g}", formula2=f"{most:g}")
    if row.least is not None:
        return DataValidation(kind, operator="greaterThanOrEqual", formula1=f"{row.least:g}")
    return None


def _refuse(sheet: Worksheet, validation: DataValidation, cell: str, sentence: str) -> None:
    validation.showErrorMessage = True
    validation.errorTitle = "This value is not allowed"
    validation.error = sentence[:255]
    sheet.add_data_validation(validation)
    validation.add(cell)
