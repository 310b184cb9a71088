"""Tables hold the figures themselves, at full precision."""

import csv
from typing import Any

import pandas as pd
import pytest

from roi_model.analysis.comparison import Row, compare
from roi_model.analysis.estimate import Chance, Estimate
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import evaluate
from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017
from roi_model.outputs.tables import MEASURES, comparison_table, parameter_table, yearly_table

LEEDS = find_area(["Leeds"])
ANALYSIS = Analysis(draws=100)
NAMES = ["debt_advice", "collaborative_care"]
COLUMNS = ["base_case", "mean", "low", "high", "standard_error", "low_error", "high_error"]


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return compare(build_pairs(NAMES, LEEDS, Scenario()), ANALYSIS, (2, 5))


@pytest.fixture(scope="module")
def table(rows: tuple[Row, ...]) -> pd.DataFrame:
    return comparison_table(rows)


def cells(figure: Any) -> list[float | None]:
    """What a figure's seven cells should hold."""
    if isinstance(figure, Estimate):
        return [
            figure.base, figure.mean, figure.low, figure.high,
            figure.error, figure.low_error, figure.high_error,
        ]  # fmt: skip
    if isinstance(figure, Chance):
        return [None, figure.probability, None, None, figure.error, None, None]
    return [None, None if figure is None else float(figure), None, None, None, None, None]


def found(table: pd.DataFrame, **where: object) -> list[float | None]:
    chosen = table
    for column, value in where.items():
        chosen = chosen[chosen[column] == value]
    assert len(chosen) == 1
    return [None if pd.isna(value) else float(value) for value in chosen.iloc[0][COLUMNS]]


def test_every_figure_of_every_row_is_in_the_table(rows: tuple[Row, ...], table: pd.DataFrame) -> None:
    for row in rows:
        one = row.figures
        where: dict[str, object] = {"intervention": one.case.intervention.name, "horizon": one.horizon, "area": "Leeds"}
        for measure, (attribute, unit) in MEASURES.items():
            assert found(table, **where, preset=PHE_2017, measure=measure, unit=unit, sector="") == cells(
                getattr(one, attribute)
            )
        assert found(table, **where, preset=EVIDENCE, measure="return_per_pound") == cells(row.evidence_return)
        for sector in Sector:
            if sector not in one.to_sector:
                continue
            of_sector = {
                "return_to_sector": one.to_sector,
                "return_to_sector_cash_only": one.to_sector_cash,
                "net_present_value": one.net_of_sector,
                "net_cash_only": one.net_cash_of_sector,
                "chance_benefits_exceed_costs": one.chance_of_sector,
            }
            for measure, figures in of_sector.items():
                assert found(table, **where, measure=measure, sector=sector.value) == cells(figures[sector])


def test_there_are_no_other_rows(rows: tuple[Row, ...], table: pd.DataFrame) -> None:
    expected = sum(len(MEASURES) + 1 + 5 * len(row.figures.to_sector) for row in rows)
    assert len(table) == expected
    assert not table.duplicated(["intervention", "preset", "horizon", "measure", "sector"]).any()


def test_under_the_evidence_preset_no_row_is_there_twice() -> None:
    table = comparison_table(compare(build_pairs(NAMES, LEEDS, Scenario(EVIDENCE)), ANALYSIS))
    assert not table.duplicated(["intervention", "preset", "horizon", "measure", "sector"]).any()


def test_TV_39_every_row_has_a_unit(table: pd.DataFrame) -> None:
    assert table["unit"].str.len().min() > 0


def test_the_table_survives_csv_to_the_last_bit(table: pd.DataFrame) -> None:
    read = list(csv.DictReader(table.to_csv(index=False).splitlines()))
    kept = [[None if pd.isna(value) else float(value) for value in row] for row in table[COLUMNS].to_numpy()]
    assert [[float(row[column]) if row[column] else None for column in COLUMNS] for row in read] == kept


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_the_yearly_table_adds_up_to_the_totals(name: str) -> None:
    ((case, _),) = build_pairs([name], LEEDS, Scenario())
    results = evaluate(case, ANALYSIS, (5,))
    table = yearly_table(results)
    assert len(table) == 5 * len(results.lines)
    assert table["year"].tolist() == [0, 1, 2, 3, 4] * len(results.lines)
    for number, line in enumerate(results.lines):
        part = table.iloc[5 * number : 5 * number + 5]
        assert set(part["line"]) == {line.label}
        assert set(part["flow"]) == {line.flow.value}
        assert set(part["sector"]) == {line.sector.value if line.sector else ""}
        assert part["base_case"].sum() == pytest.approx(results.base[number].undiscounted.item(), rel=1e-12)
        assert part["mean"].sum() == pytest.approx(results.simulated[number].undiscounted.mean(), rel=1e-12)
        if line.flow is not Flow.QUANTITY:
            discounted = (part["base_case"] * part["discount_factor"]).sum()
            assert discounted == pytest.approx(results.base[number].discounted.item(), rel=1e-12)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_CH_02_each_parameter_has_value_interval_distribution_source_and_price_year(name: str) -> None:
    ((case, _),) = build_pairs([name], LEEDS, Scenario())
    table = parameter_table(list(case.parameters), name)
    assert table["name"].tolist() == [parameter.name for parameter in case.parameters]
    assert table["value"].notna().all()
    assert table["source"].str.len().min() > 0
    assert table["checked"].isin(["read", "derived", "recalled", "assumed"]).all()
    uncertain = table[table["kind"] == "uncertain"]
    assert uncertain[["low", "high", "distribution", "interval_checked"]].notna().all(axis=None)
    money = table["unit"].str.startswith("£")
    assert (table["price_year"].notna() == money).all()
