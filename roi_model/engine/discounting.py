"""Dated schedules of discount rates, discount factors and present values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.refusal import InputError, unknown

FILE = "discount_rates.yaml"
DEFAULT_SCHEDULE = "green-book-2026"


@dataclass(frozen=True)
class Band:
    """One rate, as a share a year, from ``first_year`` to ``last_year``; None means for ever."""

    first_year: int
    last_year: int | None
    rate: float


@dataclass(frozen=True)
class Schedule:
    """Discount rates as one edition of the guidance sets them.

    Attributes
    ----------
    name
        The key used in files and commands, such as ``green-book-2026``.
    label
        The name a reader sees.
    date
        When it was published, as year-month-day; empty where it is no publication.
    status
        "in force", "recommended, not adopted" or "sensitivity".
    source
        Key of the bibliography.
    note
        What a reader must know before using it.
    money, qalys
        The bands for costs and money benefits, and for quality-adjusted life years.
    """

    name: str
    label: str
    date: str
    status: str
    source: str
    note: str
    money: tuple[Band, ...]
    qalys: tuple[Band, ...]


def schedule_names() -> tuple[str, ...]:
    """Return the names of all schedules, the default first.

    Examples
    --------
    >>> schedule_names()
    ('green-book-2026', 'green-book-2026-lower', 'review-2026', 'undiscounted')
    """
    return tuple(read_yaml(FILE))


@lru_cache(maxsize=16)
def schedule(name: str = DEFAULT_SCHEDULE) -> Schedule:
    """Return the discount rates of one edition.

    Raises
    ------
    InputError
        When no schedule has that name; the nearest spelling is named.

    Examples
    --------
    >>> schedule("review-2026").status
    'recommended, not adopted'
    """
    entries = read_yaml(FILE)
    if name not in entries:
        raise unknown("discount schedule", name, entries)
    fields: dict[str, Any] = dict(entries[name])
    money, qalys = (_bands(fields.pop(part), name, part) for part in ("money", "qalys"))
    return Schedule(name=name, money=money, qalys=qalys, **fields)


def discount_rate(bands: tuple[Band, ...], year: int) -> float:
    """Return the rate that applies in one year, as a share such as 0.035; year 0 is the first.

    Raises
    ------
    InputError
        When the year lies before the first band.

    Examples
    --------
    >>> discount_rate(schedule("green-book-2026").money, 30), discount_rate(schedule("green-book-2026").money, 31)
    (0.035, 0.03)
    """
    for band in bands:
        if band.first_year <= year and (band.last_year is None or year <= band.last_year):
            return band.rate
    raise InputError(f"There is no discount rate for year {year}; the bands begin at year {bands[0].first_year}.")


def discount_factors(bands: tuple[Band, ...], years: int) -> Array:
    """Return what £1 in each year is worth today, shape (1, years).

    Formula: factor(0) = 1; factor(t) = Π 1/(1 + r(k)) over k = 1 to t.
    Limits: a rate of 0 gives all ones; an infinite rate leaves year 0 alone.

    Parameters
    ----------
    bands
        The rates, from year 0 or 1 on.
    years
        How many years, 0 or more; year 0 is the first.

    Raises
    ------
    InputError
        When ``years`` is below 0.

    Examples
    --------
    >>> discount_factors(schedule("green-book-2026").money, 3).round(6)
    array([[1.      , 0.966184, 0.933511]])
    """
    if years < 0:
        raise InputError(f"The number of years is {years}; it must be 0 or more.")
    yearly = [1.0, *(1 / (1 + discount_rate(bands, year)) for year in range(1, years))][:years]
    return np.cumprod(np.array(yearly)).reshape(1, -1)


@lru_cache(maxsize=256)
def schedule_factors(name: str, years: int) -> tuple[Array, Array]:
    """Return the discount factors of money and of QALYs under a schedule, each of shape (1, years), read-only.

    Examples
    --------
    >>> money, qalys = schedule_factors("green-book-2026", 2)
    >>> float(money[0, 1] * 1.035), float(qalys[0, 1] * 1.015)
    (1.0, 1.0)
    """
    edition = schedule(name)
    factors = discount_factors(edition.money, years), discount_factors(edition.qalys, years)
    for one in factors:
        one.flags.writeable = False
    return factors


def present_value(flows: Array, factors: Array) -> Array:
    """Return the discounted sum of yearly amounts, shape (draws, 1).

    Formula: Σ flow(t) · factor(t). The years are added one after the other, so that the result
    of a draw does not depend on how many draws stand beside it.
    Limit: no years give 0.

    Parameters
    ----------
    flows
        Shape (draws, years), in £ of one price year, or in QALYs.
    factors
        Shape (1, years), from `discount_factors`.

    Raises
    ------
    InputError
        When the two have different numbers of years.

    Examples
    --------
    >>> present_value(np.array([[100.0, 103.5]]), discount_factors(schedule("green-book-2026").money, 2)).item()
    200.0
    """
    if flows.shape[1] != factors.shape[1]:
        raise InputError(f"There are {flows.shape[1]} years of flows but {factors.shape[1]} discount factors.")
    total = np.zeros((flows.shape[0], 1))
    for year in range(flows.shape[1]):
        total += flows[:, year : year + 1] * factors[:, year : year + 1]
    return total


def _bands(rows: list[tuple[int, int | None, float]], name: str, part: str) -> tuple[Band, ...]:
    """Read bands and see that they follow one another without a gap, from year 0 for ever."""
    bands = tuple(Band(*row) for row in rows)
    starts = [0, *(band.last_year + 1 for band in bands[:-1] if band.last_year is not None)]
    if [band.first_year for band in bands] != starts or bands[-1].last_year is not None:
        raise InputError(
            f"{FILE}, {name}, {part}: the bands must follow one another from year 0, and the last must have no end."
        )
    return bands
