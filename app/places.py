"""Places as a reader picks them: the name, and what kind of place it is."""

from __future__ import annotations

from functools import lru_cache

from roi_model.inputs.area_table import AreaKind, places
from roi_model.inputs.place_search import find_place

TYPED_FOR = ", with figures typed for: "
KINDS = {AreaKind.REGION: "region", AreaKind.COUNTRY: "country"}


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Return the names of every place: authorities, integrated care boards, regions, England."""
    return tuple(place.name for place in places())


def official_names(areas: tuple[str, ...]) -> list[str]:
    """Return the full names of places that a link or a file may write in another form.

    Examples
    --------
    >>> official_names(("leeds city council", "West Yorkshire ICB"))
    ['Leeds', 'NHS West Yorkshire Integrated Care Board']
    """
    return [find_place(area).name for area in areas]


def place_label(name: str) -> str:
    """Return a place's name with its kind, where the name alone does not say it.

    Examples
    --------
    >>> place_label("NHS Devon Integrated Care Board"), place_label("London"), place_label("Leeds")
    ('NHS Devon ICB', 'London (region)', 'Leeds')
    """
    kind = KINDS.get(find_place(name).kind)
    short = short_name(name)
    return f"{short} ({kind})" if kind else short


def short_name(name: str) -> str:
    """Return the name of a place, or of several, as a heading has room for.

    Examples
    --------
    >>> short_name("NHS Devon Integrated Care Board and Leeds")
    'NHS Devon ICB and Leeds'
    >>> short_name("Leeds, with figures typed for: adults aged 18 or over")
    'Leeds (own figures)'
    """
    place, typed, _ = name.replace("Integrated Care Board", "ICB").partition(TYPED_FOR)
    return f"{place} (own figures)" if typed else place
