"""Two-way analysis, worked by hand, and how its sides are read."""

from __future__ import annotations

import numpy as np
import pytest
from builders import certain
from visits import ANALYSIS, NET, PARAMETERS, VISIT_COST, visits, visits_case

from roi_model.analysis.grid import grid, read_axis
from roi_model.engine.analysis import Analysis
from roi_model.inputs.price import price_factor
from roi_model.inputs.refusal import InputError


def test_a_grid_has_the_figure_at_every_pair_of_values() -> None:
    case = visits_case()
    rows, columns = read_axis(case, "visit_cost", 3), read_axis(case, "helped=0.2:0.4", 2)
    result = grid(case, ANALYSIS, NET, rows, columns)
    by_hand = [
        [100 * 0.2 * 300 - 100 * 80, 100 * 0.4 * 300 - 100 * 80],
        [100 * 0.2 * 300 - 100 * 100, 100 * 0.4 * 300 - 100 * 100],
        [100 * 0.2 * 300 - 100 * 120, 100 * 0.4 * 300 - 100 * 120],
    ]
    np.testing.assert_allclose(result.figures, by_hand, rtol=1e-12)
    assert result.base == pytest.approx(5_000, rel=1e-12)


def test_a_decision_may_be_a_side_of_a_grid_with_a_range() -> None:
    case = visits_case()
    result = grid(case, ANALYSIS, NET, read_axis(case, "coverage=0%:100%", 3), read_axis(case, "visit_cost", 2))
    np.testing.assert_allclose(result.figures, [[0, 0], [3_500, 1_500], [7_000, 3_000]], rtol=1e-12)


def test_a_range_of_money_keeps_the_price_year_it_is_given_in() -> None:
    case = visits_case()
    axis = read_axis(case, "visit_cost=100:200@2024/25", 2)
    assert (axis.values.tolist(), axis.price_year) == ([100, 200], "2024-25")
    own = np.array([100, 200]) * price_factor("2024-25", "2015")
    np.testing.assert_allclose(axis.own(axis.values), own, rtol=1e-12)
    # In prices of 2024-25 the visit then costs exactly what was typed; the saving of 150 a head is uprated.
    result = grid(case, Analysis(price_year="2024-25"), NET, axis, read_axis(case, "helped=0.4:0.5", 2))
    assert result.figures[1, 1] == pytest.approx(15_000 * price_factor("2015", "2024-25") - 20_000, rel=1e-9)


def test_a_parameter_that_takes_whole_numbers_has_whole_values() -> None:
    years = certain("years", 2, unit="years", whole=True, minimum=1, maximum=10)
    axis = read_axis(visits_case([*PARAMETERS, years]), "years=1:4", 7)
    assert axis.values.tolist() == [1, 2, 3, 4]


def test_a_parameter_that_is_the_same_as_another_moves_both() -> None:
    twin = VISIT_COST.changed(name="twin")
    case = visits_case([*PARAMETERS, twin])
    assert [parameter.name for parameter in read_axis(case, "twin", 2).parameters] == ["twin", "visit_cost"]
    with pytest.raises(InputError, match="twin and visit_cost are the same parameter; a grid needs two"):
        grid(case, ANALYSIS, NET, read_axis(case, "twin", 2), read_axis(case, "visit_cost", 2))


@pytest.mark.parametrize(
    ("text", "points", "sentence"),
    [
        ("visit_costs", 5, "There is no parameter called 'visit_costs' in debt_advice. Did you mean 'visit_cost'?"),
        ("coverage", 5, "coverage is not uncertain and has no interval; give a range: coverage=LOW:HIGH."),
        ("coverage=0.5:1.5", 5, "coverage is 1.5; it must be a number between 0 and 1."),
        ("coverage=0.5:0.5", 5, "coverage has the range 0.5 to 0.5; low must be below high."),
        ("coverage=0.5:1@2015", 5, "coverage is not money (share of people); leave out the price year 2015."),
        (
            "visit_cost=1:2",
            5,
            "visit_cost is money (£ per visit) and needs a price year: write visit_cost=1:2@2024-25.",
        ),
        (
            "coverage=0.5",
            5,
            "'coverage=0.5' is not of the form NAME, NAME=LOW:HIGH or, for money, NAME=LOW:HIGH@PRICE_YEAR.",
        ),
        ("helped=low:1", 5, "helped is 'low'; it must be a number."),
        ("helped", 1, "points is 1; it must be a whole number between 2 and 101."),
    ],
)
def test_a_side_that_cannot_be_read_is_refused(text: str, points: int, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_axis(visits_case(PARAMETERS, visits), text, points)
    assert str(caught.value) == sentence
