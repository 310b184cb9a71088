"""Areas whose figures the user types."""

import math

import pytest

from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import AreaKind
from roi_model.inputs.refusal import InputError
from roi_model.inputs.typed_area import typed_area


def test_typed_figures_alone_have_national_values() -> None:
    area = typed_area({"adults": 10_000})
    assert area.kind is AreaKind.TYPED
    assert area.codes == ()
    assert area.figures == {"adults": 10_000.0, "employment_rate": 0.76}
    assert set(area.scales.values()) == {1.0}
    assert area.provenance["adults"] == "typed by the user"
    with pytest.raises(InputError, match="no figure for residents in Typed figures; type one"):
        area.figure("residents")


def test_typed_figures_override_an_area() -> None:
    leeds = find_area(["Leeds"])
    area = typed_area({"adults": 600_000, "employment_rate": 0.7}, leeds)
    assert area.name == (
        "Leeds, with figures typed for: adults aged 18 or over, employment rate of residents aged 16 to 64"
    )
    assert area.figures == {**leeds.figures, "adults": 600_000.0, "employment_rate": 0.7}
    assert area.scales == leeds.scales
    assert area.provenance["employment_rate"] == "typed by the user"
    assert area.provenance["weekly_pay"] == "local figure (2025)"


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"adlts": 1.0}, "no population figure called 'adlts'. Did you mean 'adults'"),
        ({"adults": -1.0}, "adults is -1; it must be a whole number of people, 0 or more"),
        ({"adults": 1234.5}, r"adults is 1,234\.5; it must be a whole number of people, 0 or more"),
        ({"adults": math.nan}, "adults is nan; it must be a whole number of people"),
        ({"adults": math.inf}, "adults is inf; it must be a whole number of people"),
        ({"adults": True}, "adults is True; it must be a whole number of people"),
        ({"adults": 99_999_999_999.0}, "adults is 99,999,999,999; it must be at most 1,000,000,000 people"),
        ({"employment_rate": 76.0}, "employment_rate is 76; it must be a share between 0 and 1"),
        ({"adults": 500.0, "residents": 400.0}, "adults is 500, more than the 400 residents"),
        ({}, "No figure is typed; allowed: residents, adults"),
    ],
)
def test_figures_that_cannot_be_are_refused(figures: dict[str, float], words: str) -> None:
    with pytest.raises(InputError, match=words):
        typed_area(figures)


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(InputError) as refused:
        typed_area({"adults": -1.0, "pupils_year_7": -2.0})
    assert len(refused.value.problems) == 2


def test_few_residents_bring_a_warning() -> None:
    assert typed_area({"residents": 19_999}).warnings == (
        "Typed figures: 19,999 residents are too few for reliable rates.",
    )
    assert typed_area({"residents": 20_000}).warnings == ()
    assert (
        typed_area({"adults": 2_000}, find_area(["Isles of Scilly"])).warnings
        == find_area(["Isles of Scilly"]).warnings
    )
