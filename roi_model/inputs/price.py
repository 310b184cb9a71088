"""Price years and the GDP deflator: money of one year in the prices of another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.refusal import InputError

FILE = "price_index.yaml"
FINANCIAL_YEAR = re.compile(r"(\d{4})[-/–](\d{2}|\d{4})")
CALENDAR_YEAR = re.compile(r"\d{4}")

Array = NDArray[np.float64]


@lru_cache(maxsize=1024)
def standard_price_year(text: str) -> str:
    """Return the one way a price year is written here: "2009" (calendar) or "2009-10" (financial).

    Parameters
    ----------
    text
        "2009", "2009-10", "2009/10", "2009-2010" or "2009/2010"; spaces do not matter.

    Raises
    ------
    InputError
        When the text is none of these, or the second year is not the one after the first.

    Examples
    --------
    >>> standard_price_year("2009/10"), standard_price_year("2009")
    ('2009-10', '2009')
    """
    compact = "".join(str(text).split())
    if CALENDAR_YEAR.fullmatch(compact):
        return compact
    match = FINANCIAL_YEAR.fullmatch(compact)
    if match is None:
        raise InputError(
            f"The price year is '{text}'; it must be a calendar year such as 2009 or a financial year such as 2009-10."
        )
    first, second = match.groups()
    following = f"{int(first) + 1:04d}"
    if second not in (following, following[2:]):
        raise InputError(
            f"The price year is '{text}'; a financial year ends the year after it begins: {first}-{following[2:]}."
        )
    return f"{first}-{following[2:]}"


@lru_cache(maxsize=1024)
def price_index(price_year: str) -> float:
    """Return the GDP deflator of a price year on one ladder, where calendar 2024 is 100.

    Formula: calendar years have the calendar series C; financial years have F·h, where
    h = C[2024] / (F[2023-24]/4 + 3·F[2024-25]/4), because one quarter of 2024 lies in 2023-24
    and three lie in 2024-25.
    Limits: the calendar series is held from 2005 to 2024, the financial one from 2000-01 to 2030-31.

    Raises
    ------
    InputError
        When no index is held for that year; the sentence names the first and last.

    Examples
    --------
    >>> price_index("2024")
    100.0
    >>> round(price_index("2024-25"), 4)
    100.9816
    """
    standard = standard_price_year(price_year)
    ladder = _ladder()
    if standard not in ladder:
        calendar, financial = list(_series("calendar")), list(_series("financial"))
        raise InputError(
            f"There is no price index for {standard}; calendar years run from {calendar[0]} to {calendar[-1]}, "
            f"financial years from {financial[0]} to {financial[-1]}."
        )
    return ladder[standard]


def price_factor(from_year: str, to_year: str) -> float:
    """Return what £1 of one price year is worth in the prices of another: index(to) / index(from).

    Examples
    --------
    >>> round(price_factor("2009/10", "2024/25"), 4)
    1.477
    """
    return price_index(to_year) / price_index(from_year)


@overload
def uprate(amount: float, from_year: str, to_year: str) -> float: ...
@overload
def uprate(amount: Array, from_year: str, to_year: str) -> Array: ...
def uprate(amount: float | Array, from_year: str, to_year: str) -> float | Array:
    """Return an amount of one price year in the prices of another.

    Formula: amount · index(to) / index(from).
    Limits: the same year returns the amount; there and back returns it too.

    Parameters
    ----------
    amount
        £ in prices of ``from_year``: a number, or an array of any shape, such as (draws, 1).
    from_year, to_year
        Price years, calendar or financial.

    Raises
    ------
    InputError
        When there is no index for one of the years.

    Examples
    --------
    >>> round(uprate(80.0, "2009", "2015"), 2)
    88.13
    """
    return amount * price_factor(from_year, to_year)


def price_years() -> tuple[str, ...]:
    """Return every price year that has an index, in order of time."""
    return tuple(sorted(_ladder()))  # "2009" sorts before "2009-10", and begins before it


def is_forecast(price_year: str) -> bool:
    """Whether the index of a price year is a forecast.

    Examples
    --------
    >>> is_forecast("2024-25"), is_forecast("2025-26")
    (False, True)
    """
    standard = standard_price_year(price_year)
    price_index(standard)
    return standard in _series("financial") and standard >= read_yaml(FILE)["financial"]["forecast_from"]


def link() -> float:
    """Return h, which puts the financial years on the calendar years' ladder: 1.009816.

    Examples
    --------
    >>> round(link(), 6)
    1.009816
    """
    entry: dict[str, Any] = read_yaml(FILE)["link"]
    quarters: dict[str, int] = entry["quarters"]
    financial = _series("financial")
    mean = sum(financial[year] * count for year, count in quarters.items()) / sum(quarters.values())
    return _series("calendar")[entry["calendar_year"]] / mean


@lru_cache(maxsize=1)
def _ladder() -> dict[str, float]:
    scale = link()
    return {**_series("calendar"), **{year: index * scale for year, index in _series("financial").items()}}


def _series(name: str) -> dict[str, float]:
    index: dict[str, float] = read_yaml(FILE)[name]["index"]
    return index
