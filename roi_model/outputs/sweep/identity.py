"""What the numbers of a sweep depend on, and what has changed between two of them."""

from __future__ import annotations

import csv
import io
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from roi_model.analysis.sweep.digest import digest, input_digests, program_digest
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.points import SweepScenarios
from roi_model.outputs.difference.evidence_values import ChangedValue
from roi_model.outputs.record.run_record import package_version
from roi_model.outputs.safe_text import csv_text

FORMAT = 1
SCENARIO_COLUMNS = ("scenario", "setting", "value")
# As installed: their versions can move the last digit of a number, or a byte of a file.
PACKAGES = ("roi-model", "numpy", "scipy", "pyarrow")
SCENARIOS_CHANGED = "the scenarios changed"
SHOWN = 5  # of the scenarios that changed


def scenario_lines(plan: SweepPlan) -> Iterator[bytes]:
    """Yield the lines of scenarios.csv: every scenario with everything it sets, a row for each setting."""
    yield csv_line(SCENARIO_COLUMNS)
    yield from map(csv_line, all_scenario_rows(plan))


def all_scenario_rows(plan: SweepPlan) -> Iterator[tuple[str, str, str]]:
    """Yield name, setting and value of all scenarios, which are made one by one."""
    scenarios = plan.scenarios
    if isinstance(scenarios, SweepScenarios):
        for name, settings in scenarios.words():
            yield from scenario_rows(name, settings)
    else:
        for scenario in scenarios:
            yield from scenario_rows(scenario.name, scenario.settings)


def scenario_rows(scenario: str, settings: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, setting and value; one row with neither for a scenario that sets nothing.

    Texts that a spreadsheet program might run are escaped, as the rows are those of a CSV file.
    """
    name = csv_text(scenario)
    for setting, value in settings.items():
        yield name, setting, value if _is_number(value) else csv_text(value)
    if not settings:
        yield name, "", ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def identity(plan: SweepPlan) -> dict[str, Any]:
    """Return everything that the numbers of a sweep depend on, for JSON."""
    asked = plan.scenarios[0].request
    return {
        "format": FORMAT,
        "name": plan.name,
        "areas": {area.name: area.code for area in plan.areas},
        "interventions": list(asked.interventions),
        "draws": asked.draws,
        "seed": asked.seed,
        "method": asked.method.value,
        "scenarios": len(plan.scenarios),
        "scenarios_sha256": digest(scenario_lines(plan)),
        "inputs": input_digests(),
        "program_sha256": program_digest(),
        "versions": {"python": platform.python_version(), **{name: package_version(name) for name in PACKAGES}},
    }


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return what differs between two identities, in words; nothing where their numbers are the same."""
    found = [
        f"{name} was {_short(before.get(name))} and is {_short(now.get(name))}"
        for name in ("format", "interventions", "draws", "seed", "method")
        if before.get(name) != now.get(name)
    ]
    found += _area_changes(before.get("areas", {}), now["areas"])
    if before.get("scenarios_sha256") != now["scenarios_sha256"]:
        found.append(SCENARIOS_CHANGED)
    found += [f"the file {name} of the inputs changed" for name in _moved(before.get("inputs", {}), now["inputs"])]
    versions = (before.get("versions", {}), now["versions"])
    found += [
        f"{name} was {versions[0].get(name, 'not there')} and is {versions[1].get(name, 'not there')}"
        for name in _moved(*versions)
    ]
    if before.get("program_sha256") != now["program_sha256"]:
        found.append("the program's own code changed")
    return found


def scenario_changes(before: Iterable[tuple[str, ...]], now: Iterable[tuple[str, ...]]) -> list[str]:
    """Return which scenarios differ, in words, from the rows of two tables of scenarios."""
    first, second = _by_scenario(before), _by_scenario(now)
    found = []
    for name in dict.fromkeys([*first, *second]):
        if name not in second:
            found.append(f"the scenario '{name}' is gone")
        elif name not in first:
            found.append(f"the scenario '{name}' is new")
        elif first[name] != second[name]:
            found += [
                f"the scenario '{name}' had {setting} {first[name].get(setting, 'not set')} "
                f"and has {second[name].get(setting, 'not set')}"
                for setting in _moved(first[name], second[name])
            ]
    if not found:
        return ["the scenarios stand in another order"]
    more = len(found) - SHOWN
    return [*found[:SHOWN], *([f"{more:,} more differences of scenarios"] if more > 0 else [])]


def value_changes(values: Sequence[ChangedValue]) -> list[str]:
    """Return which parameters of the evidence differ, in words.

    Examples
    --------
    >>> value_changes([ChangedValue("debt_advice", "evidence", "advice_cost", "265.0@2009", "270.0@2009")])
    ['debt_advice, preset evidence: advice_cost was 265.0@2009 and is 270.0@2009']
    """
    found = [
        f"{value.intervention}, preset {value.preset}: {value.parameter} was {value.before or 'not there'} "
        f"and is {value.after or 'not there'}"
        for value in values[:SHOWN]
    ]
    more = len(values) - SHOWN
    return [*found, *([f"{more:,} more parameters changed"] if more > 0 else [])]


def _area_changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    gone, new = [name for name in before if name not in now], [name for name in now if name not in before]
    found = [f"the places are without {_short(gone)}"] if gone else []
    found += [f"the places hold {_short(new)} too"] if new else []
    if not found and list(before.items()) != list(now.items()):
        found.append("the places stand in another order, or have other codes")
    return found


def _moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name)]


def _by_scenario(rows: Iterable[tuple[str, ...]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, setting, value in rows:
        own = found.setdefault(name, {})
        if setting:
            own[setting] = value
    return found


def _short(value: object) -> str:
    if not isinstance(value, list | tuple):
        return str(value)
    more = f" and {len(value) - SHOWN} more" if len(value) > SHOWN else ""
    return f"{', '.join(map(str, value[:SHOWN]))}{more}"


def csv_line(row: Iterable[str]) -> bytes:
    """Return one line of a CSV file."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row)
    return line.getvalue().encode()
