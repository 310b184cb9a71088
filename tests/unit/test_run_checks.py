"""The checks made on a run pass on the eight interventions, and fail on models that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from builders import case_of, certain
from random_cases import NO_EFFECT
from visits import COVERAGE, HELPED, PAPER, SAVING, VISIT_COST, visits, visits_case

from roi_model.analysis.answer import Answer, answer
from roi_model.analysis.checks.run import CHECKS, Check, Outcome, checks_of_run
from roi_model.analysis.request import Request
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, Transfer, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.evidence_file import evidence_file

NHS = Sector.NHS
REQUEST = Request(areas=("Leeds",), draws=500)


@pytest.fixture(scope="module")
def checks() -> tuple[Check, ...]:
    return checks_of_run(answer(REQUEST))


def test_every_check_is_made_on_every_intervention_and_passes(checks: tuple[Check, ...]) -> None:
    assert len(checks) == len(CHECKS) * len(INTERVENTION_NAMES) + 1
    assert [check for check in checks if check.outcome is Outcome.FAILED] == []
    skipped = {check.code for check in checks if check.outcome is Outcome.NOT_APPLICABLE}
    assert skipped == {"GB-08"}  # no welfare payments are counted by default
    assert all(check.detail.endswith(".") for check in checks)


def test_the_brief_list_of_codes_is_covered() -> None:
    codes = {code for code, _, _ in CHECKS}
    assert {"GB-01", "TV-12", "TV-16", "TV-18", "TV-20", "TV-21", "TV-22", "TV-28"} <= codes


def test_transfers_are_checked_where_there_are_any() -> None:
    asked = REQUEST.changed(interventions=("debt_advice",), changes={"welfare_payments_per_case": "1000@2024-25"})
    (found,) = [check for check in checks_of_run(answer(asked)) if check.code == "GB-08"]
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("also", ["qalys", "wellbeing"])
def test_checks_pass_where_more_is_counted(also: str) -> None:
    asked = REQUEST.changed(interventions=("collaborative_care", "suicide_prevention"), also_count=also)
    assert {check.outcome for check in checks_of_run(answer(asked))} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_evidence_files_name_the_values_without_effect(name: str) -> None:
    parameters = evidence_file(name).parameters
    named = evidence_file(name).description.no_effect
    numbers = {key: parameters[value].value if isinstance(value, str) else value for key, value in named.items()}
    assert {key: NO_EFFECT[name].get(key) for key in numbers} == numbers
    assert set(NO_EFFECT[name]) == {*named, *(value for value in named.values() if isinstance(value, str))}


def checked(case: Case) -> dict[str, Outcome]:
    asked = Request(draws=100)
    results = evaluate(case, Analysis(price_year="2015", draws=100), (5,))
    return {check.code: check.outcome for check in checks_of_run(Answer(asked, results.analysis, (), (results,)))}


def test_a_sound_model_passes() -> None:
    assert set(checked(visits_case()).values()) == {Outcome.PASSED, Outcome.NOT_APPLICABLE}


def fixed_cost(p: Draws, t: Timeline) -> Outcomes:
    sound = visits(p, t)
    return replace(sound, costs=(*sound.costs, Cost("Office", 1000.0 * t.at_start + 0 * p.visit_cost)))


def unpriced_saving(p: Draws, t: Timeline) -> Outcomes:
    sound = visits(p, t)
    free = Benefit("Free", NHS, ValueKind.CASH, p.residents * p.coverage * t.at_start)
    return replace(sound, benefits=(*sound.benefits, free))


def endless(p: Draws, t: Timeline) -> Outcomes:
    sound = visits(p, t)
    pole = p.residents * t.at_start / (p.helped - p.least_helped)
    return replace(sound, quantities=(Quantity("People", pole, "people"),))


def shrinking(p: Draws, t: Timeline) -> Outcomes:
    sound = visits(p, t)
    spread = Benefit("Spread", NHS, ValueKind.CASH, p.residents * p.coverage * p.saving * t.at_start / t.years**2)
    return replace(sound, benefits=(spread,))


FAULTS: list[tuple[Callable[[Draws, Timeline], Outcomes], str]] = [
    (fixed_cost, "GB-01"),
    (fixed_cost, "TV-18"),
    (unpriced_saving, "TV-14"),
    (unpriced_saving, "TV-19"),
    (shrinking, "TV-17"),
    (endless, "TV-25"),
]


@pytest.mark.parametrize(("model", "code"), FAULTS)
def test_a_faulty_model_fails_the_check_that_is_made_for_it(
    model: Callable[[Draws, Timeline], Outcomes], code: str
) -> None:
    assert HELPED.low is not None
    least = certain("least_helped", HELPED.low)
    case = visits_case([VISIT_COST, SAVING, HELPED, COVERAGE, PAPER, least], model)
    with np.errstate(divide="ignore", invalid="ignore"):
        assert checked(case)[code] is Outcome.FAILED


def test_a_benefit_that_does_not_come_from_the_effect_fails() -> None:
    days = certain("absence_days_averted", 2.0, minimum=0)

    def model(p: Draws, t: Timeline) -> Outcomes:
        sound = visits(p, t)
        return replace(sound, benefits=(Benefit("Staff", NHS, ValueKind.CASH, p.saving * p.coverage * t.at_start),))

    case = case_of(
        model, [VISIT_COST, SAVING, HELPED, COVERAGE, PAPER, days], {NHS: 1}, "workplace_wellbeing", residents=100
    )
    assert checked(case)["TV-12"] is Outcome.FAILED


def test_shares_that_do_not_add_up_fail() -> None:
    assert checked(replace(visits_case(), payers={NHS: 0.9}))["TV-22"] is Outcome.FAILED


def test_a_draw_out_of_bounds_fails() -> None:
    case = visits_case()
    narrow = case.parameters["helped"].model_copy(update={"maximum": 0.5})
    assert checked(case.with_parameters(case.parameters.replacing(narrow)))["TV-28"] is Outcome.FAILED


def test_where_nothing_is_uncertain_the_checks_of_draws_say_so() -> None:
    known = [p.fixed(p.value, "") for p in (VISIT_COST, SAVING, HELPED, PAPER)]
    outcomes = checked(visits_case([*known, COVERAGE]))
    assert outcomes["TV-25"] is Outcome.NOT_APPLICABLE
    assert outcomes["TV-27"] is Outcome.PASSED


def test_transfers_of_a_sound_model_cancel() -> None:
    def model(p: Draws, t: Timeline) -> Outcomes:
        moved = Transfer("Welfare", NHS, Sector.INDIVIDUALS, p.residents * p.coverage * p.saving * t.at_start)
        return replace(visits(p, t), transfers=(moved,))

    assert checked(visits_case(model=model))["GB-08"] is Outcome.PASSED
