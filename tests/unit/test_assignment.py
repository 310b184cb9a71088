"""What a user sets by hand."""

import pytest
from builders import certain, uncertain
from pydantic import ValidationError

from roi_model.inputs.assignment import Assignment, parse_assignment, parse_number
from roi_model.inputs.parameter import Checked, Kind
from roi_model.inputs.refusal import InputError


@pytest.mark.parametrize(
    ("text", "number"),
    [("1200", 1200), ("1,200", 1200), ("£1,200.50", 1200.5), (" 0.2 ", 0.2), ("20%", 0.2), ("1e3", 1000), ("-3", -3)],
)
def test_numbers_as_people_type_them(text: str, number: float) -> None:
    assert parse_number(text, "coverage") == number


@pytest.mark.parametrize("text", ["", "many", "1.2.3", "--1", "20%%", "£"])
def test_what_is_no_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_number(text, "coverage")
    assert caught.value.problems == (f"coverage is '{text}'; it must be a number.",)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999"])
def test_a_number_that_is_not_finite_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=f"^coverage is '{text}'; it must be a finite number\\.$"):
        parse_number(text, "coverage")


@pytest.mark.parametrize("text", ["1,2", "0,5", "12,34"])
def test_a_decimal_comma_is_not_taken_for_a_thousands_separator(text: str) -> None:
    with pytest.raises(InputError, match=f"^coverage is '{text}'; it must be a number"):
        parse_number(text, "coverage")


@pytest.mark.parametrize(
    ("text", "assignment"),
    [
        ("coverage=0.2", Assignment(None, "coverage", 0.2)),
        ("coverage=20%", Assignment(None, "coverage", 0.2)),
        ("debt_advice.coverage=0.2", Assignment("debt_advice", "coverage", 0.2)),
        (" tax_share = 0.2 : 0.1 : 0.3 ", Assignment(None, "tax_share", 0.2, 0.1, 0.3)),
        ("advice_cost=300@2024/25", Assignment(None, "advice_cost", 300, price_year="2024-25")),
        ("advice_cost=300:250:360@2015", Assignment(None, "advice_cost", 300, 250, 360, "2015")),
    ],
)
def test_the_forms_of_an_assignment(text: str, assignment: Assignment) -> None:
    assert parse_assignment(text) == assignment


@pytest.mark.parametrize("text", ["coverage", "=0.2", "coverage=0.2:0.3", "coverage=0.2:0.1:0.3:0.4", ""])
def test_anything_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not of the form NAME=VALUE, NAME=VALUE:LOW:HIGH or, for money, NAME="):
        parse_assignment(text)


def test_a_bad_interval_or_price_year_is_refused() -> None:
    with pytest.raises(InputError, match=r"^advice_cost has the interval 360 to 250; low must be below high\.$"):
        parse_assignment("advice_cost=300:360:250@2015")
    with pytest.raises(InputError, match="^The price year is '2015-17'; a financial year ends the year after"):
        parse_assignment("advice_cost=300@2015-17")


@pytest.mark.parametrize("value", [240, 370])
def test_a_value_outside_its_own_interval_is_refused(value: float) -> None:
    with pytest.raises(InputError, match=f"advice_cost is {value}; it must lie between low and high, 250 and 360"):
        parse_assignment(f"advice_cost={value}:250:360@2015")


def test_a_value_alone_is_known_for_certain() -> None:
    changed = Assignment(None, "visit_cost", 90, price_year="2024-25").applied_to(uncertain("visit_cost", 80, 120))
    assert (changed.value, changed.low, changed.high, changed.is_uncertain) == (90, None, None, False)
    assert (changed.price_year, changed.source, changed.kind) == ("2024-25", "user", Kind.DECISION)
    assert changed.stream == "test.visit_cost"


def test_a_value_with_an_interval_is_drawn_from_it() -> None:
    parameter = uncertain("visit_cost", 80, 120)
    changed = Assignment(None, "visit_cost", 300, 250, 360, "2024-25").applied_to(parameter)
    assert (changed.value, changed.low, changed.high) == (300, 250, 360)
    assert changed.distribution is parameter.distribution
    assert (changed.source, changed.checked, changed.interval_checked) == ("user", Checked.ASSUMED, Checked.ASSUMED)


MONEY = uncertain("visit_cost", 80, 120)
SHARE = uncertain("share", 0.4, 0.6, unit="share", distribution="beta", price_year=None)
YEARS = certain("years", 2, unit="years", kind="structural", minimum=1, maximum=10, whole=True)


@pytest.mark.parametrize(
    ("parameter", "assignment", "problem"),
    [
        (SHARE, Assignment(None, "share", 1.2), "share is 1.2; it must be a number between 0 and 1."),
        (SHARE, Assignment(None, "share", 0.5, 0.4, 1.2), "share is 1.2; it must be a number between 0 and 1."),
        (
            MONEY,
            Assignment(None, "visit_cost", -5, price_year="2015"),
            "visit_cost is -5; it must be a number of 0 or more.",
        ),
        (YEARS, Assignment(None, "years", 2.5), "years is 2.5; it must be a whole number between 1 and 10."),
        (YEARS, Assignment(None, "years", 0), "years is 0; it must be a whole number between 1 and 10."),
        (
            MONEY,
            Assignment(None, "visit_cost", 90),
            "visit_cost is money (£ per visit) and needs a price year: write visit_cost=90@2024-25.",
        ),
        (
            SHARE,
            Assignment(None, "share", 0.5, price_year="2015"),
            "share is not money (share); leave out the price year 2015.",
        ),
        (
            YEARS,
            Assignment(None, "years", 2, 1, 3),
            "years is a structural parameter and has no interval; give one number.",
        ),
    ],
)
def test_what_a_parameter_cannot_take_is_refused(parameter: object, assignment: Assignment, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        assignment.applied_to(parameter)  # type: ignore[arg-type]
    assert caught.value.problems == (problem,)


def test_an_interval_that_does_not_fit_the_distribution_is_refused() -> None:
    with pytest.raises((InputError, ValidationError), match="interval 0 to 1 does not fit a beta distribution"):
        Assignment(None, "share", 0.5, 0, 1).applied_to(SHARE)


def test_a_price_year_without_an_index_is_refused() -> None:
    with pytest.raises((InputError, ValidationError), match="no price index for 1990"):
        Assignment(None, "visit_cost", 90, price_year="1990").applied_to(MONEY)
