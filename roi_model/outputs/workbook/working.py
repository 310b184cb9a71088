"""The working workbook: formulas alive from every input to every answer."""

from __future__ import annotations

from openpyxl.workbook import Workbook

from roi_model.analysis.request import Request
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.input_rows import case_rows
from roi_model.outputs.workbook.inputs_writer import write_inputs
from roi_model.outputs.workbook.line_sheet import write_line_sheet
from roi_model.outputs.workbook.model_sheets import model_sheets
from roi_model.outputs.workbook.net_rows import net_rows
from roi_model.outputs.workbook.price_sheets import write_discounting, write_perspectives, write_prices


def working_workbook(request: Request) -> Workbook:
    """Return a workbook in which every result is a formula of the inputs, without macros.

    Raises
    ------
    InputError
        When the request cannot be run.
    """
    return workbook_of(evaluated(request))


def workbook_of(found: Evaluated) -> Workbook:
    """Return the working workbook of what the engine has evaluated already."""
    rows = case_rows(found.cases, found.analysis, found.request.horizon)
    sheets = model_sheets(found, rows)
    workbook = Workbook()
    del workbook["Sheet"]
    write_inputs(workbook, rows, found.years)
    for layout in sheets.own:
        write_line_sheet(workbook, layout, net_rows(layout))
    if sheets.overlap is not None:
        write_line_sheet(workbook, sheets.overlap)
    write_prices(workbook)
    write_discounting(workbook, found.years)
    write_perspectives(workbook)
    return workbook
