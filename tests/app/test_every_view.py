"""What holds for every view of the app: it renders, for anyone, anywhere, and shows no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import open_app, show_view
from streamlit.testing.v1 import AppTest

from roi_model.analysis.request import Request
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.plain_table import SLIDE
from roi_model.app.roles import ROLES, Role, role
from roi_model.cli.app_command import app_file

VIEWS = sorted(path.stem for path in (app_file().parent / "views").glob("[!_]*.py"))

every_view = pytest.mark.parametrize("view", VIEWS)


def shown_without_trouble(app: AppTest) -> None:
    assert not app.exception
    assert [error.value for error in app.error] == []
    assert len(app.title) == 1


@every_view
def test_a_view_renders_for_england(view: str) -> None:
    shown_without_trouble(open_app(view))


@pytest.mark.parametrize(
    ("view", "taken"),
    [
        *((view, role("council")) for view in VIEWS),
        *((view, taken) for taken in ROLES[1:] for view in ("compare", "how_sure")),
    ],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
def test_a_view_renders_for_the_roles_in_one_place(view: str, taken: Role) -> None:
    chosen = Chosen(Request(areas=("Leeds",), horizon=3)).with_role(taken)
    app = open_app(view, chosen)
    assert not app.exception
    # Where those counted pay nothing, some figures are not defined, and a sentence says so.
    assert all(
        "not defined" in error.value or "no return" in error.value or "no effect" in error.value for error in app.error
    )


@every_view
@pytest.mark.parametrize(
    "chosen",
    [
        Chosen(Request(areas=("Isles of Scilly",), horizon=1, interventions=("suicide_prevention",))),
        Chosen(Request(population={"adults": 1000.0}, horizon=5)),
        Chosen(
            Request(areas=("NHS Devon Integrated Care Board", "Leeds"), horizon=None, preset="evidence"), role("icb")
        ),
        Chosen(Request(areas=("Leeds",), horizon=5, changes={"coverage": 0.0})),
        Chosen(Request(areas=("Leeds",), horizon=7, perspective="voluntary_sector", price_year="2015", draws=64)),
    ],
    ids=["smallest", "typed", "several", "nobody", "nothing-falls-on-them"],
)
def test_a_view_renders_at_the_edges(view: str, chosen: Chosen) -> None:
    app = open_app(view, chosen)
    assert not app.exception
    assert "Something went wrong" not in " ".join(error.value for error in app.error)


@every_view
def test_every_control_of_a_view_explains_itself_or_is_plain(view: str) -> None:
    app = open_app(view, Chosen(Request(areas=("Leeds",), horizon=5)))
    widgets = [
        *app.slider,
        *app.selectbox,
        *app.multiselect,
        *app.text_input,
        *app.number_input,
        *app.radio,
        *app.toggle,
    ]
    assert [widget.key for widget in widgets if not widget.label.strip()] == []
    assert [
        widget.key for widget in (*app.slider, *app.multiselect) if not widget.help and widget.key != "side_by_side"
    ] == []


@pytest.mark.parametrize("view", ["compare", "who_pays", "one_intervention", "evidence"])
def test_a_page_of_wide_tables_says_once_that_they_slide(view: str) -> None:
    app = open_app(view, Chosen(Request(areas=("Leeds",), horizon=5)))
    assert [each.value for each in app.caption].count(SLIDE) == 1


@every_view
def test_the_shared_controls_stand_once(view: str) -> None:
    app = open_app(view)
    for key in ("areas", "role", "perspective", "preset"):
        assert len([widget for widget in (*app.multiselect, *app.selectbox) if widget.key == key]) == 1


def test_a_choice_made_on_one_page_holds_on_all() -> None:
    app = open_app()
    app.multiselect(key="areas").set_value(["Leeds"]).run()
    for view in VIEWS:
        show_view(app, view)
        assert app.multiselect(key="areas").value == ["Leeds"]


def test_what_goes_wrong_unexpectedly_is_said_in_a_sentence_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_request: Request) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("roi_model.app.engine.plan", broken)
    app = open_app()
    assert not app.exception
    assert "Something went wrong" in app.error[0].value
    assert "secret" not in app.error[0].value
    assert "secret detail" in caplog.text


def test_a_link_that_cannot_be_read_shows_the_defaults_and_says_so() -> None:
    app = open_app(link_text="1this-is-no-link")
    assert not app.exception
    assert "cannot be read" in app.warning[0].value
    assert [each.value for each in app.info] == ["The link could not be used, so this shows the defaults."]
    assert app.multiselect(key="areas").value == open_app().multiselect(key="areas").value


def test_places_that_overlap_are_refused_and_the_last_choice_stays() -> None:
    app = open_app(chosen=DEFAULT.changed(areas=("Leeds",)))
    app.multiselect(key="areas").set_value(["Leeds", "NHS West Yorkshire Integrated Care Board"]).run()
    assert "people would be counted twice" in app.warning[0].value
    assert app.multiselect(key="areas").value == ["Leeds"]
    assert Path(app_file()).name == "streamlit_app.py"


def test_two_users_never_see_each_others_scenario() -> None:
    first, second = open_app(), open_app()
    first.multiselect(key="areas").set_value(["Leeds"]).run()
    second.multiselect(key="areas").set_value(["York"]).run()
    first.slider(key="debt_advice.coverage").set_value(0.5).run()
    second.run()
    assert second.slider(key="debt_advice.coverage").value == 0.1
    assert (first.multiselect(key="areas").value, second.multiselect(key="areas").value) == (["Leeds"], ["York"])
    first.run()
    assert "In Leeds" in first.markdown[0].value
    assert "In York" in second.markdown[0].value
