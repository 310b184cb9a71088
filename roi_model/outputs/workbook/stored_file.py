"""A workbook as a file in which a value stands beside each formula.

A file without them looks empty wherever no program computes it: in Excel's Protected View, in which
every attachment opens, in previews, and in pandas. openpyxl writes a formula without its value, so
the values are put into the sheets that it has written.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook

from roi_model.outputs.workbook.formula_reader import Cell
from roi_model.outputs.workbook.formula_values import CellError, Scalar
from roi_model.outputs.workbook.full_disk import refuse_full_disk
from roi_model.outputs.workbook.stored_values import formula_values

# A cell with a formula as openpyxl writes it: its address and its style, the formula, and no value.
WITHOUT_VALUE = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')


def workbook_file(workbook: Workbook) -> bytes:
    """Return a workbook as the content of an .xlsx file, with the value of each formula beside it.

    A spreadsheet program computes every formula anew when it opens the file for editing.

    Raises
    ------
    InputError
        When there is no room for its temporary files.
    ValueError
        When a formula cannot be computed, or finds no place for its value.
    """
    values = formula_values(workbook)
    written, complete = io.BytesIO(), io.BytesIO()
    with refuse_full_disk():
        workbook.save(written)
    parts = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(workbook.sheetnames, 1)}
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(complete, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename in parts:
                content = _with_values(content.decode("utf-8"), parts[part.filename], values).encode("utf-8")
            after.writestr(part.filename, content)
    return complete.getvalue()


def _with_values(sheet: str, name: str, values: Mapping[Cell, Scalar]) -> str:
    """Put the value of each formula of a sheet beside it."""

    def with_value(found: re.Match[str]) -> str:
        address, style, formula = found.groups()
        kind, shown = _written(values[name, *coordinate_to_tuple(address)])
        return f'<c r="{address}"{style}{kind}>{formula}<v>{shown}</v></c>'

    changed, replaced = WITHOUT_VALUE.subn(with_value, sheet)
    if replaced != sum(cell[0] == name for cell in values):
        raise ValueError(f"{name}: not every formula has found a place for its value")
    return changed


def _written(value: Scalar) -> tuple[str, str]:
    """Return the kind of a value, as a cell's attribute, and its text."""
    if isinstance(value, CellError):
        return ' t="e"', value.value
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return ' t="str"', escape(value)
    assert isinstance(value, float)
    return "", repr(int(value)) if value.is_integer() else repr(value)
