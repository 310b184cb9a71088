"""Checks of states, flows and comparators from the checklist TECH-VER that no other file holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from parallel_model import england

from roi_model.analysis.measures import View, benefits, costs, net, quantity
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE

ONSETS = np.array([[4.0, 2.0, 0.0, 3.0, 1.0]])
ENGLAND = find_area(["England"])
YEARS = 5


def case_with(name: str, **values: float) -> Case:
    case = build_case(name, ENGLAND, EVIDENCE)
    parameters = case.parameters
    return case.with_parameters(
        parameters.replacing(*(parameters[one].fixed(value, "Set for a check.") for one, value in values.items()))
    )


def run(case: Case) -> Results:
    return evaluate(case, Analysis(draws=50), (YEARS,))


@pytest.mark.parametrize("survival", [0.0, 0.25, 0.8, 1.0])
def test_TV_06_the_living_and_the_dead_add_up_to_everyone_who_fell_ill(survival: float) -> None:
    living = Timeline(YEARS).stock(ONSETS, np.array([[survival]]))
    died_since_last_year = (1 - survival) * np.concatenate([[[0.0]], living[:, :-1]], axis=1)
    assert np.cumsum(died_since_last_year) + living[0] == pytest.approx(np.cumsum(ONSETS), rel=1e-12)


@pytest.mark.parametrize("survival", [0.0, 0.25, 0.8, 1.0])
def test_TV_08_the_dead_never_grow_fewer(survival: float) -> None:
    dead = np.cumsum(ONSETS) - Timeline(YEARS).stock(ONSETS, np.array([[survival]]))[0]
    assert (np.diff(dead, prepend=0.0) >= -1e-12).all()


def test_TV_09_without_deaths_nobody_leaves_and_with_certain_death_nobody_stays() -> None:
    nobody_dies, all_die = (Timeline(YEARS).stock(ONSETS, np.array([[survival]])) for survival in (1.0, 0.0))
    assert nobody_dies.tolist() == np.cumsum(ONSETS, axis=1).tolist()
    assert all_die.tolist() == ONSETS.tolist()


def test_TV_11_full_reach_and_full_effect_without_fading_avert_all_there_is() -> None:
    # Everyone over-indebted is advised, every debt resolved, and every one of them would have been ill in each year.
    everything = {
        "coverage": 1,
        "over_indebted": 0.2,
        "resolved_with_advice": 1,
        "resolved_without_advice": 0,
        "risk_in_debt": 1,
        "risk_otherwise": 0,
        "effect_persistence": 1,
    }
    averted = quantity(run(case_with("debt_advice", **everything)), 2)
    adults = england().people(["18_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75_84", "85_plus"])
    assert averted.base.tolist() == pytest.approx([0.2 * adults * YEARS], rel=1e-12)


def test_TV_23_swapping_the_arms_turns_the_sign_of_all_that_is_gained() -> None:
    advised, not_advised = 0.56, 0.35
    straight = run(case_with("debt_advice", resolved_with_advice=advised, resolved_without_advice=not_advised))
    swapped = run(case_with("debt_advice", resolved_with_advice=not_advised, resolved_without_advice=advised))
    assert (benefits(straight, View()).draws > 0).all()
    assert benefits(swapped, View()).draws == pytest.approx(-benefits(straight, View()).draws, rel=1e-12)
    assert (costs(swapped, View()).draws == costs(straight, View()).draws).all()
    gained = net(straight, View()).draws + costs(straight, View()).draws
    assert net(swapped, View()).draws + costs(swapped, View()).draws == pytest.approx(-gained, rel=1e-9)


def test_TV_27_what_is_linear_in_one_number_has_its_mean_and_the_base_case_its_value() -> None:
    case = build_case("suicide_prevention", ENGLAND, EVIDENCE)
    spent = costs(evaluate(case, Analysis(draws=20_000), (YEARS,)), View())
    price = case.parameters["programme_cost"]
    assert price.fitted.mean != pytest.approx(price.value, rel=0.01)  # £1.40 and £1.47: the interval is not symmetrical
    error = price.fitted.standard_deviation / price.value / math.sqrt(spent.draws.size)
    assert abs(spent.draws.mean() / spent.base.item() - price.fitted.mean / price.value) < 4 * error
