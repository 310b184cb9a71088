"""How the code is built: names, files, sources and sizes, checked on the source itself."""

import ast
import csv
import re
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.engine.draws import Draws
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.burden import burdens
from roi_model.inputs.data_file import read_csv, read_yaml
from roi_model.inputs.evidence_file import evidence_file, shared_parameters
from roi_model.inputs.parameter_set import parameter_set, preset_names
from roi_model.inputs.population import population
from roi_model.inputs.source import all_sources

ROOT = Path(__file__).parent.parent
INTERVENTIONS = ROOT / "interventions"
CODE = sorted(
    path for folder in ("roi_model", "interventions", "validation", "app") for path in (ROOT / folder).rglob("*.py")
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TREES: dict[Path, ast.Module] = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (*CODE, *TESTS)}
SET_BY_HAND = {"user"}  # the source of what a user sets; no file cites it


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, kinds)]


code = pytest.mark.parametrize("path", CODE, ids=shown)
eight = pytest.mark.parametrize("name", INTERVENTION_NAMES)


def test_there_are_eight_interventions_in_the_order_of_the_tool_of_2017() -> None:
    assert INTERVENTION_NAMES == (
        "social_emotional_learning",
        "anti_bullying",
        "workplace_wellbeing",
        "workplace_stress",
        "debt_advice",
        "loneliness",
        "collaborative_care",
        "suicide_prevention",
    )
    modules = {path.stem for path in INTERVENTIONS.glob("[!_]*.py")}
    assert modules == set(INTERVENTION_NAMES)


@eight
def test_module_evidence_file_and_intervention_have_one_name(name: str) -> None:
    intervention = load_intervention(name)
    assert intervention.name == name
    assert (ROOT / "parameters" / f"{name}.yaml").is_file()
    assert evidence_file(name).intervention == name


class Recorder(Mapping[str, Array]):
    """Columns that remember which of them were read."""

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self.columns, self.read = columns, set[str]()

    def __getitem__(self, name: str) -> Array:
        self.read.add(name)
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


@eight
def test_a_model_reads_every_declared_parameter_and_figure_and_no_other(name: str) -> None:
    case = build_case(name, find_area(["England"]))
    numbers = {**case.area.figures, **{parameter.name: parameter.value for parameter in case.parameters}}
    recorder = Recorder({key: np.array([[value]]) for key, value in numbers.items()})
    case.intervention.model(Draws(recorder), Timeline(10))
    assert recorder.read == {*evidence_file(name).parameters, *evidence_file(name).description.population}


@eight
def test_no_parameter_has_the_name_of_a_population_figure(name: str) -> None:
    assert not set(evidence_file(name).parameters) & set(population().figure_names)


def test_every_shared_parameter_is_used() -> None:
    read = {parameter.stream for name in INTERVENTION_NAMES for parameter in parameter_set(name)}
    assert set(shared_parameters()) - read == {"qaly_value"}  # which the engine reads, when QALYs are to be counted


def test_every_local_scale_is_a_parameter() -> None:
    names = {parameter.name for name in INTERVENTION_NAMES for parameter in parameter_set(name)}
    assert {key for key, entry in population().local.items() if entry.gives == "scale"} <= names


def cited_keys() -> set[str]:
    """Every key that a parameter, a preset, a figure, a price index, a schedule or a target cites."""
    keys = {parameter.source for parameter in shared_parameters().values()}
    keys |= {parameter.source for parameter in burdens().values()}
    for name in INTERVENTION_NAMES:
        keys |= {parameter.source for preset in preset_names(name) for parameter in parameter_set(name, preset)}
        description = evidence_file(name).description
        keys |= {description.published.source, *(preset.source for preset in description.presets.values())}
    keys |= {population().geography, *(figure.source for figure in population().figures.values())}
    keys |= {value.source for value in population().local.values()}
    for file in ("price_index.yaml", "discount_rates.yaml"):
        keys |= {entry["source"] for entry in read_yaml(file).values() if "source" in entry}
    rows = (ROOT / "validation").glob("*.csv")
    keys |= {row["source"] for path in rows for row in csv_rows(path) if row.get("source")}
    return keys


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_every_source_is_cited_and_every_cited_source_is_there() -> None:
    assert cited_keys() | SET_BY_HAND == set(all_sources())


def test_every_table_of_areas_has_rows() -> None:
    assert (len(read_csv("areas.csv")), len(read_csv("icbs.csv"))) == (153, 42)


@eight
def test_a_model_holds_no_number_loop_or_index_and_does_not_see_numpy(name: str) -> None:
    path = INTERVENTIONS / f"{name}.py"
    numbers = [node.value for node in nodes(path, ast.Constant) if isinstance(node.value, int | float)]  # type: ignore[attr-defined]
    assert numbers == []
    assert not nodes(path, ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    assert not nodes(path, ast.Subscript, ast.If, ast.IfExp)
    assert not any(keyword.arg == "axis" for keyword in nodes(path, ast.keyword))  # type: ignore[attr-defined]
    assert "numpy" not in imported(path)


def imported(path: Path) -> set[str]:
    """Top-level names of everything a file imports."""
    found = {alias.name for node in nodes(path, ast.Import) for alias in node.names}  # type: ignore[attr-defined]
    found |= {node.module or "" for node in nodes(path, ast.ImportFrom) if not node.level}  # type: ignore[attr-defined]
    return {name.split(".")[0] for name in found}


@pytest.mark.parametrize("path", sorted(INTERVENTIONS.glob("_[!_]*.py")), ids=shown)
def test_a_shared_piece_of_models_holds_no_number_that_could_be_evidence(path: Path) -> None:
    numbers = {node.value for node in nodes(path, ast.Constant) if isinstance(node.value, int | float)}  # type: ignore[attr-defined]
    assert numbers <= {1, 3}  # 1 − risk; √3 of the logistic conversion
    assert not nodes(path, ast.For, ast.While, ast.ListComp, ast.GeneratorExp)


@code
def test_a_file_is_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_files_are_about_100_lines() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in CODE if path.name != "__init__.py"]
    assert statistics.median(lengths) <= 110


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef)]


@code
def test_a_function_is_at_most_50_lines(path: Path) -> None:
    long = [f.name for f in functions(path) if f.end_lineno and f.end_lineno - f.lineno + 1 > 50]
    assert long == []


@code
def test_a_function_has_at_most_6_parameters(path: Path) -> None:
    many = [f.name for f in functions(path) if len([*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs]) > 6]
    allowed = {f"{path.stem}"} if path.stem.endswith("_command") else set()
    assert [name for name in many if name not in allowed] == []


@code
def test_every_public_thing_has_a_docstring(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree)
    public = [
        node
        for body in (tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef)))
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    overloads = {f.name for f in public if any("overload" in ast.unparse(mark) for mark in f.decorator_list)}
    documented = {node.name for node in public if ast.get_docstring(node)}
    assert {node.name for node in public} - documented == set()
    assert overloads <= documented


@code
def test_only_the_command_line_writes(path: Path) -> None:
    if "cli" in path.parts:
        return
    calls = [node for node in nodes(path, ast.Call) if isinstance(node.func, ast.Name) and node.func.id == "print"]  # type: ignore[attr-defined]
    assert calls == []
    assert "rich" not in imported(path)


def test_nothing_is_called_utils() -> None:
    names = {part for path in (*CODE, *TESTS) for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "misc", "common"}


def test_no_path_of_a_machine_stands_in_any_file() -> None:
    machine = re.compile("|".join(rf"{start}/\w" for start in ("/work", "/home", "/tmp", "/root", "/Users", r"C:\\")))
    kept = [*CODE, *TESTS, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *(ROOT / "docs").rglob("*.md")]
    kept += [*(ROOT / "parameters").iterdir(), *(ROOT / "validation").glob("*.csv")]
    found = [shown(p) for p in kept if p.is_file() and p != Path(__file__) and machine.search(without_links(p))]
    assert found == []


def without_links(path: Path) -> str:
    """A file's text without web addresses, whose paths are nobody's machine."""
    return re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
