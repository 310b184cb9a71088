"""Reading back what an output said, and how it was made."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roi_model.inputs.refusal import InputError
from roi_model.outputs.publication.open_data import RECORD_FILE
from roi_model.outputs.read_bytes import content_of
from roi_model.outputs.record.export_record import SHEET, joined_record, parsed_record
from roi_model.outputs.record.read_record import ReadRecord, checked_record

Cell = float | str | None
KINDS = "a workbook, the JSON of a command that asks for results, or a file of a publication"


@dataclass(frozen=True)
class Shown:
    """One number or text that an output shows: where it stands, and what stands there."""

    where: str
    value: Cell


@dataclass(frozen=True)
class Recorded:
    """An output that was read back.

    Attributes
    ----------
    name
        The file.
    record
        Its run record.
    form
        ``workbook``, ``json`` or ``csv``.
    shown
        Everything it shows that can be compared.
    """

    name: str
    record: ReadRecord
    form: str
    shown: tuple[Shown, ...]

    @property
    def command(self) -> str:
        """The command that made it, such as ``export publication``."""
        words = self.record.command.split()[1:3]
        return " ".join(words) if words[:1] == ["export"] else "".join(words[:1])


def read_recorded(path: Path) -> Recorded:
    """Read an output with its run record: a workbook, JSON, or a CSV or OpenDocument file beside its record.

    Raises
    ------
    InputError
        When the file cannot be read, or holds no record from which it can be made again.
    """
    suffix = path.suffix.lower()
    if suffix in {".csv", ".ods"}:
        path = _record_beside(path)
        suffix = path.suffix
    if suffix == ".xlsx":
        return _from_workbook(path)
    if suffix == ".json":
        return _from_json(path)
    raise InputError(f"{path} is not {KINDS}.")


def _record_beside(path: Path) -> Path:
    """Return the record of a publication's other files."""
    folders = (path.parent, path.with_name(f"{path.stem}_csv"))
    for folder in folders:
        if (folder / RECORD_FILE).is_file():
            return folder / RECORD_FILE
    raise InputError(f"{path}: there is no {RECORD_FILE} beside it, so it cannot be made again.")


def _from_workbook(path: Path) -> Recorded:
    from roi_model.outputs.workbook.safe_reading import open_workbook, sheet_rows  # noqa: PLC0415 - slow to load

    book = open_workbook(path)
    if SHEET not in book.values.sheetnames:
        raise InputError(f"{book.name} has no worksheet {SHEET}, so it cannot be made again.")
    rows = {name: sheet_rows(book, name) for name in book.values.sheetnames}
    record = joined_record([(row[0], row[1]) for row in rows[SHEET] if len(row) > 1], book.name)
    return Recorded(book.name, checked_record(record, book.name), "workbook", tuple(_cells(rows)))


def _cells(rows: Mapping[str, Sequence[Sequence[Cell]]]) -> Iterator[Shown]:
    from roi_model.outputs.workbook.cell_name import cell_name  # noqa: PLC0415 - slow to load

    for name, content in rows.items():
        for number, row in enumerate(content, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    yield Shown(f"{name}!{cell_name(number, column)}", value)


def _from_json(path: Path) -> Recorded:
    text = _text(path)
    content = parsed_record(text, str(path))
    if "run" in content and isinstance(content["run"], dict):
        return Recorded(str(path), checked_record(content["run"], str(path)), "json", tuple(_records(content)))
    tables = sorted(path.parent.glob("[0-9][0-9]_*.csv"))
    shown = [one for table in tables for one in csv_cells(table.name, _text(table))]
    return Recorded(str(path), checked_record(content, str(path)), "csv", tuple(shown))


def _records(content: Mapping[str, Any]) -> Iterator[Shown]:
    """Yield the numbers of JSON that a command wrote."""
    for part in ("results", "figures", "lines"):
        rows = content.get(part)
        yield from rows_cells(part, [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else [])


def rows_cells(part: str, rows: Sequence[Mapping[Any, Any]]) -> Iterator[Shown]:
    """Yield the numbers of the rows of a long table; of rows with the same words, later ones are numbered."""
    seen: Counter[str] = Counter()
    for row in rows:
        for shown in record_cells(part, row):
            seen[shown.where] += 1
            number = seen[shown.where]
            yield shown if number == 1 else Shown(f"{shown.where} (no. {number})", shown.value)


def record_cells(part: str, row: Mapping[str, Any]) -> Iterator[Shown]:
    """Yield the numbers of one row of a long table, each named by the words of the row."""
    words = [str(value) for value in row.values() if isinstance(value, str) and value]
    named = [str(row[name]) for name in ("horizon", "year") if name in row]
    for column, value in row.items():
        if not isinstance(value, str) and column not in {"horizon", "year"}:
            yield Shown(f"{part}: {', '.join((*words, *named, column))}", _number(value))


def _number(value: object) -> Cell:
    """Return a number of JSON; anything else as the text that it is."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return str(value)


def csv_cells(name: str, text: str) -> Iterator[Shown]:
    """Yield every cell of a CSV file, named by its heading and row."""
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    for number, row in enumerate(rows[1:], start=2):
        for heading, value in zip(rows[0], row, strict=False):
            yield Shown(f"{name}, row {number}, {heading}", _number_or_text(value))


def _number_or_text(value: str) -> Cell:
    try:
        return float(value)
    except ValueError:
        return value


def _text(path: Path) -> str:
    content, name = content_of(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not text in UTF-8, and so is not {KINDS}.") from error
