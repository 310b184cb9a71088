"""What is said of switching values: wording and numbers, for every kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import certain
from random_cases import setting
from visits import ANALYSIS, COUNCIL, COVERAGE, HELPED, NET, NHS, SAVING, VISIT_COST, visits_case

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.switching import all_switching_values, default_subjects, switching_values
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Array, Benefit, Cost, Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.outputs.switching_sentences import headline_sentence, switching_sentence

COUNCIL_CASH = replace(NET, view=View((COUNCIL,)).cash)


def said(name: str, output: Output = NET, case: Case | None = None, analysis: Analysis = ANALYSIS) -> str:
    return switching_sentence(switching_values(case or visits_case(), analysis, output, name))


def said_of_all(output: Output = NET, case: Case | None = None) -> str:
    case = case or visits_case()
    return headline_sentence(all_switching_values(case, ANALYSIS, output, default_subjects(case))[0])


def test_debt_advice_as_a_board_would_hear_it() -> None:
    case = build_case("debt_advice", find_area(["England"]))
    result = switching_values(case, Analysis(), Output(Measure.NET, 5), "advice_cost")
    # £265 · return of 2.60 = £689, in 2009 prices; the deflator from 2009 to 2024-25 is 1.480.
    assert switching_sentence(result) == (
        "Debt advice still breaks even over 5 years if “Cost of face-to-face debt advice” rises to £689 per client in "
        "2009 prices (£1,020 in 2024-25 prices). The evidence says £201 to £377 per client, so that lies outside it. "
        "Today it is £265 per client."
    )


def test_where_higher_is_worse() -> None:
    assert said("visit_cost") == (
        "Made up still breaks even over 1 year if “Cost of a visit” rises to £150 per visit in 2015 prices. The "
        "evidence says £80 to £120 per visit, so that lies outside it. Today it is £100 per "
        "visit."
    )


def test_where_higher_is_better_and_the_value_lies_inside_the_interval() -> None:
    assert said("helped") == (
        "Made up still breaks even over 1 year if “People helped” falls to 33.3%. The evidence says 30% to 70%, so "
        "that lies inside it. Today it is 50%."
    )


def test_money_is_restated_in_the_price_year_of_the_analysis() -> None:
    # 2015 to 2024-25: index 100.9816 ÷ 75.11.
    assert "rises to £150 per visit in 2015 prices (£202 in 2024-25 prices)." in said("visit_cost", analysis=Analysis())


def test_where_it_does_not_break_even_today() -> None:
    nhs = replace(NET, view=View((NHS,)))
    assert said("visit_cost", nhs) == (
        "Made up does not break even for the NHS over 1 year at today's value of “Cost of a visit”, £100 per visit in "
        "2015 prices. It would if that fell to £90 per visit in 2015 prices. The evidence says £80 to £120 per visit, "
        "so that lies inside it."
    )
    assert said("helped", nhs) == (
        "Made up does not break even for the NHS over 1 year at today's value of “People helped”, 50%. It would if "
        "that rose to 55.6%. The evidence says 30% to 70%, so that lies inside it."
    )


def test_all_costs_and_all_benefits() -> None:
    assert said("cost") == (
        "Made up still breaks even over 1 year if “Programme cost, all of it” rises to 1.5 times today's."
    )
    assert said("effect", replace(NET, view=View().cash)) == (
        "Made up does not break even over 1 year (cash only) at today's “Benefits, all of them”. It would if that rose "
        "to 1.67 times today's."
    )


def test_none_in_range() -> None:
    assert said("coverage") == (
        "Made up breaks even over 1 year whatever “Share visited” is: none in range, 0% to 100%."
    )
    assert said("coverage", replace(NET, view=View().cash)) == (
        "Made up does not break even over 1 year (cash only) whatever “Share visited” is: none in range, 0% to 100%."
    )
    assert said("saving", COUNCIL_CASH) == (
        "Made up breaks even for local government over 1 year (cash only) whatever “Saving for each person helped” is: "
        "none in range, £0 to £400,000 per person."
    )


def dosed(gain: Callable[[Array], Array]) -> Callable[[Draws, Timeline], Outcomes]:
    def model(p: Draws, t: Timeline) -> Outcomes:
        benefit = Benefit("Health", NHS, ValueKind.CASH, gain(p.dose) * t.at_start)
        return Outcomes((), (Cost("Care", 300 * t.at_start),), (benefit,))

    return model


def hill(dose: Array) -> Array:
    return 100 * dose * (4 - dose)  # above 300 between 1 and 3


def waves(dose: Array) -> Array:
    return 300 + (dose - 1) * (dose - 2) * (dose - 4) * (dose - 8)


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (1.2, 2.8, "both lie outside it"),
        (0.5, 3.5, "both lie inside it"),
        (0.5, 2.8, "only the lower lies inside it"),
        (1.2, 3.5, "only the upper lies inside it"),
    ],
)
def test_several_values_and_how_they_stand_to_the_interval(low: float, high: float, standing: str) -> None:
    dose = VISIT_COST.changed(name="dose", label="Dose", value=1.9, low=low, high=high, unit="units a day",
                              price_year=None, distribution="gamma", skewed="a test")  # fmt: skip
    assert said("dose", case=visits_case([dose], dosed(hill))) == (
        "Made up still breaks even over 1 year as long as “Dose” stays between 1 units a day and 3 units a day. The "
        f"evidence says {low:g} to {high:g} units a day, so {standing}. "
        "Today it is 1.9 units a day."
    )


def test_what_is_not_uncertain_has_todays_value_instead_of_the_evidence() -> None:
    dose = certain("dose", 1.5, label="Dose", unit="years", minimum=0, maximum=1.9)
    assert said("dose", case=visits_case([dose], dosed(hill))) == (
        "Made up still breaks even over 1 year if “Dose” falls to 1 year. Today it is 1.5 years."
    )


def test_further_values_are_counted() -> None:
    dose = certain("dose", 5, label="Dose", unit="units", minimum=0, maximum=10)
    assert said("dose", case=visits_case([dose], dosed(waves))) == (
        "Made up does not break even over 1 year at today's value of “Dose”, 5 units. It would if that fell to 4 units "
        "or rose to 8 units (2 more switching values lie further off)."
    )


def test_whole_numbers() -> None:
    def lasting(p: Draws, t: Timeline) -> Outcomes:
        gain = 100 * t.during(p.years)
        return Outcomes((), (Cost("Care", 350 * t.at_start),), (Benefit("Health", NHS, ValueKind.CASH, gain),))

    output = Output(Measure.NET, 10, View().undiscounted)
    years = certain("years", 5, label="Years of effect", unit="years", whole=True, minimum=1, maximum=10)
    assert said("years", output, visits_case([years], lasting)) == (
        "Made up still breaks even over 10 years (not discounted) as long as “Years of effect” stays above 3 years. "
        "Today it is 5 years."
    )
    two = visits_case([years.changed(value=2)], lasting)
    assert said("years", output, two) == (
        "Made up does not break even over 10 years (not discounted) at today's value of “Years of effect”, 2 years. It "
        "would if that rose to 4 years."
    )


def test_at_the_switching_value_itself() -> None:
    case = visits_case([VISIT_COST.changed(value=150, low=120, high=180), SAVING, HELPED, COVERAGE])
    assert said("visit_cost", case=case) == (
        "Made up only just breaks even over 1 year at today's value of “Cost of a visit”, £150 per visit in 2015 "
        "prices. The evidence says £120 to £180 per visit, so that lies inside it."
    )


def test_where_nothing_is_done_today() -> None:
    case = setting(visits_case(), coverage=0.0)
    assert said("coverage", case=case) == (
        "Made up has no net gain or loss over 1 year at today's value of “Share visited”, 0%: none in range, 0% to "
        "100%."
    )


def test_the_headline_names_what_can_switch_inside_the_evidence() -> None:
    assert said_of_all() == (
        "“People helped” or “Saving for each person helped” can stop made up from breaking even over 1 year. Each is "
        "moved alone, inside the evidence."
    )
    assert said_of_all(replace(NET, view=View((NHS,)))) == (
        "“People helped”, “Saving for each person helped” or “Cost of a visit” can make made up break even for the "
        "NHS over 1 year. Each is moved alone, inside the evidence."
    )


def test_the_headline_names_the_nearest_where_none_lies_inside() -> None:
    narrow = HELPED.changed(low=0.45, high=0.55)
    case = visits_case([VISIT_COST, SAVING.changed(low=270, high=330), narrow, COVERAGE])
    away = (0.5 - 1 / 3) / narrow.fitted.standard_deviation
    assert away > (150 - 100) / VISIT_COST.fitted.standard_deviation  # so the visit is nearer
    assert said_of_all(case=case) == (
        "No uncertain parameter, moved alone inside the evidence, can stop made up from breaking even over 1 year. "
        "Nearest to it is “Cost of a visit”, at £150 per visit in 2015 prices. Today it is "
        "£100 per visit."
    )


def test_the_headline_says_where_there_is_none_anywhere() -> None:
    assert said_of_all(COUNCIL_CASH) == (
        "No uncertain parameter, moved alone inside the evidence, can stop made up from breaking even for local "
        "government over 1 year (cash only), nor anywhere in the range it may take."
    )


def test_a_value_printed_like_todays_is_told_apart() -> None:
    case = visits_case([VISIT_COST.changed(value=149.9, low=120, high=180), SAVING, HELPED, COVERAGE])
    assert said("visit_cost", case=case) == (
        "Made up still breaks even over 1 year if “Cost of a visit” rises to a little over £150 per visit in 2015 "
        "prices. The evidence says £120 to £180 per visit, so that lies inside it. Today it is "
        "£150 per visit."
    )
    assert "rises to a little over 1 times today's." in said("cost", case=case)
