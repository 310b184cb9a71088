"""A business case of two pages, as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.request import Request
from roi_model.analysis.watching import Advance, Watch, silent
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case import words
from roi_model.outputs.business_case.figures import CaseFigures, case_figures
from roi_model.outputs.business_case.word_document import (
    Column,
    as_bytes,
    new_document,
    paragraph,
    picture,
    plain,
    table,
)
from roi_model.outputs.charts.benefits import amounts_by_sector, benefits_chart
from roi_model.outputs.charts.chart import Chart
from roi_model.outputs.charts.distribution import distribution_chart
from roi_model.outputs.charts.positions import positions_chart
from roi_model.outputs.position_words import cumulative_table
from roi_model.outputs.words import (
    chance_in_words,
    count,
    pounds,
    pounds_interval,
    ratio_interval,
    ratio_mean,
    year_in_words,
    years,
)

if TYPE_CHECKING:
    from docx.document import Document

NOBODY = Responsible()
PANELS = 3
WIDTHS = (15.0, 12.5, 11.5)  # centimetres of a picture for one, a few and many programmes, which leave less room
NUMBERS = (
    Column("Programme", 3.2, is_number=False),
    Column("People", 1.3),
    Column("Cost", 1.5),
    Column("Net present value", 1.5),
    Column("95% interval", 2.6),
    Column("Return per £1", 1.3),
    Column("95% interval", 2.3),
    Column("Cash only per £1", 1.3),
    Column("Chance", 1.2),
    Column("Pays back", 1.4),
)
PARTNERS = (
    Column("Partner", 3.4, is_number=False),
    Column("Pays", 2.0),
    Column("Gains, cash only", 2.4),
    Column("Gains, all value", 2.4),
    Column("Net, all value", 2.3),
    Column("95% interval of net", 3.3),
    Column("Chance in credit", 1.8),
)


def business_case(request: Request, responsible: Responsible = NOBODY, watch: Watch = silent) -> bytes:
    """Return a business case of two pages as a Word document.

    Several programmes stand side by side, with what two would both claim counted once. Without a time horizon, one
    programme is counted over its published one, several over five years.

    Parameters
    ----------
    request
        What was asked.
    responsible
        Who stands behind it.
    watch
        Shows how far the work is, and may end it at any step.

    Raises
    ------
    InputError
        When the request cannot be answered.
    """
    with watch("Working out the figures", 2) as advance:
        case = case_figures(request)
        advance()
        charts = business_case_charts(case)
    with watch("Writing the document", PANELS) as advance:
        return _document(case, charts, responsible, advance)


def _document(case: CaseFigures, charts: dict[str, Chart], responsible: Responsible, advance: Advance) -> bytes:
    title = words.title_of(case)
    document = new_document(title, f"Business case summary, {case.request.area().name}")
    _front(document, case, title, responsible)
    _numbers(document, case)
    _chart(document, case, charts.get("benefits"))
    advance()
    _partners(document, case)
    _chart(document, case, charts.get("positions"))
    advance()
    document.add_heading("How sure we are", level=1)
    _chart(document, case, charts.get("net"))
    advance()
    for text in words.how_sure(case):
        paragraph(document, text, bullet=True, small=len(case.cases) > 1)
    _limits(document, case, responsible)
    return as_bytes(document)


def business_case_charts(case: CaseFigures) -> dict[str, Chart]:
    """Return the charts of a business case; none where nothing is paid and nothing comes back.

    Named benefits, beside costs; positions, by year, of who pays and who gains most; and net, its distribution.
    """
    place = case.request.area().name
    name = case.cases[0].intervention.title if len(case.cases) == 1 else "The whole plan"
    partners = case.partners(PANELS)
    if not partners:
        return {}
    last = len(case.package.horizons) - 1
    net = case.whole.net_present_value
    return {
        "benefits": benefits_chart(amounts_by_sector(name, case.package, last), place),
        "positions": positions_chart(cumulative_table(partners, Basis.ECONOMIC), place),
        "net": distribution_chart(f"{name}, {place}", case.output, net, case.net_draws, height=130),
    }


def _front(document: Document, case: CaseFigures, title: str, responsible: Responsible) -> None:
    request = case.request
    document.add_paragraph(plain(title), style="Title")
    rules = f"{request.area().name}. {years(case.horizon)}, prices of {case.analysis.price_year}. {responsible.status}."
    document.add_paragraph(plain(rules), style="Subtitle")
    if request.note:
        paragraph(document, request.note)
    paragraph(document, words.lead(case))
    document.add_heading("What it would do", level=1)
    few = len(case.cases) <= words.FEW
    for text in words.doings(case) if few else [words.doings_of_many(case)]:
        paragraph(document, text, bullet=few and len(case.cases) > 1)


def _numbers(document: Document, case: CaseFigures) -> None:
    document.add_heading("The numbers", level=1)
    rows = [
        [
            each.case.intervention.title,
            count(each.people.mean),
            pounds(each.cost.mean),
            pounds(each.net_present_value.mean),
            pounds_interval(each.net_present_value),
            ratio_mean(each.return_per_pound),
            ratio_interval(each.return_per_pound),
            ratio_mean(each.return_cash),
            chance_in_words(each.chance),
            year_in_words(each.payback, each.horizon),
        ]
        for each in case.members
    ]
    whole = case.whole
    if len(rows) > 1:
        rows.append(
            [
                "Together",
                "–",
                pounds(whole.cost.mean),
                pounds(whole.net_present_value.mean),
                pounds_interval(whole.net_present_value),
                ratio_mean(whole.return_per_pound),
                ratio_interval(whole.return_per_pound),
                ratio_mean(whole.return_cash),
                chance_in_words(whole.chance),
                year_in_words(whole.payback, whole.horizon),
            ]
        )
    table(document, NUMBERS, rows, "The numbers of each programme")
    paragraph(document, words.beside(case), small=True)


def _partners(document: Document, case: CaseFigures) -> None:
    document.add_heading("Who pays and who gains", level=1)
    rows = [
        [
            each.label,
            pounds(each.economic.contribution.mean),
            pounds(each.economic.benefit_cash.mean),
            pounds(each.economic.benefit.mean),
            pounds(each.economic.net.mean),
            pounds_interval(each.economic.net),
            chance_in_words(each.economic.in_credit[case.horizon]),
        ]
        for each in case.positions
    ]
    table(document, PARTNERS, rows, "What each partner pays and gains")


def _limits(document: Document, case: CaseFigures, responsible: Responsible) -> None:
    document.add_heading("What is not counted", level=1)
    for text in words.not_counted(case):
        paragraph(document, text, small=True)
    document.add_heading("Where the numbers come from", level=1)
    paragraph(document, words.evidence_count(case), small=True)
    for text in words.changed(case):
        paragraph(document, text, bullet=True, small=True)
    for text in words.sources(case):
        paragraph(document, text, bullet=True, small=True)
    document.add_heading("Limits of use, and how this was made", level=1)
    paragraph(document, words.LIMITS, small=True)
    paragraph(document, f"{words.people(responsible)} {words.area_notes(case)} {words.record(case)}", small=True)


def _chart(document: Document, case: CaseFigures, chart: Chart | None) -> None:
    if chart is None:
        return
    size = 0 if len(case.cases) == 1 else 1 if len(case.cases) <= words.FEW else 2
    picture(document, chart, WIDTHS[size])
    paragraph(document, f"{chart.sentence} {chart.definition}", small=True)
