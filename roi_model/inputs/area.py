"""The area of an analysis: whom its figures count, and how it differs from England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from roi_model.inputs.area_table import AreaKind, Place, authorities, people, places
from roi_model.inputs.local_value import england_area_values, local_values
from roi_model.inputs.place_search import find_place, spoken
from roi_model.inputs.population import population
from roi_model.inputs.refusal import InputError, unknown

NAMES_IN_FULL = 4


@dataclass(frozen=True)
class Area:
    """Where an analysis takes place.

    Attributes
    ----------
    name
        As a reader sees it: "Leeds", "Leeds and Bradford", "England".
    codes
        ONS codes of the places named, in their order.
    kind
        What the area is.
    figures
        The population figures that models read, by name: people, never rounded, and the
        employment rate as a share.
    scales
        From parameter name to the factor on its value and interval; 1 for England.
    provenance
        For each local value, whether it is a local or the England figure, in words.
    warnings
        What a reader must know about these figures, a sentence each.
    """

    name: str
    codes: tuple[str, ...]
    kind: AreaKind
    figures: Mapping[str, float] = field(repr=False)
    scales: Mapping[str, float] = field(repr=False)
    provenance: Mapping[str, str] = field(repr=False)
    warnings: tuple[str, ...] = ()

    def figure(self, name: str) -> float:
        """Return one population figure.

        Raises
        ------
        InputError
            When there is no such figure, or it was not typed for this area.

        Examples
        --------
        >>> find_area(["Leeds"]).figure("residents")
        829413.0
        """
        if name in self.figures:
            return self.figures[name]
        if name in population().figure_names:
            raise InputError(f"There is no figure for {name} in {self.name}; type one, or name an area to start from.")
        raise unknown("population figure", name, population().figure_names)


def find_area(names: Sequence[str]) -> Area:
    """Return the area that names or codes of places make together.

    An authority that is split between integrated care boards counts in each by its share of LSOAs.
    Local values of several authorities are means, weighted by the people they are about; where an
    authority has none, the England value stands for its people. The whole of England, however it
    is named, has the national values.

    Parameters
    ----------
    names
        Authorities, integrated care boards, regions or England; see `find_place` for the forms.

    Raises
    ------
    InputError
        When a place is unknown, is named twice, or lies in another that is named too.

    Examples
    --------
    >>> find_area(["Leeds", "Bradford"]).name
    'Leeds and Bradford'
    """
    asked = (names,) if isinstance(names, str) else tuple(names)
    if not asked:
        raise InputError("No area is named; give a council, an integrated care board, a region or England.")
    return _found(asked)


@lru_cache(maxsize=1024)
def _found(asked: tuple[str, ...]) -> Area:
    chosen = [find_place(name) for name in asked]
    members = _members(chosen)
    return _counted(_joined([place.name for place in chosen]), chosen, members)


def separate_areas(names: Sequence[str]) -> tuple[Area, ...]:
    """Return each authority of the places named as an area of its own, in the order of the places.

    Together they are the area that `find_area` gives. An authority that lies only partly in a
    board is counted by the same share.

    Parameters
    ----------
    names
        As of `find_area`.

    Raises
    ------
    InputError
        As of `find_area`.

    Examples
    --------
    >>> [area.name for area in separate_areas(["West Yorkshire ICB"])]
    ['North Yorkshire', 'Bradford', 'Calderdale', 'Kirklees', 'Leeds', 'Wakefield']
    """
    members = _members([find_place(name) for name in names])
    places = {code: find_place(code) for code in members}
    return tuple(_counted(places[code].name, [places[code]], {code: share}) for code, share in members.items())


def _members(chosen: Sequence[Place]) -> dict[str, float]:
    """Return the authorities that places make together, each with the share of it that counts."""
    _refuse_overlap(chosen)
    members: dict[str, float] = {}
    for place in chosen:
        for code, share in place.members.items():
            members[code] = members.get(code, 0.0) + share
    return members


def _counted(name: str, chosen: Sequence[Place], members: Mapping[str, float]) -> Area:
    counts = {figure: people(figure, members) for figure in population().figures}
    everyone = len(members) == len(authorities()) and all(abs(share - 1) < 1e-9 for share in members.values())
    values = england_area_values() if everyone else local_values(members)
    return Area(
        name=name,
        codes=tuple(place.code for place in chosen),
        kind=chosen[0].kind if len(chosen) == 1 else AreaKind.SEVERAL,
        figures={**counts, **values.figures},
        scales=values.scales,
        provenance=values.provenance,
        warnings=(*_few_residents(name, chosen, counts["residents"]), *_split(members)),
    )


def check_apart(areas: Sequence[Area]) -> None:
    """Refuse areas that stand side by side and share people; of places made up by hand only the names are known.

    Raises
    ------
    InputError
        When two areas overlap, or two that differ have one name.

    Examples
    --------
    >>> check_apart([find_area(["Leeds"]), find_area(["Bradford"])])
    """
    named: dict[str, Area] = {}
    for area in areas:
        if named.setdefault(area.name, area) != area:
            raise InputError(f"Two places are called '{area.name}', and their figures differ; give each its own name.")
    known = {place.code: place for place in places()}
    _refuse_overlap([known[code] for area in named.values() for code in area.codes if code in known])


def few_residents_warning(name: str, residents: float, remedy: str = "") -> tuple[str, ...]:
    """Return the warning for an area of few residents, or nothing."""
    if residents >= population().few_residents.below:
        return ()
    return (f"{name}: {residents:,.0f} residents are too few for reliable rates{remedy}.",)


def _few_residents(name: str, chosen: Sequence[Place], residents: float) -> tuple[str, ...]:
    partners = [population().few_residents.combine_with.get(place.code) for place in chosen]
    known = [partner for partner in partners if partner is not None]
    remedy = f"; official statistics often combine it with {known[0]}" if len(chosen) == 1 and known else ""
    return few_residents_warning(name, residents, remedy)


def _split(members: Mapping[str, float]) -> tuple[str, ...]:
    names = [authorities()[code].name for code, share in members.items() if abs(share - 1) > 1e-9]
    if not names:
        return ()
    shares = "by its share of LSOAs (areas of about 1,000 to 3,000 residents), not of people"
    return (f"Only part of {_joined(names)} is counted, {shares}.",)


def _refuse_overlap(chosen: Sequence[Place]) -> None:
    """Two boards may share an authority, for each holds its own part of it; nothing else may overlap."""
    for first, second in combinations(chosen, 2):
        if first.code == second.code:
            raise InputError(f"{first.name} is named twice; name it once.")
        common = [code for code in first.members if code in second.members]
        if not common or first.kind is second.kind is AreaKind.ICB:
            continue
        inner, outer = sorted((first, second), key=lambda place: len(place.members))
        if len(common) == len(inner.members):
            where = "lies in" if outer.kind is not AreaKind.ICB or outer.members[common[0]] == 1 else "lies partly in"
            problem = f"{inner.name} {where} {outer.name}"
        else:
            problem = (
                f"{first.name} and {second.name} overlap in {_joined([authorities()[code].name for code in common])}"
            )
        raise InputError(f"{problem}, so people would be counted twice; name only one of the two.")


def _joined(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    said = [spoken(name) for name in names]
    if len(said) > NAMES_IN_FULL:
        said = [*said[: NAMES_IN_FULL - 1], f"{len(said) - NAMES_IN_FULL + 1} more"]
    return f"{', '.join(said[:-1])} and {said[-1]}"
