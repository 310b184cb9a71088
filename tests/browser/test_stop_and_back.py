"""What a browser does by itself: Back and Forward, a press of Stop while work goes on, a reload in its midst."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from real_browser import PATIENCE, Visitor, visit

from roi_model.app.chosen import DEFAULT
from roi_model.app.link import decode, encode
from roi_model.app.state import ECHO

pytestmark = pytest.mark.browser

LEEDS = DEFAULT.changed(areas=("Leeds",), draws=500)
# So many draws and limits that a search takes many seconds.
LONG = DEFAULT.changed(areas=("Leeds",), draws=100_000).picked("best_mix", floors=("nhs",), budgets={"nhs": 3e6})
SLIDER = "Share reached by debt advice"


def expect_heading(page: Page, text: str) -> None:
    expect(page.locator('[data-testid="stMain"] h1').first).to_contain_text(text, timeout=PATIENCE)


def test_back_goes_to_the_view_before_then_undoes_a_choice_and_forward_does_it_again(visitor: Visitor) -> None:
    visitor.open(link=encode(LEEDS))
    page = visitor.page
    slider = page.get_by_role("slider", name=SLIDER)
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => location.search !== before", arg=f"?s={encode(LEEDS)}", timeout=PATIENCE)
    moved = page.url
    visitor.go_to("Compare")
    expect_heading(page, "Compare")
    visitor.go_to("Evidence")
    expect_heading(page, "Evidence")
    page.wait_for_timeout(1000 * ECHO)  # what comes sooner counts as an echo
    for heading in ("Compare", "What comes back"):
        page.go_back()
        expect_heading(page, heading)
    assert page.url == moved
    visitor.settled()
    for go, share in ((page.go_back, "0.1"), (page.go_forward, "0.11")):
        go()
        expect(page.get_by_role("slider", name=SLIDER)).to_have_value(share, timeout=PATIENCE)
        visitor.settled()


@pytest.mark.parametrize(
    ("view", "button"), [("best_mix", "Find the best mix"), ("how_sure", "Work it out")], ids=["mix", "information"]
)
def test_a_press_of_stop_ends_long_work_and_the_page_can_be_used(visitor: Visitor, view: str, button: str) -> None:
    visitor.open(view, encode(LONG))
    page = visitor.page
    page.get_by_role("button", name=button).click()
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    stop.click(timeout=PATIENCE)
    expect(page.get_by_text("It was stopped")).to_be_visible(timeout=PATIENCE)
    expect(stop).to_have_count(0)
    visitor.settled()
    visitor.go_to("Start")
    expect_heading(page, "What comes back")


def test_a_reload_in_the_midst_of_work_keeps_every_choice_and_leaves_nothing_half_done(visitor: Visitor) -> None:
    visitor.open("best_mix", encode(LONG))
    page = visitor.page
    page.get_by_role("button", name="Find the best mix").click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    page.reload()
    visitor.settled()
    assert decode(page.url.partition("s=")[2]) == LONG
    expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_two_people_and_two_tabs_of_one_who_move_at_the_same_moment_each_have_their_own(
    visitor: Visitor, browser: Browser, app_address: str
) -> None:
    with visit(browser, app_address) as other:
        tab = Visitor(app_address, visitor.context, visitor.context.new_page())
        people = {visitor: 1, tab: 2, other: 3}
        for one in people:
            one.open(link=encode(LEEDS))
            one.page.get_by_role("slider", name=SLIDER).focus()
        for press in range(max(people.values())):
            for one, presses in people.items():
                if press < presses:
                    one.page.keyboard.press("ArrowRight")
        for one, presses in people.items():
            wanted = round(0.1 + presses / 100, 2)
            one.page.wait_for_function("was => location.search !== was", arg=f"?s={encode(LEEDS)}", timeout=PATIENCE)
            one.settled()
            expect(one.page.get_by_role("slider", name=SLIDER)).to_have_value(str(wanted), timeout=PATIENCE)
            moved = LEEDS.changed(changes={"debt_advice.coverage": wanted})
            one.page.wait_for_url(f"**/?s={encode(moved)}", timeout=PATIENCE)
