"""Who stands behind an export: commissioner, analyst, assurer and approver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_model.inputs.refusal import InputError

NOT_NAMED = "Not named"
DRAFT, FINAL = "Draft: not assured", "Final"


@dataclass(frozen=True)
class Responsible:
    """The people behind an export, and what they say of it themselves.

    Attributes
    ----------
    commissioner, analyst, assurer, approver
        Names, each empty where nobody is named.
    final
        Whether the export is called final.
    statements
        Number of an item of CHEERS 2022, 1 to 28, to what the user says of it.

    Raises
    ------
    InputError
        When a final export names no analyst or no assurer, or the same person as both (AQ-01).

    Examples
    --------
    >>> Responsible(analyst="A. Smith", assurer="B. Jones", final=True).status
    'Final'
    """

    commissioner: str = ""
    analyst: str = ""
    assurer: str = ""
    approver: str = ""
    final: bool = False
    statements: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = [number for number in self.statements if not 1 <= number <= 28]
        problems = [f"CHEERS has items 1 to 28, and no item {number}." for number in unknown]
        if self.final:
            problems += self._not_ready()
        if problems:
            raise InputError(problems)

    def _not_ready(self) -> list[str]:
        lacking = [role for role in ("analyst", "assurer") if not _same(getattr(self, role))]
        if lacking:
            options = " and ".join(f"--{role} NAME" for role in lacking)
            return [f"A final export needs an analyst and an assurer; add {options}."]
        if _same(self.analyst) == _same(self.assurer):
            twice = f"{self.analyst.strip()} is named as analyst and as assurer"
            return [
                f"{twice}; a final export needs an assurer who did not make it. Name another, or leave out --final."
            ]
        return []

    @property
    def status(self) -> str:
        """Draft, or final."""
        return FINAL if self.final else DRAFT

    def named(self, role: str) -> str:
        """Return the name of a role, or that nobody is named."""
        return str(getattr(self, role)).strip() or NOT_NAMED

    def as_dict(self) -> dict[str, object]:
        """Return what was given as plain values, for JSON."""
        roles = {role: getattr(self, role) for role in ("commissioner", "analyst", "assurer", "approver")}
        said = {str(number): text for number, text in sorted(self.statements.items())}
        return {**{role: name for role, name in roles.items() if name}, "final": self.final, "statements": said}


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
