"""Reading a link piece by piece: what cannot be used is left out and named, and all the rest is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from roi_model.analysis.request import Request
from roi_model.app.chosen import COMMON_HORIZON, MOST_DRAWS, PAGE, Chosen
from roi_model.engine.analysis import MAX_HORIZON
from roi_model.inputs.refusal import InputError

MOST_PROBLEMS = 20  # after which the rest is left out unread: such a link was not made by this program
ROLE = "role"
ALONE = {"payers", "correlations"}  # whose parts mean nothing without one another
EVEN = 65_536  # draws: evenly spread ones must be a power of two


@dataclass(frozen=True)
class Opened:
    """What could be taken, and a sentence for each piece that could not, or that was made smaller."""

    chosen: Chosen
    problems: tuple[str, ...] = ()
    capped: tuple[str, ...] = ()


def opened(content: object, place: str) -> Opened:
    """Read as much of a scenario as can be answered.

    Parameters
    ----------
    content
        As `Chosen.as_dict` gives it; parts of it may be anything.
    place
        Where it stands, which begins every sentence.

    Raises
    ------
    InputError
        When it is no scenario at all.

    Examples
    --------
    >>> found = opened({"areas": ["Leeds", "Leads"], "draws": 1e9}, "The link")
    >>> found.chosen.request.areas, found.problems
    (('Leeds',), ("There is no area called 'Leads'. Did you mean 'Leeds'?",))
    >>> found.capped
    ('The link asks for 1,000,000,000 draws; the app makes at most 100,000, and so many are shown.',)
    """
    if not isinstance(content, Mapping):
        raise InputError(f"{place} does not hold a scenario.")
    fields, capped = _capped({str(name): value for name, value in content.items()}, place)
    try:
        return Opened(Chosen.read(fields, place), capped=capped)
    except InputError:
        collected = _Collected(place)
        for name in _in_order(fields):
            collected.add(name, fields[name])
        return Opened(Chosen.read(collected.taken, place), tuple(collected.problems), capped)


def _capped(fields: dict[str, Any], place: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields with no more draws and years than a shared server has time for, and what was made less."""
    said = []
    most_draws = EVEN if fields.get("method") == "sobol" else MOST_DRAWS
    for name, most, what in (("draws", most_draws, "draws"), ("horizon", MAX_HORIZON, "years")):
        asked = fields.get(name)
        if isinstance(asked, int | float) and asked > most:
            fields[name] = most
            makes = "makes" if name == "draws" else "counts"
            said.append(
                f"{place} asks for {asked:,.0f} {what}; the app {makes} at most {most:,}, and so many are shown."
            )
    return fields, tuple(said)


def _in_order(fields: Mapping[str, Any]) -> list[str]:
    """Return the names of fields, each after those that it depends on; unknown ones last."""
    known = [*Request.model_fields, ROLE, PAGE]
    return sorted(fields, key=lambda name: known.index(name) if name in known else len(known))


class _Collected:
    """What was taken so far. Only whoever builds it sees it."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.taken: dict[str, Any] = {}
        self.problems: list[str] = []

    def add(self, name: str, value: Any) -> None:
        """Take a field, or as much of it as can be used."""
        if name == "reasons" and isinstance(value, Mapping):
            # The reason of a change that was left out goes with it.
            value = {key: why for key, why in value.items() if key in self.taken.get("changes", {})}
        if name == PAGE and isinstance(value, Mapping):
            for page, picked in value.items():
                self._add_parts(picked, partial(self._with_page, str(page)))
        elif name in ALONE or not isinstance(value, Mapping | list | tuple):
            self._add_parts([value], lambda part: self.taken | {name: part[0]})
        else:
            self._add_parts(value, lambda part: self.taken | {name: _joined(self.taken.get(name), part)})
        if name == "horizon" and name not in self.taken and value is not None:
            self.taken[name] = COMMON_HORIZON

    def _with_page(self, page: str, part: Any) -> dict[str, Any]:
        pages = self.taken.get(PAGE, {})
        return self.taken | {PAGE: pages | {page: _joined(pages.get(page), part)}}

    def _add_parts(self, parts: Any, together: Callable[[Any], dict[str, Any]]) -> None:
        """Take parts together or, where that fails, each half by itself, down to single ones."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        problem = self._refused(together(parts))
        if problem is None:
            self.taken = together(parts)
        elif not isinstance(parts, Mapping | list | tuple) or len(parts) <= 1:
            self.problems.extend(problem.problems)
        else:
            for half in _halves(parts):
                self._add_parts(half, together)

    def _refused(self, fields: dict[str, Any]) -> InputError | None:
        try:
            Chosen.read(fields, self.place)
        except InputError as error:
            return error
        return None


def _joined(kept: Any, part: Any) -> Any:
    if isinstance(part, Mapping):
        return {**(kept or {}), **part}
    return [*(kept or []), *part] if isinstance(part, list | tuple) else part


def _halves(parts: Mapping[str, Any] | Sequence[Any]) -> tuple[Any, Any]:
    middle = len(parts) // 2
    if isinstance(parts, Mapping):
        names = list(parts)
        return {name: parts[name] for name in names[:middle]}, {name: parts[name] for name in names[middle:]}
    return parts[:middle], parts[middle:]
