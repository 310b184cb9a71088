from __future__ import annotations

import pandas as pd
import pytest
from browser import open_app

from roi_model.app import comparison_table, engine
from roi_model.app.chosen import DEFAULT
from roi_model.app.comparison_table import (
    CASH,
    CHANCE,
    CHANCE_CASH,
    COST,
    EVIDENCE,
    INTERVAL,
    NAME,
    NET,
    ORDERS,
    OWN_NET,
    PAYBACK,
    PEOPLE,
    RETURN,
    YEARS,
)
from roi_model.app.page_choices import Order
from roi_model.app.roles import role
from roi_model.engine.sector import Sector
from roi_model.outputs.words import ratio_mean

LEEDS = DEFAULT.changed(areas=("Leeds",))


def table_of(app: object, number: int = 0) -> pd.DataFrame:
    """The main table, or the one below it."""
    frame: pd.DataFrame = app.dataframe[number].value  # type: ignore[attr-defined]
    return frame


def test_the_table_holds_the_figures_of_the_engine() -> None:
    frame = table_of(open_app("compare", LEEDS))
    rows = engine.rows(LEEDS.request)
    assert len(frame) == 8
    for (_, shown), row in zip(frame.iterrows(), rows, strict=True):
        figures = row.figures
        assert figures.return_per_pound is not None
        assert figures.return_cash is not None
        wanted = (
            figures.people,
            figures.cost,
            figures.net_present_value,
            figures.return_per_pound,
            figures.return_cash,
        )
        assert [shown[name] for name in (PEOPLE, COST, NET, RETURN, CASH)] == [figure.mean for figure in wanted]
        assert shown[PAYBACK] == figures.payback


@pytest.mark.parametrize(("horizon", "said"), [(10, True), (5, False), (None, False)])
def test_what_is_counted_beyond_the_years_measured_is_said(horizon: int | None, said: bool) -> None:
    app = open_app("compare", LEEDS.changed(horizon=horizon, interventions=("loneliness",)))
    assert any("measured over 5 years" in caption.value for caption in app.caption) is said


def test_the_page_counts_the_years_and_the_people_asked_for() -> None:
    app = open_app("compare", LEEDS)
    app.pills(key="horizon").set_value("1").run()
    app.selectbox(key="perspective").set_value("public_sector").run()
    wanted = LEEDS.changed(horizon=1, perspective="public_sector")
    rows = engine.rows(wanted.request)
    assert list(table_of(app)[NET]) == [row.figures.net_present_value.mean for row in rows]


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_is_that_of_its_figure_and_loses_nobody(order: Order) -> None:
    app = open_app("compare", LEEDS)
    app.selectbox(key="order").set_value(order).run()
    shown = list(table_of(app)[RETURN])
    rows = comparison_table.in_order(engine.rows(LEEDS.request), order)
    assert [ratio_mean(row.figures.return_per_pound) for row in rows] == [f"£{value:.2f}" for value in shown]
    assert len(set(shown)) == 8


def test_orders_go_the_way_their_names_say() -> None:
    rows = engine.rows(LEEDS.request)
    returns = [row.figures.return_per_pound for row in comparison_table.in_order(rows, Order.RETURN)]
    means = [figure.mean for figure in returns if figure is not None]
    assert means == sorted(means, reverse=True)
    costs = [row.figures.cost.mean for row in comparison_table.in_order(rows, Order.COST)]
    assert costs == sorted(costs)


def test_a_figure_that_is_not_defined_comes_last_and_is_empty() -> None:
    chosen = LEEDS.with_role(role("council")).changed(perspective="local_government")
    rows = comparison_table.in_order(engine.rows(chosen.request), Order.RETURN)
    frame = comparison_table.comparison_frame(rows, chosen)
    defined = frame[RETURN].notna().tolist()
    assert defined == sorted(defined, reverse=True)
    assert 0 < sum(defined) < 8


def test_a_role_adds_what_its_own_body_gets() -> None:
    assert OWN_NET not in table_of(open_app("compare", LEEDS), 1)
    chosen = LEEDS.with_role(role("icb"))
    frame = table_of(open_app("compare", chosen), 1)
    nets = [row.figures.net_of_sector.get(Sector.NHS) for row in engine.rows(chosen.request)]
    assert list(frame[OWN_NET]) == [0.0 if net is None else net.mean for net in nets]


@pytest.mark.parametrize("years", [5, None])
def test_what_the_comparison_is_asked_for_stands_first_and_needs_no_scroll(years: int | None) -> None:
    chosen = LEEDS.with_role(role("icb")).changed(horizon=years)
    frame = table_of(open_app("compare", chosen))
    wanted = [NAME, PEOPLE, COST, NET, RETURN, INTERVAL, CASH, PAYBACK, CHANCE]
    assert list(frame) == [*wanted, *([YEARS] if years is None else [])]


def test_the_table_below_holds_the_engines_figures_in_cash_and_from_the_evidence() -> None:
    frame = table_of(open_app("compare", LEEDS), 1)
    rows = engine.rows(LEEDS.request)
    assert list(frame) == [NAME, CHANCE_CASH, EVIDENCE]
    assert list(frame[CHANCE_CASH]) == [row.figures.chance_cash.probability for row in rows]
    assert list(frame[EVIDENCE]) == [row.evidence_return.mean for row in rows if row.evidence_return is not None]


def test_nothing_is_coloured_or_worded_as_pass_or_fail() -> None:
    app = open_app("compare", LEEDS)
    said = " ".join(each.value.lower() for each in (*app.markdown, *app.caption))
    assert not {"good value", "poor value", "value for money", "fails", "passes"} & set(said.split())
    assert "No figure is a pass mark" in " ".join(each.value for each in app.caption)


def test_bars_change_between_pounds_and_each_pound() -> None:
    app = open_app("compare", LEEDS)
    before = [each.value for each in app.subheader]
    app.segmented_control(key="basis").set_value("For each £1 of cost").run()
    assert [each.value for each in app.subheader] != before
    assert "for each £1 of cost" in " ".join(each.value for each in app.subheader)


def test_every_horizon_stands_beside_the_others_when_asked_for() -> None:
    app = open_app("compare", LEEDS)
    tables = len(app.table)
    app.toggle(key="every_horizon").set_value(True).run()
    assert len(app.table) == tables + 1
    shown = app.table[tables].value
    for years in (1, 10):
        row = engine.rows_at(LEEDS.request, years)[4]
        name = f"{years} year{'s' if years > 1 else ''}"
        assert shown[name].iloc[4].startswith(f"{ratio_mean(row.figures.return_per_pound)} (")
