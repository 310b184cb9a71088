"""The cells of the *Inputs* sheet of a workbook that was sent back, row by row and by heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roi_model.inputs.refusal import InputError, nearest
from roi_model.outputs.workbook.cell_name import cell_name
from roi_model.outputs.workbook.input_sheet import HEADINGS, SHEET, Column
from roi_model.outputs.workbook.safe_reading import DAMAGE, MOST_COLUMNS, MOST_ROWS, OpenWorkbook
from roi_model.outputs.workbook.typed_cell import TypedCell

NEEDED = (Column.LABEL, Column.VALUE, Column.LOW, Column.HIGH, Column.PRICE_YEAR, Column.KEY)
LOOKED_AT = (Column.UNIT, Column.UPRATING, Column.VALUE_USED)  # where there: not read, but typed over by mistake
SEARCHED = 30  # rows from the top in which the headings are looked for


@dataclass(frozen=True)
class InputCells:
    """One row of the sheet: its number, and its cells by column."""

    number: int
    cells: dict[Column, TypedCell]

    @property
    def key(self) -> TypedCell:
        """The cell that says what the row is."""
        return self.cells[Column.KEY]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row."""
        return all(cell.is_empty for cell in self.cells.values())


def input_cells(book: OpenWorkbook) -> tuple[InputCells, ...]:
    """Return the rows of the *Inputs* sheet, below its headings; they are found wherever they were moved to.

    Raises
    ------
    InputError
        When there is no such sheet, it is damaged, or a heading is missing.
    """
    if SHEET not in book.values.sheetnames:
        guess = nearest(SHEET, book.values.sheetnames)
        hint = f" (there is '{guess}')" if guess else ""
        raise InputError(f"{book.name} has no worksheet {SHEET}{hint}; send the working workbook that was exported.")
    try:
        values = _grid(book.values[SHEET])
        formulas = _grid(book.formulas[SHEET])
    except DAMAGE as error:
        raise InputError(f"{book.name}: the worksheet {SHEET} is damaged and cannot be read.") from error
    header, columns = _headings(book, values)
    return tuple(_rows(values, formulas, header, columns))


def _grid(sheet: Any) -> list[tuple[Any, ...]]:
    """Return the cells of a sheet, with what is read of each: value, kind and format."""
    return [
        tuple((cell.value, cell.data_type, cell.number_format if cell.value is not None else "General") for cell in row)
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    ]


def _headings(book: OpenWorkbook, values: list[tuple[Any, ...]]) -> tuple[int, dict[Column, int]]:
    """Return the row of the headings, counted from 0, and where each column stands."""
    for number, row in enumerate(values[:SEARCHED]):
        texts = [" ".join(str(value).split()) if isinstance(value, str) else "" for value, _, _ in row]
        if HEADINGS[Column.KEY] in texts and HEADINGS[Column.VALUE] in texts:
            missing = [HEADINGS[column] for column in NEEDED if HEADINGS[column] not in texts]
            if missing:
                raise InputError(
                    f"{book.name}: the worksheet {SHEET} lacks the column {missing[0]}; put it back, or export again."
                )
            there = [column for column in (*NEEDED, *LOOKED_AT) if HEADINGS[column] in texts]
            return number, {column: texts.index(HEADINGS[column]) for column in there}
    raise InputError(
        f"{book.name}: the worksheet {SHEET} has no row with the headings {HEADINGS[Column.VALUE]} and "
        f"{HEADINGS[Column.KEY]}; export the workbook again."
    )


def _rows(
    values: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]], header: int, columns: dict[Column, int]
) -> Iterator[InputCells]:
    for number in range(header + 1, len(values)):
        cells = {
            column: _cell(number, place, values[number], formulas[number] if number < len(formulas) else ())
            for column, place in columns.items()
        }
        row = InputCells(number + 1, cells)
        if not row.is_blank:
            yield row


def _cell(number: int, place: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> TypedCell:
    where = f"{SHEET}!{cell_name(number + 1, place + 1)}"
    value, kind, shown = values[place] if place < len(values) else (None, "n", "General")
    written, written_kind, _ = formulas[place] if place < len(formulas) else (None, "n", "General")
    is_formula = written_kind == "f" or (isinstance(written, str) and written.startswith("=") and written_kind != "s")
    return TypedCell(where, value, is_formula, kind == "e", shown or "General")
