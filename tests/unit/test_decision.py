"""A choice for the same money: what is spent, what it brings, and what is uncertain in it."""

import numpy as np
import pytest
from builders import case_of, certain, uncertain

from roi_model.analysis.decision import NOTHING_KNOWN, Decision, simulate, unknowns_of
from roi_model.analysis.measures import View, costs, net
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.design import correlation_of
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError

ANALYSIS = Analysis(price_year="2015", draws=400)
SHARE = {"minimum": 0, "maximum": 1}


def model(p: Draws, t: Timeline) -> Outcomes:
    """Visits that cost money and bring the NHS and individuals money back, all in year 1."""
    reached = p.adults * p.coverage
    return Outcomes(
        quantities=(Quantity("People", reached * t.at_start, "people"),),
        costs=(Cost("Visits", reached * p.visit_cost * t.at_start),),
        benefits=(
            Benefit("Care", Sector.NHS, ValueKind.CAPACITY, reached * p.saving * t.at_start),
            Benefit("Pay", Sector.INDIVIDUALS, ValueKind.OUTPUT, reached * p.saving * t.at_start),
        ),
    )


def made_up(name: str = "debt_advice", adults: float = 1000, **changed: float) -> Case:
    """Reaching one person costs 80 to 120 and brings twice the saving of 60 to 90."""
    parameters = [
        certain("coverage", 0.1, **SHARE),
        uncertain("visit_cost", 80, 120, stream=f"{name}.visit_cost"),
        uncertain("saving", 60, 90, stream="saving"),
    ]
    fixed = [each.fixed(changed[each.name], "") if each.name in changed else each for each in parameters]
    return case_of(model, fixed, {Sector.NHS: 0.5, Sector.EDUCATION: 0.5}, name, adults=adults)


def test_with_a_budget_every_draw_spends_it_and_the_net_benefit_follows_the_return() -> None:
    simulated = simulate(Decision((made_up(),), ANALYSIS, 1, budget=20_000))
    (sums,), columns = simulated.options, simulated.columns[0]
    cost, saving = columns["visit_cost"][:, 0], columns["saving"][:, 0]
    assert sums.spent == pytest.approx(np.full(400, 20_000.0), rel=1e-12)
    assert simulated.net[:, 1] == pytest.approx(20_000 * (2 * saving / cost - 1), rel=1e-9)
    assert (simulated.net[:, 0] == 0).all()


def test_where_everyone_is_reached_with_less_the_rest_is_kept() -> None:
    simulated = simulate(Decision((made_up(),), ANALYSIS, 1, budget=100_000))
    cost, saving = simulated.columns[0]["visit_cost"][:, 0], simulated.columns[0]["saving"][:, 0]
    share = np.minimum(1, 100_000 / (1000 * cost))  # 1,000 people at 80 to 120 are 80,000 to 120,000
    assert 0 < (share < 1).mean() < 1
    assert simulated.options[0].spent == pytest.approx(np.minimum(1000 * cost, 100_000), rel=1e-12)
    assert simulated.net[:, 1] == pytest.approx(share * 1000 * (2 * saving - cost), rel=1e-9)


def test_without_a_budget_the_intervention_has_its_own_coverage() -> None:
    simulated = simulate(Decision((made_up(),), ANALYSIS, 1))
    cost, saving = simulated.columns[0]["visit_cost"][:, 0], simulated.columns[0]["saving"][:, 0]
    assert simulated.net[:, 1] == pytest.approx(100 * (2 * saving - cost), rel=1e-9)


def test_the_budget_is_programme_cost_whoever_pays_it_and_the_view_counts_its_own() -> None:
    simulated = simulate(Decision((made_up(),), ANALYSIS, 1, View((Sector.NHS,)), 20_000))
    cost, saving = simulated.columns[0]["visit_cost"][:, 0], simulated.columns[0]["saving"][:, 0]
    assert simulated.options[0].spent == pytest.approx(np.full(400, 20_000.0))
    assert simulated.options[0].cost == pytest.approx(np.full(400, 10_000.0))  # the NHS pays half
    assert simulated.net[:, 1] == pytest.approx(20_000 * saving / cost - 10_000, rel=1e-9)


def test_a_free_programme_spends_nothing_and_reaches_everyone() -> None:
    simulated = simulate(Decision((made_up(visit_cost=0.0),), ANALYSIS, 1, budget=1000))
    assert (simulated.options[0].spent == 0).all()
    assert simulated.net[:, 1] == pytest.approx(1000 * 2 * simulated.columns[0]["saving"][:, 0], rel=1e-9)


def test_a_shared_stream_is_one_unknown_with_the_same_draws_everywhere() -> None:
    cases = (made_up(), made_up("loneliness"))
    simulated = simulate(Decision(cases, ANALYSIS, 1, budget=20_000))
    assert [each.name for each in simulated.unknowns] == ["debt_advice.visit_cost", "saving", "loneliness.visit_cost"]
    assert simulated.reads.tolist() == [[False, True, False], [False, True, True], [False, False, True]]
    assert (simulated.columns[0]["saving"] == simulated.columns[1]["saving"]).all()
    assert simulated.inputs.shape == (400, 3)
    assert (simulated.inputs[:, [2]] == simulated.columns[1]["visit_cost"]).all()


def test_draws_put_together_from_two_take_what_is_known_from_the_first() -> None:
    cases = (made_up(), made_up("loneliness"))
    simulated = simulate(Decision(cases, ANALYSIS, 1, budget=20_000))
    known, other = np.array([3, 3]), np.array([5, 6])
    found = simulated.net_at([0], known, other)
    cost, saving = simulated.columns[0]["visit_cost"][known, 0], simulated.columns[0]["saving"][other, 0]
    assert found[:, 1] == pytest.approx(20_000 * (2 * saving / cost - 1), rel=1e-9)
    assert found[:, 2] == pytest.approx(np.full(2, simulated.net[:, 2].mean()))  # reads none of what is known
    everything = simulated.net_at([0, 1, 2], known, other)
    assert everything == pytest.approx(simulated.net[known], rel=1e-12)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_net_benefit_grows_in_step_with_coverage_so_that_shares_of_a_budget_are_exact(name: str) -> None:
    ((case, _),) = build_pairs([name], find_area(["Leeds"]), Scenario())
    simulated = simulate(Decision((case,), Analysis(draws=20), 5, budget=1000.0))
    results = evaluate(case, Analysis(draws=20), (5,))
    returns = net(results, View()).draws[:, 0] / costs(results, View()).draws[:, 0]
    assert simulated.net[:, 1] == pytest.approx(1000 * returns, rel=1e-9)


def test_draws_beyond_one_block_are_the_same_as_in_a_smaller_simulation() -> None:
    few = simulate(Decision((made_up(),), Analysis(price_year="2015", draws=300), 1, budget=20_000))
    many = simulate(Decision((made_up(),), Analysis(price_year="2015", draws=10_300), 1, budget=20_000))
    assert (many.net[:300] == few.net).all()
    assert many.net.shape == (10_300, 2)


def test_names_begin_with_none() -> None:
    decision = Decision((made_up(),), ANALYSIS, 1)
    assert decision.names == ("none", "debt_advice")
    assert decision.titles == ("None of them", "Made up")


@pytest.mark.parametrize("budget", [0.0, -4.0, float("nan"), float("inf")])
def test_a_budget_must_be_above_nothing(budget: float) -> None:
    with pytest.raises(InputError, match="it must be above 0"):
        Decision((made_up(),), ANALYSIS, 1, budget=budget)


def test_several_interventions_need_a_budget() -> None:
    with pytest.raises(InputError, match="needs a budget that each would have; add one, such as --budget 1000000"):
        Decision((made_up(), made_up("loneliness")), ANALYSIS, 1)


def test_correlated_parameters_are_refused() -> None:
    analysis = Analysis(correlation=correlation_of({("a", "b"): 0.5}))
    with pytest.raises(InputError, match="takes parameters as independent; leave out --correlate"):
        Decision((made_up(),), analysis, 1)


def test_a_choice_without_uncertainty_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        unknowns_of([made_up(visit_cost=100.0, saving=70.0)])
    assert str(refusal.value) == NOTHING_KNOWN


def test_a_coverage_that_is_uncertain_is_refused_where_a_budget_decides_it() -> None:
    case = made_up()
    coverage = uncertain("coverage", 0.1, 0.3, distribution="beta", unit="share", price_year=None, skewed="a test")
    drawn = case.with_parameters(case.parameters.replacing(coverage))
    with pytest.raises(InputError, match="coverage of debt_advice has an interval, but a budget decides it"):
        simulate(Decision((drawn,), ANALYSIS, 1, budget=100))
