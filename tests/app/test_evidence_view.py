from __future__ import annotations

from datetime import date

import pytest
from browser import open_app
from streamlit.testing.v1 import AppTest

from roi_model.app import engine, link
from roi_model.app.chosen import DEFAULT
from roi_model.app.frame import shown
from roi_model.outputs.assurance.choices import choices_log
from roi_model.outputs.assurance.responsible import Responsible


def numbers(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Name"])


def set_number(app: AppTest, name: str, **typed: str) -> AppTest:
    app.selectbox(key="number").set_value(name).run()
    for field, text in typed.items():
        widget = app.text_area if field == "reason" else app.text_input
        widget(key=f"{field}.{name}").set_value(text)
    return next(each for each in app.button if each.label == "Use it").click().run()


def test_every_number_of_every_programme_is_there() -> None:
    found = numbers(open_app("evidence", DEFAULT.changed(interventions=("debt_advice",))))
    assert len(found) == len(set(found)) == sum(len(list(case.parameters)) for case in DEFAULT.request.cases())


def test_search_and_filters_narrow_the_list() -> None:
    app = open_app("evidence")
    app.text_input(key="search").set_value("Cost FACE-TO-FACE").run()
    assert numbers(app) == ["debt_advice.advice_cost"]
    app.multiselect(key="grade").set_value(["D"]).run()
    assert numbers(app) == []
    assert any("No number is found" in each.value for each in app.markdown)
    app.text_input(key="search").set_value("").run()
    assert set(app.dataframe[0].value["Grade"]) == {"D"}
    app.multiselect(key="checked").set_value(["read"]).run()
    assert set(app.dataframe[0].value["Checked"]) == {"read"}


def test_a_number_set_with_a_reason_reaches_the_results_the_link_and_the_log() -> None:
    app = open_app("evidence")
    set_number(app, "debt_advice.advice_cost", value="£300", low="250", high="360", reason="Our contract of 2026.")
    asked = link.decode(app.query_params["s"]).request
    assert asked.changes == {"debt_advice.advice_cost": "£300:250:360@2024-25"}
    assert asked.reasons == {"debt_advice.advice_cost": "Our contract of 2026."}
    assert engine.one_row(asked, "debt_advice").figures.case.parameters["advice_cost"].value == 300
    row = app.dataframe[0].value.set_index("Name").loc["debt_advice.advice_cost"]
    assert (row["Grade"], row["Where in it"]) == ("not graded: set by the user", "")
    assert any("Not graded: set by the user. Checked" in each.value for each in app.markdown)
    log = choices_log(asked, Responsible(), date(2026, 11, 24))
    assert "Our contract of 2026." in {cell for column in log for cell in log[column]}
    said = " ".join(each.value for each in app.markdown)
    assert (
        f"**{shown('Cost of face-to-face debt advice (Debt advice)')}**: £300:250:360@2024-25 (Our contract of 2026.)"
        in said
    )
    app.button(key="back.debt_advice.advice_cost").click().run()
    assert link.decode(app.query_params["s"]).request == DEFAULT.request


@pytest.mark.parametrize(("high", "is_said"), [("0.7", True), ("0.8", False)])
def test_a_new_value_with_the_old_interval_is_said_not_to_move_the_simulation(high: str, is_said: bool) -> None:
    name = "debt_advice.effect_persistence"
    (case,) = [case for case in DEFAULT.request.cases() if case.intervention.name == "debt_advice"]
    now = case.parameters["effect_persistence"]
    ends = {"low": repr(now.low), "high": repr(now.high) if is_said else high}
    app = set_number(open_app("evidence"), name, value=repr(now.low), reason="Ours.", **ends)
    assert link.decode(app.query_params["s"]).request.changes
    said = " ".join(each.value for each in (*app.success, *app.info, *app.markdown))
    assert ("the base case moves and the simulated figures do not" in said) is is_said


def test_a_number_of_a_programme_outside_the_plan_is_shown_but_not_set() -> None:
    app = open_app("evidence", DEFAULT.changed(interventions=("debt_advice",)))
    app.selectbox(key="number").set_value("loneliness.coverage").run()
    assert "Loneliness in later life is not in your plan" in " ".join(each.value for each in app.markdown)
    assert "Use it" not in {button.label for button in app.button}


def test_a_shared_number_can_be_set_everywhere_at_once() -> None:
    app = open_app("evidence")
    app.selectbox(key="number").set_value("debt_advice.effect_persistence").run()
    app.radio(key="where.debt_advice.effect_persistence").set_value("In every programme that uses it")
    typed = {"value": "0.5", "low": "0.4", "high": "0.6", "reason": "Judgement."}
    for field, text in typed.items():
        widget = app.text_area if field == "reason" else app.text_input
        widget(key=f"{field}.debt_advice.effect_persistence").set_value(text)
    next(each for each in app.button if each.label == "Use it").click().run()
    assert link.decode(app.query_params["s"]).request.changes == {"untreated_persistence": "0.5:0.4:0.6"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "300"}, "Say why the number is changed"),
        ({"value": "", "reason": "x"}, "it must be a number"),
        ({"value": "lots", "reason": "x"}, "it must be a number"),
        ({"value": "-3", "reason": "x"}, "it must be a number of 0 or more"),
        ({"value": "250%", "reason": "x"}, "it is money, so write pounds and no percentage"),
        ({"value": "1e99", "reason": "x"}, "it must be at most 1,000,000,000,000"),
        ({"value": "nan", "reason": "x"}, "it must be a finite number"),
        ({"value": "300", "low": "400", "high": "500", "reason": "x"}, "it must lie between low and high"),
    ],
)
def test_a_number_that_cannot_be_is_refused_in_a_sentence(typed: dict[str, str], said: str) -> None:
    app = set_number(open_app("evidence"), "debt_advice.advice_cost", **typed)
    assert not app.exception
    (warning,) = (each.value for each in app.warning)
    assert said in warning
    assert "_" not in warning  # what the number is called, not its name in the files
    assert link.decode(app.query_params["s"]).request == DEFAULT.request


def test_what_is_refused_stays_in_the_form_to_be_put_right_and_what_is_taken_does_not() -> None:
    name, reason = "debt_advice.advice_cost", "Our contract of 2026."
    app = set_number(open_app("evidence"), name, value="lots", low="250", high="360", reason=reason)
    assert [app.text_input(key=f"{field}.{name}").value for field in ("value", "low", "high")] == ["lots", "250", "360"]
    assert app.text_area(key=f"reason.{name}").value == reason
    app = set_number(app, name, value="£300")
    assert link.decode(app.query_params["s"]).request.reasons == {name: reason}
    assert [app.text_input(key=f"{field}.{name}").value for field in ("value", "low", "high")] == ["", "", ""]
    assert app.text_area(key=f"reason.{name}").value == ""


def test_a_share_that_was_moved_is_listed_by_its_label_with_its_unit() -> None:
    app = open_app("evidence", DEFAULT.changed(changes={"coverage": "20%", "debt_advice.coverage": 0.30001234567}))
    listed = [each.value for each in app.markdown if "no reason given" in each.value]
    assert listed == [
        "**Coverage, in every programme that uses it**: 20% (no reason given)",
        "**Share of over-indebted adults who are advised (Debt advice)**: 30% (no reason given)",
    ]
