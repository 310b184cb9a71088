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
WIDE = 112  # from this width on, tables that are split for a narrow screen are shown whole
SHORTEST_TEXT = 13  # of a column of words: the longest word of a title, "Collaborative"
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
    """Write a titled table; words are wrapped, numbers and typed names never."""
    table = Table(box=SIMPLE_HEAD if out.is_terminal else PLAIN, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(
            column.heading,
            justify=column.justify,
            no_wrap=column.number or column.whole,
            overflow="fold",
            min_width=None if column.number or column.whole else SHORTEST_TEXT,
        )
    for row in rows:
        table.add_row(*row)
    out.print()
    out.print(Text(title, style="bold"))
    out.print(table)


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
