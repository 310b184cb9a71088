"""Every rule on pools small enough to work by hand."""

from __future__ import annotations

import pytest
from pools import (
    CAPACITY,
    COUNCIL,
    ECONOMIC,
    EMPLOYERS,
    FINANCIAL,
    NHS,
    PEOPLE,
    SCHOOLS,
    SOCIETY,
    Flows,
    certain,
    cost,
    gain,
    obstacle,
    paid,
    totals_of,
)

from roi_model.analysis.estimate import Chance
from roi_model.analysis.pooling.fair_shares import fair_shares
from roi_model.analysis.pooling.partner import Partner
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.rule import Reason, Rule
from roi_model.inputs.refusal import InputError

# It costs the council 100. The council gains 60 in cash, the NHS 80 in staff time, people 30 in earnings.
TWO = fair_shares(certain({cost(COUNCIL): 100, gain(COUNCIL): 60, gain(NHS, CAPACITY): 80, gain(PEOPLE, CAPACITY): 30}))


def test_as_today_the_payer_pays_and_would_do_better_without() -> None:
    today = TWO.by_rule(Rule.AS_TODAY)
    assert paid(TWO, Rule.AS_TODAY) == {NHS: 0, COUNCIL: 100}
    assert [one.net[ECONOMIC].mean for one in today.partners] == [80, -40, 30]
    assert [one.net[FINANCIAL].mean for one in today.partners] == [0, -40, 0]
    assert [one.chance[ECONOMIC].probability for one in today.partners] == [1, 0, 1]
    assert today.blocked is not None
    assert (today.blocked.group, today.blocked.gain, today.blocked.funds_it) == ((Partner(COUNCIL),), 40, False)
    assert today.moved == 0


def test_the_economic_basis_discounts_and_the_financial_one_does_not() -> None:
    # The council pays 100 and gains 100 in year 1; the NHS gains 100 in year 2, at 3.5% a year.
    flows: Flows = {cost(COUNCIL): [[100.0, 0.0]] * 4, gain(COUNCIL): [[100.0, 0.0]] * 4, gain(NHS): [[0.0, 100.0]] * 4}
    totals = totals_of(flows, "green-book-2026")
    later = fair_shares(totals)
    assert [one.mean for one in later.gained[FINANCIAL]] == [100, 100]
    assert [one.mean for one in later.gained[ECONOMIC]] == pytest.approx([100 / 1.035, 100])
    assert paid(later, Rule.EQUAL_RETURN) == pytest.approx({NHS: 100 / 2.035, COUNCIL: 103.5 / 2.035})
    undiscounted = fair_shares(totals, PoolTerms(basis=FINANCIAL)).by_rule(Rule.EQUAL_RETURN)
    assert [one.share for one in undiscounted.partners] == pytest.approx([0.5, 0.5])


def test_in_proportion_to_benefit_only_those_who_can_pay_count() -> None:
    assert paid(TWO, Rule.BY_BENEFIT) == pytest.approx({NHS: 100 * 80 / 140, COUNCIL: 100 * 60 / 140})
    people = TWO.by_rule(Rule.BY_BENEFIT).partners[2]
    assert (people.share, people.contribution[ECONOMIC].mean, people.return_per_pound) == (0, 0, None)


def test_in_proportion_to_cash_benefit_staff_time_does_not_count() -> None:
    assert paid(TWO, Rule.BY_CASH) == {NHS: 0, COUNCIL: 100}
    assert TWO.by_rule(Rule.BY_CASH).blocked == TWO.by_rule(Rule.AS_TODAY).blocked


def test_equal_return_gives_everyone_who_pays_the_same_per_pound() -> None:
    returns = [one.return_per_pound for one in TWO.by_rule(Rule.EQUAL_RETURN).partners]
    assert [None if one is None else one.mean for one in returns] == [pytest.approx(1.4), pytest.approx(1.4), None]


def test_with_one_programme_equal_return_is_in_proportion_to_benefit() -> None:
    assert paid(TWO, Rule.EQUAL_RETURN) == pytest.approx(paid(TWO, Rule.BY_BENEFIT), abs=1e-12)


def test_the_shapley_value_of_two_who_need_each_other_is_half_of_the_surplus_each() -> None:
    # Neither would fund 100 alone; together they gain 140 − 100 = 40.
    assert paid(TWO, Rule.SHAPLEY) == pytest.approx({NHS: 60, COUNCIL: 40})
    assert paid(TWO, Rule.NUCLEOLUS) == pytest.approx({NHS: 60, COUNCIL: 40})
    assert TWO.by_rule(Rule.SHAPLEY).moved == pytest.approx(60)


@pytest.mark.parametrize("rule", [Rule.BY_BENEFIT, Rule.EQUAL_RETURN, Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.EQUAL_CHANCE])
def test_a_split_that_asks_no_one_for_more_than_it_gains_is_in_the_core(rule: Rule) -> None:
    assert TWO.by_rule(rule).in_core


def test_everyone_in_credit_moves_no_more_than_it_must() -> None:
    # The council can carry 60 at most; the NHS takes up 40.
    assert paid(TWO, Rule.IN_CREDIT) == pytest.approx({NHS: 40, COUNCIL: 60})
    assert [one.in_credit[1].probability for one in TWO.by_rule(Rule.IN_CREDIT).partners] == [1, 1, 1]
    assert TWO.by_rule(Rule.IN_CREDIT).moved == pytest.approx(40)


def test_three_claims_of_the_talmud() -> None:
    """Gains of 100, 200 and 300 and a cost of 400 leave 200 to share (Aumann and Maschler 1985)."""
    found = fair_shares(certain({cost(EMPLOYERS): 400, gain(NHS): 100, gain(COUNCIL): 200, gain(EMPLOYERS): 300}))
    assert paid(found, Rule.NUCLEOLUS) == pytest.approx({NHS: 50, COUNCIL: 125, EMPLOYERS: 225})
    # The Shapley value is what each gets on average, first come first served: 200/6, 500/6 and 500/6.
    left = {NHS: 200 / 6, COUNCIL: 500 / 6, EMPLOYERS: 500 / 6}
    assert paid(found, Rule.SHAPLEY) == pytest.approx(
        {NHS: 100 - left[NHS], COUNCIL: 200 - left[COUNCIL], EMPLOYERS: 300 - left[EMPLOYERS]}
    )


# Cost 100 in five draws, paid by the council.
FIVE: Flows = {
    cost(COUNCIL): [[100.0]] * 5,
    gain(COUNCIL): [[30.0], [40], [50], [60], [70]],
    gain(NHS): [[70.0], [70], [20], [70], [70]],
}


def test_limits_are_what_the_gains_exceed_in_as_many_draws_as_wanted() -> None:
    # In four draws of five the council gains 40 or more and the NHS 70: limits of 40% and 70%.
    found = fair_shares(totals_of(FIVE), PoolTerms(chance=0.8))
    assert paid(found, Rule.IN_CREDIT) == pytest.approx({NHS: 60, COUNCIL: 40})
    assert [one.chance[ECONOMIC].probability for one in found.by_rule(Rule.IN_CREDIT).partners] == [0.8, 0.8]


def test_what_is_left_over_is_taken_up_in_proportion_to_room() -> None:
    flows: Flows = {**FIVE, gain(SCHOOLS): [[40.0]] * 5}
    shares = paid(fair_shares(totals_of(flows), PoolTerms(chance=0.8)), Rule.IN_CREDIT)
    assert shares == pytest.approx({COUNCIL: 40, NHS: 60 * 70 / 110, SCHOOLS: 60 * 40 / 110})


def test_more_than_can_be_sure_is_refused_with_what_is_short_who_is_least_sure_and_the_best_chance() -> None:
    # In all five draws the council gains 30 and the NHS 20: 50 short. The NHS's mean of 60 is 40 above its limit.
    given = obstacle(fair_shares(totals_of(FIVE), PoolTerms(chance=1)), Rule.IN_CREDIT)
    assert (given.reason, given.partners) == (Reason.NOT_SURE, (Partner(NHS),))
    assert given.short == pytest.approx(50)
    assert given.best is not None
    assert given.best.probability == 0.8


def test_equal_chance_lies_between_the_limits_of_two_chances() -> None:
    # Limits of 4 draws add up to 1.1, of 5 draws to 0.5; a sixth of the way they add up to 1.
    found = fair_shares(totals_of(FIVE))
    assert paid(found, Rule.EQUAL_CHANCE) == pytest.approx(
        {COUNCIL: 100 * (0.4 * 5 / 6 + 0.3 / 6), NHS: 100 * (0.7 * 5 / 6 + 0.2 / 6)}
    )
    assert [one.chance[ECONOMIC].probability for one in found.by_rule(Rule.EQUAL_CHANCE).partners] == [0.8, 0.8]


def test_gains_that_just_cover_the_cost_put_nobody_in_credit() -> None:
    found = fair_shares(certain({cost(COUNCIL): 100, gain(COUNCIL): 60, gain(NHS): 40}))
    given = obstacle(found, Rule.IN_CREDIT)
    assert (given.reason, given.best) == (Reason.NOT_SURE, Chance(0.0, 0.0))
    assert given.short == pytest.approx(0, abs=1e-6)
    assert paid(found, Rule.EQUAL_CHANCE) == pytest.approx({COUNCIL: 60, NHS: 40})
    assert [one.chance[ECONOMIC].probability for one in found.by_rule(Rule.EQUAL_CHANCE).partners] == [0, 0]
    assert paid(found, Rule.SHAPLEY) == pytest.approx({COUNCIL: 60, NHS: 40})


def test_who_would_lose_without_paying_stands_in_the_way() -> None:
    flows: Flows = {**FIVE, gain(EMPLOYERS): [[-1.0], [-1], [5], [5], [5]]}
    given = obstacle(fair_shares(totals_of(flows)), Rule.IN_CREDIT)
    assert (given.reason, given.partners) == (Reason.LOSES, (Partner(EMPLOYERS),))


def test_where_everyone_is_in_credit_already_nothing_moves() -> None:
    flows: Flows = {
        cost(COUNCIL): [[100.0]] * 5,
        gain(COUNCIL): [[90.0], [110], [110], [110], [110]],
        gain(NHS): [[9.0]] * 5,
    }
    found = fair_shares(totals_of(flows), PoolTerms(chance=0.8)).by_rule(Rule.IN_CREDIT)
    assert found.moved == 0
    assert [one.contribution[ECONOMIC].mean for one in found.partners] == [0, 100]
    elsewhere = fair_shares(totals_of(flows), PoolTerms(contributors=(NHS,), chance=0.8))
    assert obstacle(elsewhere, Rule.IN_CREDIT).reason is Reason.NOT_SURE  # the council pays today, but may not


def test_in_credit_by_a_year_counts_costs_and_gains_up_to_it() -> None:
    flows: Flows = {cost(COUNCIL): [[100.0, 0]] * 4, gain(COUNCIL): [[30.0, 60]] * 4, gain(NHS): [[80.0, 10]] * 4}
    by_two = fair_shares(totals_of(flows), PoolTerms(by_year=2))
    assert paid(by_two, Rule.IN_CREDIT) == pytest.approx({COUNCIL: 90, NHS: 10})
    by_one = fair_shares(totals_of(flows), PoolTerms(by_year=1))
    assert paid(by_one, Rule.IN_CREDIT) == pytest.approx({COUNCIL: 30, NHS: 70})
    council = by_one.by_rule(Rule.IN_CREDIT).partners[1]
    assert {year: found.probability for year, found in council.in_credit.items()} == {1: 1, 2: 1}


# What it brings those who can pay, 40, is less than the 100 it costs; society gains 300 and holds no budget.
SOCIETAL = certain({cost(NHS): 100, gain(NHS): 40, gain(SOCIETY, CAPACITY): 300})


@pytest.mark.parametrize("rule", [Rule.SHAPLEY, Rule.NUCLEOLUS])
def test_a_game_without_a_surplus_gives_no_shares_and_says_what_is_short(rule: Rule) -> None:
    given = obstacle(fair_shares(SOCIETAL), rule)
    assert (given.reason, given.short, given.place) == (Reason.COSTS_MORE, 60, "")
    assert not fair_shares(SOCIETAL).by_rule(rule).in_core


def test_whoever_is_named_can_pay() -> None:
    named = fair_shares(SOCIETAL, PoolTerms(contributors=(NHS, SOCIETY)))
    assert paid(named, Rule.SHAPLEY) == pytest.approx({NHS: 20, SOCIETY: 80})  # v(society) = 200, v(both) = 240
    assert paid(named, Rule.BY_BENEFIT) == pytest.approx({NHS: 100 * 40 / 340, SOCIETY: 100 * 300 / 340})


def test_no_gain_to_share_by_is_said() -> None:
    nobody = fair_shares(certain({cost(NHS): 100, gain(PEOPLE): 300}))
    for rule in (Rule.BY_BENEFIT, Rule.BY_CASH, Rule.EQUAL_RETURN):
        assert obstacle(nobody, rule).reason is Reason.NO_GAIN
    assert obstacle(nobody, Rule.EQUAL_CHANCE).reason is Reason.NOT_SURE
    assert obstacle(nobody, Rule.EQUAL_CHANCE).short == 100


def test_terms_that_cannot_be_met_are_refused() -> None:
    with pytest.raises(InputError, match="The programme costs nothing"):
        fair_shares(certain({cost(NHS): 0, gain(NHS): 5}))
    with pytest.raises(InputError, match="The chance of being in credit is 1.5; it must be above 0 and at most 1"):
        PoolTerms(chance=1.5)
    with pytest.raises(InputError, match="The year to be in credit by is 0; it must be 1 or more"):
        PoolTerms(by_year=0)
    with pytest.raises(InputError, match="The year to be in credit by is 3; the time horizon is 1"):
        fair_shares(SOCIETAL, PoolTerms(by_year=3))
    with pytest.raises(InputError, match="No partner can pay"):
        PoolTerms(contributors=())


def test_draws_share_what_it_costs_more_or_less_in_the_agreed_proportions() -> None:
    flows: Flows = {cost(COUNCIL): [[80.0], [120]], gain(COUNCIL): [[90.0], [90]], gain(NHS): [[90.0], [90]]}
    found = fair_shares(totals_of(flows)).by_rule(Rule.EQUAL_RETURN)
    nhs = found.partners[0].contribution[ECONOMIC]
    assert (nhs.base, nhs.mean) == (40, 50)
    assert (nhs.low, nhs.high) == pytest.approx((40.5, 59.5))


def test_rules_and_reasons_have_names() -> None:
    assert [rule.label for rule in Rule][:2] == ["Payer as today", "In proportion to benefit"]
    assert len({rule.label for rule in Rule}) == len(Rule) == 8
