"""Exports as bytes: what the command line writes into files, and the app offers for download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roi_model.analysis.answer import answer
from roi_model.analysis.request import Request
from roi_model.analysis.watching import Watch, silent
from roi_model.outputs.assurance.pack import assurance
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.publication.open_data import csv_files, ods_file, zipped
from roi_model.outputs.publication.tables import publication

CSV_FOLDER = "_csv"  # after the name of the workbook


@dataclass(frozen=True)
class PublicationFiles:
    """A publication in all its forms, and what its reader should be warned of.

    Attributes
    ----------
    workbook
        Content of the .xlsx file.
    ods
        Content of the OpenDocument spreadsheet.
    csv
        Name to content of the CSV files and of the run record.
    warnings
        A sentence each.
    """

    workbook: bytes
    ods: bytes
    csv: dict[str, bytes]
    warnings: Sequence[str]

    def as_zip(self, stem: str) -> bytes:
        """Return all files as one archive, for a download; ``stem`` begins their names."""
        folder = {f"{stem}{CSV_FOLDER}/{name}": content for name, content in self.csv.items()}
        return zipped({f"{stem}.xlsx": self.workbook, f"{stem}.ods": self.ods, **folder})


def working_file(
    request: Request, responsible: Responsible, today: date, watch: Watch = silent
) -> tuple[bytes, tuple[str, ...]]:
    """Return the working workbook of a request, formulas and values, and what its reader should be warned of.

    Parameters and refusals are those of `publication_files`; places that stand apart are refused too.
    """
    # Loaded here, for openpyxl takes a good part of a second.
    from roi_model.outputs.workbook.evaluated import evaluated  # noqa: PLC0415
    from roi_model.outputs.workbook.stored_file import workbook_file  # noqa: PLC0415
    from roi_model.outputs.workbook.working import workbook_of  # noqa: PLC0415

    with watch("Building the workbook", 5) as advance:
        found = evaluated(request)
        advance()
        answered = answer(request)
        advance()
        pack = assurance(answered, responsible, today)
        pack.refuse_failed(responsible)
        advance()
        book = workbook_of(found, answered, pack, responsible, today)
        advance()
        return workbook_file(book), pack.warnings


def publication_files(
    request: Request, responsible: Responsible, today: date, watch: Watch = silent
) -> PublicationFiles:
    """Return the publication of a request in all its forms.

    Parameters
    ----------
    request
        What is asked.
    responsible
        Who stands behind it; `Responsible()` for a draft by nobody.
    today
        The day of the export.
    watch
        Shows how far the work is, and may end it at any step.

    Raises
    ------
    InputError
        When the request cannot be run, or a final publication has a check that failed.
    """
    # Loaded here, for openpyxl and the rest take a good part of a second.
    from roi_model.outputs.workbook.publication_workbook import publication_workbook  # noqa: PLC0415

    with watch("Building the publication", 4) as advance:
        made = publication(request, responsible, today)
        advance(2)
        workbook = publication_workbook(made)
        advance()
        return PublicationFiles(workbook, ods_file(made), csv_files(made), made.warnings)
