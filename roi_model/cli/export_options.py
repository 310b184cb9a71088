"""The options of an export: what is asked, who stands behind it, and whether files may be replaced."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.request import Request
from roi_model.cli.asked import Asked
from roi_model.cli.options import HorizonOption, SplitOptions
from roi_model.cli.responsible_options import ResponsibleOptions
from roi_model.outputs.assurance.responsible import Responsible

ASKED, WHO, PEOPLE = Asked(), SplitOptions(), ResponsibleOptions()

ForceOption = Annotated[
    bool, Parameter(name="--force", negative=(), help="Replace files that are there.", show_default=False)
]


@Parameter(name="*")
@dataclass(frozen=True)
class ExportOptions:
    """What is exported, who stands behind it, and whether files may be replaced."""

    horizon: HorizonOption = None
    asked: Asked = ASKED
    who: SplitOptions = WHO
    people: ResponsibleOptions = PEOPLE
    force: ForceOption = False

    def read(self, interventions: Sequence[str]) -> tuple[Request, Responsible, tuple[str, ...]]:
        """Return what is asked, who stands behind it, and what was changed in a workbook that is read back.

        Raises
        ------
        InputError
            When something that was given cannot be used.
        """
        responsible = self.people.read()
        also = {**self.who.given(), **self.people.given()}
        request, edits = self.asked.request_and_edits(interventions, self.horizon, also)
        return request, responsible, edits


EXPORT = ExportOptions()


def say(written: Iterable[object], notes: Iterable[str]) -> None:
    """Say which files were written, and what a reader of them should know."""
    for name in written:
        sys.stdout.write(f"Written: {name}\n")
    for note in notes:
        sys.stdout.write(f"Note: {note}\n")
