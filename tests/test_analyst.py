"""docs/analyst.md keeps its word: its sweep files load, its queries and its examples run."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from dask_cluster import dask_cluster
from small_sweep import contents

from roi_model.inputs.document_table import SCENARIO, parse_csv, table_document
from roi_model.inputs.document_text import parse_yaml
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.source import Instead, load_plan
from roi_model.outputs.sweep.summary import write_summary_csv

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
NATIONAL = ROOT / "docs" / "examples" / "national.yaml"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example in four places, with few draws."""
    folder = tmp_path_factory.mktemp("analyst")
    places = Instead(area=("Leeds", "Kent", "Rutland", "Camden"), draws=20)
    run_sweep(load_plan(NATIONAL, places), folder / "national")
    return folder


def test_the_shipped_example_is_all_authorities_eight_interventions_and_twenty_scenarios() -> None:
    plan = load_plan(NATIONAL)
    assert (len(plan.areas), len(plan.scenarios)) == (153, 20)
    assert len(plan.scenarios[0].request.interventions) == 8
    assert len({scenario.name for scenario in plan.scenarios}) == 20
    for scenario in plan.scenarios:
        (suicide,) = [c for c in scenario.request.cases() if c.intervention.name == "suicide_prevention"]
        assert suicide.parameters["coverage"].value == 1


def test_the_shipped_example_killed_halfway_or_on_dask_ends_as_an_unbroken_one_byte_for_byte(tmp_path: Path) -> None:
    """The README's command, all 153 × 8 × 20, with few draws: killed and typed again, and on two Dask workers."""
    broken, whole, spread = tmp_path / "broken", tmp_path / "whole", tmp_path / "spread"
    command = [sys.executable, "-m", "roi_model", "sweep", str(NATIONAL), "--draws", "5", "--out"]
    journal, halfway = broken / "journal.txt", 3
    with subprocess.Popen([*command, str(broken)], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < halfway):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert halfway <= journal.read_bytes().count(b"\n")
    assert not (broken / "manifest.json").exists()
    for folder in (broken, whole):
        subprocess.run([*command, str(folder)], check=True, stdout=subprocess.DEVNULL)
    with dask_cluster(tmp_path, workers=2) as cluster:
        on_dask = [*command, str(spread), "--dask", cluster.address]
        subprocess.run(on_dask, check=True, stdout=subprocess.DEVNULL)
    assert contents(broken) == contents(whole)
    assert contents(spread) == contents(whole)
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["units"], manifest["failures"]) == (153 * 20, 0)
    table = pd.read_parquet(whole / "results", columns=["area", "intervention", "scenario"])
    assert len(table.drop_duplicates()) == 153 * 8 * 20


@pytest.mark.parametrize("query", blocks("sql"), ids=range(len(blocks("sql"))))
def test_every_query_runs_and_finds_something(national: Path, query: str) -> None:
    found = duckdb.connect().execute(query.replace("'national/", f"'{national.as_posix()}/national/")).df()
    assert len(found) > 0
    assert not found.drop(columns=["published", "less_hopeful"], errors="ignore").isna().any().any()


def test_the_queries_are_there() -> None:
    assert len(blocks("sql")) == 5


def test_duckdb_and_pandas_read_the_same(national: Path) -> None:
    table = pd.read_parquet(national / "national" / "results")
    query = f"SELECT count(*), sum(mean) FROM '{national.as_posix()}/national/results/*.parquet'"
    ((rows, total),) = duckdb.connect().execute(query).fetchall()
    assert rows == len(table)
    assert total == pytest.approx(table["mean"].sum(), rel=1e-9)


def test_every_sweep_file_of_the_guide_loads() -> None:
    sizes = [len(load_plan(parse_yaml(text, "guide").content).scenarios) for text in blocks("yaml")]
    assert sizes == [6, 4, 6, 128]
    (table,) = [text for text in blocks("text") if text.startswith("scenario,builds_on")]
    scenarios = table_document(parse_csv(table, "guide"), "guide", SCENARIO)
    plan = load_plan({"scenarios": scenarios.content})
    assert [scenario.name for scenario in plan.scenarios] == ["as it is", "more", "more and shared"]
    assert plan.scenarios[2].horizons == (1, 5)


def test_the_python_of_the_guide_runs(national: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(national)
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        for code in blocks("python"):
            exec(compile(code, "docs/analyst.md", "exec"), {})
    assert "coverage=0.2  Leeds" in written.getvalue()


def test_the_worked_script_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        runpy.run_path(str(ROOT / "docs" / "examples" / "sweep_notebook.py"))
    assert written.getvalue().startswith("18,360 rows for 36 scenarios in 6 places")
    assert list(tmp_path.iterdir()) == []


def test_the_columns_of_the_guide_are_those_of_the_table_and_of_the_measures(national: Path) -> None:
    table = pd.read_parquet(national / "national" / "results")
    named = {word for row in re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)}
    assert set(table.columns) <= named
    measures = re.search(r"^\| `measure` \| (.*?) \|$", TEXT, re.MULTILINE)
    assert measures is not None
    assert set(re.findall(r"`(\w+)`", measures[1])) == set(table.measure)


def test_the_summary_has_a_row_for_each_run(national: Path) -> None:
    summary = pd.read_csv(write_summary_csv(national / "national"))
    assert len(summary) == 20 * 4 * 8
    table = pd.read_parquet(national / "national" / "results")
    wanted = (table.measure == "return_per_pound") & (table.sector == "all") & (table.kind == "all")
    assert summary.return_per_pound.tolist() == table[wanted]["mean"].tolist()
    assert summary.return_per_pound_error.tolist() == table[wanted].standard_error.tolist()
