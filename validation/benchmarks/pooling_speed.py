"""How long pooling takes: fair shares of nine partners, the games alone, positions by year, a board of six councils.

Run it from the repository's root: ``python -m validation.benchmarks.pooling_speed``. No programme moves the money of
all nine sectors; for that number, benefits of a package are given to the sectors that have none.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from roi_model.analysis.pooling.coalition import shapley_value, worth_of_groups
from roi_model.analysis.pooling.fair_shares import fair_shares
from roi_model.analysis.pooling.nucleolus import nucleolus
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.position import each_year, positions
from roi_model.analysis.request import Request
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import Sector

from .measuring import median_seconds, peak_memory

REPEATS = 5
HORIZON = 5
NINE = PoolTerms(contributors=tuple(Sector))
BOARD = PoolTerms(separately=(Sector.LOCAL_GOVERNMENT,))
GAMES = 100


def main() -> None:
    """Print the medians, and the peak memory after each step."""
    leeds = Request(areas=("Leeds",))
    package = with_nine_partners(evaluate_package(leeds.cases(), leeds.analysis(), NINE.horizons(HORIZON)))
    partners = len(fair_shares(package, NINE).pool.partners)
    report(
        f"fair shares by every rule: {partners} partners, {leeds.draws:,} draws, a package of eight",
        median_seconds(lambda: fair_shares(package, NINE), REPEATS),
    )
    gains = np.random.default_rng(leeds.seed).random((GAMES, 1, 9))
    games = [worth_of_groups(each, each.sum(axis=1) / 2) for each in gains]
    report(f"{GAMES} Shapley values of nine", median_seconds(lambda: [shapley_value(each) for each in games], REPEATS))
    report(f"{GAMES} nucleoli of nine", median_seconds(lambda: [nucleolus(each) for each in games], REPEATS))
    yearly = evaluate_package(leeds.cases(), leeds.analysis(), each_year(HORIZON))
    report("positions of every partner by year, both cases", median_seconds(lambda: positions(yearly), REPEATS))
    board = Request(areas=("West Yorkshire ICB",), apart=True)

    def evaluate_board() -> Totals:
        return evaluate_package(board.cases(), board.analysis(), BOARD.horizons(HORIZON))

    report("a package of eight in the six councils of a board: evaluation", median_seconds(evaluate_board, 1))
    pooled = evaluate_board()
    report("the same: fair shares by every rule", median_seconds(lambda: fair_shares(pooled, BOARD), REPEATS))


def with_nine_partners(totals: Totals) -> Totals:
    """Return totals in which a benefit of each sector that has none is taken from one that has several."""
    lines = list(totals.lines)
    for sector in Sector:
        if any(line.sector is sector for line in lines):
            continue
        counts = {other: sum(line.sector is other for line in lines) for other in Sector}
        giver = max(counts, key=lambda other: counts[other])
        number = next(n for n, line in enumerate(lines) if line.sector is giver and line.flow is Flow.BENEFIT)
        lines[number] = replace(lines[number], sector=sector)
    return replace(totals, lines=tuple(lines))


def report(what: str, seconds: float) -> None:
    """Print one line: what, how long, and the memory reached so far."""
    sys.stdout.write(f"{what:<90}{seconds:8.3f} s{peak_memory():8.0f} MiB\n")


if __name__ == "__main__":
    main()
