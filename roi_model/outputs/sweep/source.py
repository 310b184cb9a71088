"""Where a sweep comes from: a file in one of five forms, or what a notebook holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from roi_model.analysis.sweep.file import read_plan
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.scenario_list import BUILDS_ON
from roi_model.analysis.sweep.table import scenario_table
from roi_model.inputs.document import Document, Place, read_text
from roi_model.inputs.document_table import parse_csv
from roi_model.inputs.document_text import parse_toml, parse_yaml
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.workbooks import with_workbooks

TABLES = (".csv", ".xlsx")
FORMS = (".yaml", ".yml", ".json", ".toml", *TABLES)


@dataclass(frozen=True)
class Instead:
    """What stands in the place of entries of the file: nothing where a value is None or empty.

    Parameters
    ----------
    area
        Places, each by itself: a name or code, all authorities, all ICBs, or all regions; repeatable.
    intervention
        An intervention; repeatable.
    draws
        How many draws the simulation of each run makes.
    seed
        The seed of the simulation.
    """

    area: tuple[str, ...] = ()
    intervention: tuple[str, ...] = ()
    draws: int | None = None
    seed: int | None = None

    def put_into(self, document: Document) -> Document:
        """Return the document with these entries in the place of its own."""
        entries: dict[str, Any] = {"areas": list(self.area), "interventions": list(self.intervention)}
        entries |= {"draws": self.draws, "seed": self.seed}
        given = {name: value for name, value in entries.items() if value not in (None, [])}
        kept = {place: line for place, line in document.lines.items() if place[0] not in given}
        options = {"areas": "--area", "interventions": "--intervention", "draws": "--draws", "seed": "--seed"}
        lines: dict[Place, str] = {**kept, **{(name,): f"{document.name}, {options[name]}" for name in given}}
        return replace(document, content={**document.content, **given}, lines=lines)


AS_WRITTEN = Instead()


def load_plan(source: Path | str | Mapping[str, Any], instead: Instead = AS_WRITTEN) -> SweepPlan:
    """Return the plan of a sweep, checked whole.

    Parameters
    ----------
    source
        A file: YAML, JSON, TOML, or a table of scenarios in CSV or Excel; or the content of one. Workbooks
        that its scenarios name are looked for beside the file; those of content, in the current folder.
    instead
        What stands in the place of the file's own areas, interventions, draws and seed.

    Raises
    ------
    InputError
        With every problem, each with file and line.
    """
    if isinstance(source, Mapping):
        document, folder = Document("The sweep", _plain(source), {}), Path()
    else:
        document, folder = _read(Path(source)), Path(source).parent
    resolved = with_workbooks(instead.put_into(document), folder)
    return replace(read_plan(resolved.document), notes=resolved.notes)


def _plain(value: Any) -> Any:
    """Return what a notebook holds as a file would hold it: numbers of numpy as numbers, arrays as lists."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(inner) for inner in value]
    return value.item() if isinstance(value, np.generic) else value


def _read(path: Path) -> Document:
    """Read a file by its ending; the scenarios of a YAML or TOML file may be a table beside it."""
    if path.suffix.lower() in TABLES:
        return _table(path)
    if path.suffix.lower() not in FORMS:
        raise InputError(f"{path} ends with '{path.suffix}'; a sweep is read from {', '.join(FORMS)}.")
    parse = parse_toml if path.suffix.lower() == ".toml" else parse_yaml
    document = parse(read_text(path), path.name)
    beside = document.content.get("scenarios")
    if not isinstance(beside, str):
        return document
    try:
        if Path(beside).suffix.lower() not in TABLES:
            raise InputError(f"scenarios is '{beside}'; it must be names with settings, or a .csv or .xlsx file.")
        table = _table(path.parent / beside)
    except InputError as error:
        said = [f"{document.at('scenarios')}: {sentence}" for sentence in error.problems]
        return _without_scenarios(replace(document, problems=(*document.problems, *said)))
    lines = {place[1:]: line for place, line in table.lines.items() if place[0] == "scenarios" and place[1:]}
    return document.within("scenarios", Document(table.name, table.content["scenarios"], lines, table.problems))


def _without_scenarios(document: Document) -> Document:
    """Return a document whose scenarios cannot be read, so that the rest is checked, and not blamed for it."""
    content = {name: value for name, value in document.content.items() if name != "scenarios"}
    for part in ("grid", "design"):
        if isinstance(content.get(part), Mapping) and BUILDS_ON in content[part]:
            content[part] = {name: value for name, value in content[part].items() if name != BUILDS_ON}
    return replace(document, content={name: value for name, value in content.items() if value != {}})


def _table(path: Path) -> Document:
    if path.suffix.lower() == ".csv":
        table = scenario_table(parse_csv(read_text(path), path.name), path.name)
        return Document(path.name, {}, {}).within("scenarios", table)
    from roi_model.outputs.workbook.scenario_table import (  # noqa: PLC0415 - openpyxl is slow to load
        read_scenario_workbook,
    )

    return read_scenario_workbook(path)
