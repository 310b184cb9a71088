"""Writing to the terminal: rich tables for people, plain text when piped."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

PIPED_WIDTH = 120
GAP = 2  # between columns
LEADING_WORDS = 2  # as many columns of words are repeated where a table is split
SHORTEST_TEXT = 15  # of a column of words that may be wrapped: longer than the longest word of most
# Head, rule under the head, rows; plain characters only.
PLAIN = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
Justify = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """A table column: its heading, whether its cells are numbers, and whether they may be broken over lines."""

    heading: str
    number: bool = True
    whole: bool = False

    @property
    def wraps(self) -> bool:
        """Whether its cells may be broken over lines."""
        return not (self.number or self.whole)

    @property
    def justify(self) -> Justify:
        """Numbers stand to the right."""
        return "right" if self.number else "left"


def text_column(heading: str, *, whole: bool = False) -> Column:
    """Return a column whose cells are words; ``whole`` for names that are typed and so never broken."""
    return Column(heading, number=False, whole=whole)


def console() -> Console:
    """Return a console on standard output, at the terminal's width or, when piped, at 120."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    width = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else PIPED_WIDTH
    return Console(highlight=False, width=max(width, 60), color_system=None)


def write_table(out: Console, title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Write a titled table; words are wrapped, numbers and typed names never.

    Where the columns do not fit side by side, the rest follows in further tables that begin with
    the same names.
    """
    cells = [tuple(row) for row in rows]
    for part, chosen in enumerate(_parts(columns, cells, out.width)):
        table = Table(box=SIMPLE_HEAD if out.is_terminal else PLAIN, pad_edge=False, padding=(0, 1, 0, 0))
        for number in chosen:
            column = columns[number]
            table.add_column(
                column.heading,
                justify=column.justify,
                no_wrap=not column.wraps,
                overflow="fold",
                min_width=_least_width(column, [row[number] for row in cells]),
            )
        for row in cells:
            table.add_row(*(row[number] for number in chosen))
        out.print()
        out.print(Text(f"{title}, continued" if part else title, style="bold"))
        out.print(table)


def _parts(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[list[int]]:
    """Return the numbers of the columns of each table: the leading words in all, the rest as they fit."""
    least = [_least_width(column, [row[number] for row in rows]) + GAP for number, column in enumerate(columns)]
    names = [number for number, column in enumerate(columns) if all(not c.number for c in columns[: number + 1])]
    names = names[: LEADING_WORDS if len(names) < len(columns) else 1]
    room = width - sum(least[number] for number in names)
    parts: list[list[int]] = [[]]
    for number in range(len(names), len(columns)):
        taken = sum(least[other] for other in parts[-1])
        if parts[-1] and taken + least[number] > room:
            parts.append([])
        parts[-1].append(number)
    return [[*names, *part] for part in parts]


def _least_width(column: Column, cells: Iterable[str]) -> int:
    longest = max(len(line) for text in (column.heading, *cells) for line in text.split("\n"))
    return min(longest, SHORTEST_TEXT) if column.wraps else longest


def write_notes(out: Console, notes: Iterable[str]) -> None:
    """Write sentences, one under the other, wrapped and hanging."""
    for note in notes:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column()
        grid.add_row("-", Text(note))
        out.print(Padding(grid, (0, 0, 0, 1)))


def write_csv(frame: pd.DataFrame) -> None:
    """Write a table as CSV to standard output, at full precision."""
    sys.stdout.write(frame.to_csv(index=False, lineterminator="\n"))


def write_json(content: dict[str, Any]) -> None:
    """Write JSON to standard output; a figure that is not defined is null."""
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows for JSON, every number to its last digit and an empty cell as None."""
    return [
        {str(name): None if isinstance(cell, float) and math.isnan(cell) else cell for name, cell in row.items()}
        for row in frame.to_dict(orient="records")
    ]
