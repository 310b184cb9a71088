"""How long both workbooks take: all eight interventions, and the parts of the working workbook.

Run it from the repository's root: ``python -m validation.benchmarks.workbook_speed``. Times differ between machines;
what should stay is their order of size.
"""

from __future__ import annotations

import sys
from datetime import date

from roi_model.analysis.answer import answer
from roi_model.analysis.request import Request
from roi_model.outputs.assurance.pack import assurance
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files
from roi_model.outputs.workbook.evaluated import evaluated
from roi_model.outputs.workbook.input_rows import case_rows
from roi_model.outputs.workbook.model_sheets import model_sheets
from roi_model.outputs.workbook.read_inputs import read_inputs
from roi_model.outputs.workbook.stored_file import workbook_file
from roi_model.outputs.workbook.stored_values import formula_values
from roi_model.outputs.workbook.working import working_workbook

from .measuring import median_seconds, peak_memory

REPEATS = 5


def main() -> None:
    """Print the medians, and how large the file is."""
    request = Request(areas=("Leeds",))
    working_workbook(request)  # reads the files of evidence once
    found = evaluated(request)
    rows = case_rows(found.cases, found.analysis, request.horizon)
    book = working_workbook(request)
    content = workbook_file(book)
    report("the whole workbook, 10,000 draws", median_seconds(lambda: working_workbook(request), REPEATS))
    report("  the simulation, with overlap", median_seconds(lambda: evaluated(request), REPEATS))
    report("  the models on cells, and the places of rows", median_seconds(lambda: model_sheets(found, rows), REPEATS))
    report("  the assurance pack", median_seconds(lambda: pack(request), REPEATS))
    report("saving it, with a value beside each formula", median_seconds(lambda: workbook_file(book), REPEATS))
    report("  the values of all formulas", median_seconds(lambda: formula_values(book), REPEATS))
    report("reading it back", median_seconds(lambda: read_inputs(content), REPEATS))
    publish = median_seconds(lambda: publication_files(request, Responsible(), date(2026, 1, 1)), REPEATS)
    report("the publication, with OpenDocument and CSV", publish)
    sys.stdout.write(f"size of the file: {len(content) / 1024:.0f} KiB; memory {peak_memory():.0f} MiB\n")


def pack(request: Request) -> None:
    """Make the assurance pack, which checks the run on its own cases."""
    assurance(answer(request), Responsible(), date(2026, 1, 1))


def report(what: str, seconds: float) -> None:
    """Print one line: what, and how long."""
    sys.stdout.write(f"{what:<60}{seconds:8.3f} s\n")


if __name__ == "__main__":
    main()
