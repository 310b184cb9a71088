"""The tables of English places: authorities with their figures, integrated care boards, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from roi_model.inputs.data_file import read_csv
from roi_model.inputs.population import population

AUTHORITIES_FILE = "areas.csv"
ICBS_FILE = "icbs.csv"
ENGLAND_CODE = "E92000001"


class AreaKind(StrEnum):
    """What an area is."""

    AUTHORITY = "authority"  # upper-tier: unitary, metropolitan, London borough or county
    ICB = "icb"  # integrated care board
    REGION = "region"
    COUNTRY = "country"
    SEVERAL = "several"
    TYPED = "typed"


@dataclass(frozen=True)
class Authority:
    """One upper-tier authority.

    Attributes
    ----------
    people
        Residents by column of the table, such as ``pop_18_24``.
    local
        Local values by name, such as ``weekly_pay``; None where nothing is published.
    icb_shares
        From integrated care board (ONS code) to the share of the authority in it; they add up to 1.
    """

    code: str
    name: str
    region_code: str
    region: str
    people: Mapping[str, int] = field(repr=False)
    local: Mapping[str, float | None] = field(repr=False)
    icb_shares: Mapping[str, float] = field(repr=False)


@dataclass(frozen=True)
class Place:
    """A place that can be chosen: an authority, an integrated care board, a region or England.

    Attributes
    ----------
    region
        The region it lies in; several for some boards, with semicolons; empty for England.
    residents
        People; a fraction where an authority is split between boards.
    nhs_code
        Only for integrated care boards, such as ``QWO``.
    members
        From authority code to the share of it that lies in the place.
    """

    code: str
    name: str
    kind: AreaKind
    region: str
    residents: float
    nhs_code: str = ""
    members: Mapping[str, float] = field(default_factory=dict, repr=False, compare=False)


@lru_cache(maxsize=1)
def authorities() -> dict[str, Authority]:
    """Return the 153 upper-tier authorities, by ONS code.

    Examples
    --------
    >>> authorities()["E08000035"].name
    'Leeds'
    """
    return {row["ons_code"]: _authority(row) for row in read_csv(AUTHORITIES_FILE)}


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Return every place: authorities, integrated care boards, regions, then England."""
    rows = authorities().values()
    single = [_place(row.code, row.name, AreaKind.AUTHORITY, {row.code: 1.0}) for row in rows]
    boards = [
        _place(
            row["ons_code"],
            row["name"],
            AreaKind.ICB,
            {one.code: one.icb_shares[row["ons_code"]] for one in rows if row["ons_code"] in one.icb_shares},
            row["nhs_code"],
        )
        for row in read_csv(ICBS_FILE)
    ]
    regions = [
        _place(code, name, AreaKind.REGION, {one.code: 1.0 for one in rows if one.region_code == code})
        for code, name in sorted({(one.region_code, one.region) for one in rows})
    ]
    england = _place(ENGLAND_CODE, "England", AreaKind.COUNTRY, dict.fromkeys(authorities(), 1.0))
    return (*single, *boards, *regions, england)


def people(name: str, members: Mapping[str, float]) -> float:
    """Return a population figure of authorities together, in people; never rounded.

    Formula: Σ share · (people in the figure's columns), × numerator ÷ denominator at the end.

    Parameters
    ----------
    name
        The figure, such as ``adults``.
    members
        From authority code to the share of it that counts.

    Examples
    --------
    >>> people("residents", {"E08000035": 1.0})
    829413.0
    """
    entry = population().figures[name]
    rows = authorities()
    counted = sum(share * sum(rows[code].people[column] for column in entry.columns) for code, share in members.items())
    return counted * entry.numerator / entry.denominator


@lru_cache(maxsize=8)
def england_value(name: str) -> float:
    """Return the England value of a local value, in the units of its column ÷ ``per``.

    Published where there is one; otherwise the mean of the table over the areas that have a value.

    Examples
    --------
    >>> england_value("weekly_pay"), round(england_value("suicide_rate"), 2)
    (648.4, 10.64)
    """
    entry = population().local[name]
    if entry.england is not None:
        return entry.england / entry.per
    known = [(people(entry.weight, {code: 1.0}), row.local[name]) for code, row in authorities().items()]
    pairs = [(weight, value) for weight, value in known if value is not None]
    return sum(weight * value for weight, value in pairs) / sum(weight for weight, _ in pairs)


def _authority(row: Mapping[str, str]) -> Authority:
    columns = {column for entry in population().figures.values() for column in entry.columns}
    counts = {column: int(row[column]) for column in columns}
    local = {
        name: float(row[entry.column]) / entry.per if row[entry.column] else None
        for name, entry in population().local.items()
    }
    # Printed to three digits, so that a split authority's shares may miss 1 by a thousandth.
    printed = {code: float(share) for code, share in (pair.split("=") for pair in row["icb_lsoa_shares"].split("; "))}
    shares = {code: share / sum(printed.values()) for code, share in printed.items()} if len(printed) > 1 else printed
    return Authority(row["ons_code"], row["name"], row["region_code"], row["region"], counts, local, shares)


def _place(code: str, name: str, kind: AreaKind, members: Mapping[str, float], nhs_code: str = "") -> Place:
    rows = authorities()
    regions = dict.fromkeys(rows[member].region for member in members)
    region = "" if kind is AreaKind.COUNTRY else "; ".join(regions)
    return Place(code, name, kind, region, people("residents", members), nhs_code, members)
