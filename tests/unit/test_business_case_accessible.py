"""SS-17 for the business case: what the accessibility checkers of word processors look for, and what one exports."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from accessibility import contrast
from docx.oxml.ns import qn

from roi_model.analysis.request import Request
from roi_model.outputs.business_case.document import business_case, business_case_charts
from roi_model.outputs.business_case.figures import case_figures

ASKED = Request(areas=("Leeds",), interventions=("debt_advice", "loneliness"), draws=50)
PDF_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
LEAST_LETTERS = 8.0  # points


@pytest.fixture(scope="module")
def content() -> bytes:
    return business_case(ASKED)


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def test_headings_begin_with_the_title_and_skip_no_level(document: Any) -> None:
    styles = [each.style.name for each in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Title") == 1
    levels = [int(name.removeprefix("Heading ")) for name in styles if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_paragraph_is_empty_and_lists_are_lists(document: Any) -> None:
    shown = [each for each in document.paragraphs if each._p.find(f".//{qn('w:drawing')}") is None]
    assert all(each.text.strip() for each in shown)
    assert not any(re.match(r"\s*[-*•]\s", each.text) for each in shown)
    assert any(each.style.name == "List Bullet" for each in shown)


def test_tables_are_simple_with_a_marked_header_and_no_blank_cell(document: Any) -> None:
    assert len(document.tables) == 2
    for table in document.tables:
        assert table._tbl.find(f".//{qn('w:gridSpan')}") is None
        assert table._tbl.find(f".//{qn('w:vMerge')}") is None
        assert all(cell.text.strip() for row in table.rows for cell in row.cells)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_pictures_stand_in_the_text_with_words(document: Any) -> None:
    assert document.element.find(f".//{qn('wp:anchor')}") is None
    pictures = document.element.findall(f".//{qn('wp:docPr')}")
    assert [each.get("descr") for each in pictures] == [
        chart.text for chart in business_case_charts(case_figures(ASKED)).values()
    ]


def test_letters_are_dark_and_not_tiny_and_all_in_one_language(document: Any) -> None:
    used = {each.style.name for each in document.paragraphs}
    for name in used:
        colour = document.styles[name].font.color.rgb
        assert contrast(str(colour or "000000"), "FFFFFF") >= 7
    sizes = [run.font.size.pt for each in document.paragraphs for run in each.runs if run.font.size]
    sizes += [document.styles[name].font.size.pt for name in used]
    assert min(sizes) >= LEAST_LETTERS
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    languages |= {each.get(qn("w:val")) for each in document.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


@pytest.mark.skipif(
    shutil.which("lowriter") is None and not os.environ.get("CI"), reason="LibreOffice Writer is not installed"
)
def test_a_word_processor_exports_it_as_an_accessible_pdf_with_everything_tagged(
    content: bytes, document: Any, tmp_path: Path
) -> None:
    file = tmp_path / "case.docx"
    file.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, PDF_UA, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120
    )
    exported = file.with_suffix(".pdf").read_bytes()
    assert b"<pdfuaid:part>1<" in exported
    assert b"/Lang(en-GB)" in exported
    assert b"/DisplayDocTitle true" in exported
    tags = Counter(re.findall(rb"/StructElem\s*/S/(\w+)", exported))
    columns = sum(len(table.columns) for table in document.tables)
    cells = sum(len(table.columns) * (len(table.rows) - 1) for table in document.tables)
    assert (tags[b"Table"], tags[b"TH"], tags[b"TD"]) == (2, columns, cells)
    assert tags[b"H1"] == sum(each.style.name == "Heading 1" for each in document.paragraphs)
    described = [bytes.fromhex(text.decode()).decode("utf-16") for text in re.findall(rb"/Alt<([0-9A-F]+)>", exported)]
    words = [each.get("descr") for each in document.element.findall(f".//{qn('wp:docPr')}")]
    assert tags[b"Figure"] == len(words) == len(described)
    assert all(word in " ".join(described) for word in words)
