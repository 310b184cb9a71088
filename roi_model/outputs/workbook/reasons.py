"""Why a user set a number by hand, beside the number on the *Inputs* sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roi_model.analysis.request import Request
from roi_model.engine.case import Case
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Parameter
from roi_model.outputs.changes_in_words import NO_REASON
from roi_model.outputs.workbook.input_sheet import InputRow


def with_reasons(rows: Sequence[InputRow], cases: Sequence[Case], request: Request) -> tuple[InputRow, ...]:
    """Return the rows of the sheet; the source of each number that the user set says so, and why."""
    found = {(case.intervention.name, each.name): (case, each) for case in cases for each in case.parameters}
    return tuple(
        replace(row, source=f"Set by the user: {_reason(request, *found[row.parameters[0]])}")
        if row.source == USER_SOURCE and row.parameters
        else row
        for row in rows
    )


def _reason(request: Request, case: Case, parameter: Parameter) -> str:
    """Return the reason of the change that a number has its value from: the last of those that mean it."""
    own = f"{case.intervention.name}."
    known = {parameter.name, parameter.stream.removeprefix(own)}
    names = known | {f"{own}{name}" for name in known}
    last = next((name for name in reversed(tuple(request.changes)) if name in names), "")
    return request.reasons.get(last, NO_REASON)
