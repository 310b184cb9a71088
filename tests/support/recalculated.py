"""Workbooks for a spreadsheet program to compute: questions of several kinds, and what is typed into some of them."""

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from openpyxl import Workbook
from workbooks import value

from roi_model.analysis.request import Request
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column, Group, InputRow

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


def inputs_at(changes: Mapping[int, float | str]) -> Edits:
    """Return cells of *Inputs* with what is typed into them."""
    return {(SHEET, FIRST_ROW + number, Column.VALUE): typed for number, typed in changes.items()}


def pool_at(share: float) -> Edits:
    """Return cells of *Pool* with the NHS and employers alone paying, each the same share of everything."""
    paying = {Sector.NHS, Sector.EMPLOYERS}
    return {("Pool", 6 + n, 3): share if sector in paying else 0 for n, sector in enumerate(Sector)}


@contextmanager
def edited(book: Workbook, edits: Edits) -> Iterator[Workbook]:
    """Put other values into some cells, and the old ones back afterwards."""
    sheets: Any = book
    before = {place: value(book, *place) for place in edits}
    for (sheet, row, column), typed in edits.items():
        sheets[sheet].cell(row, column).value = typed
    yield book
    for (sheet, row, column), typed in before.items():
        sheets[sheet].cell(row, column).value = typed


def all_edits() -> dict[str, Edits]:
    """Return what is typed into the workbook of all eight, by the name of the case."""
    rows = request_rows(ALL)
    typed = {TEN: inputs_at(random_changes(rows, 10)), RULES: inputs_at(changed_rules(rows))}
    return typed | {POOL: pool_at(0.5), WRONG: pool_at(0.6)}


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
