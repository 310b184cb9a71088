"""The positions of partners by year, worked by hand: two draws, three years, a payer and two who gain."""

from __future__ import annotations

import numpy as np
import pytest
from pools import CAPACITY, COUNCIL, NHS, PEOPLE, SCHOOLS, cost, gain, totals_of

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import View, benefits
from roi_model.analysis.pooling.partner import Basis, Partner, named_sectors, partners_of
from roi_model.analysis.pooling.position import Position, credit_years, each_year, payback_years, positions
from roi_model.engine.line import Flow, Line
from roi_model.inputs.refusal import InputError

# The council pays 100, then 20. It gets 60 in cash each year in one draw and 30 in the other; staff time worth 10.
FLOWS = {
    cost(COUNCIL): [[100, 20, 0], [100, 20, 0]],
    gain(COUNCIL): [[60, 60, 60], [30, 30, 30]],
    gain(COUNCIL, CAPACITY): [[10, 10, 10], [10, 10, 10]],
    gain(NHS, CAPACITY): [[5, 5, 5], [0, 0, 9]],
    Line(Flow.TRANSFER, "Support", "£", PEOPLE): [[-4, 0, 0], [-4, 0, 0]],
    Line(Flow.TRANSFER, "Support", "£", NHS): [[4, 0, 0], [4, 0, 0]],
}
TOTALS = totals_of(FLOWS)
COUNCIL_NOW = next(one for one in positions(TOTALS) if one.partner == Partner(COUNCIL))


def bases(figures: tuple[Estimate, ...]) -> list[float]:
    return [figure.base for figure in figures]


def means(figures: tuple[Estimate, ...]) -> list[float]:
    return [figure.mean for figure in figures]


def test_every_partner_that_pays_or_gains_has_a_position_and_all_together_come_last() -> None:
    assert [one.label for one in positions(TOTALS)] == ["NHS", "Local government", "Individuals", "All partners"]


def test_the_financial_case_counts_cash_and_does_not_discount() -> None:
    council = COUNCIL_NOW.financial
    assert (council.contribution.mean, council.benefit_cash.mean, council.benefit.mean) == (120, 135, 165)
    assert bases(council.yearly) == [-40, 40, 60]
    assert bases(council.cumulative) == [-40, 0, 60]
    assert means(council.cumulative) == [-55, -30, 15]
    assert (council.net.base, council.net.mean) == (60, 15)


def test_the_economic_case_counts_all_value() -> None:
    council = COUNCIL_NOW.economic
    assert bases(council.cumulative) == [-30, 20, 90]
    assert means(council.cumulative) == [-45, -10, 45]
    assert council.benefit == COUNCIL_NOW.financial.benefit  # this schedule discounts nothing


def test_the_economic_case_is_discounted_and_the_financial_one_is_not() -> None:
    council = next(one for one in positions(totals_of(FLOWS, "green-book-2026")) if one.partner == Partner(COUNCIL))
    second, third = 1 / 1.035, 1 / 1.035**2
    assert council.economic.cumulative[2].base == pytest.approx(-30 + 50 * second + 70 * third, abs=1e-9)
    assert council.economic.contribution.base == pytest.approx(100 + 20 * second, abs=1e-9)
    assert bases(council.financial.cumulative) == [-40, 0, 60]


def test_exactly_nothing_is_not_in_credit_but_is_paid_back() -> None:
    council = COUNCIL_NOW.financial
    assert {year: found.probability for year, found in council.in_credit.items()} == {1: 0, 2: 0, 3: 0.5}
    payback = council.payback
    assert payback is not None
    assert [found.probability for found in payback.by_year] == [0, 0.5, 0]
    assert payback.never.probability == 0.5
    assert (payback.base, payback.mean) == (2, 3)


def test_who_pays_nothing_is_not_paid_back_and_a_transfer_counts_for_each_partner() -> None:
    nhs, _, people, everyone = positions(TOTALS)
    assert nhs.economic.payback is None
    assert bases(nhs.economic.cumulative) == [9, 14, 19]
    assert bases(people.financial.cumulative) == [-4, -4, -4]
    assert everyone.economic.net.base == 90 + 19 - 4
    assert everyone.economic.payback is not None


def test_TV_22_contributions_benefits_and_nets_of_partners_add_up_to_those_of_all() -> None:
    *each, everyone = positions(TOTALS)
    for basis in Basis:
        whole = everyone.on(basis)
        for name in ("contribution", "benefit_cash", "benefit", "net"):
            added = [getattr(one.on(basis), name) for one in each]
            assert sum(one.base for one in added) == pytest.approx(getattr(whole, name).base, abs=1e-9)
            assert sum(one.mean for one in added) == pytest.approx(getattr(whole, name).mean, abs=1e-9)


def test_sectors_can_be_another_partner_in_each_place() -> None:
    totals = totals_of(
        {
            cost(COUNCIL, "a", "Leeds"): [[10.0], [10.0]],
            gain(COUNCIL, CAPACITY, "a", "Leeds"): [[25.0], [15.0]],
            cost(COUNCIL, "a", "Bradford"): [[8.0], [8.0]],
            gain(NHS, CAPACITY, "a", "Bradford"): [[7.0], [5.0]],
            gain(SCHOOLS, CAPACITY, "a", "Bradford"): [[0.0], [0.0]],
        }
    )
    leeds, bradford = Partner(COUNCIL, "Leeds"), Partner(COUNCIL, "Bradford")
    assert partners_of(totals, [COUNCIL]) == (Partner(NHS), leeds, bradford)
    assert partners_of(totals) == (Partner(NHS), Partner(COUNCIL))
    found = {one.partner: one.economic.net.base for one in positions(totals, [COUNCIL])}
    assert found == {Partner(NHS): 7, leeds: 15, bradford: -8, None: 14}


def test_a_view_of_places_counts_their_lines_alone() -> None:
    totals = totals_of({gain(NHS, CAPACITY, "a", place): [[1.0], [1.0]] for place in ("Leeds", "York", "Hull")})
    assert benefits(totals, View(places=("Leeds", "York"))).base.tolist() == [2]
    assert benefits(totals, View(places=("Bath",))).base.tolist() == [0]
    assert benefits(totals, View()).base.tolist() == [3]


def test_a_payback_year_is_the_one_after_which_nothing_is_behind() -> None:
    assert payback_years(np.array([[-1.0, -1, -1], [-1, 1, -1], [-1, -1, 0], [0, 0, 0]])).tolist() == [4, 4, 3, 1]


def test_years_of_credit_are_those_within_the_horizon_and_the_horizon() -> None:
    assert credit_years(1) == (1,)
    assert credit_years(4) == (1, 2, 3, 4)
    assert credit_years(10) == (1, 2, 3, 5, 10)


def test_positions_need_every_year() -> None:
    assert each_year(2) == (1, 2)
    gapped = totals_of({cost(NHS): [[1.0, 1.0]] * 2})
    object.__setattr__(gapped, "horizons", (1, 5))
    with pytest.raises(ValueError, match=r"need the horizons 1, 2, …, and not \(1, 5\)"):
        positions(gapped)


def test_a_sector_is_found_by_its_name_or_refused_with_the_nearest() -> None:
    assert named_sectors([]) == ()
    with pytest.raises(InputError, match="There is no sector called 'local_goverment'. Did you mean 'local_gov"):
        named_sectors(["local_goverment"])


def test_a_position_says_on_which_basis_it_is() -> None:
    assert isinstance(COUNCIL_NOW.on(Basis.FINANCIAL), Position)
    assert COUNCIL_NOW.on(Basis.FINANCIAL).basis is Basis.FINANCIAL
    assert COUNCIL_NOW.on(Basis.ECONOMIC).basis is Basis.ECONOMIC
    assert [basis.label for basis in Basis] == ["cash, not discounted", "all value, discounted"]
