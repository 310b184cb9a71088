"""Expressions nobody thought of, for numpy and for formulas."""

import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from roi_model.outputs.workbook.expression import formula_text
from roi_model.outputs.workbook.formula import expression_of, name_cells

NUMBERS = {"a": 0.375, "b": 2.5, "c": -1.25}
UNARY: list[Callable[[Any], Any]] = [np.negative, np.abs, np.sqrt, np.exp, lambda x: x**2, lambda x: x**-1, np.log]
BINARY: list[Callable[[Any, Any], Any]] = [
    np.add,
    np.subtract,
    np.multiply,
    np.divide,
    np.power,
    np.minimum,
    np.maximum,
    lambda x, y: np.less(x, y) * 1.0,
    lambda x, y: np.greater_equal(x, y) * 1.0,
    lambda x, y: np.equal(x, y) * 1.0,
    lambda x, y: np.where(np.not_equal(x, y), x, y),
    lambda x, y: np.where(np.logical_or(x, np.greater(y, 0)), y, x),
]
TREES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["a", "b", "c"]) | st.sampled_from([0.0, 1.0, -2.0, 0.1, 3.0, 1e-9]),
    lambda parts: st.tuples(st.sampled_from(UNARY), parts) | st.tuples(st.sampled_from(BINARY), parts, parts),
    max_leaves=12,
)


def built(tree: Any, leaves: dict[str, Any]) -> Any:
    if isinstance(tree, str):
        return leaves[tree]
    if isinstance(tree, float):
        return np.array([[tree]])
    return tree[0](*(built(part, leaves) for part in tree[1:]))


def numpy_value(tree: Any) -> float:
    with np.errstate(all="ignore"):
        return float(built(tree, {name: np.array([[value]]) for name, value in NUMBERS.items()}).item())


def is_plain(tree: Any, least: float = 1e-150, most: float = 1e150) -> bool:
    """Whether every part is a number of a size between two limits, or 0.

    What a spreadsheet program does with overflows and with what is no number is another matter.
    """
    parts = () if isinstance(tree, str | float) else tree[1:]
    value = numpy_value(tree)
    plain = math.isfinite(value) and (value == 0 or least < abs(value) < most)
    return plain and all(is_plain(part, least, most) for part in parts)


def random_trees() -> list[Any]:
    """Return expressions whose parts stay of a size at which differences of rounding do not grow."""
    chance, found = random.Random(2017), []
    for _ in range(400):
        tree = _tree(chance, 4)
        if is_plain(tree, least=1e-4, most=1e4):
            found.append(tree)
    return found


def _tree(chance: random.Random, depth: int) -> Any:
    if depth == 0 or chance.random() < 0.25:
        return chance.choice(["a", "b", "c", 0.0, 1.0, -2.0, 0.1, 3.0])
    if chance.random() < 0.35:
        return chance.choice(UNARY), _tree(chance, depth - 1)
    return chance.choice(BINARY), _tree(chance, depth - 1), _tree(chance, depth - 1)


def formula_of(tree: Any) -> str:
    """The expression as a formula of cells with names."""
    return formula_text(expression_of(built(tree, {name: name_cells(f"given.{name}", 1) for name in NUMBERS})))


def expressions() -> Workbook:
    """Return a workbook with a formula for each random expression, and the numbers they use by name."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Formulas"
    for row, (name, number) in enumerate(NUMBERS.items(), 1):
        sheet.cell(row, 2).value = number
        book.defined_names[f"given.{name}"] = DefinedName(f"given.{name}", attr_text=f"Formulas!$B${row}")
    for row, tree in enumerate(random_trees(), 1):
        sheet.cell(row, 1).value = f"={formula_of(tree)}"
    return book
