"""The sheets of rules: prices, discount factors and perspectives, each chosen by a setting on *Inputs*."""

from __future__ import annotations

from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from roi_model.engine.discounting import discount_rate, schedule, schedule_names
from roi_model.engine.sector import PERSPECTIVES, Sector
from roi_model.inputs.price import is_forecast, link, price_index, price_years
from roi_model.outputs.workbook.input_sheet import Group, InputKey, defined_name
from roi_model.outputs.workbook.sheet import (
    FACTOR,
    SHARE,
    WHOLE,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    span,
    write_table,
)

PRICES, DISCOUNTING, PERSPECTIVE_SHEET = "Prices", "Discounting", "Perspectives"
HEADER_ROW = 5
FIRST_ROW = HEADER_ROW + 1
PRICE_YEAR, SCHEDULE, PERSPECTIVE = (
    defined_name(InputKey(Group.SETTINGS, name)) for name in ("price_year", "schedule", "perspective")
)


def define(workbook: Workbook, name: str, where: str) -> None:
    """Give cells a name that formulas of any sheet may use."""
    workbook.defined_names[name] = DefinedName(name, attr_text=where)


def write_prices(workbook: Workbook) -> None:
    """Write the GDP deflator, and the index of the price year in use."""
    lines = [
        "The GDP deflator. The index of a financial year is the published one × the link to calendar years,",
        "which sets calendar 2024 against one quarter of 2023-24 and three quarters of 2024-25.",
    ]
    sheet = add_sheet(
        workbook, PRICES, "Prices: the index that brings money of one year to the prices of another", lines
    )
    years = price_years()
    last = FIRST_ROW + len(years) - 1
    first, second, calendar = (FIRST_ROW + years.index(year) for year in ("2023-24", "2024-25", "2024"))
    linked = f"$C${calendar}/(($C${first}+3*$C${second})/4)"
    define(workbook, "prices.year", span(PRICES, 1, (FIRST_ROW, last)))
    define(workbook, "prices.index", span(PRICES, 4, (FIRST_ROW, last)))
    rows: list[list[Value]] = []
    for row, year in enumerate(years, FIRST_ROW):
        is_financial = "-" in year
        published = price_index(year) / link() if is_financial else price_index(year)
        index = Formula(f"C{row}*{linked}" if is_financial else f"C{row}")
        series = "Financial years" if is_financial else "Calendar years"
        rows.append([year, series, round(published, 4), index, "Forecast" if is_forecast(year) else "Published"])
    headings = [
        Heading("Price year", 14),
        Heading("Series", 17),
        Heading("Published index", 16, SHARE),
        Heading("Index used", 14, SHARE),
        Heading("Status", 12),
    ]
    write_table(sheet, "prices", headings, rows, HEADER_ROW)


def uprating_formula(price_year_cell: str) -> Formula:
    """Return the factor from a price year to the one in use."""
    return Formula(f"{_index(PRICE_YEAR)}/{_index(price_year_cell)}")


def _index(price_year: str) -> str:
    return f'INDEX(prices.index,MATCH({price_year}&"",prices.year,0))'


def write_discounting(workbook: Workbook, years: int) -> None:
    """Write the rates of every schedule by year, and the factors of the one in use."""
    lines = [
        "Rates a year by schedule, for money and for health. The schedule in use is a setting on the Inputs sheet.",
        "The factor of the first year is 1, and that of any later year is that of the year before ÷ (1 + rate).",
    ]
    sheet = add_sheet(
        workbook, DISCOUNTING, "Discounting: what £1, or a year of health, of each year is worth today", lines
    )
    names = schedule_names()
    kinds = {f"{name}, {kind}": name for kind in ("money", "health") for name in names}
    last = FIRST_ROW + years - 1
    columns = len(kinds) + 2  # first of the two rates in use, after the year and the rates
    headings = [
        Heading("Years since the start", 12, WHOLE),
        *(Heading(name, 16, FACTOR) for name in kinds),
        *(
            Heading(text, 14, FACTOR)
            for text in ("Rate used, money", "Rate used, health", "Factor, money", "Factor, health")
        ),
    ]
    rows: list[list[Value]] = []
    for year in range(years):
        row = FIRST_ROW + year
        rates = [discount_rate(schedule(name).money, year) for name in names]
        rates += [discount_rate(schedule(name).qalys, year) for name in names]
        rows.append([year, *rates, *_in_use(row, len(kinds), columns)])
    write_table(sheet, "discounting", headings, rows, HEADER_ROW)
    define(workbook, "discount.money", span(DISCOUNTING, columns + 2, (FIRST_ROW, last)))
    define(workbook, "discount.health", span(DISCOUNTING, columns + 3, (FIRST_ROW, last)))


def _in_use(row: int, kinds: int, column: int) -> list[Value]:
    """Return two rates looked up under the schedule's name, and two factors."""
    letters = [address(DISCOUNTING, column + number, row).split("$")[1] for number in range(4)]
    end = address(DISCOUNTING, kinds + 1, row).split("$")[1]
    rates = [
        Formula(f'INDEX($B{row}:${end}{row},MATCH({SCHEDULE}&", {kind}",$B${HEADER_ROW}:${end}${HEADER_ROW},0))')
        for kind in ("money", "health")
    ]
    if row == FIRST_ROW:
        return [*rates, 1, 1]
    factors = [Formula(f"{letters[2 + number]}{row - 1}/(1+{letters[number]}{row})") for number in range(2)]
    return [*rates, *factors]


def write_perspectives(workbook: Workbook) -> None:
    """Write whose money each perspective counts, and what the one in use counts."""
    lines = [
        "1 where a perspective counts the costs and benefits of a sector. Which is in use is set on Inputs.",
        "Transfers between sectors count unless all sectors do, for then they cancel.",
    ]
    sheet = add_sheet(workbook, PERSPECTIVE_SHEET, "Perspectives: whose costs and benefits count", lines)
    last_letter = address(PERSPECTIVE_SHEET, len(PERSPECTIVES) + 1, 1).split("$")[1]
    header = f"$B${HEADER_ROW}:${last_letter}${HEADER_ROW}"
    flags = {sector.value: [int(sector in counted) for counted in PERSPECTIVES.values()] for sector in Sector}
    flags["transfers"] = [int(set(counted) != set(Sector)) for counted in PERSPECTIVES.values()]
    rows: list[list[Value]] = []
    for row, (name, counts) in enumerate(flags.items(), FIRST_ROW):
        used = Formula(f"INDEX($B{row}:${last_letter}{row},MATCH({PERSPECTIVE},{header},0))")
        label = "Transfers between sectors" if name == "transfers" else Sector(name).label
        rows.append([label, *counts, used])
        define(workbook, f"counts.{name}", address(PERSPECTIVE_SHEET, len(counts) + 2, row))
    headings = [
        Heading("Sector", 24),
        *(Heading(name, len(name) + 4, WHOLE) for name in PERSPECTIVES),
        Heading("In use", 10, WHOLE),
    ]
    write_table(sheet, "perspectives", headings, rows, HEADER_ROW)
