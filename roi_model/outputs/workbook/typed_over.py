"""Cells of the *Inputs* sheet that are not read back, but where somebody may have typed what they meant to change."""

from __future__ import annotations

from typing import TypeGuard

from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.input_cells import InputCells
from roi_model.outputs.workbook.input_sheet import HEADINGS, Column, InputRow
from roi_model.outputs.workbook.typed_cell import TypedCell

SAME = 1e-6  # of a number: one that was pasted may have been rounded


def check_not_typed_over(row: InputRow, cells: InputCells, value: float | str) -> None:
    """Refuse a row whose unit was changed, or whose formulas for what is used were typed over.

    A sheet whose formulas were all pasted as their values is read, as long as they still follow from the value.

    Parameters
    ----------
    row
        As it was exported.
    cells
        As the sheet holds it.
    value
        The value that was read from it.

    Raises
    ------
    InputError
        With the cell: what stands there would change the workbook's own answer, and not this run.
    """
    unit, factor, used = (cells.cells.get(column) for column in (Column.UNIT, Column.UPRATING, Column.VALUE_USED))
    if unit is not None and not unit.is_empty and str(unit.value).split() != row.unit.split():
        raise unit.refused(f"says '{unit.value}', but the unit of {row.label} ({row.key}) is '{row.unit}'; keep to it")
    if _is_typed(factor) and not _is_typed(used):
        raise _refused(factor, Column.UPRATING, "a price year")
    if _is_typed(used) and not _follows(used, value, factor if row.is_money else None):
        raise _refused(used, Column.VALUE_USED, "a value")


def _is_typed(cell: TypedCell | None) -> TypeGuard[TypedCell]:
    return cell is not None and not (cell.formula or cell.is_error or cell.is_empty)


def _follows(used: TypedCell, value: float | str, factor: TypedCell | None) -> bool:
    times = 1.0 if factor is None else factor.value
    if isinstance(value, str):
        return str(used.value).split() == value.split()
    if not isinstance(used.value, int | float) or not isinstance(times, int | float):
        return False
    return abs(used.value - value * times) <= SAME * abs(value * times)


def _refused(cell: TypedCell, column: Column, what: str) -> InputError:
    change = HEADINGS[Column.VALUE if column is Column.VALUE_USED else Column.PRICE_YEAR]
    return cell.refused(
        f"holds '{cell.value}' in the place of the formula for {HEADINGS[column].lower()}, which is not read back; "
        f"change {what} in the column {change}, or put the formula back"
    )
