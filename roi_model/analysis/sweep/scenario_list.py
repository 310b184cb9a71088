"""Reading the named scenarios of a sweep file, and what each builds on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.settings import Flat, Settings, flat, merged
from roi_model.inputs.document import Place
from roi_model.inputs.refusal import InputError, nearest

BUILDS_ON, RUNS, NOTE, NAME = "builds_on", "runs", "note", "name"
LONGEST_NAME = 200
ALIKE = "capitals, spaces or the way accents are stored"
MOST_NAMED = 6  # of a long circle


@dataclass(frozen=True)
class Written:
    """One named scenario as it was written.

    Attributes
    ----------
    place
        The way to it in the document.
    own
        What it sets itself.
    builds_on
        Names of the scenarios it builds on, in order; later ones win.
    runs
        Whether it is run, or only built on.
    """

    place: Place
    own: Flat
    builds_on: tuple[str, ...] = ()
    runs: bool = True


@dataclass(frozen=True)
class NamedScenarios:
    """The named scenarios of a sweep file.

    Attributes
    ----------
    written
        Each as it was written.
    settings
        What each sets, with what it builds on put beneath it.
    """

    written: Mapping[str, Written]
    settings: Mapping[str, Settings]

    def running(self) -> tuple[tuple[str, Settings], ...]:
        """Return the name and the settings of each that runs."""
        return tuple((name, self.settings[name]) for name, scenario in self.written.items() if scenario.runs)

    def built(self, value: Any) -> Settings:
        """Return what one or several names set together, later ones winning.

        Raises
        ------
        InputError
            When a name is unknown.
        """
        names = named(value, self.written)
        wrong = [_no_scenario(name, self.written) for name in names if name not in self.written]
        if wrong:
            raise InputError(wrong)
        return merged({}, *(self.settings[name] for name in names))


def read_named(content: Any, problems: Problems) -> NamedScenarios:
    """Return the named scenarios, with every problem of names, settings and circles noted.

    Parameters
    ----------
    content
        A mapping from name to settings, or a list of settings that hold a name.
    problems
        Where everything wrong is noted. A circle is cut, so that the rest can be checked.
    """
    written: dict[str, Written] = {}
    alike: dict[str, str] = {}
    for name, settings, place in _entries(content, problems):
        if name in written:
            problems.add(place, f"The scenario '{name}' stands twice; a name may stand only once.")
            continue
        first = alike.setdefault(folded(name), name)
        if first != name:
            problems.add(place, f"The scenario '{name}' has the name of '{first}', but for {ALIKE}; choose another.")
        written[name] = _read(settings, place, problems)
    for name, scenario in written.items():
        builds_on = _known(name, scenario, written, problems)
        written[name] = replace(scenario, builds_on=builds_on)
    built: dict[str, Settings] = {}
    for name in _in_order(written, problems):
        beneath = (built[other] for other in written[name].builds_on)
        built[name] = merged({}, *beneath, written[name].own.settings)
    return NamedScenarios(written, built)


def folded(name: str) -> str:
    """Return a name without what people overlook.

    Examples
    --------
    >>> folded("More  money") == folded("more money")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def named(value: Any, known: Mapping[str, object]) -> list[str]:
    """Return the names that ``builds_on`` gives: one, a list, or several with semicolons between them."""
    if isinstance(value, list | tuple):
        return [str(name) for name in value]
    text = str(value)
    return [text] if text in known else [name.strip() for name in text.split(";") if name.strip()]


def _entries(content: Any, problems: Problems) -> Iterator[tuple[str, Mapping[str, Any], Place]]:
    """Yield name, settings and place of each entry of a mapping or a list."""
    pairs = _pairs(content, problems)
    for name, settings, place in pairs:
        if settings is not None and not isinstance(settings, Mapping):
            number = place[-1]
            what = f"Entry {number + 1} of scenarios" if isinstance(number, int) else f"The scenario '{name}'"
            problems.add(place, f"{what} is {settings!r}; it must be settings, such as coverage: 0.2.")
        elif not name.strip():
            problems.add(place, "A scenario has no name; every scenario needs one.")
        elif not name.isprintable():
            problems.add(place, f"The name {name[:40]!r} holds a character that cannot be printed; write plain text.")
        elif len(name) > LONGEST_NAME:
            problems.add(place, f"The name '{name[:40]}…' is longer than {LONGEST_NAME} characters.")
        else:
            yield name.strip(), {key: v for key, v in (settings or {}).items() if key != NAME}, place


def _pairs(content: Any, problems: Problems) -> list[tuple[str, Any, Place]]:
    """Return the name, what is written under it and the place of each entry."""
    if content is None:
        return []
    if isinstance(content, Mapping) and content:
        return [(str(name), settings, ("scenarios", name)) for name, settings in content.items()]
    if isinstance(content, list) and content:
        return [(_own_name(entry), entry, ("scenarios", number)) for number, entry in enumerate(content)]
    if not isinstance(content, Mapping | list):
        problems.add(("scenarios",), f"scenarios is {content!r}; it must be names with settings, or a file of them.")
    elif not len(problems):  # it may be empty only for what was wrong with each of them
        problems.add(("scenarios",), "scenarios is empty; name some, or leave it out.")
    return []


def _own_name(entry: Any) -> str:
    return str(entry.get(NAME, "")) if isinstance(entry, Mapping) else ""


def _read(settings: Mapping[str, Any], place: Place, problems: Problems) -> Written:
    plain = {str(key): value for key, value in settings.items() if key not in {BUILDS_ON, RUNS, NOTE}}
    own = flat(plain)
    for inner, sentence in own.problems:
        problems.add((*place, *inner), sentence)
    runs = settings.get(RUNS, True)
    if isinstance(runs, str) and runs.strip().lower() in {"yes", "no", "true", "false"}:
        runs = runs.strip().lower() in {"yes", "true"}
    if not isinstance(runs, bool):
        problems.add((*place, RUNS), f"runs is {runs!r}; it must be true, or false for one that is only built on.")
    beneath = settings.get(BUILDS_ON)
    return Written(place, own, () if beneath is None else (beneath,), bool(runs))


def _known(name: str, scenario: Written, written: Mapping[str, Written], problems: Problems) -> tuple[str, ...]:
    """Return the scenarios that one builds on, without those that are unknown."""
    asked = [other for value in scenario.builds_on for other in named(value, written)]
    for other in asked:
        if other not in written:
            problems.add((*scenario.place, BUILDS_ON), f"'{name}' builds on '{other}': {_no_scenario(other, written)}")
    return tuple(other for other in asked if other in written)


def _no_scenario(name: str, written: Mapping[str, Written]) -> str:
    guess = nearest(name, written)
    return f"There is no scenario called '{name}'.{f' Did you mean {guess!r}?' if guess else ''}"


def _in_order(written: dict[str, Written], problems: Problems) -> list[str]:
    """Return the names so that each comes after what it builds on; every circle is named, and cut."""
    done: dict[str, None] = {}
    for start in written:
        # Without recursion, for a chain may be as long as the file.
        path = [] if start in done else [start]
        while path:
            scenario = written[path[-1]]
            circle = [other for other in scenario.builds_on if other in path]
            for other in circle:
                around = [*path[path.index(other) :], other]
                problems.add((*scenario.place, BUILDS_ON), f"Circular: '{around[0]}' builds on {_chain(around[1:])}.")
            if circle:
                kept = tuple(other for other in scenario.builds_on if other not in circle)
                written[path[-1]] = scenario = replace(scenario, builds_on=kept)
            ahead = [other for other in scenario.builds_on if other not in done]
            if ahead:
                path.append(ahead[0])
            else:
                done[path.pop()] = None
    return list(done)


def _chain(names: list[str]) -> str:
    """Write what builds on what; of a long circle its beginning and its end."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > MOST_NAMED:
        quoted[MOST_NAMED - 2 : -1] = [f"{len(quoted) - MOST_NAMED + 1:,} others one after another"]
    return ", which builds on ".join(quoted)
