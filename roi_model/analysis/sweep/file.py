"""From what a sweep file says to a plan: checked whole, with every problem said at once, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roi_model.analysis.sweep.areas import read_areas
from roi_model.analysis.sweep.checks import Checks, check_each, check_whole, key_of
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.points import Listed, Points, SweepScenarios
from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.scenario_list import folded, read_named
from roi_model.analysis.sweep.settings import FIELDS, flat, parameter_names, request_of
from roi_model.analysis.sweep.space import MOST_SCENARIOS, Within, read_design, read_grid
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.inputs.document import Document
from roi_model.inputs.refusal import InputError, nearest

WHOLE = ("draws", "seed", "method")
TOP = ("name", "note", "areas", "interventions", *WHOLE, "scenarios", "grid", "design")
ALL = "all"
AS_IT_STANDS = "as it stands"  # the one scenario of a sweep that names none


def read_plan(document: Document) -> SweepPlan:
    r"""Return the plan of a sweep.

    Parameters
    ----------
    document
        Beside areas, interventions, draws, seed and method it holds ``scenarios``, ``grid`` and
        ``design``, any of them or none; every other entry is a setting of all scenarios.

    Raises
    ------
    InputError
        With every problem, each with file and line.

    Examples
    --------
    >>> from roi_model.inputs.document_text import parse_yaml
    >>> text = "areas: [Leeds, Kent]\ngrid: {coverage: [0.1, 0.2], preset: [evidence, phe-2017]}"
    >>> plan = read_plan(parse_yaml(text, "plan.yaml"))
    >>> len(plan.scenarios), len(plan), plan.scenarios[3].name
    (4, 8, 'coverage=0.2, preset=phe-2017')
    """
    problems, content = Problems(document), document.content
    areas = read_areas(content.get("areas"), problems)
    fields = _fields(content, problems)
    shared = flat({name: value for name, value in content.items() if name not in TOP})
    for place, sentence in shared.problems:
        problems.add(place, _top_level(place, sentence))
    for name in ("name", "note"):
        if not isinstance(content.get(name), str | int | float | None):
            problems.add((name,), f"{name} is {content[name]!r}; it must be text.")
    scenarios = read_named((content["scenarios"] or {}) if "scenarios" in content else None, problems)
    check = Checks(fields)
    check_each(shared, (), check, problems)
    for written in scenarios.written.values():
        check_each(written.own, written.place, check, problems)
    within = Within(fields["interventions"], scenarios.built, check, problems)
    parts: list[Points] = [Listed(scenarios.running())]
    parts += [grid] if "grid" in content and (grid := read_grid(content["grid"], within)) is not None else []
    parts += [design] if "design" in content and (design := read_design(content["design"], within)) is not None else []
    problems.refuse()
    parts = [part for part in parts if len(part)]
    if not parts and not scenarios.written:
        parts = [Listed(((AS_IT_STANDS, {}),))]
    planned = SweepScenarios(tuple(parts), shared.settings, fields)
    _check_names(planned, problems)
    check_whole(planned, scenarios, shared, check, problems)
    problems.refuse()
    return SweepPlan(str(content.get("name") or ""), planned, areas)


def _fields(content: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """Return the interventions, draws, seed and method of the whole sweep, each checked."""
    names = read_interventions(content.get("interventions"), problems)
    fields: dict[str, Any] = {}
    for name in WHOLE:
        if content.get(name) is None:
            continue
        before = len(problems)
        with problems.caught((name,)):
            request_of({}, {**fields, name: content[name]}).analysis()
        if len(problems) == before:
            fields[name] = content[name]
    return {"interventions": names, **fields}


def read_interventions(written: Any, problems: Problems) -> tuple[str, ...]:
    """Return the interventions that a sweep file names; all where it names none.

    Parameters
    ----------
    written
        One name or a list of them.
    problems
        Where every one that is unknown, or stands twice, is noted.
    """
    entries = list(written) if isinstance(written, list | tuple) else [ALL if written is None else written]
    if ALL in entries:
        if len(entries) > 1:
            problems.add(("interventions",), f"'{ALL}' stands for every intervention; write it alone.")
        return INTERVENTION_NAMES
    names: dict[str, None] = {}
    if not entries:
        problems.add(("interventions",), f"interventions is empty; name some, or leave it out for {ALL}.")
    for number, entry in enumerate(entries):
        with problems.caught(("interventions", number)):
            name = load_intervention(str(entry)).name
            if name in names:
                raise InputError(f"{name} is named twice; name it once.")
            names[name] = None
    return tuple(names) or INTERVENTION_NAMES


def _top_level(place: tuple[str | int, ...], sentence: str) -> str:
    """Return the sentence on an unknown entry, with the nearest of the entries that may stand at the top."""
    name = str(place[0])
    guess = nearest(name, [*TOP, *FIELDS, *parameter_names(), *INTERVENTION_NAMES])
    if len(place) > 1 or guess is None or not sentence.startswith("There is no setting"):
        return sentence
    return f"There is no entry called '{name}'. Did you mean '{guess}'?"


def _check_names(planned: SweepScenarios, problems: Problems) -> None:
    if len(planned) == 0:
        problems.add(("scenarios",), "There is nothing to run: every scenario has 'runs: false'.")
    if len(planned) > MOST_SCENARIOS:
        problems.add((), f"There are {len(planned):,} scenarios; a sweep has at most {MOST_SCENARIOS:,}.")
        return
    seen: dict[str, str] = {}
    for part in planned.parts:
        names = {folded(name): name for name in map(part.name, range(len(part)))}
        for name in sorted(seen[key] for key in names.keys() & seen.keys()):
            problems.add((key_of(part),), f"A scenario is called '{name}' already; give that one another name.")
        seen |= names
