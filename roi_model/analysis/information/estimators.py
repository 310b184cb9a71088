"""What knowing some inputs is worth, from the draws of a simulation: plain functions of arrays.

An estimator fits net benefits to the inputs in question, on four fifths of the draws, and chooses for the other
fifth. Its answer is what those choices gain in the draws themselves. So a bad fit gives too low a figure, not too
high a one, and every figure has a standard error of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

FOLDS = 5
KNOTS = 6  # of the spline of one input, which has one term fewer
BINS = 20
DRAWS_PER_TERM = 10
RIDGE = 1e-9  # of the mean square of a term: against terms that repeat each other
BOOSTING = {
    "max_iter": 60,
    "learning_rate": 0.15,
    "max_bins": 32,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 40,
    "early_stopping": False,
}

Reads = NDArray[np.bool_]
Fit = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Gain:
    """What each draw gains from choosing with some information instead of without; shape (draws,).

    Examples
    --------
    >>> Gain(np.array([0.0, 2.0, 0.0, 2.0])).value
    1.0
    """

    draws: Array

    @property
    def value(self) -> float:
        """The mean gain: 0 where choosing by the information would lose."""
        return max(0.0, float(self.draws.mean()))

    @property
    def error(self) -> float:
        """Standard error of the mean: s/√n."""
        return float(self.draws.std(ddof=1)) / math.sqrt(self.draws.size)

    def differs_from(self, other: Gain) -> bool:
        """Whether two estimates on the same draws lie more than two standard errors of their difference apart."""
        gap = Gain(self.draws - other.draws)
        return abs(float(gap.draws.mean())) > 2 * gap.error


def perfect_gain(net: Array) -> Gain:
    """Return what knowing everything gains in each draw; its mean is the EVPI.

    Formula: EVPI = E[max over options] − max over options of E. Never below 0; 0 where one option is the best
    in every draw.

    Parameters
    ----------
    net
        Net benefits, shape (draws, options).

    Examples
    --------
    >>> perfect_gain(np.array([[0.0, 4.0], [0.0, -2.0]])).value  # fund: 1 on average; knowing: 4 or 0
    1.0
    """
    return Gain(net.max(axis=1) - net[:, best_option(net)])


def best_option(net: Array) -> int:
    """Return the number of the option with the highest mean net benefit; the first, where several share it.

    Parameters
    ----------
    net
        Net benefit in £, shape (draws, options).

    Examples
    --------
    >>> best_option(np.array([[0.0, 5.0, 1.0], [0.0, -1.0, 1.0]]))
    1
    """
    return int(net.mean(axis=0).argmax())


def chosen_gain(net: Array, fitted: Array) -> Gain:
    """Return what choosing by fitted net benefits gains, both of shape (draws, options).

    Formula: y[choice] − y[best without information], choice = the option with the highest fitted value.
    Limits: as y[choice] ≤ max y in every draw, the mean is never above that of `perfect_gain`.
    """
    chosen = net[np.arange(net.shape[0]), fitted.argmax(axis=1)]
    return Gain(chosen - net[:, best_option(net)])


def ceiling(net: Array, reads: Reads) -> float:
    """Return a value that knowing inputs read by some options alone cannot exceed.

    Formula: E[max(y of the options that read them, E[y] of the best other)] − max E[y], by Jensen's inequality.

    Parameters
    ----------
    net
        Net benefits, shape (draws, options).
    reads
        Which input each option reads, shape (inputs, options).
    """
    return perfect_gain(_readers_alone(net, reads)).value


def spline_gain(inputs: Array, net: Array, reads: Reads | None = None) -> Gain:
    """Estimate what knowing some inputs is worth by additive natural cubic splines.

    Formula: E[y | x] ≈ a + Σ f(x), one spline of five terms for each input, by least squares.
    Limits: it sees any smooth curve in one input, and no interaction between two.

    Parameters
    ----------
    inputs
        Shape (draws, inputs).
    net
        Net benefits, shape (draws, options).
    reads
        Which input each option reads, shape (inputs, options); all by default. An option is fitted to the inputs
        that it reads alone, which is exact where inputs are independent.

    Raises
    ------
    InputError
        When the two have different numbers of draws, or there are fewer than ten draws to a term.
    """
    return _gain(inputs, net, reads, _spline_fit)


def binned_gain(inputs: Array, net: Array, reads: Reads | None = None) -> Gain:
    """Estimate what knowing one input is worth by its means within twentieths of the draws.

    Limits: for one input, of any curve, also one that jumps; it assumes nothing smooth. Shapes: ``inputs`` (draws, 1),
    ``net`` (draws, options).

    Raises
    ------
    InputError
        As `spline_gain`, or when there is more than one input.
    """
    if inputs.shape[1] != 1:
        raise InputError(f"Means within bins are for one input; there are {inputs.shape[1]}.")
    return _gain(inputs, net, reads, _binned_fit)


def boosting_gain(inputs: Array, net: Array, reads: Reads | None = None) -> Gain:
    """Estimate what knowing some inputs is worth by gradient-boosted trees, which see curves and interactions.

    Parameters and errors are those of `spline_gain`. The same draws give the same answer.
    """
    return _gain(inputs, net, reads, _boosting_fit)


def natural_spline(column: Array) -> Array:
    """Return the terms of a natural cubic spline of one input, shape (draws, KNOTS − 1) or, if it is constant, none.

    Between the outer knots, the 1st and the 99th percentile, it is cubic, and straight beyond them.
    """
    spread = float(column.std())
    if spread == 0:
        return np.empty((column.size, 0))
    score = (column - column.mean()) / spread
    knots = np.unique(np.quantile(score, np.linspace(0.01, 0.99, KNOTS)))
    above = np.maximum(score[:, None] - knots, 0) ** 3
    slopes = (above[:, :-1] - above[:, [-1]]) / np.maximum(knots[-1] - knots[:-1], 1e-12)
    terms = np.column_stack([score, slopes[:, :-1] - slopes[:, [-1]]])
    terms -= terms.mean(axis=0)
    size = terms.std(axis=0)
    return terms[:, size > 0] / size[size > 0]


def _gain(inputs: Array, net: Array, reads: Reads | None, fit: Fit) -> Gain:
    """Fit each set of options that read the same inputs together; one that reads none keeps its mean."""
    known = np.ones((inputs.shape[1], net.shape[1]), dtype=bool) if reads is None else reads
    _check(inputs, net, known)
    centred = net - net.mean(axis=0)
    fitted = np.zeros_like(net)
    for pattern in np.unique(known, axis=1).T:
        if pattern.any():
            options = (known == pattern[:, None]).all(axis=0)
            fitted[:, options] = fit(inputs[:, pattern], centred[:, options])
    return chosen_gain(_readers_alone(net, known), fitted - fitted.mean(axis=0) + net.mean(axis=0))


def _readers_alone(net: Array, reads: Reads) -> Array:
    """Net benefits in which an option that reads none of the inputs has its mean: knowing them says nothing of it."""
    return np.where(np.any(reads, axis=0), net, net.mean(axis=0))


def _check(inputs: Array, net: Array, known: Reads) -> None:
    if inputs.shape[0] != net.shape[0]:
        raise InputError(f"There are {inputs.shape[0]:,} draws of the inputs but {net.shape[0]:,} of the net benefits.")
    most = int(known.sum(axis=0).max())
    terms = most * (KNOTS - 1) + 1
    needed = DRAWS_PER_TERM * terms
    if inputs.shape[0] < needed:
        raise InputError(
            f"A regression on {most} parameter{'s' if most > 1 else ''} has {terms} terms and needs at least "
            f"{needed:,} draws; there are {inputs.shape[0]:,}."
        )


def _folds(draws: int) -> list[slice]:
    return [slice(fold, draws, FOLDS) for fold in range(FOLDS)]


def _spline_fit(inputs: Array, targets: Array) -> Array:
    basis = np.column_stack([natural_spline(column) for column in inputs.T])
    squares = [basis[fold].T @ basis[fold] for fold in _folds(basis.shape[0])]
    products = [basis[fold].T @ targets[fold] for fold in _folds(basis.shape[0])]
    ridge = RIDGE * basis.shape[0] * np.eye(basis.shape[1])
    fitted = np.empty_like(targets)
    for fold, square, product in zip(_folds(basis.shape[0]), squares, products, strict=True):
        fitted[fold] = basis[fold] @ np.linalg.solve(sum(squares) - square + ridge, sum(products) - product)
    return fitted


def _binned_fit(inputs: Array, targets: Array) -> Array:
    column = inputs[:, 0]
    edges = np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])
    place = np.searchsorted(edges, column)
    sums, counts = np.zeros((FOLDS, BINS, targets.shape[1])), np.zeros((FOLDS, BINS, 1))
    for number, fold in enumerate(_folds(column.size)):
        np.add.at(sums[number], place[fold], targets[fold])
        counts[number, :, 0] = np.bincount(place[fold], minlength=BINS)
    means = (sums.sum(axis=0) - sums) / np.maximum(counts.sum(axis=0) - counts, 1)
    return means[np.arange(column.size) % FOLDS, place]


def _boosting_fit(inputs: Array, targets: Array) -> Array:
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 - a second to load, and seldom wanted
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    fitted = np.empty_like(targets)
    with threadpool_limits(1, "openmp"):  # more threads gain nothing here, and wait for each other on a busy machine
        for option in range(targets.shape[1]):
            for fold in _folds(inputs.shape[0]):
                kept = np.ones(inputs.shape[0], dtype=bool)
                kept[fold] = False
                model = HistGradientBoostingRegressor(**BOOSTING, random_state=0)
                fitted[fold, option] = model.fit(inputs[kept], targets[kept, option]).predict(inputs[fold])
    return fitted
