"""The address of a page: it holds every choice, Back undoes one, and an echo of the browser changes nothing."""

from __future__ import annotations

import pytest
from browser import open_app, show_view
from streamlit.testing.v1 import AppTest

from roi_model.app import link, state
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.cli.app_command import app_file

LEEDS = DEFAULT.changed(areas=("Leeds",), draws=200)
COVERAGE = "debt_advice.coverage"
VIEWS = sorted(path.stem for path in (app_file().parent / "views").glob("[!_]*.py"))


def asked(app: AppTest) -> Chosen:
    return link.decode(app.query_params["s"])


def move(app: AppTest, share: float) -> str:
    """Move a slider, and return the address before."""
    before: str = app.query_params["s"]
    app.slider(key=COVERAGE).set_value(share).run()
    return before


def test_going_back_in_the_browser_undoes_a_choice_and_forward_makes_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "ECHO", 0.0)
    app = open_app("start", LEEDS)
    first, second = move(app, 0.2), move(app, 0.3)
    third = app.query_params["s"]
    for address, share in ((second, 0.2), (first, 0.1), (second, 0.2), (third, 0.3)):
        app.query_params["s"] = address
        app.run()
        assert app.slider(key=COVERAGE).value == share
        assert app.query_params["s"] == address


def test_an_address_that_the_browser_still_sends_a_moment_later_is_no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "ECHO", 1e9)
    app = open_app("start", LEEDS)
    app.query_params["s"] = move(app, 0.2)
    app.run()
    assert app.slider(key=COVERAGE).value == 0.2
    assert asked(app).request.changes == {COVERAGE: 0.2}


def test_a_choice_made_while_the_browser_has_an_older_address_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "ECHO", 0.0)
    app = open_app("start", LEEDS)
    app.query_params["s"] = move(app, 0.2)
    app.slider(key="loneliness.coverage").set_value(0.5).run()
    assert asked(app).request.changes == {COVERAGE: 0.2, "loneliness.coverage": 0.5}


def test_an_address_that_was_pasted_is_followed() -> None:
    app = open_app("start", LEEDS)
    move(app, 0.2)
    app.query_params["s"] = link.encode(LEEDS.changed(areas=("York",)))
    app.run()
    assert app.multiselect(key="areas").value == ["York"]


def test_what_is_picked_on_a_page_is_there_again_after_another_page_and_in_another_session() -> None:
    app = open_app("compare", LEEDS)
    app.selectbox(key="order").set_value("net").run()
    show_view(app, "who_pays").slider(key="pool.chance").set_value(0.6).run()
    show_view(app, "best_mix").number_input(key="mix.budget").set_value(123_000.0).run()
    assert show_view(app, "compare").selectbox(key="order").value == "net"
    other = open_app("best_mix", link_text=app.query_params["s"])
    assert other.number_input(key="mix.budget").value == 123_000.0
    assert show_view(other, "who_pays").slider(key="pool.chance").value == 0.6


MADE = (
    LEEDS.changed(changes={COVERAGE: 0.2}, interventions=("debt_advice", "loneliness", "collaborative_care"))
    .changed(payers={"nhs": 0.5, "local_government": 0.5}, presets={"debt_advice": "evidence"}, horizon=3)
    .picked("programme", name="loneliness")
    .picked("compare", order="net", bars="each_pound", every_horizon=True)
    .picked("who_pays", money="financial", chance=0.6, by_year=2, rule="shapley")
    .picked("how_sure", measure="net", cash_only=True, choice="any", budget=2_000_000)
    .picked("best_mix", budget=1e6, budgets={"nhs": 2e5}, floors=("nhs",), must=("debt_advice",), most=0.4)
    .picked("evidence", search="advice", grades=("B", "D"), number="debt_advice.advice_cost")
)


def told(app: AppTest) -> list[str]:
    """Everything that a page says: its words, figures and tables, and what its controls show."""
    assert not app.exception
    words = [each.value for each in (*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.error)]
    figures = [f"{each.label} {each.value}" for each in app.metric]
    tables = [each.value.to_csv() for each in (*app.table, *app.dataframe)]
    controls = (*app.slider, *app.selectbox, *app.multiselect, *app.number_input, *app.toggle, *app.radio, *app.pills)
    return [*words, *figures, *tables, *(f"{each.key} {each.value}" for each in (*controls, *app.segmented_control))]


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_opens_the_link_of_a_page_is_told_the_same(view: str) -> None:
    first = open_app("start")
    first.session_state["_chosen"] = MADE
    shown = told(show_view(first, view))
    assert told(open_app(view, link_text=first.query_params["s"])) == shown
    assert shown != told(open_app(view, LEEDS))


def test_the_best_mix_is_the_same_for_whoever_opens_the_link() -> None:
    first = open_app("best_mix", MADE.picked("best_mix", floors=(), must=()))
    other = open_app("best_mix", link_text=first.query_params["s"])
    found = [told(app.button(key="mix").click().run()) for app in (first, other)]
    assert found[0] == found[1]
    assert any("With £1.00m" in text for text in found[0])


def test_a_saved_file_holds_what_is_picked_on_pages() -> None:
    chosen = LEEDS.picked("how_sure", cash_only=True).picked("programme", name="loneliness")
    assert link.read_file(link.write_file(chosen).encode()) == chosen
