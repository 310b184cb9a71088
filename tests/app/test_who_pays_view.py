"""The view of who pays and who gains: the engine's positions, shares that add up, and rules that can be tried."""

from __future__ import annotations

import pandas as pd
import pytest
from browser import open_app, open_expander
from streamlit.testing.v1 import AppTest

from roi_model.analysis.pooling.fair_shares import fair_shares
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, PoolTerms
from roi_model.analysis.pooling.position import PartnerPosition, each_year, positions
from roi_model.analysis.pooling.rule import Rule
from roi_model.app import link
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.fair_rules import YOURS
from roi_model.app.plain_table import as_text
from roi_model.engine.package import evaluate_package
from roi_model.outputs import position_words
from roi_model.outputs.words import chance_in_words, points, pounds, pounds_interval

LEEDS = DEFAULT.changed(areas=("Leeds",), interventions=("debt_advice", "collaborative_care"))


def shown_text(text: str) -> str:
    """A cell as a table of words shows it."""
    return str(as_text(pd.DataFrame({"cell": [text]}))["cell"][0])


def opened() -> AppTest:
    return open_app("who_pays", LEEDS)


def positions_of(chosen: Chosen = LEEDS) -> tuple[PartnerPosition, ...]:
    request = chosen.request
    return positions(evaluate_package(request.cases(), request.analysis(), each_year(5)))


def test_it_shows_the_engines_positions_on_either_basis() -> None:
    app = opened()
    for basis in (Basis.ECONOMIC, Basis.FINANCIAL):
        app.segmented_control(key="pool.basis").set_value(basis.value).run()
        wanted = as_text(position_words.money_table(positions_of(), basis))
        assert app.table[0].value.to_dict("list") == wanted.to_dict("list")
        assert position_words.basis_defined(basis) in app.caption[0].value


def test_a_moved_share_takes_from_the_others_and_goes_into_the_link() -> None:
    app = opened()
    app.slider(key="pool.share.exchequer").set_value(0.5).run()
    payers = link.decode(app.query_params["s"]).request.payers
    assert payers["exchequer"] == 0.5
    assert abs(sum(payers.values()) - 1) < 1e-12
    assert app.slider(key="pool.share.local_government").value == payers["local_government"]
    wanted = as_text(position_words.money_table(positions_of(LEEDS.changed(payers=payers)), Basis.ECONOMIC))
    assert app.table[0].value.to_dict("list") == wanted.to_dict("list")
    app.button(key="pool.today").click().run()
    assert link.decode(app.query_params["s"]).request.payers == {}


def test_a_rule_can_be_tried() -> None:
    app = opened()
    app.selectbox(key="pool.rule").set_value("equal_return").run()
    app.button(key="pool.use").click().run()
    request = LEEDS.request
    found = fair_shares(
        evaluate_package(request.cases(), request.analysis(), PoolTerms().horizons(5)), PoolTerms(by_year=5)
    )
    shares = {one.partner.sector.value: one.share for one in found.by_rule(Rule.EQUAL_RETURN).partners if one.share > 0}
    payers = link.decode(app.query_params["s"]).request.payers
    assert {name: round(share, 9) for name, share in payers.items()} == {
        name: round(share, 9) for name, share in shares.items()
    }
    assert "The plan is now paid by the rule “Equal return”" in app.info[0].value


MOVED = LEEDS.changed(payers={"nhs": 0.4, "local_government": 0.6})


def table_with(app: AppTest, head: str) -> pd.DataFrame:
    """The one table that has a column of this name."""
    (found,) = (each.value for each in app.table if head in each.value.columns)
    frame: pd.DataFrame = found
    return frame


def rules_said(app: AppTest) -> dict[str, list[str]]:
    table = table_with(app, "Holds together")
    return {str(row["Rule"]): [str(cell) for cell in row[1:]] for _, row in table.iterrows()}


def test_the_row_of_today_stays_that_of_todays_payers_and_moved_shares_have_a_row_of_their_own() -> None:
    before, after = rules_said(opened()), rules_said(open_app("who_pays", MOVED))
    assert YOURS not in before
    assert after["Payer as today"] == before["Payer as today"]
    assert list(after)[:2] == ["Payer as today", YOURS]
    assert after[YOURS] != after["Payer as today"]
    # Rules that begin with who pays today begin with the same.
    assert {rule: cells for rule, cells in after.items() if rule != YOURS} == before


@pytest.mark.parametrize("basis", Basis, ids=lambda basis: basis.value)
def test_the_row_of_your_shares_is_what_the_engine_gives_for_them(basis: Basis) -> None:
    app = open_app("who_pays", MOVED)
    app.segmented_control(key="pool.basis").set_value(basis.value).run()
    request = MOVED.request
    terms = PoolTerms(basis=basis, by_year=5)
    each = fair_shares(evaluate_package(request.cases(), request.analysis(), terms.horizons(5)), terms)
    shown = table_with(app, "Holds together").set_index("Rule").loc[YOURS]
    for one in each.by_rule(Rule.AS_TODAY).partners:
        if one.partner.sector in BUDGET_HOLDERS:
            chance = chance_in_words(one.chance[basis])
            wanted = f"{pounds(one.contribution[basis].mean)} ({chance})"
            assert shown[one.partner.label] == shown_text(wanted)


def test_shares_of_single_costs_are_no_payers_as_today_either() -> None:
    split = LEEDS.changed(splits=("debt_advice=nhs:100%",))
    after = rules_said(open_app("who_pays", split))
    assert after["Payer as today"] == rules_said(opened())["Payer as today"]
    assert YOURS in after


def test_a_page_of_moved_shares_says_so_at_its_top() -> None:
    assert not opened().info
    assert "You have moved who pays" in open_app("who_pays", MOVED).info[0].value


def test_each_amount_has_its_interval_and_its_error_and_all_are_the_engines() -> None:
    app = opened()
    each = positions_of()
    economic = [one.economic for one in each]
    money = table_with(app, position_words.NET_SPREAD)
    spreads = [f"{pounds_interval(one.net)} (error {pounds(one.net.error)})" for one in economic]
    assert list(money[position_words.NET_SPREAD]) == [shown_text(spread) for spread in spreads]
    open_expander(app, "pool.figures.positions")
    shown = table_with(app, "Figure")
    for one in each:
        own = shown[shown["Partner"] == one.label].set_index("Figure")
        position, cash = one.economic, one.financial
        wanted = {
            "Pays": position.contribution,
            "Gains": position.benefit,
            "Net": position.net,
            "Net, cash, not discounted": cash.net,
        }
        for name, figure in wanted.items():
            cells = [pounds(figure.mean), pounds(figure.error), pounds_interval(figure)]
            assert list(own.loc[name]) == [one.label, *map(shown_text, cells)]


def test_it_says_by_year_who_is_out_of_pocket_and_how_surely() -> None:
    app = opened()
    nets = app.table[2].value.set_index("Partner")
    chances = app.table[1].value.set_index("Partner")
    for one in positions_of():
        position = one.economic
        for year, chance in position.in_credit.items():
            label = one.label
            assert nets.loc[label, f"By year {year}"] == shown_text(pounds(position.cumulative[year - 1].mean))
            assert chances.loc[label, f"By year {year}"] == shown_text(chance_in_words(chance))
    errors = [found.error for one in positions_of() for found in one.economic.in_credit.values()]
    assert any(points(max(errors)) in caption.value for caption in app.caption)


def test_a_chance_nobody_can_have_is_explained() -> None:
    app = opened()
    app.slider(key="pool.chance").set_value(0.99).run()
    assert not app.exception
    assert any("Everyone in credit" in each.value and "impossible" in each.value for each in app.markdown)


def test_no_option_of_the_command_line_is_named() -> None:
    assert not [each.value for each in opened().markdown if "--" in each.value]


def test_a_horizon_of_one_year_works() -> None:
    app = open_app("who_pays", LEEDS.changed(horizon=1))
    assert not app.exception
    assert "out of pocket" in app.markdown[0].value
