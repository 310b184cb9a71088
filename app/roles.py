"""Who is asking: a role decides whose costs and benefits count at first, and how the user's own body is called."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.engine.sector import Sector
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
    own
        What the user's own body is called.
    interventions
        What such a user can fund; empty for all.
    """

    name: str
    title: str
    perspective: str
    sector: Sector | None
    own: str
    interventions: tuple[str, ...] = ()


ANYONE = Role("", "Not said", "societal", None, "your area")
ROLES = (
    Role("council", "Council", "public_sector", Sector.LOCAL_GOVERNMENT, "your council"),
    Role("icb", "Integrated care board (ICB)", "health_and_social_care", Sector.NHS, "your ICB and the NHS"),
    Role(
        "school_trust",
        "School or school trust",
        "education",
        Sector.EDUCATION,
        "your schools",
        ("social_emotional_learning", "anti_bullying"),
    ),
    Role(
        "employer",
        "Employer",
        "employers",
        Sector.EMPLOYERS,
        "your business",
        ("workplace_wellbeing", "workplace_stress"),
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
