"""Limits as a user gives them, and the problem that they pose."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from builders import uncertain

from roi_model.analysis.measures import View
from roi_model.analysis.portfolio.limits import Goal, Limits
from roi_model.analysis.portfolio.problem import Aim, Band, Budget, Floor, Problem
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError

NHS, COUNCIL = Sector.NHS, Sector.LOCAL_GOVERNMENT


def cases(*areas: str) -> list[Case]:
    return [build_case(name, find_area([area])) for area in areas for name in ("debt_advice", "collaborative_care")]


def posed(areas: tuple[str, ...] = ("Leeds",), analysis: Analysis | None = None, **limits: Any) -> Problem:
    return Limits(**limits).problem(cases(*areas), analysis or Analysis(), 5)


def test_budgets_of_everything_a_payer_a_year_and_a_place() -> None:
    keys = {"all": 5e6, "nhs": 1e6, "year 2": 3e5, "nhs, year 1": 2e5, "local_government, Leeds": 1e5, "leeds": 9e5}
    assert posed(budgets=keys).budgets == (
        Budget(5e6),
        Budget(1e6, NHS),
        Budget(3e5, year=2),
        Budget(2e5, NHS, year=1),
        Budget(1e5, COUNCIL, "Leeds"),
        Budget(9e5, place="Leeds"),
    )


def test_a_place_may_have_a_comma_in_its_name() -> None:
    found = posed(("Bristol", "Leeds"), budgets={"Bristol, City of": 1e5, "nhs, Bristol, City of, year 1": 2e5})
    assert [(one.sector, one.place, one.year) for one in found.budgets] == [
        (None, "Bristol, City of", None),
        (NHS, "Bristol, City of", 1),
    ]


def test_floors_are_of_all_value_discounted_or_of_cash_and_not() -> None:
    assert posed(floors={"nhs": 0, "local_government, Leeds, cash": -1e5, "society": 1e6}).floors == (
        Floor(0, View((NHS,))),
        Floor(-1e5, View((COUNCIL,), cash_only=True, discounted=False, places=("Leeds",))),
        Floor(1e6, View()),
    )


def test_coverages_for_all_for_one_and_for_one_in_one_place() -> None:
    found = posed(("Leeds", "Bradford"), most={"all": 0.5, "debt_advice": 0.4, "debt_advice, Bradford": 0.3})
    assert [one.most for one in found.candidates] == [0.4, 0.5, 0.3, 0.5]


def test_what_must_be_funded_has_its_own_coverage_or_the_one_given() -> None:
    assert [one.required for one in posed(must={"debt_advice": None}).candidates] == [0.1, 0]
    assert [one.required for one in posed(must={"debt_advice": 0.25}).candidates] == [0.25, 0]


def test_minimum_steps_and_diminishing_reach() -> None:
    found = posed(least={"all": 0.05}, step={"debt_advice": 0.05}, diminishing={"all": {0.6: 0.5, 0.3: 0.8}})
    debt, care = found.candidates
    assert (debt.least, debt.step, care.step) == (0.05, 0.05, None)
    assert debt.bands == (Band(0.3, 0.8), Band(0.6, 0.5))
    assert debt.effective(1.0) == pytest.approx(0.3 + 0.3 * 0.8 + 0.4 * 0.5, abs=1e-12)


def test_what_is_excluded_is_no_candidate() -> None:
    assert [one.case.intervention.name for one in posed(exclude=("debt_advice",)).candidates] == ["collaborative_care"]


def test_what_is_aimed_at() -> None:
    assert posed(analysis=Analysis(perspective="nhs"), cash_only=True).aim == Aim(View((NHS,), cash_only=True))
    assert posed(maximise=Goal.QALYS, undiscounted=True).aim == Aim(View(discounted=False), qalys=True)


def test_limits_survive_json() -> None:
    asked = Limits(budgets={"all": 1e6}, must={"debt_advice": None}, diminishing={"debt_advice": {0.5: 0.8}})
    assert Limits.read(json.loads(json.dumps(asked.as_dict())), "The file") == asked


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"budgets": {"nsh": 1}}, "There is no partner, place or year called 'nsh'. Did you mean 'nhs'?"),
        ({"budgets": {"nhs, cash": 1}}, "The budget 'nhs, cash' is for cash; all programme cost is cash"),
        ({"budgets": {"all": -1}}, "The budget is −£1; it must be 0 or more."),
        ({"budgets": {"year 7": 1}}, "A budget is given for year 7; the time horizon is 5 years."),
        ({"budgets": {"year 0": 1}}, "The budget is for year 0; years are counted from 1."),
        ({"floors": {"nhs, year 1": 0}}, "The floor 'nhs, year 1' is for one year"),
        ({"most": {"debt_advise": 0.5}}, "Did you mean 'debt_advice'?"),
        (
            {"most": {"debt_advice": 1.5}},
            "Debt advice in Leeds: the highest coverage is 1.5; it must be between 0 and 1.",
        ),
        (
            {"least": {"all": 0.5}, "most": {"all": 0.4}},
            "the least coverage is 0.5; it must be between 0 and the highest",
        ),
        ({"must": {"all": 0.5}, "most": {"all": 0.4}}, "the coverage required is 0.5; it must be between 0 and the"),
        ({"step": {"all": 0}}, "the step of coverage is 0; it must be above 0"),
        ({"step": {"all": 0.3}, "least": {"all": 0.95}}, "no multiple of the step 0.3 lies between 0.95 and 1."),
        ({"diminishing": {"all": {0.5: 1.2}}}, "the effects of diminishing reach are [1.2]; they must fall from 1"),
        ({"diminishing": {"all": {0.0: 0.5}}}, "reach diminishes from [0.0]; the coverages must rise from above 0."),
        ({"exclude": ("debt_advice",), "must": {"debt_advice": None}}, "debt_advice must be funded and is excluded"),
        ({"exclude": ("all",)}, "Every intervention is excluded; leave at least one."),
        ({"maximise": Goal.QALYS, "cash_only": True}, "QALYs are no cash"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(limits: Mapping[str, Any], sentence: str) -> None:
    with pytest.raises(InputError) as refused:
        posed(**limits)
    assert sentence in str(refused.value)


def test_a_field_that_is_not_known_is_refused() -> None:
    with pytest.raises(InputError, match=r"plan.yaml: budget is not a known field; did you mean 'budgets'"):
        Limits.read({"budget": 1e6}, "plan.yaml")


def test_coverage_with_an_interval_is_refused() -> None:
    case = cases("Leeds")[0]
    coverage = uncertain("coverage", 0.1, 0.3, distribution="beta", unit="share", price_year=None, skewed="a test")
    drawn = case.with_parameters(case.parameters.replacing(coverage))
    with pytest.raises(InputError, match="coverage of debt_advice has an interval, but the portfolio decides it"):
        Limits().problem([drawn], Analysis(), 5)
