"""Who may import what, where import-linter cannot see: folders that only an install maps into the package."""

import ast
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

from roi_model.engine.catalogue import INTERVENTION_NAMES

ROOT = Path(__file__).parent.parent
INTERVENTIONS, VALIDATION = "roi_model.interventions", "roi_model.validation"
FOLDERS = {"roi_model": ROOT / "roi_model", INTERVENTIONS: ROOT / "interventions", VALIDATION: ROOT / "validation"}

MODEL_VOCABULARY = {
    "__future__",
    "numpy",
    "roi_model.engine.cash_flow",
    "roi_model.engine.draws",
    "roi_model.engine.intervention",
    "roi_model.engine.sector",
    "roi_model.engine.timeline",
}


def modules_of(package: str) -> dict[str, Path]:
    """Return every module of a package by the name it has once installed."""
    folder = FOLDERS[package]
    parts = {path: path.relative_to(folder).with_suffix("").parts for path in sorted(folder.rglob("*.py"))}
    return {".".join((package, *part)).removesuffix(".__init__"): path for path, part in parts.items()}


def imports(source: str, package: str) -> set[str]:
    """Return what a source text imports; ``package`` is where its relative imports begin."""
    return set(_imports(ast.parse(source), package))


def _imports(tree: ast.AST, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package) if node.level else str(node.module)
            # `from package import module` may bring in a module: both names are counted.
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imported_modules(source: str, package: str) -> set[str]:
    """The same without the names that are no modules: every part of the project is a known module."""
    known = {name for folder in FOLDERS for name in modules_of(folder)}
    names = imports(source, package)
    return {name for name in names if name in known or not any(name.startswith(f"{other}.") for other in names)}


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def forbidden_in_intervention(source: str) -> set[str]:
    """Return imports beyond the words a model is written with and the pieces that interventions share."""
    return {
        name
        for name in imported_modules(source, INTERVENTIONS)
        if name not in MODEL_VOCABULARY and not name.startswith(f"{INTERVENTIONS}._")
    }


def names_in_text(source: str, package: str) -> bool:
    """Whether a text of the program, other than a docstring, names a package: a way to import it unseen."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
    return any(isinstance(text.value, str) and is_within(text.value.strip(". "), package) for text in texts)


def users_of(package: str) -> set[str]:
    """Return the modules outside a package that import it, or name it in a text."""
    users = set()
    for folder in FOLDERS:
        for name, path in modules_of(folder).items():
            source, within = (
                path.read_text(encoding="utf-8"),
                name if path.stem == "__init__" else name.rpartition(".")[0],
            )
            uses = any(is_within(found, package) for found in imports(source, within)) or names_in_text(source, package)
            if uses and not is_within(name, package):
                users.add(name)
    return users


@pytest.mark.parametrize("name", sorted(modules_of(INTERVENTIONS)))
def test_interventions_import_only_the_words_models_are_written_with(name: str) -> None:
    source = modules_of(INTERVENTIONS)[name].read_text(encoding="utf-8")
    assert forbidden_in_intervention(source) == set()


def test_every_intervention_of_the_catalogue_was_looked_at() -> None:
    assert {f"{INTERVENTIONS}.{name}" for name in INTERVENTION_NAMES} <= set(modules_of(INTERVENTIONS))


def test_only_the_catalogue_reaches_interventions() -> None:
    assert users_of(INTERVENTIONS) == {"roi_model.engine.catalogue"}


def test_only_the_command_line_uses_validation() -> None:
    assert {name for name in users_of(VALIDATION) if not is_within(name, "roi_model.cli")} == set()


@pytest.mark.parametrize("folder", ["app", "interventions", "validation"])
def test_workbooks_are_written_in_the_package_of_workbooks_alone(folder: str) -> None:
    paths = list((ROOT / folder).rglob("*.py"))
    users = [path.name for path in paths if "openpyxl" in imports(path.read_text(encoding="utf-8"), "roi_model.app")]
    assert paths
    assert users == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from roi_model.engine.sector import Sector", set()),
        ("from ._risk import risk_with", set()),
        ("from roi_model.inputs.price import uprate", {"roi_model.inputs.price"}),
        ("from roi_model.engine import evaluation", {"roi_model.engine", "roi_model.engine.evaluation"}),
        ("from .debt_advice import model", {"roi_model.interventions.debt_advice"}),
        ("import pandas as pd", {"pandas"}),
    ],
)
def test_forbidden_imports_are_seen(source: str, found: set[str]) -> None:
    assert forbidden_in_intervention(source) == found


def test_a_package_named_in_a_text_is_seen_but_not_in_a_docstring() -> None:
    assert names_in_text('load(f"roi_model.interventions.{name}")', INTERVENTIONS)
    assert not names_in_text('"""roi_model.interventions"""', INTERVENTIONS)
