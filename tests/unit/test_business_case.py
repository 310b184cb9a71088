"""The business case: its numbers are the engine's, anyone can read it, and it has two pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from command_line import CommandLine
from docx.oxml.ns import nsmap, qn

from roi_model.analysis.comparison import figures
from roi_model.analysis.request import Request
from roi_model.engine.evaluation import evaluate
from roi_model.engine.package import evaluate_package
from roi_model.inputs.refusal import InputError
from roi_model.outputs.business_case import words
from roi_model.outputs.business_case.document import business_case, business_case_charts
from roi_model.outputs.business_case.figures import CaseFigures, case_figures, years_counted
from roi_model.outputs.words import pounds, ratio_mean

ONE = Request(areas=("Leeds",), interventions=("debt_advice",), draws=500)
THREE = Request(areas=("Leeds",), interventions=("debt_advice", "loneliness", "collaborative_care"), draws=500)
ALL = Request(areas=("Leeds",), draws=500)
SECTIONS = [
    "What it would do",
    "The numbers",
    "Who pays and who gains",
    "How sure we are",
    "What is not counted",
    "Where the numbers come from",
    "Limits of use, and how this was made",
]


@cache
def content(number: int) -> bytes:
    return business_case((ONE, THREE, ALL)[number])


def opened(file: bytes) -> Any:
    return docx.Document(BytesIO(file))


@cache
def case() -> CaseFigures:
    return case_figures(ONE)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_headings_are_headings_and_stand_in_order(number: int) -> None:
    document = opened(content(number))
    assert document.paragraphs[0].style.name == "Title"
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == SECTIONS


def test_the_numbers_are_those_of_the_engine() -> None:
    ((chosen),) = ONE.cases()
    found = figures(evaluate(chosen, ONE.analysis(), (5,)), 0)
    row = [cell.text for cell in opened(content(0)).tables[0].rows[1].cells]
    assert row[0] == "Debt advice"
    assert row[2:4] == [pounds(found.cost.mean), pounds(found.net_present_value.mean)]
    assert (row[5], row[7]) == (ratio_mean(found.return_per_pound), ratio_mean(found.return_cash))


def test_together_counts_once_what_two_programmes_claim() -> None:
    rows = opened(content(1)).tables[0].rows
    package = evaluate_package(THREE.cases(), THREE.analysis(), (5,))
    assert [row.cells[0].text for row in rows][-1] == "Together"
    assert rows[-1].cells[3].text == pounds(case_figures(THREE).whole.net_present_value.mean)
    assert any(line.taken_out for line in package.lines)
    assert any("would both claim is counted once" in each.text for each in opened(content(1)).paragraphs)


def test_partners_add_up_to_the_whole() -> None:
    found = case_figures(THREE)
    each = [one.economic.net.mean for one in found.positions if one.partner is not None]
    assert sum(each) == pytest.approx(found.positions[-1].economic.net.mean, rel=1e-12)
    assert found.positions[-1].economic.net.mean == pytest.approx(found.whole.net_present_value.mean, rel=1e-12)


@pytest.mark.parametrize("number", [0, 2])
def test_every_table_has_one_marked_header_row_and_a_title(number: int) -> None:
    for table in opened(content(number)).tables:
        marked = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert [row._index for row in marked] == [0]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_every_picture_has_the_words_of_its_chart() -> None:
    shapes = opened(content(0)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [
        each.text for each in business_case_charts(case()).values()
    ]


def test_the_language_is_british_english_and_the_title_is_set() -> None:
    document = opened(content(0))
    language = document.styles.element.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", nsmap)
    assert language.get(qn("w:val")) == document.core_properties.language == "en-GB"
    assert document.core_properties.title == "Debt advice in Leeds"


def test_the_lead_says_cost_then_net_present_value_then_return_then_cash() -> None:
    text = words.lead(case())
    whole = case().whole
    assert text.startswith(f"Over 5 years in Leeds, debt advice would cost {pounds(whole.cost.mean)} and be worth ")
    assert f"worth {pounds(whole.net_present_value.mean)} more than it costs (95% interval " in text
    assert text.index("worth") < text.index("Each £1 would bring back £") < text.index("counting cash alone")
    assert text.endswith("On average the money is back in year 1.")


def test_calibrated_is_called_calibrated_and_the_evidence_stands_beside() -> None:
    assert "With every number as the evidence gives it, and none calibrated, £1 would bring back £" in words.beside(
        case()
    )
    lonely = case_figures(ONE.changed(interventions=("loneliness",)))
    assert any("but the evidence supports 0.15 to 0.95" in each for each in words.how_sure(lonely))


def test_a_view_that_neither_pays_nor_gains_is_said_in_words() -> None:
    found = case_figures(ONE.changed(perspective="education"))
    assert words.how_sure(found)[0] == "Nothing that is uncertain moves debt advice here."
    assert "Each £1" not in words.lead(found)
    assert business_case(ONE.changed(perspective="education"))


@pytest.mark.parametrize("asked", [ONE, ALL], ids=["one", "all"])
def test_where_nobody_is_reached_it_still_says_so_in_numbers(asked: Request) -> None:
    document = opened(business_case(asked.changed(changes={"coverage": 0})))
    assert document.tables[0].rows[1].cells[2].text == "£0"
    assert len(document.inline_shapes) == 0


def test_years_counted_are_those_asked_for_or_published_or_five() -> None:
    assert years_counted(ONE.changed(horizon=3)) == 3
    assert years_counted(ONE.changed(interventions=("suicide_prevention",))) == 10
    assert years_counted(ALL) == 5


def test_what_a_user_wrote_is_text_whatever_it_holds() -> None:
    hostile = ONE.changed(name="=1+1\x00\x0b <b>&amp;", note="A\x01 note")
    document = opened(business_case(hostile))
    assert document.paragraphs[0].text == "=1+1   <b>&amp;"
    assert any(each.text == "A  note" for each in document.paragraphs)


def test_a_request_that_cannot_be_answered_is_refused() -> None:
    with pytest.raises(InputError, match="no area called 'Leads'"):
        business_case(Request(areas=("Leads",)))


def pages(file: Path) -> int:
    """How many pages a real word processor makes of it."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = file.with_suffix(".pdf").read_bytes()
    return content.count(b"/Type/Page") - content.count(b"/Type/Pages")


@pytest.mark.skipif(
    shutil.which("lowriter") is None and not os.environ.get("CI"), reason="LibreOffice Writer is not installed"
)
@pytest.mark.parametrize("number", [0, 1, 2], ids=["one", "three", "all"])
def test_it_has_two_pages(tmp_path: Path, number: int) -> None:
    file = tmp_path / "case.docx"
    file.write_bytes(content(number))
    assert pages(file) == 2


def test_the_command_line_writes_it_whole_and_keeps_what_is_there(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.docx"
    asked = ("export", "summary", "debt_advice", "--area", "Leeds", "--draws", "500", "--out", str(path))
    answer = roi_model(*asked, "--analyst", "A. Smith")
    assert (answer.code, answer.out) == (0, f"Written: {path}\n"), answer.err
    document = opened(path.read_bytes())
    assert document.tables[0].rows[1].cells[3].text == pounds(case_figures(ONE).whole.net_present_value.mean)
    assert "Draft: not assured" in document.paragraphs[1].text
    assert any("Made by: A. Smith." in each.text for each in document.paragraphs)
    assert roi_model(*asked).code == 2
    assert roi_model(*asked[:-1], str(tmp_path / "case.pdf")).err.startswith("roi-model: --out is ")
