"""Every view at a desk and on a phone: pictures to look at, and what axe-core finds that would keep people out."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from real_browser import NARROW, PATIENCE, VIEWS, WIDE, Visitor

from roi_model.app.chosen import DEFAULT
from roi_model.app.link import encode
from roi_model.app.roles import ROLES, Role

pytestmark = pytest.mark.browser

LEEDS = encode(DEFAULT.changed(areas=("Leeds",)))
GRAVE = {"serious", "critical"}

# What Streamlit 1.67 itself causes, and no page of ours can mend: rule of axe-core, and a sign of where.
FROM_STREAMLIT = {
    ("list", "stSidebarNavItems"): "The menu of pages puts its group headings straight into a list.",
    ("listitem", "<li"): "The same menu: its items stand in a section inside the list.",
}

each_view = pytest.mark.parametrize("view", ["", *VIEWS], ids=lambda view: view or "start")


def is_from_streamlit(rule: str, html: str) -> bool:
    return any(rule == known and sign in html for known, sign in FROM_STREAMLIT)


def grave_problems(response: dict[str, Any]) -> list[str]:
    """Serious and critical problems in what is ours, one line each."""
    return [
        f"{found['id']} ({found['impact']}): {node['html'][:200]}"
        for found in response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
        if not is_from_streamlit(found["id"], node["html"])
    ]


@each_view
def test_a_view_opens_keeps_nobody_out_and_is_kept_as_pictures(visitor: Visitor, view: str) -> None:
    visitor.open(view, LEEDS)
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    expect(visitor.page.get_by_text("Something went wrong")).to_have_count(0)
    assert grave_problems(Axe().run(visitor.page).response) == []
    for size in (WIDE, NARROW):
        assert visitor.picture(view or "start", size).stat().st_size > 10_000
    assert visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= NARROW[0]


@pytest.mark.parametrize("years", [5, None], ids=["same", "published"])
@pytest.mark.parametrize("taken", ROLES, ids=lambda taken: taken.name)
def test_compare_fits_a_laptop_for_every_role(visitor: Visitor, taken: Role, years: int | None) -> None:
    visitor.open("compare", encode(DEFAULT.changed(horizon=years).with_role(taken)))
    visitor.picture(f"compare-{taken.name}-{years or 'published'}", WIDE)
    widths = "found => found.map(each => [each.scrollWidth, each.clientWidth])"
    tables = visitor.page.locator(".dvn-scroller").evaluate_all(widths)
    assert len(tables) == 2
    assert all(whole <= seen for whole, seen in tables)
    assert visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= WIDE[0]


def test_what_is_worked_out_on_demand_keeps_nobody_out_either(visitor: Visitor) -> None:
    visitor.open("best_mix", LEEDS)
    visitor.page.get_by_role("button", name="Find the best mix").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("What this rests on")).to_be_visible(timeout=2 * PATIENCE)
    visitor.settled()
    assert grave_problems(Axe().run(visitor.page).response) == []
    for size in (WIDE, NARROW):
        visitor.picture("best_mix_found", size)
    assert visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= NARROW[0]


def test_a_grave_problem_would_be_found(visitor: Visitor) -> None:
    content = "<main><h1>X</h1><img src='x.png'><ul data-testid='stSidebarNavItems'><p>a</p></ul></main>"
    visitor.page.set_content(f"<html lang='en'><head><title>X</title></head><body>{content}</body></html>")
    assert [line.split(" ")[0] for line in grave_problems(Axe().run(visitor.page).response)] == ["image-alt"]
