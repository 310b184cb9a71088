"""Options of a portfolio: budgets, floors, and how far each intervention may be taken."""

from __future__ import annotations

from dataclasses import dataclass

from cyclopts import Parameter

from roi_model.analysis.portfolio.limits import EVERYTHING, Goal, Limits
from roi_model.cli.options import Flag, Texts
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError


@Parameter(name="*")
@dataclass(frozen=True)
class LimitOptions:
    """What for, and within which limits.

    Parameters
    ----------
    maximise
        What is made as large as possible: net (of the perspective) or qalys.
    cash_only
        Count only benefits that shrink a budget line.
    undiscounted
        Leave what is maximised undiscounted.
    budget
        £ that may be spent at most; of a payer, year or place, KEY=£ with a KEY such as nhs, "year 1", "nhs, year 1"
        or "local_government, Leeds"; repeatable.
    floor
        £ of net position that a partner must have at least, KEY=£ with a KEY such as nhs, "local_government, Leeds",
        "nhs, cash" (not discounted) or society; repeatable.
    must
        An intervention that must be funded, at its coverage or at NAME=SHARE at least; repeatable.
    exclude
        An intervention that may not be funded; repeatable.
    least
        Lowest coverage at which an intervention can run at all, NAME=SHARE or a share for all; repeatable.
    most
        Highest coverage, NAME=SHARE or a share for all; repeatable. By default everyone.
    step
        Coverage goes in multiples of this, NAME=SHARE or a share for all; repeatable.
    diminishing
        Coverage beyond which further people gain less, NAME=BEYOND:EFFECT, such as debt_advice=30%:80%; repeatable.
    """

    maximise: Goal = Goal.NET
    cash_only: Flag = False
    undiscounted: Flag = False
    budget: Texts = ()
    floor: Texts = ()
    must: Texts = ()
    exclude: Texts = ()
    least: Texts = ()
    most: Texts = ()
    step: Texts = ()
    diminishing: Texts = ()

    def read(self) -> Limits:
        """Return the limits asked for.

        Raises
        ------
        InputError
            When one cannot be read.
        """
        return Limits(
            maximise=self.maximise,
            cash_only=self.cash_only,
            undiscounted=self.undiscounted,
            budgets=dict(_amount(text, "budget") for text in self.budget),
            floors=dict(_keyed(text, "--floor", "KEY=AMOUNT", "floor") for text in self.floor),
            must=dict(_required(text) for text in self.must),
            exclude=self.exclude,
            least=dict(_amount(text, "least") for text in self.least),
            most=dict(_amount(text, "most") for text in self.most),
            step=dict(_amount(text, "step") for text in self.step),
            diminishing=_bands(self.diminishing),
        )


def _amount(text: str, option: str) -> tuple[str, float]:
    """Return a key and its number; a number alone is for everything."""
    if "=" not in text:
        return EVERYTHING, parse_number(text, option)
    return _keyed(text, f"--{option}", "KEY=NUMBER", option)


def _keyed(text: str, option: str, form: str, name: str) -> tuple[str, float]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise InputError(f"{option} is '{text}'; it must be of the form {form}.")
    return key.strip(), parse_number(value, f"The {name} of {key.strip()}")


def _required(text: str) -> tuple[str, float | None]:
    return _keyed(text, "--must", "NAME=SHARE", "coverage") if "=" in text else (text.strip(), None)


def _bands(texts: tuple[str, ...]) -> dict[str, dict[float, float]]:
    bands: dict[str, dict[float, float]] = {}
    for text in texts:
        key, _, band = text.rpartition("=")
        beyond, colon, effect = band.partition(":")
        if not colon or not beyond.strip() or not effect.strip():
            raise InputError(f"--diminishing is '{text}'; it must be of the form NAME=BEYOND:EFFECT.")
        own = bands.setdefault(key.strip() or EVERYTHING, {})
        own[parse_number(beyond, "Diminishing reach")] = parse_number(effect, "The effect that is left")
    return bands


LIMITS = LimitOptions()
