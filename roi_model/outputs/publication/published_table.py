"""A table for publication: a title, one header row, and cells that a screen reader can read out."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from roi_model.outputs.safe_text import csv_text

NOT_APPLICABLE = "[z]"
LESS_THAN_1, MORE_THAN_99 = "less than 1%", "more than 99%"
FIGURES = 3  # significant ones, of money and people for reading

Value = float | int | str | None


class Kind(StrEnum):
    """What the numbers of a column are, which says how they are rounded for reading."""

    TEXT = "text"
    POUNDS = "pounds"  # three significant figures
    RATIO = "ratio"  # £ per £1, to the penny
    CHANCE = "chance"  # whole percent; never 0% or 100%
    COUNT = "count"  # three significant figures
    YEAR = "year"  # whole
    FINE = "fine"  # three decimal places
    EXACT = "exact"  # as it was given
    LINK = "link"  # an address, shown as words


@dataclass(frozen=True)
class PublishedColumn:
    """A column: its heading, what is in it, and how wide it is, in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True)
class PublishedTable:
    """One table on a worksheet of its own.

    Attributes
    ----------
    sheet
        Name of the worksheet, at most 31 characters.
    title
        What a reader sees on top.
    columns, rows
        The content at full precision; None where a cell cannot have a value.
    lines
        Sentences between title and table.
    """

    sheet: str
    title: str
    columns: tuple[PublishedColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the table itself, unique as that of its sheet is.

        Examples
        --------
        >>> PublishedTable("By sector", "Who gains", (), ()).name
        'by_sector'
        """
        return re.sub(r"[^a-z0-9]+", "_", self.sheet.lower())

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.heading for column in self.columns)

    def for_reading(self) -> tuple[tuple[float | int | str, ...], ...]:
        """Return the rows rounded for reading, every cell filled."""
        kinds = [column.kind for column in self.columns]
        return tuple(
            tuple(rounded_for_reading(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in self.rows
        )

    def as_csv(self) -> bytes:
        """Return the table as CSV at full precision, in UTF-8 with a mark by which Excel knows it.

        Text that a spreadsheet program might run as a formula begins with an apostrophe.
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([csv_text(heading) for heading in self.headings])
        writer.writerows([[_csv_cell(value) for value in row] for row in self.rows])
        return text.getvalue().encode("utf-8-sig")

    def as_frame(self) -> pd.DataFrame:
        """Return the table as a DataFrame at full precision."""
        rows = [[NOT_APPLICABLE if value is None else value for value in row] for row in self.rows]
        return pd.DataFrame(rows, columns=list(self.headings))


def rounded_for_reading(value: Value, kind: Kind) -> float | int | str:
    """Return a value as the publication workbook shows it.

    Money and people have three significant figures, returns pence, chances whole percentages; a
    chance that every draw agrees on is not called certain. None is ``[z]``.

    Examples
    --------
    >>> rounded_for_reading(1_234_567.8, Kind.POUNDS), rounded_for_reading(2.4361, Kind.RATIO)
    (1230000, 2.44)
    >>> rounded_for_reading(0.9999, Kind.CHANCE), rounded_for_reading(None, Kind.YEAR)
    ('more than 99%', '[z]')
    """
    if isinstance(value, str):
        return value or NOT_APPLICABLE
    if value is None or not math.isfinite(value):
        return NOT_APPLICABLE
    return READING[kind](value)


def significant(value: float) -> float | int:
    """Round to three significant figures, and never finer than a hundredth.

    Examples
    --------
    >>> [significant(x) for x in (98_765.4, 12.345, 0.0042, -1_999.0, 0.0)]
    [98800, 12.3, 0.0, -2000, 0]
    """
    if value == 0:
        return 0
    digits = FIGURES - 1 - math.floor(math.log10(abs(value)))
    shown = round(value, min(digits, 2)) + 0.0  # −0.0 would be read out as minus nought
    return int(shown) if digits <= 0 else shown


def chance_for_reading(value: float) -> float | str:
    """Round a chance to a whole percent; one on which nearly all draws agree is not called certain.

    Examples
    --------
    >>> chance_for_reading(0.834), chance_for_reading(0.001)
    (0.83, 'less than 1%')
    """
    if value < 0.005:
        return LESS_THAN_1
    return MORE_THAN_99 if value >= 0.995 else round(value, 2)


def _to_places(places: int) -> Callable[[float], float]:
    return lambda value: round(value, places) + 0.0


def _as_given(value: float) -> float:
    return value


READING: dict[Kind, Callable[[float], float | int | str]] = {
    Kind.TEXT: _as_given,
    Kind.POUNDS: significant,
    Kind.COUNT: significant,
    Kind.RATIO: _to_places(2),
    Kind.FINE: _to_places(3),
    Kind.CHANCE: chance_for_reading,
    Kind.YEAR: int,
    Kind.EXACT: _as_given,
    Kind.LINK: _as_given,
}


def table_of(
    sheet: str, title: str, frame: pd.DataFrame, columns: Iterable[PublishedColumn], lines: Sequence[str] = ()
) -> PublishedTable:
    """Return a table of a DataFrame's own columns, each named as its heading."""
    chosen = tuple(columns)
    records = frame[[column.heading for column in chosen]].to_dict(orient="records")
    rows = tuple(tuple(_plain(record[column.heading]) for column in chosen) for record in records)
    return PublishedTable(sheet, title, chosen, rows, tuple(lines))


def _plain(value: object) -> Value:
    if isinstance(value, str):
        return None if value == NOT_APPLICABLE else value
    if isinstance(value, bool) or not isinstance(value, float | int):
        return str(value)
    return value


def _csv_cell(value: Value) -> str:
    if value is None:
        return NOT_APPLICABLE
    return csv_text(value) if isinstance(value, str) else repr(value)
