from __future__ import annotations

from browser import open_app, shown_metrics

from roi_model.app import engine, link
from roi_model.app.chosen import DEFAULT
from roi_model.outputs.words import count, pounds, ratio


def test_the_first_screen_shows_england_without_a_click() -> None:
    app = open_app()
    plan = engine.plan(DEFAULT.request)
    shown = shown_metrics(app)
    assert plan.return_per_pound is not None
    assert shown["Cost"][0] == pounds(plan.cost.mean)
    assert shown["Net present value"][0] == pounds(plan.net_present_value.mean)
    assert shown["Return per £1"][0] == ratio(plan.return_per_pound.mean)


def test_a_slider_shows_people_and_cost_at_once_and_goes_into_the_address() -> None:
    app = open_app()
    app.slider(key="debt_advice.coverage").set_value(0.2).run()
    wanted = DEFAULT.changed(changes={"debt_advice.coverage": 0.2})
    figures = engine.one_row(wanted.request, "debt_advice").figures
    shown = shown_metrics(app)
    assert count(figures.people.mean) in shown["People"]
    assert pounds(figures.cost.mean) in shown["Cost"]
    assert shown["Cost"][0] == pounds(engine.plan(wanted.request).cost.mean)
    assert link.decode(app.query_params["s"]) == wanted


def test_a_malformed_link_gives_the_defaults_and_says_so() -> None:
    app = open_app(link_text="1broken")
    assert "part of it is missing or was changed" in app.warning[0].value
    assert "shows the defaults" in app.info[0].value
    assert link.decode(app.query_params["s"]) == DEFAULT
