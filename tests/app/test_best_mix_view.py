"""The view of the best mix: the engine's choice within the limits picked, kept for the session, taken as the plan."""

from __future__ import annotations

import re

import pytest
from browser import open_app
from streamlit.testing.v1 import AppTest

from roi_model.analysis.portfolio.best_set import Portfolio, portfolio
from roi_model.analysis.portfolio.limits import Limits
from roi_model.app import link, mix
from roi_model.app.chosen import DEFAULT
from roi_model.app.frame import shown
from roi_model.app.page_choices import MOST_MONEY
from roi_model.outputs.portfolio_sentences import best_sentence

NAMES = ("debt_advice", "collaborative_care", "loneliness")
LEEDS = DEFAULT.changed(areas=("Leeds",), interventions=NAMES, draws=500)


def found(app: AppTest) -> AppTest:
    return app.button(key="mix").click().run()


def bold(app: AppTest) -> str:
    return next(each.value for each in app.markdown if each.value.startswith("**"))


def engine_says(**limits: object) -> Portfolio:
    content = {"budgets": {"all": 1_000_000.0}, "most": dict.fromkeys(NAMES, 0.5), **limits}
    cases = LEEDS.request.cases()
    problem = Limits.read(content, "test").problem(cases, LEEDS.request.analysis(), 5)
    answer = portfolio(problem, points=mix.POINTS)
    assert isinstance(answer, Portfolio)
    return answer


def test_it_finds_what_the_engine_finds_and_can_be_taken_as_the_plan() -> None:
    app = open_app("best_mix", LEEDS)
    app.number_input(key="mix.budget").set_value(1_000_000.0)
    found(app)
    answer = engine_says()
    assert bold(app) == f"**{shown(best_sentence(answer))}**"
    assert "Stop" not in [button.label for button in app.button]
    assert app.number_input(key="mix.budget").max == MOST_MONEY
    reaches = app.table[0].value.filter(like="reaches").to_numpy().ravel()
    assert [cell for cell in reaches if not re.fullmatch(r"(\\[<>])?\d+%|–", cell)] == []
    app.button(key="mix.use").click().run()
    request = link.decode(app.query_params["s"]).request
    wanted = {name: float(share) for name, share in zip(NAMES, answer.best.coverage, strict=True) if share > 0}
    assert set(request.interventions) == set(wanted)
    assert {case.intervention.name: case.parameters["coverage"].value for case in request.cases()} == pytest.approx(
        wanted
    )
    assert "now your plan" in app.info[0].value


def test_each_limit_reaches_the_engine() -> None:
    app = open_app("best_mix", LEEDS)
    app.number_input(key="mix.budget").set_value(1_000_000.0)
    app.multiselect(key="mix.never").set_value(["debt_advice"])
    app.multiselect(key="mix.floors").set_value(["nhs"])
    app.number_input(key="mix.budget.local_government").set_value(200_000.0)
    found(app)
    limits = {"all": 1_000_000.0, "local_government": 200_000.0}
    assert (
        bold(app) == f"**{best_sentence(engine_says(budgets=limits, exclude=('debt_advice',), floors={'nhs': 0.0}))}**"
    )


def test_limits_that_clash_are_named() -> None:
    app = open_app("best_mix", LEEDS)
    app.number_input(key="mix.budget").set_value(10_000.0)
    app.multiselect(key="mix.must").set_value(["debt_advice"])
    found(app)
    assert "both be met" in bold(app)
    assert "would have to be at least" in bold(app)
    assert not app.table


def test_what_was_found_is_kept_while_the_question_is_the_same() -> None:
    app = open_app("best_mix", LEEDS)
    found(app)
    kept = bold(app)
    app.run()
    assert bold(app) == kept
    app.number_input(key="mix.budget").set_value(123_000.0).run()
    assert not [each for each in app.markdown if each.value.startswith("**With")]


def test_a_programme_that_must_be_in_and_may_not_is_refused_in_words() -> None:
    app = open_app("best_mix", LEEDS)
    app.multiselect(key="mix.must").set_value(["debt_advice"])
    app.multiselect(key="mix.never").set_value(["debt_advice"])
    found(app)
    assert "must be funded and is excluded" in app.error[0].value


def test_qalys_can_be_the_aim_and_have_no_chart_in_pounds() -> None:
    app = open_app("best_mix", LEEDS)
    app.selectbox(key="mix.goal").set_value("qalys")
    found(app)
    assert "QALYs" in bold(app)
    assert not [each for each in app.subheader if "budget" in each.value]
