"""Everything a user of the app has chosen, and whether it can be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from roi_model.analysis.request import Request
from roi_model.app.aside import Aside, with_programmes
from roi_model.app.page_choices import PageChoices
from roi_model.app.roles import ANYONE, Role, role
from roi_model.inputs.refusal import InputError

# One horizon for all, so that they can be compared; what loneliness averts was measured over five years.
COMMON_HORIZON = 5
NOTHING_PICKED = PageChoices()
PAGE = "page"  # under which a link or a file holds what is picked on single pages
MOST_DRAWS = 100_000  # of a link or a file that comes from elsewhere: more would hold up everyone else


@dataclass(frozen=True)
class Chosen:
    """What is asked of the engine, and who asks.

    Attributes
    ----------
    request
        Where, what and how.
    role
        Who is asking.
    page
        What is picked on single pages.
    """

    request: Request
    role: Role = ANYONE
    page: PageChoices = NOTHING_PICKED

    @classmethod
    def read(cls, content: object, place: str) -> Self:
        """Build what was chosen from the content of a link or a file.

        Raises
        ------
        InputError
            When it is not of that form, or cannot be answered.
        """
        if not isinstance(content, Mapping):
            raise InputError(f"{place} does not hold a scenario.")
        fields = {str(name): value for name, value in content.items()}
        asked = fields.pop("role", "")
        if not isinstance(asked, str):
            raise InputError(f"{place}: role is {asked!r}; it must be text.")
        page = PageChoices.read(fields.pop(PAGE, {}), f"{place}, {PAGE}")
        chosen = cls(Request.read(fields, place), role(asked), page)
        chosen.check()
        return chosen

    def as_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults, as plain values."""
        picked = self.page.as_dict()
        who = {"role": self.role.name} if self.role.name else {}
        return self.request.as_dict() | who | ({PAGE: picked} if picked else {})

    def check(self) -> None:
        """Refuse what cannot be answered.

        Raises
        ------
        InputError
            When a name is unknown, a value is not allowed, or more draws are asked for than a shared server has.
        """
        if self.request.draws > MOST_DRAWS:
            raise InputError(f"draws is {self.request.draws:,}; in the app it must be at most {MOST_DRAWS:,}.")
        if self.request.apart:
            raise InputError("apart is true; the app adds places together, so leave it out.")
        _ = self.request.pairs(), self.request.analysis()

    def changed(self, **fields: Any) -> Self:
        """Return a copy of which the request has some fields replaced; it can be answered."""
        chosen = replace(self, request=self.request.changed(**fields))
        chosen.check()
        return chosen

    def picked(self, page: str, **fields: Any) -> Self:
        """Return a copy with other choices on one page."""
        return replace(self, page=self.page.changed(page, **fields))

    def with_role(self, taken: Role) -> Self:
        """Return a copy for another role, with its perspective and, unless the user picked some, its programmes."""
        untouched = self.request.interventions == self.role.interventions
        programmes = taken.interventions if untouched else self.request.interventions
        fewer, _ = with_programmes(self.request.changed(perspective=taken.perspective), Aside(), programmes)
        return replace(self, request=fewer, role=taken)


DEFAULT = Chosen(Request(horizon=COMMON_HORIZON))
