"""The sheet *Charts*: native charts of tables that stand on other sheets, so that they follow the inputs too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.analysis.measures import View, touched_sectors
from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.sector import Sector
from roi_model.outputs.charts.style import INK, SECTOR_COLOURS
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.partner_sheet import FIRST_COLUMN, block_of, block_row
from roi_model.outputs.workbook.partner_sheet import HEADER_ROW as PARTNER_HEADER
from roi_model.outputs.workbook.partner_sheet import SHEET as PARTNERS
from roi_model.outputs.workbook.sheet import Heading, add_sheet, write_table
from roi_model.outputs.workbook.year_sheet import FIRST_YEAR, Measure, year_row
from roi_model.outputs.workbook.year_sheet import HEADER_ROW as YEAR_HEADER
from roi_model.outputs.workbook.year_sheet import SHEET as YEARS

SHEET = "Charts"
WIDTH, HEIGHT = 27.0, 13.0  # cm
FIRST_ROW = 10
EMU = 360_000  # the unit of drawings, in a cm
ROWS_OF_A_CHART = 30
AXIS_FORMAT = '[>=1000000]£#,##0.0,,"m";[<=-1000000]-£#,##0.0,,"m";£#,##0'
OUTLINE = INK.lstrip("#")  # of marks and bars, for some of the colours are too light to be seen on white
# Lines differ in mark and dash too, so that they can be told apart without colour.
MARKS = ("circle", "square", "triangle", "diamond", "x", "star", "plus", "dash", "dot")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "sysDash", "lgDashDot", "solid", "dash")


class _Described(OneCellAnchor):
    """Where a chart stands, with the text that a screen reader reads out for it."""

    __elements__ = OneCellAnchor.__elements__  # openpyxl looks for them on the class itself

    def __init__(self, row: int, description: str) -> None:
        size = XDRPositiveSize2D(int(WIDTH * EMU), int(HEIGHT * EMU))
        super().__init__(_from=AnchorMarker(col=0, row=row - 1), ext=size)
        self.__dict__["description"] = description

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "graphicFrame" and value is not None:  # openpyxl makes it when it saves, and has no text for it
            value.nvGraphicFramePr.cNvPr.descr = self.__dict__["description"]
        super().__setattr__(name, value)


def write_charts(workbook: Workbook, found: Evaluated) -> None:
    """Write the charts, and a table that says what each shows and where its numbers stand."""
    sectors = touched_sectors(found.package)
    years = found.years
    place = found.cases[0].area.name
    shown = [
        (
            f"Net so far by partner, {basis.label}",
            f"each partner's gains less costs, added up over {years} years",
            YEARS,
        )
        for basis in Basis
    ]
    shown.append(("Benefits by sector and intervention", "whom the present value of benefits falls on", PARTNERS))
    sheet = add_sheet(
        workbook,
        SHEET,
        f"Charts, {place}",
        ["The charts below follow the inputs. Every number in them also stands in a table of another sheet."],
    )
    headings = [Heading("Chart", 48, wraps=True), Heading("What it shows", 60, wraps=True), Heading("Numbers on", 18)]
    write_table(sheet, "charts", headings, [list(row) for row in shown])
    sheet.freeze_panes, sheet.print_title_rows = None, "1:1"
    drawn = [_lines(workbook, basis, sectors, years) for basis in Basis]
    charts = [*drawn, _stack(workbook, sectors, len(found.cases))]
    for number, (chart, (title, words, numbers)) in enumerate(zip(charts, shown, strict=True)):
        _place(sheet, chart, title, number, f"{title}: {words}. The numbers stand on the sheet {numbers}.")


def _place(sheet: Worksheet, chart: Any, title: str, number: int, description: str) -> None:
    chart.title = title
    chart.title.overlay = chart.legend.overlay = False
    chart.legend.position = "r"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = AXIS_FORMAT
    chart.y_axis.numFmt.sourceLinked = False
    chart.x_axis.tickLblPos = "low"
    first_row = FIRST_ROW + ROWS_OF_A_CHART * number
    chart.anchor = _Described(first_row, description)
    sheet.add_chart(chart)
    sheet.row_breaks.append(Break(first_row - 2))


def _lines(workbook: Workbook, basis: Basis, sectors: Sequence[Sector], years: int) -> LineChart:
    table, chart = workbook[YEARS], LineChart()
    chart.y_axis.title, chart.x_axis.title = "Net so far, £", "Year"
    last = FIRST_YEAR + years - 1
    for sector in sectors:
        row = year_row(basis, Measure.SO_FAR, sector)
        series = Series(Reference(table, FIRST_YEAR, row, last, row), title=sector.label)
        colour, place = SECTOR_COLOURS[sector].lstrip("#"), list(Sector).index(sector)
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = 25_000
        series.graphicalProperties.line.dashStyle = DASHES[place]
        series.marker.symbol = MARKS[place]
        series.marker.size = 7
        series.marker.graphicalProperties.solidFill = colour
        series.marker.graphicalProperties.line.solidFill = OUTLINE
        series.smooth = False
        chart.series.append(series)
    _name_categories(chart, Reference(table, FIRST_YEAR, YEAR_HEADER, last, YEAR_HEADER))
    return chart


def _stack(workbook: Workbook, sectors: Sequence[Sector], interventions: int) -> BarChart:
    table, chart = workbook[PARTNERS], BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.y_axis.title = "Benefits, present value, £"
    block = block_of(View(), has_cost=False, has_benefit=True)
    last = FIRST_COLUMN + interventions - 1
    for sector in sectors:
        row = block_row(block, sector)
        series = Series(Reference(table, FIRST_COLUMN, row, last, row), title=sector.label)
        series.graphicalProperties.solidFill = SECTOR_COLOURS[sector].lstrip("#")
        series.graphicalProperties.line.solidFill = OUTLINE
        series.graphicalProperties.line.width = 6_350
        chart.series.append(series)
    _name_categories(chart, Reference(table, FIRST_COLUMN, PARTNER_HEADER, last, PARTNER_HEADER))
    chart.x_axis.scaling.orientation = "maxMin"  # the first intervention at the top,
    chart.y_axis.crosses = "max"  # and pounds at the bottom
    return chart


def _name_categories(chart: LineChart | BarChart, headings: Reference) -> None:
    """Take the names along the axis from headings; openpyxl's own way takes them for numbers."""
    for series in chart.series:
        series.cat = AxDataSource(strRef=StrRef(f=str(headings)))
