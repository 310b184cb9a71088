"""Writing one worksheet: a title, a table with one header row, and text that stays text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.outputs.workbook.input_sheet import NOT_APPLICABLE
from roi_model.outputs.workbook.text import put_text

SHORTHAND = f"{NOT_APPLICABLE} means not applicable."
LONGEST_NAME = 31  # of a sheet

POUNDS, PENCE, COUNT, PLAIN = "£#,##0;-£#,##0", "£#,##0.00;-£#,##0.00", "#,##0.00", "General"
SHARE, WHOLE, FACTOR, PERCENT = "0.0000", "0", "0.000000", "0.0%"

WORKING_NUMBER = "[>=1000]#,##0;[>-1000]0.000000;#,##0"

_FONT = "Arial"
_HEADING = "Heading 1"
_INPUT = PatternFill("solid", fgColor="FFF6D6")  # black on it has a contrast of 19 to 1
_ALIGNMENTS = {
    (wraps, right): Alignment("right" if right else "left", "top", wrap_text=wraps, indent=int(right))
    for wraps in (False, True)
    for right in (False, True)
}
_LINE = 14.5  # points
A4, A3 = 9, 8
A4_CHARACTERS, A3_CHARACTERS = 150, 330  # what is wider is printed too small to read


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
    holds_numbers
        Whether it holds numbers even though it has no format for all of them.
    """

    text: str
    width: float = 14
    number_format: str = PLAIN
    wraps: bool = False
    holds_numbers: bool = False

    @property
    def is_right(self) -> bool:
        """Whether its cells stand to the right, as numbers do."""
        return self.holds_numbers or self.number_format != PLAIN


def new_workbook() -> Workbook:
    """Return a workbook without sheets, in which every letter is of one plain kind."""
    workbook = Workbook()
    del workbook["Sheet"]
    private: Any = workbook  # openpyxl has no public way to set the font of all cells
    for style in private._named_styles:  # noqa: SLF001
        style.font = Font(name=_FONT, size=11)
    private._fonts[0] = Font(name=_FONT, size=11)  # noqa: SLF001
    heading = NamedStyle(_HEADING, font=Font(name=_FONT, bold=True, size=15))
    heading.builtinId = 16  # Excel's own heading, so that a screen reader knows it for one
    workbook.add_named_style(heading)
    return workbook


def add_sheet(workbook: Workbook, name: str, title: str, lines: Sequence[str] = ()) -> Worksheet:
    """Add a worksheet with its title in A1 and lines of explanation below."""
    sheet = workbook.create_sheet(name)
    put(sheet, 1, 1, title)
    sheet.cell(1, 1).style = _HEADING
    for row, line in enumerate(lines, 2):
        put(sheet, row, 1, line)
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
        cell = put(sheet, first_row, column, heading.text)
        cell.font, cell.alignment = Font(name=_FONT, bold=True), _ALIGNMENTS[True, heading.is_right]
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    _set_height(sheet, first_row, [heading.text for heading in headings], headings)
    for row, values in enumerate(rows, first_row + 1):
        for column, (value, heading) in enumerate(zip(values, headings, strict=True), 1):
            is_text = isinstance(value, str) and not isinstance(value, Formula)
            shown = NOT_APPLICABLE if value is None else value
            cell = put(sheet, row, column, shown, PLAIN if is_text or value is None else heading.number_format)
            cell.alignment = _ALIGNMENTS[heading.wraps, heading.is_right]
        _set_height(sheet, row, values, headings)
    tag_table(sheet, name, first_row, first_row + len(rows), len(headings))
    _set_up_page(sheet, sum(heading.width for heading in headings))


def _set_height(sheet: Worksheet, row: int, values: Sequence[Value], headings: Sequence[Heading]) -> None:
    """Make a row as high as its longest text, for programs that do not do so themselves."""
    is_header = all(value == heading.text for value, heading in zip(values, headings, strict=True))
    lines = [
        _lines(value, heading.width)
        for value, heading in zip(values, headings, strict=True)
        if (heading.wraps or is_header) and isinstance(value, str) and not isinstance(value, Formula)
    ]
    if max(lines, default=1) > 1:
        sheet.row_dimensions[row].height = _LINE * max(lines)


def _lines(text: str, width: float) -> int:
    """Return over how many lines a text runs, word by word, in letters about as wide as a digit."""
    room, lines = width * 1.02, 0
    for paragraph in text.split("\n"):
        lines, left = lines + 1, 0.0
        for word in paragraph.split():
            if left and left + 1 + len(word) > room:
                lines, left = lines + 1, 0.0
            left += len(word) + bool(left)
            lines, left = lines + int(left // room), left % room  # a word may be longer than a line
    return lines


def _set_up_page(sheet: Worksheet, characters: float) -> None:
    """Print on landscape pages: A4, A3 for what is wide, and two of them side by side for what is wider."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4 if characters <= A4_CHARACTERS else A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2 if characters > A3_CHARACTERS else 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def tag_table(sheet: Worksheet, name: str, header_row: int, last_row: int, columns: int) -> None:
    """Mark cells up as a table, and keep its header in view and on every printed page."""
    sheet.add_table(Table(displayName=name, ref=f"A{header_row}:{get_column_letter(columns)}{last_row}"))
    sheet.freeze_panes = f"B{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"


def shade_input(cell: SheetCell) -> None:
    """Shade a cell that a user may change; a column of text says so too."""
    cell.fill = _INPUT


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
