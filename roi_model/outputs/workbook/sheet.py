"""Writing one worksheet: a title, a table with one header row, and text that stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.outputs.workbook.text import put_text

NOT_APPLICABLE = "[z]"
SHORTHAND = f"{NOT_APPLICABLE} means not applicable."
LONGEST_NAME = 31  # of a sheet

POUNDS, PENCE, COUNT, PLAIN = "£#,##0;-£#,##0", "£#,##0.00;-£#,##0.00", "#,##0.00", "General"
SHARE, WHOLE, FACTOR, PERCENT = "0.0000", "0", "0.000000", "0%"

_HEADING, _COLUMN_HEADING = "Heading 1", "Column heading"
_INPUT = PatternFill("solid", fgColor="FFF6D6")  # black on it has a contrast of 19 to 1
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


class Formula(str):
    """The text of a formula, without the equals sign; any other text is never taken for one."""

    __slots__ = ()


Value = float | int | str | Formula | None


@dataclass(frozen=True)
class Heading:
    """A column of a table.

    Attributes
    ----------
    text
        Its heading, unique in the table.
    width
        In characters.
    number_format
        Of the numbers in it.
    wraps
        Whether long text runs over several lines.
    """

    text: str
    width: float = 14
    number_format: str = PLAIN
    wraps: bool = False


def add_sheet(workbook: Workbook, name: str, title: str, lines: Sequence[str] = ()) -> Worksheet:
    """Add a worksheet with its title in A1 and lines of explanation below, ready to print on landscape pages."""
    if _HEADING not in workbook.named_styles:
        workbook.add_named_style(NamedStyle(_HEADING, font=Font(bold=True, size=15)))
        workbook.add_named_style(NamedStyle(_COLUMN_HEADING, font=Font(bold=True), alignment=_WRAPPED))
    sheet = workbook.create_sheet(name)
    put(sheet, 1, 1, title)
    sheet.cell(1, 1).style = _HEADING
    for row, line in enumerate(lines, 2):
        put(sheet, row, 1, line)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def put(sheet: Worksheet, row: int, column: int, value: Value, number_format: str = PLAIN) -> SheetCell:
    """Write one cell: a formula only where it was made as one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # nothing here merges cells
    if isinstance(value, Formula):
        cell.value = f"={value}"
    elif isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
    if number_format != PLAIN:
        cell.number_format = number_format
    return cell


def write_table(
    sheet: Worksheet, name: str, headings: Sequence[Heading], rows: Sequence[Sequence[Value]], first_row: int = 4
) -> None:
    """Write a table: one header row, tagged, and a row for each of ``rows``; None is written as ``[z]``.

    Parameters
    ----------
    sheet
        Where.
    name
        Of the table; unique in the workbook.
    headings
        Of its columns, from the left edge on.
    rows
        The content.
    first_row
        Where the header row stands.
    """
    for column, heading in enumerate(headings, 1):
        put(sheet, first_row, column, heading.text).style = _COLUMN_HEADING
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    for row, values in enumerate(rows, first_row + 1):
        for column, (value, heading) in enumerate(zip(values, headings, strict=True), 1):
            is_text = isinstance(value, str) and not isinstance(value, Formula)
            shown = NOT_APPLICABLE if value is None else value
            cell = put(sheet, row, column, shown, PLAIN if is_text or value is None else heading.number_format)
            cell.alignment = _WRAPPED if heading.wraps else _TOP
    tag_table(sheet, name, first_row, first_row + len(rows), len(headings))


def tag_table(sheet: Worksheet, name: str, header_row: int, last_row: int, columns: int) -> None:
    """Mark cells up as a table, and keep its header in view and on every printed page."""
    sheet.add_table(Table(displayName=name, ref=f"A{header_row}:{get_column_letter(columns)}{last_row}"))
    sheet.freeze_panes = f"B{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"


def shade_input(cell: SheetCell) -> None:
    """Shade a cell that a user may change; a column of text says so too."""
    cell.fill = _INPUT


def set_formats(sheet: Worksheet, row: int, formats: Mapping[int, str]) -> None:
    """Give the cells of one row, by column, formats of their own."""
    for column, number_format in formats.items():
        sheet.cell(row, column).number_format = number_format


def quoted(sheet_name: str) -> str:
    """Return a sheet's name as formulas write it.

    Examples
    --------
    >>> quoted("Debt advice")
    "'Debt advice'"
    """
    return sheet_name if sheet_name.isidentifier() else f"'{sheet_name.replace(chr(39), chr(39) * 2)}'"


def address(sheet_name: str, column: int, row: int) -> str:
    """Return the address of a cell from any sheet.

    Examples
    --------
    >>> address("Debt advice", 2, 7)
    "'Debt advice'!$B$7"
    """
    return f"{quoted(sheet_name)}!${get_column_letter(column)}${row}"


def span(sheet_name: str, column: int, rows: tuple[int, int], last_column: int | None = None) -> str:
    """Return the address of a block of cells from any sheet.

    Examples
    --------
    >>> span("Inputs", 10, (5, 9))
    'Inputs!$J$5:$J$9'
    """
    last = get_column_letter(last_column or column)
    return f"{address(sheet_name, column, rows[0])}:${last}${rows[1]}"
