"""What a user sets by hand: ``NAME=VALUE``, with an interval and a price year where they belong."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from roi_model.inputs.parameter import Checked, Kind, Parameter
from roi_model.inputs.price import standard_price_year
from roi_model.inputs.refusal import InputError

USER_SOURCE = "user"
MOST = 1_000_000_000_000  # far above any number of the evidence; more is a slip of the keyboard
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


@dataclass(frozen=True)
class Assignment:
    """A parameter's new value.

    Attributes
    ----------
    intervention
        The one intervention meant, or None for every one that has the parameter.
    name
        The parameter, or the shared parameter it stands for.
    value
        The new base case. Without an interval it is taken as known for certain.
    low, high
        2.5th and 97.5th percentiles, or None.
    price_year
        For money: the year in whose prices the value is given.
    """

    intervention: str | None
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    price_year: str | None = None

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if not self.low < self.high:
            raise InputError(f"{self.name} has the interval {self.low:g} to {self.high:g}; low must be below high.")
        if not self.low <= self.value <= self.high:
            ends = f"{self.low:g} and {self.high:g}"
            raise InputError(f"{self.name} is {self.value:g}; it must lie between low and high, {ends}.")

    def applied_to(self, parameter: Parameter) -> Parameter:
        """Return the parameter at the new value, checked against what it may take.

        Raises
        ------
        InputError
            When the value is out of range, or money has no price year.
        """
        problem = self._problem(parameter)
        if problem:
            raise InputError(problem)
        if self.low is None:
            note = "Set by the user; taken as known for certain."
            return parameter.fixed(self.value, note, source=USER_SOURCE, price_year=self.price_year)
        return parameter.changed(
            value=self.value,
            low=self.low,
            high=self.high,
            price_year=self.price_year,
            source=USER_SOURCE,
            checked=Checked.ASSUMED,
            interval_checked=Checked.ASSUMED,
            skewed="Value and interval were set by the user.",
        )

    def _problem(self, parameter: Parameter) -> str | None:
        for number in (self.value, self.low, self.high):
            if number is not None and abs(number) > MOST:
                return f"{self.name} is {number:g}; it must be at most {MOST:,}."
            if number is not None and not parameter.takes(number):
                return f"{self.name} is {number:g}; it must be {parameter.range_in_words}."
        if parameter.is_money and self.price_year is None:
            return (
                f"{self.name} is money ({parameter.unit}) and needs a price year: "
                f"write {self.name}={self.value:g}@2024-25."
            )
        if not parameter.is_money and self.price_year is not None:
            return f"{self.name} is not money ({parameter.unit}); leave out the price year {self.price_year}."
        if self.low is not None and parameter.kind is not Kind.UNCERTAIN:
            return f"{self.name} is a {parameter.kind} parameter and has no interval; give one number."
        return None


def assignment_of(name: str, value: float) -> Assignment:
    """Return the assignment of one number, known for certain, to ``[INTERVENTION.]NAME``.

    Examples
    --------
    >>> assignment_of("debt_advice.coverage", 0.2) == parse_assignment("debt_advice.coverage=0.2")
    True
    """
    intervention, dot, parameter = name.strip().rpartition(".")
    return Assignment(intervention if dot else None, parameter, float(value))


def parse_assignment(text: str) -> Assignment:
    """Read ``[INTERVENTION.]NAME=VALUE[:LOW:HIGH][@PRICE_YEAR]``.

    Raises
    ------
    InputError
        When the text is not of that form.

    Examples
    --------
    >>> parse_assignment("debt_advice.advice_cost=300:250:360@2024-25").price_year
    '2024-25'
    """
    name, equals, rest = text.partition("=")
    numbers, at, year = rest.partition("@")
    parts = numbers.split(":")
    if not equals or not name.strip() or len(parts) not in {1, 3}:
        raise InputError(
            f"'{text}' is not of the form NAME=VALUE, NAME=VALUE:LOW:HIGH or, for money, NAME=VALUE@PRICE_YEAR."
        )
    share = next((part.strip() for part in parts if part.strip().endswith("%")), None)
    if share is not None and (at or share.startswith("£")):
        raise InputError(f"{name.strip()} is '{share}'; it is money, so write pounds and no percentage.")
    values = [parse_number(part, name.strip()) for part in parts]
    low, high = (values[1], values[2]) if len(values) > 1 else (None, None)
    intervention, dot, parameter = name.strip().rpartition(".")
    return Assignment(
        intervention if dot else None, parameter, values[0], low, high, standard_price_year(year) if at else None
    )


def parse_number(text: str, name: str) -> float:
    """Read a number as people type it: 1200, 1,200, 0.2 or 20%.

    Raises
    ------
    InputError
        When it is no finite number; the sentence begins with ``name``.

    Examples
    --------
    >>> parse_number("20%", "coverage"), parse_number("£1,200", "cost")
    (0.2, 1200.0)
    """
    plain = text.strip().removeprefix("£").removesuffix("%")
    if "," in plain and not GROUPED.fullmatch(plain):
        raise InputError(f"{name} is '{text.strip()}'; it must be a number, with commas only between thousands.")
    try:
        number = float(plain.replace(",", ""))
    except ValueError:
        raise InputError(f"{name} is '{text.strip()}'; it must be a number.") from None
    if not math.isfinite(number):
        raise InputError(f"{name} is '{text.strip()}'; it must be a finite number.")
    return number / 100 if text.strip().endswith("%") else number
