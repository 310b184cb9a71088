from __future__ import annotations

import pytest

from roi_model.analysis.difference import Step, difference
from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference.request_words import difference_sentence, difference_table, signed_pounds

FIRST = Request(areas=("Leeds",), horizon=5, changes={"debt_advice.coverage": 0.1, "coverage": 0.2})
SECOND = Request(areas=("York",), horizon=10, changes={"debt_advice.coverage": 0.3}, perspective="nhs")


def score(asked: Request) -> float:
    """A figure whose parts can be told by hand: place 1, own coverage 10, coverage of all 100, horizon 1000."""
    own = float(asked.changes.get("debt_advice.coverage", 0))
    of_all = float(asked.changes.get("coverage", 0))
    return (asked.areas == ("York",)) + 10 * own + 100 * of_all + 1000 * (asked.horizon or 0)


def test_each_change_is_measured_and_they_add_up() -> None:
    steps = difference(FIRST, SECOND, score)
    assert [step.names for step in steps] == [
        ("place",),
        ("debt_advice.coverage",),
        ("coverage",),
        ("horizon",),
        ("perspective",),
    ]
    assert [step.change for step in steps] == pytest.approx([1, 2, -20, 5000, 0])
    assert sum(step.change for step in steps) == pytest.approx(score(SECOND) - score(FIRST))
    assert (steps[0].before, steps[-1].after) == (score(FIRST), score(SECOND))


def test_two_that_ask_the_same_differ_in_nothing_whatever_they_are_called() -> None:
    assert difference(FIRST, FIRST.changed(name="Again", note="The same."), score) == ()


def test_a_change_that_cannot_stand_alone_goes_with_the_next() -> None:
    def strict(asked: Request) -> float:
        if asked.horizon == 10 and asked.perspective == "societal":
            raise InputError("not so")
        return score(asked)

    steps = difference(FIRST, SECOND, strict)
    assert steps[-1].names == ("horizon", "perspective")
    assert steps[-1].change == pytest.approx(5000)


def test_a_reason_goes_with_its_change() -> None:
    second = FIRST.changed(changes={"debt_advice.coverage": 0.3}, reasons={"debt_advice.coverage": "More advisers."})
    seen: list[Request] = []

    def watched(asked: Request) -> float:
        seen.append(asked)
        Request.read(asked.model_dump(), "The step")  # every step is a request that could be asked
        return score(asked)

    assert len(difference(FIRST, second, watched)) == 2
    assert seen[-1] == second


def test_the_sentence_says_which_is_higher_and_why() -> None:
    steps = [Step(("place",), 5e6, 4e6), Step(("debt_advice.coverage",), 4e6, 4.25e6)]
    assert difference_sentence(steps, ("Leeds", "York")) == (
        "The net present value of “York” is £750,000 below that of “Leeds” (£4.25m and £5.00m). "
        "The largest part: place."
    )
    assert difference_sentence([], ("A", "B")) == "“A” and “B” ask the same, so their figures are the same."
    same = [Step(("horizon",), 1.0, 1.0)]
    assert difference_sentence(same, ("A", "B")) == "The net present values of “A” and “B” are the same, £1.00."


def test_the_table_shows_what_was_chosen_on_both_sides() -> None:
    first = Request(areas=("Leeds",), horizon=5)
    second = Request(
        areas=("York",),
        interventions=("debt_advice",),
        preset="evidence",
        changes={"debt_advice.advice_cost": "300@2024-25", "coverage": 0.3},
        payers={"nhs": 1.0},
        perspective="nhs",
        also_count="qalys",
        price_year="2025-26",
        schedule="review-2026",
        seed=1,
    )
    steps = difference(first, second, lambda _: 0.0)
    table = difference_table(steps, first, second).set_index("What is changed")

    def both(name: str) -> tuple[str, str]:
        return str(table["From"][name]), str(table["To"][name])

    assert both("Place") == ("Leeds", "York")
    assert both("Programmes")[1] == "Debt advice"
    assert both("Numbers behind the model") == ("phe-2017", "evidence")
    assert both("Debt advice: advice cost") == (
        "£265 per client in 2009 prices",
        "£300 per client in 2024-25 prices",
    )
    assert both("All programmes: coverage") == ("10%", "30%")
    assert both("Who pays") == ("as the evidence files give it", "NHS 100%")
    assert both("Years counted") == ("5 years", "as published")
    assert both("Prices of")[1] == "2025-26"
    assert both("Draws of the simulation")[1] == "10,000 random draws, seed 1"
    assert (table["Change in net present value"] == "£0").all()


@pytest.mark.parametrize(("amount", "text"), [(1e6, "+£1.00m"), (-0.001, "£0"), (-5e3, "−£5,000")])
def test_a_change_has_its_sign(amount: float, text: str) -> None:
    assert signed_pounds(amount) == text
