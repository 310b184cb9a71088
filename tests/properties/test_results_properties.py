"""What holds for every intervention, in every place, at every value of its parameters: money, sectors and time."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import COSTS, EFFECT, NO_EFFECT, SHARES, between, random_cases, setting

from roi_model.analysis.measures import (
    View,
    benefits,
    cost_per_qaly,
    costs,
    net,
    payback_year,
    return_per_pound,
    return_to_sector,
)
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.line import Flow
from roi_model.engine.sector import GROUPING_2011, SECTOR_NAMES, Sector
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.price import price_factor, price_years

SOCIETY = View()
ANALYSIS = Analysis(draws=2)
HORIZONS = (1, 2, 3, 5, 10)
each = pytest.mark.parametrize("name", INTERVENTION_NAMES)
few = settings(max_examples=10)
MONEY = (Flow.COST, Flow.BENEFIT, Flow.TRANSFER)


def run(case: Case, analysis: Analysis = ANALYSIS, horizons: tuple[int, ...] = HORIZONS) -> Results:
    return evaluate(case, analysis, horizons)


def by_line(results: Results) -> list[Array]:
    """Undiscounted and discounted totals of the base case, line by line."""
    return [np.stack([totals.undiscounted[0], totals.discounted[0]]) for totals in results.base]


def of(results: Results, *flows: Flow) -> list[Array]:
    return [totals for line, totals in zip(results.lines, by_line(results), strict=True) if line.flow in flows]


def same(first: list[Array], second: list[Array]) -> bool:
    return all((one == other).all() for one, other in zip(first, second, strict=True))


@each
@few
@given(data=st.data())
def test_TV_12_without_effect_nothing_is_gained_in_any_sector_and_net_is_minus_cost(
    name: str, data: st.DataObject
) -> None:
    results = run(setting(data.draw(random_cases(name)), **NO_EFFECT[name]))
    assert not any(totals.any() for totals in of(results, Flow.BENEFIT, Flow.TRANSFER, Flow.QALY))
    assert (net(results, SOCIETY).base == -costs(results, SOCIETY).base).all()


@each
@few
@given(data=st.data())
def test_TV_10_a_programme_that_does_and_costs_what_the_comparator_does_differs_by_nothing(
    name: str, data: st.DataObject
) -> None:
    results = run(setting(data.draw(random_cases(name)), **NO_EFFECT[name], **dict.fromkeys(COSTS[name], 0.0)))
    assert not any(totals.any() for totals in of(results, *MONEY, Flow.QALY))
    assert return_per_pound(results, SOCIETY, 0) is None


@each
@few
@given(data=st.data())
def test_GB_01_without_coverage_everything_is_nothing_and_no_ratio_is_defined(name: str, data: st.DataObject) -> None:
    results = run(setting(data.draw(random_cases(name)), coverage=0.0))
    assert not any(totals.any() for totals in by_line(results))
    assert return_per_pound(results, SOCIETY, 0) is None
    assert cost_per_qaly(results, SOCIETY, 0) is None
    assert all(return_to_sector(results, sector, SOCIETY, 0) is None for sector in Sector)
    assert payback_year(results, SOCIETY, 10) is None


@each
@few
@given(data=st.data())
def test_TV_13_a_programme_that_costs_nothing_has_benefits_and_no_ratio(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    results, priced = run(setting(case, **dict.fromkeys(COSTS[name], 0.0))), run(case)
    assert not costs(results, SOCIETY).base.any()
    assert return_per_pound(results, SOCIETY, 0) is None
    assert (net(results, SOCIETY).base == benefits(priced, SOCIETY).base).all()


@each
@few
@given(data=st.data())
def test_TV_14_where_nothing_saved_has_a_value_there_are_no_benefits(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    values = [p.name for p in case.parameters if p.is_money and p.name not in COSTS[name]]
    results = run(setting(case, **dict.fromkeys(values, 0.0)))
    assert not any(totals.any() for totals in of(results, Flow.BENEFIT, Flow.TRANSFER))
    assert same(of(results, Flow.COST, Flow.QUANTITY), of(run(case), Flow.COST, Flow.QUANTITY))


@each
@few
@given(data=st.data())
def test_TV_18_twice_the_people_twice_the_money_and_the_same_ratios(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    figures = {key: value * (1 if key == "employment_rate" else 2) for key, value in case.area.figures.items()}
    once, twice = run(case), run(replace(case, area=replace(case.area, figures=figures)))
    assert same([2 * totals for totals in by_line(once)], by_line(twice))  # to the last bit: 2 is a power of two
    assert return_per_pound(once, SOCIETY, -1) == return_per_pound(twice, SOCIETY, -1)
    assert payback_year(once, SOCIETY, 10) == payback_year(twice, SOCIETY, 10)


@each
@few
@given(data=st.data())
def test_TV_20_sectors_add_up_to_society_in_money_and_in_returns(name: str, data: st.DataObject) -> None:
    results = run(data.draw(random_cases(name)))
    scale = float(sum(np.abs(totals).max() for totals in of(results, *MONEY)))
    for part in (costs, benefits, net):
        parts = sum(part(results, View((sector,))).base for sector in Sector)
        assert parts == pytest.approx(part(results, SOCIETY).base, rel=1e-12, abs=1e-12 * scale)
    groups = sum(net(results, View(group)).base for group in GROUPING_2011.values())
    assert groups == pytest.approx(net(results, SOCIETY).base, rel=1e-12, abs=1e-12 * scale)
    whole = return_per_pound(results, SOCIETY, 4)
    shares = [return_to_sector(results, sector, SOCIETY, 4) for sector in Sector]
    if whole is not None:
        assert sum(share.base for share in shares if share) == pytest.approx(whole.base, rel=1e-12, abs=1e-12)


@each
@few
@given(data=st.data())
def test_TV_21_cash_and_the_rest_make_the_total(name: str, data: st.DataObject) -> None:
    results = run(data.draw(random_cases(name)))
    cash, whole = benefits(results, SOCIETY.cash).base, benefits(results, SOCIETY).base
    rest = np.zeros_like(whole)
    for line, totals in zip(results.lines, results.base, strict=True):
        if line.flow is Flow.BENEFIT and line.kind is not ValueKind.CASH:
            rest += totals.discounted[0]
    assert cash + rest == pytest.approx(whole, rel=1e-12, abs=1e-9)
    if all((totals >= 0).all() for totals in of(results, Flow.BENEFIT)):
        assert (cash <= whole).all()


@each
@few
@given(data=st.data(), share=SHARES, sectors=st.permutations(SECTOR_NAMES))
def test_TV_22_payers_share_the_cost_and_change_nothing_else(
    name: str, data: st.DataObject, share: float, sectors: list[str]
) -> None:
    case = data.draw(random_cases(name))
    first, second = Sector(sectors[0]), Sector(sectors[1])
    usual, shared = run(case), run(replace(case, payers={first: share, second: 1 - share}))
    whole = costs(usual, SOCIETY).base
    assert costs(shared, View((first,))).base == pytest.approx(share * whole, rel=1e-12)
    assert costs(shared, View((second,))).base == pytest.approx((1 - share) * whole, rel=1e-12)
    assert costs(shared, SOCIETY).base == pytest.approx(whole, rel=1e-12)
    unpaid = (Flow.BENEFIT, Flow.TRANSFER, Flow.QUANTITY, Flow.QALY)
    assert same(of(usual, *unpaid), of(shared, *unpaid))


@each
@few
@given(data=st.data())
def test_TV_16_a_higher_rate_never_raises_a_present_value_and_a_rate_of_0_leaves_it(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(random_cases(name))
    schedules = ("undiscounted", "review-2026", "green-book-2026")
    at_0, at_30, at_35 = (of(run(case, Analysis(schedule_name=one, draws=2)), *MONEY) for one in schedules)
    for none, lower, higher in zip(at_0, at_30, at_35, strict=True):
        assert (none[0] == none[1]).all()
        assert (np.abs(lower[1]) <= np.abs(none[1])).all()
        assert (np.abs(higher[1]) <= np.abs(lower[1])).all()


@each
@few
@given(data=st.data())
def test_GB_05_another_schedule_changes_discounted_figures_alone(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    usual, other = run(case), run(case, Analysis(schedule_name="review-2026", draws=2))
    assert usual.lines == other.lines
    assert (usual.base_yearly == other.base_yearly).all()
    assert same([totals[0] for totals in by_line(usual)], [totals[0] for totals in by_line(other)])


@each
@few
@given(data=st.data())
def test_TV_17_a_longer_horizon_never_takes_from_what_has_been_gained(name: str, data: st.DataObject) -> None:
    results = run(data.draw(random_cases(name)))
    for totals in by_line(results):
        size = np.abs(totals)
        assert (np.diff(size, axis=1) >= 0).all()
        assert (np.sign(totals) * np.sign(totals[:, -1:]) >= 0).all()


@each
@few
@given(data=st.data(), years=st.permutations(price_years()))
def test_TV_19_another_price_level_multiplies_all_money_alike(name: str, data: st.DataObject, years: list[str]) -> None:
    case = data.draw(random_cases(name))
    first, second = (run(case, Analysis(price_year=year, draws=2)) for year in years[:2])
    factor = price_factor(years[0], years[1])
    for one, other in zip(of(first, *MONEY), of(second, *MONEY), strict=True):
        assert other == pytest.approx(factor * one, rel=1e-12, abs=0)
    assert same(of(first, Flow.QUANTITY, Flow.QALY), of(second, Flow.QUANTITY, Flow.QALY))
    returns = [return_per_pound(results, SOCIETY, 4) for results in (first, second)]
    if returns[0] is not None and returns[1] is not None:
        assert returns[1].base == pytest.approx(returns[0].base, rel=1e-11, abs=1e-12)


@each
@few
@given(data=st.data(), first=SHARES, second=SHARES)
def test_TV_24_a_weaker_effect_never_gives_a_better_net_benefit(
    name: str, data: st.DataObject, first: float, second: float
) -> None:
    case = data.draw(random_cases(name))
    effect, more_is_better = EFFECT[name]
    parameter = parameter_set(name)[effect]
    worse, better = sorted((between(parameter, first), between(parameter, second)), reverse=not more_is_better)
    low, high = (net(run(setting(case, **{effect: value})), SOCIETY).base for value in (worse, better))
    assert (low <= high + 1e-12 * np.abs(high)).all()


@each
@few
@given(data=st.data())
def test_TV_01_a_dearer_programme_costs_more_and_gains_the_same(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    (price,) = COSTS[name]
    usual, dear = run(case), run(setting(case, **{price: 2 * case.parameters[price].value}))
    assert same([2 * totals for totals in of(usual, Flow.COST)], of(dear, Flow.COST))
    others = (Flow.BENEFIT, Flow.TRANSFER, Flow.QUANTITY, Flow.QALY)
    assert same(of(usual, *others), of(dear, *others))


@each
@few
@given(data=st.data())
def test_TV_05_a_price_changes_money_alone(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    usual = run(case)
    prices = [p for p in case.parameters if p.is_money]
    one = data.draw(st.sampled_from(prices))
    changed = run(setting(case, **{one.name: one.value / 2}))
    assert same(of(usual, Flow.QUANTITY, Flow.QALY), of(changed, Flow.QUANTITY, Flow.QALY))
    for before, after in zip(by_line(usual), by_line(changed), strict=True):
        assert (np.abs(after) <= np.abs(before)).all()  # nothing saved or spent is worth more at a lower price


@each
@few
@given(data=st.data())
def test_GB_08_transfers_cancel_in_society(name: str, data: st.DataObject) -> None:
    results = run(data.draw(random_cases(name)))
    moved = of(results, Flow.TRANSFER)
    assert not sum(moved, np.zeros((2, len(HORIZONS)))).any()
    untouched = sum(of(results, Flow.BENEFIT), np.zeros((2, len(HORIZONS))))[1]
    assert benefits(results, SOCIETY).base == pytest.approx(untouched, rel=1e-12, abs=1e-9)


@each
@few
@given(data=st.data())
def test_GB_14_wellbeing_and_qalys_are_never_counted_together(name: str, data: st.DataObject) -> None:
    case = data.draw(random_cases(name))
    labels = {}
    for asked in AlsoCount:
        results = run(case, Analysis(also_count=asked, draws=2))
        labels[asked] = {line.label for line in results.lines if line.kind is ValueKind.WELLBEING}
    assert labels[AlsoCount.NOTHING] == set()
    assert labels[AlsoCount.QALYS] <= {"QALYs gained, valued"}
    assert not labels[AlsoCount.QALYS] & labels[AlsoCount.WELLBEING]


@given(data=st.data())
def test_TV_15_where_a_year_free_of_depression_is_no_better_there_are_no_qalys(data: st.DataObject) -> None:
    results = run(setting(data.draw(random_cases("collaborative_care")), utility_gain=0.0))
    assert not any(totals.any() for totals in of(results, Flow.QALY))
    assert cost_per_qaly(results, SOCIETY, 0) is None
