"""What holds of switching values and tornados for any place, preset and figure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import setting, uncertain_cases

from roi_model.analysis.measures import View, benefits, costs
from roi_model.analysis.moving import moved_parameters
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.root_search import Span, find_roots
from roi_model.analysis.switching import MULTIPLES, NoEffectError, all_switching_values, default_subjects
from roi_model.analysis.tornado import tornado
from roi_model.engine.analysis import Analysis
from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import evaluate_at
from roi_model.engine.sector import PERSPECTIVES

VIEWS = st.builds(View, st.sampled_from(list(PERSPECTIVES.values())), st.booleans(), st.booleans())
HORIZONS = st.sampled_from((1, 3, 10))
ANALYSIS = Analysis(draws=2)
eight = pytest.mark.parametrize("name", INTERVENTION_NAMES)


@eight
@settings(max_examples=5)
@given(data=st.data(), view=VIEWS, horizon=HORIZONS)
def test_TV_34_every_switching_value_put_back_brings_the_figure_to_zero(
    name: str, data: st.DataObject, view: View, horizon: int
) -> None:
    case, output = data.draw(uncertain_cases(name)), Output(Measure.NET, horizon, view)
    try:
        results, _ = all_switching_values(case, ANALYSIS, output, default_subjects(case))
    except NoEffectError:
        return
    for result in results:
        if result.subject.name in MULTIPLES:
            continue
        moved = [parameter.name for parameter in moved_parameters(case, result.subject.name)]
        for root in result.roots:
            assert result.subject.span.least <= root.value <= result.subject.span.most
            back = evaluate_at(setting(case, **dict.fromkeys(moved, root.value)), ANALYSIS, (horizon,), {}, 1)
            gains, paid = (float(sums(back, view).base[0]) for sums in (benefits, costs))
            # Where no money is left to move at the root, today's is the measure.
            scale = max(abs(gains) + abs(paid), 1e-3 * abs(result.today))
            assert abs(gains - paid) <= 1e-8 * scale


@eight
@settings(max_examples=5)
@given(data=st.data(), view=VIEWS, horizon=HORIZONS)
def test_shares_add_up_to_one_and_bars_stand_in_order(name: str, data: st.DataObject, view: View, horizon: int) -> None:
    result = tornado(data.draw(uncertain_cases(name)), ANALYSIS, Output(Measure.NET, horizon, view))
    total = sum(bar.share for bar in result.bars)
    assert total == pytest.approx(1, rel=1e-12) or {bar.share for bar in result.bars} == {0.0}
    swings = [bar.swing for bar in result.bars]
    assert swings == sorted(swings, reverse=True)


@given(
    places=st.lists(st.integers(1, 18).map(lambda fives: 5 * fives + 1.3), min_size=1, max_size=4, unique=True),
    today=st.integers(0, 100),
    flip=st.booleans(),
)
def test_a_polynomial_has_all_its_zeros_found_the_nearest_first(places: list[float], today: int, flip: bool) -> None:
    def net_at(values: Array) -> tuple[Array, Array]:
        net = np.prod([values / 100 - place / 100 for place in places], axis=0) * (-1 if flip else 1)
        return net, np.ones_like(net)

    found = find_roots(net_at, Span(today, 0, 100))
    assert found is not None
    assert sorted(root.value for root in found) == pytest.approx(sorted(places), rel=1e-9)
    distances = [abs(root.value - today) for root in found]
    assert distances == sorted(distances)
