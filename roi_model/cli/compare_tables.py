"""The tables that ``roi-model compare`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from roi_model.analysis.comparison import Row
from roi_model.cli.console import Column, text_column, write_table
from roi_model.engine.sector import Sector
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.words import (
    chance_in_words,
    count,
    pounds,
    pounds_interval,
    ratio_base,
    ratio_interval,
    ratio_mean,
    year_in_words,
    years,
)

NAME = text_column("Intervention")


def write_comparison(out: Console, place: str, rows: Sequence[Row]) -> None:
    """Write what each intervention costs and returns, its return per £1, how sure that is, and who gains."""
    write_table(
        out,
        f"{place}: costs and benefits",
        [NAME, *map(Column, ("Years", "People", "Cost", "Benefits", "Net present\nvalue", "Pays back"))],
        [
            (
                f.case.intervention.title,
                str(f.horizon),
                count(f.people.mean),
                pounds(f.cost.mean),
                pounds(f.benefit.mean),
                pounds(f.net_present_value.mean),
                year_in_words(f.payback, f.horizon),
            )
            for f in (row.figures for row in rows)
        ],
    )
    write_table(
        out,
        f"{place}: return per £1 of programme cost",
        [NAME, *map(Column, ("Return", "95% interval", "Base case", "Cash only", "Evidence\npreset"))],
        [
            (
                row.figures.case.intervention.title,
                f"{ratio_mean(row.figures.return_per_pound)}{OUTSIDE_MARK if is_marked(row.figures.case) else ''}",
                ratio_interval(row.figures.return_per_pound),
                ratio_base(row.figures.return_per_pound),
                ratio_mean(row.figures.return_cash),
                ratio_mean(row.evidence_return),
            )
            for row in rows
        ],
    )
    write_certainty(out, place, rows)
    write_sectors(out, place, rows)


def write_certainty(out: Console, place: str, rows: Sequence[Row]) -> None:
    """Write how sure the figures are: the interval of net present value, and two chances."""
    headings = ("Net present value,\n95% interval", "Chance benefits\nexceed costs", "Chance cash\nexceeds costs")
    write_table(
        out,
        f"{place}: how sure",
        [NAME, *map(Column, headings)],
        [
            (
                row.figures.case.intervention.title,
                pounds_interval(row.figures.net_present_value),
                chance_in_words(row.figures.chance),
                chance_in_words(row.figures.chance_cash),
            )
            for row in rows
        ],
    )


def write_sectors(out: Console, place: str, rows: Sequence[Row]) -> None:
    """Write what comes back to each sector per £1 of the whole programme cost."""
    sectors = [sector for sector in Sector if any(sector in row.figures.to_sector for row in rows)]
    write_table(
        out,
        f"{place}: what comes back per £1 of programme cost, whoever pays it",
        [NAME, *(Column(sector.label.replace(" ", "\n")) for sector in sectors)],
        [(row.figures.case.intervention.title, *_to_sectors(row, sectors)) for row in rows],
    )


def _to_sectors(row: Row, sectors: Sequence[Sector]) -> list[str]:
    returned = row.figures.to_sector
    return [ratio_mean(returned[sector]) if sector in returned else "–" for sector in sectors]


def write_horizons(out: Console, place: str, rows: Sequence[Row]) -> None:
    """Write return per £1 and the chance of being in credit, a column for each time horizon."""
    horizons = sorted({row.figures.horizon for row in rows})
    by_title: dict[str, dict[int, Row]] = {}
    for row in rows:
        by_title.setdefault(row.figures.case.intervention.title, {})[row.figures.horizon] = row
    columns = [NAME, *(Column(years(horizon)) for horizon in horizons)]
    write_table(
        out,
        f"{place}: return per £1 by time horizon (§ the horizon published in 2017)",
        columns,
        [(title, *(_marked_return(found[horizon]) for horizon in horizons)) for title, found in by_title.items()],
    )
    write_table(
        out,
        f"{place}: chance that benefits exceed costs by time horizon",
        columns,
        [
            (title, *(chance_in_words(found[horizon].figures.chance) for horizon in horizons))
            for title, found in by_title.items()
        ],
    )
    write_table(
        out,
        f"{place}: net present value by time horizon",
        columns,
        [
            (title, *(pounds(found[horizon].figures.net_present_value.mean) for horizon in horizons))
            for title, found in by_title.items()
        ],
    )


def _marked_return(row: Row) -> str:
    figures = row.figures
    published = "§" if figures.horizon == figures.case.description.published.horizon else ""
    return f"{ratio_mean(figures.return_per_pound)}{published}{OUTSIDE_MARK if is_marked(figures.case) else ''}"
