"""The charts of a plan as files: pictures to put into a paper, and their words."""

from __future__ import annotations

from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.request import Request
from roi_model.outputs.business_case.figures import CaseFigures, case_figures
from roi_model.outputs.charts.benefits import benefits_by_sector, benefits_chart
from roi_model.outputs.charts.chart import Chart, png, svg
from roi_model.outputs.charts.distribution import distribution_chart
from roi_model.outputs.charts.positions import positions_chart
from roi_model.outputs.charts.tornado import tornado_chart
from roi_model.outputs.position_words import cumulative_table

WORDS_FILE = "charts-in-words.txt"


def plan_charts(case: CaseFigures) -> dict[str, Chart]:
    """Return every chart of a plan, by the name its files have.

    Parameters
    ----------
    case
        The figures of the plan. Where nothing is paid or gained, what cannot be drawn is left out.
    """
    place, last = case.request.area().name, len(case.package.horizons) - 1
    table = benefits_by_sector(case.package.members, last)
    if table.empty:
        return {}
    name = case.cases[0].intervention.title if len(case.cases) == 1 else "The whole plan"
    net = case.whole.net_present_value
    return {
        "benefits-by-sector": benefits_chart(table, place),
        "benefits-for-each-pound": benefits_chart(table, place, per_pound=True),
        "positions-by-year": positions_chart(cumulative_table(case.positions, Basis.ECONOMIC), place),
        "net-present-value": distribution_chart(f"{name}, {place}", case.output, net, case.net_draws),
        **{
            f"what-moves-{result.case.intervention.name.replace('_', '-')}": tornado_chart(result, place)
            for result in case.tornados()
        },
    }


def chart_files(request: Request) -> dict[str, bytes]:
    """Return every chart of a request's plan as PNG and as SVG, and a text file with their words.

    Raises
    ------
    InputError
        When the request cannot be answered.
    """
    charts = plan_charts(case_figures(request))
    files = {f"{name}.png": png(chart) for name, chart in charts.items()}
    files |= {f"{name}.svg": svg(chart).encode() for name, chart in charts.items()}
    return {**files, WORDS_FILE: in_words(charts).encode()}


def in_words(charts: dict[str, Chart]) -> str:
    """Return what each chart shows, for those who do not see it and for alternative texts."""
    if not charts:
        return "Nothing is paid and nothing comes back, so there is nothing to draw.\n"
    return "\n".join(
        f"{name}\n{chart.title}\n{chart.sentence}\n{chart.definition}\n\n{chart.table.to_string(index=False)}\n"
        for name, chart in charts.items()
    )
