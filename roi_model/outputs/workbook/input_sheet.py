"""The layout of the *Inputs* sheet: what writes it and what reads it back agree here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from roi_model.inputs.refusal import InputError

SHEET = "Inputs"
TABLE = "inputs"
HEADER_ROW = 4  # title, two lines of explanation, then the one header row
FIRST_ROW = HEADER_ROW + 1
NOT_APPLICABLE = "[z]"  # the Analysis Function's shorthand for a cell that cannot have a value


# A file holds 16 digits of a number, so that one read back may differ from the one written in the last.
SAME_NUMBER = 1e-12  # relative difference up to which a value counts as unchanged


class Column(IntEnum):
    """Columns of the sheet, by number; A is 1."""

    BELONGS_TO = 1
    LABEL = 2
    VALUE = 3
    LOW = 4
    HIGH = 5
    UNIT = 6
    PRICE_YEAR = 7
    ROLE = 8
    UPRATING = 9
    VALUE_USED = 10
    ALLOWED = 11
    SOURCE = 12
    LOCATOR = 13
    EVIDENCE = 14
    CHECKED = 15
    INTERVAL_CHECKED = 16
    NOTE = 17
    KEY = 18
    DEFINED_NAME = 19


HEADINGS: dict[Column, str] = {
    Column.BELONGS_TO: "Belongs to",
    Column.LABEL: "What it is",
    Column.VALUE: "Value",
    Column.LOW: "Low",
    Column.HIGH: "High",
    Column.UNIT: "Unit",
    Column.PRICE_YEAR: "Price year",
    Column.ROLE: "Input or fixed",
    Column.UPRATING: "Uprating factor",
    Column.VALUE_USED: "Value used",
    Column.ALLOWED: "Allowed",
    Column.SOURCE: "Source",
    Column.LOCATOR: "Where in the source",
    Column.EVIDENCE: "Grade of evidence",
    Column.CHECKED: "How checked",
    Column.INTERVAL_CHECKED: "How the interval was checked",
    Column.NOTE: "Note",
    Column.KEY: "Key",
    Column.DEFINED_NAME: "Name in formulas",
}

# What a user may change, in rows whose role is "Input". A fixed row is shown, and changing it has no meaning.
EDITABLE = (Column.VALUE, Column.LOW, Column.HIGH, Column.PRICE_YEAR)


class Role(StrEnum):
    """Whether a user may change a row, as the text of its cell says."""

    INPUT = "Input"
    FIXED = "Fixed"


class Group(StrEnum):
    """Groups of keys that are not an intervention's name."""

    SETTINGS = "settings"  # price_year, schedule, perspective: text
    HORIZON = "horizon"  # an intervention's name: its time horizon in whole years
    POPULATION = "population"  # the name of a population figure
    PAYERS = "payers"  # INTERVENTION.SECTOR: share of the programme cost
    SHARED = "shared"  # a parameter that several interventions read, by the name of its stream
    FIXED = "fixed"  # what the engine reads and a request cannot change


@dataclass(frozen=True, order=True)
class InputKey:
    """What a row is: its group and its name there.

    Attributes
    ----------
    group
        A `Group`, or the name of the intervention whose own parameter it is.
    name
        ``price_year``, ``adults``, ``debt_advice.nhs``, ``weekly_pay``, ``advice_cost`` …

    Examples
    --------
    >>> str(InputKey("payers", "debt_advice.nhs")), InputKey.parse("shared.weekly_pay").name
    ('payers.debt_advice.nhs', 'weekly_pay')
    """

    group: str
    name: str

    def __str__(self) -> str:
        return f"{self.group}.{self.name}"

    @classmethod
    def parse(cls, text: str) -> InputKey:
        """Read a key as the sheet holds it.

        Raises
        ------
        InputError
            When it is not of the form ``GROUP.NAME``.
        """
        group, dot, name = str(text).strip().partition(".")
        if not dot or not group or not name:
            raise InputError(f"The key is '{text}'; it must be of the form GROUP.NAME, as the workbook wrote it.")
        return cls(group, name)

    @property
    def setting(self) -> str:
        """The parameter as ``--set`` and ``Request.changes`` name it: a shared one without its group."""
        return self.name if self.group == Group.SHARED else str(self)


@dataclass(frozen=True)
class InputRow:
    """One row as it is written.

    Attributes
    ----------
    key
        What it is; unique on the sheet.
    belongs_to, label
        In words.
    value
        In ``unit`` and, for money, in prices of ``price_year``; text for a setting. A local scale
        of the place is already in it.
    low, high
        2.5th and 97.5th percentiles, or None (written as ``[z]``).
    unit
        In words; money begins with "£".
    price_year
        As `standard_price_year` writes it, as text; None (``[z]``) where it is not money.
    role
        Whether a user may change it.
    least, most
        Allowed values, where there are any bounds.
    whole
        Whether only whole numbers make sense.
    options
        Allowed texts of a setting.
    source, locator, evidence, checked, interval_checked, note
        As of `Parameter`; empty where they do not apply.
    parameters
        Intervention and parameter name of everything that takes its value from here.
    """

    key: InputKey
    belongs_to: str
    label: str
    value: float | str
    unit: str
    allowed: str
    low: float | None = None
    high: float | None = None
    price_year: str | None = None
    role: Role = Role.INPUT
    least: float | None = None
    most: float | None = None
    whole: bool = False
    options: tuple[str, ...] = ()
    source: str = ""
    locator: str = ""
    evidence: str = ""
    checked: str = ""
    interval_checked: str = ""
    note: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def is_money(self) -> bool:
        """Whether it is uprated."""
        return self.price_year is not None


def defined_name(key: InputKey) -> str:
    """Return the name under which formulas of the workbook use a row's value.

    Examples
    --------
    >>> defined_name(InputKey("fixed", "depression or anxiety"))
    'fixed.depression_or_anxiety'
    """
    return str(key).replace(" ", "_")
