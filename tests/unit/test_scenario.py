"""A scenario meets a place: presets, changes by hand and payers."""

import pytest

from roi_model.analysis.scenario import Scenario, build_pairs, chosen_presets
from roi_model.engine.case import build_case, payer_shares
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, parameter_set, preset_names
from roi_model.inputs.refusal import InputError
from roi_model.inputs.typed_area import typed_area

ENGLAND = find_area(["England"])


def values(name: str, scenario: Scenario, *, beside: bool = False) -> dict[str, float]:
    """The base case of one intervention's parameters under a scenario."""
    pair = build_pairs([name], ENGLAND, scenario)[0]
    return {parameter.name: parameter.value for parameter in pair[1 if beside else 0].parameters}


def setting(*texts: str, preset: str = EVIDENCE) -> Scenario:
    return Scenario(preset, assignments=tuple(map(parse_assignment, texts)))


def problem_of(names: list[str], scenario: Scenario) -> str:
    with pytest.raises(InputError) as caught:
        build_pairs(names, ENGLAND, scenario)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_every_preset_changes_only_what_it_says(name: str) -> None:
    evidence = parameter_set(name).parameters
    for preset in preset_names(name):
        found = parameter_set(name, preset).parameters
        changed = {key for key, parameter in found.items() if parameter != evidence[key]}
        description = evidence_file(name).description
        expected = (
            {
                EVIDENCE: set(),
                PHE_2017: {description.lever},
            }.get(preset)
            if preset in {EVIDENCE, PHE_2017}
            else set(description.presets[preset].changes)
        )
        assert changed == expected
        assert found.keys() == evidence.keys()


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_the_calibrated_preset_scales_the_lever_and_its_interval(name: str) -> None:
    lever = evidence_file(name).description.lever
    before, after = parameter_set(name)[lever], parameter_set(name, PHE_2017)[lever]
    assert before.low is not None
    assert before.high is not None
    factor = after.value / before.value
    assert (after.low, after.high) == pytest.approx((before.low * factor, before.high * factor), rel=1e-12)


def test_a_pair_is_the_case_chosen_and_the_same_case_under_the_evidence() -> None:
    chosen, beside = build_pairs(["debt_advice"], ENGLAND, Scenario())[0]
    assert (chosen.parameters.preset, beside.parameters.preset) == (PHE_2017, EVIDENCE)
    assert (chosen.area, chosen.payers) == (beside.area, beside.payers)


def test_a_preset_goes_to_the_interventions_that_have_it() -> None:
    names = ["debt_advice", "loneliness"]
    assert chosen_presets(names, Scenario("trial-null")) == {"debt_advice": "trial-null", "loneliness": PHE_2017}
    assert chosen_presets(names, Scenario(EVIDENCE, {"loneliness": "befriending-2011"})) == {
        "debt_advice": EVIDENCE,
        "loneliness": "befriending-2011",
    }


def test_a_preset_that_nobody_run_here_has_is_refused_with_its_owner() -> None:
    problem = problem_of(["loneliness"], Scenario("trial-null"))
    assert problem == "The preset 'trial-null' belongs to debt_advice, which is not run here."


def test_unknown_names_are_refused_with_the_nearest() -> None:
    assert problem_of(["debt_advise"], Scenario()) == (
        "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?"
    )
    assert problem_of(["debt_advice"], Scenario("evidnce")) == (
        "There is no preset called 'evidnce'. Did you mean 'evidence'?"
    )
    assert problem_of(["debt_advice"], Scenario(presets={"debt_advice": "trial-nul"})) == (
        "There is no preset called 'trial-nul' in debt_advice. Did you mean 'trial-null'?"
    )
    assert problem_of(["debt_advice"], Scenario(presets={"dept_advice": "trial-null"})) == (
        "There is no intervention called 'dept_advice'. Did you mean 'debt_advice'?"
    )
    assert problem_of(["debt_advice"], setting("advise_cost=3@2015")) == (
        "There is no parameter called 'advise_cost' in debt_advice. Did you mean 'advice_cost'?"
    )
    assert problem_of(["debt_advice", "loneliness"], setting("service_cots=3@2015")) == (
        "There is no parameter called 'service_cots'. Did you mean 'service_cost'?"
    )
    assert problem_of(["debt_advice"], setting("debt_advise.coverage=0.2")) == (
        "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?"
    )


def test_a_change_to_an_intervention_that_is_not_run_is_refused() -> None:
    problem = problem_of(["debt_advice"], setting("loneliness.coverage=0.2"))
    assert problem.startswith("loneliness.coverage is set, but ")
    assert problem.endswith("is not run here.")


def test_a_preset_for_an_intervention_that_is_not_run_is_refused() -> None:
    problem = problem_of(["debt_advice"], Scenario(presets={"loneliness": "befriending-2011"}))
    assert "loneliness" in problem
    assert problem.endswith("is not run here.")


def test_a_name_reaches_every_intervention_that_has_it() -> None:
    scenario = setting("coverage=0.3", "loneliness.coverage=0.4")
    assert {name: values(name, setting("coverage=0.3"))["coverage"] for name in INTERVENTION_NAMES} == dict.fromkeys(
        INTERVENTION_NAMES, 0.3
    )
    pairs = build_pairs(["debt_advice", "loneliness"], ENGLAND, scenario)
    assert [chosen.parameters["coverage"].value for chosen, _ in pairs] == [0.3, 0.4]


def test_a_shared_name_reaches_what_it_is_called_in_each_intervention() -> None:
    scenario = setting("untreated_persistence=0.6")
    assert values("debt_advice", scenario)["effect_persistence"] == 0.6
    assert values("workplace_stress", scenario)["effect_retention"] == 0.6
    care = setting("nhs_cost_depression=1000@2015")
    assert values("loneliness", care)["nhs_cost_per_case"] == 1000
    assert values("collaborative_care", care)["nhs_cost_per_case"] == 1000


def test_a_change_made_by_hand_stands_in_the_evidence_case_too() -> None:
    scenario = setting("advice_cost=300@2024-25", preset=PHE_2017)
    assert values("debt_advice", scenario, beside=True)["advice_cost"] == 300


def test_the_later_of_two_changes_wins() -> None:
    assert values("debt_advice", setting("coverage=0.3", "coverage=0.2"))["coverage"] == 0.2


def test_an_interval_of_ones_own_is_drawn() -> None:
    case, _ = build_pairs(["debt_advice"], ENGLAND, setting("advice_cost=300:250:360@2015"))[0]
    changed = case.parameters["advice_cost"]
    assert (changed.value, changed.low, changed.high, changed.price_year) == (300, 250, 360, "2015")
    assert changed.fitted.quantile(0.975) == pytest.approx(360, rel=1e-12)  # type: ignore[arg-type]


def test_a_parameter_that_is_the_same_as_another_follows_it_when_it_is_set() -> None:
    # The preset makes the two chances one, so that advice has no effect whatever the chance is.
    found = values("debt_advice", setting("resolved_without_advice=0.4", preset="trial-null"))
    assert found["resolved_with_advice"] == found["resolved_without_advice"] == 0.4


def test_bad_values_are_refused_with_what_is_allowed() -> None:
    assert problem_of(["debt_advice"], setting("coverage=1.2")) == (
        "coverage is 1.2; it must be a number between 0 and 1."
    )
    assert problem_of(["debt_advice"], setting("advice_cost=-5@2015")) == (
        "advice_cost is -5; it must be a number of 0 or more."
    )
    assert "needs a price year" in problem_of(["debt_advice"], setting("advice_cost=5"))
    assert "interval 0 to 1 does not fit a beta distribution" in problem_of(
        ["debt_advice"], setting("over_indebted=0.2:0:1")
    )


def test_payers_are_shares_of_known_sectors_that_add_up_to_one() -> None:
    case, beside = build_pairs(["debt_advice"], ENGLAND, Scenario(payers={"nhs": 0.25, "employers": 0.75}))[0]
    assert case.payers == beside.payers == {Sector.NHS: 0.25, Sector.EMPLOYERS: 0.75}
    with pytest.raises(InputError, match="There is no sector called 'nsh'. Did you mean 'nhs'?"):
        payer_shares({"nsh": 1})
    with pytest.raises(InputError, match=r"^The share paid by nhs is 1.2; it must be between 0 and 1\.$"):
        payer_shares({"nhs": 1.2, "education": -0.2})
    with pytest.raises(InputError, match="add up to 0.9; they must add up to 1"):
        payer_shares({"nhs": 0.4, "education": 0.5})
    assert sum(payer_shares({"nhs": 0.1, "education": 0.2, "employers": 0.7}).values()) == pytest.approx(1, rel=1e-15)


def test_a_place_scales_the_parameters_it_knows() -> None:
    leeds = find_area(["Leeds"])
    here, national = build_case("workplace_stress", leeds), build_case("workplace_stress", ENGLAND)
    scale = leeds.scales["weekly_pay"]
    assert scale != 1
    pay, usual = here.parameters["weekly_pay"], national.parameters["weekly_pay"]
    assert usual.low is not None
    assert usual.high is not None
    assert (pay.value, pay.low, pay.high) == (usual.value * scale, usual.low * scale, usual.high * scale)
    assert pay.stream == usual.stream
    assert national.parameters["weekly_pay"] == parameter_set("workplace_stress", PHE_2017)["weekly_pay"]


def test_a_place_that_lacks_a_figure_is_refused_with_what_to_type() -> None:
    with pytest.raises(
        InputError, match="Debt advice needs adults, which is not given; add --population adults=NUMBER"
    ):
        build_case("debt_advice", typed_area({"residents": 100_000}))
