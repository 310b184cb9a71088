"""What is kept of cases stays within its bound, and what was used last stays longest."""

from __future__ import annotations

from collections.abc import Callable

from roi_model.analysis.request import Request
from roi_model.app.kept import Kept, size_of_results
from roi_model.engine.evaluation import Results, evaluate

ASKED = Request(areas=("Leeds",), interventions=("debt_advice",), draws=10)
RESULTS = evaluate(ASKED.cases()[0], ASKED.analysis(), (5,))


def maker(made: list[str], key: str) -> Callable[[], Results]:
    def make() -> Results:
        made.append(key)
        return RESULTS

    return make


def test_what_is_kept_is_not_made_again_and_what_was_used_longest_ago_goes() -> None:
    kept, made = Kept(2 * size_of_results(RESULTS), size_of_results), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(key, maker(made, key)) is RESULTS
    assert made == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_bound_is_given_and_not_kept() -> None:
    kept, made = Kept(0, size_of_results), list[str]()
    for _ in range(2):
        assert kept.get("a", maker(made, "a")) is RESULTS
    assert made == ["a", "a"]


def test_the_size_is_that_of_all_totals() -> None:
    lines, draws, horizons, arrays, bytes_each = len(RESULTS.lines), 10, 1, 2, 8
    assert size_of_results(RESULTS) == lines * draws * horizons * arrays * bytes_each
