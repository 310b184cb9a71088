"""Two sets of results to be compared: folders of sweeps, or files that ``compare`` wrote."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from roi_model.analysis.moved_figures import CASE, FIGURES, KEY
from roi_model.analysis.request import Request
from roi_model.analysis.sweep.package import PACKAGE, package_of
from roi_model.analysis.sweep.settings import GROUPS, MERGED, OF_THE_SCENARIO, request_of
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference.evidence_values import Name, read_evidence
from roi_model.outputs.safe_text import csv_text_read
from roi_model.outputs.sweep.folder import MANIFEST, PARAMETERS, RESULTS, SCENARIOS, SWEEP
from roi_model.outputs.sweep.journal import read_manifest

BESIDE = "return_per_pound_evidence_preset"  # what a comparison shows beside another preset's return
SUFFIX_CASH = "_cash_only"


@dataclass(frozen=True)
class Results:
    """One of the two sets.

    Attributes
    ----------
    path
        Where it is.
    files
        Name to path of the files that hold its figures, in order.
    facts
        What its numbers depend on: the identity of a sweep, or the record of a run; empty where it holds none.
    settings
        Scenario to what it sets, as written; empty where there are no scenarios.
    values
        Every parameter of the evidence, as it was; empty where that is not kept.
    """

    path: Path
    files: Mapping[str, Path]
    facts: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[Name, str] = field(default_factory=dict)

    @property
    def is_sweep(self) -> bool:
        """Whether it is the folder of a sweep."""
        return self.path.is_dir()

    def table(self, name: str | None = None) -> pd.DataFrame:
        """Return the figures of one file, or of all, under the columns `KEY` and `FIGURES`."""
        chosen = self.files.values() if name is None else [self.files[name]]
        return pd.concat([_figures(path) for path in chosen], ignore_index=True)

    def case(self, row: Mapping[str, Any]) -> pd.DataFrame:
        """Return the figures of one case: one scenario, area, intervention and time horizon."""
        table = pd.concat([_figures(path, row) for path in self.files.values()], ignore_index=True)
        for name in CASE:
            table = table[table[name] == row[name]]
        return table

    def package(self, scenario: str) -> tuple[str, ...]:
        """Return the interventions that a scenario of a sweep buys together."""
        return package_of(self.settings.get(scenario, {}).get(PACKAGE), self.facts["interventions"])

    def request(self, scenario: str, area: str) -> Request | None:
        """Return what was asked in a scenario and a place, or None where that is not kept."""
        if self.is_sweep:
            return _request_of_sweep(self.facts, self.settings.get(scenario, {}), area)
        return Request.read(self.facts["request"], str(self.path)) if self.facts.get("request") else None


def read_results(path: Path) -> Results:
    """Open results: the folder of a finished sweep, or CSV or JSON that ``compare`` wrote.

    Raises
    ------
    InputError
        When there is nothing there, or it is of another form.
    """
    if path.is_dir():
        return _sweep(path)
    if not path.exists():
        raise InputError(f"{path} is not there; give the folder of a sweep, or a CSV or JSON file of compare.")
    if path.suffix.lower() not in {".csv", ".json"}:
        raise InputError(f"{path} ends with '{path.suffix}'; it must be a folder, or a .csv or .json file.")
    facts = _json(path).get("run", {}) if path.suffix.lower() == ".json" else {}
    return Results(path, {path.name: path}, facts)


def paired_tables(first: Results, second: Results) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield tables of the same figures of both, a file at a time where both are cut alike, and otherwise whole.

    Raises
    ------
    InputError
        When one is a sweep and the other a comparison.
    """
    if first.is_sweep != second.is_sweep:
        raise InputError(f"{first.path} and {second.path} are of different kinds: a sweep and a comparison.")
    alike = list(first.files) == list(second.files) and list(first.settings) == list(second.settings)
    if first.is_sweep and alike and first.facts.get("areas") == second.facts.get("areas"):
        for name in first.files:
            yield first.table(name), second.table(name)
    else:
        yield first.table(), second.table()


def _sweep(path: Path) -> Results:
    if not (path / SWEEP).exists():
        raise InputError(f"{path} holds no sweep; give a folder that roi-model sweep wrote, or a CSV or JSON file.")
    if not (path / MANIFEST).exists():
        raise InputError(f"The sweep in {path} is not finished; run it to its end first.")
    _refuse_damage(path)
    files = {file.name: file for file in sorted((path / RESULTS).glob("*.parquet"))}
    settings: dict[str, dict[str, str]] = {}
    with (path / SCENARIOS).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            own = settings.setdefault(csv_text_read(row["scenario"]), {})
            if row["setting"]:
                own[row["setting"]] = csv_text_read(row["value"])
    return Results(path, files, _json(path / SWEEP)["sweep"], settings, read_evidence(path / PARAMETERS))


def _refuse_damage(path: Path) -> None:
    """Refuse a sweep whose files are not those that its manifest names, to the last byte."""
    parts = list(read_manifest(path / MANIFEST))
    spoiled = [part.file for part in parts if not part.is_whole(path)]
    here = {f"{RESULTS}/{file.name}" for file in (path / RESULTS).glob("*.parquet")}
    strange = sorted(here - {part.file for part in parts})
    if not parts or spoiled or strange:
        what = (
            f"{spoiled[0]} is damaged or gone" if spoiled
            else f"{strange[0]} is no part of it" if strange
            else f"{MANIFEST} is damaged"
        )  # fmt: skip
        raise InputError(f"{path} is not as the sweep wrote it: {what}; run the same sweep again, and it is mended.")


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} {_unreadable(error)}; make it again, or copy it again whole.") from error
    if not isinstance(content, dict):
        raise InputError(f"{path} holds no results; it must be what roi-model compare --format json writes.")
    return content


def _unreadable(error: OSError | ValueError) -> str:
    """Say why a file is not JSON, and how far it can be read."""
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or str(error)).lower()}"
    if isinstance(error, json.JSONDecodeError):
        cut = error.pos >= len(error.doc.rstrip()) or "Unterminated" in error.msg
        return "is cut off before its end" if cut else f"is damaged: line {error.lineno} is not readable as JSON"
    return "is not text in UTF-8"


def _figures(path: Path, case: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Return the figures of a file; of Parquet those of one case alone, where one is given."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415 - slow to load, and wanted by sweeps alone

        wanted = [(name, "==", case[name]) for name in CASE] if case is not None else None
        table = pq.read_table(path, columns=[*KEY, *FIGURES], filters=wanted).to_pandas()
        return table.astype({name: str for name in KEY if name != "horizon"})
    if path.suffix.lower() == ".json":
        content = _json(path).get("results")
        table = pd.DataFrame(content if isinstance(content, list) else [])
    else:
        try:
            table = pd.read_csv(path, keep_default_na=False, na_values={name: [""] for name in FIGURES})
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read as CSV: {error}.") from error
    lacking = [name for name in ("area", "intervention", "horizon", "measure", *FIGURES) if name not in table]
    if lacking:
        raise InputError(f"{path} has no column {' or '.join(lacking)}; it must be what roi-model compare wrote.")
    return _as_keyed(table)


def _as_keyed(table: pd.DataFrame) -> pd.DataFrame:
    """Give a comparison the columns of a sweep: cash only is a kind, and the evidence preset's return a measure."""
    measure = table["measure"].astype(str)
    if "kind" not in table:
        cash = measure.str.endswith(SUFFIX_CASH) | (measure == "chance_cash_exceeds_costs")
        table = table.assign(kind=cash.map({True: "cash", False: "all"}))
        measure = measure.str.removesuffix(SUFFIX_CASH).replace(
            {"net": "net_present_value", "chance_cash_exceeds_costs": "chance_benefits_exceed_costs"}
        )
    if "preset" in table and "scenario" not in table:
        run = [table[name] for name in ("area", "intervention", "horizon")]
        several = table.groupby(run, sort=False)["preset"].transform("nunique") > 1
        measure = measure.where(~(several & (table["preset"] == EVIDENCE)), BESIDE)
    blank = {name: "" for name in KEY if name not in table}
    keyed = table.assign(measure=measure, **blank)
    sector = keyed["sector"].astype(str)
    keyed = keyed.assign(sector=sector.where(sector != "", "all"))
    return keyed[[*KEY, *FIGURES]].astype(dict.fromkeys(FIGURES, float))


def _request_of_sweep(facts: Mapping[str, Any], settings: Mapping[str, str], area: str) -> Request:
    shared = {name: facts[name] for name in ("interventions", "draws", "seed", "method")}
    asked = {name: _from_words(name, text) for name, text in settings.items() if name not in OF_THE_SCENARIO}
    return request_of(asked, {**shared, "areas": facts["areas"][area].split("+")})


def _from_words(name: str, text: str) -> Any:
    """Return a setting as a request takes it, from the words in which a table holds it."""
    if name not in GROUPS or name in MERGED:
        return text
    parts = (part.strip().rpartition(" ") for part in text.split(";"))
    return {key: parse_number(amount, f"{name}.{key}") for key, _, amount in parts}
