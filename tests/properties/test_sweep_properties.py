"""What must hold of every sweep: no way of running it moves a number."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sweep import SMALL

from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.points import Grid, Value
from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.scenario_list import read_named
from roi_model.analysis.sweep.settings import merged
from roi_model.analysis.sweep.unit import Finished, run_here
from roi_model.inputs.document import Document
from roi_model.outputs.sweep.notebook import sweep
from roi_model.outputs.sweep.parts import Parts

FEW = settings(max_examples=12)
NUMBERS = ["base_case", "mean", "low", "high", "standard_error"]


def whole(asked: dict[str, Any], **named: Any) -> pd.DataFrame:
    table = pd.concat(sweep(asked, **named), ignore_index=True)
    texts = [name for name in table.columns if name not in {*NUMBERS, "horizon"}]
    return table.astype(dict.fromkeys(texts, str))


@lru_cache(maxsize=1)
def plain() -> pd.DataFrame:
    return whole(SMALL)


@FEW
@given(per_file=st.integers(1, 9), shuffle=st.integers(0, 1000), ahead=st.integers(1, 6))
def test_no_size_of_file_and_no_order_of_finishing_moves_a_bit(per_file: int, shuffle: int, ahead: int) -> None:
    order = random.Random(shuffle)

    def any_order(units: Iterable[Unit]) -> Iterator[Finished]:
        waiting: list[Finished] = []
        for done in run_here(units):
            waiting.append(done)
            if len(waiting) == ahead:
                yield waiting.pop(order.randrange(len(waiting)))
        order.shuffle(waiting)
        yield from waiting

    assert whole(SMALL, backend=any_order, per_file=per_file).equals(plain())


@FEW
@given(order=st.permutations(list(SMALL["scenarios"])), places=st.permutations(SMALL["areas"]), shown=st.data())
def test_the_order_of_scenarios_and_places_and_what_stands_beside_them_moves_no_bit(
    order: list[str], places: list[str], shown: st.DataObject
) -> None:
    kept = shown.draw(st.integers(1, len(order)))
    scenarios = {name: {**SMALL["scenarios"][name], "runs": name in order[:kept]} for name in order}
    table = whole({**SMALL, "scenarios": scenarios, "areas": places})
    wanted = plain()[plain().scenario.isin(order[:kept])]
    key = ["scenario", "area", "intervention", "horizon", "sector", "kind", "measure"]
    assert table.sort_values(key).reset_index(drop=True).equals(wanted.sort_values(key).reset_index(drop=True))


@given(units=st.integers(1, 10_000), per_file=st.integers(1, 600))
def test_every_unit_is_in_one_part_and_names_sort_in_the_order_of_the_plan(units: int, per_file: int) -> None:
    parts = Parts(units, per_file)
    spans = [parts.span(number) for number in range(len(parts))]
    assert [unit for span in spans for unit in span] == list(range(units))
    assert all(parts.of(unit) == number for number, span in enumerate(spans) for unit in (span.start, span.stop - 1))
    names = [parts.file_name(number) for number in range(len(parts))]
    assert names == sorted(set(names))


@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_a_grid_holds_every_combination_once(sizes: list[int]) -> None:
    axes = [(f"axis{n}", tuple(Value(str(v), {f"s{n}": v}) for v in range(size))) for n, size in enumerate(sizes)]
    grid = Grid(tuple(axes))
    points = [tuple(grid.settings(number).items()) for number in range(len(grid))]
    assert len(set(points)) == len(points) == len(grid)
    assert len({grid.name(number) for number in range(len(grid))}) == len(grid)
    assert points == sorted(points)


@given(graph=st.lists(st.sets(st.integers(0, 6), max_size=3), min_size=1, max_size=7))
def test_what_builds_on_itself_by_any_way_is_found_and_nothing_else_is(graph: list[set[int]]) -> None:
    edges = {n: {other for other in beneath if other < len(graph)} for n, beneath in enumerate(graph)}
    content = {f"s{n}": {"builds_on": [f"s{other}" for other in beneath]} for n, beneath in edges.items()}
    problems = Problems(Document("plan", {}, {}))
    named = read_named(content, problems)
    reached = {n: set(beneath) for n, beneath in edges.items()}
    for _ in edges:
        reached = {n: far.union(*(edges[other] for other in far)) for n, far in reached.items()}
    assert (len(problems) > 0) == any(n in far for n, far in reached.items())
    assert set(named.settings) == set(content)


@given(
    first=st.dictionaries(st.sampled_from("abcd"), st.integers()),
    second=st.dictionaries(st.sampled_from("abcd"), st.integers()),
)
def test_later_settings_win_and_stand_last(first: dict[str, int], second: dict[str, int]) -> None:
    both = merged(first, second)
    assert both == {**first, **second}
    assert list(both)[len(both) - len(second) :] == list(second)
