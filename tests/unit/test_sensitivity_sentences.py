"""The sentences of global sensitivity: wording and numbers."""

from __future__ import annotations

import pytest

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.sensitivity.indices import Effect, Effects, Index, Indices
from roi_model.analysis.sensitivity.question import Question
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.outputs.sensitivity_sentences import (
    accuracy_note,
    evaluations_note,
    morris_sentence,
    pairs_note,
    share,
    share_interval,
    sobol_sentence,
)
from roi_model.outputs.sensitivity_tables import effects_table, indices_table

CASE = build_case("debt_advice", find_area(["Leeds"]))
COST, WITH, WITHOUT, RISK, NHS_COST = (
    "advice_cost",
    "resolved_with_advice",
    "resolved_without_advice",
    "risk_in_debt",
    "nhs_cost_per_case",
)
LABELS = {
    COST: "“Cost of face-to-face debt advice”",
    WITH: "“Chance that debt becomes manageable with advice”",
    WITHOUT: "“Chance that debt becomes manageable without advice”",
    RISK: "“Risk of depression or anxiety in a year with unmanageable debt”",
    NHS_COST: "“NHS care of an adult with depression or anxiety”",
}


def question(output: Output | None = None) -> Question:
    return Question(CASE, Analysis(), output or Output(Measure.RETURN, 5))


def indices(first: dict[str, float], total: dict[str, float] | None = None, margin: float = 0.02) -> Indices:
    return Indices(
        tuple(first),
        100,
        tuple(Index(share, margin) for share in first.values()),
        tuple(Index(share, margin) for share in (total or {}).values()),
    )


def test_two_numbers_that_explain_most_are_named_with_their_shares() -> None:
    found = indices({NHS_COST: 0.02, WITH: 0.28, COST: 0.34, RISK: 0.2})
    assert sobol_sentence(question(), found) == (
        "Two numbers explain most of the uncertainty in the return per £1 of debt advice over 5 years: "
        f"{LABELS[COST]} (34%) and {LABELS[WITH]} (28%)."
    )


def test_one_number_may_be_enough() -> None:
    output = Output(Measure.NET, 1, View((Sector.NHS,)).cash)
    assert sobol_sentence(question(output), indices({COST: 0.97, WITH: 0.03})) == (
        "One number explains most of the uncertainty in the net present value of debt advice for the NHS over 1 year "
        f"(cash only): {LABELS[COST]} (97%)."
    )
    assert sobol_sentence(question(), indices({COST: 1.003})).endswith(f": {LABELS[COST]} (100%).")


def test_exactly_half_is_not_most() -> None:
    assert sobol_sentence(question(), indices({COST: 0.5, WITH: 0.3, RISK: 0.2})).startswith("Two numbers explain most")


def test_three_numbers_may_be_needed_and_more_are_not_named() -> None:
    found = indices({COST: 0.2, WITH: 0.19, WITHOUT: 0.18, RISK: 0.17})
    assert sobol_sentence(question(), found) == (
        "Three numbers explain most of the uncertainty in the return per £1 of debt advice over 5 years: "
        f"{LABELS[COST]} (20%), {LABELS[WITH]} (19%) and {LABELS[WITHOUT]} (18%)."
    )
    found = indices({COST: 0.16, WITH: 0.15, WITHOUT: 0.14, RISK: 0.13, NHS_COST: 0.12})
    assert sobol_sentence(question(), found) == (
        "No three numbers explain most of the uncertainty in the return per £1 of debt advice over 5 years; the "
        f"largest are {LABELS[COST]} (16%), {LABELS[WITH]} (15%) and {LABELS[WITHOUT]} (14%)."
    )


def test_interactions_are_told_where_the_total_stands_clear_of_the_share_alone() -> None:
    found = indices({COST: 0.4, WITH: 0.3, RISK: 0.1}, {COST: 0.52, WITH: 0.46, RISK: 0.12})
    assert sobol_sentence(question(), found) == (
        "Two numbers explain most of the uncertainty in the return per £1 of debt advice over 5 years: "
        f"{LABELS[COST]} (40%) and {LABELS[WITH]} (30%). Some of it is how numbers combine; what weighs more with "
        f"interactions counted: {LABELS[WITH]} (46%, not 30%) and {LABELS[COST]} (52%, not 40%)."
    )


def test_interactions_inside_the_error_or_small_are_not_told() -> None:
    assert "combine" not in sobol_sentence(question(), indices({COST: 0.6, WITH: 0.3}, {COST: 0.66, WITH: 0.36}, 0.04))
    assert "combine" not in sobol_sentence(question(), indices({COST: 0.6, WITH: 0.3}, {COST: 0.64, WITH: 0.34}, 0.001))


def test_where_numbers_explain_little_alone_the_rest_is_how_they_combine() -> None:
    alone, together = {COST: 0.2, WITH: 0.1, RISK: -0.02}, {COST: 0.9, WITH: 0.8, RISK: 0.1}
    assert sobol_sentence(question(), indices(alone, together)) == (
        "One by one the numbers explain 28% of the uncertainty in the return per £1 of debt advice over 5 years; the "
        f"rest is how they combine. Counted with its interactions, the largest share is that of {LABELS[COST]} (90%)."
    )
    assert sobol_sentence(question(), indices(alone)).endswith(
        "the rest is how they combine, which only the analysis without --from-draws can show."
    )
    nothing = sobol_sentence(question(), indices({COST: -0.01, WITH: 0.0}, {COST: 1.0, WITH: 1.0}))
    assert nothing.startswith("One by one the numbers explain about 0 of the uncertainty")


def test_U19_a_negative_share_is_shown_as_about_0_with_its_interval() -> None:
    negative = Index(-0.012, 0.03)
    assert share(negative) == "about 0"
    assert share_interval(negative) == "−4% to 2%"
    assert share(Index(0.0051, 0.0)) == "1%"
    assert share_interval(Index(0.001, 0.002)) == "0% to 0%"


def test_accuracy_tells_the_widest_interval_and_what_cannot_be() -> None:
    found = Indices((COST, WITH), 100, (Index(0.9, 0.05), Index(-0.02, 0.03)), (Index(0.9, 0.12), Index(0.1, 0.01)))
    assert accuracy_note(found) == "The widest 95% interval is ±12 points."
    pair = Indices((COST, WITH), 100, found.first, found.total, ((COST, WITH, Index(-0.3, 0.1)),))
    assert accuracy_note(pair).endswith(
        "That of advice_cost with resolved_with_advice lies below 0, where no share can be: more evaluations "
        "are needed."
    )


def test_pairs_that_surely_act_together_are_named_three_at_most() -> None:
    clear = tuple((COST, name, Index(0.1 + number / 100, 0.05)) for number, name in enumerate(LABELS) if name != COST)
    unclear = ((WITH, RISK, Index(0.04, 0.05)),)
    assert pairs_note(Indices((), 1, (), (), unclear)) == "Of 1 pair, none has an interval wholly above 0."
    assert pairs_note(Indices((), 1, (), (), (*clear[:1], *unclear))) == (
        "Of 2 pairs, 1 has an interval wholly above 0: advice_cost with resolved_with_advice (11%)."
    )
    assert pairs_note(Indices((), 1, (), (), (*clear, *unclear))) == (
        "Of 5 pairs, 4 have an interval wholly above 0; the largest are advice_cost with nhs_cost_per_case (14%), "
        "advice_cost with risk_in_debt (13%), advice_cost with resolved_without_advice (12%)."
    )
    assert pairs_note(indices({COST: 1.0})) == ""


def effects(mu_star: dict[str, float]) -> Effects:
    return Effects(tuple(mu_star), 65, tuple(Effect(-size, size, size / 10, size / 5) for size in mu_star.values()))


@pytest.mark.parametrize(
    ("mu_star", "end"),
    [
        ({COST: 1.5}, "."),
        ({COST: 1.5, WITH: 1.0}, f"; next is {LABELS[WITH]}, by £1.00."),
        ({COST: 1.5, WITH: 0.1}, ". Of 2 uncertain numbers, 1 moves it by a tenth of that or less."),
        (
            {WITH: 1.0, COST: 1.5, RISK: 0.15, NHS_COST: 0.0},
            f"; next is {LABELS[WITH]}, by £1.00. Of 4 uncertain numbers, 2 move it by a tenth of that or less.",
        ),
    ],
)
def test_what_moves_a_return_is_named_in_pounds_and_pence(mu_star: dict[str, float], end: str) -> None:
    assert morris_sentence(question(), effects(mu_star)) == (
        f"The number that moves the return per £1 of debt advice over 5 years most is {LABELS[COST]}: by £1.50 on "
        f"average from one end of its interval to the other{end}"
    )


def test_what_moves_an_amount_is_in_pounds() -> None:
    net = Output(Measure.NET, 5)
    assert "by £1.50m on average" in morris_sentence(question(net), effects({COST: 1.5e6}))


def test_evaluations_are_counted() -> None:
    assert evaluations_note(26_624) == "26,624 evaluations of its own; the draws of the simulation are not used."


def test_tables_hold_every_estimate_as_it_is() -> None:
    found = Indices((COST, WITH), 9, (Index(-0.01, 0.02), Index(0.9, 0.1)), (), ((COST, WITH, Index(0.1, 0.3)),))
    table = indices_table(question(), found)
    assert list(table["order"]) == ["first", "first", "second"]
    assert list(table["parameter"]) == [COST, WITH, COST]
    assert list(table["with"]) == ["", "", WITH]
    assert list(table["estimate"]) == [-0.01, 0.9, 0.1]
    assert list(table["low"]) == pytest.approx([-0.03, 0.8, -0.2], rel=1e-12)
    assert list(table["high"]) == pytest.approx([0.01, 1.0, 0.4], rel=1e-12)
    assert set(table["figure"]) == {"return per £1, over 5 years"}
    row = effects_table(question(), effects({COST: 2.0})).iloc[0]
    assert (row["mu"], row["mu_star"], row["sigma"]) == (-2.0, 2.0, 0.4)
    assert (row["mu_star_low"], row["mu_star_high"]) == pytest.approx((1.8, 2.2), rel=1e-12)
