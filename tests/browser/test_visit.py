"""What a commissioner does before a meeting: choose a place, move a slider, read the number, share it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, expect
from real_browser import PATIENCE, Visitor, visit

from roi_model.analysis.together import together
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.link import encode
from roi_model.engine.package import evaluate_package
from roi_model.outputs.words import pounds, ratio

pytestmark = pytest.mark.browser

LEEDS = DEFAULT.changed(areas=("Leeds",))
COVERAGE = "debt_advice.coverage"


def engine_says(chosen: Chosen = LEEDS) -> dict[str, str]:
    """The figures of a plan as the engine gives them, without the app."""
    request = chosen.request
    plan = together(evaluate_package(request.cases(), request.analysis(), (5,)))
    assert plan.return_per_pound is not None
    return {
        "Cost": pounds(plan.cost.mean),
        "Net present value": pounds(plan.net_present_value.mean),
        "Return per £1": ratio(plan.return_per_pound.mean),
    }


def expect_figures(one: Visitor, figures: dict[str, str]) -> None:
    for label, written in figures.items():
        expect(one.figure(label)).to_have_text(written, timeout=PATIENCE)


def test_the_first_screen_has_numbers_for_england_without_a_click(visitor: Visitor) -> None:
    visitor.open()
    expect_figures(visitor, engine_says(DEFAULT))
    visitor.page.get_by_text("Every figure, with its range").click()
    expect(visitor.page.get_by_test_id("stTable")).to_contain_text(engine_says(DEFAULT)["Cost"], timeout=PATIENCE)


def test_choose_leeds_move_a_slider_share_the_link(visitor: Visitor, browser: Browser, app_address: str) -> None:
    visitor.open()
    visitor.choose_place("Leeds")
    expect_figures(visitor, engine_says())
    slider = visitor.page.get_by_role("slider", name="Share reached by debt advice")
    before = float(slider.input_value())
    slider.focus()
    for _ in range(5):
        visitor.page.keyboard.press("ArrowRight")
    share = round(before + 0.05, 2)
    moved = LEEDS.changed(changes={COVERAGE: share})
    expect_figures(visitor, engine_says(moved))
    with visit(browser, app_address) as other:
        other.follow(visitor.page.url)
        expect_figures(other, engine_says(moved))


def test_download_workbook_business_case_and_charts(visitor: Visitor) -> None:
    one_programme = LEEDS.changed(interventions=("debt_advice",))
    visitor.open("take_away", encode(one_programme))
    file = visitor.download("the working workbook (Excel)", "leeds-working.xlsx")
    book = openpyxl.load_workbook(BytesIO(file.read_bytes()))
    assert "Summary" in book.sheetnames
    assert any(str(cell.value).startswith("=") for row in book["Summary"].iter_rows() for cell in row)
    document = docx.Document(str(visitor.download("the business case (Word)", "leeds-business-case.docx")))
    assert document.tables[0].rows[-1].cells[3].text == engine_says(one_programme)["Net present value"]
    with zipfile.ZipFile(visitor.download("the charts (ZIP)", "leeds-charts.zip")) as archive:
        assert archive.read("net-present-value.png").startswith(b"\x89PNG")


UPLOADS = {
    "empty.json": (b"", "The file is empty."),
    "wrong.json": (b"this is no scenario", "The file"),
    "large.json": (b"x" * 1_000_000, "1,000,000 bytes"),
    "hostile.json": (b'{"areas": ["<script>document.title=1</script>"], "name": "=cmd()"}', "There is no area called"),
}


def test_an_upload_that_cannot_be_used_gets_a_sentence_and_changes_nothing(visitor: Visitor) -> None:
    for name, (content, said) in UPLOADS.items():
        visitor.open("scenarios", encode(LEEDS))
        before = visitor.page.url
        visitor.upload(name, content)
        visitor.page.get_by_role("button", name="Open it").click(timeout=PATIENCE)
        expect(visitor.page.get_by_test_id("stAlert").first).to_contain_text(said, timeout=PATIENCE)
        expect(visitor.page.get_by_text("Traceback")).to_have_count(0)
        assert visitor.page.url == before
        assert "Scenarios" in visitor.page.title()


def test_an_upload_of_another_kind_or_over_the_limit_is_not_taken(visitor: Visitor) -> None:
    for name, content, said in (
        ("picture.png", b"\x89PNG", "files are not allowed"),
        ("huge.json", b" " * 6_000_000, "must be 5.0MB or smaller"),
    ):
        visitor.open("scenarios")
        visitor.upload(name, content)
        expect(visitor.page.get_by_test_id("stFileUploader")).to_contain_text(said, timeout=PATIENCE)


def test_a_malformed_link_falls_back_to_the_defaults_and_says_so(visitor: Visitor) -> None:
    visitor.open(link="1this-is-no-link")
    expect(visitor.page.get_by_text("so this shows the defaults")).to_be_visible()
    expect_figures(visitor, engine_says(DEFAULT))


def test_two_visitors_never_see_each_others_plan(visitor: Visitor, browser: Browser, app_address: str) -> None:
    with visit(browser, app_address) as other:
        visitor.open()
        other.open()
        visitor.choose_place("Leeds")
        other.choose_place("Bradford")
        expect_figures(visitor, engine_says())
        expect_figures(other, engine_says(DEFAULT.changed(areas=("Bradford",))))
        visitor.go_to("Compare")
        visitor.go_to("Start")
        expect_figures(visitor, engine_says())
