"""What users wrote is still text after a real spreadsheet program has computed and saved the workbook."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import spreadsheet
from openpyxl import Workbook, load_workbook

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files
from roi_model.outputs.workbook.text import put_text

HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("https://example.org","x")', "#N/A", "'=1+1"]
REQUEST = Request(name="=1+1", note="@SUM(A1)", areas=("Leeds",), interventions=("debt_advice",), draws=20)

pytestmark = pytest.mark.skipif(spreadsheet.MAY_SKIP, reason=spreadsheet.REASON)


def values(content: bytes, *, computed: bool) -> dict[str, list[object]]:
    book = load_workbook(io.BytesIO(content), data_only=computed)
    return {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row] for sheet in book}


def test_text_of_users_is_computed_by_no_program(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    for row, text in enumerate(HOSTILE, start=1):
        put_text(book.worksheets[0].cell(row, 1), text)
    book.save(content)
    texts, published = tmp_path / "texts.xlsx", tmp_path / "published.xlsx"
    texts.write_bytes(content.getvalue())
    published.write_bytes(publication_files(REQUEST, Responsible(), date(2026, 11, 24)).workbook)
    again_texts, again_published = (
        path.read_bytes() for path in spreadsheet.converted([texts, published], "xlsx", tmp_path)
    )
    for computed in (True, False):
        assert values(again_texts, computed=computed)["Sheet"] == HOSTILE
        before, after = values(published.read_bytes(), computed=computed), values(again_published, computed=computed)
        assert list(after) == list(before)
        for name in ("Cover", "Headline results", "Choices"):
            assert [cell for cell in after[name] if cell] == [cell for cell in before[name] if cell]
