"""Files to take away: built when asked for, kept for the same scenario only, and what they say they are."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
import streamlit
from browser import open_app

from roi_model.analysis.request import Request
from roi_model.analysis.watching import Watch
from roi_model.app import engine, takeaways
from roi_model.app.chosen import DEFAULT
from roi_model.app.kept import Kept
from roi_model.app.progress import STOPPED
from roi_model.app.takeaways import Wanted, built
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.figures import case_figures
from roi_model.outputs.business_case.words import MOST_CHANGES
from roi_model.outputs.file_names import stem
from roi_model.outputs.words import pounds

DAY = date(2026, 1, 31)
LEEDS = Request(areas=("Leeds",), interventions=("debt_advice",), horizon=5, draws=500)
PEOPLE = Responsible("", "A. Smith", "B. Jones", "", final=True)
REASON = "Our contract of 2026"
SET = LEEDS.changed(changes={"debt_advice.advice_cost": "£300@2024-25"}, reasons={"debt_advice.advice_cost": REASON})


def file_of(kind: str, request: Request = LEEDS, people: Responsible = PEOPLE) -> bytes:
    return built(Kept(0, len), Wanted(kind, request, people, DAY))


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
    assert archive.namelist() == ["charts-in-words.txt", "run_record.json"]
    assert "nothing to draw" in archive.read("charts-in-words.txt").decode()


def test_the_same_scenario_is_built_once_and_another_one_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []

    def make(wanted: Wanted, _watch: Watch) -> bytes:
        asked.append(wanted.request)
        return b"made"

    monkeypatch.setitem(takeaways.BUILDERS, "business-case", make)
    files, other = Kept(10**6, len), LEEDS.changed(areas=("Bradford",))
    for request in (LEEDS, other, LEEDS):
        assert built(files, Wanted("business-case", request, PEOPLE, DAY)) == b"made"
    assert asked == [LEEDS, other]
    built(files, Wanted("business-case", LEEDS, Responsible(), DAY))  # somebody else stands behind it
    built(files, Wanted("business-case", LEEDS, PEOPLE, date(2026, 2, 1)))  # another day
    assert asked == [LEEDS, other, LEEDS, LEEDS]


def texts_of(kind: str, content: bytes) -> list[str]:
    """Every text that a file holds."""
    if kind in {"working", "publication"}:
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value]
    if kind == "business-case":
        return [each.text for each in docx.Document(io.BytesIO(content)).paragraphs]
    if kind in {"open-data", "charts"}:
        archive = zipfile.ZipFile(io.BytesIO(content))
        return [archive.read(name).decode() for name in archive.namelist() if name.endswith((".csv", ".json", ".txt"))]
    return content.decode().splitlines()


@pytest.mark.parametrize("kind", [*takeaways.BUILDERS, "figures"])
def test_every_file_says_what_was_set_by_hand_why_and_who_made_it(kind: str) -> None:
    content = takeaways.figures_file(SET, engine.rows(SET), PEOPLE) if kind == "figures" else file_of(kind, SET)
    texts = texts_of(kind, content)
    assert any(REASON in text for text in texts)
    assert any("A. Smith" in text for text in texts)
    if kind != "business-case":
        assert any((date.today().isoformat() if kind == "figures" else DAY.isoformat()) in text for text in texts)


def test_many_changes_leave_the_business_case_its_two_pages() -> None:
    changes = {f"debt_advice.{each.name}": each.value for each in LEEDS.cases()[0].parameters if not each.is_money}
    request = LEEDS.changed(changes=changes, reasons=dict.fromkeys(list(changes)[-1:], REASON))
    said = [
        text for text in texts_of("business-case", file_of("business-case", request)) if "set by hand" in text.lower()
    ]
    assert len(said) == MOST_CHANGES + 1
    assert REASON in said[0]
    assert said[-1].startswith(f"{len(changes) - MOST_CHANGES} more are set by hand")


def test_names_of_files_are_plain() -> None:
    assert stem(LEEDS) == "leeds"
    assert stem(LEEDS.changed(name="../../etc/passwd\x00")) == "etc-passwd"
    assert stem(LEEDS.changed(name="…")) == "roi-model"


LABELS = {
    "business-case": "the business case (Word)",
    "working": "the working workbook (Excel)",
    "publication": "the publication workbook (Excel)",
    "open-data": "the open data (ZIP)",
    "charts": "the charts (ZIP)",
}


def test_each_file_is_built_only_when_asked_for_and_then_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(wanted: Wanted, watch: Watch) -> bytes:
        with watch("Building", 1) as advance:
            advance()
        made.append(wanted.kind)
        return wanted.kind.encode()

    for kind in LABELS:
        monkeypatch.setitem(takeaways.BUILDERS, kind, make)
    app = open_app("take_away", DEFAULT.changed(areas=("Leeds",), draws=64, name="Only for this test"))
    assert made == []
    for kind, label in LABELS.items():
        assert app.button(key=f"build.{kind}").label == f"Build {label}"
        app.button(key=f"build.{kind}").click().run()
        assert made[-1] == kind
        assert f"Save {label}" in [each.proto.label for each in app.get("download_button")]
    assert len(made) == len(LABELS)
    app.text_input(key="take.analyst").set_value("A. Smith").run()  # other files, which are not built yet
    assert [each.proto.label for each in app.get("download_button")] == ["Save all figures (CSV)"]


def test_each_name_goes_into_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Responsible] = []

    def make(wanted: Wanted, _watch: Watch) -> bytes:
        made.append(wanted.people)
        return b"made"

    monkeypatch.setitem(takeaways.BUILDERS, "working", make)
    app = open_app("take_away", DEFAULT.changed(areas=("Leeds",), draws=64, name="Only for these names"))
    names = {"commissioner": "C. Brown", "analyst": "A. Smith", "assurer": "B. Jones", "approver": "D. White"}
    for position, name in names.items():
        app.text_input(key=f"take.{position}").set_value(name)
    app.checkbox(key="take.final").check().run()
    app.button(key="build.working").click().run()
    assert made == [Responsible("C. Brown", "A. Smith", "B. Jones", "D. White", final=True)]


def test_a_file_that_was_stopped_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_work: object) -> None:
        streamlit.stop()  # a run that a press of a button ends before the work is done

    monkeypatch.setattr(takeaways, "carried_out", stopped)
    app = open_app("take_away", DEFAULT.changed(areas=("Leeds",), draws=64))
    app.button(key="build.working").click().run()
    app.button(key="build.working.stop").click().run()
    assert STOPPED in [each.value for each in app.info]
    assert app.button(key="build.working")


def test_a_final_export_by_nobody_stays_a_draft_and_says_so() -> None:
    app = open_app("take_away")
    app.checkbox(key="take.final").check().run()
    assert "needs a name under “Made by”" in app.warning[0].value
    app.text_input(key="take.analyst").set_value("A. Smith")
    app.text_input(key="take.assurer").set_value("B. Jones").run()
    assert not app.warning
