"""Tables of a user's own as named entries, a row each: CSV, or the cells of a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from roi_model.inputs.document import Document, Place
from roi_model.inputs.refusal import InputError

SCENARIO = "scenario"  # the heading over the names of scenarios
SEPARATOR = ";"  # between several places or names in one cell


def parse_csv(text: str, name: str) -> list[list[str]]:
    """Return the cells of a CSV file, row by row; commas, semicolons or tabs may stand between them.

    Raises
    ------
    InputError
        When it cannot be read as CSV, with the line.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: not readable as CSV ({error}).") from None


def table_document(rows: Sequence[Sequence[Any]], name: str, key: str) -> Document:
    """Return a table as named entries: a row each, under the name in its key column; empty cells are left out.

    Parameters
    ----------
    rows
        Headings first. Rows are counted from 1, as a spreadsheet does.
    name
        What sentences call the file.
    key
        The heading of the column that holds the names.

    Raises
    ------
    InputError
        When the column of names is not there.
    """
    headings = [str(cell).strip() if cell is not None else "" for cell in (rows[0] if rows else [])]
    if key not in headings:
        guess = next((heading for heading in headings if heading.casefold() == key), "")
        hint = f" Write '{key}' for '{guess}'." if guess else ""
        raise InputError(f"{name}, row 1: there is no column '{key}', which names each row.{hint}")
    content: dict[str, Any] = {}
    lines: dict[Place, str] = {}
    problems = [
        f"{name}, row 1: the column '{heading}' stands twice."
        for number, heading in enumerate(headings)
        if heading and heading in headings[:number]
    ]
    for number, row in enumerate(rows[1:], start=2):
        cells = {heading: cell for heading, cell in zip(headings, row, strict=False) if not _is_empty(cell)}
        stray = [cell for cell in row[len(headings) :] if not _is_empty(cell)]
        stray += [cell for heading, cell in cells.items() if not heading]
        if stray:
            problems.append(f"{name}, row {number}: '{stray[0]}' stands under no heading.")
        entry = str(cells.pop(key, "")).strip()
        if not entry:
            if cells:
                problems.append(f"{name}, row {number}: the column '{key}' is empty; every row needs a name.")
            continue
        if entry in content:
            problems.append(f"{name}, row {number}: '{entry}' stands twice; a name may stand only once.")
            continue
        content[entry] = {heading: cell for heading, cell in cells.items() if heading}
        lines[entry,] = f"{name}, row {number}"
        lines |= {(entry, heading): f"{name}, row {number}, column {heading}" for heading in content[entry]}
    return Document(name, content, lines, tuple(problems))


def entries_document(rows: Sequence[Sequence[Any]], name: str) -> Document:
    """Return the rows of a table as entries: a name in the first column, its value in the second.

    Several values stand in one cell with semicolons between them.

    Examples
    --------
    >>> entries_document([["areas", "Leeds; Kent"], ["draws", 100]], "plan.xlsx").content
    {'areas': ['Leeds', 'Kent'], 'draws': 100}
    """
    content: dict[str, Any] = {}
    lines: dict[Place, str] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells = [cell for cell in row if not _is_empty(cell)]
        if not cells:
            continue
        entry = str(cells[0]).strip()
        if len(cells) != 2 or _is_empty(row[0]):
            problems.append(f"{name}, row {number}: holds {len(cells)} cells; it must hold a name and a value.")
        elif entry in content:
            problems.append(f"{name}, row {number}: '{entry}' stands twice; a name may stand only once.")
        else:
            content[entry] = _several(cells[1])
            lines[entry,] = f"{name}, row {number}"
    return Document(name, content, lines, tuple(problems))


def _several(cell: Any) -> Any:
    if not isinstance(cell, str) or SEPARATOR not in cell:
        return cell
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
