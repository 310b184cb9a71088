from __future__ import annotations

import json

import pytest

from roi_model.analysis.request import Request
from roi_model.analysis.scenario import Scenario
from roi_model.engine.analysis import Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.sector import Sector
from roi_model.inputs.assignment import Assignment
from roi_model.inputs.refusal import InputError


def test_an_empty_request_is_england_with_everything_at_its_default() -> None:
    asked = Request()
    assert asked.area().name == "England"
    assert asked.analysis() == Analysis()
    assert asked.scenario() == Scenario()
    assert [case.intervention.name for case in asked.cases()] == list(INTERVENTION_NAMES)
    assert asked.as_dict() == {}
    assert asked.horizons() is None


def test_changes_are_read_as_they_are_typed() -> None:
    asked = Request(changes={"coverage": 0.25, "debt_advice.advice_cost": "300:250:360@2024-25"})
    first, second = asked.scenario().assignments
    assert first == Assignment(None, "coverage", 0.25)
    assert second == Assignment("debt_advice", "advice_cost", 300.0, 250.0, 360.0, "2024-25")


def test_a_number_keeps_its_last_digit() -> None:
    asked = Request(interventions=("debt_advice",), changes={"coverage": 0.1 + 0.2})
    assert asked.cases()[0].parameters["coverage"].value == 0.1 + 0.2


def test_payers_reach_the_cases() -> None:
    asked = Request(interventions=("debt_advice",), payers={"nhs": 0.25, "local_government": 0.75})
    assert asked.cases()[0].payers == {Sector.NHS: 0.25, Sector.LOCAL_GOVERNMENT: 0.75}


def test_a_request_survives_json() -> None:
    asked = Request(
        areas=("Leeds",),
        changes={"coverage": "20%"},
        horizon=5,
        also_count="qalys",
        correlations={"advice_cost, risk_in_debt": 0.5},
    )
    again = Request.read(json.loads(json.dumps(asked.as_dict())), "The file")
    assert again == asked
    assert again.analysis() == asked.analysis()


def test_typed_people_leave_out_what_they_do_not_feed() -> None:
    asked = Request(population={"adults": 1000})
    assert [case.intervention.name for case in asked.cases()] == ["debt_advice", "collaborative_care"]
    assert len(asked.left_out()) == 6


def test_every_problem_of_a_request_is_said_at_once() -> None:
    with pytest.raises(InputError) as refused:
        Request.read({"arias": ["Leeds"], "horizon": 0, "draws": "many"}, "plan.yaml")
    assert refused.value.problems[0] == "plan.yaml: horizon is 0; it must be a whole number of years between 1 and 100."
    assert refused.value.problems[1].startswith("plan.yaml: draws is 'many'")
    assert refused.value.problems[2] == "plan.yaml: arias is not a known field; did you mean 'areas'."


@pytest.mark.parametrize("value", [None, True, [1]])
def test_a_change_that_is_no_number_is_refused_in_one_sentence(value: object) -> None:
    with pytest.raises(InputError) as refused:
        Request.read({"changes": {"coverage": value}}, "plan.yaml")
    assert refused.value.problems == (
        f"plan.yaml: changes.coverage is {value!r}; it must be a number, or text as --set takes it.",
    )


@pytest.mark.parametrize("field", ["horizon", "draws", "seed"])
def test_true_is_no_number_of_years_or_draws(field: str) -> None:
    with pytest.raises(InputError, match=f"{field} is True; it must be a whole number"):
        Request.read({field: True}, "the link")


def test_a_changed_request_is_checked() -> None:
    assert Request().changed(horizon=3).horizons() == (3,)
    with pytest.raises(InputError, match="horizon is 1.5; it must be a whole number"):
        Request().changed(horizon=1.5)


def test_fields_of_another_kind_are_refused_in_plain_words() -> None:
    with pytest.raises(InputError) as refused:
        Request.read({"areas": {"a": 1}, "seed": "x", "changes": {"coverage": float("nan")}}, "plan.yaml")
    assert refused.value.problems == (
        "plan.yaml: areas is {'a': 1}; it must be a list.",
        "plan.yaml: changes.coverage is nan; it must be a finite number.",
        "plan.yaml: seed is 'x'; it must be a whole number.",
    )


def test_a_correlation_of_one_parameter_is_refused() -> None:
    with pytest.raises(InputError, match="it must be of two parameters"):
        Request(correlations={"advice_cost": 0.5}).analysis()


def test_areas_that_are_apart_have_their_own_cases() -> None:
    asked = Request(areas=("Leeds", "Bradford"), apart=True, interventions=("debt_advice", "loneliness"))
    assert [(case.area.name, case.intervention.name) for case in asked.cases()] == [
        ("Leeds", "debt_advice"),
        ("Leeds", "loneliness"),
        ("Bradford", "debt_advice"),
        ("Bradford", "loneliness"),
    ]
    assert [place.name for place in asked.changed(apart=False).places()] == ["Leeds and Bradford"]


def test_one_board_that_is_kept_apart_is_its_authorities() -> None:
    board = Request(areas=("West Yorkshire ICB",), apart=True)
    assert [place.name for place in board.places()][1:] == ["Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"]
    people = sum(place.figure("residents") for place in board.places())
    assert people == pytest.approx(board.changed(apart=False).area().figure("residents"))
    assert [place.name for place in Request(areas=("Leeds",), apart=True).places()] == ["Leeds"]
    assert [place.name for place in Request(apart=True).places()] == ["England"]
    with pytest.raises(InputError, match="Figures are typed for one place"):
        board.changed(population={"adults": 1000}).places()


def test_areas_that_are_apart_share_nobody_and_no_typed_figures() -> None:
    with pytest.raises(InputError, match="Leeds lies in"):
        Request(areas=("Leeds", "West Yorkshire ICB"), apart=True).places()
    with pytest.raises(InputError, match="Figures are typed for one place"):
        Request(areas=("Leeds", "Bradford"), apart=True, population={"adults": 1000}).places()
