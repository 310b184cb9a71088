"""Who pays and who gains: the nine sectors, their grouping of 2011, and the perspectives."""

from __future__ import annotations

from enum import StrEnum

from roi_model.inputs.refusal import unknown


class Sector(StrEnum):
    """A partner who pays or gains; every cost and benefit falls on exactly one."""

    NHS = "nhs"
    LOCAL_GOVERNMENT = "local_government"
    EDUCATION = "education"
    CRIMINAL_JUSTICE = "criminal_justice"
    EXCHEQUER = "exchequer"
    EMPLOYERS = "employers"
    VOLUNTARY_SECTOR = "voluntary_sector"
    INDIVIDUALS = "individuals"
    WIDER_SOCIETY = "wider_society"

    @property
    def label(self) -> str:
        """The sector's name as a reader sees it."""
        return "NHS" if self is Sector.NHS else self.value.replace("_", " ").capitalize()


SECTOR_NAMES = tuple(sector.value for sector in Sector)

OTHER_PUBLIC = (Sector.LOCAL_GOVERNMENT, Sector.EDUCATION, Sector.CRIMINAL_JUSTICE, Sector.EXCHEQUER)
NON_PUBLIC = (Sector.EMPLOYERS, Sector.VOLUNTARY_SECTOR, Sector.INDIVIDUALS, Sector.WIDER_SOCIETY)

# The three payers of Knapp, McDaid and Parsonage (2011), for comparison with that report.
GROUPING_2011: dict[str, tuple[Sector, ...]] = {
    "NHS": (Sector.NHS,),
    "Other public": OTHER_PUBLIC,
    "Non-public": NON_PUBLIC,
}

PERSPECTIVES: dict[str, tuple[Sector, ...]] = {
    "societal": tuple(Sector),
    "public_sector": (Sector.NHS, *OTHER_PUBLIC),
    "health_and_social_care": (Sector.NHS, Sector.LOCAL_GOVERNMENT),
    **{sector.value: (sector,) for sector in Sector},
}


def perspective_sectors(name: str) -> tuple[Sector, ...]:
    """Return the sectors whose costs and benefits a perspective counts.

    Transfers cancel in the societal total, and count in every narrower perspective.

    Raises
    ------
    InputError
        When no perspective has that name.

    Examples
    --------
    >>> perspective_sectors("health_and_social_care")
    (<Sector.NHS: 'nhs'>, <Sector.LOCAL_GOVERNMENT: 'local_government'>)
    """
    if name not in PERSPECTIVES:
        raise unknown("perspective", name, PERSPECTIVES)
    return PERSPECTIVES[name]


def perspective_label(name: str) -> str:
    """Return a perspective's name as a reader sees it."""
    return Sector(name).label if name in SECTOR_NAMES else name.replace("_", " ")
