"""The *Run record* of a working workbook: from it the numbers can be made again, and edited inputs be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.workbook import Workbook

from roi_model.analysis.answer import Answer
from roi_model.engine.sector import Sector
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.record.export_record import INPUT_ROWS, POOL_SHARES, export_record, record_table
from roi_model.outputs.workbook.input_sheet import InputRow
from roi_model.outputs.workbook.sheet import Heading, add_sheet, write_table

COMMAND = "export working"


def write_record(
    workbook: Workbook,
    answer: Answer,
    responsible: Responsible,
    today: date,
    rows: Sequence[InputRow],
    shares: Mapping[Sector, float],
) -> None:
    """Write the record, with *Inputs* as exported, value, low, high and price year by key, and the shares of *Pool*."""
    record = export_record(answer, responsible, today, COMMAND)
    record[POOL_SHARES] = {sector.value: share for sector, share in shares.items()}
    record[INPUT_ROWS] = {str(row.key): [row.value, row.low, row.high, row.price_year] for row in rows}
    table = record_table(record)
    sheet = add_sheet(workbook, table.sheet, table.title, table.lines)
    headings = [Heading(column.heading, column.width, wraps=True) for column in table.columns]
    write_table(sheet, "run_record", headings, table.rows)
