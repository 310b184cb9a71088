"""The tables that ``roi-model run`` prints."""

from __future__ import annotations

import numpy as np
from rich.console import Console

from roi_model.analysis.comparison import Row
from roi_model.analysis.measures import (
    View,
    benefits,
    chance_in_credit,
    costs,
    net_present_value,
    touched_sectors,
    yearly_net,
)
from roi_model.cli.console import Column, text_column, write_table
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow
from roi_model.outputs.figure_rows import HEADINGS, figure_rows
from roi_model.outputs.words import chance_in_words, count, pounds, pounds_interval, years

FLOW_TITLES = {
    Flow.QUANTITY: "People and cases",
    Flow.COST: "Programme costs",
    Flow.BENEFIT: "Benefits",
    Flow.TRANSFER: "Transfers, which the societal total leaves out",
    Flow.QALY: "QALYs",
}


def write_headlines(out: Console, row: Row) -> None:
    """Write the figures of the intervention, each with its interval and base case."""
    figures = row.figures
    title = f"{figures.case.intervention.title}, {figures.case.area.name}: over {years(figures.horizon)}"
    write_table(out, title, [text_column(""), *map(Column, HEADINGS)], figure_rows(row))


def write_lines(out: Console, results: Results) -> None:
    """Write every line by year: means of the draws, not discounted, and the total discounted."""
    for flow, title in FLOW_TITLES.items():
        numbers = [number for number, line in enumerate(results.lines) if line.flow is flow]
        if not numbers or (flow is Flow.TRANSFER and not results.mean_yearly[numbers].any()):
            continue
        busy = np.flatnonzero(results.mean_yearly[numbers].any(axis=0))
        last = int(busy[-1]) + 1 if busy.size else 1
        quiet = f" (nothing after year {last})" if last < results.horizons[0] else ""
        is_money = results.lines[numbers[0]].sector is not None
        total = "Total,\ndiscounted" if is_money else "Total,\nnot discounted"
        names = [text_column("Line"), text_column("Sector, kind" if is_money else "Unit")]
        columns = [*names, *map(Column, year_headings(last)), Column(total)]
        write_table(out, f"{title}{quiet}", columns, [_line_cells(results, number, last) for number in numbers])


def _line_cells(results: Results, number: int, years_shown: int) -> tuple[str, ...]:
    line, totals = results.lines[number], results.simulated[number]
    written = pounds if line.sector else count
    whose = f"{line.sector.label}, {line.kind.value}" if line.sector and line.kind else line.unit
    total = float((totals.discounted if line.sector else totals.undiscounted)[:, 0].mean())
    amounts = results.mean_yearly[number, :years_shown]
    return line.label, whose, *(written(float(amount)) for amount in amounts), written(total)


def year_headings(years_shown: int) -> list[str]:
    """Return the heading of each year; the first year is year 1."""
    return [f"Year {year + 1}" for year in range(years_shown)]


def write_partner_years(out: Console, results: Results) -> None:
    """Write what each sector gains less what it pays, by year: means of the draws, not discounted."""
    positions = {sector.label: yearly_net(results, View((sector,)).undiscounted) for sector in touched_sectors(results)}
    positions["Society"] = yearly_net(results, View().undiscounted)
    columns = [text_column("Sector"), *map(Column, year_headings(results.horizons[0]))]
    rows = [(label, *(pounds(float(amount)) for amount in net)) for label, net in positions.items()]
    write_table(out, "Gains less payments of each sector by year, not discounted", columns, rows)


def write_partners(out: Console, results: Results) -> None:
    """Write what each sector pays and gains, with the chance that it is in credit."""
    rows = [_position(results, sector.label, View((sector,))) for sector in touched_sectors(results)]
    rows.append(_position(results, "Society", View()))
    headings = ("Pays", "Gains,\ncash", "Gains,\nall", "Net", "95% interval of net", "Chance\nin credit")
    title = f"Who pays and who gains over {years(results.horizons[0])}, discounted"
    write_table(out, title, [text_column("Sector"), *map(Column, headings)], rows)


def _position(results: Results, label: str, view: View) -> tuple[str, ...]:
    """Return one partner's row: pays, gains in cash, gains in all, net, interval, chance."""
    flows = (costs(results, view), benefits(results, view.cash), benefits(results, view))
    means = (pounds(float(flow.draws[:, 0].mean())) for flow in flows)
    position = net_present_value(results, view, 0)
    in_credit = chance_in_words(chance_in_credit(results, view, 0))
    return label, *means, pounds(position.mean), pounds_interval(position), in_credit
