"""Fair shares of several programmes, of several places, and of many partners."""

from __future__ import annotations

import pytest
from pools import (
    CAPACITY,
    CASH,
    COUNCIL,
    ECONOMIC,
    FINANCIAL,
    NHS,
    Flows,
    certain,
    cost,
    gain,
    obstacle,
    paid,
    totals_of,
)

from roi_model.analysis.pooling.fair_shares import fair_shares, proposal_by
from roi_model.analysis.pooling.partner import Partner
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.rule import Reason, Rule
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Line
from roi_model.inputs.refusal import InputError

# Two programmes: the first brings the NHS 150 and the council 50, the second 20 and 90 in cash. Each costs 100.
PACKAGE = certain(
    {
        cost(COUNCIL, "a", "Leeds"): 100,
        gain(NHS, CAPACITY, "a", "Leeds"): 150,
        gain(COUNCIL, CAPACITY, "a", "Leeds"): 50,
        cost(NHS, "b", "Leeds"): 100,
        gain(NHS, CASH, "b", "Leeds"): 20,
        gain(COUNCIL, CASH, "b", "Leeds"): 90,
    }
)


def test_in_proportion_to_benefit_goes_by_programme_and_equal_return_by_the_whole() -> None:
    found = fair_shares(PACKAGE)
    assert paid(found, Rule.BY_BENEFIT) == pytest.approx({NHS: 75 + 100 * 20 / 110, COUNCIL: 25 + 100 * 90 / 110})
    assert paid(found, Rule.EQUAL_RETURN) == pytest.approx({NHS: 200 * 170 / 310, COUNCIL: 200 * 140 / 310})


def test_a_programme_without_cash_stays_with_its_payer() -> None:
    assert paid(fair_shares(PACKAGE), Rule.BY_CASH) == pytest.approx(
        {NHS: 100 * 20 / 110, COUNCIL: 100 + 100 * 90 / 110}
    )


def test_on_the_financial_basis_the_rules_go_by_cash() -> None:
    found = fair_shares(PACKAGE, PoolTerms(basis=FINANCIAL))
    by_cash = fair_shares(PACKAGE).by_rule(Rule.BY_CASH)
    assert [one.share for one in found.by_rule(Rule.BY_BENEFIT).partners] == [one.share for one in by_cash.partners]
    assert obstacle(found, Rule.SHAPLEY).short == 90


# Leeds and Hull each run a programme of 100; it brings the council of Leeds 150 and that of Hull 110.
APART = certain(
    {
        cost(COUNCIL, "a", "Leeds"): 100,
        gain(COUNCIL, CAPACITY, "a", "Leeds"): 150,
        cost(COUNCIL, "a", "Hull"): 100,
        gain(COUNCIL, CAPACITY, "a", "Hull"): 110,
    }
)


LEEDS, HULL = Partner(COUNCIL, "Leeds"), Partner(COUNCIL, "Hull")


def test_a_place_can_fund_its_own_programme_and_blocks_what_asks_it_for_more() -> None:
    found = fair_shares(APART, PoolTerms(separately=(COUNCIL,)))
    equal = found.by_rule(Rule.EQUAL_RETURN)
    assert [one.contribution[ECONOMIC].mean for one in equal.partners] == pytest.approx(
        [200 * 150 / 260, 200 * 110 / 260]
    )
    assert equal.blocked is not None
    assert (equal.blocked.group, equal.blocked.funds_it) == ((LEEDS,), True)
    assert equal.blocked.gain == pytest.approx(200 * 150 / 260 - 100)
    for rule in (Rule.AS_TODAY, Rule.BY_BENEFIT, Rule.SHAPLEY, Rule.NUCLEOLUS):
        assert found.by_rule(rule).in_core
        assert [one.contribution[ECONOMIC].mean for one in found.by_rule(rule).partners] == pytest.approx([100, 100])


def test_a_place_that_costs_more_than_it_brings_is_named() -> None:
    flows: Flows = {line: [[amount]] * 4 for line, amount in {
        cost(COUNCIL, "a", "Leeds"): 100.0, gain(COUNCIL, CAPACITY, "a", "Leeds"): 150.0,
        cost(COUNCIL, "a", "Hull"): 100.0, gain(COUNCIL, CAPACITY, "a", "Hull"): 70.0,
    }.items()}  # fmt: skip
    given = obstacle(fair_shares(totals_of(flows), PoolTerms(separately=(COUNCIL,))), Rule.SHAPLEY)
    assert (given.reason, given.place, given.short) == (Reason.COSTS_MORE, "Hull", 30)
    together = fair_shares(totals_of(flows))
    assert together.by_rule(Rule.SHAPLEY).in_core


def many_places(number: int) -> Totals:
    flows: dict[Line, float] = {}
    for place in range(number):
        flows |= {cost(COUNCIL, "a", f"P{place}"): 10, gain(COUNCIL, CASH, "a", f"P{place}"): 12}
    return certain(flows)


def test_many_partners_are_exact_up_to_sixteen_and_the_nucleolus_up_to_twelve() -> None:
    terms = PoolTerms(separately=(COUNCIL,))
    found = fair_shares(many_places(13), terms)
    assert found.by_rule(Rule.SHAPLEY).in_core
    assert obstacle(found, Rule.NUCLEOLUS).reason is Reason.TOO_MANY
    with pytest.raises(
        InputError, match="17 partners can pay; groups of partners are looked at one by one for at most"
    ):
        fair_shares(many_places(17), terms)


@pytest.mark.parametrize("rule", Rule)
def test_one_rule_alone_gives_what_it_gives_beside_the_others(rule: Rule) -> None:
    alone, beside = proposal_by(rule, PACKAGE), fair_shares(PACKAGE).by_rule(rule)
    assert (alone.partners, alone.obstacle, alone.moved) == (beside.partners, beside.obstacle, beside.moved)
    assert alone.partners or alone.obstacle
