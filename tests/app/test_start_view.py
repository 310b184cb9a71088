from __future__ import annotations

import pytest
from browser import open_app, open_expander, shown_metrics

from roi_model.app import engine, link
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.roles import ROLES, Role, role
from roi_model.outputs.words import count, pounds, ratio


def asked(app: object) -> Chosen:
    return link.decode(app.query_params["s"])  # type: ignore[attr-defined]


def test_the_first_screen_shows_england_without_a_click() -> None:
    app = open_app()
    plan = engine.plan(DEFAULT.request)
    shown = shown_metrics(app)
    assert plan.return_per_pound is not None
    assert shown["Cost"][0] == pounds(plan.cost.mean)
    assert shown["Comes back"][0] == pounds(plan.benefit.mean)
    assert shown["Net present value"][0] == pounds(plan.net_present_value.mean)
    assert shown["Return per £1"][0] == ratio(plan.return_per_pound.mean)
    assert "In England, the 8 programmes would cost" in app.markdown[0].value


def test_a_slider_shows_people_and_cost_at_once_and_goes_into_the_address() -> None:
    app = open_app()
    app.slider(key="debt_advice.coverage").set_value(0.2).run()
    wanted = DEFAULT.changed(changes={"debt_advice.coverage": 0.2})
    figures = engine.one_row(wanted.request, "debt_advice").figures
    shown = shown_metrics(app)
    assert count(figures.people.mean) in shown["People"]
    assert pounds(figures.cost.mean) in shown["Cost"]
    assert shown["Cost"][0] == pounds(engine.plan(wanted.request).cost.mean)
    assert asked(app) == wanted


def test_each_slider_is_called_after_its_programme() -> None:
    names = [slider.label for slider in open_app().slider]
    assert len(set(names)) == len(names) == 8
    assert "Share reached by debt advice" in names


def test_every_figure_is_shown_when_it_is_asked_for() -> None:
    app = open_app()
    assert not app.table
    open_expander(app, "every_figure")
    plan = engine.plan(DEFAULT.request)
    assert pounds(plan.cost.mean) in app.table[0].value.to_numpy()


def test_a_slider_put_back_leaves_no_trace() -> None:
    app = open_app()
    app.slider(key="debt_advice.coverage").set_value(0.2).run()
    app.slider(key="debt_advice.coverage").set_value(0.1).run()
    assert asked(app) == DEFAULT


def test_a_coverage_of_all_programmes_in_a_link_gives_way_to_one_that_is_moved() -> None:
    app = open_app(chosen=DEFAULT.changed(changes={"coverage": 0.3}))
    assert app.slider(key="debt_advice.coverage").value == 0.3
    app.slider(key="debt_advice.coverage").set_value(0.1).run()
    assert app.slider(key="debt_advice.coverage").value == 0.1
    assert app.slider(key="loneliness.coverage").value == 0.3


@pytest.mark.parametrize("taken", ROLES, ids=lambda taken: taken.name)
def test_a_role_sets_whose_costs_and_benefits_count_and_its_programmes(taken: Role) -> None:
    app = open_app()
    app.selectbox(key="role").set_value(taken.name).run()
    assert asked(app) == DEFAULT.with_role(taken)
    assert app.selectbox(key="perspective").value == taken.perspective
    said = " ".join(each.value for each in app.markdown)
    assert (taken.sector is None) is ("better off in all" not in said and "worse off in all" not in said)


def test_a_role_leaves_programmes_that_were_picked() -> None:
    chosen = DEFAULT.changed(interventions=("debt_advice",)).with_role(role("employer"))
    assert chosen.request.interventions == ("debt_advice",)
    assert DEFAULT.with_role(role("employer")).with_role(role("council")).request.interventions == ()


def test_a_programme_goes_out_and_comes_back() -> None:
    app = open_app()
    app.checkbox(key="loneliness.included").uncheck().run()
    assert "the 7 programmes" in app.markdown[0].value
    assert "loneliness.coverage" not in {slider.key for slider in app.slider}
    app.checkbox(key="loneliness.included").check().run()
    assert asked(app) == DEFAULT


def test_what_was_set_for_a_programme_goes_and_comes_back_with_it() -> None:
    changed = DEFAULT.changed(
        changes={"loneliness.coverage": 0.3, "debt_advice.coverage": 0.2},
        presets={"loneliness": "evidence"},
        splits=("loneliness=nhs:100%",),
    )
    app = open_app(chosen=changed)
    app.checkbox(key="loneliness.included").uncheck().run()
    assert not app.warning
    assert asked(app).request.changes == {"debt_advice.coverage": 0.2}
    assert (asked(app).request.presets, asked(app).request.splits) == ({}, ())
    app.checkbox(key="loneliness.included").check().run()
    assert asked(app) == changed


def test_a_role_puts_aside_what_was_set_for_programmes_it_does_not_have() -> None:
    app = open_app()
    app.slider(key="debt_advice.coverage").set_value(0.4).run()
    app.selectbox(key="role").set_value("employer").run()
    assert not app.warning
    assert asked(app).request.changes == {}
    app.selectbox(key="role").set_value("council").run()
    assert app.slider(key="debt_advice.coverage").value == 0.4


def test_the_last_programme_stays() -> None:
    app = open_app(chosen=DEFAULT.changed(interventions=("debt_advice",)))
    app.checkbox(key="debt_advice.included").uncheck().run()
    assert "needs at least one programme" in app.warning[0].value
    assert app.checkbox(key="debt_advice.included").value is True


def test_typed_figures_count_in_place_of_published_ones() -> None:
    app = open_app(chosen=DEFAULT.changed(areas=("Leeds",), interventions=("debt_advice",)))
    assert not app.number_input
    open_expander(app, "typed_figures")
    app.number_input(key="adults").set_value(1000.0).run()
    wanted = DEFAULT.changed(areas=("Leeds",), interventions=("debt_advice",), population={"adults": 1000.0})
    assert asked(app) == wanted
    assert shown_metrics(app)["Cost"][0] == pounds(engine.plan(wanted.request).cost.mean)
    app.number_input(key="adults").set_value(None).run()
    assert asked(app).request.population == {}


def test_horizon_and_preset_change_the_numbers() -> None:
    app = open_app()
    app.pills(key="horizon").set_value("10").run()
    app.selectbox(key="preset").set_value("evidence").run()
    wanted = DEFAULT.changed(horizon=10, preset="evidence")
    assert asked(app) == wanted
    assert shown_metrics(app)["Net present value"][0] == pounds(engine.plan(wanted.request).net_present_value.mean)


def test_a_published_horizon_is_each_ones_own_and_the_plan_says_so() -> None:
    app = open_app()
    app.pills(key="horizon").set_value("published").run()
    assert asked(app).request.horizon is None
    assert any("each programme over its own" in caption.value for caption in app.caption)


def test_a_malformed_link_gives_the_defaults_and_says_so() -> None:
    app = open_app(link_text="1broken")
    assert "part of it is missing or was changed" in app.warning[0].value
    assert "shows the defaults" in app.info[0].value
    assert asked(app) == DEFAULT


def test_a_link_pasted_into_a_running_session_is_opened() -> None:
    app = open_app()
    app.query_params["s"] = link.encode(DEFAULT.changed(areas=("York",)))
    app.run()
    assert "In York" in app.markdown[0].value


def test_an_address_that_this_session_wrote_a_moment_ago_is_no_new_wish() -> None:
    app = open_app()
    app.slider(key="debt_advice.coverage").set_value(0.2).run()
    before = app.query_params["s"]
    app.slider(key="debt_advice.coverage").set_value(0.3).run()
    app.query_params["s"] = before
    app.run()
    assert app.slider(key="debt_advice.coverage").value == 0.3


@pytest.mark.parametrize(
    ("figure", "typed", "said"),
    [
        ("adults", 1000.5, "“Adults aged 18 or over” is 1,000.5; it must be a whole number of people, 0 or more."),
        ("adults", 1e99, "must be at most 1,000,000,000 people."),
        ("residents", 0.4, "“Residents” is 0.4; it must be a whole number of people, 0 or more."),
    ],
)
def test_a_figure_that_is_no_number_of_people_is_refused_and_what_was_there_stays(
    figure: str, typed: float, said: str
) -> None:
    chosen = DEFAULT.changed(areas=("Leeds",), population={"adults": 1000.0})
    app = open_app(chosen=chosen)
    open_expander(app, "typed_figures")
    app.number_input(key=figure).set_value(typed).run()
    (warning,) = (each.value for each in app.warning)
    assert said in warning
    assert asked(app) == chosen
    assert app.number_input(key="adults").value == 1000.0


def test_a_share_is_typed_as_a_percentage() -> None:
    app = open_app(chosen=DEFAULT.changed(areas=("Leeds",)))
    open_expander(app, "typed_figures")
    box = app.number_input(key="employment_rate")
    assert (box.min, box.max, box.placeholder) == (0.0, 100.0, "74.7%")
    box.set_value(70.0).run()
    assert asked(app).request.population == {"employment_rate": 0.7}
    assert app.number_input(key="employment_rate").value == 70.0


def test_an_employer_types_the_people_it_employs_and_reads_of_no_residents() -> None:
    app = open_app(chosen=DEFAULT.changed(areas=("Leeds",)).with_role(role("employer")))
    assert any("all employers in Leeds together" in each.value for each in app.caption)
    open_expander(app, "typed_figures")
    assert [box.label for box in app.number_input] == ["People you employ"]
    app.number_input(key="residents_16_to_64").set_value(250.0).run()
    assert asked(app).request.population == {"residents_16_to_64": 250.0, "employment_rate": 1.0}
    assert shown_metrics(app)["People"] == ["25.0", "25.0"]  # a tenth of all 250, in each of the two programmes
    assert any(each.value.startswith("Your business would be") for each in app.markdown)
    app.number_input(key="residents_16_to_64").set_value(None).run()
    assert asked(app).request.population == {}


def test_a_school_types_its_own_pupils() -> None:
    app = open_app(chosen=DEFAULT.changed(areas=("Leeds",)).with_role(role("school_trust")))
    open_expander(app, "typed_figures")
    assert [box.label for box in app.number_input] == ["Your pupils aged 7 to 10", "Your pupils in Year 7"]
    app.number_input(key="pupils_year_7").set_value(180.0).run()
    assert asked(app).request.population == {"pupils_year_7": 180.0}
    assert "18.0" in shown_metrics(app)["People"]
