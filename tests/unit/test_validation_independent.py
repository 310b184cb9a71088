"""The independent checks against hand arithmetic, apart from the engine."""

import math

import pytest

from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.validation.independent import CHECKS, IndependentCheck, check_independent, computed
from roi_model.validation.published_2011 import figure_2011, net_by_year, results_2011
from roi_model.validation.target import Target, targets

EXACT = 1e-12


def value_of(name: str) -> float:
    return computed(next(target for target in targets() if target.id == name))


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("factor_money_30", 1.035**-30),
        ("factor_money_31", 1.035**-30 / 1.03),
        ("factor_money_76", 1.035**-30 * 1.03**-45 / 1.025),
        ("factor_health_31", 1.015**-30 / 1.0129),
        ("factor_health_76", 1.015**-30 * 1.0129**-45 / 1.0107),
        ("annuity_money_30", (1 - 1.035**-30) / 0.035),
        ("annuity_health_10", (1 - 1.015**-10) / 0.015),
        ("price_2009_10", 100 / 67.7042),
        ("price_link", 100 / (96.1117 / 4 + 3 * 100 / 4)),
        ("price_qaly", 70000 * 100 / 85.1002),
        ("price_wellby", 13000 * 100 / 81.1085),
        ("price_gmca", 500 * 74.5804 / 56.6000),
        ("debt_2011_nhs", 0.21 * 0.267 * 1508 / 250),
        ("debt_2011_non_public", 0.21 * 0.267 * 11432 / 250),
        ("debt_2011_other_public", 0.21 * 690 / 250),
        ("screening_2011_total", (10522 + 17508 + 23006 + 22868 + 30050) / 20676),
        ("screening_2011_nhs", 10522 / 20676),
        ("screening_2011_non_public", (17508 + 23006 + 22868 + 30050) / 20676),
        ("screening_2011_other_public", 0.0),
        ("screening_2011_net_1", 17508 + 22868 - 20676),
        ("screening_2011_net_2", 10522 + 23006 + 30050),
        ("screening_2011_net", 83278),
        ("screening_2011_payback", 1),
        ("wellbeing_2011_total", 387722 / 40000),
        ("befriending_2011_nhs", 35 / 80),
        ("bullying_2011_total", 1080 / 75.26),
    ],
)
def test_validation_check_is_what_the_hand_gives(name: str, by_hand: float) -> None:
    assert value_of(name) == pytest.approx(by_hand, rel=EXACT, abs=EXACT)


def test_validation_only_the_two_explained_figures_lie_beyond_their_tolerance() -> None:
    beyond = {check.target.id for check in check_independent(frozenset()) if not check.agrees}
    assert beyond == {"price_gmca", "debt_2011_non_public"}


def test_validation_a_difference_passes_only_with_the_figure_that_was_explained() -> None:
    def debt(explained: frozenset[tuple[str, str]]) -> IndependentCheck:
        return next(check for check in check_independent(explained) if check.target.id == "debt_2011_non_public")

    assert debt(frozenset({("debt_2011_non_public", "2.56")})).passes
    assert not debt(frozenset({("debt_2011_non_public", "2.57")})).passes  # the model has moved since
    assert not debt(frozenset({("price_gmca", "2.56")})).passes
    assert not debt(frozenset()).passes


def test_validation_check_fails_when_the_published_figure_is_another() -> None:
    published = next(target for target in targets() if target.id == "factor_money_30")
    other = published.model_copy(update={"value": published.value + 2e-6})
    assert IndependentCheck(published, computed(published), explained=False).agrees
    assert not IndependentCheck(other, computed(other), explained=False).agrees


def test_validation_screening_of_2011_is_paid_by_the_employer_and_spares_the_nhs() -> None:
    results = results_2011("workplace_screening_2011", 2)
    assert {line.sector for line in results.lines if line.flow is Flow.COST} == {Sector.EMPLOYERS}
    assert net_by_year(results) == [19700.0, 63578.0]
    # One year only: the second year's benefits fall away, 40,376 ÷ 20,676.
    first = results_2011("workplace_screening_2011", 1)
    assert figure_2011(first, "Total return per £1") == pytest.approx(40376 / 20676, rel=EXACT)


def test_validation_figure_of_2011_without_payback_is_no_number() -> None:
    # Befriending costs £80 and spares £35.
    payback = figure_2011(results_2011("befriending_2011", 1), "payback year")
    assert math.isnan(payback)


def test_validation_unknown_subject_is_refused_with_the_nearest_spelling() -> None:
    target: Target = targets()[-1].model_copy(update={"subject": "price facter"})
    with pytest.raises(ValueError, match=r"no independent check called 'price facter'.*'price factor'"):
        computed(target)
    assert "price factor" in CHECKS
