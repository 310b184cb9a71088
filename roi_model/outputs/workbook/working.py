"""The working workbook: formulas alive from every input to every answer."""

from __future__ import annotations

from openpyxl.workbook import Workbook

from roi_model.analysis.request import Request
from roi_model.engine.sector import perspective_label
from roi_model.outputs.workbook.check_sheet import write_check
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.input_rows import case_rows
from roi_model.outputs.workbook.inputs_writer import write_inputs
from roi_model.outputs.workbook.line_sheet import write_line_sheet
from roi_model.outputs.workbook.model_sheets import model_sheets
from roi_model.outputs.workbook.net_rows import net_rows
from roi_model.outputs.workbook.partner_rows import partner_rows
from roi_model.outputs.workbook.partner_sheet import write_partners
from roi_model.outputs.workbook.price_sheets import write_discounting, write_perspectives, write_prices
from roi_model.outputs.workbook.simulation_sheets import write_histogram, write_simulation, write_tornado
from roi_model.outputs.workbook.summary_sheet import write_summary
from roi_model.outputs.workbook.year_sheet import write_years


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
    place = found.cases[0].area.name
    workbook = Workbook()
    del workbook["Sheet"]
    write_summary(workbook, sheets, place, perspective_label(found.analysis.perspective))
    write_partners(workbook, sheets, place)
    write_years(workbook, sheets, place)
    write_inputs(workbook, rows, found.years)
    for layout in sheets.own:
        write_line_sheet(workbook, layout, [*net_rows(layout), *partner_rows(layout)])
    if sheets.overlap is not None:
        write_line_sheet(workbook, sheets.overlap, partner_rows(sheets.overlap))
    write_prices(workbook)
    write_discounting(workbook, found.years)
    write_perspectives(workbook)
    write_simulation(workbook, found)
    write_histogram(workbook, found)
    write_tornado(workbook, found)
    write_check(workbook, found, sheets, len(rows))
    return workbook
