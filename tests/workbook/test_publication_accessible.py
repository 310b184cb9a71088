"""The rules for accessible spreadsheets of the Analysis Function, on the file that is produced."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.publication.open_data import csv_files, ods_file
from roi_model.outputs.publication.tables import Publication, publication
from roi_model.outputs.workbook.publication_workbook import COVER, publication_workbook

REQUEST = Request(
    name="=Plan <B> & more", note="@note", areas=("Leeds",), draws=100, changes={"debt_advice.coverage": 0.2}
)
NAMES = Responsible(commissioner="Leeds City Council", analyst="Ann Lee", assurer="Bo Day", final=True)
TABLES = [
    "Contents", "Notes", "Headline results", "Return per £1", "How sure", "By sector", "By year", "People and cases",
    "All together", "Parameters", "Parameter notes", "Sources", "Not counted", "Assumptions", "Data log", "Choices",
    "Checks", "CHEERS", "Run record",
]  # fmt: skip


@pytest.fixture(scope="module")
def published() -> Publication:
    return publication(REQUEST, NAMES, date(2026, 11, 24))


@pytest.fixture(scope="module")
def content(published: Publication) -> bytes:
    return publication_workbook(published)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def parts(content: bytes) -> dict[str, str]:
    """Every part of the file that is XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def sheets(book: Workbook) -> list[Worksheet]:
    return [book[name] for name in TABLES]


def area(sheet: Worksheet) -> tuple[int, int, int]:
    """Header row, last row and number of columns of a sheet's one table."""
    (table,) = sheet.tables.values()
    first, last = table.ref.split(":")
    return sheet[first].row, sheet[last].row, sheet[last].column


def table_cells(sheet: Worksheet) -> Iterator[object]:
    header, last, columns = area(sheet)
    for row in sheet.iter_rows(header, last, 1, columns):
        yield from row


def test_the_workbook_has_a_cover_and_one_worksheet_for_each_table(book: Workbook) -> None:
    assert book.sheetnames == [COVER, *TABLES]


def test_SS_01_tables_are_marked_up_with_unique_meaningful_names(book: Workbook) -> None:
    names = [name for sheet in sheets(book) for name in sheet.tables]
    assert len(names) == len(TABLES) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", name) for name in names)
    assert "headline_results" in names
    assert list(book[COVER].tables) == []


def test_SS_02_no_cell_is_merged(book: Workbook, parts: dict[str, str]) -> None:
    assert all(not sheet.merged_cells.ranges for sheet in book)
    assert not any("mergeCell" in xml for xml in parts.values())


def test_SS_03_no_row_or_column_of_a_table_is_blank(book: Workbook) -> None:
    for sheet in sheets(book):
        header, last, columns = area(sheet)
        rows = list(sheet.iter_rows(header, last, 1, columns, values_only=True))
        assert all(any(cell not in {None, ""} for cell in row) for row in rows)
        assert all(any(cell not in {None, ""} for cell in column) for column in zip(*rows, strict=True))


def test_SS_04_every_table_has_one_tagged_header_row_that_says_what_its_cells_say(book: Workbook) -> None:
    for sheet in sheets(book):
        (table,) = sheet.tables.values()
        header, _, columns = area(sheet)
        shown = [sheet.cell(header, column).value for column in range(1, columns + 1)]
        assert table.headerRowCount == 1
        assert [column.name for column in table.tableColumns] == shown
        assert len(set(shown)) == columns


def test_SS_05_text_is_wrapped_and_visible_and_columns_have_sensible_widths(book: Workbook) -> None:
    for sheet in sheets(book):
        header, last, columns = area(sheet)
        for column in range(1, columns + 1):
            assert 8 <= sheet.column_dimensions[get_column_letter(column)].width <= 120
        for number in range(header, last + 1):
            cells = [sheet.cell(number, column) for column in range(1, columns + 1)]
            assert all(cell.alignment.wrap_text for cell in cells)
            assert 12 <= sheet.row_dimensions[number].height <= 409
            for column, cell in enumerate(cells, 1):
                width = sheet.column_dimensions[get_column_letter(column)].width
                if isinstance(cell.value, str):
                    needed = 12 * len(cell.value) / (1.2 * width)
                    assert sheet.row_dimensions[number].height >= min(needed, 409), cell.coordinate
                elif isinstance(cell.value, int | float) and cell.number_format.startswith(("£", "#,##0")):
                    assert len(f"-£{abs(cell.value):,.0f}") <= width, cell.coordinate  # else #### is shown


def test_SS_06_no_filters_and_no_frozen_panes(book: Workbook, parts: dict[str, str]) -> None:
    assert all(sheet.freeze_panes is None for sheet in book)
    assert not any("<autoFilter" in xml or "<pane" in xml for xml in parts.values())


def test_SS_07_no_cell_of_a_table_is_empty_and_the_shorthand_is_explained(book: Workbook) -> None:
    empty = [cell for sheet in sheets(book) for cell in table_cells(sheet) if cell.value in {None, ""}]  # type: ignore[attr-defined]
    assert empty == []
    notes = [str(row[1]) for row in book["Notes"].iter_rows(min_row=3, values_only=True)]
    assert any(note.startswith("[z] means not applicable") for note in notes)


def test_SS_08_nothing_is_hidden(book: Workbook) -> None:
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())


def test_SS_09_notes_are_words_on_a_sheet_of_their_own_and_not_in_data_cells(book: Workbook) -> None:
    known = {str(row[0]) for row in book["Notes"].iter_rows(min_row=3, values_only=True)}
    used: set[str] = set()
    for sheet in sheets(book):
        if sheet.title == "Notes":
            continue
        header, last, columns = area(sheet)
        used |= {mark for cell in sheet[header] for mark in re.findall(r"\[note \d+\]", str(cell.value))}
        body = [str(cell.value) for row in sheet.iter_rows(header + 1, last, 1, columns) for cell in row]
        assert not any(re.search(r"\[note \d+\]", text) for text in body)
        assert not any(text.strip() in {"*", "†", "‡", "§"} or re.search(r"[¹²³⁴⁵⁶⁷⁸⁹]$|\*$", text) for text in body)
    assert used
    assert used <= known


def test_SS_10_links_have_words(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    linked = [(str(cell.value), cell.hyperlink) for cell in cells if cell.hyperlink is not None]
    assert len(linked) > 40
    assert not any("://" in words or words.startswith("www.") for words, _ in linked)
    assert not {words.casefold() for words, _ in linked} & {"click here", "here", "link", "more"}
    inner = [link.location for _, link in linked if link.location]
    assert inner == [f"'{name}'!A1" for name in [COVER, *TABLES[1:]]]
    outer = [str(link.target) for _, link in linked if not link.location]
    assert all(re.match(r"https?://", address) for address in outer)


def test_SS_11_every_worksheet_has_its_title_in_A1_as_a_heading(book: Workbook, parts: dict[str, str]) -> None:
    titles = [sheet["A1"].value for sheet in book]
    assert all(isinstance(title, str) and title for title in titles)
    assert {sheet["A1"].style for sheet in book} == {"Heading 1"}
    # Excel knows its own heading by this number, in any language.
    assert re.search(r'<cellStyle [^>]*name="Heading 1"[^>]*builtinId="16"', parts["xl/styles.xml"])


def test_SS_12_no_headers_footers_boxes_images_or_macros(parts: dict[str, str]) -> None:
    assert not [name for name in parts if re.search(r"drawing|media|vba|comments|charts", name, re.IGNORECASE)]
    assert not any("<headerFooter" in xml for xml in parts.values())


def test_SS_13_no_lines_patterns_or_fills(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.fill_type is None
                sides = [getattr(cell.border, side) for side in ("left", "right", "top", "bottom")]
                assert not any(side is not None and side.style for side in sides)
        for table in sheet.tables.values():
            assert table.tableStyleInfo is None or table.tableStyleInfo.name is None


def test_SS_14_colour_carries_no_message_and_contrast_is_high(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    colours = {cell.font.color.rgb for cell in cells if cell.font.color}
    assert colours <= {"000000EE"}  # of links, which are underlined too; contrast with white 9.4 to 1
    links = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert all(cell.font.underline == "single" for cell in links)
    assert all(not sheet.conditional_formatting for sheet in book)


def test_SS_15_worksheets_have_unique_names_and_none_is_blank(book: Workbook) -> None:
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert all(sheet.max_row > 2 for sheet in book)


def test_SS_16_one_table_at_the_left_edge_and_nothing_beside_or_below_it(book: Workbook) -> None:
    for sheet in sheets(book):
        (table,) = sheet.tables.values()
        _, last, columns = area(sheet)
        assert table.ref.startswith("A")
        assert (sheet.max_row, sheet.max_column) == (last, columns)


def test_SS_17_title_and_language_are_set(book: Workbook, parts: dict[str, str]) -> None:
    assert book.properties.title == "=Plan <B> & more"
    assert book.properties.language == "en-GB"
    assert ET.fromstring(parts["docProps/core.xml"]) is not None


def test_SS_18_the_cursor_stands_in_A1_of_the_first_worksheet(book: Workbook) -> None:
    assert book.active is not None
    assert book.active.title == COVER
    for sheet in book:
        assert {selection.activeCell for selection in sheet.sheet_view.selection} == {"A1"}
        assert bool(sheet.sheet_view.tabSelected) is (sheet.title == COVER)
        assert sheet.sheet_view.topLeftCell is None


def test_SS_19_the_same_tables_are_there_as_csv_and_ods(published: Publication) -> None:
    files = csv_files(published)
    assert len(files) == len(published.tables)  # a CSV file for each but the run record, which is JSON
    with zipfile.ZipFile(io.BytesIO(ods_file(published))) as archive:
        text = archive.read("content.xml").decode()
        about = archive.read("meta.xml").decode()
    assert [name for name in TABLES[1:] if f'table:name="{name}"' not in text] == []
    assert "<dc:language>en-GB</dc:language>" in about
    assert "<dc:title>=Plan &lt;B&gt; &amp; more</dc:title>" in about


def test_values_only_and_text_of_users_stays_text(book: Workbook, parts: dict[str, str]) -> None:
    assert not any("<f>" in xml or "<f " in xml for name, xml in parts.items() if name.startswith("xl/worksheets"))
    assert book[COVER]["A1"].value == "=Plan <B> & more"
    assert book[COVER]["A1"].data_type == "s"


def test_AQ_02_AQ_12_the_cover_says_status_people_assurance_and_limits(book: Workbook) -> None:
    text = "\n".join(str(cell.value) for cell in book[COVER]["A"])
    for said in (
        "Final.", "Commissioned by: Leeds City Council.", "Made by: Ann Lee.", "Assured by: Bo Day.",
        "Approved by: Not named.", "Assured by Bo Day, who did not make it.", "0 failed", "Limits of use",
        "No figure is a pass mark",
    ):  # fmt: skip
        assert said in text
