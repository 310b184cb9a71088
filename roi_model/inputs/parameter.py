"""One parameter: a number with everything that must stand beside it."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from roi_model.inputs.distribution import SUPPORT, Distribution, Family, fit
from roi_model.inputs.price import price_index
from roi_model.inputs.refusal import InputError

SKEW_LIMIT = 0.10  # the fitted mean may differ from the value by this share without a reason


class Kind(StrEnum):
    """Who may change a parameter, and whether the simulation does."""

    UNCERTAIN = "uncertain"  # drawn in the simulation
    DECISION = "decision"  # set by the user
    STRUCTURAL = "structural"  # varied only in scenarios
    LOCAL = "local"  # known for each place


class Checked(StrEnum):
    """How a number reached the file."""

    READ = "read"  # read in the source, or on a page that repeats it
    DERIVED = "derived"  # arithmetic on numbers that were read
    RECALLED = "recalled"  # known from the publication, not read: unverified
    ASSUMED = "assumed"  # our judgement, with the reason in the note


class Evidence(StrEnum):
    """How strong the evidence is."""

    A = "A"  # systematic review, randomised evidence or a national schedule
    B = "B"  # one good trial or quasi-experiment
    C = "C"  # observational, or another country or group
    D = "D"  # judgement


class Parameter(BaseModel):
    """One number of the model with its interval, unit, price year, source and grade.

    Attributes
    ----------
    value
        The base case, in ``unit`` and, for money, in ``price_year``.
    low, high
        2.5th and 97.5th percentiles; they alone fix the distribution.
    unit
        In words. Money begins with "£" and needs a price year.
    minimum, maximum
        What the model can take; by default the support of the distribution.
    whole
        Whether only whole numbers make sense, as for a number of years.
    skewed
        The reason, where the fitted mean is more than 10% from the value.
    stream
        The name of the random stream; parameters with the same stream are the same draws.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str
    label: str = Field(min_length=3)
    value: float
    low: float | None = None
    high: float | None = None
    distribution: Family | None = None
    unit: str = Field(min_length=1)
    price_year: str | None = None
    kind: Kind = Kind.UNCERTAIN
    source: str
    locator: str = ""
    evidence: Evidence
    checked: Checked
    interval_checked: Checked | None = None
    skewed: str | None = None
    note: str = ""
    minimum: float | None = None
    maximum: float | None = None
    alternatives: tuple[float, ...] = ()
    whole: bool = False
    stream: str = ""

    @property
    def is_money(self) -> bool:
        """Whether the number is an amount of money, which is uprated."""
        return self.unit.startswith("£")

    @property
    def is_uncertain(self) -> bool:
        """Whether the simulation draws it."""
        return self.distribution is not None

    @property
    def fitted(self) -> Distribution:
        """The distribution that the interval fixes; only for an uncertain parameter."""
        assert self.distribution is not None
        assert self.low is not None
        assert self.high is not None
        return fit(self.distribution, self.low, self.high)

    def holds(self, value: float) -> bool:
        """Whether a value lies inside the parameter's own interval."""
        return self.low is not None and self.high is not None and self.low <= value <= self.high

    @property
    def allowed(self) -> tuple[float, float]:
        """The least and the greatest value the model can take."""
        least, most = SUPPORT[self.distribution] if self.distribution else (-math.inf, math.inf)
        if self.is_money:
            least = max(least, 0.0)
        return (
            least if self.minimum is None else self.minimum,
            most if self.maximum is None else self.maximum,
        )

    @property
    def range_in_words(self) -> str:
        """The allowed values, as an error names them."""
        least, most = self.allowed
        size = "of any size" if math.isinf(least) else f"of {least:g} or more"
        if not math.isinf(most):
            size = f"between {least:g} and {most:g}"
        return f"a {'whole ' if self.whole else ''}number {size}"

    def takes(self, value: float) -> bool:
        """Whether the model can take a value."""
        least, most = self.allowed
        return least <= value <= most and (not self.whole or float(value).is_integer())

    @model_validator(mode="after")
    def _complete(self) -> Self:
        problems = [*self._interval_problems(), *self.value_problems()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _interval_problems(self) -> list[str]:
        given = (self.low is not None, self.high is not None, self.distribution is not None)
        if self.kind is not Kind.UNCERTAIN:
            return [f"a {self.kind} parameter has no low, high or distribution"] if any(given) else []
        if not all(given):
            return ["an uncertain parameter needs low, high and distribution"]
        problems = [] if self.interval_checked else ["interval_checked is missing; say how the interval was found"]
        try:
            mean = self.fitted.mean
        except InputError as error:
            return [*problems, str(error).rstrip(".")]
        if self.skewed is None and abs(mean - self.value) > SKEW_LIMIT * abs(self.value):
            problems.append(
                f"the interval gives a mean of {mean:.4g}, more than 10% from the value {self.value:g}; "
                "say why in 'skewed'"
            )
        elif self.skewed is None and not self.holds(self.value):
            problems.append(
                f"value is {self.value:g}; it must lie between low and high, {self.low:g} and {self.high:g}"
            )
        return problems

    def value_problems(self) -> list[str]:
        """Return what is wrong with the value and its price year, in words."""
        problems = []
        if not self.takes(self.value):
            problems.append(f"value is {self.value:g}; it must be {self.range_in_words}")
        if self.is_money and self.price_year is None:
            problems.append("price_year is missing; money needs one")
        elif self.is_money:
            problems += _price_year_problems(str(self.price_year))
        if not self.is_money and self.price_year is not None:
            problems.append(
                f"price_year is {self.price_year}, but the unit '{self.unit}' is not money (it must begin with £)"
            )
        return problems

    def changed(self, **fields: Any) -> Parameter:
        """Return a copy with some fields replaced, checked like a new entry."""
        return Parameter.model_validate(self.model_dump() | fields)

    def scaled(self, factor: float, note: str) -> Parameter:
        """Return a copy whose value and interval are multiplied by ``factor``."""
        return self.changed(
            value=self.value * factor,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            note=f"{self.note} {note}".strip(),
        )

    def fixed(self, value: float, note: str, **fields: Any) -> Parameter:
        """Return a copy that is known for certain: no interval, so no draw differs from the value.

        Other fields may be replaced with it.
        """
        least, most = self.allowed
        changes: dict[str, Any] = {
            "value": float(value),
            "low": None,
            "high": None,
            "distribution": None,
            "kind": Kind.DECISION,
            "interval_checked": None,
            "skewed": None,
            "checked": Checked.ASSUMED,
            "minimum": None if math.isinf(least) else least,
            "maximum": None if math.isinf(most) else most,
            "note": f"{self.note} {note}".strip(),
            **fields,
        }
        # Of what a new entry is checked for, only the value and its price year can be wrong here; a sweep asks often.
        known = self.model_copy(update=changes)
        is_allowed = math.isfinite(known.value) and not known.value_problems()
        return known if is_allowed else self.changed(**changes)


def _price_year_problems(price_year: str) -> list[str]:
    try:
        price_index(price_year)
    except InputError as error:
        return [str(error).rstrip(".")]
    return []
