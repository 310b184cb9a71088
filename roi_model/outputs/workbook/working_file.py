"""The working workbook as a file, with its run record."""

from __future__ import annotations

import io
from datetime import date

from roi_model.analysis.answer import answer
from roi_model.analysis.request import Request
from roi_model.outputs.assurance import assurance
from roi_model.outputs.export_record import INPUT_ROWS, export_record
from roi_model.outputs.responsible import Responsible
from roi_model.outputs.workbook.evaluated import evaluated
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.run_record_sheet import write_run_record
from roi_model.outputs.workbook.working import workbook_of

COMMAND = "export working"


def working_file(request: Request, responsible: Responsible, today: date) -> tuple[bytes, tuple[str, ...]]:
    """Return the content of the working workbook, and what its reader should be warned of.

    The run record holds the *Inputs* sheet as it was exported, so that what is changed in it can be
    told from what was not.

    Raises
    ------
    InputError
        When the request cannot be run, asks for several places apart, or is to be final although a check failed.
    """
    found, figures = evaluated(request), answer(request)
    pack = assurance(figures, responsible, today)
    pack.refuse_failed(responsible)
    book = workbook_of(found, pack, responsible, today)
    rows = {str(row.key): [row.value, row.low, row.high, row.price_year] for row in request_rows(request)}
    write_run_record(book, {**export_record(figures, responsible, today, COMMAND), INPUT_ROWS: rows})
    content = io.BytesIO()
    book.save(content)
    return content.getvalue(), pack.warnings
