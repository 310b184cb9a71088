"""Computing a formula from its text, once the cells that it refers to have their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from openpyxl.utils import column_index_from_string

from roi_model.outputs.workbook.formula_functions import FUNCTIONS
from roi_model.outputs.workbook.formula_values import CellError, Scalar, Value, compared, computed, joined

Cell = tuple[str, int, int]  # sheet, row, column
SHEET = r"(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?"
ADDRESS = r"\$?[A-Z]{1,3}\$?\d+"
TOKEN = re.compile(
    rf'(?P<number>\d+\.?\d*(?:[Ee][+-]?\d+)?)|"(?P<text>(?:[^"]|"")*)"|(?P<cells>{SHEET}{ADDRESS}(?::{ADDRESS})?)(?![\w.(])'
    r"|(?P<function>[A-Z]+)\(|(?P<name>[A-Za-z_][\w.]*)|(?P<sign><=|>=|<>|[-+*/^&(),<>=])|(?P<other>\S)"
)
# How tightly a sign between two parts binds. A minus before a part binds more tightly than all.
BINDING = dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1) | {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
COMPARED, JOINED = 1, 2


class FormulaReader:
    """Computes the formulas of one workbook.

    It knows what the writers of this folder write, and refuses anything else.

    Parameters
    ----------
    values
        What each cell holds; those of formulas are put in as they are computed.
    names
        Defined names, and the addresses that they stand for.
    """

    def __init__(self, values: Mapping[Cell, Scalar], names: Mapping[str, str]) -> None:
        self._values, self._names = values, names
        self._tokens: list[tuple[str, str]] = []
        self._at, self._sheet = 0, ""

    def needed(self, text: str, sheet: str) -> Iterator[Cell]:
        """Yield the cells that a formula of a sheet refers to, by address or by name."""
        for kind, token in _tokens(text):
            if kind == "cells":
                yield from cells_at(token, sheet)
            elif kind == "name":
                yield from cells_at(self._address(token), sheet)

    def value(self, text: str, sheet: str) -> Scalar:
        """Return what a formula of a sheet gives; 0 where it gives an empty cell.

        Raises
        ------
        ValueError
            When the text is not what the writers of formulas write.
        """
        self._tokens = [*_tokens(text), ("end", "")]
        self._at, self._sheet = 0, sheet
        found = _one(self._expression(0))
        if self._tokens[self._at][0] != "end":
            raise ValueError(f"{sheet}: cannot read {text} from {self._tokens[self._at][1]} on")
        return 0.0 if found is None else found

    def _expression(self, least: int) -> Value:
        """Compute parts and the signs between them, as long as they bind more tightly than ``least``."""
        left = self._part()
        while True:
            kind, sign = self._tokens[self._at]
            binds = BINDING.get(sign, 0) if kind == "sign" else 0
            if binds <= least:
                return left
            self._at += 1
            right = self._expression(binds)
            if binds == COMPARED:
                left = compared(sign, left, right)
            elif binds == JOINED:
                left = joined(_one(left), _one(right))
            else:
                left = computed(sign, left, right)

    def _part(self) -> Value:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind in {"cells", "name"}:
            return self._cells(text if kind == "cells" else self._address(text))
        if kind == "number":
            return float(text)
        if kind == "text":
            return text.replace('""', '"')
        if kind == "function":
            return self._function(text)
        if (kind, text) == ("sign", "-"):
            return computed("-", 0.0, self._part())
        self._at -= 1
        self._expect("(")
        inner = self._expression(0)
        self._expect(")")
        return inner

    def _function(self, name: str) -> Value:
        arguments: list[Value] = []
        while self._tokens[self._at] != ("sign", ")"):
            arguments.append(self._expression(0))
            if self._tokens[self._at] == ("sign", ","):
                self._at += 1
        self._expect(")")
        if name not in FUNCTIONS:
            raise ValueError(f"{self._sheet}: the function {name} is not known")
        return FUNCTIONS[name](*arguments)

    def _expect(self, sign: str) -> None:
        if self._tokens[self._at] != ("sign", sign):
            raise ValueError(f"{self._sheet}: {sign} is missing in a formula")
        self._at += 1

    def _address(self, name: str) -> str:
        if name not in self._names:
            raise ValueError(f"the name {name} of a formula is not defined")
        return self._names[name]

    def _cells(self, address: str) -> Value:
        cells = cells_at(address, self._sheet)
        if len(cells) == 1:
            return self._values.get(cells[0])
        return [self._values.get(cell) for cell in cells]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        yield kind, found[kind]


@lru_cache(maxsize=20_000)
def cells_at(address: str, sheet: str) -> tuple[Cell, ...]:
    """Return the cells of an address such as 'Debt advice'!$B$7:$B$9, row by row; without a sheet's name on ``sheet``.

    Examples
    --------
    >>> cells_at("'Debt advice'!$B$7:C7", "Summary")
    (('Debt advice', 7, 2), ('Debt advice', 7, 3))
    """
    name, _, place = address.rpartition("!")
    if name:
        sheet = name.strip("'").replace("''", "'")
    first, _, last = place.replace("$", "").partition(":")
    (top, left), (bottom, right) = _corner(first), _corner(last or first)
    return tuple((sheet, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _corner(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_index_from_string(letters)


def _one(value: Value) -> Scalar:
    """Return a single value; a block of several has none here."""
    return CellError.VALUE if isinstance(value, list) else value
