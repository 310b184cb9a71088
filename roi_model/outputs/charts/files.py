"""The charts of a plan as files: pictures to put into a paper, and their words."""

from __future__ import annotations

import json
from datetime import date

from roi_model.analysis.answer import answer
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.request import Request
from roi_model.analysis.watching import Watch, silent
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.figures import CaseFigures, case_figures
from roi_model.outputs.changes_in_words import set_by_hand
from roi_model.outputs.charts.benefits import benefits_by_sector, benefits_chart
from roi_model.outputs.charts.chart import Chart, png, svg
from roi_model.outputs.charts.distribution import distribution_chart
from roi_model.outputs.charts.positions import positions_chart
from roi_model.outputs.charts.tornado import tornado_chart
from roi_model.outputs.position_words import cumulative_table
from roi_model.outputs.publication.open_data import RECORD_FILE
from roi_model.outputs.record.export_record import export_record

WORDS_FILE = "charts-in-words.txt"
COMMAND = "app: charts"
NOBODY = Responsible()


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


def chart_files(
    request: Request, responsible: Responsible = NOBODY, today: date | None = None, watch: Watch = silent
) -> dict[str, bytes]:
    """Return every chart of a request's plan as PNG and as SVG, a text file with their words, and the run record.

    Parameters
    ----------
    request
        What was asked.
    responsible
        Who stands behind it.
    today
        The day on which the files are made; by default this day.
    watch
        Shows how far the work is, and may end it at any step.

    Raises
    ------
    InputError
        When the request cannot be answered.
    """
    with watch("Working out the figures", 2) as advance:
        found = answer(request)
        advance()
        charts = plan_charts(case_figures(request))
    files = {}
    with watch("Drawing the charts", 2 * len(charts) or 1) as advance:
        for name, chart in charts.items():
            files[f"{name}.png"] = png(chart)
            advance()
            files[f"{name}.svg"] = svg(chart).encode()
            advance()
    record = export_record(found, responsible, today or date.today(), COMMAND)
    changed = set_by_hand(request)
    words = f"{in_words(charts)}\nSet by hand: {changed}\n" if changed else in_words(charts)
    return {**files, WORDS_FILE: words.encode(), RECORD_FILE: json.dumps(record, indent=1, ensure_ascii=False).encode()}


def in_words(charts: dict[str, Chart]) -> str:
    """Return what each chart shows, for those who do not see it and for alternative texts."""
    if not charts:
        return "Nothing is paid and nothing comes back, so there is nothing to draw.\n"
    return "\n".join(
        f"{name}\n{chart.title}\n{chart.sentence}\n{chart.definition}\n\n{chart.table.to_string(index=False)}\n"
        for name, chart in charts.items()
    )
