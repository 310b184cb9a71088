"""A summary of a sweep's results: a row for each run, with the figures that are read first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from roi_model.outputs.safe_text import csv_text
from roi_model.outputs.sweep.durable_write import write_durably
from roi_model.outputs.sweep.folder import RESULTS
from roi_model.outputs.sweep.identity import csv_line

SUMMARY_CSV, SUMMARY_EXCEL = "summary.csv", "summary.xlsx"
RUN = (
    "scenario", "area", "area_code", "intervention", "preset", "horizon", "perspective", "price_year",
)  # fmt: skip
# Kind, measure and figure in the results: heading of the summary.
FIGURES: dict[tuple[str, str, str], str] = {
    ("all", "people_reached", "mean"): "people_reached",
    ("all", "programme_cost", "mean"): "programme_cost",
    ("all", "benefits", "mean"): "benefits",
    ("cash", "benefits", "mean"): "benefits_cash_only",
    ("all", "benefits_undiscounted", "mean"): "benefits_undiscounted",
    ("all", "net_present_value", "mean"): "net_present_value",
    ("all", "net_present_value", "low"): "net_present_value_low",
    ("all", "net_present_value", "high"): "net_present_value_high",
    ("all", "net_present_value", "standard_error"): "net_present_value_error",
    ("all", "return_per_pound", "mean"): "return_per_pound",
    ("all", "return_per_pound", "low"): "return_per_pound_low",
    ("all", "return_per_pound", "high"): "return_per_pound_high",
    ("all", "return_per_pound", "standard_error"): "return_per_pound_error",
    ("all", "return_per_pound", "base_case"): "return_per_pound_base_case",
    ("cash", "return_per_pound", "mean"): "return_per_pound_cash_only",
    ("all", "chance_benefits_exceed_costs", "mean"): "chance_benefits_exceed_costs",
    ("cash", "chance_benefits_exceed_costs", "mean"): "chance_cash_exceeds_costs",
    ("all", "payback_year", "mean"): "payback_year",
    ("cash", "payback_year", "mean"): "payback_year_cash_only",
}
COLUMNS = (*RUN, *FIGURES.values())
Cell = str | int | float | None


def summary_rows(folder: Path) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the summary in the order of the plan, one file of results at a time.

    A row for each scenario, place, intervention and time horizon, under `COLUMNS`; a figure that is
    not defined is None.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - slow to load, and wanted by sweeps alone
    import pyarrow.parquet as pq  # noqa: PLC0415

    wanted = sorted({figure for _, _, figure in FIGURES})
    for path in sorted((folder / RESULTS).glob("*.parquet")):
        table = pq.read_table(path, columns=[*RUN, "sector", "kind", "measure", *wanted])
        table = table.filter(pc.equal(table["sector"].cast("string"), "all")).drop_columns(["sector"])
        columns = {name: table[name].to_pylist() for name in table.column_names}
        records = zip(
            *(columns[name] for name in RUN), *(columns[n] for n in ("kind", "measure", *wanted)), strict=True
        )
        for run, rows in groupby(records, key=itemgetter(slice(len(RUN)))):
            yield (*run, *_figures(rows, wanted))


def write_summary_csv(folder: Path) -> Path:
    """Write the summary as CSV into the folder of a sweep, and return its path."""

    def lines() -> Iterator[bytes]:
        yield csv_line(COLUMNS)
        for row in summary_rows(folder):
            yield csv_line(csv_text(cell) if isinstance(cell, str) else _written(cell) for cell in row)

    path = folder / SUMMARY_CSV
    write_durably(path, lines())
    return path


def _figures(rows: Iterator[tuple[Any, ...]], wanted: list[str]) -> list[Cell]:
    found = {
        (kind, measure, figure): value
        for *_, kind, measure, in_wanted in ((*row[: len(RUN) + 2], row[len(RUN) + 2 :]) for row in rows)
        for figure, value in zip(wanted, in_wanted, strict=True)
    }
    return [found.get(key) for key in FIGURES]


def _written(cell: Cell) -> str:
    return "" if cell is None else repr(cell)
