"""Text from users stays text."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from roi_model.outputs.safe_text import LONGEST, clean_text, csv_text, may_be_taken_for_formula
from roi_model.outputs.workbook.text import put_text

HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "−1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "＝1+1",
    "=HYPERLINK(\"https://example.org\",\"x\")", "#N/A", "=",
]  # fmt: skip


def written(*texts: str) -> bytes:
    book = Workbook()
    for row, text in enumerate(texts, start=1):
        put_text(book.worksheets[0].cell(row, 1), text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sheet_xml(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_no_text_becomes_a_formula_or_an_error_in_the_file() -> None:
    xml = sheet_xml(written(*HOSTILE))
    assert "<f" not in xml
    assert re.findall(r'<c [^>]*t="(\w+)"', xml) == ["inlineStr"] * len(HOSTILE)


def test_what_might_be_run_when_edited_carries_the_quote_prefix() -> None:
    book = load_workbook(io.BytesIO(written("=1+1", "Leeds", "@x", "#N/A")))
    cells = [row[0] for row in book.worksheets[0].iter_rows()]
    assert [bool(cell.quotePrefix) for cell in cells] == [True, False, True, False]
    assert [cell.data_type for cell in cells] == ["s"] * 4


@given(st.text())
def test_any_text_can_be_written_and_read_again_as_text(text: str) -> None:
    cell = load_workbook(io.BytesIO(written(text))).worksheets[0]["A1"]
    assert (cell.value or "") == clean_text(text)
    assert cell.data_type in {"s", "inlineStr"}  # the second where it is empty


@given(st.text())
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    assert not may_be_taken_for_formula(csv_text(text))


def test_what_xml_cannot_hold_is_dropped_and_what_a_cell_cannot_hold_is_shortened() -> None:
    assert clean_text("Le\x00e\x0bds\ufffe\ud800") == "Leeds"
    assert clean_text("a\r\nb\rc\td") == "a\nb\nc\td"
    long = clean_text("x" * 40_000)
    assert len(long) == LONGEST
    assert long.endswith("(shortened)")


@pytest.mark.parametrize("text", ["Leeds", "£1.2m", "1-2", "a=b", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean_text(text) == csv_text(text) == text
