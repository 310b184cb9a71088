"""Numbers as a reader sees them: £1.2m, £340, 2.37, 83%."""

from __future__ import annotations

import math
from collections.abc import Sequence

from roi_model.analysis.estimate import Chance, Estimate

NOT_DEFINED = "not defined"
BILLION, MILLION, THOUSAND = 1e9, 1e6, 1e3
MINUS = "−"


def pounds(amount: float) -> str:
    """Write money to about three significant figures.

    Examples
    --------
    >>> [pounds(x) for x in (1_234_567, 98_765_432, 340.4, 12_345, -2_000_000_000, 1.578, 0)]
    ['£1.23m', '£98.8m', '£340', '£12,300', '−£2.00bn', '£1.58', '£0']
    """
    size = abs(amount)
    sign = MINUS if amount < 0 else ""
    # A figure that rounds up to the next unit is written in it: £999,999 is £1.00m.
    if size >= 0.9995 * BILLION:
        return f"{sign}£{_three_figures(size / BILLION)}bn"
    if size >= 0.9995 * MILLION:
        return f"{sign}£{_three_figures(size / MILLION)}m"
    if size >= 0.9995 * THOUSAND:
        return f"{sign}£{_rounded(size):,.0f}"
    if size < 0.005:
        return "£0"
    return f"{sign}£{size:.0f}" if size >= 9.995 else f"{sign}£{size:.2f}"


def count(number: float) -> str:
    """Write a number of people or cases.

    Examples
    --------
    >>> [count(x) for x in (10_123.4, 12.34, 0.1234, 0.004, 0)]
    ['10,100', '12.3', '0.12', '<0.01', '0']
    """
    if number == 0:
        return "0"
    if 0 < number < 0.005:
        return "<0.01"
    if abs(number) >= 99.95:
        return f"{math.copysign(_rounded(abs(number)), number):,.0f}"
    return f"{number:.1f}" if abs(number) >= 9.995 else f"{number:.2f}"


def plain_number(number: float) -> str:
    """Write a parameter's number as it was given, to four digits where it is not whole.

    Examples
    --------
    >>> [plain_number(x) for x in (16386, 12289.5, 0.53133, 5, 10.1e-5)]
    ['16,386', '12,290', '0.5313', '5', '0.000101']
    """
    if abs(number) >= THOUSAND:
        return f"{number:,.0f}"
    return f"{number:.4f}".rstrip("0").rstrip(".") if abs(number) >= 0.1 else f"{number:.4g}"


def percent(share: float) -> str:
    """Write a chance; one that every draw agrees on is not called certain.

    Examples
    --------
    >>> [percent(x) for x in (0.834, 0.9999, 0.0, 1.0)]
    ['83%', '>99%', '<1%', '>99%']
    """
    if share <= 0.005:
        return "<1%"
    return ">99%" if share >= 0.995 else f"{share:.0%}"


def coverage(share: float) -> str:
    """Write the share of the eligible that is reached, to three figures.

    Examples
    --------
    >>> [coverage(x) for x in (0.1, 1, 0, 0.12345, 0.0004, 0.99999)]
    ['10%', '100%', '0%', '12.3%', '0.04%', '100%']
    """
    return f"{float(f'{share * 100:.3g}'):g}%"


def whole_coverage(share: float) -> str:
    """Write the share of the eligible that a choice reaches, in whole percent.

    Examples
    --------
    >>> [whole_coverage(x) for x in (0.3, 1, 0, 0.0268, 0.00897, 0.997, 0.99999999)]
    ['30%', '100%', '0%', '3%', '<1%', '>99%', '100%']
    """
    if coverage(share) in {"0%", "100%"}:
        return coverage(share)
    return "<1%" if share < 0.00995 else ">99%" if share > 0.995 else f"{share:.0%}"


def in_sentence(share: str) -> str:
    """Return a share as it stands inside a sentence.

    Examples
    --------
    >>> in_sentence("<1%"), in_sentence("12%")
    ('less than 1%', '12%')
    """
    return share.replace(">", "more than ").replace("<", "less than ")


def listed(things: Sequence[str]) -> str:
    """Write a list as in a sentence.

    Examples
    --------
    >>> listed(["Leeds"]), listed(["Leeds", "Bradford", "Wakefield"])
    ('Leeds', 'Leeds, Bradford and Wakefield')
    """
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def percent_in_sentence(share: float) -> str:
    """Write a chance inside a sentence.

    Examples
    --------
    >>> [percent_in_sentence(x) for x in (0.834, 0.9999, 0.0)]
    ['83%', 'more than 99%', 'less than 1%']
    """
    return in_sentence(percent(share))


def small_share(share: float) -> str:
    """Write a share that may be small; one that is not 0 is never written as 0.

    Examples
    --------
    >>> [small_share(x) for x in (0.0123, 0.0003, 0.0)]
    ['1.2%', '<0.1%', '0.0%']
    """
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"


def points(share: float) -> str:
    """Write the error of a chance, in percentage points.

    Examples
    --------
    >>> points(0.0044)
    '0.4 points'
    """
    return f"{share * 100:.1f} points"


def ratio(value: float) -> str:
    """Write a return per £1 with pence.

    Examples
    --------
    >>> ratio(2.3652), ratio(-0.5)
    ('£2.37', '−£0.50')
    """
    return f"{MINUS if value <= -0.005 else ''}£{abs(value):.2f}"


def ratio_mean(figure: Estimate | None) -> str:
    """Write the mean of a ratio, or that it is not defined."""
    return NOT_DEFINED if figure is None else ratio(figure.mean)


def ratio_base(figure: Estimate | None) -> str:
    """Write the base case of a ratio, or that it is not defined."""
    return NOT_DEFINED if figure is None else ratio(figure.base)


def ratio_error(figure: Estimate | None) -> str:
    """Write the Monte Carlo standard error of a ratio."""
    return "" if figure is None else f"£{figure.error:.3f}"


def ratio_interval(figure: Estimate | None) -> str:
    """Write the 95% interval of a ratio."""
    return "" if figure is None else f"{ratio(figure.low)} to {ratio(figure.high)}"


def pounds_interval(figure: Estimate) -> str:
    """Write the 95% interval of an amount of money."""
    return f"{pounds(figure.low)} to {pounds(figure.high)}"


def count_interval(figure: Estimate) -> str:
    """Write the 95% interval of a number of people or cases."""
    return f"{count(figure.low)} to {count(figure.high)}"


def chance_in_words(figure: Chance) -> str:
    """Write a chance."""
    return percent(figure.probability)


def year_in_words(payback: int | None, horizon: int) -> str:
    """Write a payback year.

    Examples
    --------
    >>> year_in_words(3, 5), year_in_words(None, 5)
    ('year 3', 'not in 5 years')
    """
    if payback is not None:
        return f"year {payback}"
    return f"not in {horizon} year{'s' if horizon > 1 else ''}"


def years(horizon: int) -> str:
    """Write a time horizon.

    Examples
    --------
    >>> years(1), years(5)
    ('1 year', '5 years')
    """
    return f"{horizon} year{'s' if horizon > 1 else ''}"


def _three_figures(number: float) -> str:
    if number >= 99.95:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 9.995 else f"{number:.2f}"


def _rounded(number: float) -> float:
    return round(number, 2 - math.floor(math.log10(number)))
