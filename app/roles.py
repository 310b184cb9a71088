"""Who is asking: a role decides whose costs and benefits count at first, and how the user's own body is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_model.engine.sector import Sector
from roi_model.inputs.area_table import AreaKind
from roi_model.inputs.refusal import unknown


@dataclass(frozen=True)
class Role:
    """A kind of user.

    Attributes
    ----------
    name
        What a link or a file holds; empty where nobody said who they are.
    title
        What a reader sees.
    perspective
        Whose costs and benefits count when the role is taken.
    sector
        The user's own, whose net position is shown beside; None where there is none.
    own, others
        What the user's own body is called, and all such bodies of a place, with ``{place}`` for its name.
    net
        The head of a column that holds what comes back to them, less what they pay.
    kind
        The kind of place that is one such body; None where no place is.
    people
        Population figures that such a user types to be alone with its own, and what it calls them.
    given
        Figures that go with them.
    interventions
        What such a user can fund; empty for all.
    """

    name: str
    title: str
    perspective: str
    sector: Sector | None
    own: str
    others: str = ""
    net: str = ""
    kind: AreaKind | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)
    interventions: tuple[str, ...] = ()


ANYONE = Role("", "Not said", "societal", None, "your area")
ROLES = (
    Role(
        "council",
        "Council",
        "public_sector",
        Sector.LOCAL_GOVERNMENT,
        own="your council",
        others="all councils in {place} together",
        net="Net, councils",
        kind=AreaKind.AUTHORITY,
    ),
    Role(
        "icb",
        "Integrated care board (ICB)",
        "health_and_social_care",
        Sector.NHS,
        own="your ICB and its NHS services",
        others="the NHS in {place}",
        net="Net, NHS",
        kind=AreaKind.ICB,
    ),
    Role(
        "school_trust",
        "School or school trust",
        "education",
        Sector.EDUCATION,
        own="your schools",
        others="all schools in {place} together",
        net="Net, schools",
        people={"pupils_7_to_10": "Your pupils aged 7 to 10", "pupils_year_7": "Your pupils in Year 7"},
        interventions=("social_emotional_learning", "anti_bullying"),
    ),
    Role(
        "employer",
        "Employer",
        "employers",
        Sector.EMPLOYERS,
        own="your business",
        others="all employers in {place} together",
        net="Net, employers",
        people={"residents_16_to_64": "People you employ"},
        given={"employment_rate": 1.0},  # all of them are at work
        interventions=("workplace_wellbeing", "workplace_stress"),
    ),
    Role("analyst", "Analyst", "societal", None, "the area"),
)


def role(name: str) -> Role:
    """Return the role of that name; nobody in particular for an empty one.

    Raises
    ------
    InputError
        When there is no such role.

    Examples
    --------
    >>> role("icb").perspective, role("").title
    ('health_and_social_care', 'Not said')
    """
    known = {each.name: each for each in (ANYONE, *ROLES)}
    if name not in known:
        raise unknown("role", name, [each.name for each in ROLES])
    return known[name]
