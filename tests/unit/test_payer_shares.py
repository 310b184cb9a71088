from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_model.analysis.pooling.payer_shares import moved_shares, payer_shares_of
from roi_model.analysis.request import Request
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError

NHS, COUNCIL, SCHOOLS, EMPLOYERS = Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.EDUCATION, Sector.EMPLOYERS


def test_shares_of_a_plan_are_those_of_its_payers() -> None:
    asked = Request(areas=("Leeds",), interventions=("debt_advice",), payers={"nhs": 0.25, "employers": 0.75}, draws=50)
    package = evaluate_package(asked.cases(), asked.analysis(), (5,))
    assert payer_shares_of(package) == {NHS: pytest.approx(0.25), EMPLOYERS: pytest.approx(0.75)}


def test_a_plan_that_costs_nothing_is_paid_by_nobody() -> None:
    asked = Request(areas=("Leeds",), interventions=("debt_advice",), changes={"coverage": 0}, draws=50)
    assert payer_shares_of(evaluate_package(asked.cases(), asked.analysis(), (5,))) == {}


def test_the_others_keep_their_proportions() -> None:
    before = {NHS: 0.2, COUNCIL: 0.6, SCHOOLS: 0.2}
    # 0.6 and 0.2 of what was 0.8, of the 0.4 that is left: 0.3 and 0.1.
    assert moved_shares(before, NHS, 0.6, []) == {NHS: 0.6, COUNCIL: 0.3, SCHOOLS: 0.1}
    assert moved_shares(before, NHS, 0, []) == {COUNCIL: 0.75, SCHOOLS: 0.25}
    assert moved_shares(before, NHS, 1, []) == {NHS: 1.0}


def test_what_one_gives_up_alone_is_paid_in_equal_parts_by_all_who_can() -> None:
    # 50 percent over three others: 16.67 each, so two of them take 17.
    found = moved_shares({COUNCIL: 1.0}, COUNCIL, 0.5, [NHS, COUNCIL, SCHOOLS, EMPLOYERS])
    assert found == {NHS: 0.17, COUNCIL: 0.5, SCHOOLS: 0.17, EMPLOYERS: 0.16}


def test_nobody_else_to_pay_is_refused() -> None:
    with pytest.raises(InputError, match="Nobody else can pay, so NHS pays all of it"):
        moved_shares({NHS: 1.0}, NHS, 0.5, [NHS])


@pytest.mark.parametrize("share", [-0.1, 1.01])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(InputError, match="it must be between 0 and 1"):
        moved_shares({NHS: 1.0}, NHS, share, [COUNCIL])


@given(st.lists(st.floats(0, 1), min_size=9, max_size=9).filter(any), st.sampled_from(list(Sector)), st.floats(0, 1))
def test_moved_shares_add_up_to_1_and_a_request_takes_them(parts: list[float], sector: Sector, share: float) -> None:
    before = {each: part / sum(parts) for each, part in zip(Sector, parts, strict=True)}
    found = moved_shares(before, sector, share, list(Sector))
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)
    assert found.get(sector, 0) == round(share * 100) / 100
    payers = {each.value: part for each, part in found.items()}
    assert Request(areas=("Leeds",), interventions=("debt_advice",), payers=payers).cases()
