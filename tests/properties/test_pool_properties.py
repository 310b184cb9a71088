"""What holds for every pool of partners: nothing is lost or made between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import uncertain_cases

from roi_model.analysis.measures import benefits, costs, net
from roi_model.analysis.pooling.partner import Basis, partners_of
from roi_model.analysis.pooling.position import each_year
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import Totals, evaluate
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area

PENNY = 0.005
ANALYSIS = Analysis(draws=20)
each = pytest.mark.parametrize("name", INTERVENTION_NAMES)


def check_that_partners_add_up(totals: Totals, separately: tuple[Sector, ...]) -> None:
    partners = partners_of(totals, separately)
    for basis in Basis:
        for sums in (costs, benefits, net):
            whole = sums(totals, basis.view)
            parts = [sums(totals, partner.view(basis)) for partner in partners]
            assert np.abs(sum(part.draws for part in parts) - whole.draws).max() < PENNY
            assert np.abs(sum(part.base for part in parts) - whole.base).max() < PENNY


@each
@settings(max_examples=5)
@given(data=st.data())
def test_TV_22_net_positions_over_partners_add_up_to_the_whole_in_every_draw(name: str, data: st.DataObject) -> None:
    case = data.draw(uncertain_cases(name))
    check_that_partners_add_up(evaluate(case, ANALYSIS, each_year(5)), ())


@settings(max_examples=5)
@given(
    names=st.lists(st.sampled_from(INTERVENTION_NAMES), min_size=1, max_size=3, unique=True),
    separately=st.sets(st.sampled_from(list(Sector))),
)
def test_TV_22_holds_for_packages_in_several_places(names: list[str], separately: set[Sector]) -> None:
    areas = [find_area([place]) for place in ("Leeds", "Bradford")]
    package = evaluate_package([build_case(name, area) for area in areas for name in names], ANALYSIS, each_year(3))
    check_that_partners_add_up(package, tuple(separately))
