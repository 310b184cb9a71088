"""From changed cells of the *Inputs* sheet to the fields of a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roi_model.analysis.request import Request
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.refusal import InputError, unknown
from roi_model.outputs.old_range import range_is_old
from roi_model.outputs.workbook.input_cells import InputCells
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import SHEET, Column, Group, InputRow, Role
from roi_model.outputs.workbook.typed_cell import Expected, TypedCell, number_in, price_year_in, text_in
from roi_model.outputs.workbook.typed_over import check_not_typed_over

ROUNDING = 1e-9  # of a number: a spreadsheet program may keep fifteen digits of seventeen
Value = float | str
PARTS = ("value", "low", "high", "price year")


@dataclass(frozen=True)
class Edit:
    """One row that was changed.

    Attributes
    ----------
    row
        As it was exported, with what may stand there.
    where
        Worksheet and cell of its value.
    value, low, high, price_year
        As they are now.
    was
        Value, low, high and price year when it was exported.
    changed
        Worksheet and cell of each of them that is another now, as a refusal names them.
    """

    row: InputRow
    where: str
    value: Value
    low: float | None
    high: float | None
    price_year: str | None
    was: tuple[Any, ...]
    changed: str

    @property
    def sentence(self) -> str:
        """What was changed, and whether the simulation follows it, in words."""
        keeps = self.value != self.was[0] and (self.low, self.high, self.price_year) == self.was[1:]
        if keeps and self.low is not None and self.high is not None:
            return f"{self.change} {range_is_old(self.low, self.high)}"
        return self.change

    @property
    def change(self) -> str:
        """What was changed, in a sentence."""
        now = (self.value, self.low, self.high, self.price_year)
        parts = [
            f"{name} was {_said(before)} and is {_said(after)}"
            for name, before, after in zip(PARTS, self.was, now, strict=True)
            if before != after
        ]
        return f"{self.where}: {self.row.label} ({self.row.key}): {', '.join(parts)}."

    @property
    def assignment(self) -> str:
        """The new value as ``--set`` takes it, without the name."""
        interval = "" if self.low is None or self.high is None else f":{self.low!r}:{self.high!r}"
        return f"{self.value!r}{interval}{f'@{self.price_year}' if self.price_year else ''}"


def edit_of(row: InputRow, cells: InputCells, exported: Sequence[Any]) -> Edit | None:
    """Return what was changed in one row, or None where nothing was.

    Parameters
    ----------
    row
        What the row is, and what may stand in it.
    cells
        As the sheet holds it.
    exported
        Value, low, high and price year when the workbook was made.

    Raises
    ------
    InputError
        When a cell cannot be read, or what it holds is not allowed.
    """
    was, was_low, was_high, was_year = exported
    value: Value
    if isinstance(was, str):
        return _text_edit(row, cells, tuple(exported))
    value = _number(row, cells.cells[Column.VALUE], was)
    check_not_typed_over(row, cells, value)
    low = _end(row, cells.cells[Column.LOW], was_low)
    high = _end(row, cells.cells[Column.HIGH], was_high)
    year = _year(row, cells.cells[Column.PRICE_YEAR], was_year)
    if (value, low, high, year) == (was, was_low, was_high, was_year):
        return None
    changed = _changed(cells, (value, low, high, year), exported)
    edit = Edit(row, cells.cells[Column.VALUE].where, value, low, high, year, tuple(exported), changed)
    _check(edit)
    return edit


def _changed(cells: InputCells, now: Sequence[Value | None], exported: Sequence[Any]) -> str:
    """Return the cells of a row that were changed, as a refusal names them."""
    columns = (Column.VALUE, Column.LOW, Column.HIGH, Column.PRICE_YEAR)
    different = [column for column, is_now, was in zip(columns, now, exported, strict=True) if is_now != was]
    return ", ".join(cells.cells[column].where for column in different)


def _text_edit(row: InputRow, cells: InputCells, was: tuple[Any, ...]) -> Edit | None:
    """Return what was changed in a row of text, such as the price year of all money."""
    cell = cells.cells[Column.VALUE]
    value = text_in(cell)
    if row.options and value not in row.options:
        raise InputError(f"{cell.where}: {unknown(row.key.name.replace('_', ' '), value, row.options)}")
    check_not_typed_over(row, cells, value)
    return None if value == was[0] else Edit(row, cell.where, value, None, None, None, was, cell.where)


def _number(row: InputRow, cell: TypedCell, was: float) -> float:
    """Return the value of a row: exactly as exported where only a spreadsheet program's rounding differs."""
    if _untouched(cell, was):
        return float(was)
    is_share = row.least is not None and row.most is not None and row.least >= 0 and row.most <= 1
    number = number_in(cell, Expected(row.unit, row.is_money, is_share))
    return float(was) if _same(number, was) else number


def _end(row: InputRow, cell: TypedCell, was: float | None) -> float | None:
    if cell.is_empty:
        return None
    if was is None:
        raise cell.refused(f"holds '{cell.value}', but {row.label} ({row.key}) has no interval; leave [z] there")
    return _number(row, cell, was)


def _year(row: InputRow, cell: TypedCell, was: str | None) -> str | None:
    if was is None:
        if cell.is_empty:
            return None
        raise cell.refused(f"holds '{cell.value}', but {row.label} ({row.key}) is not money; leave [z] there")
    return price_year_in(cell)


def _untouched(cell: TypedCell, was: float) -> bool:
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return is_number and not cell.is_error and _same(float(cell.value), was)  # type: ignore[arg-type]


def _same(number: float, was: float) -> bool:
    return abs(number - was) <= ROUNDING * abs(was)


def _check(edit: Edit) -> None:
    """Refuse what the row may not hold: everything that can be said without the rest of the request."""
    row = edit.row
    if row.role is Role.FIXED:
        raise InputError(f"{edit.change[:-1]}; it is fixed and cannot be changed here.")
    if (edit.low is None) != (edit.high is None):
        raise InputError(
            f"{edit.changed}: {row.label} ({row.key}) has one end of an interval; give both, or [z] in both."
        )
    for number in (edit.value, edit.low, edit.high):
        if isinstance(number, float) and not _allowed(row, number):
            raise InputError(f"{edit.changed}: {row.label} ({row.key}) is {number:g}; it must be {row.allowed}.")
    if row.parameters:
        try:
            parse_assignment(f"{row.key.setting}={edit.assignment}")
        except InputError as error:
            remedy = "Change low and high too, or write [z] in both for a value that is certain."
            raise InputError([f"{edit.changed}: {problem} {remedy}" for problem in error.problems]) from error


def _allowed(row: InputRow, number: float) -> bool:
    above = row.least is None or number >= row.least
    below = row.most is None or number <= row.most
    return above and below and (not row.whole or number.is_integer())


def edited_request(request: Request, edits: Sequence[Edit]) -> Request:
    """Return the request with every edit in it.

    Raises
    ------
    InputError
        When an edit cannot be asked for in a request, or is not allowed beside the others.
    """
    if not edits:
        return request
    fields: dict[str, Any] = {}
    changes = dict(request.changes)
    population = dict(request.population)
    for edit in edits:
        key = edit.row.key
        if key.group == Group.SETTINGS:
            fields[key.name] = edit.value
        elif key.group == Group.POPULATION:
            population[key.name] = float(edit.value)
        elif edit.row.parameters:
            changes.pop(key.setting, None)  # what is set later goes before what was set earlier
            changes[key.setting] = edit.assignment
    fields |= _horizon(request, edits)
    splits = (*request.splits, *_splits(request, edits))
    asked = request.changed(**fields, changes=changes, population=population, splits=splits)
    return _alone(request, asked, edits)


def _horizon(request: Request, edits: Sequence[Edit]) -> dict[str, int]:
    """Return the one time horizon that the edits ask for: a request has the same for all its interventions."""
    changed = [edit for edit in edits if edit.row.key.group == Group.HORIZON]
    if not changed:
        return {}
    years = {str(row.key): row.value for row in request_rows(request) if row.key.group == Group.HORIZON}
    years |= {str(edit.row.key): edit.value for edit in changed}
    if len(set(years.values())) > 1:
        said = ", ".join(f"{key.partition('.')[2]} {value:g}" for key, value in years.items())
        what = f"{changed[0].where}: the time horizon was changed for some interventions and not for all ({said})"
        raise InputError(f"{what}; a run has one for all of them, so give all the same.")
    return {"horizon": int(changed[0].value)}


def _splits(request: Request, edits: Sequence[Edit]) -> list[str]:
    """Return who pays each intervention whose shares were changed, as ``--split`` takes it."""
    changed = {edit.row.key.name: edit for edit in edits if edit.row.key.group == Group.PAYERS}
    shares: dict[str, dict[str, float]] = {}
    for row in request_rows(request) if changed else ():
        if row.key.group == Group.PAYERS:
            intervention, _, sector = row.key.name.rpartition(".")
            edit = changed.get(row.key.name)
            shares.setdefault(intervention, {})[sector] = float(row.value if edit is None else edit.value)
    splits = []
    for intervention in dict.fromkeys(name.rpartition(".")[0] for name in changed):
        paid = shares[intervention]
        if abs(sum(paid.values()) - 1) > ROUNDING:
            where = next(edit.where for name, edit in changed.items() if name.startswith(f"{intervention}."))
            raise InputError(
                f"{where}: the shares paid for {intervention} add up to {sum(paid.values()):g}; they must add up to 1."
            )
        splits.append(f"{intervention}={','.join(f'{sector}:{share!r}' for sector, share in paid.items() if share)}")
    return splits


def _alone(before: Request, asked: Request, edits: Sequence[Edit]) -> Request:
    """Return the request in which the edited inputs have moved and no other, whatever they share."""
    edited = {str(edit.row.key): edit for edit in edits}
    try:
        now = {str(row.key): row for row in request_rows(asked)}
    except InputError as error:
        cells = ", ".join(edit.changed for edit in edits)
        raise InputError([f"{cells}: {problem}" for problem in error.problems]) from error
    pulled = [
        row
        for row in request_rows(before)
        if row.parameters and str(row.key) in now and str(row.key) not in edited and _moved(row, now[str(row.key)])
    ]
    if pulled:
        kept = {row.key.setting: _as_edit(row).assignment for row in pulled}
        asked = asked.changed(changes=dict(asked.changes) | kept)
        now = {str(row.key): row for row in request_rows(asked)}
    for key, edit in edited.items():
        if edit.row.key.group != Group.PAYERS and (key not in now or now[key].value != edit.value):
            raise InputError(f"{edit.where}: {edit.row.label} ({key}) cannot be set from this workbook.")
    return asked


def _moved(before: InputRow, now: InputRow) -> bool:
    return (before.value, before.low, before.high) != (now.value, now.low, now.high)


def _as_edit(row: InputRow) -> Edit:
    return Edit(row, SHEET, row.value, row.low, row.high, row.price_year, (), SHEET)


def _said(value: object) -> str:
    if value is None:
        return "[z]"
    return f"{value:.10g}" if isinstance(value, float | int) else str(value)
