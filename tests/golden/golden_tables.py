"""The base case of each intervention as text, so that every change of a result shows as a change of a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import numpy as np

from roi_model.analysis.measures import View, benefits, costs
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.line import Flow
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017

AREAS = ("England", "Leeds")
PRESETS = (EVIDENCE, PHE_2017)
DIGITS = 6
COMMAND = "python tests/golden/regenerate.py"


def golden_path(name: str) -> Path:
    """Where an intervention's file stands."""
    return Path(__file__).parent / f"{name}.csv"


def golden_text(name: str) -> str:
    """An intervention's file: a row for each line, sector and kind, with its years, total and discounted total.

    Two societal rows end each block: net present value and return per £1, discounted.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    years = build_case(name, find_area(["England"])).description.published.horizon
    headings = ["area", "preset", "flow", "line", "sector", "kind", "unit"]
    writer.writerow([*headings, *(f"year {year}" for year in range(years)), "total", "discounted"])
    for area in AREAS:
        for preset in PRESETS:
            case = build_case(name, find_area([area]), preset)
            results = evaluate(case, Analysis(draws=2), (years,))
            writer.writerows([area, preset, *row] for row in [*sorted(_lines(results)), *_totals(results)])
    return stream.getvalue()


def _lines(results: Results) -> Iterator[list[str]]:
    for number, line in enumerate(results.lines):
        totals = results.base[number]
        discounted = "" if line.flow is Flow.QUANTITY else short(totals.discounted.item())
        yield [
            line.flow.value,
            line.label,
            line.sector.value if line.sector else "",
            line.kind.value if line.kind else "",
            line.unit,
            *map(short, results.base_yearly[number]),
            short(totals.undiscounted.item()),
            discounted,
        ]


def _totals(results: Results) -> Iterator[list[str]]:
    benefit, cost = benefits(results, View()).base.item(), costs(results, View()).base.item()
    blank = [""] * (results.base_yearly.shape[1] + 1)
    yield ["society", "net present value", "", "", "£", *blank, short(benefit - cost)]
    yield ["society", "return per £1", "", "", "£ per £1", *blank, short(benefit / cost)]


def short(number: float) -> str:
    """A number to six significant digits, without an exponent."""
    return np.format_float_positional(number, precision=DIGITS, fractional=False, trim="-")
