"""What somebody typed into a cell is understood or refused, never misread."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.typed_cell import Expected, TypedCell, number_in, price_year_in, text_in

MONEY = Expected("£ per client", is_money=True, is_share=False)
SHARE = Expected("share of people", is_money=False, is_share=True)
DAYS = Expected("days", is_money=False, is_share=False)


def cell(value: object, number_format: str = "General", *, formula: bool = False, is_error: bool = False) -> TypedCell:
    return TypedCell("Inputs!C12", value, formula, is_error, number_format)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1200, 1200), ("1200", 1200), ("1,200", 1200), ("12,345,678.9", 12345678.9), (" 1200 ", 1200),
        ("\u00a01200\u00a0", 1200), ("1.5e3", 1500), ("−3", -3), ("-3", -3), ("+3", 3), (".5", 0.5), ("5.", 5),
    ],
)  # fmt: skip
def test_a_plain_number_is_understood(value: object, number: float) -> None:
    assert number_in(cell(value), DAYS) == number


@pytest.mark.parametrize(
    ("value", "number"), [("£1,200", 1200), ("£ 1200.50", 1200.5), ("-£5", -5), ("1,200", 1200), (" £5 ", 5)]
)
def test_money_may_have_a_pound_sign(value: str, number: float) -> None:
    assert number_in(cell(value), MONEY) == number


@pytest.mark.parametrize(("value", "number"), [("12%", 0.12), ("12 %", 0.12), ("0.5%", 0.005), ("0.5", 0.5)])
def test_a_share_may_be_a_percentage(value: str, number: float) -> None:
    assert number_in(cell(value), SHARE) == pytest.approx(number, rel=1e-15)


def refusal(typed: TypedCell, expected: Expected) -> str:
    with pytest.raises(InputError) as refused:
        number_in(typed, expected)
    (sentence,) = refused.value.problems
    assert sentence.startswith("Inputs!C12 ")
    return sentence


@pytest.mark.parametrize("value", ["1.200,5", "0,5", "0,125", "1,20", "-3,5", "12.345.678,90"])
def test_a_decimal_comma_is_refused(value: str) -> None:
    assert "write a decimal point" in refusal(cell(value), DAYS)


@pytest.mark.parametrize(
    "value",
    [
        "1 200", "1\u00a0200", "1'200", "12,34,567", "£1.2m", "(5)", "1_000", "about 5", "5 to 6", "nan", "inf", "١٢",
        "$5", "€5", "5%%", "%", "£", "--5", "1e", "0x10", "££5", "5£",
    ],
)  # fmt: skip
def test_what_is_no_number_as_it_is_written_in_england_is_refused(value: str) -> None:
    for expected in (DAYS, MONEY, SHARE):
        assert "which is not a number" in refusal(cell(value), expected)


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        ("£5", DAYS, "its unit is 'days', not pounds"),
        ("£5", SHARE, "not pounds"),
        ("12%", DAYS, "without a percent sign"),
        ("12%", MONEY, "without a percent sign"),
        ("1e999", DAYS, "must be a finite number"),
        (float("nan"), DAYS, "must be a finite number"),
        (True, DAYS, "is TRUE; it must be a number"),
        (False, SHARE, "is FALSE"),
        (date(2025, 3, 1), DAYS, "holds a date"),
        (datetime(2025, 3, 1), DAYS, "holds a date"),
        (time(12, 30), DAYS, "holds a date"),
        (timedelta(hours=30), DAYS, "holds a date"),
        (None, DAYS, "is empty"),
        ("", DAYS, "is empty"),
        ("[z]", DAYS, "is empty"),
    ],
)
def test_what_does_not_belong_there_is_refused(value: object, expected: Expected, said: str) -> None:
    assert said in refusal(cell(value), expected)


def test_a_number_shown_as_a_percentage_is_the_share_that_it_is() -> None:
    assert number_in(cell(0.12, "0%"), SHARE) == 0.12
    for unit in (DAYS, MONEY):
        with pytest.raises(InputError, match=r"is shown as a percentage \(12.000000%\), but its unit is"):
            number_in(cell(0.12, "0.00%"), unit)


def test_formulas_count_with_the_result_they_had_and_errors_are_refused() -> None:
    assert number_in(cell(300.0, formula=True), MONEY) == 300
    with pytest.raises(InputError, match="holds a formula whose result is not in the file; open the file"):
        number_in(cell(None, formula=True), MONEY)
    with pytest.raises(InputError, match="holds the error #DIV/0!"):
        number_in(cell("#DIV/0!", is_error=True), MONEY)


@pytest.mark.parametrize(
    ("value", "year"),
    [("2014-15", "2014-15"), ("2014/15", "2014-15"), (" 2015 ", "2015"), (2015, "2015"), (2015.0, "2015")],
)
def test_price_years_are_read_as_they_are_typed(value: object, year: str) -> None:
    assert price_year_in(cell(value)) == year


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2004, 5, 1), "a spreadsheet program made a date of what was typed"),  # what Excel makes of 2004-05
        ("2015-17", "a financial year ends the year after it begins"),
        ("last year", "must be a calendar year"),
        (True, "is TRUE"),
        ("[z]", "is empty"),
    ],
)
def test_what_is_no_price_year_is_refused(value: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        price_year_in(cell(value))


def test_text_is_trimmed() -> None:
    assert text_in(cell("  public_sector ")) == "public_sector"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["{}", "{:,}"]))
def test_every_number_written_the_english_way_is_read_exactly(number: float, form: str) -> None:
    assert number_in(cell(form.format(number)), DAYS) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_no_number_written_with_a_decimal_comma_is_read_as_another(whole: int, part: int) -> None:
    grouped = f"{whole:,}".replace(",", ".")
    with pytest.raises(InputError):
        number_in(cell(f"{grouped},{part:02d}"), DAYS)


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        number = number_in(cell(text), MONEY)
    except InputError:
        return
    assert abs(number) < float("inf")
