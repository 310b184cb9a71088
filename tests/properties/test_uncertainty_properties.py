"""What holds for every intervention's simulation, and for the pieces that turn effects into risks."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import all_known, random_cases, setting, uncertain_cases

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, evaluate
from roi_model.inputs.area import find_area
from roi_model.inputs.distribution import SUPPORT, Family, fit
from roi_model.inputs.parameter_set import parameter_set, preset_names
from roi_model.interventions._risk import odds_ratio_of, risk_with

each = pytest.mark.parametrize("name", INTERVENTION_NAMES)
few = settings(max_examples=8)
seeds = st.integers(0, 2**32)
ENGLAND = find_area(["England"])
FAR = 1e9  # stands for a limit that is infinite


def arrays(results: Results) -> list[Array]:
    both = [*results.base, *results.simulated]
    return [*(part for one in both for part in (one.undiscounted, one.discounted)), results.mean_yearly]


def same(first: Results, second: Results) -> bool:
    return all((one == other).all() for one, other in zip(arrays(first), arrays(second), strict=True))


@each
@few
@given(data=st.data(), seed=seeds)
def test_TV_26_without_spread_every_draw_is_the_base_case(name: str, data: st.DataObject, seed: int) -> None:
    results = evaluate(data.draw(random_cases(name)), Analysis(draws=3, seed=seed), (1, 5))
    for simulated, base in zip(results.simulated, results.base, strict=True):
        assert (simulated.undiscounted == base.undiscounted).all()
        assert (simulated.discounted == base.discounted).all()


@each
@few
@given(data=st.data(), seed=seeds)
def test_the_base_case_does_not_depend_on_spread_or_seed(name: str, data: st.DataObject, seed: int) -> None:
    case = data.draw(uncertain_cases(name))
    uncertain = evaluate(case, Analysis(draws=2, seed=seed), (5,))
    known = evaluate(all_known(case), Analysis(draws=2), (5,))
    assert (uncertain.base_yearly == known.base_yearly).all()


@each
@few
@given(data=st.data(), seed=seeds, draws=st.integers(2, 3500), block=st.integers(1, 4000))
def test_TV_32_the_same_seed_gives_the_same_numbers_in_any_block(
    name: str, data: st.DataObject, seed: int, draws: int, block: int
) -> None:
    case = data.draw(uncertain_cases(name))
    analysis = Analysis(draws=draws, seed=seed)
    assert same(evaluate(case, analysis, (1, 3)), evaluate(case, analysis, (1, 3), block=block))


@each
def test_TV_32_another_seed_gives_other_numbers(name: str) -> None:
    case = build_case(name, ENGLAND)
    first, second = (evaluate(case, Analysis(draws=50, seed=seed), (3,)) for seed in (1, 2))
    assert not same(first, second)


@each
@few
@given(data=st.data(), seed=seeds, draws=st.integers(2, 500))
def test_TV_32_more_draws_begin_with_the_same_draws(name: str, data: st.DataObject, seed: int, draws: int) -> None:
    case = data.draw(uncertain_cases(name))
    few_draws, more = (evaluate(case, Analysis(draws=n, seed=seed), (3,)) for n in (draws, draws + 100))
    for one, other in zip(few_draws.simulated, more.simulated, strict=True):
        assert (one.discounted == other.discounted[:draws]).all()


@each
@few
@given(data=st.data(), seed=seeds)
def test_TV_28_every_draw_is_a_value_the_parameter_may_take(name: str, data: st.DataObject, seed: int) -> None:
    case = data.draw(uncertain_cases(name))
    columns = Sampler(seed).columns(case.parameters, 0, 500)
    for parameter in case.parameters:
        least, most = parameter.allowed
        assert np.isfinite(columns[parameter.name]).all()
        assert ((columns[parameter.name] >= least) & (columns[parameter.name] <= most)).all()


@given(seed=seeds)
def test_TV_36_two_interventions_share_the_draws_of_what_they_share(seed: int) -> None:
    sampler = Sampler(seed)
    seen: dict[tuple[str, str], Array] = {}
    for name in INTERVENTION_NAMES:
        columns = sampler.columns(parameter_set(name), 0, 20)
        for parameter in parameter_set(name):
            if parameter.is_uncertain:
                kept = seen.setdefault((parameter.stream, repr(parameter.fitted)), columns[parameter.name])
                assert (kept == columns[parameter.name]).all()
    assert len(seen) < sum(p.is_uncertain for name in INTERVENTION_NAMES for p in parameter_set(name))


@given(seed=seeds)
def test_TV_36_two_places_share_draws_but_for_their_local_factor(seed: int) -> None:
    leeds = find_area(["Leeds"])
    here, national = (build_case("suicide_prevention", area).parameters for area in (leeds, ENGLAND))
    sampler = Sampler(seed)
    local, usual = sampler.columns(here, 0, 50), sampler.columns(national, 0, 50)
    for parameter in national:
        factor = leeds.scales.get(parameter.name, 1)
        assert local[parameter.name] == pytest.approx(factor * usual[parameter.name], rel=1e-9)


@each
@few
@given(data=st.data(), seed=seeds)
def test_TV_05_a_parameter_known_for_certain_moves_no_draw_of_another(
    name: str, data: st.DataObject, seed: int
) -> None:
    case = data.draw(uncertain_cases(name))
    one = data.draw(st.sampled_from([p for p in case.parameters if p.is_uncertain]))
    before = Sampler(seed).columns(case.parameters, 0, 20)
    after = Sampler(seed).columns(setting(case, **{one.name: one.value}).parameters, 0, 20)
    assert all((before[key] == after[key]).all() for key in before if key != one.name)
    assert (after[one.name] == one.value).all()


def limits(case: Case) -> dict[str, tuple[float, float]]:
    return {p.name: (max(p.allowed[0], -FAR), min(p.allowed[1], FAR)) for p in case.parameters}


@each
@settings(max_examples=60)
@given(data=st.data())
def test_TV_25_values_at_the_limits_of_what_is_allowed_give_finite_numbers(name: str, data: st.DataObject) -> None:
    case = build_case(name, ENGLAND, data.draw(st.sampled_from(preset_names(name))))
    ends = {key: data.draw(st.sampled_from(pair), label=key) for key, pair in limits(case).items()}
    results = evaluate(setting(case, **ends), Analysis(draws=2), (1, 10))
    assert all(np.isfinite(one).all() for one in arrays(results))


positive = st.floats(1e-6, 1e6)
probability = st.floats(0, 1)


def column(number: float) -> Array:
    return np.array([[number]])


@given(risk=probability, first=positive, second=positive)
def test_TV_02_a_higher_odds_ratio_never_gives_a_lower_risk(risk: float, first: float, second: float) -> None:
    low, high = sorted((first, second))
    below, above = (risk_with(column(ratio), column(risk)).item() for ratio in (low, high))
    assert 0 <= below <= above + 1e-15 <= 1 + 1e-15


@given(ratio=positive, first=probability, second=probability)
def test_TV_02_a_higher_risk_stays_higher(ratio: float, first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert risk_with(column(ratio), column(low)).item() <= risk_with(column(ratio), column(high)).item() + 1e-15


@given(risk=st.floats(0.001, 0.999), ratio=st.floats(1e-3, 1e3))
def test_TV_04_an_odds_ratio_there_and_back_leaves_the_risk(risk: float, ratio: float) -> None:
    there = risk_with(column(ratio), column(risk))
    assert risk_with(column(1 / ratio), there).item() == pytest.approx(risk, rel=1e-9)


@given(risk=probability)
def test_TV_12_an_odds_ratio_of_1_leaves_every_risk_exactly(risk: float) -> None:
    assert risk_with(column(1.0), column(risk)).item() == risk


@given(effect=st.floats(-5, 5))
def test_TV_03_an_effect_size_gives_a_positive_odds_ratio_and_its_opposite_the_reciprocal(effect: float) -> None:
    ratio, opposite = odds_ratio_of(column(effect)).item(), odds_ratio_of(column(-effect)).item()
    assert ratio > 0
    assert ratio * opposite == pytest.approx(1, rel=1e-12)
    assert ratio == pytest.approx(math.exp(-effect * math.pi / math.sqrt(3)), rel=1e-14)


@given(family=st.sampled_from(Family), first=st.floats(0.002, 0.998), second=st.floats(0.002, 0.998))
def test_TV_28_every_fit_hits_its_percentiles_and_stays_in_its_support(
    family: Family, first: float, second: float
) -> None:
    low, high = sorted((first, second))
    if high - low < 1e-3 * high:
        return
    found = fit(family, low, high)
    assert found.quantile(np.array([0.025, 0.975])) == pytest.approx([low, high], rel=1e-9)
    least, most = SUPPORT[family]
    values = found.quantile(np.array([2.0**-54, 0.1, 0.9, 1 - 2.0**-53]))
    assert ((values >= least) & (values <= most) & np.isfinite(values)).all()
    assert least <= found.mean <= most
