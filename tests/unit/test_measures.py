"""What results mean, by hand: four draws, two years, two sectors that pay and gain."""

import math

import numpy as np
import pytest
from builders import case_of, certain

from roi_model.analysis.estimate import estimate, ratio_estimate
from roi_model.analysis.measures import (
    View,
    benefits,
    chance_in_credit,
    cost_per_qaly,
    costs,
    net,
    net_present_value,
    payback_year,
    qalys,
    quantity,
    return_per_pound,
    return_to_sector,
    view_of,
)
from roi_model.engine.analysis import Analysis
from roi_model.engine.cash_flow import Array, Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow, Line
from roi_model.engine.line_totals import LineTotals
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

NHS, COUNCIL, PEOPLE = Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.INDIVIDUALS
CASH, CAPACITY = ValueKind.CASH, ValueKind.CAPACITY

# Line: base case and four draws at the one horizon, discounted. Undiscounted is twice as much.
LINES: dict[Line, tuple[float, list[float]]] = {
    Line(Flow.QUANTITY, "People", "people"): (10, [8, 10, 12, 10]),
    Line(Flow.COST, "Service", "£", NHS, CASH): (30, [20, 30, 40, 30]),
    Line(Flow.COST, "Service", "£", COUNCIL, CASH): (10, [10, 10, 10, 10]),
    Line(Flow.BENEFIT, "Drugs", "£", NHS, CASH): (15, [10, 20, 30, 0]),
    Line(Flow.BENEFIT, "Staff", "£", NHS, CAPACITY): (45, [40, 60, 80, 20]),
    Line(Flow.BENEFIT, "Homes", "£", COUNCIL, CASH): (5, [4, 4, 8, 4]),
    Line(Flow.TRANSFER, "Support", "£", COUNCIL, CASH): (-6, [-2, -4, -6, -8]),
    Line(Flow.TRANSFER, "Support", "£", PEOPLE, CASH): (6, [2, 4, 6, 8]),
    Line(Flow.QALY, "QALYs gained", "QALYs", is_health=True): (0.5, [0.25, 0.5, 0.75, 0.5]),
}


def nothing(p: Draws, t: Timeline) -> Outcomes:
    raise AssertionError


CASE = case_of(nothing, [certain("coverage", 1)], {NHS: 0.75, COUNCIL: 0.25})


def results_of(lines: dict[Line, tuple[float, list[float]]]) -> Results:
    def totals(values: list[float]) -> LineTotals:
        column = np.array(values, dtype=float).reshape(-1, 1)
        return LineTotals(2 * column, column)

    draws = len(next(iter(lines.values()))[1])
    years = np.zeros((len(lines), 1))
    return Results(
        Analysis(draws=draws),
        (1,),
        tuple(lines),
        tuple(totals([base]) for base, _ in lines.values()),
        tuple(totals(drawn) for _, drawn in lines.values()),
        years,
        years,
        CASE,
    )


RESULTS = results_of(LINES)
SOCIETY = View()


def drawn(sums: object) -> list[float]:
    return sums.at(0)[1].tolist()  # type: ignore[attr-defined]


def test_costs_benefits_and_net_of_society_leave_transfers_out() -> None:
    assert costs(RESULTS, SOCIETY).at(0)[0] == 40
    assert drawn(costs(RESULTS, SOCIETY)) == [30, 40, 50, 40]
    assert benefits(RESULTS, SOCIETY).at(0)[0] == 65
    assert drawn(benefits(RESULTS, SOCIETY)) == [54, 84, 118, 24]
    assert drawn(net(RESULTS, SOCIETY)) == [24, 44, 68, -16]


def test_GB_08_transfers_count_in_every_narrower_view() -> None:
    assert drawn(benefits(RESULTS, View((COUNCIL,)))) == [2, 0, 2, -4]  # homes less support paid
    assert drawn(benefits(RESULTS, View((PEOPLE,)))) == [2, 4, 6, 8]
    both = View((COUNCIL, PEOPLE))  # what one gives the other receives
    assert drawn(benefits(RESULTS, both)) == [4, 4, 8, 4]


def test_cash_counts_benefits_of_that_kind_and_all_costs() -> None:
    assert drawn(benefits(RESULTS, SOCIETY.cash)) == [14, 24, 38, 4]
    assert drawn(costs(RESULTS, SOCIETY.cash)) == [30, 40, 50, 40]
    assert drawn(benefits(RESULTS, View((COUNCIL,)).cash)) == [2, 0, 2, -4]


def test_undiscounted_takes_the_other_totals() -> None:
    assert drawn(net(RESULTS, SOCIETY.undiscounted)) == [48, 88, 136, -32]


def test_quantities_and_qalys() -> None:
    assert quantity(RESULTS).at(0)[0] == 20  # people are never discounted
    assert drawn(quantity(RESULTS)) == [16, 20, 24, 20]
    assert drawn(qalys(RESULTS)) == [0.25, 0.5, 0.75, 0.5]
    assert drawn(qalys(RESULTS, discounted=False)) == [0.5, 1, 1.5, 1]


def test_the_return_is_the_ratio_of_means_and_not_the_mean_of_ratios() -> None:
    found = return_per_pound(RESULTS, SOCIETY, 0)
    assert found is not None
    assert found.mean == 280 / 160  # (54 + 84 + 118 + 24) ÷ (30 + 40 + 50 + 40)
    mean_of_ratios = (54 / 30 + 84 / 40 + 118 / 50 + 24 / 40) / 4
    assert abs(found.mean - mean_of_ratios) > 0.03
    assert found.base == 65 / 40


def test_the_interval_of_a_return_is_that_of_the_draws() -> None:
    found = return_per_pound(RESULTS, SOCIETY, 0)
    assert found is not None
    # Sorted ratios 0.6, 1.8, 2.1, 2.36; of four points the 2.5th percentile lies 3 · 0.025 of the way up the first gap.
    assert found.low == pytest.approx(0.6 + 0.075 * 1.2, rel=1e-14)
    assert found.high == pytest.approx(2.36 - 0.075 * 0.26, rel=1e-14)


def test_the_standard_error_of_a_return_by_formula() -> None:
    found = return_per_pound(RESULTS, SOCIETY, 0)
    assert found is not None
    # a − R·b with R = 1.75: 54 − 52.5, 84 − 70, 118 − 87.5, 24 − 70; its mean is 0.
    gaps = [1.5, 14, 30.5, -46]
    spread = math.sqrt(sum(gap**2 for gap in gaps) / 3)
    assert found.error == pytest.approx(spread / (40 * math.sqrt(4)), rel=1e-14)


def test_a_sector_that_pays_nothing_has_no_return() -> None:
    assert return_per_pound(RESULTS, View((PEOPLE,)), 0) is None
    assert return_per_pound(RESULTS, View((Sector.EDUCATION,)), 0) is None


def test_TV_13_a_programme_that_costs_nothing_has_no_return() -> None:
    free = {line: (0.0, [0.0] * 4) if line.flow is Flow.COST else found for line, found in LINES.items()}
    assert return_per_pound(results_of(free), SOCIETY, 0) is None
    assert drawn(net(results_of(free), SOCIETY)) == [54, 84, 118, 24]


def test_a_ratio_with_a_zero_below_in_any_draw_is_not_defined() -> None:
    assert ratio_estimate((1, 1), np.array([1.0, 1.0]), np.array([1.0, 0.0])) is None
    assert ratio_estimate((1, 0), np.array([1.0, 1.0]), np.array([1.0, 1.0])) is None


def test_TV_20_returns_to_sectors_add_up_to_the_return_to_society() -> None:
    parts = [return_to_sector(RESULTS, sector, SOCIETY, 0) for sector in (NHS, COUNCIL, PEOPLE)]
    # NHS 260 ÷ 160; council 0 ÷ 160; people 20 ÷ 160: transfers add up to nothing.
    assert [part and part.mean for part in parts] == [1.625, 0, 0.125]
    whole = return_per_pound(RESULTS, SOCIETY, 0)
    assert whole is not None
    assert sum(part.mean for part in parts if part) == whole.mean


def test_net_present_value_and_its_standard_error() -> None:
    found = net_present_value(RESULTS, SOCIETY, 0)
    assert (found.base, found.mean) == (25, 30)  # 65 − 40; (24 + 44 + 68 − 16) ÷ 4
    spread = math.sqrt(((24 - 30) ** 2 + (44 - 30) ** 2 + (68 - 30) ** 2 + (-16 - 30) ** 2) / 3)
    assert found.error == pytest.approx(spread / 2, rel=1e-14)


def test_the_chance_of_being_in_credit_and_its_standard_error() -> None:
    found = chance_in_credit(RESULTS, SOCIETY, 0)
    assert found.probability == 0.75
    assert found.error == pytest.approx(math.sqrt(0.75 * 0.25 / 4), rel=1e-15)
    # The council's net is −8, −10, −8, −14; breaking even is not being in credit.
    assert chance_in_credit(RESULTS, View((COUNCIL,)), 0).probability == 0
    cost, gain = Line(Flow.COST, "Service", "£", NHS, CASH), Line(Flow.BENEFIT, "Drugs", "£", NHS, CASH)
    even = results_of({cost: (30, [30, 30, 30, 30]), gain: (30, [30, 30, 30, 31])})
    assert chance_in_credit(even, SOCIETY, 0).probability == 0.25


def test_cost_per_qaly_is_net_cost_by_qalys() -> None:
    found = cost_per_qaly(RESULTS, View((COUNCIL,)), 0)
    assert found is not None
    assert found.base == 22  # (10 − 5 + 6) ÷ 0.5
    assert found.mean == 20  # (8 + 10 + 8 + 14) ÷ (0.25 + 0.5 + 0.75 + 0.5)
    saving = cost_per_qaly(RESULTS, SOCIETY, 0)
    assert saving is not None
    assert saving.mean == -60  # −120 ÷ 2


def test_cost_per_qaly_is_not_defined_where_none_are_known() -> None:
    without = {line: found for line, found in LINES.items() if line.flow is not Flow.QALY}
    assert cost_per_qaly(results_of(without), SOCIETY, 0) is None


def test_percentiles_and_their_errors_by_formula() -> None:
    values = np.arange(1001.0)  # so that the p-th percentile is 1000·p
    found = estimate(7, values)
    assert (found.base, found.mean) == (7, 500)
    assert (found.low, found.high) == pytest.approx((25, 975), rel=1e-14)
    rank_error = 1000 * math.sqrt(0.025 * 0.975 / 1001)
    assert found.low_error == pytest.approx(rank_error, rel=1e-12)
    assert found.high_error == pytest.approx(rank_error, rel=1e-12)
    assert found.error == pytest.approx(values.std(ddof=1) / math.sqrt(1001), rel=1e-14)


def test_the_view_of_results_is_that_of_the_perspective() -> None:
    public = results_of(LINES)
    analysis = Analysis(draws=4, perspective="health_and_social_care")
    narrow = Results(
        analysis, (1,), public.lines, public.base, public.simulated, public.base_yearly, public.mean_yearly, CASE
    )
    assert view_of(narrow) == View((NHS, COUNCIL))
    assert view_of(RESULTS) == SOCIETY


def paying(*flows: list[float], costs_by_year: list[float], schedule: str = "undiscounted") -> Results:
    """Results with these benefits and costs by year; the mean is twice as good as the base case."""
    lines = [Line(Flow.COST, "Service", "£", NHS, CASH)]
    lines += [Line(Flow.BENEFIT, f"Gain {number}", "£", NHS, CAPACITY) for number in range(len(flows))]
    base: Array = np.array([costs_by_year, *flows], dtype=float)
    mean = base * np.array([[1.0]] + [[2.0]] * len(flows))
    return Results(Analysis(draws=2, schedule_name=schedule), (1,), tuple(lines), (), (), base, mean, CASE)


def payback(results: Results, years: int, view: View = SOCIETY) -> int | None:
    return payback_year(results, view, years, base_case=True)


def test_payback_is_the_first_year_by_whose_end_costs_are_repaid() -> None:
    # −100 + 40 + 40 + 40: ahead by the end of the third year.
    results = paying([40, 40, 40, 40], costs_by_year=[100, 0, 0, 0])
    assert [payback(results, years) for years in (1, 2, 3, 4)] == [None, None, 3, 3]
    assert payback_year(results, SOCIETY, 4) == 2  # the mean of the draws gains 80 a year


def test_payback_to_the_penny_counts_as_repaid_and_so_does_the_first_year() -> None:
    assert payback(paying([50, 50], costs_by_year=[100, 0]), 2) == 2
    assert payback(paying([100, 0], costs_by_year=[100, 0]), 2) == 1


def test_a_relapse_into_debt_puts_payback_off_to_when_it_ends_for_good() -> None:
    # Balance by year: 20, −60, 10, 10; then with a last cost −10.
    assert payback(paying([120, 20, 70, 0], costs_by_year=[100, 100, 0, 0]), 4) == 3
    assert payback(paying([120, 20, 70, 0], costs_by_year=[100, 100, 0, 0]), 1) == 1
    assert payback(paying([120, 20, 70, 0], costs_by_year=[100, 100, 0, 20]), 4) is None


def test_who_pays_nothing_has_no_payback() -> None:
    results = paying([40, 40], costs_by_year=[10, 0])
    assert payback(results, 2, View((PEOPLE,))) is None
    assert payback(paying([40, 40], costs_by_year=[0, 0]), 2) is None


def test_discounting_may_put_payback_off() -> None:
    # £100 now against £50 now and £51 next year: repaid, but £51/1.035 = £49.28 is not enough.
    results = paying([50, 51, 5], costs_by_year=[100, 0, 0], schedule="green-book-2026")
    assert payback(results, 3) == 3
    assert payback(results, 3, SOCIETY.undiscounted) == 2


def test_payback_in_cash_counts_cash_alone() -> None:
    assert payback(paying([500, 500], costs_by_year=[100, 0]), 2, SOCIETY.cash) is None
