"""The view of who pays and who gains: the engine's positions, shares that add up, and rules that can be tried."""

from __future__ import annotations

from browser import open_app
from streamlit.testing.v1 import AppTest

from roi_model.analysis.pooling.fair_shares import fair_shares
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.position import each_year, positions
from roi_model.analysis.pooling.rule import Rule
from roi_model.app import link
from roi_model.app.chosen import DEFAULT
from roi_model.app.plain_table import as_text
from roi_model.engine.package import evaluate_package
from roi_model.outputs import position_words

LEEDS = DEFAULT.changed(areas=("Leeds",), interventions=("debt_advice", "collaborative_care"))


def opened() -> AppTest:
    return open_app("who_pays", LEEDS)


def positions_of(chosen: object = LEEDS) -> tuple[object, ...]:
    request = chosen.request  # type: ignore[attr-defined]
    return positions(evaluate_package(request.cases(), request.analysis(), each_year(5)))


def test_it_shows_the_engines_positions_on_either_basis() -> None:
    app = opened()
    for basis in (Basis.ECONOMIC, Basis.FINANCIAL):
        app.segmented_control(key="pool.basis").set_value(basis.value).run()
        wanted = as_text(position_words.money_table(positions_of(), basis))  # type: ignore[arg-type]
        assert app.table[0].value.to_dict("list") == wanted.to_dict("list")
        assert position_words.basis_defined(basis) in app.caption[0].value


def test_a_moved_share_takes_from_the_others_and_goes_into_the_link() -> None:
    app = opened()
    app.slider(key="pool.share.exchequer").set_value(0.5).run()
    payers = link.decode(app.query_params["s"]).request.payers
    assert payers["exchequer"] == 0.5
    assert abs(sum(payers.values()) - 1) < 1e-12
    assert app.slider(key="pool.share.local_government").value == payers["local_government"]
    wanted = as_text(position_words.money_table(positions_of(LEEDS.changed(payers=payers)), Basis.ECONOMIC))  # type: ignore[arg-type]
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
