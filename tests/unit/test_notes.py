"""The sentences under a table."""

import re

import numpy as np
import pytest

from roi_model.analysis.comparison import compare
from roi_model.analysis.output import Measure, Output, output_at
from roi_model.analysis.published import preset_returns
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.design import Method
from roi_model.inputs.area import find_area
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, parameter_set, preset_names, solved_lever
from roi_model.inputs.typed_area import typed_area
from roi_model.outputs import notes
from roi_model.outputs.record.run_record import run_record

ENGLAND = find_area(["England"])


def outside(name: str) -> bool:
    lever = parameter_set(name)[build_case(name, ENGLAND).description.lever]
    assert lever.low is not None
    assert lever.high is not None
    return not lever.low <= solved_lever(name) <= lever.high


def test_a_lever_outside_its_evidence_is_marked_and_explained() -> None:
    cases = [build_case(name, ENGLAND) for name in INTERVENTION_NAMES]
    marked = [case for case in cases if outside(case.intervention.name)]
    assert [notes.is_marked(case) for case in cases] == [case in marked for case in cases]
    assert len(marked) == 1
    (note,) = notes.lever_notes(cases)
    # 1.095 loneliness-free years, where the evidence gives 0.15 to 0.95.
    title = marked[0].intervention.title
    assert note.startswith(f"* {title}: the phe-2017 preset returns the published headline. For that it sets ")
    assert "sets its lever at 1.095, but the evidence supports 0.15 to 0.95" in note


def test_the_evidence_preset_is_never_marked() -> None:
    cases = [build_case(name, ENGLAND, EVIDENCE) for name in INTERVENTION_NAMES]
    assert not any(map(notes.is_marked, cases))
    assert notes.lever_notes(cases) == []


def test_a_lever_that_the_user_sets_is_not_said_to_be_solved() -> None:
    scenario = Scenario(assignments=(parse_assignment("loneliness_free_years=0.5"),))
    ((case, _),) = build_pairs(["loneliness"], ENGLAND, scenario)
    assert not notes.is_marked(case)
    assert notes.lever_notes([case]) == []


def test_a_horizon_beyond_the_measured_years_is_said_and_no_other() -> None:
    cases = [build_case(name, ENGLAND) for name in INTERVENTION_NAMES]
    assert notes.horizon_notes(cases) == notes.horizon_notes(cases, 5) == []
    (note,) = notes.horizon_notes([*cases, *cases], 6)
    assert note.startswith("Loneliness in later life: the effect was measured over 5 years, and 6 are counted. ")
    assert "five-years-measured" in note


def test_nothing_is_extrapolated_where_the_effect_ends_with_what_was_measured() -> None:
    assert notes.horizon_notes([build_case("loneliness", ENGLAND, "five-years-measured")], 10) == []
    ((longer, _),) = build_pairs(["loneliness"], ENGLAND, Scenario(assignments=(parse_assignment("effect_years=6"),)))
    assert len(notes.horizon_notes([longer], 10)) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [(["--horizon", "10"], True), (["--all-horizons"], True), (["--horizon", "5"], False), ([], False)],
)
def test_compare_says_where_an_effect_is_counted_beyond_what_was_measured(
    asked: list[str], said: bool, roi_model: object
) -> None:
    shown = roi_model("compare", "loneliness", "suicide_prevention", *asked, "--draws", "100", "--format", "json")  # type: ignore[operator]
    assert any("measured over 5 years" in note for note in shown.json["notes"]) is said


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_every_intervention_says_what_to_doubt_first(name: str) -> None:
    case = build_case(name, ENGLAND)
    links = case.description.weakest_links
    assert len(links) >= 3
    assert all(link[0].isupper() and link.endswith(".") for link in links)
    assert notes.weakest_links(case) == f"Weakest links: {' '.join(links)}"
    # A return that is quoted is the one that the preset gives, and a preset that is named is there.
    quoted = [re.findall(r"£([0-9.]+) comes back where the evidence preset has £([0-9.]+)\.", link) for link in links]
    found = {f"{value:.2f}" for value in preset_returns(name).values()}
    assert {amount for pairs in quoted for pair in pairs for amount in pair} <= found
    named = {preset for link in links for preset in re.findall(r"preset ([a-z]+-[a-z0-9-]+)", link)}
    assert named <= set(preset_names(name))


@pytest.mark.parametrize(("name", "lower"), [("workplace_wellbeing", 0.19), ("workplace_stress", 0.16)])
def test_pay_of_all_employee_jobs_lowers_the_return_as_is_said(name: str, lower: float) -> None:
    case = build_case(name, ENGLAND, EVIDENCE)
    (instead,) = case.parameters["weekly_pay"].alternatives
    output = Output(Measure.RETURN, case.description.published.horizon)
    before, after = (
        output_at(case, Analysis(price_year="2015"), output, {"weekly_pay": np.array([[pay]])})[0]
        for pay in (case.parameters["weekly_pay"].value, instead)
    )
    assert round(float(1 - after / before), 2) == lower


def test_the_rules_of_an_analysis_in_one_sentence() -> None:
    analysis = Analysis("2015", "review-2026", "health_and_social_care", AlsoCount.QALYS, 500, 3)
    assert notes.analysis_note(analysis) == (
        "Prices of 2015; Discount Rate Review 2026 (Freeman and Groom) discounting; "
        "health and social care perspective; QALYs also counted; 500 draws, seed 3."
    )


def test_which_presets_were_used() -> None:
    debt, lonely = build_case("debt_advice", ENGLAND), build_case("loneliness", ENGLAND, "befriending-2011")
    assert notes.preset_note([debt]) == f"Preset: {PHE_2017}."
    assert notes.preset_note([debt, lonely]) == "Presets: debt_advice phe-2017, loneliness befriending-2011."


def test_local_figures_and_warnings_are_named() -> None:
    leeds = notes.area_notes(find_area(["Leeds"]))
    assert len(leeds) == 1
    assert leeds[0] == (
        "Leeds. Local figure: employment rate (2023), weekly pay (2025), suicide rate (2021), self-harm rate (2021)."
    )
    city = notes.area_notes(find_area(["City of London"]))
    assert "City of London: 13,462 residents are too few for reliable rates" in city[-1]
    assert city[0] == (
        "City of London. England figure: no local figure for City of London: employment rate (2023), "
        "weekly pay (2025), suicide rate (2021), self-harm rate (2021)."
    )


def test_figures_typed_by_the_user_are_said_to_be() -> None:
    (note,) = notes.area_notes(typed_area({"adults": 1000}))
    assert note == (
        "Typed figures. England figure: employment rate (2023), weekly pay (2025), suicide rate (2021), "
        "self-harm rate (2021); typed by the user: adults."
    )


def test_the_largest_monte_carlo_errors_are_told() -> None:
    analysis = Analysis(draws=400)
    rows = compare(build_pairs(["debt_advice", "loneliness"], ENGLAND, Scenario()), analysis)
    found = [row.figures for row in rows]
    largest = max(one.return_per_pound.error for one in found if one.return_per_pound)
    chance = max(one.chance.error for one in found)
    note = notes.error_note(found, analysis)
    assert f"at most £{largest:.3f} on a return and {100 * chance:.1f} points on a chance" in note
    assert notes.ERRORS_ARE_BOUNDS not in note
    assert notes.error_note(found, Analysis(draws=512, method=Method.SOBOL)).endswith(notes.ERRORS_ARE_BOUNDS)


def test_version_and_digest_of_the_inputs() -> None:
    record = run_record([build_case("debt_advice", ENGLAND)], Analysis())
    assert notes.record_note(record) == f"roi-model {record.versions['roi-model']}, inputs {record.parameter_digest}."
