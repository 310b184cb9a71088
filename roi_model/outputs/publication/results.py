"""The tables of figures of a publication, from the headlines to each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from roi_model.analysis.answer import Answer
from roi_model.analysis.comparison import Figures
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import (
    View,
    benefits,
    chance_in_credit,
    costs,
    net_present_value,
    return_per_pound,
    touched_sectors,
    yearly_net,
)
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow
from roi_model.outputs.publication.notes import (
    CASH,
    CHANCE,
    ERROR,
    INTERVAL,
    PAYBACK,
    PRESENT_VALUE,
    PRESET,
    RETURN,
    SECTORS,
    marked,
)
from roi_model.outputs.publication.published_table import Kind, PublishedColumn, PublishedTable, Value

NAME = PublishedColumn("Intervention", width=38)
PLACE = PublishedColumn("Place", width=24)
YEARS = PublishedColumn("Years counted", Kind.YEAR, 10)


def result_tables(answer: Answer) -> tuple[PublishedTable, ...]:
    """Return the tables of figures, in the order of the worksheets."""
    return (
        headline_table(answer),
        return_table(answer),
        certainty_table(answer),
        sector_table(answer),
        year_table(answer),
        people_table(answer),
    )


def headline_table(answer: Answer) -> PublishedTable:
    """Return people, costs, benefits and payback of each intervention."""
    columns = (
        PublishedColumn("People reached", Kind.COUNT),
        PublishedColumn(marked("Programme cost, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn(marked("Benefits, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn(marked("Cash benefits, £", CASH), Kind.POUNDS),
        PublishedColumn(marked("Net present value, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn("Net, not discounted, £", Kind.POUNDS),
        PublishedColumn(marked("Pays back in year", PAYBACK), Kind.YEAR, 20),
    )
    rows = [
        (
            f.people.mean,
            f.cost.mean,
            f.benefit.mean,
            f.benefit_cash.mean,
            f.net_present_value.mean,
            f.net_undiscounted.mean,
            f"not in {f.horizon} years" if f.payback is None else f.payback,
        )
        for f in _figures(answer)
    ]
    return _by_intervention(
        answer, "Headline results", f"{answer.place}: what each programme costs and brings", columns, rows
    )


def return_table(answer: Answer) -> PublishedTable:
    """Return the return per £1 of each intervention: all value beside cash only, and the evidence preset."""
    columns = (
        PublishedColumn(marked("Return per £1, £", RETURN), Kind.RATIO),
        PublishedColumn(marked("Low, £", INTERVAL), Kind.RATIO, 12),
        PublishedColumn(marked("High, £", INTERVAL), Kind.RATIO, 12),
        PublishedColumn("Base case, £", Kind.RATIO, 12),
        PublishedColumn(marked("Cash only, £", CASH), Kind.RATIO, 12),
        PublishedColumn(marked("Evidence preset, £", PRESET), Kind.RATIO, 16),
        PublishedColumn(marked("Preset", PRESET), width=14),
    )
    rows = [
        (
            *_spread(row.figures.return_per_pound),
            None if row.figures.return_per_pound is None else row.figures.return_per_pound.base,
            _mean(row.figures.return_cash),
            _mean(row.evidence_return),
            row.figures.case.parameters.preset,
        )
        for row in answer.rows
    ]
    return _by_intervention(answer, "Return per £1", f"{answer.place}: what comes back for each £1", columns, rows)


def certainty_table(answer: Answer) -> PublishedTable:
    """Return how sure each figure is: interval, Monte Carlo error, chance."""
    columns = (
        PublishedColumn(marked("Net present value, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn(marked("Low, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("High, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("Error of the mean, £", ERROR), Kind.POUNDS),
        PublishedColumn("Error of the return per £1, £", Kind.FINE),
        PublishedColumn(marked("Chance that benefits exceed costs", CHANCE), Kind.CHANCE, 18),
        PublishedColumn(marked("Chance that cash exceeds costs", CHANCE), Kind.CHANCE, 18),
    )
    rows = [
        (
            *_spread(f.net_present_value),
            f.net_present_value.error,
            None if f.return_per_pound is None else f.return_per_pound.error,
            f.chance.probability,
            f.chance_cash.probability,
        )
        for f in _figures(answer)
    ]
    return _by_intervention(answer, "How sure", f"{answer.place}: how sure the figures are", columns, rows)


def sector_table(answer: Answer) -> PublishedTable:
    """Return what each sector pays and gains, a row for each intervention and sector."""
    columns = (
        PublishedColumn("Sector", width=20),
        PublishedColumn(marked("Pays, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn(marked("Gains, cash, £", CASH), Kind.POUNDS),
        PublishedColumn("Gains, all, £", Kind.POUNDS),
        PublishedColumn("Net, £", Kind.POUNDS),
        PublishedColumn(marked("Low, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("High, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("Return per £1 of the whole cost, £", SECTORS), Kind.RATIO, 18),
        PublishedColumn(marked("Chance of being in credit", CHANCE), Kind.CHANCE, 16),
    )
    rows: list[tuple[Value, ...]] = [
        (*_whose(answer, results), row.figures.horizon, *cells)
        for row, results in zip(answer.rows, answer.results, strict=True)
        for cells in _sector_cells(row.figures, results)
    ]
    return PublishedTable(
        "By sector", f"{answer.place}: who pays and who gains", (*_names(answer), YEARS, *columns), tuple(rows)
    )


def _sector_cells(figures: Figures, results: Results) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each sector that pays or gains, and one for all of them."""
    for sector in touched_sectors(results):
        chance = figures.chance_of_sector[sector]
        yield sector.label, *_position(results, View((sector,))), _mean(figures.to_sector[sector]), chance.probability
    everyone = View()
    returned, chance = return_per_pound(results, everyone, 0), chance_in_credit(results, everyone, 0)
    yield "All sectors", *_position(results, everyone), _mean(returned), chance.probability


def _position(results: Results, view: View) -> tuple[Value, ...]:
    """Return what a partner pays, gains in cash and in all, and its net with interval."""
    parts = (costs(results, view), benefits(results, view.cash), benefits(results, view))
    means = (float(part.draws[:, 0].mean()) for part in parts)
    return (*means, *_spread(net_present_value(results, view, 0)))


def year_table(answer: Answer) -> PublishedTable:
    """Return costs, benefits and net by year, a row for each intervention and year."""
    columns = (
        PublishedColumn("Year", Kind.YEAR, 8),
        PublishedColumn("Programme cost, not discounted, £", Kind.POUNDS),
        PublishedColumn("Benefits, not discounted, £", Kind.POUNDS),
        PublishedColumn(marked("Cash benefits, not discounted, £", CASH), Kind.POUNDS),
        PublishedColumn("Net, not discounted, £", Kind.POUNDS),
        PublishedColumn("Cumulative net, not discounted, £", Kind.POUNDS),
        PublishedColumn(marked("Cumulative net present value, £", PRESENT_VALUE), Kind.POUNDS),
    )
    rows: list[tuple[Value, ...]] = [
        (*_whose(answer, results), year + 1, *cells)
        for results in answer.results
        for year, cells in enumerate(_yearly(results))
    ]
    return PublishedTable(
        "By year", f"{answer.place}: costs and benefits year by year", (*_names(answer), *columns), tuple(rows)
    )


def _yearly(results: Results) -> Iterator[tuple[float, ...]]:
    """Yield the amounts of each year under the perspective of the analysis; means of the draws."""
    view = View(results.analysis.sectors)
    spent = _flow(results, view, Flow.COST)
    gained = yearly_net(results, view.undiscounted) + spent
    cash = yearly_net(results, view.cash.undiscounted) + spent
    net = gained - spent
    rows = np.stack([spent, gained, cash, net, np.cumsum(net), np.cumsum(yearly_net(results, view))])
    yield from (tuple(map(float, column)) for column in rows.T)


def _flow(results: Results, view: View, flow: Flow) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    chosen = [number for number, line in enumerate(results.lines) if line.flow is flow and view.counts(line)]
    return results.mean_yearly[chosen].sum(axis=0)


def people_table(answer: Answer) -> PublishedTable:
    """Return people, cases and health of each intervention over its horizon."""
    columns = (
        PublishedColumn("What is counted", width=44),
        PublishedColumn("Unit", width=18),
        PublishedColumn("Mean of draws", Kind.COUNT),
        PublishedColumn("Base case", Kind.COUNT),
    )
    rows: list[tuple[Value, ...]] = [
        (*_whose(answer, results), results.horizons[0], line.label, line.unit, mean, base)
        for results in answer.results
        for number, line in enumerate(results.lines)
        if line.flow in {Flow.QUANTITY, Flow.QALY}
        for mean, base in [
            (float(results.simulated[number].undiscounted[:, 0].mean()), float(results.base[number].undiscounted[0, 0]))
        ]
    ]
    title = f"{answer.place}: people, cases and health over the years counted, not discounted"
    return PublishedTable("People and cases", title, (*_names(answer), YEARS, *columns), tuple(rows))


def _by_intervention(
    answer: Answer,
    sheet: str,
    title: str,
    columns: tuple[PublishedColumn, ...],
    cells: Sequence[tuple[Value, ...]],
) -> PublishedTable:
    rows = tuple(
        (*_whose(answer, results), results.horizons[0], *own)
        for results, own in zip(answer.results, cells, strict=True)
    )
    return PublishedTable(sheet, title, (*_names(answer), YEARS, *columns), rows)


def _names(answer: Answer) -> tuple[PublishedColumn, ...]:
    return (NAME, PLACE) if len(answer.areas) > 1 else (NAME,)


def _whose(answer: Answer, results: Results) -> tuple[str, ...]:
    case = results.case
    return (case.intervention.title, case.area.name) if len(answer.areas) > 1 else (case.intervention.title,)


def _figures(answer: Answer) -> list[Figures]:
    return [row.figures for row in answer.rows]


def _spread(figure: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if figure is None else (figure.mean, figure.low, figure.high)


def _mean(figure: Estimate | None) -> float | None:
    return None if figure is None else figure.mean
