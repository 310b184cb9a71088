"""Reading an edited working workbook back: its request, with what was changed on the *Inputs* sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError, nearest
from roi_model.outputs.record.export_record import SHEET as RECORD_SHEET
from roi_model.outputs.record.export_record import joined_record
from roi_model.outputs.record.read_record import ReadRecord, checked_record
from roi_model.outputs.workbook.edits import Edit, edit_of, edited_request
from roi_model.outputs.workbook.input_cells import InputCells, input_cells
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import SHEET, InputRow
from roi_model.outputs.workbook.pool_shares import changed_shares
from roi_model.outputs.workbook.safe_reading import OpenWorkbook, open_workbook, sheet_rows

Exported = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class EditedInputs:
    """What a workbook that was sent back asks.

    Attributes
    ----------
    request
        The request that the workbook was made of, with the changes of its *Inputs* sheet.
    edits
        What was changed, in the order of the sheet.
    notes
        What has changed outside the workbook since it was made, and what was changed in it and is not read back, a
        sentence each.
    """

    request: Request
    edits: tuple[Edit, ...]
    notes: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was changed, and what else to know, a sentence each."""
        return (*(edit.sentence for edit in self.edits), *self.notes)


def read_inputs(source: Path | bytes, name: str = "The workbook") -> EditedInputs:
    """Read the request of a working workbook, with what was changed on its *Inputs* sheet.

    Only changed values count; each is checked as any other input. A value that differs by less
    than a thousand-millionth was rounded by a spreadsheet program and not changed.

    Parameters
    ----------
    source
        The file, or its content as it was uploaded.
    name
        What to call content that has no file name.

    Raises
    ------
    InputError
        With every row that is not known, missing or damaged, and every value that cannot be used,
        each with its worksheet and cell.
    """
    book = open_workbook(source, name)
    record = _record(book)
    request = Request.read(record.request, f"{book.name}, worksheet {RECORD_SHEET}")
    exported = record.input_rows
    if exported is None:
        raise InputError(f"{book.name} is not a working workbook; only those can be read back.")
    rows = {str(row.key): row for row in request_rows(request)}
    found = _found(input_cells(book), rows, exported)
    edits = _edits(found, rows, exported)
    notes = (*_moved(rows, exported), *changed_shares(book, record.pool_shares))
    return EditedInputs(edited_request(request, edits), edits, notes)


def _record(book: OpenWorkbook) -> ReadRecord:
    if RECORD_SHEET not in book.values.sheetnames:
        raise InputError(
            f"{book.name} has no worksheet {RECORD_SHEET}, which says what it was made of; export it again."
        )
    rows = [(row[0], row[1]) for row in sheet_rows(book, RECORD_SHEET) if len(row) > 1]
    return checked_record(joined_record(rows, book.name), book.name)


def _found(cells: Iterable[InputCells], rows: Mapping[str, InputRow], exported: Exported) -> dict[str, InputCells]:
    """Return each row of the sheet by its key, or refuse all that are unknown, twice there or missing."""
    found: dict[str, InputCells] = {}
    problems = []
    for row in cells:
        key = row.key.value.strip() if isinstance(row.key.value, str) else ""
        if not key:
            problems.append(f"{row.key.where} holds no key, so it is not known what row {row.number} is.")
        elif key in found:
            first = found[key].key.where
            problems.append(f"{row.key.where} has the key '{key}' a second time; it stands in {first} too.")
        elif key not in exported:
            guess = nearest(key, exported)
            remedy = f"; did you mean '{guess}'?" if guess else "."
            problems.append(f"{row.key.where} has the key '{key}', which this workbook was not exported with{remedy}")
        else:
            found[key] = row
    problems += [
        f"{SHEET}: the row '{key}'{_label(rows, key)} is missing; put it back, or export again."
        for key in exported
        if key not in found
    ]
    if problems:
        raise InputError(problems)
    return found


def _label(rows: Mapping[str, InputRow], key: str) -> str:
    return f" ({rows[key].label})" if key in rows else ""


def _edits(found: Mapping[str, InputCells], rows: Mapping[str, InputRow], exported: Exported) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    problems: list[str] = []
    for key, cells in found.items():
        if key not in rows:
            continue  # said among the notes: the program has no such input any more
        try:
            edit = edit_of(rows[key], cells, exported[key])
        except InputError as error:
            problems += error.problems
        else:
            edits += [edit] if edit is not None else []
    if problems:
        raise InputError(problems)
    return tuple(edits)


def _moved(rows: Mapping[str, InputRow], exported: Exported) -> Iterable[str]:
    """Yield a sentence for each input whose value in this program is no longer that of the workbook."""
    for key, was in exported.items():
        if key not in rows:
            yield f"{key} was an input when the workbook was made, and is none in this version."
            continue
        row = rows[key]
        now = [row.value, row.low, row.high, row.price_year]
        if list(was) != now:
            yield (
                f"{row.label} ({key}) was {_listed(was)} when the workbook was made; this version has {_listed(now)}, "
                "which is used unless you changed it."
            )
    for key in rows:
        if key not in exported:
            yield f"{key} is an input of this version that the workbook does not have."


def _listed(values: Sequence[Any]) -> str:
    given = [value for value in values if value is not None]
    return ", ".join(f"{value:g}" if isinstance(value, float | int) else str(value) for value in given)
