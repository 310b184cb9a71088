"""The places of a sweep, each by itself: named one by one, or all of a kind."""

from __future__ import annotations

from typing import Any

from roi_model.analysis.sweep.plan import SweepArea
from roi_model.analysis.sweep.problems import Problems
from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import AreaKind, places
from roi_model.inputs.document import Place
from roi_model.inputs.refusal import InputError

ALL_OF: dict[str, AreaKind] = {
    "all authorities": AreaKind.AUTHORITY,
    "all icbs": AreaKind.ICB,
    "all regions": AreaKind.REGION,
}
ALLOWED = "the name or code of a place, a list of several to be added together, or " + ", ".join(
    f"'{words}'" for words in ("all authorities", "all ICBs", "all regions")
)


def read_areas(written: Any, problems: Problems) -> tuple[SweepArea, ...]:
    """Return the places that a sweep file names, in its order; England where it names none.

    Parameters
    ----------
    written
        One entry or a list of them. An entry is a place, ``all authorities``, ``all ICBs`` or ``all
        regions``, or a list of places to be added together.
    problems
        Where every place that is unknown, or stands twice, is noted.
    """
    entries = ["England"] if written is None else written if isinstance(written, list | tuple) else [written]
    found: dict[str, SweepArea] = {}
    if not entries:
        problems.add(("areas",), f"areas is empty; it must be {ALLOWED}.")
    for number, entry in enumerate(entries):
        place: Place = ("areas", number)
        with problems.caught(place):
            for area in _areas(entry):
                same = next((other for other in found.values() if set(other.places) == set(area.places)), None)
                if same is not None:
                    also = f" (as {same.name} too)" if same.name != area.name else ""
                    problems.add(place, f"{area.name} is named twice{also}; name it once.")
                found[area.name] = area
    return tuple(found.values())


def _areas(entry: object) -> list[SweepArea]:
    if isinstance(entry, str):
        kind = ALL_OF.get(" ".join(entry.casefold().split()))
        if kind is not None:
            return [SweepArea(place.name, (place.code,), place.code) for place in places() if place.kind is kind]
        entry = [entry]
    if isinstance(entry, int | float) and not isinstance(entry, bool):
        raise InputError(f"areas holds the number {entry}; type a code as text, with its letters and zeros.")
    if not isinstance(entry, list | tuple) or not all(isinstance(name, str) for name in entry):
        raise InputError(f"areas holds {entry!r}; an entry must be {ALLOWED}.")
    area = find_area(entry)
    return [SweepArea(area.name, area.codes, "+".join(area.codes))]
