from __future__ import annotations

import pytest

from roi_model.analysis.measures import View
from roi_model.analysis.request import Request
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.outputs.charts.cash_flow import cash_flow_by_year, cash_flow_chart

ADVICE = Request(areas=("Leeds",), interventions=("debt_advice",), draws=300)
RESULTS = evaluate(ADVICE.cases()[0], ADVICE.analysis(), (5,))


def test_years_add_up_to_the_undiscounted_totals() -> None:
    table = cash_flow_by_year(RESULTS, View())
    totals: dict[str, float] = {}
    for line, amounts in zip(RESULTS.lines, RESULTS.mean_yearly, strict=True):
        totals[line.flow.value] = totals.get(line.flow.value, 0.0) + float(amounts.sum())
    assert table["cost"].sum() == pytest.approx(totals["cost"], rel=1e-12)
    assert (table["cash"] + table["other"]).sum() == pytest.approx(totals["benefit"], rel=1e-12)
    assert table["so_far"].iloc[-1] == pytest.approx(totals["benefit"] - totals["cost"], rel=1e-12)
    assert table["net"].tolist() == pytest.approx((table["cash"] + table["other"] - table["cost"]).tolist())
    assert table["year"].tolist() == [1, 2, 3, 4, 5]


def test_one_partner_sees_its_own_flows_alone() -> None:
    table = cash_flow_by_year(RESULTS, View((Sector.NHS,)))
    assert (table["cost"] == 0).all()
    assert (table["cash"] == 0).all()
    assert (table["other"] > 0).all()


def test_the_chart_says_in_words_what_it_shows() -> None:
    chart = cash_flow_chart(RESULTS, View(), "Debt advice")
    assert chart.sentence.startswith("In year 1 it costs £4.2")
    assert "it has paid for itself by the end of year" in chart.sentence
    assert chart.table.columns.tolist()[:3] == ["Year", "Cost", "Back in cash"]
    assert chart.specification()["layer"]


def test_what_is_not_repaid_says_so() -> None:
    first_year = evaluate(ADVICE.cases()[0], ADVICE.analysis(), (1,))
    chart = cash_flow_chart(first_year, View((Sector.LOCAL_GOVERNMENT,)), "Debt advice")
    assert "After 1 year it is £" in chart.sentence
    assert "behind: it has not paid for itself" in chart.sentence
