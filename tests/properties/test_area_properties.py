"""What holds for every set of authorities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import authorities
from roi_model.inputs.population import population

codes = st.lists(st.sampled_from(sorted(authorities())), min_size=1, max_size=20, unique=True)


@given(codes)
def test_people_of_distinct_authorities_add_up(chosen: list[str]) -> None:
    together = find_area(chosen)
    for name in population().figures:
        assert together.figure(name) == pytest.approx(sum(find_area([code]).figure(name) for code in chosen), rel=1e-12)


@given(codes)
def test_local_values_lie_between_those_of_the_parts(chosen: list[str]) -> None:
    together, parts = find_area(chosen), [find_area([code]) for code in chosen]
    for name, scale in together.scales.items():
        least, most = min(part.scales[name] for part in parts), max(part.scales[name] for part in parts)
        assert least * (1 - 1e-12) <= scale <= most * (1 + 1e-12)


@given(codes, st.randoms())
def test_the_order_of_names_changes_no_figure(chosen: list[str], shuffler: object) -> None:
    other = sorted(chosen, key=lambda _: shuffler.random())  # type: ignore[attr-defined]
    first, second = find_area(chosen), find_area(other)
    for name, value in first.figures.items():
        assert second.figures[name] == pytest.approx(value, rel=1e-12)
