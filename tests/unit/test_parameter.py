"""One parameter: what it may hold, and how a bad entry is refused."""

import re
from typing import Any

import pytest
from builders import CERTAIN, COST, certain, uncertain
from pydantic import ValidationError

from roi_model.inputs.distribution import Family
from roi_model.inputs.evidence_file import build_parameters
from roi_model.inputs.parameter import Checked, Kind, Parameter
from roi_model.inputs.refusal import InputError

SHARE: dict[str, Any] = {**COST, "unit": "share of adults", "price_year": None, "distribution": "beta", "value": 0.5}


def problems_of(fields: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong with a file of one entry."""
    with pytest.raises(InputError) as caught:
        build_parameters({"visit_cost": fields}, "visits.yaml", prefix="visits.", shared={})
    return caught.value.problems


def without(field: str) -> dict[str, Any]:
    return {name: value for name, value in COST.items() if name != field}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            SHARE | {"low": -0.1, "high": 0.6},
            "the interval -0.1 to 0.6 does not fit a beta distribution, whose values lie between 0 and 1",
        ),
        (
            SHARE | {"low": 0.4, "high": 1.2},
            "the interval 0.4 to 1.2 does not fit a beta distribution, whose values lie between 0 and 1",
        ),
        (COST | {"low": 120, "high": 80}, "the interval 120 to 80 is upside down or empty; low must be below high"),
        (without("price_year"), "price_year is missing; money needs one"),
        (
            COST | {"unit": "visits"},
            "price_year is 2015, but the unit 'visits' is not money (it must begin with £)",
        ),
        (without("source"), "source is missing"),
        (without("label"), "label is missing"),
        (without("evidence"), "evidence is missing"),
        (without("checked"), "checked is missing"),
        (without("interval_checked"), "interval_checked is missing; say how the interval was found"),
        (without("high"), "an uncertain parameter needs low, high and distribution"),
        (COST | {"source": "judgment"}, "source 'judgment' is not in sources.yaml; did you mean 'judgement'"),
        (COST | {"source": "zzzzz"}, "source 'zzzzz' is not in sources.yaml"),
        (COST | {"vale": 3}, "vale is not a known field; did you mean 'value'"),
        (COST | {"zzzzz": 3}, "zzzzz is not a known field"),
        (
            COST | {"value": 150},
            "the interval gives a mean of 99, more than 10% from the value 150; say why in 'skewed'",
        ),
        (COST | {"kind": "decision"}, "a decision parameter has no low, high or distribution"),
        (COST | {"kind": "structural"}, "a structural parameter has no low, high or distribution"),
        (
            COST | {"kind": "unsure"},
            "kind is 'unsure'; allowed: 'uncertain', 'decision', 'structural' or 'local'",
        ),
        (
            COST | {"distribution": "weibull"},
            "distribution is 'weibull'; allowed: 'beta', 'gamma', 'lognormal' or 'normal'",
        ),
        (COST | {"evidence": "E"}, "evidence is 'E'; allowed: 'A', 'B', 'C' or 'D'"),
        (COST | {"checked": "guess"}, "checked is 'guess'; allowed: 'read', 'derived', 'recalled' or 'assumed'"),
        (COST | {"value": "much"}, "value is 'much'; it must be a number"),
        (COST | {"value": float("nan")}, "value is nan; it must be a finite number"),
    ],
)
def test_a_bad_entry_is_refused_in_one_sentence_with_file_and_entry(fields: dict[str, Any], problem: str) -> None:
    assert problems_of(fields) == (f"visits.yaml, visit_cost: {problem}.",)


@pytest.mark.parametrize(
    ("fields", "value", "allowed"),
    [
        (COST | {"minimum": 110}, "100", "110 or more"),
        (CERTAIN | {"value": 1.5, "minimum": 0, "maximum": 1}, "1.5", "between 0 and 1"),
        (CERTAIN | {"value": -1, "unit": "£ per visit", "price_year": "2015"}, "-1", "0 or more"),
        (CERTAIN | {"value": 2.5, "whole": True, "minimum": 1, "maximum": 10}, "2.5", "whole number between 1 and 10"),
        (CERTAIN | {"value": 2.5, "whole": True, "minimum": 1}, "2.5", "whole number of 1 or more"),
        (COST | {"value": -100, "low": -120, "high": -80, "distribution": "normal"}, "-100", "0 or more"),
    ],
)
def test_a_value_out_of_range_is_refused_with_what_is_allowed(fields: dict[str, Any], value: str, allowed: str) -> None:
    (problem,) = problems_of(fields)
    assert re.fullmatch(rf"visits\.yaml, visit_cost: value is {value}; it must be [a-z ]*{allowed}\.", problem)


@pytest.mark.parametrize("year", ["20015", "2015-17", "last year"])
def test_a_price_year_that_is_none_is_refused_when_the_file_is_read(year: str) -> None:
    (problem,) = problems_of(COST | {"price_year": year})
    assert problem.startswith("visits.yaml, visit_cost: ")
    assert f"'{year}'" in problem
    assert "a financial year" in problem


@pytest.mark.parametrize("year", ["1800", "1999-00"])
def test_a_price_year_without_an_index_is_refused_when_the_file_is_read(year: str) -> None:
    (problem,) = problems_of(COST | {"price_year": year})
    assert problem.startswith("visits.yaml, visit_cost: ")
    assert f"no price index for {year}" in problem.lower().replace("there is ", "")
    assert "2005 to 2024" in problem


def test_an_interval_too_narrow_to_fit_is_refused_in_words() -> None:
    (problem,) = problems_of(COST | {"low": 99.9999, "high": 100.0001})
    assert "no gamma distribution could be fitted to the interval" in problem


def test_two_unknown_fields_are_two_sentences() -> None:
    assert problems_of(COST | {"vale": 3, "hihg": 4}) == (
        "visits.yaml, visit_cost: vale is not a known field; did you mean 'value'.",
        "visits.yaml, visit_cost: hihg is not a known field; did you mean 'high'.",
    )


def test_several_problems_of_a_value_stand_in_one_sentence() -> None:
    (problem,) = problems_of(CERTAIN | {"value": 2, "unit": "share", "maximum": 1, "price_year": "2015"})
    first, second = problem.removesuffix(".").rsplit("; ", maxsplit=1)
    assert first.startswith("visits.yaml, visit_cost: value is 2; it must be ")
    assert second == "price_year is 2015, but the unit 'share' is not money (it must begin with £)"


def test_a_mean_just_inside_a_tenth_needs_no_reason_and_beyond_it_one_suffices() -> None:
    mean = uncertain("visit_cost", 80, 120).fitted.mean
    assert Parameter.model_validate({**COST, "name": "visit_cost", "value": mean / 1.0999}).skewed is None
    with pytest.raises(ValidationError, match="more than 10%"):
        Parameter.model_validate({**COST, "name": "visit_cost", "value": mean / 1.1001})
    assert Parameter.model_validate({**COST, "name": "visit_cost", "value": 150, "skewed": "Why."}).value == 150


def test_allowed_values_follow_from_distribution_unit_and_limits() -> None:
    inf = float("inf")
    normal = {"distribution": "normal", "price_year": None}
    assert uncertain("x", 80, 120).allowed == (0, inf)
    assert uncertain("x", 80, 120, distribution="normal").allowed == (0, inf)  # money
    assert uncertain("x", -1, 1.2, unit="points", **normal).allowed == (-inf, inf)
    assert uncertain("x", 0.4, 0.6, unit="share", distribution="beta", price_year=None).allowed == (0, 1)
    assert certain("x", 0.5, minimum=0.2, maximum=0.7).allowed == (0.2, 0.7)


def test_a_copy_keeps_what_is_not_changed_and_is_checked() -> None:
    cost = uncertain("visit_cost", 80, 120)
    assert cost.changed(note="Other.").model_dump() == cost.model_dump() | {"note": "Other."}
    with pytest.raises(ValidationError, match="upside down"):
        cost.changed(low=130)


def test_scaling_multiplies_value_and_interval_alike() -> None:
    scaled = uncertain("visit_cost", 80, 120).scaled(1.5, "Dearer here.")
    assert (scaled.value, scaled.low, scaled.high) == (150, 120, 180)
    assert scaled.note == "Dearer here."
    assert scaled.stream == "test.visit_cost"
    assert certain("people", 4).scaled(2, "").value == 8


def test_a_fixed_parameter_is_not_drawn_and_keeps_its_limits() -> None:
    share = uncertain("share", 0.4, 0.6, unit="share", distribution="beta", price_year=None)
    fixed = share.fixed(0.0, "None of them.")
    assert (fixed.value, fixed.kind, fixed.is_uncertain, fixed.checked) == (0, Kind.DECISION, False, Checked.ASSUMED)
    assert fixed.allowed == (0, 1)
    with pytest.raises(ValidationError, match="value is 1.2; it must be .*between 0 and 1"):
        share.fixed(1.2, "")


def test_the_fitted_distribution_is_that_of_the_interval() -> None:
    cost = uncertain("visit_cost", 80, 120)
    assert cost.fitted.family is Family.GAMMA
    assert cost.fitted.quantile(0.025) == pytest.approx(80, rel=1e-12)  # type: ignore[arg-type]
