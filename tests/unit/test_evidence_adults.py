"""Numbers of the adult interventions that are arithmetic on other numbers, worked again from those."""

import math

import pytest

from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter import Checked
from roi_model.inputs.parameter_set import EVIDENCE, parameter_set

ADULT = ("debt_advice", "loneliness", "collaborative_care", "suicide_prevention")
SUICIDES_UK_2022 = 6588


def value(intervention: str, name: str) -> float:
    return parameter_set(intervention)[name].value


def interval(intervention: str, name: str) -> tuple[float, float]:
    parameter = parameter_set(intervention)[name]
    assert parameter.low is not None
    assert parameter.high is not None
    return parameter.low, parameter.high


def significant(number: float, digits: int) -> float:
    """Round to a number of significant digits, as the evidence tables do."""
    return round(number, digits - 1 - math.floor(math.log10(abs(number))))


def test_legal_saving_is_the_residual_of_the_2011_ratios() -> None:
    # "Other public" returns £0.58 per £1 on £250 a client, and 0.56 − 0.35 of clients have a debt resolved.
    assert significant(0.58 * 250 / (0.56 - 0.35), 2) == value("debt_advice", "legal_saving_per_resolved_debt")


def test_depression_free_years_are_the_qaly_gain_over_the_gain_of_a_year() -> None:
    assert value("collaborative_care", "utility_gain") == 0.22
    assert round(0.04 / 0.22, 2) == value("collaborative_care", "depression_free_years")
    low, high = interval("collaborative_care", "depression_free_years")
    assert low < 114 / 365.25 < high  # TEAMcare's 114 days, 0.31 years


def test_utility_gain_is_the_middle_of_mild_to_severe() -> None:
    remission, mild, severe = 0.70, 0.57, 0.39
    low, high = interval("collaborative_care", "utility_gain")
    assert (low, high) == pytest.approx((remission - mild, remission - severe), rel=1e-12)
    assert value("collaborative_care", "utility_gain") == pytest.approx((low + high) / 2, rel=1e-12)


def test_earnings_share_is_near_the_middle_of_two_employment_rates() -> None:
    assert value("collaborative_care", "earnings_share") == round((0.43 + 0.61) / 2, 1)


def test_long_term_condition_prevalence_is_the_sum_of_two_registers_at_their_lowest() -> None:
    assert value("collaborative_care", "ltc_prevalence") == pytest.approx(0.065 + 0.030, rel=1e-12)


def test_effect_on_suicidal_acts_is_the_fall_net_of_the_comparison_regions() -> None:
    assert value("suicide_prevention", "effect_on_suicidal_acts") == pytest.approx(0.0326 - 0.0140, rel=1e-12)


def test_self_harm_rate_is_presentations_over_the_population_of_that_year() -> None:
    assert significant(228_075 / 53.9e6, 2) == value("suicide_prevention", "self_harm_rate")


def test_suicide_rate_interval_is_that_of_a_count() -> None:
    half_width = 1.96 / math.sqrt(4820)  # of a Poisson count, as a share of it
    rate = value("suicide_prevention", "suicide_rate")
    by_hand = (significant(rate * (1 - half_width), 2), significant(rate * (1 + half_width), 3))
    assert by_hand == interval("suicide_prevention", "suicide_rate")


def test_suicides_per_resident_are_the_count_over_the_residents_of_its_year() -> None:
    # On the straight line from 53.9 million in mid-2013 to 55,268,100 in mid-2016, two thirds of the way.
    residents = significant(53.9e6 + (55_268_100 - 53.9e6) * 2 / 3, 3)
    assert residents == 54.8e6
    rate = parameter_set("suicide_prevention", "count-per-resident")["suicide_rate"]
    assert rate.value == significant(4820 / residents, 3)
    half_width = 1.96 / math.sqrt(4820)
    by_hand = [significant(rate.value * (1 - half_width), 3), significant(rate.value * (1 + half_width), 3)]
    assert [rate.low, rate.high] == by_hand


def test_care_per_presentation_is_hospital_care_scaled_up_and_shared_over_presentations() -> None:
    hospital = round(128.6e6 / 228_075)
    per_person_presentations = round(228_075 / 159_857, 2)
    all_care = significant(hospital / 0.14, 3)
    assert (hospital, per_person_presentations, all_care) == (564, 1.43, 4030)
    assert significant(all_care / per_person_presentations, 3) == value("suicide_prevention", "care_per_presentation")


@pytest.mark.parametrize(
    ("name", "total", "digits"),
    [
        ("intangible_per_suicide", 4.3e9, 4),
        ("emergency_cost_per_suicide", 6.5e6, 2),
        ("coroner_cost_per_suicide", 29e6, 2),
    ],
)
def test_costs_per_suicide_are_uk_totals_over_deaths(name: str, total: float, digits: int) -> None:
    assert significant(total / SUICIDES_UK_2022, digits) == value("suicide_prevention", name)


def test_output_per_suicide_is_paid_and_unpaid_output() -> None:
    paid, unpaid = significant(3.0e9 / SUICIDES_UK_2022, 3), significant(1.8e9 / SUICIDES_UK_2022, 4)
    assert (paid, unpaid) == (455_000, 273_200)
    assert paid + unpaid == value("suicide_prevention", "output_per_suicide")


def test_loneliness_headline_needs_more_free_years_than_its_evidence_interval_holds() -> None:
    _, high = interval("loneliness", "loneliness_free_years")
    assert high < 1.095  # the lever that returns £1.26
    assert 2 * value("loneliness", "loneliness_free_years") < 1.095


def test_befriending_saves_what_the_published_ratio_says() -> None:
    preset = parameter_set("loneliness", "befriending-2011")
    assert round(preset["direct_nhs_saving_per_person"].value / preset["service_cost"].value, 2) == 0.44
    assert value("loneliness", "direct_nhs_saving_per_person") == 0


@pytest.mark.parametrize("intervention", ADULT)
def test_declared_widths_are_as_declared_and_called_assumed(intervention: str) -> None:
    for preset in (EVIDENCE, *evidence_file(intervention).description.presets):
        for parameter in parameter_set(intervention, preset):
            for width in (0.10, 0.25, 0.40):
                if f"Interval ±{width:.0%}" in parameter.note:
                    expected = (parameter.value * (1 - width), parameter.value * (1 + width))
                    assert (parameter.low, parameter.high) == pytest.approx(expected, rel=1e-12), parameter.name
                    assert parameter.interval_checked is Checked.ASSUMED, parameter.name


@pytest.mark.parametrize("intervention", ADULT)
def test_lever_is_uncertain_and_the_published_headline_is_as_given(intervention: str) -> None:
    description = evidence_file(intervention).description
    headlines = {
        "debt_advice": (2.60, 5),
        "loneliness": (1.26, 5),
        "collaborative_care": (1.52, 2),
        "suicide_prevention": (2.93, 10),
    }
    assert (description.published.return_per_pound, description.published.horizon) == headlines[intervention]
    assert parameter_set(intervention)[description.lever].is_uncertain
