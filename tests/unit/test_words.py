"""Numbers as a reader sees them."""

import pytest

from roi_model.analysis.estimate import Chance, Estimate
from roi_model.outputs import words

FIGURE = Estimate(base=2.5, mean=2.375, low=-0.5, high=3.0, error=0.01, low_error=0.02, high_error=0.03)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "£0"),
        (0.004, "£0"),
        (0.006, "£0.01"),
        (1.578, "£1.58"),
        (9.994, "£9.99"),
        (9.996, "£10"),
        (340.4, "£340"),
        (999.4, "£999"),
        (999.6, "£1,000"),
        (12_345, "£12,300"),
        (999_400, "£999,000"),
        (999_500, "£1.00m"),
        (1_234_567, "£1.23m"),
        (9_996_000, "£10.0m"),
        (98_765_432, "£98.8m"),
        (123_456_789, "£123m"),
        (999_600_000, "£1.00bn"),
        (2e9, "£2.00bn"),
        (1234e9, "£1,234bn"),
        (-340.4, "−£340"),
        (-1_234_567, "−£1.23m"),
    ],
)
def test_money_to_three_figures(amount: float, written: str) -> None:
    assert words.pounds(amount) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (0.1234, "0.12"),
        (9.996, "10.0"),
        (12.34, "12.3"),
        (99.96, "100"),
        (10_123.4, "10,100"),
        (1_234_567, "1,230,000"),
        (-250.4, "-250"),
    ],
)
def test_counts_to_three_figures(number: float, written: str) -> None:
    assert words.count(number) == written


@pytest.mark.parametrize("number", [0.004, 1e-6])
def test_a_count_that_is_not_zero_is_not_written_as_zero(number: float) -> None:
    assert words.count(number).startswith("<")


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "<1%"), (0.004, "<1%"), (0.006, "1%"), (0.834, "83%"), (0.994, "99%"), (0.996, ">99%"), (1, ">99%")],
)
def test_no_chance_is_called_certain_or_impossible(share: float, written: str) -> None:
    assert words.percent(share) == written
    assert words.chance_in_words(Chance(share, 0.1)) == written


@pytest.mark.parametrize(
    ("value", "written"), [(2.3652, "£2.37"), (0, "£0.00"), (-0.004, "£0.00"), (-0.5, "−£0.50"), (12.345, "£12.35")]
)
def test_returns_with_pence(value: float, written: str) -> None:
    assert words.ratio(value) == written


def test_a_ratio_that_is_not_defined_says_so() -> None:
    assert words.ratio_mean(None) == words.ratio_base(None) == "not defined"
    assert words.ratio_interval(None) == ""
    assert (words.ratio_mean(FIGURE), words.ratio_base(FIGURE)) == ("£2.38", "£2.50")
    assert words.ratio_interval(FIGURE) == "−£0.50 to £3.00"
    assert words.pounds_interval(FIGURE) == "−£0.50 to £3.00"


def test_years() -> None:
    assert (words.years(1), words.years(5)) == ("1 year", "5 years")
    assert words.year_in_words(3, 5) == "year 3"
    assert (words.year_in_words(None, 1), words.year_in_words(None, 5)) == ("not in 1 year", "not in 5 years")
