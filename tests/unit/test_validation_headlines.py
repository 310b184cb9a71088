"""The eight headlines: both presets, the levers, and whether a wrong lever would be seen."""

from dataclasses import replace

import pytest

from roi_model.analysis.calibration import base_return
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE, with_solved_lever
from roi_model.validation.compare import (
    HeadlineComparison,
    LeverComparison,
    Validation,
    compare_lever,
    explained_figures,
    validate,
)
from roi_model.validation.target import read_text

# The specification's table: evidence base case, and the value that the lever needs, to the digits shown.
SPECIFIED = {
    "workplace_wellbeing": ("2.444", "4.190"),
    "workplace_stress": ("1.620", "178.2"),
    "anti_bullying": ("0.996", "0.1603"),
    "social_emotional_learning": ("3.835", "24.17"),
    "debt_advice": ("2.408", "0.5313"),
    "loneliness": ("0.518", "1.095"),
    "collaborative_care": ("2.294", "0.1193"),
    "suicide_prevention": ("1.302", "0.0419"),
}


@pytest.fixture(scope="module")
def validation() -> Validation:
    return validate(draws=1000)


def headline(validation: Validation, name: str) -> HeadlineComparison:
    return next(found for found in validation.headlines if found.target.id == name)


def with_digits(value: float, like: str) -> str:
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_validation_base_case_and_lever_are_those_of_the_specification(validation: Validation, name: str) -> None:
    found = headline(validation, name)
    base, needed = SPECIFIED[name]
    assert with_digits(found.evidence.base, base) == base
    assert with_digits(found.lever.stored, needed) == needed
    assert with_digits(found.lever.fresh, needed) == needed


def test_TV_41_validation_reproduces_every_headline_to_two_decimals(validation: Validation) -> None:
    shown = {found.target.id: f"{found.phe_2017:.2f}" for found in validation.headlines}
    assert shown == {
        "social_emotional_learning": "5.08",
        "anti_bullying": "1.58",
        "workplace_wellbeing": "2.37",
        "workplace_stress": "2.00",
        "debt_advice": "2.60",
        "loneliness": "1.26",
        "collaborative_care": "1.52",
        "suicide_prevention": "2.93",
    }
    assert validation.failures == ()


def test_validation_only_loneliness_needs_a_lever_outside_its_interval(validation: Validation) -> None:
    assert [found.target.id for found in validation.headlines if not found.lever.inside] == ["loneliness"]
    lever = headline(validation, "loneliness").lever
    assert (lever.low, lever.high) == (0.15, 0.95)


def test_validation_every_published_figure_lies_inside_the_simulation(validation: Validation) -> None:
    assert all(found.inside for found in validation.headlines)
    found = headline(validation, "loneliness")
    above = found.target.model_copy(update={"value": found.evidence.high + 0.01})
    assert not replace(found, target=above).inside


def test_validation_stored_levers_are_those_that_solving_gives(validation: Validation) -> None:
    assert all(found.lever.unchanged for found in validation.headlines)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_validation_lever_a_hundredth_off_is_seen_as_changed_and_as_another_return(name: str) -> None:
    lever = compare_lever(name)
    wrong = replace(lever, stored=lever.stored * 1.01)
    assert lever.unchanged
    assert not wrong.unchanged
    assert wrong.change == pytest.approx(0.01, rel=1e-6)
    # The return moves by more than a thousandth of itself, so that the lever is really what is solved.
    case = build_case(name, find_area(["England"]), EVIDENCE)

    def returned(value: float) -> float:
        return base_return(case.with_parameters(case.parameters.replacing(with_solved_lever(case.parameters, value))))

    assert abs(returned(wrong.stored) / returned(lever.stored) - 1) > 1e-3


def test_validation_headline_that_is_missed_is_a_failure(validation: Validation) -> None:
    found = headline(validation, "debt_advice")
    missed = replace(found, phe_2017=2.61)
    assert not missed.reproduced
    assert replace(validation, headlines=(missed,)).failures == (
        "Debt advice: the phe-2017 preset returns £2.6100, not the published £2.60.",
    )


def test_validation_difference_without_explanation_is_a_failure(validation: Validation) -> None:
    check = next(check for check in validation.checks if check.target.id == "debt_2011_non_public")
    assert replace(validation, checks=(check,)).failures == ()
    assert replace(validation, checks=(replace(check, explained=False),)).failures == (
        (
            "debt_advice_2011, Non-public return per £1: 2.56396896 here, 2.63 published, "
            "and differences.md does not explain it."
        ),
    )


def test_validation_every_headline_and_every_difference_is_explained_as_it_stands(validation: Validation) -> None:
    assert [found.target.id for found in validation.headlines if not found.explained] == []
    assert [check.target.id for check in validation.checks if not check.passes] == []


def test_validation_explanations_are_of_targets_and_name_their_published_figures(validation: Validation) -> None:
    figures = {found.target.id: found.target for found in validation.headlines}
    figures |= {check.target.id: check.target for check in validation.checks if not check.agrees}
    sections = [line for line in read_text("differences.md").splitlines() if line.startswith("## `")]
    assert len(sections) == len(explained_figures(read_text("differences.md"))) == len(figures)
    for section in sections:
        name = section.split("`")[1]
        target = figures[name]
        assert f"published £{target.value:.{target.decimals}f}, here £" in section


def test_validation_lever_change_by_hand() -> None:
    lever = LeverComparison("some_lever", "Some lever", 1.0, 0.5, 2.0, stored=2.5, fresh=2.0)
    assert lever.change == 0.25
    assert not lever.unchanged
    assert not lever.inside
    assert replace(lever, stored=2.0).inside
    assert replace(lever, stored=2.0).unchanged
