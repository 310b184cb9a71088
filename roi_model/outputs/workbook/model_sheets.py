"""The sheets of the interventions, and of what overlap takes out: models run on cells and given places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roi_model.engine.case import Case
from roi_model.outputs.workbook.evaluated import Evaluated, sheet_name
from roi_model.outputs.workbook.input_sheet import Group, InputKey, InputRow, defined_name
from roi_model.outputs.workbook.line_sheet import LineSheet, place_rows
from roi_model.outputs.workbook.overlap_sheet import overlap_sheet
from roi_model.outputs.workbook.plan import plan_rows
from roi_model.outputs.workbook.recording import Recording, record
from roi_model.outputs.workbook.sheet import SHORTHAND


@dataclass(frozen=True)
class ModelSheets:
    """Where everything that models write stands.

    Attributes
    ----------
    own
        A sheet for each case, in their order.
    overlap
        What standing together takes out; None where nothing is claimed twice.
    """

    own: tuple[LineSheet, ...]
    overlap: LineSheet | None


def model_sheets(found: Evaluated, rows: Sequence[InputRow]) -> ModelSheets:
    """Run every model on cells and give its formulas their places.

    Parameters
    ----------
    found
        The cases.
    rows
        The rows of the *Inputs* sheet, whose names the formulas use.
    """
    names = {parameter: defined_name(row.key) for row in rows for parameter in row.parameters}
    recordings = [record(case, names, found.analysis.also_count, found.years) for case in found.cases]
    own = [_sheet(case, recording, found.years) for case, recording in zip(found.cases, recordings, strict=True)]
    return ModelSheets(tuple(own), overlap_sheet(found, own, recordings))


def _sheet(case: Case, recording: Recording, years: int) -> LineSheet:
    rows = plan_rows(recording.items, recording.labels)
    name = sheet_name(case)
    kind = case.intervention
    return LineSheet(
        name,
        f"{kind.title}, {case.area.name}: from inputs to costs and benefits",
        kind.title,
        (f"For: {kind.population}. Compared with: {kind.comparator}.", _explained()),
        rows,
        years,
        place_rows(rows, name),
        horizon=defined_name(InputKey(Group.HORIZON, kind.name)),
    )


def _explained() -> str:
    return f"Amounts of a year are not discounted. Names in formulas are those of the Inputs sheet. {SHORTHAND}"
