"""TV-37: the working workbook, computed by a real spreadsheet program, gives what the engine gives."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook
from random_formulas import expressions, formula_of, numpy_value, random_trees
from recalculated import (
    ALL,
    ASKED,
    POOL,
    RULES,
    TEN,
    WRONG,
    all_edits,
    edited,
    random_changes,
    with_changes,
)
from spreadsheet import MAY_SKIP, REASON, converted
from workbooks import Compared, Made, at, compared_lines, errors, made, value, values, worst

from roi_model.analysis.measures import View, yearly_net
from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.check_sheet import checked_figures
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column, Role, defined_name
from roi_model.outputs.workbook.sheet import address
from roi_model.outputs.workbook.stored_values import formula_values
from roi_model.outputs.workbook.year_sheet import FIRST_YEAR, Measure, year_row
from roi_model.outputs.workbook.year_sheet import SHEET as YEARS

pytestmark = pytest.mark.skipif(MAY_SKIP, reason=REASON)

TOLERANCE = 1e-9
EXPRESSIONS = "random expressions"


@pytest.fixture(scope="module")
def originals() -> dict[str, Made]:
    return {name: made(request) for name, request in ASKED.items()}


@pytest.fixture(scope="module")
def computed(originals: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """Every workbook as the spreadsheet program computes it, the edited ones among them; one start for all.

    They are saved without values beside the formulas, so that the program has none to go by.
    """
    folder = tmp_path_factory.mktemp("books")
    names = [*ASKED, TEN, RULES, POOL, WRONG, EXPRESSIONS]
    files = [folder / f"{number}.xlsx" for number in range(len(names))]
    for file, each in zip(files, originals.values(), strict=False):
        each.workbook.save(file)
    for name, changes in all_edits().items():
        with edited(originals["all eight"].workbook, changes) as book:
            book.save(files[names.index(name)])
    expressions().save(files[names.index(EXPRESSIONS)])
    return {name: values(file) for name, file in zip(names, converted(files, "xlsx", folder), strict=True)}


def engine_for(name: str, originals: dict[str, Made]) -> tuple[Made, Evaluated]:
    """Return where the formulas stand, and what the engine gives for the same question."""
    if name in originals:
        return originals[name], originals[name].found
    rows = request_rows(ALL)
    changed = {
        TEN: with_changes(ALL, rows, random_changes(rows, 10)),
        RULES: ALL.changed(
            price_year="2015",
            schedule="green-book-2026-lower",
            perspective="public_sector",
            horizon=8,
            splits=("suicide_prevention=nhs:30%,local_government:70%",),
        ),
    }
    return originals["all eight"], evaluated(changed[name])


@pytest.fixture(params=[*ASKED, TEN, RULES])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_cell_shows_an_error(name: str, computed: dict[str, Workbook]) -> None:
    assert errors(computed[name]) == []


def test_TV_37_every_year_and_sum_of_every_line_is_the_engine_s(
    name: str, computed: dict[str, Workbook], originals: dict[str, Made]
) -> None:
    book, found = engine_for(name, originals)
    compared = list(compared_lines(computed[name], book.sheets, found))
    assert len(compared) > 60
    assert worst(compared).difference < TOLERANCE, worst(compared)


def test_TV_37_every_total_of_summary_and_partners_is_the_engine_s(
    name: str, computed: dict[str, Workbook], originals: dict[str, Made]
) -> None:
    book, found = engine_for(name, originals)
    compared, scale = [], 0.0
    for figure in checked_figures(found, book.sheets):
        if "!" not in figure.cell:
            continue  # a sum of names, which the workbook's own check looks at
        cell = at(computed[name], figure.cell)
        if isinstance(figure.engine, str):
            assert cell == figure.engine, figure
        else:
            scale = max(scale, abs(figure.engine))
            compared.append(Compared(figure.what, figure.engine, cell))
    # A net that is nearly 0 is the difference of large sums, so that it is measured against them.
    far = [each for each in compared if each.difference > TOLERANCE]
    assert [each for each in far if abs(each.cell - each.engine) > 1e-15 * scale] == []


def test_TV_22_partners_by_year_are_the_engine_s_yearly_nets(
    name: str, computed: dict[str, Workbook], originals: dict[str, Made]
) -> None:
    _, found = engine_for(name, originals)
    for basis in Basis:
        for partner in Sector:
            view = replace(basis.view, sectors=(partner,))
            engine = [sum(flow) for flow in zip(*_nets(found, view), strict=True)]
            row = year_row(basis, Measure.NET, partner)
            for year, amount in enumerate(engine):
                cell = value(computed[name], YEARS, row, FIRST_YEAR + year)
                assert cell == pytest.approx(amount, rel=TOLERANCE, abs=1e-7), (basis, partner, year)


def _nets(found: Evaluated, view: View) -> Iterator[list[float]]:
    for case, member in zip(found.cases, found.package.members, strict=True):
        flow = yearly_net(member, view, base_case=True)
        yield [float(amount) if year < found.horizon(case) else 0.0 for year, amount in enumerate(flow)]


@pytest.mark.parametrize("case", [*ASKED, TEN, RULES, POOL, WRONG])
def test_the_value_stored_beside_each_formula_is_what_the_program_computes(
    case: str, computed: dict[str, Workbook], originals: dict[str, Made]
) -> None:
    with edited(originals[case if case in ASKED else "all eight"].workbook, all_edits().get(case, {})) as book:
        stored = formula_values(book)
    assert len(stored) > 2_000
    far = [
        (place, mine, theirs)
        for place, mine in stored.items()
        if not agrees(mine, theirs := value(computed[case], *place))
    ]
    assert far == []


def agrees(mine: Any, theirs: Any) -> bool:
    """Whether two values are of one kind and the same, numbers to nine digits; one that is 0 must be 0 in both."""
    if isinstance(mine, bool) or not isinstance(mine, float):
        return type(mine) is type(theirs) and mine == theirs
    return isinstance(theirs, int | float) and abs(mine - theirs) <= TOLERANCE * max(abs(mine), abs(theirs))


@pytest.mark.parametrize("asked", ASKED)
def test_the_check_says_yes_where_nothing_was_changed(asked: str, computed: dict[str, Workbook]) -> None:
    assert at(computed[asked], "Check!A2").startswith("Yes: all ")


def test_the_check_says_that_all_shares_add_up_to_1(name: str, computed: dict[str, Workbook]) -> None:
    assert at(computed[name], "Check!A3") == "All shares of who pays add up to 1."


def test_the_check_says_where_shares_do_not_add_up(computed: dict[str, Workbook]) -> None:
    assert "do not add up to 1" in at(computed[WRONG], "Check!A3")
    assert "must add up to 100%" in at(computed[WRONG], "Pool!A3")


@pytest.mark.parametrize("edited", [TEN, RULES])
def test_the_check_says_that_inputs_were_changed(edited: str, computed: dict[str, Workbook]) -> None:
    sentence = at(computed[edited], "Check!A2")
    assert "inputs were changed since the export" in sentence
    assert int(sentence.split()[0]) >= 10


def test_ten_changes_move_several_interventions(computed: dict[str, Workbook]) -> None:
    before, after = computed["all eight"], computed[TEN]
    moved = {
        column
        for column in range(2, 10)
        for row in range(5, 22)
        if value(before, "Summary", row, column) != value(after, "Summary", row, column)
    }
    assert len(moved) >= 5


@pytest.mark.parametrize("edited", [TEN, RULES])
def test_the_pool_is_who_pays_now_until_a_share_is_typed(edited: str, computed: dict[str, Workbook]) -> None:
    after, before = computed[edited], computed["all eight"]
    now, shares, puts_in = ([value(after, "Pool", row, column) for row in range(6, 15)] for column in (2, 3, 5))
    assert now == shares
    assert now != [value(before, "Pool", row, 2) for row in range(6, 15)]
    paid = [value(after, "By partner", row, after["By partner"].max_column) for row in range(5, 14)]
    assert puts_in == pytest.approx(paid, rel=TOLERANCE)
    assert sum(paid) > 0


def test_a_changed_share_of_the_pool_moves_positions(computed: dict[str, Workbook]) -> None:
    after = computed[POOL]
    everyone = value(after, "Pool", 15, 5)
    row = next(row for row in range(6, 15) if value(after, "Pool", row, 1) == "NHS")
    paid, gains, net = (value(after, "Pool", row, column) for column in (5, 6, 7))
    assert paid == pytest.approx(everyone / 2, rel=1e-12)
    assert net == pytest.approx(gains - everyone / 2, rel=1e-12)
    assert at(after, "Pool!A3") == "The shares add up to 100%."


def test_any_expression_gives_the_spreadsheet_program_s_number(computed: dict[str, Workbook]) -> None:
    trees = random_trees()
    assert len(trees) > 150
    stored = formula_values(expressions())
    for number, tree in enumerate(trees, 1):
        found = value(computed[EXPRESSIONS], "Formulas", number, 1)
        assert agrees(stored["Formulas", number, 1], found), formula_of(tree)
        assert found == pytest.approx(numpy_value(tree), rel=1e-9, abs=1e-9), formula_of(tree)


def test_every_input_that_may_be_changed_is_one_of_the_names_that_formulas_use(originals: dict[str, Made]) -> None:
    book = originals["all eight"].workbook
    rows = [row for row in request_rows(ALL) if row.role is Role.INPUT]
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    texts = "\n".join(str(cell.value) for cell in cells if cell.data_type == "f")
    unused = [str(row.key) for row in rows if defined_name(row.key) not in texts]
    assert unused == ["suicide_prevention.intangible_per_suicide"]  # a value of wellbeing, which is not counted here
    assert address(SHEET, Column.VALUE_USED, FIRST_ROW) == book.defined_names["settings.price_year"].attr_text
