"""Acceptability curves: chances that add up, what they mean at 0, and the frontier; and their sentence."""

import numpy as np
import pytest
from choices import choice_of

from roi_model.analysis.acceptability import Threshold, acceptability, chance_highest, net_value
from roi_model.analysis.decision import Decision, simulate
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError
from roi_model.outputs.acceptability_sentences import (
    ACCEPTABILITY_DEFINED,
    FRONTIER_DEFINED,
    NET_VALUE_DEFINED,
    acceptability_sentence,
)
from roi_model.outputs.information_tables import curve_table

# Two options that cost 100 each in four draws. The first brings 600 once and 50 else, the second 160 always.
RARE, STEADY = [600.0, 50.0, 50.0, 50.0], [160.0] * 4
COSTS = [[100.0] * 4, [100.0] * 4]


def test_TV_29_chances_lie_between_0_and_1_and_add_up_to_1() -> None:
    pairs = build_pairs(INTERVENTION_NAMES, find_area(["Leeds"]), Scenario())
    simulated = simulate(Decision(tuple(case for case, _ in pairs), Analysis(draws=500), 5, budget=1e6))
    curve = acceptability(simulated, Threshold.RETURN)
    assert curve.chances.shape == (9, 11)
    assert ((curve.chances >= 0) & (curve.chances <= 1)).all()
    assert curve.chances.sum(axis=0) == pytest.approx(np.ones(11), rel=1e-12)


def test_TV_29_at_a_qaly_price_of_0_the_cheapest_on_balance_wins() -> None:
    # Costs less benefits are 100, 40 and 0 (none): none is the cheapest, though both options gain health.
    simulated = choice_of([[0.0], [60.0]], [[100.0], [100.0]], [[0.02], [0.01]])
    curve = acceptability(simulated, Threshold.QALY, [0, 10_000])
    assert curve.chances[:, 0].tolist() == [1, 0, 0]
    # At £10,000: 0.02 × 10,000 − 100 = 100; 0.01 × 10,000 − 40 = 60.
    assert net_value(simulated, Threshold.QALY, 10_000).tolist() == [[0, 100, 60]]
    assert curve.chances[:, 1].tolist() == [0, 1, 0]


def test_at_a_return_of_0_costs_do_not_count() -> None:
    curve = acceptability(choice_of([[5.0], [4.0]], [[1e6], [1.0]]), Threshold.RETURN, [0, 1])
    assert curve.best == (1, 2)


def test_U10_the_frontier_is_the_chance_of_the_best_on_average_which_may_seldom_win() -> None:
    # At £1: means are 600 + 3·50 − 400 = 350 ÷ 4 = 87.5 against 60; the first is the best in 1 draw of 4.
    curve = acceptability(choice_of([RARE, STEADY], COSTS), Threshold.RETURN, [1.0])
    assert curve.best == (1,)
    assert curve.chances[:, 0].tolist() == [0, 0.25, 0.75]
    assert curve.frontier.tolist() == [0.25]
    assert "CEAF" in FRONTIER_DEFINED
    assert "need not be the highest" in FRONTIER_DEFINED
    assert curve.errors[1, 0] == pytest.approx(np.sqrt(0.25 * 0.75 / 4))


def test_U10_the_acceptability_of_an_option_is_the_share_of_draws_in_which_it_is_the_best_of_all() -> None:
    # At £1.6: RARE 440, −110, −110, −110; STEADY 0 in each draw, which it shares with none.
    curve = acceptability(choice_of([RARE, STEADY], COSTS), Threshold.RETURN, [1.6])
    assert curve.chances[:, 0].tolist() == [0.375, 0.25, 0.375]
    assert "add up to 100%" in ACCEPTABILITY_DEFINED
    assert "funding none of them included" in ACCEPTABILITY_DEFINED


def test_U10_net_value_is_defined_for_each_kind_of_threshold() -> None:
    assert "benefits − threshold × programme cost" in NET_VALUE_DEFINED[Threshold.RETURN]
    assert "threshold × QALYs − (programme cost − benefits)" in NET_VALUE_DEFINED[Threshold.QALY]


def test_perfect_information_is_valued_at_each_threshold() -> None:
    # At £1 the best on average gains 87.5; knowing, 500 once and 60 three times: 170.
    curve = acceptability(choice_of([RARE, STEADY], COSTS), Threshold.RETURN, [1.0])
    assert curve.perfect.tolist() == [82.5]


def test_options_that_are_equal_share_a_draw() -> None:
    assert chance_highest(np.zeros((3, 4))).tolist() == [0.25] * 4


def test_thresholds_are_put_in_order_and_repeated_ones_dropped() -> None:
    curve = acceptability(choice_of([RARE], COSTS[:1]), Threshold.RETURN, [2, 1, 2])
    assert curve.thresholds == (1, 2)


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_threshold_is_a_number_of_0_or_more(value: float) -> None:
    with pytest.raises(InputError, match="it must be a number of 0 or more"):
        acceptability(choice_of([RARE], COSTS[:1]), Threshold.RETURN, [value])


def test_options_without_qalys_are_refused_by_name() -> None:
    simulated = choice_of([[1.0], [1.0]], [[1.0], [1.0]], [[0.0], [0.1]])
    with pytest.raises(
        InputError, match="No QALYs are known for debt_advice, so a choice by £ per QALY cannot hold it"
    ):
        acceptability(simulated, Threshold.QALY)


def test_qalys_that_are_benefits_already_are_refused() -> None:
    simulated = choice_of([[1.0]], [[1.0]], [[0.1]], Analysis(also_count=AlsoCount.QALYS))
    with pytest.raises(InputError, match="qalys are counted among the benefits; leave out --also-count"):
        acceptability(simulated, Threshold.QALY)


def test_the_sentence_says_which_is_the_best_up_to_where() -> None:
    # Means: at £2, 187.5 − 200 < 0 and 160 − 200 < 0.
    simulated = choice_of([RARE, STEADY], COSTS)
    curve = acceptability(simulated, Threshold.RETURN, [0.5, 1, 2])
    assert acceptability_sentence(curve, simulated.decision) == (
        "At a return per £1 of up to £1.00 the best choice on average is made up, from £2.00 it is to fund none of "
        "them (chance that it is the best: 25% at £0.50; 75% at £2.00)."
    )


def test_the_sentence_of_one_best_option() -> None:
    simulated = choice_of([STEADY], COSTS[:1])
    assert acceptability_sentence(acceptability(simulated, Threshold.RETURN, [0.5, 1]), simulated.decision) == (
        "Made up is the best choice on average at a return per £1 of £0.50 to £1.00 (chance that it is the best: >99%)."
    )
    dear = acceptability(simulated, Threshold.RETURN, [2, 3])
    assert acceptability_sentence(dear, simulated.decision).startswith("Not funding it is the best choice on average")


def test_the_sentence_of_a_price_of_qalys() -> None:
    simulated = choice_of([[0.0]], [[100.0]], [[0.01]])
    curve = acceptability(simulated, Threshold.QALY, [5000, 20_000])
    assert acceptability_sentence(curve, simulated.decision) == (
        "At a price per QALY of up to £5,000 the best choice on average is not to fund it, from £20,000 it is made up "
        "(chance that it is the best: >99% at £5,000; >99% at £20,000)."
    )


def test_the_table_has_a_row_for_each_option_and_threshold() -> None:
    simulated = choice_of([RARE, STEADY], COSTS)
    table = curve_table(acceptability(simulated, Threshold.RETURN, [1, 2]), simulated.decision)
    assert len(table) == 6
    assert table.loc[table["is_best_on_average"], "option"].tolist() == ["debt_advice", "none"]
    assert table["chance_highest"].tolist() == [0, 0.25, 0.75, 0.75, 0.25, 0]
