"""Limits that cannot all be met: which clash, what they would have to be, and how that is said."""

from dataclasses import replace

import pytest
from portfolios import ALONE, candidates, values_with

from roi_model.analysis.portfolio.conflict import Conflict, conflict
from roi_model.analysis.portfolio.problem import Budget, Floor
from roi_model.analysis.portfolio.values import Values
from roi_model.outputs.portfolio_sentences import conflict_sentences


def said(values: Values) -> tuple[Conflict, str]:
    found = conflict(values)
    (sentence,) = conflict_sentences(found, values.problem)
    return found, sentence


def test_a_budget_that_is_less_than_what_must_be_funded_costs() -> None:
    # B must be funded in full, for 100,000; A is free to be left out, and the other budget is enough.
    found, sentence = said(values_with(candidates({}, {"required": 1.0}), [50_000, 1e6]))
    assert [clash.needed for clash in found.clashes] == [pytest.approx(100_000, abs=1e-3), None]
    assert sentence == (
        "The budget of £50,000 and Made up at 100% or more cannot both be met. The budget would have to be at least "
        "£100,000. Made up at 100% or more would have to go."
    )


def test_a_floor_that_nothing_reaches_stands_alone() -> None:
    # The partner gains at most 50,000, with B.
    found, sentence = said(values_with(candidates({}, {}), [1e6], floor=(60_000, (0, 50_000), (0, 0))))
    assert [clash.needed for clash in found.clashes] == [pytest.approx(50_000, abs=1e-3)]
    assert sentence == (
        "The floor of £60,000 for the NHS cannot be met by any choice. The most that the NHS can have is £50,000."
    )


def test_a_floor_and_a_budget() -> None:
    # 50,000 for the partner need all of B, which costs 100,000; with 80,000 it is 40,000.
    found, sentence = said(values_with(candidates({}, {}), [80_000], floor=(50_000, (0, 50_000), (0, 0))))
    assert [clash.needed for clash in found.clashes] == pytest.approx([100_000, 40_000], abs=1e-3)
    assert sentence == (
        "The budget of £80,000 and the floor of £50,000 for the NHS cannot both be met. The budget would have to be at "
        "least £100,000. The most that the NHS can have is £40,000."
    )


def test_two_that_must_be_funded_and_one_budget_are_three_limits() -> None:
    found, sentence = said(values_with(candidates({"required": 1.0}, {"required": 0.5}), [120_000]))
    assert len(found.clashes) == 3
    assert sentence.startswith(
        "The budget of £120,000, Made up at 100% or more and Made up at 50% or more cannot all be"
    )
    assert "The budget would have to be at least £150,000." in sentence


@pytest.mark.parametrize("dropped", [0, 1])
def test_without_any_one_of_them_the_others_can_be_met(dropped: int) -> None:
    values = values_with(candidates({}, {}), [80_000], floor=(50_000, (0, 50_000), (0, 0)))
    loose = replace(
        values.problem,
        budgets=(Budget(1e9 if dropped == 0 else 80_000),),
        floors=(Floor(-1e9 if dropped == 1 else 50_000, ALONE),),
    )
    assert conflict(replace(values, problem=loose)).by_overlap  # met without overlap: nothing clashes


def test_a_minimum_scale_counts_in_what_must_be_funded() -> None:
    found, sentence = said(values_with(candidates({}, {"required": 0.2, "least": 0.6}), [50_000]))
    assert found.clashes[0].needed == pytest.approx(60_000, abs=1e-3)
    assert "Made up at 60% or more" in sentence
