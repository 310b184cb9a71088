"""TV-37: the working workbook, computed by a real spreadsheet program, gives what the engine gives."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from random_formulas import BINARY, NUMBERS, UNARY, built, is_plain, numpy_value
from spreadsheet import MAY_SKIP, REASON, converted
from workbooks import Compared, Made, at, compared_lines, errors, made, value, values, worst

from roi_model.analysis.measures import View, yearly_net
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.request import Request
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.check_sheet import checked_figures
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.expression import formula_text
from roi_model.outputs.workbook.formula import expression_of, name_cells
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column, Group, InputRow, Role, defined_name
from roi_model.outputs.workbook.sheet import address
from roi_model.outputs.workbook.year_sheet import FIRST_YEAR, Measure, year_row
from roi_model.outputs.workbook.year_sheet import SHEET as YEARS

pytestmark = pytest.mark.skipif(MAY_SKIP, reason=REASON)

TOLERANCE = 1e-9
DRAWS = 20  # only base cases are compared
ALL = Request(areas=("Leeds",), draws=DRAWS)
ASKED: Mapping[str, Request] = {
    "all eight": ALL,
    "evidence, one horizon, other rules": Request(
        areas=("Leeds", "Bradford"),
        preset="evidence",
        horizon=12,
        price_year="2019-20",
        schedule="review-2026",
        perspective="health_and_social_care",
        also_count="qalys",
        payers={"nhs": 0.25, "local_government": 0.75},
        changes={"welfare_payments_per_case": "4801.68@2025-26"},
        draws=DRAWS,
    ),
    "typed figures and other presets": Request(
        population={"adults": 90_000, "residents_16_to_64": 60_000, "people_65_plus": 0, "residents": 110_000},
        presets={"debt_advice": "trial-null", "suicide_prevention": "nuremberg"},
        interventions=("debt_advice", "suicide_prevention", "workplace_stress", "loneliness"),
        also_count="wellbeing",
        payers={"nhs": 1.0, "employers": 0.0},
        perspective="local_government",
        draws=DRAWS,
    ),
    "one intervention, its cost split by year": Request(
        areas=("Cornwall",),
        interventions=("loneliness",),
        splits=("loneliness=nhs:40%/20%,local_government:60%/80%",),
        changes={"success_retention": 1, "dementia_survival": 0},
        schedule="undiscounted",
        draws=DRAWS,
    ),
}
TEN = "ten inputs changed"
RULES = "rules changed in the file"
POOL = "shares of the pool changed"
WRONG = "shares that do not add up"
EXPRESSIONS = "random expressions"
Edits = Mapping[tuple[str, int, int], float | str]  # sheet, row and column to what is typed there


def random_changes(rows: tuple[InputRow, ...], how_many: int) -> dict[int, float]:
    """Return rows of the sheet with other values that the model can take."""
    chance = random.Random(37)
    places = [n for n, row in enumerate(rows) if row.parameters or row.key.group == Group.POPULATION]
    found: dict[int, float] = {}
    for number in sorted(chance.sample(places, how_many)):
        row = rows[number]
        least, most = row.least or 0.0, row.most if row.most is not None else float(row.value) * 2 + 1
        value = min(max(float(row.value) * chance.uniform(0.6, 1.5) + 0.01, least), most)
        value = value if value != row.value else (least + most) / 2
        found[number] = float(round(value) + 1 if row.whole else value)
    return found


def with_changes(request: Request, rows: tuple[InputRow, ...], changed: Mapping[int, float]) -> Request:
    """Return the same changes as a request."""
    people = {rows[n].key.name: value for n, value in changed.items() if rows[n].key.group == Group.POPULATION}
    others = {
        rows[n].key.setting: f"{value!r}@{rows[n].price_year}" if rows[n].is_money else value
        for n, value in changed.items()
        if rows[n].parameters
    }
    return request.changed(population=people, changes=others)


@pytest.fixture(scope="module")
def originals() -> dict[str, Made]:
    return {name: made(request) for name, request in ASKED.items()}


@pytest.fixture(scope="module")
def computed(originals: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """Every workbook as the spreadsheet program computes it, the edited ones among them; one start for all."""
    folder = tmp_path_factory.mktemp("books")
    names = [*ASKED, TEN, RULES, POOL, WRONG, EXPRESSIONS]
    files = [folder / f"{number}.xlsx" for number in range(len(names))]
    for file, each in zip(files, originals.values(), strict=False):
        each.workbook.save(file)
    rows, whole = request_rows(ALL), originals["all eight"].workbook
    edits = {TEN: inputs_at(random_changes(rows, 10)), RULES: inputs_at(changed_rules(rows))}
    edits |= {POOL: pool_at(0.5), WRONG: pool_at(0.6)}
    for name, changes in edits.items():
        save_edited(whole, changes, files[names.index(name)])
    expressions().save(files[names.index(EXPRESSIONS)])
    return {name: values(file) for name, file in zip(names, converted(files, "xlsx", folder), strict=True)}


def inputs_at(changes: Mapping[int, float | str]) -> Edits:
    """Return cells of *Inputs* with what is typed into them."""
    return {(SHEET, FIRST_ROW + number, Column.VALUE): typed for number, typed in changes.items()}


def pool_at(share: float) -> Edits:
    """Return cells of *Pool* with the NHS and employers alone paying, each the same share of everything."""
    paying = {Sector.NHS, Sector.EMPLOYERS}
    return {("Pool", 6 + n, 3): share if sector in paying else 0 for n, sector in enumerate(Sector)}


def save_edited(book: Workbook, edits: Edits, file: Path) -> None:
    """Save a workbook with other values in some cells, and put the old ones back."""
    sheets: Any = book
    before = {place: value(book, *place) for place in edits}
    for changes in (edits, before):
        for (sheet, row, column), typed in changes.items():
            sheets[sheet].cell(row, column).value = typed
        if changes is edits:
            book.save(file)


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


def changed_rules(rows: tuple[InputRow, ...]) -> dict[int, float | str]:
    """Return other settings, another horizon for all, and another share of who pays for suicide prevention."""
    wanted: dict[str, float | str] = {
        "settings.price_year": "2015",
        "settings.schedule": "green-book-2026-lower",
        "settings.perspective": "public_sector",
        "payers.suicide_prevention.nhs": 0.3,
        "payers.suicide_prevention.local_government": 0.7,
    }
    found = {n: wanted[str(row.key)] for n, row in enumerate(rows) if str(row.key) in wanted}
    assert len(found) == len(wanted)
    return found | {n: 8.0 for n, row in enumerate(rows) if row.key.group == Group.HORIZON}


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
    for number, tree in enumerate(trees, 1):
        found = value(computed[EXPRESSIONS], "Formulas", number, 1)
        assert found == pytest.approx(numpy_value(tree), rel=1e-9, abs=1e-9), formula_of(tree)


def test_every_input_that_may_be_changed_is_one_of_the_names_that_formulas_use(originals: dict[str, Made]) -> None:
    book = originals["all eight"].workbook
    rows = [row for row in request_rows(ALL) if row.role is Role.INPUT]
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    texts = "\n".join(str(cell.value) for cell in cells if cell.data_type == "f")
    unused = [str(row.key) for row in rows if defined_name(row.key) not in texts]
    assert unused == ["suicide_prevention.intangible_per_suicide"]  # a value of wellbeing, which is not counted here
    assert address(SHEET, Column.VALUE_USED, FIRST_ROW) == book.defined_names["settings.price_year"].attr_text
