"""A table of scenarios: a row each, with headings that are checked once and not in every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roi_model.analysis.sweep.scenario_list import BUILDS_ON, NOTE, RUNS
from roi_model.analysis.sweep.settings import flat
from roi_model.inputs.document import Document
from roi_model.inputs.document_table import SCENARIO, table_document

WORKBOOK = "workbook"  # the setting of a scenario that names one
NOT_SETTINGS = (SCENARIO, BUILDS_ON, RUNS, NOTE, WORKBOOK)


def scenario_table(rows: Sequence[Sequence[Any]], name: str) -> Document:
    """Return a table of scenarios; a heading that is no setting is a problem, and its column is left out.

    Parameters
    ----------
    rows
        Headings first.
    name
        What sentences call the table.

    Raises
    ------
    InputError
        When there is no column of names.

    Examples
    --------
    >>> scenario_table([["scenario", "covrage"], ["a", "0.1"], ["b", "0.2"]], "plan.csv").problems
    ("plan.csv, row 1, column covrage: There is no setting called 'covrage'. Did you mean 'coverage'?",)
    """
    document = table_document(rows, name, SCENARIO)
    headings = [str(cell).strip() for cell in (rows[0] if rows else []) if cell is not None and str(cell).strip()]
    wrong = {
        heading: sentence
        for heading in headings
        if heading not in NOT_SETTINGS
        for _, sentence in flat({heading: "0"}).problems
    }
    problems = [f"{name}, row 1, column {heading}: {sentence}" for heading, sentence in wrong.items()]
    content = {
        entry: {heading: cell for heading, cell in cells.items() if heading not in wrong}
        for entry, cells in document.content.items()
    }
    return replace(document, content=content, problems=(*document.problems, *problems))
