"""The value of information of a real choice: bounds, agreement, nested simulation and scaling."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from choices import choice_of

from roi_model.analysis.decision import Decision, SimulatedDecision, simulate, unknowns_of
from roi_model.analysis.information import value as module
from roi_model.analysis.information.estimators import Gain, binned_gain
from roi_model.analysis.information.groups import (
    EFFECT,
    PERSISTENCE,
    QUALITY,
    RISK,
    UNIT_COST,
    derived_groups,
    group_of,
    named_groups,
)
from roi_model.analysis.information.nested import NestedSize
from roi_model.analysis.information.value import Estimator, Information, information, repeated, single_gains
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.discounting import schedule
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError

PAIRS = build_pairs(INTERVENTION_NAMES, find_area(["Leeds"]), Scenario())
CASES = tuple(case for case, _ in PAIRS)
UNKNOWNS = unknowns_of(CASES)


def simulated(*names: str, draws: int = 2000, budget: float | None = 1e6) -> SimulatedDecision:
    cases = tuple(case for case in CASES if case.intervention.name in names)
    return simulate(Decision(cases, Analysis(draws=draws), 5, budget=budget))


@pytest.fixture(scope="module")
def found() -> Information:
    """Debt advice, loneliness or none, for £1m in Leeds."""
    choice = simulated("debt_advice", "loneliness")
    return information(choice, derived_groups(choice.unknowns))


def test_TV_30_every_value_lies_between_0_and_the_evpi_and_none_below_its_parts(found: Information) -> None:
    parts = (*found.singles, *found.groups)
    assert all(0 <= part.worth.value <= found.perfect.value for part in parts)
    assert all(part.worth.error >= 0 for part in parts)
    for group in found.groups:
        members = {unknown.name for unknown in group.unknowns}
        assert group.worth.value >= max(each.worth.value for each in found.singles if each.name in members)


def test_every_uncertain_parameter_is_valued_once_the_greatest_first(found: Information) -> None:
    assert {part.name for part in found.singles} == {unknown.name for unknown in found.simulated.unknowns}
    values = [part.worth.value for part in found.singles]
    assert values == sorted(values, reverse=True)
    assert sum(len(group.unknowns) for group in found.groups) == len(found.singles)


def test_two_estimates_of_different_kind_stand_beside_each_other(found: Information) -> None:
    assert all(set(part.estimates) >= {Estimator.SPLINE, Estimator.BINS} for part in found.singles)
    assert all(
        set(group.estimates) >= {Estimator.SPLINE, Estimator.BOOSTING}
        for group in found.groups
        if len(group.unknowns) > 1
    )


def test_the_best_option_today_and_its_chance(found: Information) -> None:
    net = found.simulated.net
    assert found.best == 1  # debt advice: on average £1.50 of net benefit for each £1, against £0.56
    assert found.chance_best.probability == (net[:, 1] == net.max(axis=1)).mean()


def test_U14_a_group_of_everything_is_worth_the_evpi_within_error() -> None:
    choice = simulated("debt_advice", draws=4000, budget=None)
    everything = information(choice, {"all": range(len(choice.unknowns))})
    (group,) = everything.groups
    assert group.worth.value <= everything.perfect.value
    gap = everything.perfect.value - group.worth.value
    assert gap <= 3 * (everything.perfect.error + group.worth.error)


def interacting() -> SimulatedDecision:
    """A choice in which two parameters matter together alone: net benefit is £1m × x·z."""
    choice = choice_of([[0.0] * 4000], [[0.0] * 4000])
    x, z = np.random.default_rng(2).normal(size=(2, 4000, 1))
    options = (replace(choice.options[0], benefit=1e6 * (x * z)[:, 0]),)
    (first,) = choice.unknowns
    second = replace(first, name="debt_advice.other")
    made = replace(choice, unknowns=(first, second), options=options)
    made.__dict__["inputs"] = np.concatenate([x, z], axis=1)
    return made


def test_where_two_estimates_disagree_nested_simulation_gives_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    choice = interacting()
    x, z = choice.inputs.T
    asked: list[list[int]] = []

    def net_at(self: SimulatedDecision, known: list[int], rows: np.ndarray, other: np.ndarray) -> np.ndarray:
        asked.append(list(known))
        product = x[rows] * z[rows if 1 in known else other] if 0 in known else x[other] * z[rows]
        return np.column_stack([np.zeros(rows.size), 1e6 * product])

    monkeypatch.setattr(SimulatedDecision, "net_at", net_at)
    result = information(choice, {"both": (0, 1)})
    (both,) = result.groups
    assert not both.agree
    assert both.estimator is Estimator.NESTED
    assert set(both.estimates) == {Estimator.SPLINE, Estimator.BOOSTING, Estimator.NESTED}
    # E|x·z| ÷ 2 = 1/π; the additive spline sees almost none of it.
    assert both.worth.value == pytest.approx(1e6 / np.pi, abs=3 * both.worth.error)
    assert both.estimates[Estimator.SPLINE].value < 0.1 * both.worth.value
    assert [0, 1] in asked


def test_a_thorough_analysis_simulates_groups_and_the_largest_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NestedSize", lambda: NestedSize(20, 10))
    choice = simulated("loneliness", draws=1000, budget=None)
    seen: dict[str, list[int]] = {}

    @contextmanager
    def watch(description: str, total: int) -> Iterator[Callable[..., None]]:
        steps = seen.setdefault(description, [total, 0])

        def advance(number: int = 1) -> None:
            steps[1] += number

        yield advance

    result = information(choice, derived_groups(choice.unknowns), thorough=True, watch=watch)
    worth_something = [part for part in result.groups if part.estimates[Estimator.SPLINE].value > 0]
    assert worth_something
    assert all(Estimator.NESTED in part.estimates for part in worth_something)
    assert all(total == done > 0 for total, done in seen.values())
    assert list(seen) == ["Valuing information", "Simulating within the simulation"]


def test_the_same_seed_gives_the_same_values() -> None:
    choice = simulated("loneliness", draws=500)
    first, second = (information(choice, {}) for _ in range(2))
    assert [part.worth for part in first.singles] == [part.worth for part in second.singles]


def test_a_parameter_read_by_two_options_is_one_unknown() -> None:
    choice = simulated("debt_advice", "workplace_stress", draws=200)
    names = [unknown.name for unknown in choice.unknowns]
    place = names.index("nhs_cost_depression_or_anxiety")
    assert names.count("nhs_cost_depression_or_anxiety") == 1
    assert choice.reads[place].tolist() == [False, True, True]


def test_TV_30_a_certain_decision_is_worth_no_research() -> None:
    choice = choice_of([[500.0] * 100], [[100.0] * 100])
    result = information(choice, {})
    assert result.perfect.value == 0
    assert result.chance_best.probability == 1
    assert [part.worth.value for part in result.singles] == [0]


def test_U16_values_scale_with_population_years_and_discounting() -> None:
    bands = schedule("review-2026").money  # 3% a year
    assert repeated(2.0, 1000, 3, bands) == pytest.approx(2000 * (1 + 1 / 1.03 + 1 / 1.03**2), rel=1e-12)
    assert repeated(2.0, 1000, 3, schedule("undiscounted").money) == 6000
    assert repeated(2.0, 1, 1, bands) == 2


def test_U17_too_few_draws_are_refused_with_the_number_needed() -> None:
    with pytest.raises(
        InputError, match="A regression on 1 parameter has 6 terms and needs at least 60 draws; there are 50"
    ):
        information(simulated("loneliness", draws=50), {})


def test_single_gains_are_in_the_order_of_the_unknowns() -> None:
    choice = simulated("loneliness", draws=500, budget=None)
    gains = single_gains(choice)
    assert len(gains) == len(choice.unknowns)
    assert all(isinstance(gain, Gain) for gain in gains)
    by_bins = single_gains(choice, binned_gain)
    assert [gain.draws.size for gain in by_bins] == [500] * len(gains)


GROUPS = {
    EFFECT: {
        "social_emotional_learning.effect_size",
        "anti_bullying.odds_ratio",
        "workplace_wellbeing.absence_days_averted",
        "workplace_stress.odds_ratio",
        "debt_advice.resolved_with_advice",
        "debt_advice.resolved_without_advice",
        "loneliness.loneliness_free_years",
        "collaborative_care.depression_free_years",
        "suicide_prevention.effect_on_suicidal_acts",
    },
    PERSISTENCE: {"untreated_persistence", "loneliness.success_retention", "loneliness.dementia_survival"},
    RISK: {
        "social_emotional_learning.disorder_prevalence",
        "anti_bullying.victimisation",
        "anti_bullying.excess_disorder_probability",
        "workplace_wellbeing.participation",
        "workplace_stress.cmd_prevalence",
        "debt_advice.over_indebted",
        "debt_advice.risk_in_debt",
        "debt_advice.risk_otherwise",
        "loneliness.lonely_share",
        "loneliness.depression_prevalence",
        "loneliness.depression_odds_ratio",
        "loneliness.dementia_incidence",
        "loneliness.dementia_odds_ratio",
        "collaborative_care.ltc_prevalence",
        "collaborative_care.depression_in_ltc",
        "suicide_prevention.suicide_rate",
        "suicide_prevention.self_harm_rate",
    },
    QUALITY: {"collaborative_care.utility_gain"},
}
NOT_IN_POUNDS = {
    "employer_on_cost",
    "tax_share",
    "collaborative_care.earnings_share",
    "workplace_stress.days_absent_per_case",
    "workplace_stress.presenteeism_ratio",
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_parameter_of_the_evidence_files_is_in_its_group(group: str) -> None:
    assert {unknown.name for unknown in UNKNOWNS if group_of(unknown.first) == group} == GROUPS[group]


def test_all_others_are_unit_costs_and_resource_use() -> None:
    rest = [unknown for unknown in UNKNOWNS if group_of(unknown.first) == UNIT_COST]
    assert {unknown.name for unknown in rest if not unknown.first.is_money} == NOT_IN_POUNDS
    assert len(rest) == len(UNKNOWNS) - sum(map(len, GROUPS.values()))


def test_derived_groups_hold_every_unknown_once() -> None:
    places = [place for members in derived_groups(UNKNOWNS).values() for place in members]
    assert sorted(places) == list(range(len(UNKNOWNS)))


def test_a_named_group_takes_full_names_and_short_ones_in_every_intervention() -> None:
    groups = named_groups({"mine": ["programme_cost", " debt_advice.advice_cost "]}, UNKNOWNS)
    assert [UNKNOWNS[place].name for place in groups["mine"]] == [
        "social_emotional_learning.programme_cost",
        "workplace_wellbeing.programme_cost",
        "workplace_stress.programme_cost",
        "debt_advice.advice_cost",
        "suicide_prevention.programme_cost",
    ]


def test_a_group_of_what_is_not_there_or_not_uncertain_is_refused() -> None:
    with pytest.raises(InputError, match="no uncertain parameter called 'advise_cost'. Did you mean 'advice_cost'"):
        named_groups({"mine": ["advise_cost"]}, UNKNOWNS)
    with pytest.raises(InputError, match="coverage is a decision parameter, which is not drawn"):
        named_groups({"mine": ["coverage"]}, UNKNOWNS)
    with pytest.raises(InputError, match="The group 'mine' names no parameter"):
        named_groups({"mine": [" "]}, UNKNOWNS)
