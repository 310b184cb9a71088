from __future__ import annotations

import pytest
import streamlit
from browser import open_app

from roi_model.analysis.decision import Decision, simulate
from roi_model.analysis.information.groups import derived_groups
from roi_model.analysis.information.value import information
from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.switching import all_switching_values, default_subjects
from roi_model.app import engine
from roi_model.app.chosen import DEFAULT
from roi_model.app.progress import STOPPED
from roi_model.outputs.information_sentences import information_sentence
from roi_model.outputs.switching_sentences import headline_sentence
from roi_model.outputs.words import ratio

CARE = DEFAULT.changed(areas=("Leeds",), interventions=("collaborative_care",), draws=2000)


def text_of(app: object) -> str:
    return " ".join(each.value for each in app.markdown)  # type: ignore[attr-defined]


def test_the_page_states_spread_and_switching_values_of_the_engine() -> None:
    app = open_app("how_sure", CARE)
    case, analysis = CARE.request.cases()[0], CARE.request.analysis()
    figure = Output(Measure.NET, 5, View())
    found, _ = all_switching_values(case, analysis, figure, default_subjects(case))
    assert headline_sentence(found) in text_of(app)
    assert "95% of the draws lie between" in text_of(app)


def test_the_figure_asked_about_can_be_changed() -> None:
    app = open_app("how_sure", CARE)
    first = text_of(app)
    app.segmented_control(key="measure").set_value("Net present value").run()
    second = text_of(app)
    app.toggle(key="cash_only").set_value(True).run()
    third = text_of(app)
    assert len({first, second, third}) == 3
    assert "(cash only)" in third


def test_information_is_valued_only_when_asked_for_and_then_kept() -> None:
    app = open_app("how_sure", CARE)
    simulated = simulate(Decision(CARE.request.cases(), CARE.request.analysis(), 5))
    sentence = information_sentence(information(simulated, derived_groups(simulated.unknowns)))
    assert sentence not in text_of(app)
    app.button(key="information").click().run()
    assert not app.exception
    assert sentence in text_of(app)
    app.run()
    assert sentence in text_of(app)
    app.radio(key="choice").set_value("One programme of my plan, for the same money, or nothing").run()
    assert sentence not in text_of(app)


def test_work_that_was_stopped_says_so_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def under_way(_decision: Decision) -> None:
        streamlit.stop()  # a run that a press of a button ends before the work is done

    monkeypatch.setattr("roi_model.app.findings.find", under_way)
    app = open_app("how_sure", CARE)
    before = text_of(app)
    app.button(key="information").click().run()
    app.button(key="information.stop").click().run()
    assert STOPPED in [each.value for each in app.info]
    assert text_of(app) == before
    assert "information.stop" not in {button.key for button in app.button}


@pytest.mark.parametrize("perspective", ["education", "local_government"])
def test_where_those_counted_pay_nothing_each_part_says_so_and_the_others_still_show(perspective: str) -> None:
    app = open_app("how_sure", CARE.changed(perspective=perspective))
    assert not app.exception
    assert app.error
    assert all(len(each.value) > 30 and "Traceback" not in each.value for each in app.error)
    assert {each.value for each in app.header} >= {"One programme", "What to find out first"}


def test_a_ratio_on_the_page_is_the_ratio_of_means() -> None:
    app = open_app("how_sure", CARE)
    figure = engine.one_row(CARE.request, "collaborative_care").figures.return_per_pound
    assert figure is not None
    assert f"On average {ratio(figure.mean)}" in text_of(app)


def test_the_whole_plan_has_its_own_spread_where_it_has_several_programmes() -> None:
    several = CARE.changed(interventions=("collaborative_care", "debt_advice"))
    plan = engine.plan(several.request).return_per_pound
    assert plan is not None
    app = open_app("how_sure", several)
    assert f"On average {ratio(plan.mean)} over 5 years" in text_of(app)
    assert "My whole plan" in {each.value for each in app.header}
    assert "My whole plan" not in {each.value for each in open_app("how_sure", CARE).header}
