"""Lines by year: how far each partner is ahead or behind, with what is likely."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from roi_model.outputs.charts.chart import Chart, Filled
from roi_model.outputs.charts.style import INK, LINE, SECTOR_COLOURS, pound_axis, styled
from roi_model.outputs.figure_words import listed
from roi_model.outputs.words import pounds, years

if TYPE_CHECKING:
    import altair as alt

    from roi_model.outputs.charts.style import Drawing

PANEL = (196, 130)  # points of width and height of one partner's panel in a file
PANELS_ACROSS = 3
COLOURS = {sector.label: colour for sector, colour in SECTOR_COLOURS.items()}
DEFINITION = (
    "What a partner has gained so far less what it has paid so far, at the end of each year. The line is the mean of "
    "the draws, the band holds 95% of them. Above £0 the partner is in credit."
)
EVERY_YEAR, AT_THE_END, LEVEL = "every_year", "at_the_end", "level"  # what is drawn, by its name in a drawing
OWN_SCALES = "Each panel has its own scale."


def partner_chart(table: pd.DataFrame, partner: str) -> Chart:
    """Draw one partner's cumulative net by year.

    Parameters
    ----------
    table
        Columns partner (a sector as a reader sees it, or "Society"), year (from 1), mean, low, high: in £, cumulative.
    partner
        Which one.
    """
    own = table[table["partner"] == partner].sort_values("year")
    datasets = {name: rows.to_dict("records") for name, rows in _drawn(own).items()}
    title = f"{partner}: gained less paid, so far"
    drawing = Filled(_template(partner, int(own["year"].max())), datasets)
    return Chart(title, DEFINITION, _sentence(own, partner), _shown(own), drawing)


def positions_chart(table: pd.DataFrame, place: str) -> Chart:
    """Draw the cumulative net of every partner by year, a panel each, for a file.

    Parameters
    ----------
    table
        As for `partner_chart`.
    place
        The name of the area.
    """
    import altair as alt  # noqa: PLC0415 - slow to load

    partners = list(dict.fromkeys(table["partner"]))
    panels = [
        _panel(partner, int(own["year"].max()), _drawn(own)).properties(
            width=PANEL[0], height=PANEL[1], title=alt.TitleParams(partner, anchor="start", fontSize=12)
        )
        for partner, own in ((partner, table[table["partner"] == partner]) for partner in partners)
    ]
    title = f"{place}: who is ahead, and when"
    drawing = alt.concat(*panels, columns=PANELS_ACROSS, spacing=22)
    return Chart(title, f"{DEFINITION} {OWN_SCALES}", _who_is_ahead(table), _shown(table), styled(drawing))


@lru_cache(maxsize=64)
def _template(partner: str, last: int) -> dict[str, Any]:
    """Return one partner's drawing as Vega-Lite, without its figures."""
    import altair as alt  # noqa: PLC0415 - slow to load

    named = {name: alt.NamedData(name) for name in (EVERY_YEAR, AT_THE_END, LEVEL)}
    return styled(
        _panel(partner, last, named).properties(width=PANEL[0] * PANELS_ACROSS, height=PANEL[1] + 60)
    ).to_dict()


def _drawn(own: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows that are drawn of one partner, by the name of their data."""
    data = own.assign(written=[pounds(amount) for amount in own["mean"]])
    ends = data["year"] == data["year"].max()
    return {EVERY_YEAR: data, AT_THE_END: data[ends], LEVEL: pd.DataFrame({"y": [0.0]})}


def _panel(partner: str, last: int, data: Mapping[str, pd.DataFrame] | Mapping[str, alt.NamedData]) -> Drawing:
    import altair as alt  # noqa: PLC0415 - slow to load

    colour = COLOURS.get(partner, INK)
    x = alt.X(
        "year:Q",
        axis=alt.Axis(title="Year", grid=False, format="d", values=_ticks(last), labelFlush=False),
        scale=alt.Scale(domain=[1, last if last > 1 else 2], nice=False, padding=14),
    )
    base = alt.Chart(data[EVERY_YEAR])
    band = base.mark_area(opacity=0.22, color=colour).encode(x=x, y=alt.Y("low:Q", axis=pound_axis()), y2="high:Q")
    line = base.mark_line(color=colour, strokeWidth=2.5).encode(x=x, y="mean:Q")
    points = base.mark_point(color=colour, filled=True, size=36, opacity=1).encode(
        x=x,
        y="mean:Q",
        tooltip=[
            alt.Tooltip("partner:N", title="Partner"),
            alt.Tooltip("year:Q", title="Year"),
            alt.Tooltip("written:N", title="Gained less paid"),
        ],
    )
    zero = alt.Chart(data[LEVEL]).mark_rule(color=LINE).encode(y="y:Q")
    label = (
        alt.Chart(data[AT_THE_END])
        .mark_text(align="right", dy=-10, dx=6, fontSize=12, fontWeight=600)
        .encode(x=x, y="mean:Q", text="written:N")
    )
    return alt.layer(band, zero, line, points, label)


def _ticks(last: int) -> list[int]:
    return list(range(1, last + 1)) if last <= 5 else sorted({1, *range(5, last + 1, 5 if last <= 30 else 10), last})


def _sentence(own: pd.DataFrame, partner: str) -> str:
    """Say when the partner is ahead for good, and by how much in the end."""
    last, behind = own.iloc[-1], own[own["mean"] < 0]
    over = years(int(last["year"]))
    spread = f"between {pounds(last['low'])} and {pounds(last['high'])}"
    if last["mean"] < 0:
        return f"{partner}: {pounds(-last['mean'])} behind after {over}, on average. 95% of the draws lie {spread}."
    since = "from year 1" if behind.empty else f"from year {int(behind['year'].max()) + 1}"
    state = "level" if last["mean"] == 0 else f"{pounds(last['mean'])} ahead"
    return f"{partner}: {state} after {over}, on average. It is not behind {since} on. 95% of the draws lie {spread}."


def _who_is_ahead(table: pd.DataFrame) -> str:
    last = table[table["year"] == table["year"].max()].to_dict("records")
    ahead = [f"{row['partner']} {pounds(row['mean'])}" for row in last if row["mean"] > 0]
    behind = [f"{row['partner']} {pounds(-row['mean'])}" for row in last if row["mean"] < 0]
    said = [f"{word}: {listed(names, 'and')}" for word, names in (("ahead", ahead), ("behind", behind)) if names]
    return f"After {years(int(table['year'].max()))}, on average, {'; '.join(said) or 'nobody is ahead or behind'}."


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Partner": table["partner"],
            "By end of year": table["year"],
            "Gained less paid": [pounds(amount) for amount in table["mean"]],
            "95% of draws from": [pounds(amount) for amount in table["low"]],
            "to": [pounds(amount) for amount in table["high"]],
        }
    ).reset_index(drop=True)
