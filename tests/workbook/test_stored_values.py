"""A value beside each formula: what computes it, worked by hand, and the file in which it stands.

That a real spreadsheet program gives the same is tested in test_recalculation.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from workbooks import NOBODY, TODAY, Made, made

from roi_model.analysis.request import Request
from roi_model.outputs.exports import working_file
from roi_model.outputs.workbook.formula_reader import cells_at
from roi_model.outputs.workbook.stored_file import workbook_file
from roi_model.outputs.workbook.stored_values import formula_values

ONE = Request(areas=("Leeds",), interventions=("debt_advice",), draws=20, name="<v></v>", note='"=1+1&2')


def sheet_of(**cells: Any) -> Workbook:
    """A workbook with these cells on a sheet Data, and two rows to refer to."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Data"
    for place, content in {"A1": 2, "B1": 3, "C1": "x", "A2": 10, "B2": "Cash", "C2": "cash", **cells}.items():
        sheet[place] = content
    book.defined_names["given.rate"] = DefinedName("given.rate", attr_text="Data!$B$1")
    book.defined_names["given.row"] = DefinedName("given.row", attr_text="Data!$A$1:$C$1")
    return book


def result(formula: str) -> Any:
    (value,) = formula_values(sheet_of(D9=f"={formula}")).values()
    return value


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("1+2*3-4/8", 6.5),
        ("-2^2", 4.0),  # a minus binds more tightly than a power
        ("2^3^2", 64.0),  # and powers go from left to right
        ("-A1*-B1", 6.0),
        ("(A1-B1)*2", -2.0),
        ("10-4-3", 3.0),
        ("1e-12*1E3", 1e-9),
        ("given.rate^A1", 9.0),
        ("0.1+0.2-0.3", 0.0),  # what cancels but for the last digits is 0
        ("A1&B1&C1", "23x"),
        ('"He said ""no"": "&0.5', 'He said "no": 0.5'),
        ("1<2", True),
        ('"Cash"="cash"', True),
        ('IF(EXACT("Cash","cash"),1,2)', 2.0),
        ("IF(A1<>2,1/0,7)", 7.0),  # the branch not taken may have an error
        ("IF(AND(A1=2,OR(B1=9,B1<=3)),1,0)", 1.0),
        ("Z99", 0.0),  # an empty cell
        ("Z99+1", 1.0),
        ('IF(A1=0,"not defined",B1/A1)', 1.5),
        ("SUM(A1:B1,C1,A2)", 15.0),  # text among cells is left out
        ("MIN(A1:C1)+MAX(given.row,7)", 9.0),
        ("ABS(-3)+EXP(0)+LN(1)+SQRT(16)", 8.0),
        ("PI()", math.pi),
        ("SUMPRODUCT(A1:B1,A1:B1)", 13.0),
        ("SUMPRODUCT(A1:C1,A1:C1)", 13.0),  # text counts as 0
        ("SUMPRODUCT(MAX((A1:B1<3)*(A1:B1+1)))", 3.0),
        ('SUMIFS(A1:A2,B1:B2,"Cash")', 10.0),
        ('SUMIFS(A1:A2,C1:C2,"cash",B1:B2,"<>3")', 10.0),
        ("SUMIFS(A1:A2,B1:B2,3)", 2.0),
        ('SUMIF(A1:C1,">2")', 3.0),
        ('COUNTIF(A1:C2,"cash")', 2.0),
        ("INDEX(given.row,A1)", 3.0),
        ('MATCH(3&"",A1:C1,0)', "#N/A"),  # a text is not the number it looks like
        ("MATCH(3,A1:C1,0)", 2.0),
        ("ISNUMBER(C1)", False),
        ('TEXT(0.995,"0.0%")', "99.5%"),
        ("C1*2", "#VALUE!"),
        ("1/0", "#DIV/0!"),
        ("SQRT(-1)", "#NUM!"),
        ("0^0", "#NUM!"),
        ("SUM(A1:B1)/0+1", "#DIV/0!"),
        ("EXP(1000)", "#NUM!"),
        ("10^400", "#NUM!"),
    ],
)
def test_a_formula_gives_what_a_spreadsheet_program_gives(formula: str, wanted: object) -> None:
    found = result(formula)
    assert found == wanted
    assert isinstance(found, str) is isinstance(wanted, str)


@pytest.mark.parametrize(
    "formula", ["1+", "SUM(1", "VLOOKUP(A1,A1:B2,2)", "nobody.knows", "A1 B1", "1;2", "#REF!+1", 'TEXT(1,"dd")', "(1))"]
)
def test_what_is_not_written_here_is_refused_and_not_guessed(formula: str) -> None:
    with pytest.raises(ValueError, match="formula|read|not known"):
        result(formula)


def test_a_formula_that_refers_to_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="row 4, column 1 refers to itself"):
        formula_values(sheet_of(A4="=B4", B4="=A4+1"))


def test_long_chains_do_not_run_out_of_depth() -> None:
    cells = {f"A{row}": f"=A{row - 1}+1" for row in range(4, 3_000)}
    assert formula_values(sheet_of(A3=0, **cells))["Data", 2_999, 1] == 2_996


def test_addresses_are_read_with_and_without_a_sheet() -> None:
    assert cells_at("'It''s 1'!$B$7", "Data") == (("It's 1", 7, 2),)
    assert cells_at("A1:B2", "Data") == (("Data", 1, 1), ("Data", 1, 2), ("Data", 2, 1), ("Data", 2, 2))


@pytest.fixture(scope="module")
def book() -> Made:
    return made(ONE)


@pytest.fixture(scope="module")
def content(book: Made) -> bytes:
    return workbook_file(book.workbook)


def test_every_formula_keeps_its_text_and_has_its_value_and_nothing_else_changed(book: Made, content: bytes) -> None:
    formulas, values = load_workbook(io.BytesIO(content)), load_workbook(io.BytesIO(content), data_only=True)
    plain = io.BytesIO()
    book.workbook.save(plain)
    before = load_workbook(plain)
    wanted = formula_values(book.workbook)
    seen = 0
    for sheet in before.worksheets:
        cells: Any = (cell for row in sheet.iter_rows() for cell in row)
        for cell in cells:
            again = formulas[sheet.title][cell.coordinate]
            assert (again.value, again.data_type, again.style) == (cell.value, cell.data_type, cell.style)
            if cell.data_type == "f":
                seen += 1
                stored = values[sheet.title][cell.coordinate].value
                assert stored == wanted[sheet.title, cell.row, cell.column] is not None
    assert seen == len(wanted) > 1_500
    assert formulas.calculation.fullCalcOnLoad


def test_nothing_but_the_sheets_differs_from_what_openpyxl_writes(book: Made, content: bytes) -> None:
    plain = io.BytesIO()
    book.workbook.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
        assert before.namelist() == after.namelist()
        assert after.testzip() is None
        same = [name for name in before.namelist() if "worksheets/sheet" not in name and "core.xml" not in name]
        assert all(before.read(name) == after.read(name) for name in same)
        sheets = [after.read(name).decode() for name in after.namelist() if re.search(r"sheets/sheet\d+\.xml", name)]
    assert not any(re.search(r"</f><v ?/>|</f><v></v>", sheet) for sheet in sheets)


def test_pandas_reads_results_of_what_the_program_exports() -> None:
    content, _ = working_file(ONE, NOBODY, TODAY)
    summary = pd.read_excel(io.BytesIO(content), sheet_name="Summary", header=3, index_col=0)
    check = pd.read_excel(io.BytesIO(content), sheet_name="Check", header=None)
    figures = summary["Debt advice"]
    assert figures["Net present value"] == pytest.approx(figures["Benefits"] - figures["Programme cost"], rel=1e-9)
    assert figures["Programme cost"] > 1_000_000
    assert str(check.iloc[1, 0]).startswith("Yes: all ")
    assert pd.read_excel(io.BytesIO(content), sheet_name="Run record", header=None).shape[0] > 3


def test_a_formula_that_finds_no_place_for_its_value_is_refused() -> None:
    odd: Any = sheet_of()
    odd["Data"]["A3"] = ArrayFormula("A3", "=A1:B1*2")
    with pytest.raises(ValueError, match="is not defined"):
        workbook_file(odd)


def test_values_go_to_the_sheet_of_their_formula() -> None:
    book = sheet_of(A3="=A1*2")
    more: Any = book.create_sheet("More & more", 0)
    more["A3"] = '=Data!A1&" & <b>"'
    values: Any = load_workbook(io.BytesIO(workbook_file(book)), data_only=True)
    assert (values["Data"]["A3"].value, values["More & more"]["A3"].value) == (4, "2 & <b>")
