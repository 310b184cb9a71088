"""A small spreadsheet: reads the text of a formula and computes it, by the precedence that Excel documents.

Written apart from what writes the formulas: it knows text alone.
"""

import math
import re
from collections.abc import Callable, Mapping

TOKEN = re.compile(r"\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\$?[A-Za-z_][A-Za-z_0-9.]*(?:\$?\d+)?|<=|>=|<>|[-+*/^(),<>=])")
COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    "EXP": math.exp,
    "LN": math.log,
    "SQRT": math.sqrt,
    "ABS": abs,
    "MIN": min,
    "MAX": max,
    "PI": lambda: math.pi,
    "AND": lambda *tests: float(all(tests)),
    "OR": lambda *tests: float(any(tests)),
}


class NoNumberError(Exception):
    """What a spreadsheet program shows as #NUM! or #DIV/0!."""


def compute(text: str, cells: Mapping[str, float]) -> float:
    """Return what a formula gives; ``cells`` are the values of its names and addresses."""
    reader = _Reader(TOKEN.findall(text), cells)
    value = reader.comparison()
    assert reader.tokens == [], f"left over: {reader.tokens}"
    return value


class _Reader:
    def __init__(self, tokens: list[str], cells: Mapping[str, float]) -> None:
        self.tokens, self.cells = list(tokens), cells

    def comparison(self) -> float:
        value = self.sum()
        while self.tokens and self.tokens[0] in COMPARE:
            value = float(COMPARE[self.tokens.pop(0)](value, self.sum()))
        return value

    def sum(self) -> float:
        value = self.product()
        while self.tokens and self.tokens[0] in "+-":
            value = value + self.product() if self.tokens.pop(0) == "+" else value - self.product()
        return value

    def product(self) -> float:
        value = self.power()
        while self.tokens and self.tokens[0] in "*/":
            if self.tokens.pop(0) == "*":
                value *= self.power()
            else:
                divisor = self.power()
                if divisor == 0:
                    raise NoNumberError
                value /= divisor
        return value

    def power(self) -> float:
        """Powers go from left to right, and a minus sign binds more tightly than they do."""
        value = self.signed()
        while self.tokens and self.tokens[0] == "^":
            self.tokens.pop(0)
            value = _raised(value, self.signed())
        return value

    def signed(self) -> float:
        if self.tokens[0] in "+-":
            return -self.signed() if self.tokens.pop(0) == "-" else self.signed()
        return self.single()

    def single(self) -> float:
        token = self.tokens.pop(0)
        if token == "(":
            value = self.comparison()
            assert self.tokens.pop(0) == ")"
            return value
        if token[0].isdigit():
            return float(token)
        if self.tokens and self.tokens[0] == "(":
            self.tokens.pop(0)
            return self.choice() if token == "IF" else FUNCTIONS[token](*self.arguments())
        return self.cells[token]

    def arguments(self) -> list[float]:
        values = []
        while self.tokens[0] != ")":
            values.append(self.comparison())
            if self.tokens[0] == ",":
                self.tokens.pop(0)
        self.tokens.pop(0)
        return values

    def choice(self) -> float:
        """Compute the branch that is chosen, and only read over the other."""
        test = self.comparison()
        assert self.tokens.pop(0) == ","
        branches: list[tuple[float, NoNumberError | None]] = []
        for end in (",", ")"):
            try:
                branches.append((self.comparison(), None))
            except NoNumberError as error:
                branches.append((0.0, error))
                self.skip()
            assert self.tokens.pop(0) == end
        value, problem = branches[0] if test else branches[1]
        if problem is not None:
            raise problem
        return value

    def skip(self) -> None:
        """Go on to the end of a branch that has no number."""
        depth = 0
        while depth or self.tokens[0] not in ",)":
            depth += {"(": 1, ")": -1}.get(self.tokens.pop(0), 0)


def _raised(base: float, exponent: float) -> float:
    if base == 0 and exponent <= 0:
        raise NoNumberError
    try:
        value = base**exponent
    except OverflowError:
        raise NoNumberError from None
    if isinstance(value, complex):
        raise NoNumberError
    return value
