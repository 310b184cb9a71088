"""Making the tables of packages, partners, pools and portfolios again from a run record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from roi_model.analysis.package_figures import COMMON_HORIZON, package_figures
from roi_model.analysis.pooling.fair_shares import fair_shares
from roi_model.analysis.pooling.position import each_year, positions
from roi_model.analysis.portfolio.best_set import MOST_POINTS, portfolio
from roi_model.analysis.portfolio.conflict import Conflict
from roi_model.analysis.portfolio.frontier import POINTS
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.request import Request
from roi_model.engine.package import evaluate_package
from roi_model.inputs.refusal import InputError
from roi_model.outputs.package_tables import package_table
from roi_model.outputs.pool_tables import fair_shares_table
from roi_model.outputs.portfolio_tables import portfolio_table
from roi_model.outputs.position_tables import positions_table
from roi_model.outputs.record.recorded_terms import RECORD, RecordedTerms

Options = Mapping[str, Any]


def _horizon(request: Request) -> int:
    return request.horizon or COMMON_HORIZON


def _package(request: Request, options: Options) -> pd.DataFrame:
    cases, evidence = zip(*request.pairs(), strict=True)
    separately = RecordedTerms.read(options).terms().separately
    found = package_figures(cases, request.analysis(), _horizon(request), evidence=evidence, separately=separately)
    return package_table(found)


def _positions(request: Request, options: Options) -> pd.DataFrame:
    package = evaluate_package(request.cases(), request.analysis(), each_year(_horizon(request)))
    return positions_table(positions(package, RecordedTerms.read(options).terms().separately), package)


def _pool(request: Request, options: Options) -> pd.DataFrame:
    terms = RecordedTerms.read(options).terms()
    package = evaluate_package(request.cases(), request.analysis(), terms.horizons(_horizon(request)))
    return fair_shares_table(fair_shares(package, terms))


def _portfolio(request: Request, options: Options) -> pd.DataFrame:
    given = dict(options)
    points = given.pop("points", POINTS)
    if isinstance(points, bool) or not isinstance(points, int) or not 1 <= points <= MOST_POINTS:
        raise InputError(f"{RECORD}: points is {points!r}; it must be a whole number between 1 and {MOST_POINTS}.")
    limits = Limits.read(given, RECORD)
    sides = zip(*request.pairs(), strict=True)
    problem, beside = (limits.problem(cases, request.analysis(), _horizon(request)) for cases in sides)
    found = portfolio(problem, evidence=beside, points=points)
    if isinstance(found, Conflict):
        raise InputError(f"{RECORD}: its limits can no longer be met together; roi-model portfolio says which clash.")
    return portfolio_table(found)


# Command to the table that it writes.
TOGETHER: Mapping[str, Callable[[Request, Options], pd.DataFrame]] = {
    "package": _package,
    "positions": _positions,
    "pool": _pool,
    "portfolio": _portfolio,
}
