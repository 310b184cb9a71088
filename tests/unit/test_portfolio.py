"""The whole answer to a portfolio, on programmes worked by hand and on the real ones, and its sentences."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sharing import sharing_cases

from roi_model.analysis.measures import View, net, qalys
from roi_model.analysis.portfolio.best_set import Portfolio, portfolio
from roi_model.analysis.portfolio.conflict import Conflict
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.frontier import frontier_budgets
from roi_model.analysis.portfolio.limits import Goal, Limits
from roi_model.analysis.portfolio.problem import Band, Problem
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.package import evaluate_package
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError
from roi_model.outputs import portfolio_sentences as said

ONE_DRAW = Analysis(price_year="2015", draws=2)


def sharing(horizon: int = 1, **limits: Any) -> Problem:
    return Limits(**limits).problem(sharing_cases(), ONE_DRAW, horizon)


def real(draws: int = 200, areas: tuple[str, ...] = ("Leeds",), **limits: Any) -> Problem:
    cases = [build_case(name, find_area([area])) for area in areas for name in INTERVENTION_NAMES]
    return Limits(**limits).problem(cases, Analysis(draws=draws), 5)


def answered(problem: Problem, points: int = 4) -> Portfolio:
    found = portfolio(problem, points=points)
    assert isinstance(found, Portfolio)
    return found


def test_the_parts_of_an_answer_agree() -> None:
    # Visits net 7,600 for 5,000 and go first; 2,000 more buy a third of the courses.
    found = answered(sharing(budgets={"all": 7_000}))
    assert found.best.coverage == pytest.approx([1, 1 / 3], abs=1e-9)
    assert found.figures is not None
    assert found.figures.total.net_present_value.mean == pytest.approx(found.best.aim, rel=1e-12)
    assert found.outlook.mean == pytest.approx(found.best.aim, rel=1e-12)
    assert found.outlook.cost == pytest.approx(7_000, abs=1e-6)
    assert [point.budget for point in found.frontier] == [3_500, 7_000, 10_500, 14_000]
    assert found.frontier[1].mix is found.best


def test_what_more_money_brings_is_found_by_solving_again() -> None:
    # £100,000 more buy the rest of the courses: 10,600 in all.
    found = answered(sharing(budgets={"all": 7_000, "nhs": 4_000}))
    whole, nhs = found.prices
    assert nhs.more.coverage[0] == pytest.approx(1, abs=1e-9)
    assert whole.gain == pytest.approx(whole.more.aim - found.best.aim, abs=1e-9)
    assert said.price_sentence(whole, found.problem).startswith("£100,000 more in the budget would bring £")
    assert nhs.spent == pytest.approx(4_000, abs=1e-6)


def test_money_that_is_left_is_said() -> None:
    found = answered(sharing(budgets={"all": 20_000}))
    assert said.price_sentence(found.prices[0], found.problem) == (
        "The budget has £9,000 left, so more would bring nothing."
    )


def test_a_year_has_its_own_budget() -> None:
    # All is paid in year 1, so year 2 limits nothing.
    found = answered(sharing(horizon=2, budgets={"all": 20_000, "year 1": 2_500, "year 2": 0}))
    assert found.best.spent == pytest.approx([2_500, 2_500, 0], abs=1e-6)


def test_reach_that_diminishes_is_the_same_in_the_choice_and_in_the_package() -> None:
    problem = sharing(budgets={"all": 20_000}, diminishing={"debt_advice": {0.5: 0.8}})
    found = answered(problem)
    assert problem.candidates[0].bands == (Band(0.5, 0.8),)
    assert found.figures is not None
    assert found.figures.package.cases[0].effect == pytest.approx(0.9, abs=1e-12)
    assert found.figures.total.net_present_value.mean == pytest.approx(found.best.aim, rel=1e-12)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_every_intervention_grows_in_step_with_its_coverage(name: str) -> None:
    case = build_case(name, find_area(["Leeds"]))
    problem = Limits().problem([case], Analysis(draws=20), 5)
    values = values_of(problem)
    for coverage in (0.05, 0.3, 1.0):
        package = evaluate_package(problem.funded([coverage]), problem.analysis, (5,))
        expected = net(package, View()).draws[:, 0]
        assert values.figures(np.array([coverage]))[0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("aim", [{}, {"cash_only": True}, {"undiscounted": True}, {"maximise": Goal.QALYS}])
def test_a_real_choice_is_what_the_package_gives(aim: dict[str, Any]) -> None:
    problem = real(budgets={"all": 6e7}, floors={"nhs": 0}, must={"collaborative_care": 0.2}, **aim)
    found = answered(problem, points=1)
    package = evaluate_package(problem.funded(found.best.coverage.tolist()), problem.analysis, (5,))
    gained = qalys(package) if problem.aim.qalys else net(package, problem.aim.view)
    assert found.best.aim == pytest.approx(float(gained.draws.mean()), rel=1e-9)
    assert found.best.gap is not None
    assert found.best.gap >= 0
    assert found.best.spent[0] <= 6e7 * (1 + 1e-9)


def test_several_places_have_their_own_people_and_budgets() -> None:
    found = answered(real(areas=("Leeds", "Bradford"), budgets={"all": 1e7, "Bradford": 1e6}), points=2)
    assert len(found.best.coverage) == 16
    assert found.best.spent[1] <= 1e6 * (1 + 1e-9)
    assert found.problem.places == ("Leeds", "Bradford")
    assert "School social and emotional learning at 100% everywhere" in said.best_sentence(found)


def test_a_choice_in_several_places_is_said_by_intervention() -> None:
    problem = real(areas=("Leeds", "Bradford"), budgets={"all": 1e7})
    chosen = np.zeros(16)
    chosen[[0, 8]] = 1.0  # social and emotional learning in both
    chosen[[4, 12]] = 0.1, 0.2  # debt advice
    chosen[7] = 0.5  # suicide prevention in Leeds
    assert said.choice_in_words(problem, chosen) == (
        "School social and emotional learning at 100% everywhere, Debt advice at 10% in Leeds and 20% in Bradford and "
        "Suicide prevention at 50% in Leeds"
    )


def test_the_evidence_preset_stands_beside() -> None:
    problem = real(budgets={"all": 5e6})
    cases = [build_case(name, find_area(["Leeds"]), "evidence") for name in INTERVENTION_NAMES]
    beside = Limits(budgets={"all": 5e6}).problem(cases, problem.analysis, 5)
    found = portfolio(problem, evidence=beside, points=1)
    assert isinstance(found, Portfolio)
    assert found.evidence is not None
    package = evaluate_package(beside.funded(found.best.coverage.tolist()), beside.analysis, (5,))
    assert found.evidence.outlook.mean == pytest.approx(float(net(package, View()).draws.mean()), rel=1e-9)
    assert said.evidence_sentence(found).startswith("Under the evidence preset this set would cost £")


def test_no_choice_gives_the_conflict() -> None:
    problem = sharing(budgets={"all": 3_000}, must={"debt_advice": 1.0})
    found = portfolio(problem)
    assert isinstance(found, Conflict)
    (sentence,) = said.conflict_sentences(found, problem)
    assert sentence == (
        "The budget of £3,000 and Made up at 100% or more cannot both be met. The budget would have to be at least "
        "£5,000. Made up at 100% or more would have to go."
    )


def test_a_frontier_goes_to_twice_the_budget_and_holds_the_budget_itself() -> None:
    problem = sharing(budgets={"all": 100})
    assert frontier_budgets(problem, 4) == (50, 100, 150, 200)
    assert frontier_budgets(problem, 3) == pytest.approx((200 / 3, 100, 400 / 3, 200))
    assert frontier_budgets(sharing(budgets={"nhs": 100})) == ()
    assert frontier_budgets(sharing(budgets={"all": 0})) == ()


def test_too_many_draws_are_refused() -> None:
    problem = replace(sharing(), analysis=Analysis(draws=1_000_001))
    with pytest.raises(InputError, match=r"holds every draw of its 2 candidates; ask for at most 1,000,000 draws"):
        values_of(problem)


def test_sentences_word_for_word() -> None:
    found = answered(sharing(budgets={"all": 5_000}))
    assert said.best_sentence(found) == (
        "With £5,000 the best set in Testborough over 1 year is Made up at 100%. It costs £5,000 and brings a net "
        "present value of £7,600 (95% interval £7,600 to £7,600). The chance that it brings more than £0 is more than "
        "99%."
    )
    assert said.gap_sentence(found) == "Overlap takes nothing out of it, so no choice within the limits brings more."
    assert said.inclusion_sentence(found) == (
        "Each draw is one way that things may turn out, and has its own best set. It holds Made up in more than 99% of "
        "the draws, and is exactly this set in more than 99%."
    )
    assert said.cautious_sentence(found) == (
        "The best set is also the cautious choice: £7,600 in the worst tenth of the draws."
    )
    assert said.evidence_sentence(found) == ""


def test_nothing_worth_its_cost_is_said() -> None:
    dear = [
        case.with_parameters(case.parameters.replacing(case.parameters["cost"].fixed(20_000, "")))
        for case in sharing_cases()
    ]
    found = answered(Limits(budgets={"all": 1e5}).problem(dear, ONE_DRAW, 1))
    assert said.best_sentence(found) == (
        "Within these limits the best choice in Testborough over 1 year is to fund nothing."
    )
    assert found.figures is None


def test_overlap_in_the_choice_is_said_with_the_most_that_is_possible() -> None:
    found = answered(sharing(budgets={"all": 11_000}))
    assert said.gap_sentence(found) == (
        "Overlap takes £3,600 out of it. The choice was led by overlap and is valued with it, but is not proved the "
        "best: at most £40 (0.4%) more is possible."
    )


def test_what_is_aimed_at_is_said() -> None:
    problem = Limits(budgets={"all": 5_000}).problem(
        sharing_cases(), Analysis(price_year="2015", draws=2, perspective="nhs"), 1
    )
    assert "brings a net present value for the NHS of £" in said.best_sentence(answered(problem))
    health = answered(sharing(budgets={"all": 5_000}, maximise=Goal.QALYS))
    # Courses at 5/6 avert 2,625 days, a thousandth of a QALY each.
    assert "It costs £5,000 and brings 2.62 QALYs (95% interval" in said.best_sentence(health)
    assert said.qalys_note(health.problem) == (
        "QALYs are known for Made up alone; what the others gain in health counts as none here."
    )


def test_whose_qalys_are_known_is_said_only_where_they_are_aimed_at() -> None:
    assert said.qalys_note(real(budgets={"all": 1e6}, maximise=Goal.QALYS)) == (
        "QALYs are known for Collaborative care alone; what the others gain in health counts as none here."
    )
    assert said.qalys_note(real(budgets={"all": 1e6})) == ""
