"""What the accessibility checkers of spreadsheet programs look for, asked of a file as it was written.

The rules are those that Excel and LibreOffice list for their own checkers, written anew; neither
program can be asked from a test. Each takes a file and yields a complaint for each fault.
"""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

WHITE, BLACK = "FFFFFF", "000000"
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
LINK_WITHOUT_WORDS = re.compile(r"(https?://|www\.|mailto:)|^(here|click here|link|more|read more)$", re.IGNORECASE)
DEFAULT_NAME = re.compile(r"(sheet|tabelle|table|chart|column|picture) ?\d*", re.IGNORECASE)
COLOURED = re.compile(r"\[(red|green|blue|yellow|magenta|cyan|color ?\d+)\]", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """An .xlsx file."""

    content: bytes

    @cached_property
    def book(self) -> Workbook:
        """As another program finds it."""
        return load_workbook(io.BytesIO(self.content))

    @cached_property
    def parts(self) -> dict[str, str]:
        """Every part by its name."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}

    def trees(self, pattern: str) -> Iterator[tuple[str, ET.Element]]:
        """Yield name and content of every part whose name is like this."""
        yield from ((name, ET.fromstring(text)) for name, text in self.parts.items() if re.fullmatch(pattern, name))

    def cells(self) -> Iterator[tuple[str, Any]]:
        """Yield every cell that holds something, with where it stands."""
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows():
                yield from ((f"{sheet.title}!{cell.coordinate}", cell) for cell in row if cell.value is not None)

    def tables(self) -> Iterator[tuple[Worksheet, Any]]:
        """Yield every table with its sheet."""
        yield from ((sheet, table) for sheet in self.book.worksheets for table in sheet.tables.values())


def named(tree: ET.Element, *names: str) -> Iterator[ET.Element]:
    """Yield the elements of these names, whatever their namespace."""
    yield from (each for each in tree.iter() if each.tag.rpartition("}")[2] in names)


def alternative_text(file: File) -> Iterator[str]:
    for name, tree in file.trees(r"xl/drawings/drawing\d+\.xml"):
        for each in named(tree, "cNvPr"):
            if len(each.get("descr", "").split()) < 4:
                yield f"{name}: {each.get('name')} has no alternative text"


def chart_titles(file: File) -> Iterator[str]:
    for name, tree in file.trees(r"xl/charts/chart\d+\.xml"):
        chart, *_ = named(tree, "chart")
        titles = [each for each in chart if each.tag.endswith("}title")]
        if not any("".join(each.itertext()).strip() for each in titles):
            yield f"{name}: no title"
        if not all("".join(each.itertext()).strip() for each in named(tree, "ser")):
            yield f"{name}: a series without a name"


def chart_colours(file: File) -> Iterator[str]:
    for name, tree in file.trees(r"xl/charts/chart\d+\.xml"):
        looks = []
        for series in named(tree, "ser"):
            colours = [each.get("val", "") for each in named(series, "srgbClr")]
            marks = [each.get("val") for each in named(series, "symbol")]
            looks.append((*marks, *(each.get("val") for each in named(series, "prstDash"))) if marks else colours[0])
            if max(contrast(colour, WHITE) for colour in colours) < SHAPE_CONTRAST:
                yield f"{name}: neither the fill nor the outline of {colours} can be seen on white"
        if len(set(looks)) < len(looks):
            yield f"{name}: two series look alike"


def header_rows(file: File) -> Iterator[str]:
    for sheet, table in file.tables():
        first, *_ = sheet[table.ref]
        headings = [cell.value for cell in first]
        if table.headerRowCount != 1:
            yield f"{sheet.title}: {table.headerRowCount} header rows"
        if not all(isinstance(heading, str) and heading.strip() for heading in headings):
            yield f"{sheet.title}: a heading is blank"
        if len(set(headings)) < len(headings):
            yield f"{sheet.title}: two columns of one name"
        if [column.name for column in table.tableColumns] != headings:
            yield f"{sheet.title}: the table names its columns otherwise than the cells do"


def tables(file: File) -> Iterator[str]:
    for sheet in file.book.worksheets:
        outside = [cell for row in sheet.iter_rows() for cell in row if len(row) > 1 and cell.value is not None]
        if not sheet.tables and any(cell.column > 1 for cell in outside):
            yield f"{sheet.title}: cells side by side that are no table"
    for where, table in file.tables():
        if DEFAULT_NAME.fullmatch(table.displayName):
            yield f"{where.title}: the table has no name of its own"
        if not table.ref.startswith("A"):
            yield f"{where.title}: the table does not begin at the left edge"


def blank_cells(file: File) -> Iterator[str]:
    for sheet, table in file.tables():
        blank = [cell.coordinate for row in sheet[table.ref] for cell in row if cell.value in {None, ""}]
        if blank:
            yield f"{sheet.title}: blank cells in the table, {blank[0]} first"


def merged_cells(file: File) -> Iterator[str]:
    yield from (f"{sheet.title}: {sheet.merged_cells}" for sheet in file.book.worksheets if sheet.merged_cells.ranges)


def sheet_names(file: File) -> Iterator[str]:
    yield from (f"{name}: a default name" for name in file.book.sheetnames if DEFAULT_NAME.fullmatch(name))


def hidden(file: File) -> Iterator[str]:
    for sheet in file.book.worksheets:
        if sheet.sheet_state != "visible":
            yield f"{sheet.title}: hidden"
        for dimensions in (sheet.column_dimensions, sheet.row_dimensions):
            narrow = [name for name, each in dimensions.items() if each.hidden or getattr(each, "width", 9) < 2]
            yield from (f"{sheet.title}: {name} is hidden" for name in narrow)


def text_contrast(file: File) -> Iterator[str]:
    for where, cell in file.cells():
        letters, ground = _colour(cell.font.color, BLACK), WHITE
        if cell.fill.fill_type is not None:
            ground = _colour(cell.fill.fgColor, WHITE)
        if contrast(letters, ground) < TEXT_CONTRAST:
            yield f"{where}: {letters} on {ground} has a contrast of {contrast(letters, ground):.1f}"


def colour_alone(file: File) -> Iterator[str]:
    for where, cell in file.cells():
        sections = cell.number_format.split(";")
        if any(COLOURED.search(each) and not re.search(r"[-(]", each) for each in sections):
            yield f"{where}: only colour says that a number is negative"
    for sheet in file.book.worksheets:
        if sheet.conditional_formatting:
            yield f"{sheet.title}: colour that comes and goes"


def links(file: File) -> Iterator[str]:
    for where, cell in file.cells():
        if cell.hyperlink is not None:
            if LINK_WITHOUT_WORDS.search(str(cell.value)):
                yield f"{where}: the link says {cell.value}"
            elif cell.font.underline is None:
                yield f"{where}: only colour says that this is a link"


def document(file: File) -> Iterator[str]:
    about = file.book.properties
    if not (about.title or "").strip():
        yield "the document has no title"
    if about.language != "en-GB":
        yield f"the language is {about.language}"


def headings(file: File) -> Iterator[str]:
    if not re.search(r'<cellStyle [^>]*name="Heading 1"[^>]*builtinId="16"', file.parts["xl/styles.xml"]):
        yield "no style is Excel's own heading"
    for sheet in file.book.worksheets:
        if sheet["A1"].style != "Heading 1" or not str(sheet["A1"].value or "").strip():
            yield f"{sheet.title}: A1 is no heading"


def selection(file: File) -> Iterator[str]:
    chosen = [sheet.title for sheet in file.book.worksheets if sheet.sheet_view.tabSelected]
    if chosen not in ([], [file.book.sheetnames[0]]):
        yield f"these sheets are selected: {chosen}"
    for sheet in file.book.worksheets:
        view = sheet.sheet_view
        if view.selection[-1].activeCell not in {None, "A1"} or (view.topLeftCell or "A1") != "A1":
            yield f"{sheet.title}: the cursor is not in A1"


def boxes(file: File) -> Iterator[str]:
    for name, text in file.parts.items():
        if re.search(r"<(?:\w+:)?(?:oddHeader|oddFooter|evenHeader|evenFooter|legacyDrawing|picture)\b", text):
            yield f"{name}: a header, a footer or a picture"
        if re.search(r"vbaProject|/media/|comments\d*\.xml|ctrlProps|embeddings", name):
            yield f"{name}: a macro, a picture, a comment or a control"
    for name, tree in file.trees(r"xl/drawings/drawing\d+\.xml"):
        yield from (f"{name}: a floating box" for _ in named(tree, "sp", "pic"))


def note_marks(file: File) -> Iterator[str]:
    for where, cell in file.cells():
        if re.search(r"[¹²³⁴⁵⁶⁷⁸⁹†‡§]$|\w\*+$", str(cell.value)) and cell.data_type == "s":
            yield f"{where}: a note marked by a symbol"


def _colour(colour: Any, otherwise: str) -> str:
    """Return a colour in six digits; one of the theme that is dark on light counts as given by default."""
    return colour.rgb[-6:] if colour is not None and isinstance(colour.rgb, str) else otherwise


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours as WCAG defines it.

    Examples
    --------
    >>> contrast("000000", "FFFFFF")
    21.0
    """
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


Rule = Callable[[File], Iterator[str]]
RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        alternative_text, chart_titles, chart_colours, header_rows, tables, blank_cells, merged_cells, sheet_names,
        hidden, text_contrast, colour_alone, links, document, headings, selection, boxes, note_marks,
    )
}  # fmt: skip
