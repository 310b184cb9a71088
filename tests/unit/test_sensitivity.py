"""Sensitivity analyses against functions of the unit cube whose indices are known."""

from __future__ import annotations

import math
import subprocess
import sys
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from roi_model.analysis.sensitivity.from_draws import indices_from_draws
from roi_model.analysis.sensitivity.indices import BLOCK, Index, UnitFigure
from roi_model.analysis.sensitivity.morris import morris_effects
from roi_model.analysis.sensitivity.salib import quiet
from roi_model.analysis.sensitivity.sobol import blocks, sobol_indices
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

# Ishigami's function, y = sin a + 7 sin² b + c⁴/10 · sin a, each input uniform on −π to π.
# Parts of the variance: a alone ½(1 + π⁴/50)², b alone 49/8, a with c 8π⁸/22,500.
A_ALONE, B_ALONE, A_WITH_C = (1 + math.pi**4 / 50) ** 2 / 2, 49 / 8, 8 * math.pi**8 / 22_500
VARIANCE = A_ALONE + B_ALONE + A_WITH_C
ISHIGAMI_FIRST = (A_ALONE / VARIANCE, B_ALONE / VARIANCE, 0.0)
ISHIGAMI_TOTAL = ((A_ALONE + A_WITH_C) / VARIANCE, B_ALONE / VARIANCE, A_WITH_C / VARIANCE)


def ishigami(points: Array) -> Array:
    a, b, c = (math.pi * (2 * points - 1)).T
    return np.asarray(np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))


def figure(function: Callable[[Array], Array], names: str) -> UnitFigure:
    return UnitFigure(tuple(names), "The figure", function)


def assert_within(indices: tuple[Index, ...], true: tuple[float, ...]) -> None:
    for index, share in zip(indices, true, strict=True):
        assert index.low <= share <= index.high


def drawn(draws: int, names: str, seed: int = 1) -> tuple[Array, list[tuple[str, Array]]]:
    columns = np.random.default_rng(seed).random((draws, len(names)))
    return columns, list(zip(names, columns.T, strict=True))


def test_the_known_indices_of_ishigami_are_those_published() -> None:
    assert tuple(round(share, 4) for share in ISHIGAMI_FIRST) == (0.3139, 0.4424, 0.0)
    assert tuple(round(share, 4) for share in ISHIGAMI_TOTAL) == (0.5576, 0.4424, 0.2437)


def test_TV_35_sobol_indices_of_ishigami_lie_within_their_intervals() -> None:
    found = sobol_indices(figure(ishigami, "abc"), 2048, 1, second_order=True)
    assert_within(found.first, ISHIGAMI_FIRST)
    assert_within(found.total, ISHIGAMI_TOTAL)
    assert [(first, second) for first, second, _ in found.second] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert_within(tuple(index for _, _, index in found.second), (0.0, A_WITH_C / VARIANCE, 0.0))
    assert max(index.margin for index in (*found.first, *found.total)) < 0.1
    assert found.evaluations == 2048 * (2 * 3 + 2)


def test_TV_35_first_order_shares_add_up_to_at_most_one_within_their_error() -> None:
    found = sobol_indices(figure(ishigami, "abc"), 1024, 1)
    assert found.alone == sum(index.estimate for index in found.first)
    error = math.hypot(*(index.margin for index in found.first))
    assert found.alone <= 1 + error
    assert abs(found.alone - (A_ALONE + B_ALONE) / VARIANCE) < error


def test_shares_of_a_sum_are_its_squared_weights_with_or_without_interactions() -> None:
    # Variances of u, 2u and 3u are as 1 : 4 : 9.
    found = sobol_indices(figure(lambda points: points @ np.array([1.0, 2.0, 3.0]), "abc"), 1024, 1)
    for first, total, share in zip(found.first, found.total, (1 / 14, 4 / 14, 9 / 14), strict=True):
        assert first.estimate == pytest.approx(share, abs=0.002)
        assert total.estimate == pytest.approx(share, abs=0.002)


def test_the_second_order_index_of_a_product_is_known() -> None:
    # Var(ab) = 1/9 − 1/16 = 7/144; E[ab|a] = a/2 has variance 1/48 = 3/144; so 3/7, 3/7 and 1/7 together.
    found = sobol_indices(figure(lambda points: points[:, 0] * points[:, 1], "ab"), 4096, 1, second_order=True)
    assert [index.estimate for index in found.first] == pytest.approx([3 / 7, 3 / 7], abs=0.01)
    assert [index.estimate for index in found.total] == pytest.approx([4 / 7, 4 / 7], abs=0.01)
    assert found.second[0][2].estimate == pytest.approx(1 / 7, abs=0.02)


def test_all_of_a_centred_product_is_interaction() -> None:
    product = figure(lambda points: np.prod(points - 0.5, axis=1), "ab")
    found = sobol_indices(product, 1024, 1, second_order=True)
    assert_within(found.first, (0.0, 0.0))
    assert_within(found.total, (1.0, 1.0))
    assert_within((found.second[0][2],), (1.0,))


def test_U19_a_negative_estimate_is_kept_as_it_is() -> None:
    product = figure(lambda points: np.prod(points - 0.5, axis=1), "ab")
    estimates = [index.estimate for seed in range(5) for index in sobol_indices(product, 64, seed).first]
    assert min(estimates) < 0
    assert Index(-0.02, 0.03).low == -0.05
    assert Index(-0.02, 0.03).high == pytest.approx(0.01, rel=1e-12)


def test_one_factor_has_all_of_the_variance() -> None:
    found = sobol_indices(figure(lambda points: points[:, 0] ** 2, "a"), 1024, 1)
    assert found.first[0].estimate == pytest.approx(1, abs=0.01)
    assert found.total[0].estimate == pytest.approx(1, abs=0.01)
    with pytest.raises(InputError, match=r"^Second-order indices need two uncertain parameters; here only a is one\.$"):
        sobol_indices(figure(lambda points: points[:, 0], "a"), 1024, 1, second_order=True)


@pytest.mark.parametrize("seed", [0, 2017, 2**70])
def test_the_same_seed_gives_the_same_numbers(seed: int) -> None:
    columns, named = drawn(1000, "abc")
    analyses: list[Callable[[int], object]] = [
        lambda s: sobol_indices(figure(ishigami, "abc"), 64, s, second_order=True),
        lambda s: morris_effects(figure(ishigami, "abc"), 10, s),
        lambda s: indices_from_draws(named, ishigami(columns), s, "The figure"),
    ]
    for analysis in analyses:
        assert analysis(seed) == analysis(seed)
        assert analysis(seed) != analysis(seed + 1)


@pytest.mark.parametrize("points", [0, 1, 32, 63, 1000, 1025, 32_768])
def test_points_that_sobol_cannot_use_are_refused(points: int) -> None:
    sentence = rf"^points is {points}; it must be a power of two between 64 and 16,384, such as 1024\.$"
    with pytest.raises(InputError, match=sentence):
        sobol_indices(figure(ishigami, "abc"), points, 1)


def test_a_figure_that_does_not_vary_is_refused_by_all_three() -> None:
    constant = figure(lambda points: np.full(points.shape[0], 12.0), "ab")
    sentence = r"^The figure: 12 whatever the uncertain parameters are, so there is no uncertainty to explain\.$"
    with pytest.raises(InputError, match=sentence):
        sobol_indices(constant, 64, 1)
    with pytest.raises(InputError, match=sentence):
        morris_effects(constant, 10, 1)
    with pytest.raises(InputError, match=sentence):
        indices_from_draws([], np.full(1000, 12.0), 1, "The figure")


def test_rounding_is_not_taken_for_variation() -> None:
    noisy = figure(lambda points: 1e6 + 1e-9 * points[:, 0], "a")
    with pytest.raises(InputError, match="no uncertainty to explain"):
        morris_effects(noisy, 10, 1)


def test_a_figure_that_is_not_defined_is_refused_with_how_often() -> None:
    holes = figure(lambda points: np.where(points[:, 0] < 0.5, np.nan, points[:, 0]), "a")
    with pytest.raises(InputError, match=r"^The figure is not defined in 96 of 192 evaluations: it divides by"):
        sobol_indices(holes, 64, 1)
    with pytest.raises(InputError, match=r"^The figure is not defined: it divides by programme cost, and none falls"):
        indices_from_draws([], np.full(1000, np.nan), 1, "The figure")


def test_evaluations_are_made_in_blocks_that_are_counted_beforehand() -> None:
    sizes: list[int] = []
    done: list[None] = []

    def function(points: Array) -> Array:
        sizes.append(points.shape[0])
        return points.sum(axis=1)

    found = sobol_indices(figure(function, "abc"), 2048, 1, advance=lambda: done.append(None))
    # 2,048 · (3 + 2) = 10,240 rows: one block of 8,192 and the rest.
    assert sizes == [BLOCK, 2048]
    assert len(done) == blocks(3, 2048) == 2
    assert [blocks(2, 2048), blocks(3, 2048, second_order=True)] == [1, 2]  # 2,048 · 4 = 8,192, and 2,048 · 8 = 16,384
    assert found.evaluations == 10_240
    assert found.second == ()


def test_morris_effects_of_a_sum_are_its_weights_times_the_width_of_the_interval() -> None:
    # From probability 0.025 to 0.975 is 0.95 of the cube.
    found = morris_effects(figure(lambda points: points @ np.array([2.0, -1.0, 0.0]), "abc"), 20, 1)
    assert [effect.mu for effect in found.effects] == pytest.approx([1.9, -0.95, 0.0], rel=1e-9, abs=1e-12)
    assert [effect.mu_star for effect in found.effects] == pytest.approx([1.9, 0.95, 0.0], rel=1e-9, abs=1e-12)
    assert all(effect.sigma < 1e-12 for effect in found.effects)
    assert found.evaluations == 20 * 4


def test_morris_effects_of_both_signs_cancel_in_mu_and_not_in_mu_star() -> None:
    # (u − ½)² at the levels 0.025, 0.3417, 0.6583, 0.975: 0.225625 at the ends and a ninth of it inside, so
    # each step of two levels changes it by ±8/9 · 0.225625, and each effect is 3/2 of that.
    found = morris_effects(figure(lambda points: (points[:, 0] - 0.5) ** 2, "a"), 200, 1)
    (effect,) = found.effects
    assert effect.mu_star == pytest.approx(1.5 * 8 / 9 * 0.225625, rel=1e-9)
    assert abs(effect.mu) < 0.2 * effect.mu_star
    assert effect.sigma == pytest.approx(effect.mu_star, rel=0.05)


def test_morris_sees_interaction_as_spread() -> None:
    found = morris_effects(figure(lambda points: points[:, 0] * points[:, 1] + points[:, 2], "abc"), 100, 1)
    a, b, c = found.effects
    assert min(a.sigma, b.sigma) > 0.2
    assert min(a.margin, b.margin) > 0
    assert c.sigma < 1e-12
    assert c.margin < 1e-12


def test_morris_keeps_to_the_intervals_of_the_parameters() -> None:
    seen: list[float] = []

    def function(points: Array) -> Array:
        seen.extend(np.unique(points.round(9)))
        return points.sum(axis=1)

    morris_effects(figure(function, "ab"), 50, 1)
    assert seen == [0.025, 0.341666667, 0.658333333, 0.975]


@pytest.mark.parametrize("trajectories", [0, 9, 10_001])
def test_too_few_or_too_many_trajectories_are_refused(trajectories: int) -> None:
    with pytest.raises(InputError, match=rf"^trajectories is {trajectories}; it must be between 10 and 10,000\.$"):
        morris_effects(figure(ishigami, "abc"), trajectories, 1)


def test_TV_35_first_order_indices_of_ishigami_from_random_draws() -> None:
    columns, named = drawn(10_000, "abc")
    found = indices_from_draws(named, ishigami(columns), 1, "The figure")
    assert_within(found.first, ISHIGAMI_FIRST)
    assert max(index.margin for index in found.first) < 0.04
    assert (found.names, found.evaluations, found.total, found.second) == (("a", "b", "c"), 10_000, (), ())


def test_a_factor_without_influence_has_no_share_from_draws_on_average() -> None:
    # Without the correction for chance each would be about 2 · 20 ÷ 2,000 = 0.02.
    estimates = []
    for seed in range(20):
        columns, named = drawn(2000, "ab", seed)
        estimates.append(indices_from_draws(named, columns[:, 0], 1, "The figure").first[1].estimate)
    assert abs(np.mean(estimates)) < 3 * np.std(estimates, ddof=1) / math.sqrt(20)
    assert min(estimates) < 0


def test_shares_from_draws_do_not_depend_on_monotone_changes_of_a_parameter() -> None:
    columns, named = drawn(1000, "ab")
    changed = [(name, np.exp(3 * column)) for name, column in named]
    figures = columns[:, 0] + columns[:, 1] ** 2
    assert indices_from_draws(named, figures, 1, "") == indices_from_draws(changed, figures, 1, "")


def test_U21_the_order_of_the_draws_does_not_matter() -> None:
    columns, named = drawn(2000, "abc")
    order = np.random.default_rng(5).permutation(2000)
    shuffled = [(name, column[order]) for name, column in named]
    figures = ishigami(columns)
    assert indices_from_draws(named, figures, 1, "") == indices_from_draws(shuffled, figures[order], 1, "")


def test_fewer_draws_than_the_method_needs_are_refused() -> None:
    columns, named = drawn(999, "ab")
    sentence = r"^draws is 999; shares of uncertainty from the draws of the simulation need at least 1,000\.$"
    with pytest.raises(InputError, match=sentence):
        indices_from_draws(named, columns.sum(axis=1), 1, "The figure")


def test_a_figure_that_is_the_same_at_every_base_point_needs_more_of_them() -> None:
    # With seed 5 only mixed points fall into the corner, for which SALib would give shares of 0.
    corner = figure(lambda points: ((points[:, 0] > 0.95) & (points[:, 1] > 0.95)).astype(float), "ab")
    with pytest.raises(InputError, match=r"^The figure varies at too few of the 64 points to share it out; ask for"):
        sobol_indices(corner, 64, 5)
    assert max(index.estimate for index in sobol_indices(corner, 1024, 5).total) > 0.5


def test_no_warning_of_salib_reaches_the_user_but_one_of_the_model_does() -> None:
    with quiet():
        warnings.warn("not for the user", UserWarning, stacklevel=1)

    def function(points: Array) -> Array:
        warnings.warn("about the model", RuntimeWarning, stacklevel=1)
        return points.sum(axis=1)

    with pytest.warns(RuntimeWarning, match="about the model"):
        sobol_indices(figure(function, "ab"), 64, 1)


def test_salib_is_not_loaded_by_the_command_line() -> None:
    loaded = "import sys, roi_model.cli.commands; sys.exit('SALib' in sys.modules or 'sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
