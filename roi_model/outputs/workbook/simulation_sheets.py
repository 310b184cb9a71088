"""The sheets that do not follow the inputs: what the engine's simulation and one-way analysis gave at the export."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from openpyxl.workbook import Workbook

from roi_model.analysis.comparison import Figures, figures
from roi_model.analysis.estimate import Chance, Estimate
from roi_model.analysis.measures import net, view_of
from roi_model.analysis.output import Measure, Output, factors_of
from roi_model.analysis.tornado import tornado
from roi_model.outputs.notes import analysis_note
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.sheet import (
    PENCE,
    PERCENT,
    POUNDS,
    SHARE,
    Heading,
    Value,
    add_sheet,
    write_table,
)
from roi_model.outputs.workbook.together_rows import Row, partner_figures, together_rows

SIMULATION, HISTOGRAM, TORNADO = "Simulation", "Histogram", "Tornado"
TOGETHER = "All together, overlap taken out"
FINE = "£0.000"  # errors of a return
BINS = 20
BARS = 12  # of each intervention
FIXED = "Values, not formulas: they were computed by the engine at the export and do not follow changed inputs."
CERTAIN = "A chance of 0% or 100% says that no draw, or every draw, came out so; it is not certainty."
FIGURES: dict[str, tuple[str, str, str]] = {
    "people": ("People reached", "people", "#,##0"),
    "cost": ("Programme cost, present value", "£", POUNDS),
    "benefit": ("Benefits, present value", "£", POUNDS),
    "benefit_cash": ("Benefits, cash only, present value", "£", POUNDS),
    "net_present_value": ("Net present value", "£", POUNDS),
    "net_cash": ("Net present value, cash only", "£", POUNDS),
    "net_undiscounted": ("Net, not discounted", "£", POUNDS),
    "return_per_pound": ("Return per £1", "£ per £1", PENCE),
    "return_cash": ("Return per £1, cash only", "£ per £1", PENCE),
    "cost_per_qaly": ("Cost per QALY", "£ per QALY", POUNDS),
    "chance": ("Chance that benefits exceed costs", "probability", PERCENT),
    "chance_cash": ("Chance that cash benefits exceed costs", "probability", PERCENT),
}


def write_simulation(workbook: Workbook, found: Evaluated) -> None:
    """Write every simulated figure with its interval and its Monte Carlo errors."""
    sheet = add_sheet(
        workbook, SIMULATION, "Simulation: how sure the figures are", [FIXED, analysis_note(found.analysis), CERTAIN]
    )
    headings = [
        Heading("Intervention", 36),
        Heading("Figure", 66),
        Heading("Unit", 13),
        Heading("Base case", 16, holds_numbers=True),
        Heading("Mean of the draws", 16, holds_numbers=True),
        Heading("Low, 2.5%", 16, holds_numbers=True),
        Heading("High, 97.5%", 16, holds_numbers=True),
        Heading("Standard error of the mean", 16, holds_numbers=True),
        Heading("Error of low", 14, holds_numbers=True),
        Heading("Error of high", 14, holds_numbers=True),
    ]
    shown = list(_every_row(found))
    write_table(sheet, "simulation", headings, [_cells(whose, row) for whose, row in shown], 5)
    for number, (_, (_, _, _, number_format)) in enumerate(shown, 6):
        for column in range(4, 11):
            is_error = number_format == PENCE and column >= 8
            sheet.cell(number, column).number_format = FINE if is_error else number_format


def _every_row(found: Evaluated) -> Iterator[tuple[str, Row]]:
    """Yield whose figure it is with each figure: interventions, all together, partners."""
    for case, results in zip(found.cases, found.alone, strict=True):
        yield from ((case.intervention.title, row) for row in _own_rows(figures(results, found.at(case))))
    whole = TOGETHER if len(found.cases) > 1 else found.cases[0].intervention.title
    if len(found.cases) > 1:
        yield from ((whole, row) for row in together_rows(found))
    yield from ((whole, row) for row in partner_figures(found))


def _own_rows(shown: Figures) -> Iterator[Row]:
    for attribute, (label, unit, number_format) in FIGURES.items():
        figure: Estimate | Chance | None = getattr(shown, attribute)
        if figure is not None:
            yield label, unit, figure, number_format


def _cells(whose: str, row: Row) -> list[Value]:
    label, unit, figure, _ = row
    if isinstance(figure, Chance):
        return [whose, label, unit, None, figure.probability, None, None, figure.error, None, None]
    if figure is None:
        return [whose, label, unit, *[None] * 7]
    errors = (figure.error, figure.low_error, figure.high_error)
    return [whose, label, unit, figure.base, figure.mean, figure.low, figure.high, *errors]


def write_histogram(workbook: Workbook, found: Evaluated) -> None:
    """Write how the draws of the net present value are spread, in equal steps between the outermost thousandths."""
    lines = [FIXED, "The first and the last step of each intervention also hold the draws beyond them."]
    sheet = add_sheet(workbook, HISTOGRAM, "Histogram: how the draws of the net present value are spread", lines)
    headings = [
        Heading("Intervention", 36),
        Heading("From", 16, POUNDS),
        Heading("To", 16, POUNDS),
        Heading("Draws", 10, "#,##0"),
        Heading("Share of the draws", 12, "0.0%"),
    ]
    rows: list[list[Value]] = []
    for case, results in zip(found.cases, found.alone, strict=True):
        draws = net(results, view_of(results)).draws[:, found.at(case)]
        low, high = np.quantile(draws, (0.001, 0.999))
        counts, edges = np.histogram(np.clip(draws, low, high), bins=BINS, range=(low, high) if high > low else None)
        steps = zip(edges[:-1], edges[1:], counts, strict=True)
        rows += [
            [case.intervention.title, float(start), float(end), int(count), float(count / draws.size)]
            for start, end, count in steps
        ]
    write_table(sheet, "histogram", headings, rows)


def write_tornado(workbook: Workbook, found: Evaluated) -> None:
    """Write what moves the net present value of each intervention most, each input alone over its interval."""
    lines = [
        FIXED,
        f"Each input alone at the ends of its 95% interval: the {BARS} largest swings of each intervention.",
    ]
    sheet = add_sheet(workbook, TORNADO, "Tornado: what moves the net present value", lines)
    headings = [
        Heading("Intervention", 36),
        Heading("Input", 54, wraps=True),
        Heading("Unit", 30, wraps=True),
        Heading("Low", 13, holds_numbers=True),
        Heading("High", 13, holds_numbers=True),
        Heading("Net present value at low", 16, POUNDS),
        Heading("Net present value at high", 16, POUNDS),
        Heading("Swing", 16, POUNDS),
        Heading("Share of squared swings", 12, SHARE),
    ]
    rows: list[list[Value]] = []
    for case, results in zip(found.cases, found.alone, strict=True):
        if factors_of(case):
            output = Output(Measure.NET, found.horizon(case), view_of(results))
            for bar in tornado(case, found.analysis, output).bars[:BARS]:
                what: list[Value] = [case.intervention.title, bar.factor.first.label, bar.factor.first.unit]
                rows.append([*what, bar.low_value, bar.high_value, bar.at_low, bar.at_high, bar.swing, bar.share])
    write_table(sheet, "tornado", headings, rows)
