"""SS-17: both workbooks, looked at as the accessibility checkers of spreadsheet programs do; and the checker itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from accessibility import RULES, File
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files, working_file

TODAY = date(2026, 11, 24)
ONE = Request(areas=("Leeds",), interventions=("debt_advice",), draws=20)
ALL = Request(areas=("Leeds", "Bradford"), draws=20, also_count="qalys", name="Plan")


@pytest.fixture(scope="module")
def files() -> dict[str, File]:
    """Both workbooks, of everything and of one intervention alone."""
    return {
        "publication": File(publication_files(ALL, Responsible(), TODAY).workbook),
        "working": File(working_file(ALL, Responsible(), TODAY)[0]),
        "publication of one": File(publication_files(ONE, Responsible(), TODAY).workbook),
        "working of one": File(working_file(ONE, Responsible(), TODAY)[0]),
    }


@pytest.fixture(scope="module")
def small(files: dict[str, File]) -> bytes:
    """Three sheets of a workbook, so that faults are quickly put into it."""
    book = load_workbook(io.BytesIO(files["working of one"].content))
    for name in set(book.sheetnames) - {"Cover", "Summary", "Sources"}:
        del book[name]
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("which", ["publication", "working", "publication of one", "working of one"])
@pytest.mark.parametrize("rule", RULES)
def test_SS_17_the_checker_has_no_complaint(rule: str, which: str, files: dict[str, File]) -> None:
    assert list(RULES[rule](files[which])) == []


def test_what_is_checked_is_there(files: dict[str, File]) -> None:
    """Charts to describe, tables, links and shaded cells: rules about nothing would hold."""
    working = files["working"]
    assert len(list(working.trees(r"xl/charts/chart\d+\.xml"))) == 3
    assert len(list(working.tables())) == len(working.book.sheetnames)
    found = [cell for _, cell in working.cells()]
    assert sum(cell.hyperlink is not None for cell in found) == len(working.book.sheetnames) - 1
    assert any(cell.fill.fill_type for cell in found)


def cover(book: Workbook) -> None:
    book.active.title = "Sheet1"  # type: ignore[union-attr]


def merged(book: Workbook) -> None:
    book["Cover"].merge_cells("A20:B20")


def put_away(book: Workbook) -> None:
    book["Summary"].sheet_state = "hidden"


def narrowed(book: Workbook) -> None:
    book["Summary"].column_dimensions["C"].width = 0.5


def pale(book: Workbook) -> None:
    book["Summary"]["A5"].font = Font(color="999999")


def shaded(book: Workbook) -> None:
    book["Summary"]["A5"].fill = PatternFill("solid", fgColor="333333")


def red(book: Workbook) -> None:
    book["Summary"]["B6"].number_format = "0;[Red]0"


def blank(book: Workbook) -> None:
    book["Summary"]["B6"].value = None


def headless(book: Workbook) -> None:
    book["Summary"].tables["summary"].headerRowCount = 0


def unnamed(book: Workbook) -> None:
    sheet = book["Summary"]
    old = sheet.tables.pop("summary")
    sheet.add_table(Table(displayName="Table1", ref=old.ref))


def address(book: Workbook) -> None:
    book["Sources"]["A5"].value = "https://example.org"
    book["Sources"]["A5"].hyperlink = "https://example.org"


def untitled(book: Workbook) -> None:
    book.properties.title = ""


def american(book: Workbook) -> None:
    book.properties.language = "en-US"


def plain(book: Workbook) -> None:
    book["Summary"]["A1"].style = "Normal"


def grouped(book: Workbook) -> None:
    book["Summary"].sheet_view.tabSelected = True


def footed(book: Workbook) -> None:
    footer: Any = book["Summary"].oddFooter
    footer.center.text = "Page 1"


def starred(book: Workbook) -> None:
    book["Summary"]["A5"].value = "Time horizon*"


FAULTS: list[tuple[str, Callable[[Workbook], None]]] = [
    ("sheet_names", cover), ("merged_cells", merged), ("hidden", put_away), ("hidden", narrowed),
    ("text_contrast", pale), ("text_contrast", shaded), ("colour_alone", red), ("blank_cells", blank),
    ("header_rows", headless), ("tables", unnamed), ("links", address), ("document", untitled),
    ("document", american), ("headings", plain), ("selection", grouped), ("boxes", footed), ("note_marks", starred),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "fault"), FAULTS, ids=[fault.__name__ for _, fault in FAULTS])
def test_a_fault_is_found(rule: str, fault: Callable[[Workbook], None], small: bytes) -> None:
    assert list(RULES[rule](File(small))) == []
    book = load_workbook(io.BytesIO(small))
    fault(book)
    assert len(list(RULES[rule](File(saved(book))))) == 1


@pytest.mark.parametrize(
    ("rule", "part", "before", "after"),
    [
        ("alternative_text", "xl/drawings/drawing1.xml", "descr=", "other="),
        ("chart_titles", "xl/charts/chart1.xml", "Net so far by partner, cash, not discounted", " "),
        ("chart_colours", "xl/charts/chart3.xml", 'srgbClr val="', 'srgbClr val="FFFFFF" was="'),
    ],
)
def test_a_fault_of_a_chart_is_found(rule: str, part: str, before: str, after: str, files: dict[str, File]) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, text in files["working of one"].parts.items():
            archive.writestr(name, text.replace(before, after) if name == part else text)
    assert list(RULES[rule](File(changed.getvalue())))


def test_SS_06_SS_13_the_working_workbook_differs_from_the_publication_where_its_cover_says_so(
    files: dict[str, File],
) -> None:
    rows = files["working"].book["Cover"].iter_rows(max_col=2, values_only=True)
    (said,) = [str(content) for what, content in rows if what == "Layout"]
    assert "Headings stay in view, and input cells are shaded" in said
    assert "the publication workbook leaves both out" in said
    assert any(sheet.freeze_panes for sheet in files["working"].book.worksheets)
    assert not any(sheet.freeze_panes for sheet in files["publication"].book.worksheets)
    assert not any(cell.fill.fill_type for _, cell in files["publication"].cells())
