"""How bad input is refused: one clear sentence that names the thing, the value and the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


class InputError(ValueError):
    """Input that cannot be used, with every problem found, a sentence each.

    Parameters
    ----------
    problems
        One sentence, or several: all problems of one file are collected and raised together.

    Examples
    --------
    >>> str(InputError("coverage is 1.2; it must be between 0 and 1."))
    'coverage is 1.2; it must be between 0 and 1.'
    """

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that is spelt most like ``name``, or None when none is near.

    Examples
    --------
    >>> nearest("Leads", ["Leeds", "Luton"])
    'Leeds'
    """
    by_folded = {option.casefold(): option for option in allowed}
    folded = name.casefold()
    match = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    if match:
        return by_folded[match[0]]
    inside = [option for key, option in by_folded.items() if len(folded) > 2 and folded in key]
    return inside[0] if inside else None


def unknown(what: str, name: str, allowed: Iterable[str], where: str = "") -> InputError:
    """Build the error for a name that is not known, with the nearest spelling or the list.

    Examples
    --------
    >>> str(unknown("intervention", "debt", ["debt_advice", "loneliness"]))
    "There is no intervention called 'debt'. Did you mean 'debt_advice'?"
    """
    options = list(allowed)
    guess = nearest(name, options)
    if guess is not None:
        remedy = f"Did you mean '{guess}'?"
    elif len(options) <= 30:
        remedy = f"Allowed: {', '.join(options)}."
    else:
        remedy = f"{len(options)} names are allowed, and none is spelt like it."
    place = f" {where}" if where else ""
    return InputError(f"There is no {what} called '{name}'{place}. {remedy}")
