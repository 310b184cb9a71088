"""Packages of the real interventions: what is taken out of which, and what must not move."""

from dataclasses import replace

import numpy as np
import pytest

from roi_model.analysis.measures import View, benefits, costs, net, qalys
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Array, Outcome, People
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import Totals, evaluate
from roi_model.engine.line import Flow
from roi_model.engine.package import Package, evaluate_package, package_from, with_payers
from roi_model.engine.sector import Sector
from roi_model.inputs.area import Area, find_area
from roi_model.inputs.refusal import InputError
from roi_model.inputs.typed_area import typed_area

ANALYSIS = Analysis(draws=200, also_count=AlsoCount.QALYS)
YEARS = (1, 5)
WELLBEING, STRESS, DEBT = "workplace_wellbeing", "workplace_stress", "debt_advice"
LONELINESS, CARE, SUICIDE = "loneliness", "collaborative_care", "suicide_prevention"


def case_in(name: str, area: str | Area = "Leeds", coverage: float | None = None) -> Case:
    case = build_case(name, find_area([area]) if isinstance(area, str) else area)
    if coverage is None:
        return case
    return case.with_parameters(case.parameters.replacing(case.parameters["coverage"].fixed(coverage, "")))


def package_of(*cases: Case, analysis: Analysis = ANALYSIS) -> Package:
    return evaluate_package(cases, analysis, YEARS)


def net_of(package: Package) -> Array:
    return net(package, View()).draws


def test_each_benefit_line_names_its_outcome_and_people() -> None:
    package = package_of(*(case_in(name) for name in INTERVENTION_NAMES))
    unnamed = [line.label for line in package.lines if line.flow is Flow.BENEFIT and line.outcome is None]
    assert unnamed == []
    (care,) = [line for line in package.members[6].lines if line.flow is Flow.QALY and not line.taken_out]
    assert (care.outcome, care.people) == (Outcome.DEPRESSION, People.ADULTS)


def test_who_shares_people_with_whom_among_the_eight() -> None:
    package = package_of(*(case_in(name) for name in INTERVENTION_NAMES))
    found = {
        (line.intervention, line.outcome): {rival.intervention for rival in line.rivals}
        for line in package.lines
        if line.taken_out
    }
    assert found == {
        (WELLBEING, Outcome.SICKNESS_ABSENCE): {STRESS},
        (STRESS, Outcome.SICKNESS_ABSENCE): {WELLBEING, DEBT, CARE},
        (STRESS, Outcome.DEPRESSION): {DEBT, CARE},
        (DEBT, Outcome.DEPRESSION): {STRESS, LONELINESS, CARE},
        (LONELINESS, Outcome.DEPRESSION): {DEBT, CARE},
        (CARE, Outcome.DEPRESSION): {STRESS, DEBT, LONELINESS},
    }


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_a_package_of_one_is_the_intervention_to_the_last_bit(name: str) -> None:
    alone, package = evaluate(case_in(name), ANALYSIS, YEARS), package_of(case_in(name))
    assert len(package.lines) == len(alone.lines)
    for one, other in zip((*package.base, *package.simulated), (*alone.base, *alone.simulated), strict=True):
        assert (one.discounted == other.discounted).all()
        assert (one.undiscounted == other.undiscounted).all()
    assert (package.mean_yearly == alone.mean_yearly).all()


def test_the_order_of_a_package_moves_nothing_but_rounding() -> None:
    cases = [case_in(name) for name in INTERVENTION_NAMES]
    assert net_of(package_of(*cases)) == pytest.approx(net_of(package_of(*reversed(cases))), rel=1e-12)


def test_one_at_coverage_0_changes_nothing() -> None:
    alone = net_of(package_of(case_in(STRESS)))
    assert net_of(package_of(case_in(STRESS), case_in(WELLBEING, coverage=0.0))) == pytest.approx(alone, rel=1e-14)


def test_those_who_share_nobody_add_up() -> None:
    apart = ("social_emotional_learning", "anti_bullying", WELLBEING, DEBT, SUICIDE)
    package = package_of(*(case_in(name) for name in apart))
    assert not any(line.taken_out for line in package.lines)
    parts = sum(net(evaluate(case_in(name), ANALYSIS, YEARS), View()).draws for name in apart)
    assert net_of(package) == pytest.approx(parts, rel=1e-12)


def test_the_package_is_the_sum_of_its_members() -> None:
    package = package_of(*(case_in(name) for name in INTERVENTION_NAMES))
    assert net_of(package) == pytest.approx(sum(net(member, View()).draws for member in package.members), rel=1e-12)


def test_what_is_taken_out_makes_a_benefit_smaller_and_never_negative_and_leaves_costs() -> None:
    cases = [case_in(name, coverage=1.0) for name in INTERVENTION_NAMES]
    package = package_of(*cases)
    for case, member in zip(cases, package.members, strict=True):
        alone = evaluate(case, ANALYSIS, YEARS)
        assert (costs(member, View()).draws == costs(alone, View()).draws).all()
        gained, gained_alone = benefits(member, View()).draws, benefits(alone, View()).draws
        assert (gained[gained_alone >= 0] >= 0).all()
        assert (gained <= gained_alone + 1e-12 * abs(gained_alone)).all()


def test_qalys_and_their_value_are_taken_out_too() -> None:
    alone, package = evaluate(case_in(CARE), ANALYSIS, YEARS), package_of(case_in(CARE), case_in(DEBT, coverage=1.0))
    kept = qalys(package).draws / qalys(alone).draws
    assert (kept < 1).all()
    assert valued(package) / valued(alone) == pytest.approx(kept, rel=1e-12)


def valued(results: Totals) -> Array:
    """The value of the QALYs, in £."""
    lines = zip(results.lines, results.simulated, strict=True)
    return np.sum([totals.discounted for line, totals in lines if line.label == "QALYs gained, valued"], axis=0)


def test_people_of_two_places_are_different_people() -> None:
    leeds, bradford = ([case_in(name, area) for name in (STRESS, WELLBEING)] for area in ("Leeds", "Bradford"))
    both = net_of(package_of(*leeds, *bradford))
    assert both == pytest.approx(net_of(package_of(*leeds)) + net_of(package_of(*bradford)), rel=1e-12)
    assert not any(line.taken_out for line in package_of(case_in(STRESS), case_in(WELLBEING, "Bradford")).lines)


def test_places_that_share_people_are_refused() -> None:
    with pytest.raises(InputError, match="Leeds lies in NHS West Yorkshire.*, so people would be counted twice"):
        package_of(case_in(STRESS), case_in(WELLBEING, "NHS West Yorkshire Integrated Care Board"))
    with pytest.raises(InputError, match="Leeds is named twice"):
        package_of(case_in(STRESS), case_in(STRESS, typed_area({"residents": 9e5}, find_area(["Leeds"]))))
    first, second = (typed_area({"adults": people}) for people in (1000, 2000))
    with pytest.raises(InputError, match="Two places are called 'Typed figures'"):
        package_of(case_in(DEBT, first), case_in(CARE, second))


def test_nothing_and_the_same_twice_are_refused() -> None:
    with pytest.raises(InputError, match="at least one"):
        package_of()
    with pytest.raises(InputError, match="Debt advice stands twice in Leeds"):
        package_of(case_in(DEBT), case_in(DEBT))


def test_a_share_of_the_effect_scales_what_is_gained_and_not_what_is_paid() -> None:
    whole, half = case_in(CARE), replace(case_in(CARE), effect=0.5)
    all_of_it, half_of_it = evaluate(whole, ANALYSIS, YEARS), evaluate(half, ANALYSIS, YEARS)
    assert (benefits(half_of_it, View()).draws == benefits(all_of_it, View()).draws / 2).all()
    assert (qalys(half_of_it).draws == qalys(all_of_it).draws / 2).all()
    assert (costs(half_of_it, View()).draws == costs(all_of_it, View()).draws).all()
    people, free = (n for n, line in enumerate(all_of_it.lines) if line.flow is Flow.QUANTITY)
    assert (half_of_it.simulated[people].undiscounted == all_of_it.simulated[people].undiscounted).all()
    assert (half_of_it.simulated[free].undiscounted == all_of_it.simulated[free].undiscounted / 2).all()


def arrays_of(totals: Totals) -> list[Array]:
    sums = [array for each in (*totals.base, *totals.simulated) for array in (each.undiscounted, each.discounted)]
    return [totals.base_yearly, totals.mean_yearly, *sums]


@pytest.mark.parametrize("names", [INTERVENTION_NAMES, (STRESS, SUICIDE, WELLBEING), (SUICIDE,), (LONELINESS, SUICIDE)])
def test_a_package_from_what_each_gives_alone_is_the_same_to_the_last_bit(names: tuple[str, ...]) -> None:
    cases = [case_in(name) for name in names] + [case_in(name, "Bradford") for name in (STRESS, CARE)]
    package = package_of(*cases)
    again = package_from([evaluate(case, ANALYSIS, YEARS) for case in cases])
    assert (again.lines, again.cases, again.horizons) == (package.lines, package.cases, package.horizons)
    assert all(np.array_equal(one, other) for one, other in zip(arrays_of(again), arrays_of(package), strict=True))


def test_a_package_from_results_refuses_what_a_package_refuses() -> None:
    with pytest.raises(InputError, match="at least one"):
        package_from([])


def test_a_package_that_others_pay_is_the_same_to_the_last_bit_as_one_evaluated_anew() -> None:
    cases = [case_in(name) for name in INTERVENTION_NAMES] + [case_in(CARE, "Bradford")]
    others = [replace(case, payers={Sector.EXCHEQUER: 0.3, Sector.EMPLOYERS: 0.7}) for case in cases]
    by_year = {label: {Sector.NHS: (1.0, 0.2), Sector.EDUCATION: (0.0, 0.8)} for label in costs_of(cases[0])}
    others[0] = replace(cases[0], payments=by_year)
    package, anew = package_of(*cases), package_of(*others)
    again = with_payers(package, others)
    assert (again.lines, again.cases, again.horizons) == (anew.lines, anew.cases, anew.horizons)
    assert all(np.array_equal(one, other) for one, other in zip(arrays_of(again), arrays_of(anew), strict=True))
    assert again.lines != package.lines


def costs_of(case: Case) -> set[str]:
    return {line.label for line in evaluate(case, ANALYSIS, YEARS).lines if line.flow is Flow.COST}


def test_a_programme_that_nobody_pays_yet_can_be_paid_by_others() -> None:
    free = replace(case_in(CARE), payers={})
    again = with_payers(package_of(free), [case_in(CARE)])
    anew = package_of(case_in(CARE))
    assert again.lines == anew.lines
    assert all(np.array_equal(one, other) for one, other in zip(arrays_of(again), arrays_of(anew), strict=True))
    assert with_payers(anew, [free]).lines == package_of(free).lines


def test_only_who_pays_may_differ() -> None:
    with pytest.raises(ValueError, match="more than who pays"):
        with_payers(package_of(case_in(CARE)), [case_in(CARE, coverage=0.5)])
