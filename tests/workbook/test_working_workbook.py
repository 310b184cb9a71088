"""The working workbook as a file: what a reader, a screen reader and a reviewer find in it."""

import io
import re
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import Made, made

from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError
from roi_model.outputs.record.export_record import joined_record
from roi_model.outputs.workbook.expression import YEAR, formula_text
from roi_model.outputs.workbook.formula import expression_of
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, HEADER_ROW, HEADINGS, SAME_NUMBER, SHEET, Column, Role
from roi_model.outputs.workbook.pool_sheet import HEADER_ROW as POOL_HEADER
from roi_model.outputs.workbook.recording import record
from roi_model.outputs.workbook.working import working_workbook

NAMED = Request(areas=("Leeds",), name="=1+1", note="+44 and more\x07", draws=20)
EXCEL_LIMIT, READABLE = 8_192, 480
SHEETS = [
    "Cover",
    "Summary",
    "By partner",
    "By year",
    "Charts",
    "Pool",
    "Pool by year",
    "Inputs",
    "Social emotional learning",
    "Anti bullying",
    "Workplace wellbeing",
    "Workplace stress",
    "Debt advice",
    "Loneliness",
    "Collaborative care",
    "Suicide prevention",
    "Overlap",
    "Prices",
    "Discounting",
    "Perspectives",
    "Simulation",
    "Histogram",
    "Tornado",
    "Check",
    "Assumptions",
    "Sources",
    "Not counted",
    "Checks passed",
    "Run record",
]


@pytest.fixture(scope="module")
def book() -> Made:
    return made(NAMED)


@pytest.fixture(scope="module")
def content(book: Made) -> bytes:
    file = io.BytesIO()
    book.workbook.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def read(content: bytes) -> Workbook:
    """As another program finds it."""
    return load_workbook(io.BytesIO(content))


def cells(book: Workbook) -> Iterator[tuple[str, Any]]:
    return ((sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def is_same(found: Any, written: float | str) -> bool:
    return found == written if isinstance(written, str) else found == pytest.approx(written, rel=SAME_NUMBER)


def table(sheet: Any) -> Any:
    (only,) = sheet.tables.values()
    return only


def test_every_sheet_is_there_and_none_is_hidden(read: Workbook) -> None:
    assert read.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in read.worksheets} == {"visible"}


def test_SS_01_04_every_sheet_has_one_table_marked_up_with_one_header_row(read: Workbook) -> None:
    names = [table(sheet).displayName for sheet in read.worksheets]
    assert len(set(names)) == len(names)
    for sheet in read.worksheets:
        assert table(sheet).headerRowCount == 1
        first, *_ = sheet[table(sheet).ref]
        headings = [cell.value for cell in first]
        assert all(isinstance(heading, str) and heading for heading in headings)
        assert len(set(headings)) == len(headings)


def test_SS_02_15_nothing_is_merged_and_no_sheet_is_blank(read: Workbook) -> None:
    for sheet in read.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.max_row > 4


def test_SS_03_07_no_cell_of_a_table_is_empty_and_the_shorthand_is_explained(read: Workbook) -> None:
    for sheet in read.worksheets:
        empty = [cell.coordinate for row in sheet[table(sheet).ref] for cell in row if cell.value in {None, ""}]
        assert empty == [], sheet.title
    assert "[z] means not applicable" in " ".join(str(cell.value) for _, cell in cells(read))


def test_SS_05_long_text_is_wrapped_and_rows_are_high_enough(read: Workbook) -> None:
    for sheet in read.worksheets:
        for row in sheet[table(sheet).ref]:
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                if cell.data_type == "s" and len(cell.value) > 1.5 * width:
                    assert cell.alignment.wrap_text, f"{sheet.title}!{cell.coordinate}"
                    lines = len(cell.value) / (1.2 * width)
                    assert (sheet.row_dimensions[cell.row].height or 15) >= 12 * lines


def test_SS_11_every_sheet_has_a_title_in_A1_formatted_as_a_heading(read: Workbook) -> None:
    titles = [sheet["A1"] for sheet in read.worksheets]
    assert {title.style for title in titles} == {"Heading 1"}
    assert len({title.value for title in titles}) == len(titles)


def test_SS_12_no_header_footer_macro_or_picture(read: Workbook, content: bytes) -> None:
    for sheet in read.worksheets:
        parts: list[Any] = [sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter]
        assert {text.text for part in parts for text in (part.left, part.center, part.right)} == {None}
    inside = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in inside if "vba" in name.lower() or "media" in name or "externalLink" in name]


def test_SS_12_every_chart_is_described_and_says_where_its_numbers_stand(content: bytes) -> None:
    drawing = zipfile.ZipFile(io.BytesIO(content)).read("xl/drawings/drawing1.xml").decode()
    described = re.findall(r'descr="([^"]+)"', drawing)
    assert len(described) == 3
    assert all("The numbers stand on the sheet" in text for text in described)


@pytest.mark.parametrize(("name", "header_row"), [(SHEET, HEADER_ROW), ("Pool", POOL_HEADER)])
def test_SS_14_what_may_be_changed_says_so_in_words(name: str, header_row: int, read: Workbook) -> None:
    sheet: Any = read[name]
    role = next(cell.column for cell in sheet[header_row] if str(cell.value).startswith("Input or"))
    shaded = {row[0].row for row in sheet.iter_rows() if any(cell.fill.fill_type for cell in row)}
    said = {row[0].row for row in sheet.iter_rows() if row[role - 1].value == Role.INPUT.value}
    assert shaded == said != set()


def test_SS_17_18_title_language_and_cursor(read: Workbook) -> None:
    assert (read.properties.title, read.properties.language) == ("Working workbook: Leeds", "en-GB")
    assert read.active is read["Cover"]
    assert {sheet.sheet_view.selection[-1].activeCell for sheet in read.worksheets} <= {"A1"}


def test_formulas_are_short_enough_to_read(read: Workbook) -> None:
    lengths = [len(str(cell.value)) for _, cell in cells(read) if cell.data_type == "f"]
    assert len(lengths) > 4_000
    assert max(lengths) < READABLE < EXCEL_LIMIT
    assert statistics.median(lengths) < 60
    own = [len(str(cell.value)) for name, cell in cells(read) if cell.data_type == "f" and name in SHEETS[8:16]]
    assert max(own) < 250


def test_results_are_formulas_and_not_values(read: Workbook) -> None:
    for name in ("Summary", "By partner", "By year", "Pool by year"):
        sheet = read[name]
        numbers = [cell for row in sheet[table(sheet).ref] for cell in row if cell.data_type == "n"]
        assert {cell.value for cell in numbers} <= {0}, name  # what overlap takes out of costs


def test_only_values_marked_as_such_do_not_follow(read: Workbook) -> None:
    for name in ("Simulation", "Histogram", "Tornado"):
        assert "Values, not formulas" in read[name]["A2"].value
        assert not [cell for row in read[name].iter_rows() for cell in row if cell.data_type == "f"]
    assert "seed 2017" in read["Simulation"]["A3"].value


def test_every_input_has_a_name_bounds_and_its_source(read: Workbook) -> None:
    sheet, rows = read[SHEET], request_rows(NAMED)
    assert [sheet.cell(HEADER_ROW, column).value for column in Column] == list(HEADINGS.values())
    guarded = {str(cell) for validation in sheet.data_validations.dataValidation for cell in validation.sqref.ranges}
    for number, row in enumerate(rows, FIRST_ROW):
        assert sheet.cell(number, Column.KEY).value == str(row.key)
        assert is_same(sheet.cell(number, Column.VALUE).value, row.value)
        name = sheet.cell(number, Column.DEFINED_NAME).value
        assert read.defined_names[name].attr_text == f"Inputs!$J${number}"
        if row.least is not None and row.role is Role.INPUT:
            assert f"C{number}" in guarded
        if row.parameters:
            assert sheet.cell(number, Column.SOURCE).value == row.source
            assert sheet.cell(number, Column.UPRATING).data_type == ("f" if row.is_money else "s")


def test_a_price_year_stays_text_when_it_is_typed_again(read: Workbook) -> None:
    sheet = read[SHEET]
    years = [sheet.cell(row, Column.PRICE_YEAR) for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert {cell.number_format for cell in years} == {"@"}


def test_text_of_a_user_is_never_a_formula(read: Workbook) -> None:
    found = {row[0].value: row[1] for row in read["Cover"].iter_rows(max_col=2)}
    assert (found["Scenario"].value, found["Scenario"].data_type, found["Scenario"].quotePrefix) == ("=1+1", "s", True)
    assert (found["Note"].value, found["Note"].data_type) == ("+44 and more", "s")


def test_the_cover_links_to_every_sheet(read: Workbook) -> None:
    links = [cell.hyperlink for row in read["Cover"].iter_rows() for cell in row if cell.hyperlink]
    assert [str(link.location).rpartition("!")[0].strip("'") for link in links] == SHEETS[1:]
    assert {link.target for link in links} == {None}  # an address outside the file would be an external link


def test_the_run_record_asks_the_same_again_and_holds_the_inputs_as_exported(read: Workbook) -> None:
    rows = [(row[0].value, row[1].value) for row in read["Run record"].iter_rows(max_col=2)]
    record = joined_record(rows, "the workbook")
    assert Request.read(record["request"], "the record") == NAMED
    assert record["command"].startswith("roi-model export working")
    written = {str(row.key): [row.value, row.low, row.high, row.price_year] for row in request_rows(NAMED)}
    assert record["input_rows"] == written


def test_a_single_intervention_has_no_overlap_and_no_other_sheet() -> None:
    one = made(Request(interventions=("collaborative_care",), horizon=3, draws=20))
    assert one.sheets.overlap is None
    assert "Overlap" not in one.workbook.sheetnames
    assert len(one.workbook.sheetnames) == len(SHEETS) - 8
    assert "Overlap" not in str(one.workbook["By partner"]["A3"].value)


def test_places_apart_are_refused() -> None:
    with pytest.raises(InputError, match="of one place"):
        working_workbook(Request(areas=("Leeds", "Bradford"), apart=True, draws=20))


def test_a_weaker_effect_is_in_the_formulas_of_benefits_and_not_of_costs() -> None:
    (case,) = Request(interventions=("suicide_prevention",), draws=20).cases()
    names = {("suicide_prevention", parameter.name): parameter.name for parameter in case.parameters}
    items = record(replace(case, effect=0.5), names, NAMED.also_count, 2).items
    written = [(item.line, formula_text(expression_of(item.amount), {YEAR: "G$5"}.get)) for item in items]
    weaker = {line.label for line, text in written if text.endswith("*0.5")}
    whole = {line.label for line, text in written if "*0.5" not in text}
    assert whole == {"Residents in the area of the plan", "Local suicide prevention plan"}
    assert "Lost output" in weaker


def test_the_command_line_starts_without_openpyxl() -> None:
    code = "import sys, roi_model.cli; raise SystemExit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
