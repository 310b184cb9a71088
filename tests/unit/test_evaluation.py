"""Evaluation by hand: a made-up programme for 100 people over three years."""

import numpy as np
import pytest
from builders import case_of, certain, uncertain

from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Array, Benefit, Cost, Outcomes, Quantity, Transfer, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws, Sampler
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.price import price_factor

# 1/1.035 and 1/1.035² for money, 1/1.015 and 1/1.015² for health.
MONEY_1, MONEY_2 = 0.966183574879227, 0.933510700366403
HEALTH_1, HEALTH_2 = 0.985221674876847, 0.970661748647140


def programme(p: Draws, t: Timeline) -> Outcomes:
    people = p.adults * p.coverage
    each_year = t.from_year(np.zeros((1, 1)))
    return Outcomes(
        quantities=(Quantity("People", people * t.at_start, "people"),),
        costs=(
            Cost("Set-up", p.set_up_cost * t.at_start),
            Cost("Running", people * p.running_cost * each_year),
        ),
        benefits=(
            Benefit("Prescriptions", Sector.NHS, ValueKind.CASH, people * p.saving * each_year),
            Benefit("Staff time", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY, 3 * people * each_year),
            Benefit("Output", Sector.EMPLOYERS, ValueKind.OUTPUT, 4 * people * t.from_year(np.array([[2.0]]))),
            Benefit("Happiness", Sector.INDIVIDUALS, ValueKind.WELLBEING, 2 * people * each_year),
        ),
        transfers=(Transfer("Support", Sector.EXCHEQUER, Sector.INDIVIDUALS, people / 2 * each_year),),
        qalys=people * each_year / 1000,
    )


COVERAGE = certain("coverage", 0.1)
SAVING = certain("saving", 5, unit="£ per person", price_year="2020-21")
SET_UP = certain("set_up_cost", 1000, unit="£", price_year="2020-21")
RUNNING = certain("running_cost", 10, unit="£ per person", price_year="2020-21")
PAYERS = {Sector.NHS: 0.25, Sector.LOCAL_GOVERNMENT: 0.75, Sector.EMPLOYERS: 0.0}
# The QALY value is £70,000 in prices of 2020-21, so nothing is uprated here.
ANALYSIS = Analysis(price_year="2020-21", draws=2)


def run(analysis: Analysis = ANALYSIS, horizons: tuple[int, ...] = (1, 2, 3)) -> Results:
    return evaluate(case_of(programme, [COVERAGE, SAVING, SET_UP, RUNNING], PAYERS, adults=1000), analysis, horizons)


def keys(results: Results) -> list[tuple[str, str | None, Flow]]:
    return [(line.label, line.sector and line.sector.value, line.flow) for line in results.lines]


def test_every_line_falls_on_one_sector() -> None:
    assert keys(run()) == [
        ("People", None, Flow.QUANTITY),
        ("Set-up", "nhs", Flow.COST),
        ("Set-up", "local_government", Flow.COST),  # the payer with a share of 0 has no line
        ("Running", "nhs", Flow.COST),
        ("Running", "local_government", Flow.COST),
        ("Prescriptions", "nhs", Flow.BENEFIT),
        ("Staff time", "local_government", Flow.BENEFIT),
        ("Output", "employers", Flow.BENEFIT),
        ("Support", "exchequer", Flow.TRANSFER),
        ("Support", "individuals", Flow.TRANSFER),
        ("QALYs gained", None, Flow.QALY),
    ]


def test_every_year_by_hand() -> None:
    # 1,000 adults × 0.1 = 100 people.
    assert run().base_yearly.tolist() == [
        [100, 0, 0],
        [250, 0, 0],  # £1,000 × 0.25
        [750, 0, 0],
        [250, 250, 250],  # 100 × £10 × 0.25
        [750, 750, 750],
        [500, 500, 500],  # 100 × £5
        [300, 300, 300],  # 100 × £3
        [0, 0, 400],  # 100 × £4 from year 2
        [-50, -50, -50],
        [50, 50, 50],
        [0.1, 0.1, 0.1],
    ]


def test_every_undiscounted_total_by_hand() -> None:
    assert [totals.undiscounted[0].tolist() for totals in run().base] == [
        [100, 100, 100],
        [250, 250, 250],
        [750, 750, 750],
        [250, 500, 750],
        [750, 1500, 2250],
        [500, 1000, 1500],
        [300, 600, 900],
        [0, 0, 400],
        [-50, -100, -150],
        [50, 100, 150],
        [0.1, 0.2, pytest.approx(0.3, rel=1e-15)],
    ]


def test_every_discounted_total_by_hand() -> None:
    two, three = 1 + MONEY_1, 1 + MONEY_1 + MONEY_2
    expected = [
        [250, 250, 250],
        [750, 750, 750],
        [250, 250 * two, 250 * three],
        [750, 750 * two, 750 * three],
        [500, 500 * two, 500 * three],
        [300, 300 * two, 300 * three],
        [0, 0, 400 * MONEY_2],
        [-50, -50 * two, -50 * three],
        [50, 50 * two, 50 * three],
        [0.1, 0.1 * (1 + HEALTH_1), 0.1 * (1 + HEALTH_1 + HEALTH_2)],
    ]
    found = [totals.discounted[0].tolist() for totals in run().base][1:]
    assert found == [pytest.approx(row, rel=1e-14) for row in expected]


def test_U7_a_set_up_cost_at_time_zero_is_never_discounted() -> None:
    for schedule in ("green-book-2026", "review-2026", "undiscounted"):
        results = run(Analysis(price_year="2020-21", schedule_name=schedule, draws=2), (1, 3, 100))
        paid = results.base[1].discounted + results.base[2].discounted
        assert paid.tolist() == [[1000, 1000, 1000]]


def test_money_is_in_prices_of_the_analysis_and_people_are_not_uprated() -> None:
    # The calendar deflator: 75.1536 in 2015 and 68.2170 in 2009.
    saving = SAVING.changed(price_year="2009")
    case = case_of(programme, [COVERAGE, saving, SET_UP, RUNNING], PAYERS, adults=1000)
    results = evaluate(case, Analysis(price_year="2015", draws=2), (1,))
    assert results.base[5].undiscounted.item() == pytest.approx(500 * 75.1536 / 68.2170, rel=1e-14)
    assert results.base[0].undiscounted.item() == 100


def test_wellbeing_is_left_out_unless_asked_for() -> None:
    results = run(Analysis(price_year="2020-21", draws=2, also_count=AlsoCount.WELLBEING))
    added = [number for number, key in enumerate(keys(results)) if key not in keys(run())]
    assert [keys(results)[number] for number in added] == [("Happiness", "individuals", Flow.BENEFIT)]
    assert results.base_yearly[added[0]].tolist() == [200, 200, 200]


def test_qalys_are_valued_only_when_asked_for_and_at_the_rate_for_health() -> None:
    results = run(Analysis(price_year="2020-21", draws=2, also_count=AlsoCount.QALYS))
    added = [number for number, key in enumerate(keys(results)) if key not in keys(run())]
    assert [keys(results)[number] for number in added] == [("QALYs gained, valued", "individuals", Flow.BENEFIT)]
    value = results.base[added[0]]
    assert value.undiscounted[0] == pytest.approx([7000, 14_000, 21_000], rel=1e-14)  # 0.1 × £70,000 a year
    assert value.discounted[0, 2] == pytest.approx(7000 * (1 + HEALTH_1 + HEALTH_2), rel=1e-14)


def test_the_value_of_a_qaly_is_uprated() -> None:
    results = run(Analysis(price_year="2015", draws=2, also_count=AlsoCount.QALYS), (1,))
    again = run(Analysis(price_year="2009", draws=2, also_count=AlsoCount.QALYS), (1,))
    ratio = results.base[-1].undiscounted.item() / again.base[-1].undiscounted.item()
    assert ratio == pytest.approx(75.1536 / 68.2170, rel=1e-14)


def test_a_horizon_of_one_year_counts_year_0_alone_and_the_order_of_horizons_is_kept() -> None:
    results = run(horizons=(3, 1))
    assert results.horizons == (3, 1)
    assert results.base[5].undiscounted.tolist() == [[1500, 500]]
    assert results.base_yearly.shape == (11, 3)


def test_a_shorter_horizon_gives_the_same_years() -> None:
    assert (run(horizons=(2,)).base_yearly == run().base_yearly[:, :2]).all()


def drawn(draws: int, block: int, seed: int = 1) -> Results:
    parameters = [COVERAGE, SET_UP, uncertain("saving", 3, 8, skewed="Wide."), uncertain("running_cost", 5, 16)]
    case = case_of(programme, parameters, PAYERS, adults=1000)
    return evaluate(case, Analysis(draws=draws, seed=seed), (1, 3), block=block)


def bits(results: Results) -> list[Array]:
    totals = [array for one in results.simulated for array in (one.undiscounted, one.discounted)]
    return [*totals, results.mean_yearly, results.base_yearly]


@pytest.mark.parametrize("draws", [2, 999, 1000, 1001, 10_000, 12_345])
def test_TV_32_any_block_gives_the_same_numbers_to_the_last_bit(draws: int) -> None:
    whole = bits(drawn(draws, 20_000))
    for block in (1, 1000, 3000, 10_000):
        assert all((one == other).all() for one, other in zip(bits(drawn(draws, block)), whole, strict=True))


def test_the_mean_by_year_is_the_mean_of_the_draws() -> None:
    results = drawn(2500, 1000)
    assert results.mean_yearly[:, 0] == pytest.approx(
        [one.undiscounted[:, 0].mean() for one in results.simulated], rel=1e-13
    )


def test_each_draw_is_the_model_at_that_draws_parameters() -> None:
    results = drawn(5, 1000)
    columns = Sampler(1).columns(results.case.parameters, 0, 5)
    savings = results.simulated[5].undiscounted[:, 0] / columns["saving"][:, 0]
    assert savings == pytest.approx([100 * price_factor("2015", "2024-25")] * 5, rel=1e-14)


def fixed(case: Case) -> Case:
    return case.with_parameters(case.parameters.replacing(*(p.fixed(p.value, "") for p in case.parameters)))


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_TV_26_the_base_case_is_the_simulation_with_every_parameter_known_for_certain(name: str) -> None:
    analysis = Analysis(draws=3, also_count=AlsoCount.WELLBEING)
    case = build_case(name, find_area(["Leeds"]))
    simulated, base = evaluate(fixed(case), analysis, (1, 5)), evaluate(case, analysis, (1, 5))
    for found, expected in zip(simulated.simulated, base.base, strict=True):
        assert (found.undiscounted == expected.undiscounted).all()
        assert (found.discounted == expected.discounted).all()
    assert (simulated.base_yearly == base.base_yearly).all()


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_every_intervention_gives_the_same_numbers_in_any_block(name: str) -> None:
    case = build_case(name, find_area(["Leeds"]))
    analysis = Analysis(draws=2500)
    whole = bits(evaluate(case, analysis, (1, 5)))
    cut = bits(evaluate(case, analysis, (1, 5), block=1000))
    assert all((one == other).all() for one, other in zip(whole, cut, strict=True))
