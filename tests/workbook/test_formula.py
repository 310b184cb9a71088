"""Formulas from cells: by hand, and against numpy for expressions nobody thought of."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from formula_reader import NoNumberError, compute
from hypothesis import given, settings
from hypothesis import strategies as st
from random_formulas import NUMBERS, TREES, built, is_plain, numpy_value

from roi_model.engine.cash_flow import Array
from roi_model.engine.timeline import Timeline
from roi_model.outputs.workbook.expression import LEFT, YEAR, Expression, Op, formula_text
from roi_model.outputs.workbook.formula import Cells, as_array, expression_of, name_cells
from roi_model.outputs.workbook.formula_timeline import FormulaTimeline

YEARS = 6
A, B, C = (as_array(name_cells(name, YEARS)) for name in "abc")
HERE = {YEAR: "G$5", LEFT: "F9"}


def text(amount: Array) -> str:
    return formula_text(expression_of(amount), HERE.get)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (A * B + C, "a*b+c"),
        (A * (B + C), "a*(b+c)"),
        (A - (B - C), "a-(b-c)"),
        (A - B - C, "a-b-c"),
        (A + (B + C), "a+(b+c)"),  # added in the engine's order
        (A / (B / C), "a/(b/c)"),
        (A / B / C, "a/b/c"),
        (1 - A, "1-a"),
        (-A * B, "(-a)*b"),
        (A * -B, "a*(-b)"),
        (0 - A * B, "-(a*b)"),
        (-(A**2), "-(a^2)"),
        ((-A) ** 2, "(-a)^2"),  # a spreadsheet program takes -2^2 for 4, so there are always brackets
        (A**-2, "a^(-2)"),
        ((A**2) ** 3, "(a^2)^3"),
        (A**B, "IF(b=0,1,a^b)"),
        ((1 - A) ** B, "IF(b=0,1,(1-a)^b)"),
        (np.exp(-A * np.pi / np.sqrt(3)), "EXP((-a)*PI()/SQRT(3))"),
        (np.minimum(np.maximum(A, 0), 1), "MIN(MAX(a,0),1)"),
        (np.less(A, B) * C, "IF(a<b,1,0)*c"),
        (np.where(np.greater(A, 0), B, C), "IF(a>0,b,c)"),
        (np.where(A, B, C), "IF(a<>0,b,c)"),
        (np.where(np.logical_and(np.less(A, B), C), 1, 0), "IF(AND(a<b,c<>0),1,0)"),
        (A + np.zeros((1, 1)), "a"),
        (np.ones((1, 1)) * A, "a"),
        (A * np.array([[0.25]]), "a*0.25"),
        (A * 1e-7, "a*1E-07"),
        (A - -1, "a-(-1)"),
    ],
)
def test_a_formula_is_written_as_a_reader_would_write_it(amount: Array, written: str) -> None:
    assert text(amount) == written


def test_a_part_that_stands_on_a_row_is_referred_to() -> None:
    part = A * B
    assert formula_text(expression_of(part * C + part), {expression_of(part): "$J$7"}.get) == "$J$7*c+$J$7"


def test_a_row_is_written_out_on_itself() -> None:
    part = np.less(A, B)
    known = {expression_of(part): "G10"}
    assert formula_text(expression_of(part), known.get) == "IF(a<b,1,0)"
    assert formula_text(expression_of(part * C), known.get) == "G10*c"


def test_the_profiles_of_a_timeline_are_formulas_of_the_year() -> None:
    t = FormulaTimeline(YEARS)
    assert text(t.at_start) == "IF(G$5=0,1,0)"
    assert text(t.during(A)) == "IF(G$5<a,1,0)"
    assert text(t.from_year(A)) == "IF(G$5>=a,1,0)"
    assert text(t.persisting(A)) == "IF(G$5=0,1,a^G$5)"
    assert text(t.stock(A * t.at_start, B)) == "IF(G$5=0,0,F9)*b+a*IF(G$5=0,1,0)"
    assert text(t.person_years(A, B)) == "IF(a=1,b,(1-a^b)/(1-a))"


@given(st.floats(0, 1), st.integers(1, 10), st.integers(1, 8))
@settings(max_examples=100, deadline=None)
def test_profiles_give_the_numbers_of_the_engine(share: float, length: int, years: int) -> None:
    ours, engine = FormulaTimeline(years), Timeline(years)
    given_share, given_length = np.array([[share]]), np.array([[float(length)]])
    profiles: list[Callable[[Timeline, Array, Array], Array]] = [
        lambda t, _, __: t.at_start,
        lambda t, _, n: t.during(n),
        lambda t, _, n: t.from_year(n),
        lambda t, s, _: t.persisting(s),
        lambda t, s, n: t.person_years(s, n) * np.ones((1, 1)),
    ]
    for profile in profiles:
        formula = text(profile(ours, A, B)).replace("$", "")
        expected = np.broadcast_to(profile(engine, given_share, given_length), (1, years))[0]
        found = [compute(formula, {"a": share, "b": length, "G5": year}) for year in range(years)]
        # The closed form of the geometric sum loses digits as the share comes near 1.
        loss = 0 if share == 1 else 4e-16 / (1 - share)
        np.testing.assert_allclose(found, expected, rtol=max(1e-12, loss))


def test_a_stock_gives_the_numbers_of_the_engine() -> None:
    inflow, survival = np.array([[3.0, 0.0, 5.0, 1.0]]), np.array([[0.8]])
    formula = text(FormulaTimeline(4).stock(A, B)).replace("$", "")
    level, found = 0.0, []
    for year in range(4):
        level = compute(formula, {"a": inflow[0, year], "b": 0.8, "G5": year, "F9": level})
        found.append(level)
    np.testing.assert_allclose(found, Timeline(4).stock(inflow, survival)[0], rtol=1e-15)


@given(TREES)
@settings(max_examples=400, deadline=None)
def test_any_expression_gives_what_numpy_gives(tree: Any) -> None:
    if not is_plain(tree):
        return
    amount = built(tree, {"a": A, "b": B, "c": C})
    formula = text(amount)
    try:
        found = compute(formula, NUMBERS)
    except NoNumberError:
        pytest.fail(f"{formula} has no number, but numpy gives {numpy_value(tree)}")
    assert math.isclose(found, numpy_value(tree), rel_tol=1e-12, abs_tol=1e-300), formula


@pytest.mark.parametrize(
    "refused",
    [
        lambda: np.sin(A),
        lambda: np.add.reduce(A),
        lambda: np.concatenate([A, B]),
        lambda: np.add(A, B, where=np.array([[True]])),
        lambda: A * np.ones((2, 1)),
        lambda: np.asarray(A, dtype=float),
        lambda: bool(A),
        lambda: A[:, 0],
        lambda: float(A.item()),
    ],
)
def test_what_cannot_be_a_formula_is_refused_and_never_guessed(refused: Callable[[], object]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        refused()


def test_a_stock_cannot_be_written_inside_another_formula_without_its_row() -> None:
    stock = FormulaTimeline(3).stock(A, B)
    assert expression_of(stock).needs_row
    with pytest.raises(TypeError, match="row of its own"):
        formula_text(Expression(Op.ADD, (Expression(Op.YEAR), Expression(Op.SERIES, value=(1.0, 2.0)))))


def test_cells_have_the_shape_of_the_array_they_stand_for() -> None:
    t = FormulaTimeline(YEARS)
    assert (A * B).shape == (1, 1)
    assert (A * t.year).shape == (1, YEARS)
    assert (A * np.ones((1, YEARS))).shape == (1, YEARS)
    assert isinstance(A * B, Cells)
