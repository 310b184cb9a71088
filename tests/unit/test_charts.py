"""Charts: the figures drawn are the engine's, the sentence says what is drawn, and files need no network."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import roi_model.outputs.charts
from roi_model.analysis.measures import View, benefits, costs, net_present_value, return_per_pound
from roi_model.analysis.output import Measure, Output, simulated_output
from roi_model.analysis.request import Request
from roi_model.analysis.tornado import tornado
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.sector import Sector
from roi_model.outputs.charts.benefits import benefits_by_sector, benefits_chart
from roi_model.outputs.charts.budgets import chosen_chart, frontier_chart
from roi_model.outputs.charts.chart import Chart, png, svg
from roi_model.outputs.charts.distribution import distribution_chart
from roi_model.outputs.charts.positions import partner_chart, positions_chart
from roi_model.outputs.charts.shares import shares_chart
from roi_model.outputs.charts.style import SECTOR_COLOURS
from roi_model.outputs.charts.tornado import tornado_chart

REQUEST = Request(areas=("Leeds",), interventions=("debt_advice",), draws=500)
NET = Output(Measure.NET, 5)


@cache
def results() -> Results:
    return evaluate(REQUEST.cases()[0], REQUEST.analysis(), (5,))


def positions() -> pd.DataFrame:
    """The NHS is ahead from year 2; the council pays and stays behind."""
    return pd.DataFrame(
        {
            "partner": ["NHS", "NHS", "Local government", "Local government"],
            "year": [1, 2, 1, 2],
            "mean": [-1e6, 5e5, -2e6, -1.5e6],
            "low": [-2e6, -1e6, -3e6, -2e6],
            "high": [0.0, 1.5e6, -1e6, 1e5],
        }
    )


def shares() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rule": ["As today", "As today", "Equal return", "Equal return"],
            "sector": [Sector.NHS, Sector.LOCAL_GOVERNMENT] * 2,
            "contribution": [0.0, 4e6, 1e6, 3e6],
        }
    )


@cache
def charts() -> dict[str, Chart]:
    net_draws = simulated_output(REQUEST.cases()[0], REQUEST.analysis(), NET)[1]
    return {
        "benefits": benefits_chart(benefits_by_sector([results()]), "Leeds"),
        "benefits per £1": benefits_chart(benefits_by_sector([results()]), "Leeds", per_pound=True),
        "positions": positions_chart(positions(), "Leeds"),
        "partner": partner_chart(positions(), "NHS"),
        "distribution": distribution_chart(
            "Debt advice, Leeds", NET, net_present_value(results(), View(), 0), net_draws
        ),
        "tornado": tornado_chart(tornado(REQUEST.cases()[0], REQUEST.analysis(), NET), "Leeds"),
        "frontier": frontier_chart(pd.DataFrame({"budget": [1e6, 2e6], "net": [3e6, 4e6]}), "Leeds", chosen=1.5e6),
        "chosen": chosen_chart({"Debt advice": 0.95, "Loneliness in later life": 0.5, "Care": 0.01}, "Leeds"),
        "shares": shares_chart(shares(), "Leeds"),
    }


each = pytest.mark.parametrize("name", list(charts()))


def values(specification: dict[str, Any]) -> list[dict[str, Any]]:
    """Every row of every data set that a drawing holds."""
    return [row for rows in specification.get("datasets", {}).values() for row in rows]


@each
def test_U10_a_chart_comes_with_a_definition_a_sentence_and_a_table(name: str) -> None:
    chart = charts()[name]
    assert chart.definition.endswith(".")
    assert chart.sentence.endswith(".")
    assert len(chart.table) >= 2
    assert chart.text == f"{chart.title}. {chart.sentence}"
    assert "nan" not in chart.table.to_string()


@each
def test_a_chart_becomes_a_picture_with_its_title(name: str) -> None:
    picture = svg(charts()[name])
    assert picture.startswith("<svg")
    assert charts()[name].title.split(":")[0] in picture
    assert png(charts()[name], scale=1).startswith(b"\x89PNG")


@each
def test_a_drawing_fetches_nothing(name: str) -> None:
    text = str(charts()[name].specification())
    assert "'url'" not in text


def test_a_sector_has_one_colour_in_all_charts_and_no_two_share_one() -> None:
    assert set(SECTOR_COLOURS) == set(Sector)
    assert len(set(SECTOR_COLOURS.values())) == len(Sector)
    for name, layer in (("benefits", 1), ("shares", 0)):
        scale = charts()[name].specification()["layer"][layer]["encoding"]["color"]["scale"]
        drawn = dict(zip(scale["domain"], scale["range"], strict=True))
        assert drawn["NHS"] == SECTOR_COLOURS[Sector.NHS]
        assert drawn["Local government"] == SECTOR_COLOURS[Sector.LOCAL_GOVERNMENT]


def test_slow_packages_are_loaded_only_when_a_chart_is_drawn() -> None:
    modules = [path for path in Path(roi_model.outputs.charts.__file__).parent.glob("*.py") if path.stem != "__init__"]
    assert len(modules) >= 10
    for path in modules:
        top = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Import)]
        assert not {alias.name for node in top for alias in node.names} & {"altair", "vl_convert"}


def test_bars_are_the_engines_costs_and_benefits() -> None:
    table = benefits_by_sector([results()])
    totals = table.groupby("part")["pounds"].sum()
    assert totals["cost"] == pytest.approx(costs(results(), View()).draws[:, 0].mean(), rel=1e-12)
    assert totals["cash only"] == pytest.approx(benefits(results(), View().cash).draws[:, 0].mean(), rel=1e-12)
    assert totals["all value"] == pytest.approx(benefits(results(), View()).draws[:, 0].mean(), rel=1e-12)
    per_pound = table[table["part"] == "all value"]["per_pound"].sum()
    found = return_per_pound(results(), View(), 0)
    assert found is not None
    assert per_pound == pytest.approx(found.mean, rel=1e-12)
    drawn = [row for row in values(charts()["benefits"].specification()) if row.get("part") == "all value"]
    assert sum(row["amount"] for row in drawn) == pytest.approx(totals["all value"], rel=1e-12)


def test_the_sentence_of_the_bars_says_cost_benefit_cash_and_who_gains_most() -> None:
    table = pd.DataFrame(
        {
            "intervention": "Debt advice",
            "horizon": 5,
            "part": ["cost", "cash only", "all value", "all value"],
            "sector": [Sector.NHS, Sector.NHS, Sector.NHS, Sector.EXCHEQUER],
            "pounds": [1e6, 2e5, 2e5, 3e6],
            "per_pound": [1.0, 0.2, 0.2, 3.0],
        }
    )
    assert benefits_chart(table, "Leeds").sentence == (
        "In Leeds, debt advice costs £1.00m; £3.20m comes back, £200,000 of it in cash. Most falls to the exchequer: "
        "£3.00m."
    )


def test_positions_say_who_is_ahead_and_when() -> None:
    assert charts()["positions"].sentence == (
        "After 2 years, on average, ahead: NHS £500,000; behind: Local government £1.50m."
    )
    assert charts()["partner"].sentence == (
        "NHS: £500,000 ahead after 2 years, on average. It is not behind from year 2 on. 95% of the draws lie between "
        "−£1.00m and £1.50m."
    )
    assert list(charts()["partner"].table["Gained less paid"]) == ["−£1.00m", "£500,000"]


def test_a_histogram_shows_the_ratio_of_means_and_says_what_it_leaves_out() -> None:
    output = Output(Measure.RETURN, 5)
    draws = simulated_output(REQUEST.cases()[0], REQUEST.analysis(), output)[1]
    figure = return_per_pound(results(), View(), 0)
    assert figure is not None
    chart = distribution_chart("Debt advice, Leeds", output, figure, draws)
    assert chart.sentence.startswith(f"On average £{figure.mean:.2f} over 5 years. 95% of the draws lie between ")
    assert chart.definition.endswith("The 1.2% of draws further out are not drawn.")
    bars = [row["share"] for row in values(chart.specification()) if "share" in row]
    assert sum(bars) == pytest.approx(1 - 0.012, abs=1e-9)


def test_a_histogram_leaves_out_draws_that_are_not_defined() -> None:
    figure = net_present_value(results(), View(), 0)
    chart = distribution_chart("X", NET, figure, np.array([np.nan, -1.0, 1.0, 2.0, 3.0]))
    assert "Of all draws, 75% are above £0" in chart.sentence


def test_a_histogram_of_one_value_is_one_bar() -> None:
    figure = net_present_value(results(), View(), 0)
    chart = distribution_chart("X", NET, figure, np.zeros(10))
    assert chart.table["Share of draws"][0] == "100.0%"


def test_a_tornado_draws_ten_bars_and_lists_all() -> None:
    chart = charts()["tornado"]
    result = tornado(REQUEST.cases()[0], REQUEST.analysis(), NET)
    assert list(chart.table["Number"]) == [bar.factor.first.label for bar in result.bars]
    drawn = [row for row in values(chart.specification()) if "to" in row]
    assert [row["to"] for row in drawn][:2] == [result.bars[0].at_low, result.bars[0].at_high]
    assert len(drawn) == 2 * min(10, len(result.bars))


def test_budgets_and_choices_in_words() -> None:
    assert charts()["frontier"].sentence == (
        "The best set for £2.00m is worth £4.00m more than it costs; for £1.00m it is £3.00m."
    )
    assert charts()["chosen"].sentence == (
        "Debt advice is in it in at least 90% of the draws; Loneliness in later life is in it in some draws and not in "
        "others."
    )


def test_who_pays_under_no_rule_is_not_drawn() -> None:
    nobody = pd.DataFrame({"rule": ["As today"], "sector": [Sector.INDIVIDUALS], "contribution": [0.0]})
    chart = shares_chart(pd.concat([shares(), nobody], ignore_index=True), "Leeds")
    assert list(chart.table.columns) == ["Rule", "NHS", "Local government"]


def test_shares_say_where_the_rules_differ_most() -> None:
    assert charts()["shares"].sentence == "The rules differ most for the NHS: from £0 to £1.00m."
    assert list(charts()["shares"].table.columns) == ["Rule", "NHS", "Local government"]


def test_a_drawing_made_once_holds_the_figures_of_each_table() -> None:
    table = positions()
    first = partner_chart(table, "NHS").specification()
    other = partner_chart(table.assign(mean=table["mean"] + 1.0), "NHS").specification()
    drawn = table[table["partner"] == "NHS"].sort_values("year")
    assert [row["mean"] for row in first["datasets"]["every_year"]] == list(drawn["mean"])
    assert [row["mean"] for row in other["datasets"]["every_year"]] == list(drawn["mean"] + 1.0)
    assert [row["mean"] for row in first["datasets"]["at_the_end"]] == [drawn["mean"].iloc[-1]]
    named = {layer["data"]["name"] for layer in first["layer"] if "data" in layer} | {first.get("data", {}).get("name")}
    assert named - {None} == set(first["datasets"])
    first["config"].clear()
    assert partner_chart(table, "NHS").specification()["config"]
