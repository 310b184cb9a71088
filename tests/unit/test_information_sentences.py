"""What the value of information says to a board: wording and numbers."""

from dataclasses import replace

import pytest
from choices import choice_of

from roi_model.analysis.decision import SimulatedDecision
from roi_model.analysis.estimate import Chance
from roi_model.analysis.information.value import Estimator, Information, PartialInformation, Worth
from roi_model.outputs.information_sentences import (
    ESTIMATES_DEFINED,
    PARTIAL_DEFINED,
    PERFECT_DEFINED,
    budget_notes,
    disagreement_notes,
    information_sentence,
    part_label,
    repeated_sentence,
)
from roi_model.outputs.information_tables import information_table, options_table

TWO = choice_of([[500.0, 0.0], [200.0, 200.0]], [[100.0, 100.0], [100.0, 100.0]], budget=100.0)
ONE = choice_of([[500.0, 0.0]], [[100.0, 100.0]], budget=None)


def part(choice: SimulatedDecision, name: str, value: float, error: float = 1.0, **more: bool) -> PartialInformation:
    """A parameter, or a group of all where the name is no parameter's."""
    unknowns = tuple(each for each in choice.unknowns if each.name == name) or choice.unknowns
    worth = Worth(value, error)
    estimates = {Estimator.SPLINE: worth, Estimator.BINS: Worth(value / 2, error)}
    return PartialInformation(name, unknowns, worth, Estimator.SPLINE, estimates, more.get("agree", True))


def found(choice: SimulatedDecision, *parts: PartialInformation, best: int = 1, perfect: float = 1e6) -> Information:
    singles = tuple(each for each in parts if each.name in {unknown.name for unknown in choice.unknowns})
    groups = tuple(each for each in parts if each not in singles)
    return Information(choice, best, Chance(0.5, 0.1), Worth(perfect, 10.0), singles, groups)


def test_the_sentence_names_what_is_worth_most_and_what_is_worth_nothing() -> None:
    parts = (
        part(TWO, "debt_advice.advice_cost", 600_000),
        part(TWO, "loneliness.advice_cost", 10),
        part(TWO, "effect sizes", 700_000),
        part(TWO, "unit costs", 9_000),
        part(TWO, "quality of life", 0),
    )
    assert information_sentence(found(TWO, *parts)) == (
        "Today the best is choosing made up. Knowing everything for certain before spending £100 in Testborough would "
        "be worth at most £1.00m. Most of that (£600,000, 60%) is “Cost of a visit” (made up). Perfect knowledge of "
        "unit costs or quality of life is worth about nothing."
    )


def test_the_sentence_does_not_call_less_than_half_most() -> None:
    parts = (part(TWO, "debt_advice.advice_cost", 400_000), part(TWO, "effect sizes", 700_000))
    assert "The largest single part of that (£400,000, 40%) is “Cost of a visit”" in information_sentence(
        found(TWO, *parts, best=0)
    )
    assert "Today the best is funding none of them" in information_sentence(found(TWO, *parts, best=0))


@pytest.mark.parametrize(("value", "error"), [(9_000.0, 1.0), (50_000.0, 30_000.0)])
def test_where_no_parameter_alone_is_worth_much_the_sentence_names_a_group(value: float, error: float) -> None:
    parts = (part(TWO, "debt_advice.advice_cost", value, error), part(TWO, "unit costs", 440_000))
    assert information_sentence(found(TWO, *parts)).endswith(
        ". Knowing any one parameter alone is worth about nothing. The largest single part of that (£440,000, 44%) "
        "is all of “unit costs” together."
    )


def test_the_sentence_of_one_intervention_at_its_coverage() -> None:
    parts = (part(ONE, "debt_advice.advice_cost", 0.0),)
    assert information_sentence(found(ONE, *parts, best=0, perfect=11_200)) == (
        "Today the best is not funding made up. Knowing everything for certain before deciding on made up in "
        "Testborough would be worth at most £11,200. Knowing any one parameter alone is worth about nothing."
    )


def test_the_sentence_of_a_certain_decision() -> None:
    parts = (part(ONE, "debt_advice.advice_cost", 0.0),)
    assert information_sentence(found(ONE, *parts, perfect=0)) == (
        "More evidence could not change what is best: made up is, in every draw."
    )
    assert information_sentence(found(ONE, *parts, best=0, perfect=0)) == (
        "More evidence could not change what is best: not funding made up is, in every draw."
    )


def test_the_sentence_of_a_choice_made_once() -> None:
    assert repeated_sentence(1e6, 1) == "For a choice made once, knowing everything is worth at most £1.00m."


def test_a_label_names_the_intervention_only_where_there_are_several() -> None:
    assert part_label(part(TWO, "debt_advice.advice_cost", 1), TWO.decision) == "Cost of a visit (made up)"
    assert part_label(part(ONE, "debt_advice.advice_cost", 1), ONE.decision) == "Cost of a visit"
    first, second = (next(iter(each.parameters.values())) for each in TWO.unknowns)
    shared = replace(TWO.unknowns[0], parameters={0: first, 1: second})
    both = replace(part(TWO, "debt_advice.advice_cost", 1), unknowns=(shared,))
    assert part_label(both, TWO.decision) == "Cost of a visit (2 interventions)"
    assert part_label(part(TWO, "effect sizes", 1), TWO.decision) == "effect sizes"


def test_a_note_names_what_cannot_use_the_whole_budget() -> None:
    capped = choice_of([[500.0], [200.0]], [[40.0], [100.0]], budget=100.0)
    notes = budget_notes(capped)
    assert notes[0].startswith("Each intervention spends £100 (present value of programme cost) in every draw")
    assert notes[1] == "Everyone eligible is reached with less, and the rest is not spent: Made up £40."
    assert len(budget_notes(TWO)) == 1
    assert budget_notes(ONE) == ["The choice is to fund the intervention at its coverage, or not."]


def test_notes_say_which_estimates_disagree_and_what_was_done() -> None:
    large = part(TWO, "effect sizes", 9e5, agree=False)
    settled = replace(large, estimates={**large.estimates, Estimator.NESTED: Worth(8e5, 1.0)})
    assert disagreement_notes(found(TWO, settled)) == [
        "The two estimates disagree, and nested simulation decides: effect sizes.",
    ]
    assert disagreement_notes(found(TWO, part(TWO, "debt_advice.advice_cost", 5))) == []
    single = part(ONE, "debt_advice.advice_cost", 5, agree=False)
    assert disagreement_notes(found(ONE, single)) == [
        "The two estimates disagree, and nested simulation decides: Cost of a visit.",
    ]


def test_definitions_are_in_words() -> None:
    assert "if every parameter were known before choosing" in PERFECT_DEFINED
    assert "with only those known" in PARTIAL_DEFINED
    assert "(nested simulation, 1,000 × 256 draws)" in ESTIMATES_DEFINED


def test_the_table_has_everything_groups_and_parameters_with_each_estimate() -> None:
    parts = (part(TWO, "debt_advice.advice_cost", 400_000), part(TWO, "effect sizes", 700_000))
    table = information_table(found(TWO, *parts), years=2)
    assert table["level"].tolist() == ["everything", "group", "parameter"]
    assert table["value"].tolist() == [1e6, 7e5, 4e5]
    assert table["share_of_evpi"].tolist() == [1, 0.7, 0.4]
    assert table["value_over_years"].tolist() == pytest.approx([v * (1 + 1 / 1.035) for v in (1e6, 7e5, 4e5)])
    assert table["bins"].tolist()[1:] == [350_000, 200_000]
    assert table["nested"].isna().all()
    certain = information_table(found(TWO, *parts, perfect=0), years=1)
    assert certain["share_of_evpi"].isna().all()


def test_the_table_of_options_begins_with_none() -> None:
    table = options_table(TWO)
    assert table["option"].tolist() == ["none", "debt_advice", "loneliness"]
    assert table["net_benefit"].tolist() == [0, 150, 100]
    assert table["spent"].tolist() == [0, 100, 100]
    assert table["chance_highest"].tolist() == [0, 0.5, 0.5]
