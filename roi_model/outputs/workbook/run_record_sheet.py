"""The worksheet that lets a working workbook be read back and made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.workbook import Workbook

from roi_model.outputs.export_record import record_table
from roi_model.outputs.workbook.sheet import Heading, add_sheet, write_table


def write_run_record(workbook: Workbook, record: Mapping[str, Any]) -> None:
    """Add the worksheet at the end: what a reader wants to know, then the whole record as JSON in parts."""
    table = record_table(record)
    sheet = add_sheet(workbook, table.sheet, table.title, table.lines)
    headings = [Heading(column.heading, column.width, wraps=True) for column in table.columns]
    write_table(sheet, table.name, headings, table.rows)
