"""Finding a place by its name or code, in the forms that people write."""

from __future__ import annotations

import re
from functools import lru_cache

from roi_model.inputs.area_table import AreaKind, Place, places
from roi_model.inputs.population import population
from roi_model.inputs.refusal import InputError, unknown

SUGGESTIONS = 4

# Words that say what a place is, and so which kind is meant; they are not part of its name.
KIND_WORDS: dict[AreaKind, re.Pattern[str]] = {
    AreaKind.ICB: re.compile(r"\bnhs\b|\bintegrated care (board|system)\b|\bic[bs]\b"),
    AreaKind.AUTHORITY: re.compile(
        r"\b(city|county|borough|metropolitan( borough| district)?) council\b|\bcouncil( of)?\b|\bcorporation\b"
        r"|\b(royal |london |metropolitan )?borough( of)?\b|\bunitary authority\b|\b(city|county) of\b"
    ),
    AreaKind.REGION: re.compile(r"\bregion\b"),
}


def search_areas(text: str = "") -> tuple[Place, ...]:
    """Return the places whose name, code or region holds every word of ``text``.

    Order: authorities, integrated care boards, regions, England. An empty text returns all.

    Examples
    --------
    >>> [place.name for place in search_areas("leeds")]
    ['Leeds']
    """
    words = _plain(text).split()
    return tuple(place for place in places() if all(word in _searchable(place) for word in words))


def find_place(text: str) -> Place:
    """Return the one place that ``text`` names: a name, an ONS code or an NHS code.

    Upper and lower case, full stops and hyphens do not matter. "Council", "Borough of", "City of",
    "NHS", "Integrated Care Board", "ICB" and "region" may be added or left out; where one is
    given, only that kind of place is meant.

    Raises
    ------
    InputError
        When no place is called so; the nearest spelling is named.

    Examples
    --------
    >>> find_place("leeds city council").code, find_place("West Yorkshire ICB").code
    ('E08000035', 'E54000054')
    """
    plain = _plain(text)
    found = _by_name().get(plain)
    if found is not None:
        return found
    meant = {kind for kind, words in KIND_WORDS.items() if words.search(plain)}
    short = _short(plain)
    other = {_plain(name): code for name, code in population().other_names.items()}
    candidates = [
        _by_name().get(short),
        *(_by_short_name().get((kind, short)) for kind in AreaKind),
        _by_name().get(_plain(other[short])) if short in other else None,
    ]
    for place in candidates:
        if place is not None and (not meant or place.kind in meant):
            return place
    raise _not_found(text)


def spoken(name: str) -> str:
    """Return a name for use in running text.

    Examples
    --------
    >>> spoken("Bristol, City of")
    'City of Bristol'
    """
    first, comma, last = name.partition(", ")
    return f"{last} {first}" if comma and last.endswith(" of") else name


def _not_found(text: str) -> InputError:
    if not text.strip():
        return InputError(
            "The name of an area is empty; give a council, an integrated care board, a region or England."
        )
    near = [place.name for place in places() if _plain(text) in _plain(place.name)]
    if 0 < len(near) <= SUGGESTIONS:
        return InputError(f"There is no area called '{text}'. Did you mean {' or '.join(map(repr, near))}?")
    names = [place.name for place in places()]
    boards = [name.removeprefix("NHS ").removesuffix(" Integrated Care Board") for name in names]
    return unknown("area", text, [*names, *boards, *population().other_names])


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    """Codes and full names; no two places share one."""
    return {
        key: place
        for place in places()
        for key in (_plain(place.name), place.code.lower(), place.nhs_code.lower())
        if key
    }


@lru_cache(maxsize=1)
def _by_short_name() -> dict[tuple[AreaKind, str], Place]:
    """Names without the words that say what a place is; one a kind, for Devon is a county and a board."""
    return {(place.kind, _short(_plain(place.name))): place for place in places()}


@lru_cache(maxsize=512)
def _searchable(place: Place) -> str:
    return _plain(f"{place.name} {place.code} {place.nhs_code} {place.region}")


def _plain(text: str) -> str:
    kept = re.sub(r"[^\w\s]", " ", text.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join(kept.split())


def _short(plain: str) -> str:
    for words in KIND_WORDS.values():
        plain = words.sub(" ", plain)
    return " ".join(word for word in plain.split() if word != "the")
