"""The text form of a split: ``debt_advice=nhs:£200,000,local_government:rest``."""

from __future__ import annotations

import re

from roi_model.analysis.pooling.split import Split
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError, unknown

FORM = "INTERVENTION[.LINE]=SECTOR:PART,SECTOR:PART, where a PART is a share, an amount such as £200,000, or rest"
REST = "rest"
BETWEEN_SECTORS = re.compile(r",(?=\s*[A-Za-z_])")  # a comma between thousands is followed by a digit
MULTIPLES = {"k": 1e3, "m": 1e6, "bn": 1e9}
AMOUNT = re.compile(r"(£\s*-?[\d,.]+)\s*(k|m|bn)?", re.IGNORECASE)


def parse_split(text: str) -> Split:
    """Read ``TARGET=SECTOR:PART[/PART…],…``: parts of several years stand apart by a slash.

    Raises
    ------
    InputError
        When the text is not of that form, a sector is unknown or named twice, a part is out of its
        range, or shares stand beside amounts.

    Examples
    --------
    >>> parse_split("debt_advice=nhs:40%/20%,local_government:60%/80%").parts[Sector.NHS]
    (0.4, 0.2)
    >>> parse_split("debt_advice=nhs:£1.2m,local_government:rest").rest
    <Sector.LOCAL_GOVERNMENT: 'local_government'>
    """
    target, equals, rest_of_text = text.partition("=")
    target = target.strip()
    if not equals or not target or not rest_of_text.strip():
        raise InputError(f"The split '{text}' is not of the form {FORM}.")
    parts: dict[Sector, tuple[float, ...]] = {}
    rest: Sector | None = None
    kinds = set[bool]()
    for piece in BETWEEN_SECTORS.split(rest_of_text):
        sector, given = _sector_and_part(piece, text)
        if sector in parts or sector is rest:
            raise InputError(f"The split of {target} names {sector} twice; name it once.")
        if given.casefold() == REST:
            if rest is not None:
                raise InputError(
                    f"The split of {target} leaves the rest to {rest} and to {sector}; only one can have it."
                )
            rest = sector
            continue
        kinds.add("£" in given)
        parts[sector] = tuple(_part(year, sector, target) for year in given.split("/"))
    if len(kinds) > 1:
        raise InputError(f"The split of {target} gives shares and amounts; give all as shares, or all as amounts.")
    return Split(target, parts, rest, in_pounds=True in kinds)


def split_text(split: Split) -> str:
    """Write a split as `parse_split` reads it, every number to its last digit.

    Examples
    --------
    >>> split_text(Split("debt_advice", {Sector.NHS: (0.4, 0.2)}, Sector.LOCAL_GOVERNMENT))
    'debt_advice=nhs:0.4/0.2,local_government:rest'
    >>> parse_split(split_text(parse_split("debt_advice=nhs:£1.2m,education:£5"))).parts[Sector.NHS]
    (1200000.0,)
    """
    sign = "£" if split.in_pounds else ""
    parts = [f"{sector}:{'/'.join(f'{sign}{part!r}' for part in given)}" for sector, given in split.parts.items()]
    return f"{split.target}={','.join([*parts, *([f'{split.rest}:{REST}'] if split.rest else [])])}"


def _sector_and_part(piece: str, text: str) -> tuple[Sector, str]:
    name, colon, given = (part.strip() for part in piece.partition(":"))
    if not colon or not name or not given:
        raise InputError(f"The split '{text}' is not of the form {FORM}.")
    if name not in SECTOR_NAMES:
        raise unknown("sector", name, SECTOR_NAMES)
    return Sector(name), given


def _part(text: str, sector: Sector, target: str) -> float:
    what = f"What {sector} pays of {target}"
    if "£" in text:
        return _amount(text.strip(), what)
    share = parse_number(text, what)
    if not 0 <= share <= 1:
        raise InputError(
            f"{what} is {text.strip()}; it must be a share between 0 and 1, or an amount such as £{abs(share):,.0f}."
        )
    return share


def _amount(text: str, what: str) -> float:
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise InputError(f"{what} is '{text}'; it must be an amount such as £200,000 or £1.2m.")
    amount = parse_number(found[1].replace(" ", ""), what) * MULTIPLES.get((found[2] or "").casefold(), 1.0)
    if amount < 0:
        raise InputError(f"{what} is {text}; it must be £0 or more.")
    return amount
