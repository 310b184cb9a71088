"""Expressions nobody thought of, for numpy and for formulas."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

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
