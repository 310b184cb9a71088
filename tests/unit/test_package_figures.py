"""What a package comes to, worked by hand, and in sentences."""

import pytest
from sharing import sharing_cases

from roi_model.analysis.package_figures import PackageFigures, package_figures
from roi_model.analysis.scenario import Scenario, build_everywhere
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Outcome, People
from roi_model.engine.line import Rival
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.outputs.package_sentences import (
    NOT_SHARED,
    burden_note,
    claimed_by,
    package_sentence,
    taken_out_sentence,
)

ANALYSIS = Analysis(price_year="2015", draws=2)


def made_up(*, perspective: str = "societal", visited: float = 1, taught: float = 1) -> PackageFigures:
    analysis = Analysis(price_year="2015", draws=2, perspective=perspective)
    return package_figures(sharing_cases(visited, taught), analysis, 1)


def test_a_package_worked_by_hand() -> None:
    found = made_up()
    assert found.total.cost.mean == pytest.approx(11_000, abs=1e-9)
    assert found.benefit_alone.mean == pytest.approx(25_200, abs=1e-9)
    assert found.taken_out.mean == pytest.approx(3_600, abs=1e-9)
    assert found.total.net_present_value.mean == pytest.approx(10_600, abs=1e-9)
    assert found.total.return_per_pound is not None
    assert found.total.return_per_pound.base == pytest.approx(21_600 / 11_000, abs=1e-12)


def test_what_is_taken_out_of_each_with_whom_and_why() -> None:
    visits, courses = made_up().overlaps
    assert visits.rivals == (Rival("workplace_stress", Outcome.SICKNESS_ABSENCE),)
    assert (visits.outcome, visits.people, visits.unit) == (Outcome.SICKNESS_ABSENCE, People.PEOPLE_IN_WORK, "days")
    assert visits.averted is not None
    assert visits.averted.mean == pytest.approx(1260 / 7, abs=1e-9)
    assert visits.money.mean == courses.money.mean == pytest.approx(1_800, abs=1e-9)
    assert visits.share == courses.share == pytest.approx(1 / 7, abs=1e-12)


def test_a_perspective_sees_what_is_taken_out_of_its_own_benefits() -> None:
    found = made_up(perspective="employers")
    assert found.taken_out.mean == pytest.approx(1_800, abs=1e-9)
    visits, courses = found.overlaps
    assert (visits.money.mean, visits.share) == (0, 0)
    assert courses.money.mean == pytest.approx(1_800, abs=1e-9)


def test_the_partners_stand_at_what_is_left() -> None:
    nhs, employers, together = made_up().positions
    assert nhs.label == "NHS"
    assert nhs.economic.net.mean == pytest.approx(10_800 - 5_000, abs=1e-9)
    assert employers.financial.net.mean == pytest.approx(10_800 - 6_000, abs=1e-9)
    assert nhs.financial.net.mean == pytest.approx(-5_000, abs=1e-9)
    assert together.economic.net.mean == pytest.approx(10_600, abs=1e-9)


def test_the_cost_of_a_qaly_is_told_only_where_all_qalys_are_known() -> None:
    assert made_up().total.cost_per_qaly is None
    (alone,) = package_figures(sharing_cases()[1:], ANALYSIS, 1).members
    assert package_figures(sharing_cases()[1:], ANALYSIS, 1).total.cost_per_qaly == alone.figures.cost_per_qaly
    assert alone.figures.cost_per_qaly is not None


def test_sentences_of_a_package_word_for_word() -> None:
    found = made_up()
    assert package_sentence(found) == (
        "Made up and Made up in Testborough together cost £11,000 over 1 year and bring £21,600: a net present value "
        "of £10,600 (95% interval £10,600 to £10,600), above £0 with a chance of >99%. Of the £25,200 that they would "
        "bring one by one, £3,600 (14.3%) is taken out, because more than one of them claims it."
    )
    assert taken_out_sentence(found.overlaps[0], found.places) == (
        "Made up: £1,800 (14.3%) is taken out with 180 days of sickness absence in people in work, also claimed by "
        "Workplace stress prevention."
    )
    assert burden_note(found) == (
        "All there is of an outcome is taken as known: days of absence from work, 6.3 days per person in work a year."
    )


def test_a_package_of_one_says_that_nothing_is_taken_out_and_for_whom_it_is() -> None:
    found = package_figures(sharing_cases()[:1], Analysis(price_year="2015", draws=2, perspective="nhs"), 1)
    assert package_sentence(found) == (
        "For the NHS: Made up in Testborough costs £5,000 over 1 year and brings £12,600: a net present value of "
        f"£7,600 (95% interval £7,600 to £7,600), above £0 with a chance of >99%. {NOT_SHARED}"
    )


def test_what_is_claimed_through_another_outcome_says_so() -> None:
    leeds = find_area(["Leeds"])
    cases = [build_case(name, leeds) for name in ("workplace_stress", "workplace_wellbeing", "debt_advice")]
    found = package_figures(cases, Analysis(draws=10))
    said = {(one.case.intervention.name, one.outcome): claimed_by(one) for one in found.overlaps}
    assert said["workplace_stress", Outcome.SICKNESS_ABSENCE] == (
        "Workplace wellbeing, and Debt advice (through depression or anxiety)"
    )


def test_figures_under_the_evidence_preset_stand_beside() -> None:
    pairs, left_out = build_everywhere(["debt_advice", "loneliness"], [find_area(["Leeds"])], Scenario())
    cases, evidence = zip(*pairs, strict=True)
    found = package_figures(cases, Analysis(draws=50), evidence=evidence)
    own = package_figures(evidence, Analysis(draws=50), evidence=evidence)
    assert left_out == []
    assert found.evidence_return == own.total.return_per_pound == own.evidence_return
    assert [one.evidence_return for one in found.members] == [one.figures.return_per_pound for one in own.members]


def test_places_side_by_side_have_their_own_members_and_partners() -> None:
    pairs, _ = build_everywhere(["debt_advice"], [find_area([name]) for name in ("Leeds", "Bradford")], Scenario())
    cases = [case for case, _ in pairs]
    found = package_figures(cases, Analysis(draws=50), separately=[Sector.LOCAL_GOVERNMENT])
    assert found.places == ("Leeds", "Bradford")
    labels = [one.label for one in found.positions]
    assert labels[:3] == ["NHS", "Local government, Leeds", "Local government, Bradford"]
    assert package_sentence(found).startswith("Debt advice in Leeds and Debt advice in Bradford together cost £")
