"""Numbers of the school and workplace files that can be worked out again from what was read."""

import importlib
import math

import numpy as np
import pytest

from roi_model.engine.cash_flow import Array, Outcomes
from roi_model.engine.draws import Draws, base_case
from roi_model.engine.intervention import Intervention
from roi_model.engine.timeline import Timeline
from roi_model.inputs.evidence_file import evidence_file, shared_parameters
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import parameter_set

NAMES = ("workplace_wellbeing", "workplace_stress", "anti_bullying", "social_emotional_learning")


def odds_ratio(effect_size: float) -> float:
    return math.exp(-math.pi * effect_size / math.sqrt(3))


def risk_at(ratio: float, risk: float) -> float:
    return risk * ratio / (1 - risk + risk * ratio)


def evidence(intervention: str, name: str) -> Parameter:
    return evidence_file(intervention).parameters[name]


def run(name: str, preset: str, years: int, **figures: float) -> Outcomes:
    """The base case, with no change of prices; ``figures`` are the population and any change."""
    columns = base_case(parameter_set(name, preset)) | {key: np.array([[value]]) for key, value in figures.items()}
    intervention: Intervention = importlib.import_module(f"roi_model.interventions.{name}").intervention
    return intervention.model(Draws(columns), Timeline(years))


def totals(found: Outcomes) -> tuple[float, float]:
    return sum(line.amount.sum() for line in found.costs), sum(line.amount.sum() for line in found.benefits)


@pytest.mark.parametrize("name", NAMES)
def test_the_model_reads_what_its_file_declares_and_nothing_else(name: str) -> None:
    read: set[str] = set()

    class Recorded(dict[str, Array]):
        def __getitem__(self, key: str) -> Array:
            read.add(key)
            return super().__getitem__(key)

    file = evidence_file(name)
    population = file.description.population
    columns = Recorded(base_case(file.parameters.values()) | {key: np.array([[0.5]]) for key in population})
    importlib.import_module(f"roi_model.interventions.{name}").intervention.model(Draws(columns), Timeline(3))
    assert read == {*file.parameters, *population}


def test_cost_of_a_childs_problem_adds_up_to_the_published_total() -> None:
    shared = shared_parameters()
    assert shared["nhs_cost_child"].value == 24 + 30 + 60  # primary care, paediatrics, mental-health services
    assert shared["education_cost_child"].value == 908 + 656  # frontline and special education
    assert sum(shared[f"{part}_cost_child"].value for part in ("nhs", "la", "education")) == 1_778


def test_employer_on_cost_of_2015_is_national_insurance_on_a_year_of_median_pay() -> None:
    year_of_pay = shared_parameters()["weekly_pay"].value * 52
    assert year_of_pay == 27_404
    national_insurance = 0.138 * (year_of_pay - 8_112)
    assert round(national_insurance / year_of_pay, 3) == 0.097
    assert round(shared_parameters()["employer_on_cost"].value, 1) == round(0.097, 1)


def test_employer_on_cost_of_2025_lies_inside_the_interval() -> None:
    pay = 39_039
    share = (0.15 * (pay - 5_000) + 0.03 * (50_270 - 6_240 if pay > 50_270 else pay - 6_240)) / pay
    assert round(share, 3) == 0.156
    on_cost = shared_parameters()["employer_on_cost"]
    assert on_cost.low is not None
    assert on_cost.high is not None
    assert on_cost.low < share < on_cost.high


def test_tax_share_is_the_average_rate_on_median_pay() -> None:
    taxable = 39_039 - 12_570
    average = (0.20 + 0.08) * taxable / 39_039
    assert round(average, 3) == 0.190
    assert shared_parameters()["tax_share"].value == round(average, 1)


def test_participation_and_its_interval_are_266_of_618() -> None:
    share = 266 / 618
    margin = 1.96 * math.sqrt(share * (1 - share) / 618)
    participation = evidence("workplace_wellbeing", "participation")
    assert (participation.value, participation.low, participation.high) == (
        round(share, 2),
        round(share - margin, 2),
        round(share + margin, 2),
    )


def test_absence_averted_is_twelve_months_of_what_was_measured_and_half_as_much_either_way() -> None:
    days = evidence("workplace_wellbeing", "absence_days_averted")
    assert days.value == pytest.approx(12 * 0.36, rel=1e-12)
    assert (days.low, days.high) == pytest.approx((days.value / 2, days.value * 3 / 2), rel=1e-12)


def test_wellbeing_programme_of_2011() -> None:
    # 500 employees, all offered: £40,000 against £387,722 of absence and presenteeism averted.
    cost, _ = totals(run("workplace_wellbeing", "evidence", 1, residents_16_to_64=500, employment_rate=1, coverage=1))
    assert cost == 40_000
    assert round(387_722 / cost, 2) == 9.69


def test_odds_ratio_of_stress_prevention_comes_from_the_standardised_difference() -> None:
    ratio = evidence("workplace_stress", "odds_ratio")
    derived = tuple(round(odds_ratio(size), 2) for size in (0.16, 0.24, 0.07))
    assert (ratio.value, ratio.low, ratio.high) == derived == (0.75, 0.65, 0.88)
    assert round(odds_ratio(0.12), 2) == 0.80  # cognitive behavioural therapy alone


def test_days_per_case_are_the_national_days_over_the_national_cases() -> None:
    # 11.7 million days and 488,000 cases, each rounded in print
    least, most = 11_650_000 / 488_500, 11_750_000 / 487_500
    assert least < evidence("workplace_stress", "days_absent_per_case").value < most


def test_narrow_prevalence_is_the_published_rate_of_workers() -> None:
    assert parameter_set("workplace_stress", "hse-narrow")["cmd_prevalence"].value == 1_510 / 100_000


def test_screening_at_work_of_2011() -> None:
    """The same employer chain, set to the first year's cells, returns the second year's and the ratios.

    Published for 500 employees: absence £17,508 then £23,006; presenteeism £22,868 in the first
    year; cost £20,676; care £10,522 in the second year. The £30,050 of presenteeism in the second
    year was found by subtraction from the published net, not from the first year's ratio.
    """
    found = run(
        "workplace_stress",
        "evidence",
        2,
        residents_16_to_64=500,
        employment_rate=1,
        coverage=1,
        programme_cost=20_676 / 500,
        cmd_prevalence=0.5,
        odds_ratio=0,  # 250 cases averted, each worth a day's pay of £17,508 ÷ 250
        days_absent_per_case=1,
        weekly_pay=17_508 / 250,
        working_days_per_week=1,
        employer_on_cost=0,
        effect_retention=23_006 / 17_508,
        presenteeism_ratio=22_868 / 17_508,
        nhs_cost_per_case=0,
    )
    absence, presenteeism, _ = (line.amount[0] for line in found.benefits)
    assert absence == pytest.approx([17_508, 23_006], rel=1e-12)
    assert presenteeism == pytest.approx([22_868, 30_050], abs=1)
    cost, employers = totals(found)
    assert (round(employers / cost, 2), round(10_522 / cost, 2)) == (4.52, 0.51)
    assert round((employers + 10_522) / cost, 2) == 5.03
    by_year = absence + presenteeism - found.costs[0].amount[0] + np.array([0, 10_522])
    assert by_year == pytest.approx([19_700, 63_578], abs=1)
    assert by_year.sum() == pytest.approx(83_278, abs=1)


def test_anti_bullying_cost_is_that_of_two_hundred_pupils() -> None:
    assert evidence("anti_bullying", "programme_cost_four_years").value == 4_658 / 200


def test_victimisation_lies_between_the_arms_and_its_interval_holds_both() -> None:
    share = evidence("anti_bullying", "victimisation")
    assert share.low is not None
    assert share.high is not None
    assert share.low < 0.203 < share.value < 0.216 < share.high


def test_finnish_odds_ratio_is_inverted_and_its_interval_holds_the_british_trials() -> None:
    ratio = evidence("anti_bullying", "odds_ratio")
    assert ratio.low is not None
    assert ratio.high is not None
    assert ratio.value == round(1 / 1.22, 2)
    wales_2020, uk_2024 = 0.76, 0.87
    assert ratio.low < wales_2020 < uk_2024 < ratio.high


def test_excess_probability_comes_from_the_adjusted_odds_ratio_on_its_baseline() -> None:
    excess = evidence("anti_bullying", "excess_disorder_probability")
    derived = tuple(round(risk_at(ratio, 0.095) - 0.095, 3) for ratio in (2.32, 1.49, 3.63))
    assert (excess.value, excess.low, excess.high) == derived == (0.101, 0.040, 0.181)


@pytest.mark.parametrize("years", [1, 4, 10])
def test_earnings_of_2011_return_14_35_at_any_horizon_and_discount_rate(years: int) -> None:
    found = run("anti_bullying", "earnings-2011", years, pupils_7_to_10=1000)
    *care, earnings = found.benefits
    assert all((line.amount == 0).all() for line in care)
    booked = found.costs[0].amount > 0
    each_year = earnings.amount[booked] / found.costs[0].amount[booked]
    assert each_year == pytest.approx(1_080 / 75.26, rel=1e-12)
    assert round(each_year[0], 2) == 14.35
    assert (earnings.amount[~booked] == 0).all()


def test_earnings_are_left_out_of_the_other_presets() -> None:
    for preset in ("evidence", "kiva-uk-2024"):
        assert run("anti_bullying", preset, 4, pupils_7_to_10=1000).benefits[-1].amount.sum() == 0


def test_effect_size_as_an_odds_ratio() -> None:
    assert round(odds_ratio(evidence("social_emotional_learning", "effect_size").value), 3) == 0.819
    trial = parameter_set("social_emotional_learning", "uk-resilience-trial")["effect_size"]
    assert round(odds_ratio(trial.value), 3) == 0.845


def test_effect_of_the_british_trial_is_gone_after_a_year() -> None:
    disorders = run("social_emotional_learning", "uk-resilience-trial", 3, pupils_year_7=1000).quantities[1].amount[0]
    assert disorders[0] > 0
    assert disorders[1:].tolist() == [0, 0]


def test_emotional_disorder_is_midway_between_boys_and_girls() -> None:
    prevalence = parameter_set("social_emotional_learning", "emotional-only")["disorder_prevalence"].value
    assert prevalence == pytest.approx((0.071 + 0.109) / 2, rel=1e-12)
