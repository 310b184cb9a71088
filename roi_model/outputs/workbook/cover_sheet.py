"""The *Cover*: what the workbook is, how it came about, who stands behind it, how far it may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from roi_model.engine.sector import perspective_label
from roi_model.outputs.assurance.limits import LIMITS_OF_USE
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.changes_in_words import NO_REASON
from roi_model.outputs.notes import METHODS
from roi_model.outputs.record.run_record import RunRecord, run_record
from roi_model.outputs.workbook.check_sheet import OVERALL
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.sheet import SHORTHAND, Formula, Heading, Value, add_sheet, quoted, write_table

SHEET = "Cover"
HEADER_ROW = 4
HEADINGS = (Heading("What", 30, wraps=True), Heading("Content", 110, wraps=True))
LEGEND = (
    "Cells that you may change stand where a column says Input; they are shaded too. Everything else is a formula or, "
    f"where the sheet says so, a value. Colour alone says nothing. {SHORTHAND} Money is in pounds of one price year. "
    "A preview, or a program that does not let you edit yet, shows the results as exported. Once you may edit, every "
    "formula is computed anew."
)
SPREADSHEET_RULES = (
    "One table on each sheet from the left edge, titles in A1, no merged cells, no macros. Headings stay in view, and "
    "input cells are shaded, as in other models; the publication workbook leaves both out, for screen readers."
)
WHAT = (
    "Formulas alive from every input to every answer: change an input and the workbook follows. It runs the same model "
    "as roi_model, written as formulas by the engine itself."
)
# What each sheet holds; the sheets of interventions, which stand between, have a line of their own.
CONTENTS: Mapping[str, str] = {
    "Summary": "Costs, benefits, return and payback of each intervention, and of all together.",
    "By partner": "What each sector pays and gains, on every basis.",
    "By year": "What each partner has of it by year.",
    "Charts": "Charts of the tables of By year and By partner.",
    "Pool": "Type who puts in which share; see where it leaves each partner.",
    "Pool by year": "The same by year.",
    "Inputs": "Every number that the formulas use, with its interval, source and grade. Change it here.",
    "Overlap": "What two interventions would both claim, taken out once.",
    "Prices": "The price index.",
    "Discounting": "Discount rates and factors.",
    "Perspectives": "Whose costs and benefits count.",
    "Simulation": "Intervals and chances; values from the engine.",
    "Histogram": "How the draws are spread; values from the engine.",
    "Tornado": "What moves the result most; values from the engine.",
    "Check": "The engine's figures beside the formulas.",
    "Assumptions": "What is assumed.",
    "Sources": "Where the numbers come from.",
    "Not counted": "What the figures leave out.",
    "Checks passed": "What was tested on this run.",
    "Run record": "From which roi-model reproduce makes the same numbers again.",
}


def write_cover(workbook: Workbook, found: Evaluated, responsible: Responsible, today: date) -> None:
    """Write the cover before all other sheets, with links to them.

    Parameters
    ----------
    workbook
        With every other sheet in place.
    found
        What was asked.
    responsible
        Who stands behind it.
    today
        The day of the export.
    """
    place = found.cases[0].area.name
    lines = ["A working workbook: for people who want to follow, check and change the calculation."]
    sheet = add_sheet(workbook, SHEET, f"Return on preventing mental ill health: {place}", lines)
    workbook.move_sheet(sheet, -(len(workbook.sheetnames) - 1))
    names = [name for name in workbook.sheetnames if name != SHEET]
    about = list(_about(found, responsible, today))
    contents = [(f"Sheet: {name}", CONTENTS.get(name, "An intervention, from inputs to results.")) for name in names]
    rows: list[list[Value]] = [list(row) for row in (*about, *contents)]
    write_table(sheet, "cover", HEADINGS, rows, HEADER_ROW)
    sheet.freeze_panes = None
    for row, name in enumerate(names, HEADER_ROW + 1 + len(about)):
        cell = sheet.cell(row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(name)}!A1")
        cell.font = Font(name="Arial", underline="single", color="0B4F8A")


def _about(found: Evaluated, responsible: Responsible, today: date) -> Iterator[tuple[str, Value]]:
    request, record = found.request, run_record(found.cases, found.analysis)
    yield "What this is", WHAT
    yield "Status", responsible.status
    yield "Do the formulas agree with the engine?", Formula(OVERALL)
    yield "Area", found.cases[0].area.name
    yield "Scenario", request.name or "No name given"
    yield "Note", request.note or "None"
    yield "Interventions", ", ".join(case.intervention.title for case in found.cases)
    yield "Presets", ", ".join(dict.fromkeys(case.parameters.preset for case in found.cases))
    yield "Changed by the user", _changes(found)
    yield from _rules(found, record)
    yield "Exported on", today.isoformat()
    yield "Commissioned by", responsible.named("commissioner")
    yield "Made by", responsible.named("analyst")
    yield "Assured by", responsible.named("assurer")
    yield "Approved by", responsible.named("approver")
    yield "Limits of use", " ".join(LIMITS_OF_USE)
    yield "Local figures", " ".join(found.cases[0].area.warnings) or "No warnings about the figures of this place."
    yield "How to read the cells", LEGEND
    yield "Layout", SPREADSHEET_RULES


def _changes(found: Evaluated) -> str:
    asked = found.request
    changes = [f"{name} = {value} ({asked.reasons.get(name, NO_REASON)})" for name, value in asked.changes.items()]
    return "; ".join(changes) or "Nothing"


def _rules(found: Evaluated, record: RunRecord) -> Iterator[tuple[str, Value]]:
    analysis = found.analysis
    years = {found.horizon(case) for case in found.cases}
    yield "Price year", f"{analysis.price_year}, as exported"
    yield "Discounting", f"{analysis.schedule.label}, as exported"
    yield "Perspective", f"{perspective_label(analysis.perspective).capitalize()}, as exported"
    label = analysis.also_count.label
    yield "Non-market value also counted", f"{label[0].upper()}{label[1:]}"
    horizon = f"{years.pop()} years" if len(years) == 1 else "Each intervention's published one; see Summary"
    yield "Time horizon", f"{horizon}. The workbook holds {found.years} years."
    yield "Simulation", f"{analysis.draws:,} {METHODS[analysis.method]}draws, seed {analysis.seed}"
    yield "Version", f"roi-model {record.versions['roi-model']}"
    yield "Digest of the inputs", record.parameter_digest
