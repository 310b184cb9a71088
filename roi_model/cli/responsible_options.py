"""The options of who stands behind an export."""

from __future__ import annotations

from dataclasses import dataclass

from cyclopts import Parameter

from roi_model.cli.options import Flag, Given, Texts, read_whole
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible


@Parameter(name="*")
@dataclass(frozen=True)
class ResponsibleOptions:
    """Who stands behind an export, and what they say of it.

    Parameters
    ----------
    name
        What the scenario is called, on the cover.
    note
        A few sentences on it, on the cover.
    commissioner
        Who asked for it.
    analyst
        Who made it.
    assurer
        Who checked it; not the one who made it.
    approver
        Who approved it.
    final
        Call it final; refused unless an analyst and another as assurer are named.
    cheers
        What you say on an item of CHEERS 2022, NUMBER=TEXT, such as 27="Public health grant"; repeatable.
    """

    name: Given = None
    note: Given = None
    commissioner: Given = None
    analyst: Given = None
    assurer: Given = None
    approver: Given = None
    final: Flag = False
    cheers: Texts = ()

    def given(self) -> dict[str, str]:
        """Return the fields of a `Request` that were asked for, and no other."""
        fields = {"name": self.name, "note": self.note}
        return {name: text for name, text in fields.items() if text}

    def read(self) -> Responsible:
        """Return who stands behind the export."""
        statements = dict(_statement(text) for text in self.cheers)
        return Responsible(
            self.commissioner or "",
            self.analyst or "",
            self.assurer or "",
            self.approver or "",
            final=self.final,
            statements=statements,
        )


def _statement(text: str) -> tuple[int, str]:
    number, equals, said = text.partition("=")
    if not equals or not said.strip():
        raise InputError(f"--cheers is '{text}'; it must be of the form NUMBER=TEXT.")
    return read_whole(number.strip(), "The item of CHEERS"), said.strip()
