"""How every chart looks: colours that colour-blind readers can tell apart, pounds on axes, letters, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roi_model.engine.sector import Sector

if TYPE_CHECKING:
    import altair as alt

    Drawing = alt.LayerChart | alt.FacetChart | alt.ConcatChart

# The eight colours of Okabe and Ito (2008), and grey; a sector has the same one in every chart.
SECTOR_COLOURS: dict[Sector, str] = {
    Sector.NHS: "#0072B2",
    Sector.LOCAL_GOVERNMENT: "#009E73",
    Sector.EDUCATION: "#E69F00",
    Sector.CRIMINAL_JUSTICE: "#000000",
    Sector.EXCHEQUER: "#CC79A7",
    Sector.EMPLOYERS: "#D55E00",
    Sector.VOLUNTARY_SECTOR: "#F0E442",
    Sector.INDIVIDUALS: "#56B4E9",
    Sector.WIDER_SOCIETY: "#999999",
}
BAR, OTHER_BAR = "#0072B2", "#E69F00"  # one series, and a second beside it
QUIET, INK, LINE = "#C9CED6", "#1A1A1A", "#5A6270"  # what stands back, letters, rules
FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
LETTERS = 13
WIDTH = 680  # points, of a picture in a file; a screen sets its own
FILE_LEGEND_COLUMNS = 4  # a phone has room for two

# An axis in the house style: £1.2m, £12,000, £0.50, and a true minus.
SIGN = "(datum.value < 0 ? '−' : '') + '£' + "
PENCE_AXIS = f"{SIGN}format(abs(datum.value), ',.2f')"
POUND_AXIS = (
    f"{SIGN}"
    "(abs(datum.value) >= 1e9 ? format(abs(datum.value) / 1e9, '.3~r') + 'bn' : "
    "abs(datum.value) >= 1e6 ? format(abs(datum.value) / 1e6, '.3~r') + 'm' : "
    "abs(datum.value) >= 10 || datum.value == 0 ? format(abs(datum.value), ',.0f') : "
    "format(abs(datum.value), '.2f'))"
)


def sector_scale(sectors: list[Sector]) -> alt.Scale:
    """Return the colours of some sectors, by the names readers see."""
    import altair as alt  # noqa: PLC0415 - slow to load

    return alt.Scale(domain=[sector.label for sector in sectors], range=[SECTOR_COLOURS[sector] for sector in sectors])


def pound_axis(title: str | None = None, *, ticks: int = 4, pence: bool = False) -> alt.Axis:
    """Return an axis in pounds, or in pounds and pence, with few enough labels for a phone."""
    import altair as alt  # noqa: PLC0415 - slow to load

    return alt.Axis(
        title=title, labelExpr=PENCE_AXIS if pence else POUND_AXIS, tickCount=ticks, labelOverlap=True, labelFlush=True
    )


def styled(drawing: Drawing) -> alt.TopLevelMixin:
    """Give a drawing its letters and lines."""
    return (
        drawing.configure(font=FONT, background="#FFFFFF", padding=8)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            gridColor="#E4E7EB",
            domainColor=LINE,
            tickColor=LINE,
        )
        .configure_legend(
            labelFontSize=12,
            titleFontSize=12,
            labelColor=INK,
            orient="top",
            columns=2,
            title=None,
            symbolType="square",
            labelLimit=260,
        )
        .configure_text(font=FONT, fontSize=LETTERS, color=INK)
        .configure_title(anchor="start", fontSize=15, fontWeight=600, color=INK, offset=10)
    )
