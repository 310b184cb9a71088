"""``roi-model export summary``: a business case of two pages as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from roi_model.cli.export_options import EXPORT, ExportOptions, say
from roi_model.inputs.refusal import InputError
from roi_model.outputs.atomic_write import check_destinations, write_files
from roi_model.outputs.file_names import stem

SUFFIX = ".docx"
OutOption = Annotated[
    Path | None,
    Parameter(help="The document to write, ending in .docx; by default named after the place.", show_default=False),
]


def export_summary_command(
    *interventions: str,
    out: OutOption = None,
    about: ExportOptions = EXPORT,
) -> None:
    """Write a business case of two pages as a Word document, with charts, sources, limits and the run record.

    Parameters
    ----------
    interventions
        Which interventions; all by default.
    """
    from roi_model.outputs.business_case.document import business_case  # noqa: PLC0415 - pictures and documents are slow to load

    request, responsible, edits = about.read(interventions)
    path = out or Path(f"{stem(request)}-business-case{SUFFIX}")
    if path.suffix.lower() != SUFFIX and not path.is_dir():
        raise InputError(f"--out is {path}; it must end in {SUFFIX}.")
    check_destinations([path], replace=about.force)
    write_files({path: business_case(request, responsible)})
    say((path,), edits)
