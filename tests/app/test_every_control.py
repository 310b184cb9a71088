"""Every control of every view does something; a control that did nothing, or that is new and does nothing, is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import open_app
from page_words import controls, told
from streamlit.testing.v1 import AppTest

from roi_model.app.chosen import DEFAULT
from roi_model.cli.app_command import app_file

VIEWS = sorted(path.stem for path in (app_file().parent / "views").glob("[!_]*.py"))
PLAN = DEFAULT.changed(
    areas=("Leeds",),
    draws=200,
    changes={"debt_advice.advice_cost": "£300@2024-25"},
    reasons={"debt_advice.advice_cost": "Ours."},
    payers={"nhs": 0.5, "local_government": 0.5},
)
# What is worked out on demand is worked out first: a control of the question then takes the old answer away.
PRESSED_FIRST = {"best_mix": "mix", "how_sure": "information"}
# What an option is called by the program, where a test cannot pick it by its number.
OTHER: dict[str, Any] = {
    "horizon": "2",
    "basis": "each_pound",
    "pool.basis": "financial",
    "measure": "net",
    "choice": "any",
    "mix.must": ["loneliness"],
    "mix.never": ["suicide_prevention"],
    "mix.floors": ["nhs"],
    "grade": ["A"],
    "checked": ["read"],
}
# Controls that show their effect only with a button; each has a test of its own, by name.
ELSEWHERE = {
    "pool.rule": "test_a_rule_can_be_tried",
    "scenario_name": "test_scenarios_stand_side_by_side_with_the_figures_of_the_engine",
    "scenario_note": "test_a_note_is_saved_with_its_scenario",
    "take.commissioner": "test_each_name_goes_into_the_files",
    "take.analyst": "test_each_name_goes_into_the_files",
    "take.assurer": "test_each_name_goes_into_the_files",
    "take.approver": "test_each_name_goes_into_the_files",
    **{
        f"{field}.social_emotional_learning.coverage": "test_a_number_set_with_a_reason_reaches_the_results"
        for field in ("value", "reason")
    },
}
ON_ALL = ("areas", "role", "horizon", "perspective", "preset")  # of the sidebar; touched on one view


def touch(control: Any) -> None:
    """Give a control another value than it has."""
    kind, key = control.type, control.key
    if key in OTHER:
        control.set_value(OTHER[key])
    elif kind in {"checkbox", "toggle"}:
        control.set_value(not control.value)
    elif kind in {"slider", "number_input"}:
        control.set_value(0.37 if kind == "slider" else (control.value or 1_000_000) // 2)
    elif kind == "select_slider":
        control.set_value(control.options[0] if control.options[0] != str(control.value) else control.options[1])
    elif kind == "selectbox":
        control.select_index((control.index or 0) + 1 if (control.index or 0) + 1 < len(control.options) else 0)
    elif kind == "multiselect":
        control.set_value(control.value[1:])
    else:
        control.set_value("advice")


def opened(view: str) -> AppTest:
    app = open_app(view, PLAN)
    if view == "scenarios":
        app.text_input(key="scenario_name").set_value("Saved")
        next(each for each in app.button if each.label.startswith("Save what")).click().run()
    return app


@pytest.mark.parametrize("view", VIEWS)
def test_each_control_changes_what_its_page_says(view: str) -> None:
    app = opened(view)
    keys = [key for key in controls(app) if key not in ELSEWHERE and (key not in ON_ALL or view == "compare")]
    idle = []
    for key in keys:
        if key not in controls(app):
            continue  # gone with a control that was touched before it
        if view in PRESSED_FIRST:
            app.button(key=PRESSED_FIRST[view]).click().run()
        before = told(app)
        touch(controls(app)[key])
        app.run()
        idle += [key] if told(app) == before else []
    assert idle == []


@pytest.mark.parametrize("view", VIEWS)
def test_each_button_changes_what_its_page_says_or_what_is_chosen(view: str) -> None:
    app = opened(view)
    labels = {each.key: each.label for each in app.button if each.key}
    idle = []
    for key, label in labels.items():
        if key not in {each.key for each in app.button}:
            continue
        before = told(app), app.query_params["s"]
        app.button(key=key).click().run()
        idle += [label] if (told(app), app.query_params["s"]) == before else []
    assert idle == []


def test_what_is_tested_elsewhere_is_there_and_has_its_test() -> None:
    source = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if f"def {name}" not in source] == []
    there = {key for view in VIEWS for key in controls(opened(view))}
    assert set(ELSEWHERE) - there == set()
