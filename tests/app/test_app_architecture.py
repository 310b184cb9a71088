"""How the app is built: it shows what others work out, and holds nothing that two users could share."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from roi_model.cli.app_command import app_file

APP = app_file().parent
PACKAGE = Path(APP)
FILES = sorted(PACKAGE.rglob("*.py"))
VIEWS = sorted((PACKAGE / "views").glob("[!_]*.py"))
ROOT = Path(__file__).parent.parent.parent
FILLED_LATER = ("dict(", "list(", "set(", "defaultdict(", "deque(", "Counter(", "OrderedDict(")
ORDERS = ast.Lt | ast.LtE | ast.Gt | ast.GtE
SUMS = {"sum", "min", "max", "abs", "round", "pow", "divmod", "float", "complex"}


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    found = {alias.name for node in ast.walk(tree(path)) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)}


def arithmetic(source: str) -> list[str]:
    """Return every place of a source text that works something out with numbers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        calculates = isinstance(node, ast.BinOp | ast.AugAssign) and not isinstance(node.op, ast.BitOr)
        negates = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SUMS
        compares = isinstance(node, ast.Compare) and any(
            isinstance(c, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for c in node.ops
        )
        if calculates or negates or calls or compares:
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("path", VIEWS, ids=shown)
def test_a_view_works_nothing_out_and_does_not_see_numpy_or_pandas(path: Path) -> None:
    assert arithmetic(path.read_text(encoding="utf-8")) == []
    assert not {name.split(".")[0] for name in imported(path)} & {"numpy", "pandas", "scipy", "altair"}


@pytest.mark.parametrize("source", ["a + b", "x -= 1", "-y", "sum(z)", "a < 3", "f'{a * 2}'"])
def test_arithmetic_is_seen(source: str) -> None:
    assert arithmetic(source)


def test_the_file_that_is_started_navigates_and_does_nothing_else() -> None:
    source = (PACKAGE / "streamlit_app.py").read_text(encoding="utf-8")
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert arithmetic(source) == []
    assert imported(PACKAGE / "streamlit_app.py") == {"__future__", "streamlit", "roi_model.app"}


def test_every_view_is_in_the_navigation() -> None:
    source = (PACKAGE / "streamlit_app.py").read_text(encoding="utf-8")
    assert [path.name for path in VIEWS if f'"views/{path.name}"' not in source] == []


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_no_module_of_the_app_holds_what_can_change(path: Path) -> None:
    """Names in capitals hold constants; nothing at the top of a module is empty and waiting to be filled."""
    values = [node.value for node in tree(path).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    written = [ast.unparse(value) for value in values if value is not None]
    assert [text for text in written if text in {"[]", "{}"} or text.startswith(FILLED_LATER)] == []
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_all_is_caught_in_one_place_alone(path: Path) -> None:
    names = [
        ast.unparse(node.type) if node.type else "everything"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
    ]
    broad = [name for name in names if name in {"everything", "Exception", "BaseException"}]
    assert broad == (["Exception"] if path.name == "frame.py" else [])


def test_only_the_app_imports_streamlit() -> None:
    folder = Path(__file__).parent.parent.parent / "roi_model"
    if not folder.is_dir():
        pytest.skip("the sources are not here: the wheel is tested")
    assert [path.name for path in folder.rglob("*.py") if "streamlit" in imported(path)] == []


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    """A page's icon would be: Streamlit links the picture of the tab to a server of fonts."""
    texts = [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if ":material/" in text or "https://" in text] == []
