"""Figures and values of parameters, in words."""

from __future__ import annotations

import pytest

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.sector import PERSPECTIVES
from roi_model.inputs.parameter_set import parameter_set, preset_names
from roi_model.outputs.figure_words import (
    figure_amount,
    figure_name,
    for_whom,
    range_in_words,
    short_value,
    value_in_words,
)


@pytest.mark.parametrize(
    ("perspective", "words"),
    [
        ("societal", "over 5 years"),
        ("public_sector", "for the public sector over 5 years"),
        ("health_and_social_care", "for health and social care over 5 years"),
        ("nhs", "for the NHS over 5 years"),
        ("local_government", "for local government over 5 years"),
        ("exchequer", "for the exchequer over 5 years"),
        ("voluntary_sector", "for the voluntary sector over 5 years"),
        ("wider_society", "for wider society over 5 years"),
    ],
)
def test_every_perspective_reads_as_part_of_a_sentence(perspective: str, words: str) -> None:
    assert for_whom(Output(Measure.NET, 5, View(PERSPECTIVES[perspective]))) == words


def test_what_is_left_out_stands_in_brackets() -> None:
    output = Output(Measure.NET, 1, View().cash.undiscounted)
    assert for_whom(output) == "over 1 year (cash only, not discounted)"
    assert figure_name(output) == "net benefit"


def test_a_return_is_written_with_pence() -> None:
    assert figure_amount(Output(Measure.RETURN, 5), 2.6) == "£2.60"
    assert figure_amount(Output(Measure.NET, 5), -1_234_567) == "−£1.23m"


@pytest.mark.parametrize(
    ("value", "unit", "words", "short"),
    [
        (410, "£ per client", "£410 per client", "£410"),
        (0.0419, "share averted", "4.19%", "4.19%"),
        (1, "probability", "100%", "100%"),
        (0.063, "12-month risk", "6.3%", "6.3%"),
        (0.0204, "standardised mean difference", "0.0204", "0.0204"),
        (-0.5, "standardised mean difference", "−0.5", "−0.5"),
        (0.873, "odds ratio", "0.873", "0.873"),
        (1, "years", "1 year", "1"),
        (3, "years", "3 years", "3"),
        (23.94, "days per case per year", "23.9 days per case per year", "23.9"),
        (0.000101, "deaths per resident per year", "10.1 deaths per 100,000 residents per year", "10.1 per 100,000"),
        (1.5, "times today's", "1.5 times today's", "× 1.5"),
        (1_234_567, "people", "1,230,000 people", "1,230,000"),
        (0, "share of adults", "0%", "0%"),
    ],
)
def test_values_are_written_in_their_unit(value: float, unit: str, words: str, short: str) -> None:
    assert value_in_words(value, unit) == words
    assert short_value(value, unit) == short


def test_a_range_has_the_words_of_its_unit_once() -> None:
    assert range_in_words(1, 10, "years") == "1 year to 10 years"
    assert range_in_words(2, 10, "years") == "2 to 10 years"
    assert range_in_words(0.0000098, 0.0000104, "deaths per resident per year") == (
        "0.98 to 1.04 deaths per 100,000 residents per year"
    )


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_no_value_of_any_parameter_needs_an_exponent(name: str) -> None:
    for preset in preset_names(name):
        for parameter in parameter_set(name, preset):
            for number in (parameter.value, parameter.low, parameter.high):
                if number is not None:
                    assert "e-" not in short_value(number, parameter.unit)
