"""Files to take away: built when asked for, kept for the same scenario only, and what they say they are."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from browser import open_app

from roi_model.analysis.request import Request
from roi_model.app import takeaways
from roi_model.app.chosen import DEFAULT
from roi_model.app.takeaways import built
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.figures import case_figures
from roi_model.outputs.file_names import stem
from roi_model.outputs.words import pounds

DAY = date(2026, 1, 31)
LEEDS = Request(areas=("Leeds",), interventions=("debt_advice",), horizon=5, draws=500)
PEOPLE = {"commissioner": "", "analyst": "A. Smith", "assurer": "B. Jones", "approver": "", "final": True}


def file_of(kind: str, request: Request = LEEDS) -> bytes:
    return built(kind, json.dumps(request.as_dict(), sort_keys=True), json.dumps(PEOPLE), DAY)


def test_the_business_case_is_a_word_document_with_the_engines_figures() -> None:
    document = docx.Document(io.BytesIO(file_of("business-case")))
    assert document.tables[0].rows[1].cells[3].text == pounds(case_figures(LEEDS).whole.net_present_value.mean)


def test_the_publication_workbook_opens_and_names_the_people() -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_of("publication")))
    cells = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert any("A. Smith" in text for text in cells)
    assert any("Leeds" in text for text in cells)


def test_the_working_workbook_has_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_of("working")))
    formulas = [cell for row in book["Summary"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(formulas) > 20


def test_open_data_holds_workbook_ods_and_csv() -> None:
    names = zipfile.ZipFile(io.BytesIO(file_of("open-data"))).namelist()
    assert {"leeds.xlsx", "leeds.ods"} <= set(names)
    assert any(name.startswith("leeds_csv/") and name.endswith(".csv") for name in names)


def test_charts_come_as_png_and_svg_and_in_words() -> None:
    archive = zipfile.ZipFile(io.BytesIO(file_of("charts")))
    stems = {name.rpartition(".")[0] for name in archive.namelist() if name.endswith(".png")}
    assert stems == {
        "benefits-by-sector",
        "benefits-for-each-pound",
        "positions-by-year",
        "net-present-value",
        "what-moves-debt-advice",
    }
    assert stems == {name.rpartition(".")[0] for name in archive.namelist() if name.endswith(".svg")}
    words = archive.read("charts-in-words.txt").decode()
    assert "In Leeds, debt advice costs £" in words


def test_where_nothing_happens_there_is_nothing_to_draw_and_it_says_so() -> None:
    nothing = LEEDS.changed(changes={"coverage": 0})
    archive = zipfile.ZipFile(io.BytesIO(file_of("charts", nothing)))
    assert archive.namelist() == ["charts-in-words.txt"]
    assert "nothing to draw" in archive.read("charts-in-words.txt").decode()


def test_the_same_scenario_is_built_once_and_another_one_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []

    def make(request: Request, people: Responsible, today: date) -> bytes:
        asked.append(request)
        return b"made"

    monkeypatch.setitem(takeaways.BUILDERS, "business-case", make)
    built.cache_clear()
    other = LEEDS.changed(areas=("Bradford",))
    assert [file_of("business-case", each) for each in (LEEDS, other, LEEDS)] == [b"made"] * 3
    assert asked == [LEEDS, other]
    built.cache_clear()


def test_names_of_files_are_plain() -> None:
    assert stem(LEEDS) == "leeds"
    assert stem(LEEDS.changed(name="../../etc/passwd\x00")) == "etc-passwd"
    assert stem(LEEDS.changed(name="…")) == "roi-model"


def test_nothing_is_built_by_opening_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    built.cache_clear()
    app = open_app("take_away", DEFAULT.changed(areas=("Leeds",)))
    labels = [each.proto.label for each in app.get("download_button")]
    assert labels == [
        "Get the business case (Word)",
        "Get the working workbook (Excel)",
        "Get the publication workbook (Excel)",
        "Get the open data (ZIP)",
        "Get all figures (CSV)",
        "Get the charts (ZIP)",
    ]
    assert built.cache_info().currsize == 0


def test_a_final_export_by_nobody_stays_a_draft_and_says_so() -> None:
    app = open_app("take_away")
    app.checkbox(key="take.final").check().run()
    assert "needs a name under “Made by”" in app.warning[0].value
    app.text_input(key="take.analyst").set_value("A. Smith")
    app.text_input(key="take.assurer").set_value("B. Jones").run()
    assert not app.warning
