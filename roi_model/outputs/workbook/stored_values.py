"""What every formula of a workbook gives, so that it can stand in the file beside the formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.workbook import Workbook

from roi_model.outputs.workbook.formula_reader import Cell, FormulaReader
from roi_model.outputs.workbook.formula_values import Scalar


def formula_values(workbook: Workbook) -> dict[Cell, Scalar]:
    """Return the value of each formula, by sheet, row and column.

    Parameters
    ----------
    workbook
        Whose formulas `roi_model.outputs.workbook` has written.

    Raises
    ------
    ValueError
        When a formula is not what these writers write, or refers to itself.
    """
    values: dict[Cell, Scalar] = {}
    texts: dict[Cell, str] = {}
    for place, cell in _cells(workbook):
        if cell.data_type == "f":
            texts[place] = str(cell.value)[1:]
        else:
            values[place] = _stored(cell.value)
    names = {name: str(defined.attr_text) for name, defined in workbook.defined_names.items()}
    reader = FormulaReader(values, names)
    needed = {place: tuple(reader.needed(text, place[0])) for place, text in texts.items()}
    for place in _order(needed):
        values[place] = reader.value(texts[place], place[0])
    return {place: values[place] for place in texts}


def _cells(workbook: Workbook) -> Iterator[tuple[Cell, Any]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.row, cell.column), cell


def _stored(value: Any) -> Scalar:
    if isinstance(value, str | bool):
        return value
    return float(value)


def _order(needed: Mapping[Cell, tuple[Cell, ...]]) -> Iterator[Cell]:
    """Yield each formula after all that it refers to."""
    done: set[Cell] = set()
    for start in needed:
        stack, waiting = [start], set[Cell]()
        while stack:
            place = stack[-1]
            if place in done:
                stack.pop()
                continue
            before = [each for each in needed[place] if each in needed and each not in done]
            if not before:
                done.add(place)
                yield place
            elif place in waiting:
                raise ValueError(f"{place[0]}: the formula in row {place[1]}, column {place[2]} refers to itself")
            else:
                waiting.add(place)
                stack += before
