"""The publication workbook: values only, one table on a worksheet, made for screen readers.

It keeps the rules for accessible spreadsheets of the Analysis Function: tables that are marked up
and named, no merged cells, no frozen panes, no filters, no fills, no blank cells in tables, notes
in words, links with words, a title in A1 of every worksheet, and the cursor there.
"""

from __future__ import annotations

import io
from textwrap import wrap
from urllib.parse import urlparse

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.outputs.publication.published_table import Kind, PublishedColumn, PublishedTable
from roi_model.outputs.publication.tables import NAME, Publication
from roi_model.outputs.safe_text import clean_text
from roi_model.outputs.workbook.full_disk import refuse_full_disk
from roi_model.outputs.workbook.text import put_text

LANGUAGE = "en-GB"
COVER, CONTENTS = "Cover", "Contents"
TITLE, SUBTITLE, HEADING, PLAIN, LINK = "Heading 1", "Heading 2", "Column heading", "Plain", "Link in words"
FONT = "Arial"
WRAPPED = Alignment(vertical="top", wrap_text=True)
WHOLE = Alignment(vertical="top")
COVER_WIDTH = 110
LINE, TITLE_LINE = 15.0, 26.0  # points of height that a line takes
FORMATS = {
    Kind.POUNDS: "£#,##0;-£#,##0",
    Kind.RATIO: "£#,##0.00;-£#,##0.00",
    Kind.FINE: "£#,##0.000;-£#,##0.000",
    Kind.CHANCE: "0%",
    Kind.YEAR: "0",
}
SMALL_POUNDS, SMALL_COUNT, LARGE_COUNT, SMALL_EXACT = "£#,##0.00;-£#,##0.00", "0.00", "#,##0", "0.########"
WHOLE_NUMBER, LARGE_EXACT = "#,##0", "#,##0.0###"


def publication_workbook(publication: Publication) -> bytes:
    """Return the workbook as the content of an .xlsx file."""
    book = Workbook()
    del book["Sheet"]
    for style in _styles():
        book.add_named_style(style)
    _write_cover(book.create_sheet(COVER), publication)
    contents = _contents(publication)
    _write_table(book.create_sheet(CONTENTS), contents)
    for table in publication.tables:
        _write_table(book.create_sheet(table.sheet), table)
    _link_contents(book[CONTENTS], contents)
    book.active = 0
    book[COVER].sheet_view.tabSelected = True
    _describe(book, publication)
    content = io.BytesIO()
    with refuse_full_disk():
        book.save(content)
    return content.getvalue()


def _styles() -> list[NamedStyle]:
    """Return the styles of the workbook; the first two are Excel's own headings, without their lines."""
    title = NamedStyle(TITLE, font=Font(FONT, 16, bold=True), alignment=WHOLE)
    title.builtinId = 16
    subtitle = NamedStyle(SUBTITLE, font=Font(FONT, 13, bold=True), alignment=Alignment(vertical="bottom"))
    subtitle.builtinId = 17
    heading = NamedStyle(HEADING, font=Font(FONT, 11, bold=True), alignment=WRAPPED)
    link = NamedStyle(LINK, font=Font(FONT, 11, underline="single", color="0000EE"), alignment=WRAPPED)
    return [title, subtitle, heading, NamedStyle(PLAIN, font=Font(FONT, 11), alignment=WRAPPED), link]


def _describe(book: Workbook, publication: Publication) -> None:
    about = book.properties
    about.title, about.language = clean_text(publication.title), LANGUAGE
    about.creator, about.subject = NAME, "Return on investment of preventing mental ill health"


def _write_cover(sheet: Worksheet, publication: Publication) -> None:
    sheet.column_dimensions["A"].width = COVER_WIDTH
    _put(sheet, 1, 1, publication.title, TITLE)
    sheet.row_dimensions[1].height = TITLE_LINE
    row = 2
    for heading, sentences in publication.cover:
        _put(sheet, row, 1, heading, SUBTITLE)
        sheet.row_dimensions[row].height = TITLE_LINE
        for number, sentence in enumerate(sentences, start=row + 1):
            _put(sheet, number, 1, sentence, PLAIN)
            _fit(sheet, number, [(sentence, COVER_WIDTH)])
        row += 1 + len(sentences)
    _print_on_landscape(sheet)


def _contents(publication: Publication) -> PublishedTable:
    columns = (PublishedColumn("Worksheet", Kind.LINK, 26), PublishedColumn("What it holds", width=90))
    rows = ((COVER, "What this is, its status, its assurance and its limits"),)
    tables = tuple((table.sheet, table.title) for table in publication.tables)
    return PublishedTable(CONTENTS, "Contents", columns, (*rows, *tables))


def _link_contents(sheet: Worksheet, contents: PublishedTable) -> None:
    """Let each name in the contents lead to its worksheet."""
    first = _header_row(contents) + 1
    for row, (name, _) in enumerate(contents.rows, start=first):
        cell = sheet.cell(row, 1)
        cell.style = LINK
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=str(name))


def _header_row(table: PublishedTable) -> int:
    """Return the row of the headings: below title and lines."""
    return 2 + len(table.lines)


def _write_table(sheet: Worksheet, table: PublishedTable) -> None:
    _put(sheet, 1, 1, table.title, TITLE)
    sheet.row_dimensions[1].height = TITLE_LINE
    for row, line in enumerate(table.lines, start=2):
        cell = _put(sheet, row, 1, line, PLAIN)
        cell.alignment = WHOLE
    header = _header_row(table)
    for number, column in enumerate(table.columns, start=1):
        _put(sheet, header, number, column.heading, HEADING).alignment = _alignment(number, column.kind)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    widths = [column.width for column in table.columns]
    _fit(sheet, header, list(zip(table.headings, widths, strict=True)))
    for row, values in enumerate(table.for_reading(), start=header + 1):
        for number, (value, column) in enumerate(zip(values, table.columns, strict=True), start=1):
            _put_value(sheet, row, number, value, column.kind).alignment = _alignment(number, column.kind)
        shown = [str(sheet.cell(row, number).value) for number in range(1, len(values) + 1)]
        _fit(sheet, row, list(zip(shown, widths, strict=True)))
    _tag(sheet, table, header)
    _print_on_landscape(sheet)


def _put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # nothing is merged here
    cell.style = style  # before the text, whose prefix it would take away
    put_text(cell, text)
    return cell


def _put_value(sheet: Worksheet, row: int, column: int, value: float | int | str, kind: Kind) -> Cell:
    if isinstance(value, str):
        is_address = kind is Kind.LINK and value.startswith(("https://", "http://"))
        cell = _put(sheet, row, column, link_words(value) if is_address else value, LINK if is_address else PLAIN)
        if is_address:
            cell.hyperlink = value
        return cell
    cell = _put(sheet, row, column, "", PLAIN)
    cell.value = value
    cell.number_format = number_format(value, kind)
    return cell


def _alignment(column: int, kind: Kind) -> Alignment:
    """Return where the cells of a column stand: numbers to the right, words to the left, a little apart."""
    if kind in {Kind.TEXT, Kind.LINK}:
        return WRAPPED if column == 1 else Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    return Alignment(vertical="top", wrap_text=True, horizontal="right")


def link_words(address: str) -> str:
    """Return what a link says: where it leads, in words.

    Examples
    --------
    >>> link_words("https://www.bmj.com/content/350/bmj.h2469")
    'Read it at bmj.com'
    """
    return f"Read it at {urlparse(address).netloc.removeprefix('www.')}"


def number_format(value: float, kind: Kind) -> str:
    """Return how a number is shown: pounds without pence from £10 on, numbers of people with commas."""
    small = abs(value) < 10 and value != int(value)
    if kind is Kind.POUNDS and small:
        return SMALL_POUNDS
    if kind is Kind.COUNT:
        return "#,##0.0" if value != int(value) and not small else SMALL_COUNT if small else LARGE_COUNT
    if kind is Kind.EXACT:
        return WHOLE_NUMBER if value == int(value) else LARGE_EXACT if abs(value) >= 0.1 else SMALL_EXACT
    return FORMATS.get(kind, "General")


def _fit(sheet: Worksheet, row: int, cells: list[tuple[str, int]]) -> None:
    """Make a row high enough for its longest text when it is wrapped."""
    lines = max(sum(len(wrap(line, width)) or 1 for line in text.split("\n")) for text, width in cells)
    sheet.row_dimensions[row].height = LINE * min(lines, 27)  # Excel allows no more than 409 points


def _tag(sheet: Worksheet, table: PublishedTable, header: int) -> None:
    """Mark the cells up as a table with one header row, without filter buttons and without stripes."""
    last = get_column_letter(len(table.columns))
    tagged = Table(displayName=table.name, ref=f"A{header}:{last}{header + len(table.rows)}")
    # With columns of its own the table gets no filter.
    tagged.tableColumns = [
        TableColumn(id=number, name=clean_text(heading)) for number, heading in enumerate(table.headings, start=1)
    ]
    tagged.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False, showColumnStripes=False)
    sheet.add_table(tagged)


def _print_on_landscape(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
