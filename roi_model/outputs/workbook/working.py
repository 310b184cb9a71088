"""The working workbook: formulas alive from every input to every answer."""

from __future__ import annotations

from datetime import date

from openpyxl.workbook import Workbook

from roi_model.analysis.answer import Answer, answer
from roi_model.analysis.request import Request
from roi_model.outputs.assurance.pack import Assurance, assurance
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.workbook.assurance_sheets import write_assurance
from roi_model.outputs.workbook.chart_sheet import write_charts
from roi_model.outputs.workbook.check_sheet import write_check
from roi_model.outputs.workbook.cover_sheet import write_cover
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.input_rows import case_rows
from roi_model.outputs.workbook.inputs_writer import write_inputs
from roi_model.outputs.workbook.line_sheet import write_line_sheet
from roi_model.outputs.workbook.model_sheets import ModelSheets, model_sheets
from roi_model.outputs.workbook.net_rows import net_rows
from roi_model.outputs.workbook.partner_rows import partner_rows
from roi_model.outputs.workbook.partner_sheet import write_partners
from roi_model.outputs.workbook.pool_sheet import shares_now, write_pool, write_pool_by_year
from roi_model.outputs.workbook.price_sheets import write_discounting, write_perspectives, write_prices
from roi_model.outputs.workbook.reasons import with_reasons
from roi_model.outputs.workbook.record_sheet import write_record
from roi_model.outputs.workbook.sheet import new_workbook
from roi_model.outputs.workbook.simulation_sheets import write_histogram, write_simulation, write_tornado
from roi_model.outputs.workbook.summary_sheet import write_summary
from roi_model.outputs.workbook.year_sheet import write_years

NOBODY = Responsible()


def working_workbook(request: Request, responsible: Responsible = NOBODY, today: date | None = None) -> Workbook:
    """Return a workbook in which every result is a formula of the inputs, without macros; see `workbook_file`.

    Parameters
    ----------
    request
        What is asked, of one place.
    responsible
        Who stands behind it.
    today
        The day of the export; by default today.

    Raises
    ------
    InputError
        When the request cannot be run, or asks for several places apart.
    """
    found, day = answer(request), today or date.today()
    return workbook_of(evaluated(request), found, assurance(found, responsible, day), responsible, day)


def workbook_of(found: Evaluated, answered: Answer, pack: Assurance, responsible: Responsible, today: date) -> Workbook:
    """Return the working workbook of what the engine has evaluated already."""
    rows = case_rows(found.cases, found.analysis, found.request.horizon)
    sheets = model_sheets(found, rows)
    place = found.cases[0].area.name
    workbook = new_workbook()
    write_summary(workbook, sheets, place)
    write_partners(workbook, sheets, place)
    write_years(workbook, sheets, place)
    write_charts(workbook, found)
    write_pool(workbook, found, sheets)
    write_pool_by_year(workbook, found)
    write_inputs(workbook, with_reasons(rows, found.cases, found.request), found.years)
    _write_models(workbook, sheets)
    write_prices(workbook)
    write_discounting(workbook, found.years)
    write_perspectives(workbook)
    write_simulation(workbook, found)
    write_histogram(workbook, found)
    write_tornado(workbook, found)
    write_check(workbook, found, sheets, len(rows))
    write_assurance(workbook, pack)
    write_record(workbook, answered, responsible, today, rows, shares_now(found))
    write_cover(workbook, found, responsible, today)
    _finish(workbook, f"Working workbook: {place}")
    return workbook


def _write_models(workbook: Workbook, sheets: ModelSheets) -> None:
    for layout in sheets.own:
        write_line_sheet(workbook, layout, [*net_rows(layout), *partner_rows(layout)])
    if sheets.overlap is not None:
        write_line_sheet(workbook, sheets.overlap, partner_rows(sheets.overlap))


def _finish(workbook: Workbook, title: str) -> None:
    """Name the document and its language, and let a program compute every formula when it opens the file."""
    workbook.active = 0
    properties = workbook.properties
    properties.title, properties.language, properties.creator = title, "en-GB", "roi_model"
    workbook.calculation.fullCalcOnLoad = True
