"""``roi-model export summary``: a business case of two pages as a Word document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from roi_model.cli.asked import Asked
from roi_model.cli.export_command import ForceOption
from roi_model.cli.options import HorizonOption, SplitOptions
from roi_model.cli.responsible_options import ResponsibleOptions
from roi_model.inputs.refusal import InputError
from roi_model.outputs.atomic_write import check_destinations, write_files
from roi_model.outputs.file_names import stem

ASKED, WHO, PEOPLE = Asked(), SplitOptions(), ResponsibleOptions()
SUFFIX = ".docx"
OutOption = Annotated[
    Path | None,
    Parameter(help="The document to write, ending in .docx; by default named after the place.", show_default=False),
]


def export_summary_command(
    *interventions: str,
    out: OutOption = None,
    horizon: HorizonOption = None,
    asked: Asked = ASKED,
    who: SplitOptions = WHO,
    people: ResponsibleOptions = PEOPLE,
    force: ForceOption = False,
) -> None:
    """Write a business case of two pages as a Word document, with charts, sources, limits and the run record.

    Parameters
    ----------
    interventions
        Which interventions; all eight by default.
    """
    from roi_model.outputs.business_case.document import business_case  # noqa: PLC0415 - pictures and documents are slow to load

    responsible = people.read()
    request = asked.request(interventions, horizon, {**who.given(), **people.given()})
    path = out or Path(f"{stem(request)}-business-case{SUFFIX}")
    if path.suffix.lower() != SUFFIX and not path.is_dir():
        raise InputError(f"--out is {path}; it must end in {SUFFIX}.")
    check_destinations([path], replace=force)
    write_files({path: business_case(request, responsible)})
    sys.stdout.write(f"Written: {path}\n")
