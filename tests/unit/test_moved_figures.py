"""What moved between two tables of figures: changes by hand, and none that is not there."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from roi_model.analysis.moved_figures import FIGURES, KEY, Tally, differences, most_moved, one_of_each
from roi_model.inputs.refusal import InputError

USUAL = {
    "scenario": "usual", "area": "Leeds", "intervention": "debt_advice", "horizon": 5, "sector": "all", "kind": "all",
    "measure": "net_present_value", "unit": "£", "base_case": 90.0, "mean": 100.0, "low": 50.0, "high": 150.0,
    "standard_error": 4.0,
}  # fmt: skip


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**USUAL, **row} for row in rows], columns=[*KEY, *FIGURES])


def test_a_change_is_absolute_relative_and_in_the_larger_standard_error() -> None:
    found = differences(table({}), table({"mean": 80.0, "standard_error": 5.0, "base_case": 70.0}))
    (row,) = found.moved.to_dict("records")
    assert (row["before"], row["after"], row["change"]) == (100, 80, -20)
    assert row["relative_change"] == -0.2
    assert row["in_standard_errors"] == -4
    assert (row["base_case_before"], row["base_case_after"]) == (90, 70)
    assert found.compared == 1


def test_a_figure_without_error_but_that_of_adding_up_is_not_counted_in_errors() -> None:
    found = differences(table({"standard_error": 3e-15}), table({"mean": 120.0, "standard_error": 0.0}))
    (row,) = found.moved.to_dict("records")
    assert row["change"] == 20
    assert math.isnan(row["in_standard_errors"])


def test_a_relative_change_is_of_the_size_and_of_nothing_it_is_not_defined() -> None:
    before = table({"mean": -100.0}, {"mean": 0.0, "horizon": 3})
    after = table({"mean": -50.0}, {"mean": 7.0, "horizon": 3, "standard_error": 4.0})
    relative = differences(before, after).moved["relative_change"].tolist()
    assert relative[0] == 0.5  # it rose
    assert math.isnan(relative[1])


def test_the_same_tables_in_another_order_have_not_moved() -> None:
    rows = [{"horizon": number, "mean": float(number)} for number in (1, 2, 3)]
    found = differences(table(*rows), table(*reversed(rows)))
    assert (found.compared, len(found.moved), len(found.gone), len(found.new)) == (3, 0, 0, 0)


@pytest.mark.parametrize("name", FIGURES)
def test_any_number_of_a_figure_may_move_it(name: str) -> None:
    assert len(differences(table({}), table({name: 1.0})).moved) == 1


def test_what_is_not_defined_in_both_has_not_moved_and_in_one_has() -> None:
    nothing = dict.fromkeys(FIGURES, math.nan)
    assert len(differences(table(nothing), table(nothing)).moved) == 0
    (row,) = differences(table(nothing), table({})).moved.to_dict("records")
    assert math.isnan(row["before"])
    assert row["after"] == 100
    assert math.isnan(row["change"])


def test_rounding_is_no_change_unless_it_is_asked_for() -> None:
    nearly = 100.0 * (1 + 1e-14)
    assert len(differences(table({}), table({"mean": nearly})).moved) == 0
    assert len(differences(table({}), table({"mean": nearly}), tolerance=0).moved) == 1
    assert len(differences(table({}), table({"mean": 100.1}), tolerance=0.01).moved) == 0


def test_an_error_that_is_rounding_of_the_mean_has_not_moved() -> None:
    first, second = table({"standard_error": 3e-13}), table({"standard_error": 7e-13})
    assert len(differences(first, second).moved) == 0
    assert len(differences(first, second, tolerance=0).moved) == 1


def test_figures_of_one_table_alone_are_gone_or_new() -> None:
    found = differences(table({}, {"area": "Kent"}), table({}, {"area": "York"}))
    assert (found.compared, len(found.moved)) == (1, 0)
    assert found.gone["area"].tolist() == ["Kent"]
    assert found.new["area"].tolist() == ["York"]


def test_a_figure_that_stands_twice_is_refused() -> None:
    with pytest.raises(InputError, match="A figure stands twice: scenario usual, area Leeds, intervention debt_advice"):
        differences(table({}), table({}, {"mean": 7.0}))


def test_a_tally_is_the_same_for_any_cut() -> None:
    before = [{"horizon": number, "measure": "return_per_pound", "mean": 1.0} for number in range(1, 31)]
    after = [{**row, "mean": 1.0 + row["horizon"] / 100} for row in before]  # type: ignore[operator]
    whole, cut = Tally(), Tally()
    whole.add(differences(table(*before), table(*after)))
    for start in range(0, 30, 7):
        cut.add(differences(table(*before[start : start + 7]), table(*after[start : start + 7])))
    assert (cut.compared, cut.moved, cut.gone, cut.new) == (30, 30, 0, 0)
    assert cut.measures == whole.measures
    assert cut.measures["return_per_pound", "all"][1]["horizon"] == 30
    kept = cut.headlines["return_per_pound"]
    assert (
        kept["horizon"].tolist() == whole.headlines["return_per_pound"]["horizon"].tolist() == list(range(30, 20, -1))
    )


def test_most_moved_comes_first_and_one_of_each_intervention_before_a_second() -> None:
    before = [{"horizon": number, "intervention": name} for name in ("debt_advice", "loneliness") for number in (1, 2)]
    means = (150.0, 140.0, 120.0, 110.0)
    rows = differences(table(*before), table(*({**row, "mean": m} for row, m in zip(before, means, strict=True)))).moved
    assert most_moved(rows)["after"].tolist() == [150, 140, 120, 110]
    assert [row["after"] for row in one_of_each(most_moved(rows), 3)] == [150, 120, 140]


def test_headlines_are_of_all_sectors_and_every_kind() -> None:
    before = [{}, {"sector": "nhs"}, {"kind": "cash"}, {"measure": "benefits"}]
    tally = Tally()
    tally.add(differences(table(*before), table(*({**row, "mean": 1.0} for row in before))))
    assert len(tally.headlines["net_present_value"]) == 1
    assert set(tally.measures) == {("net_present_value", "all"), ("net_present_value", "cash"), ("benefits", "all")}
