"""The options that commands share: where, what, how, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from cyclopts import Parameter

from roi_model.analysis.pooling.split import Split
from roi_model.analysis.pooling.split_text import parse_split
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import COVERAGE, Scenario
from roi_model.engine.analysis import AlsoCount, Analysis, checked_horizon
from roi_model.engine.design import Method
from roi_model.inputs.area import Area
from roi_model.inputs.assignment import parse_assignment, parse_number
from roi_model.inputs.refusal import InputError

COMMAND_LINE = "The command line"
SOBOL_DRAWS = 8192  # the power of two next below the default

Given = Annotated[str | None, Parameter(show_default=False)]
Texts = Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)]
Flag = Annotated[bool, Parameter(negative=(), show_default=False)]


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


FormatOption = Annotated[Format, Parameter(name="--format", help="table for people, csv or json for programs.")]
HorizonOption = Annotated[
    str | None,
    Parameter(help="Time horizon in whole years, 1 to 100; by default each published one.", show_default=False),
]


UntilErrorOption = Annotated[
    str | None,
    Parameter(help="Make more draws until each return per £1 has at most this standard error.", show_default=False),
]


@Parameter(name="*")
@dataclass(frozen=True)
class PlaceOptions:
    """Where.

    Parameters
    ----------
    area
        An authority, an ICB, a region or England, by name or code; repeat to add places together.
    population
        A figure typed in, NAME=VALUE, such as adults=120000; repeatable.
    """

    area: Annotated[Texts, Parameter(alias="-a")] = ()
    population: Texts = ()

    def given(self) -> dict[str, Any]:
        """Return the fields of a `Request` that were asked for, and no other."""
        typed = (_pair(text, "--population", "NAME=VALUE") for text in self.population)
        figures = {name: parse_number(value, name) for name, value in typed}
        fields: dict[str, Any] = {"areas": self.area, "population": figures}
        return {name: value for name, value in fields.items() if value}

    def read(self) -> Area:
        """Return the place asked for; England where nothing is."""
        return Request.read(self.given(), COMMAND_LINE).area()


@Parameter(name="*")
@dataclass(frozen=True)
class PlacesOptions:
    """Where: one place, or several side by side.

    Parameters
    ----------
    area
        An authority, an ICB, a region or England, by name or code; repeat to add places together.
    apart
        Keep the areas apart, each with its own people, local values and rows; of one board or region, its authorities.
    population
        A figure typed in, NAME=VALUE, such as adults=120000; repeatable.
    """

    area: Annotated[Texts, Parameter(alias="-a")] = ()
    apart: Flag = False
    population: Texts = ()

    def given(self) -> dict[str, Any]:
        """Return the fields of a `Request` that were asked for, and no other."""
        return PlaceOptions(self.area, self.population).given() | ({"apart": True} if self.apart else {})

    def read(self) -> tuple[Area, ...]:
        """Return the places asked for; England where none is."""
        return Request.read(self.given(), COMMAND_LINE).places()


@Parameter(name="*")
@dataclass(frozen=True)
class ScenarioOptions:
    """What is changed from the evidence files.

    Parameters
    ----------
    coverage
        Share of the eligible reached, 0 to 1, or INTERVENTION=SHARE; repeatable.
    changes
        A parameter: NAME=VALUE, NAME=VALUE:LOW:HIGH or, for money, NAME=VALUE@PRICE_YEAR; repeatable.
    preset
        A preset for all, or INTERVENTION=PRESET; repeatable. By default phe-2017.
    payer
        Who pays the programme, SECTOR=SHARE; the shares add up to 1; repeatable.
    """

    coverage: Texts = ()
    changes: Annotated[Texts, Parameter(name="--set")] = ()
    preset: Texts = ()
    payer: Texts = ()

    def given(self) -> dict[str, Any]:
        """Return the fields of a `Request` that were asked for, and no other."""
        changes: dict[str, str] = {}
        for text in (*map(_coverage, self.coverage), *self.changes):
            parse_assignment(text)
            name, _, value = text.partition("=")
            changes.pop(name.strip(), None)  # what is set twice takes the later place too
            changes[name.strip()] = value.strip()
        for_all = [text for text in self.preset if "=" not in text]
        if len(for_all) > 1:
            raise InputError(f"--preset is given as {' and '.join(for_all)}; give one for all, or INTERVENTION=PRESET.")
        shares = (_pair(text, "--payer", "SECTOR=SHARE") for text in self.payer)
        fields: dict[str, Any] = {
            "changes": changes,
            "preset": for_all[0] if for_all else "",
            "presets": dict(_pair(text, "--preset", "INTERVENTION=PRESET") for text in self.preset if "=" in text),
            "payers": {name: parse_number(share, f"The share paid by {name}") for name, share in shares},
        }
        return {name: value for name, value in fields.items() if value}

    def read(self) -> Scenario:
        """Return the scenario asked for."""
        return Request.read(self.given(), COMMAND_LINE).scenario()


@Parameter(name="*")
@dataclass(frozen=True)
class SplitOptions:
    """Who pays single cost lines.

    Parameters
    ----------
    split
        Who pays a cost, INTERVENTION[.LINE]=SECTOR:PART,SECTOR:PART. A PART is a share, an amount such as £200,000,
        or rest; parts of several years stand apart by a slash; repeatable. It goes before --payer.
    """

    split: Texts = ()

    def given(self) -> dict[str, Any]:
        """Return the fields of a `Request` that were asked for, and no other."""
        self.read()
        return {"splits": self.split} if self.split else {}

    def read(self) -> tuple[Split, ...]:
        """Return the splits asked for."""
        return tuple(parse_split(text) for text in self.split)


@Parameter(name="*")
@dataclass(frozen=True)
class AnalysisOptions:
    """How it is looked at.

    Parameters
    ----------
    perspective
        Whose costs and benefits count: societal (default), public_sector, health_and_social_care, or one sector.
    price_year
        All money in prices of a year: financial, such as 2024-25 (default), or calendar, such as 2015.
    schedule
        Discount schedule, by default green-book-2026; see `roi-model schedules`.
    also_count
        Non-market value to add to the benefits; one at most, for they overlap; by default nothing.
    draws
        How many draws the simulation makes: 10,000 by default, 8,192 with Sobol' draws.
    seed
        The seed of the simulation, by default 2017: the same seed, the same numbers.
    method
        How draws fill the range of a parameter, by default random. Sobol' draws must be a power of two.
    correlate
        A rank correlation between two parameters, NAME,NAME=VALUE; repeatable.
    """

    perspective: Given = None
    price_year: Given = None
    schedule: Given = None
    also_count: Annotated[AlsoCount | None, Parameter(show_default=False)] = None
    draws: Given = None
    seed: Given = None
    method: Annotated[Method | None, Parameter(show_default=False)] = None
    correlate: Texts = ()

    def given(self) -> dict[str, Any]:
        """Return the fields of a `Request` that were asked for, and no other."""
        draws, seed = (
            None if text is None else read_whole(text, name)
            for text, name in ((self.draws, "draws"), (self.seed, "seed"))
        )
        fields = {
            "perspective": self.perspective,
            "price_year": self.price_year,
            "schedule": self.schedule,
            "also_count": self.also_count,
            "draws": SOBOL_DRAWS if draws is None and self.method is Method.SOBOL else draws,
            "seed": seed,
            "method": self.method,
            "correlations": {",".join(names): value for names, value in map(_correlation, self.correlate)} or None,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def read(self) -> Analysis:
        """Return the analysis asked for."""
        return Request.read(self.given(), COMMAND_LINE).analysis()


def read_whole(text: str, name: str) -> int:
    """Return a whole number, or refuse what is none."""
    number = parse_number(text, name)
    if not number.is_integer():
        raise InputError(f"{name} is {text}; it must be a whole number.")
    return int(number)


def read_horizon(text: str | None) -> tuple[int, ...] | None:
    """Return the one time horizon asked for, or None."""
    return None if text is None else (checked_horizon(text),)


def _coverage(text: str) -> str:
    """Return ``--coverage`` as ``--set`` takes it."""
    name, equals, share = text.rpartition("=")
    parse_number(share, COVERAGE)
    return f"{name.strip()}.{COVERAGE}={share}" if equals else f"{COVERAGE}={share}"


def _correlation(text: str) -> tuple[tuple[str, str], float]:
    names, value = _pair(text, "--correlate", "NAME,NAME=VALUE")
    first, comma, second = names.partition(",")
    if not comma or not first.strip() or not second.strip():
        raise InputError(f"--correlate is '{text}'; it must be of the form NAME,NAME=VALUE.")
    return (first.strip(), second.strip()), parse_number(value, f"The correlation of {first} and {second}")


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise InputError(f"{option} is '{text}'; it must be of the form {form}.")
    return name.strip(), value.strip()
