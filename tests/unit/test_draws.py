"""Streams of random numbers: each parameter's draws depend on nothing but seed, name and number."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from builders import certain, uncertain

from roi_model.engine import draws as module
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws, Sampler, base_case, uniforms
from roi_model.inputs.parameter_set import parameter_set

N = 100_000


def test_the_same_seed_gives_the_same_draws() -> None:
    assert (uniforms(1, "a", 0, 1000) == uniforms(1, "a", 0, 1000)).all()


def test_another_seed_or_name_gives_other_draws() -> None:
    first = uniforms(1, "a", 0, 1000)
    assert not (first == uniforms(2, "a", 0, 1000)).any()
    assert not (first == uniforms(1, "b", 0, 1000)).any()


def test_the_first_draws_of_a_stream_stay_what_they_are() -> None:
    # PCG64DXSM seeded with the seed and the first 128 bits of the SHA-256 of the name. A change here
    # changes every simulated result that anyone has kept.
    found = uniforms(2017, "tax_share", 0, 3)[:, 0].tolist()
    assert found == [0.7253813740120377, 0.737703089505105, 0.5024704664957429]


@pytest.mark.parametrize("cut", [1, 7, 500, 999])
def test_a_block_that_begins_later_continues_the_stream(cut: int) -> None:
    whole = uniforms(5, "a", 0, 1000)
    parts = np.concatenate([uniforms(5, "a", 0, cut), uniforms(5, "a", cut, 1000)])
    assert whole.shape == (1000, 1)
    assert (whole == parts).all()


def test_uniforms_have_the_mean_and_variance_of_a_uniform() -> None:
    sample = uniforms(2017, "a", 0, N)
    assert ((sample > 0) & (sample < 1)).all()
    # Standard errors: of the mean √(1/12/n); of the variance √((1/80 − 1/144)/n). Four of them leave 1 in 16,000.
    assert abs(sample.mean() - 1 / 2) < 4 * math.sqrt(1 / 12 / N)
    assert abs(sample.var() - 1 / 12) < 4 * math.sqrt((1 / 80 - 1 / 144) / N)


def test_two_streams_are_not_correlated() -> None:
    # The correlation of n independent pairs has the standard error 1/√n.
    pairs = np.corrcoef(uniforms(2017, "a", 0, N)[:, 0], uniforms(2017, "b", 0, N)[:, 0])
    assert abs(pairs[0, 1]) < 4 / math.sqrt(N)


def test_draws_have_the_mean_and_percentiles_of_their_distribution() -> None:
    cost = uncertain("visit_cost", 80, 120)
    sample = Sampler(2017).columns([cost], 0, N)["visit_cost"]
    assert abs(sample.mean() - cost.fitted.mean) < 4 * cost.fitted.standard_deviation / math.sqrt(N)
    # The share of draws below the 2.5th percentile has the standard error √(0.025 · 0.975/n).
    assert abs(np.mean(sample < 80) - 0.025) < 4 * math.sqrt(0.025 * 0.975 / N)
    assert abs(np.mean(sample > 120) - 0.025) < 4 * math.sqrt(0.025 * 0.975 / N)


def test_adding_a_parameter_moves_no_other_draw() -> None:
    first, second, third = (uncertain(name, 80, 120) for name in ("a", "b", "c"))
    few = Sampler(1).columns([first, third], 0, 100)
    more = Sampler(1).columns([second, first, third], 0, 100)
    assert all((few[name] == more[name]).all() for name in ("a", "c"))


def test_a_shared_parameter_is_the_same_draws_in_two_interventions() -> None:
    debt, care = parameter_set("debt_advice"), parameter_set("collaborative_care")
    sampler = Sampler(2017)
    first, second = sampler.columns(debt, 0, 100), sampler.columns(care, 0, 100)
    assert first["tax_share"] is second["tax_share"]  # made once
    assert (first["tax_share"] == Sampler(2017).columns(care, 0, 100)["tax_share"]).all()


def test_a_parameter_that_is_the_same_as_another_is_drawn_with_it() -> None:
    columns = Sampler(2017).columns(parameter_set("debt_advice", "trial-null"), 0, 100)
    assert columns["resolved_with_advice"] is columns["resolved_without_advice"]


def test_one_stream_with_two_intervals_moves_together() -> None:
    # Other values at the same uniform numbers: a user's interval changes the spread, not the luck.
    narrow = uncertain("a", 80, 120)
    wide = narrow.changed(low=60, high=150, skewed="Wider.")
    sampler = Sampler(1)
    first, second = (sampler.columns([one], 0, 50)["a"][:, 0] for one in (narrow, wide))
    assert not (first == second).any()
    assert (np.argsort(first) == np.argsort(second)).all()


def test_two_blocks_are_one_cut_in_two() -> None:
    cost = uncertain("a", 80, 120)
    sampler = Sampler(1)
    early = sampler.columns([cost], 0, 10)["a"]
    late = sampler.columns([cost], 10, 20)["a"]
    assert (np.concatenate([early, late]) == Sampler(1).columns([cost], 0, 20)["a"]).all()
    assert (sampler.columns([cost], 0, 10)["a"] == early).all()


def test_columns_used_last_are_kept_within_the_bound_and_the_others_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COLUMN_BYTES", 2 * 10 * 8)  # two columns of ten draws
    a, b, c = (uncertain(name, 80, 120) for name in ("a", "b", "c"))
    sampler = Sampler(1)
    first, second = (sampler.columns([one], 0, 10)[one.name] for one in (a, b))
    assert sampler.columns([a], 0, 10)["a"] is first  # so b is now the one that was used first
    sampler.columns([c], 0, 10)
    assert sampler.columns([a], 0, 10)["a"] is first
    again = sampler.columns([b], 0, 10)["b"]
    assert again is not second
    assert (again == second).all()


def test_more_columns_than_the_bound_holds_are_all_there_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COLUMN_BYTES", 1)
    debt = parameter_set("debt_advice")
    usual = Sampler(2017)
    few = usual.columns(debt, 0, 10)
    monkeypatch.undo()
    assert all((few[name] == column).all() for name, column in Sampler(2017).columns(debt, 0, 10).items())


def test_one_sampler_gives_several_threads_the_same_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COLUMN_BYTES", 5 * 50 * 8)  # so small that columns are forgotten all the time
    sampler, parameters = Sampler(2017), [list(parameter_set(name)) for name in INTERVENTION_NAMES] * 3
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda own: sampler.columns(own, 0, 50), parameters))
    for own, columns in zip(parameters, found, strict=True):
        alone = Sampler(2017).columns(own, 0, 50)
        assert all((columns[name] == column).all() for name, column in alone.items())


def test_no_column_can_be_written_to() -> None:
    column = Sampler(1).columns([uncertain("a", 80, 120)], 0, 10)["a"]
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 0


def test_what_does_not_vary_is_one_row() -> None:
    fixed = certain("people", 4)
    assert Sampler(1).columns([fixed], 0, 10)["people"].tolist() == [[4]]
    assert {name: column.tolist() for name, column in base_case([fixed, uncertain("cost", 80, 120)]).items()} == {
        "people": [[4]],
        "cost": [[100]],
    }


def test_a_column_that_is_not_there_is_refused_with_the_nearest() -> None:
    draws = Draws({"advice_cost": np.array([[1.0]])})
    assert draws.advice_cost.item() == 1
    with pytest.raises(AttributeError, match="no parameter called 'advise_cost'. Did you mean 'advice_cost'"):
        _ = draws.advise_cost
    with pytest.raises(AttributeError, match="no parameter called 'zzzz'.$"):
        _ = draws.zzzz
