"""Price years and the GDP deflator."""

import numpy as np
import pytest

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.price import (
    is_forecast,
    link,
    price_factor,
    price_index,
    price_years,
    standard_price_year,
    uprate,
)
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import source


@pytest.mark.parametrize("text", ["2009/10", "2009-10", "2009/2010", "2009-2010", "2009–10", " 2009 / 10 "])
def test_every_way_of_writing_a_financial_year(text: str) -> None:
    assert standard_price_year(text) == "2009-10"


def test_a_calendar_year_and_the_turn_of_the_century() -> None:
    assert standard_price_year("2009") == "2009"
    assert standard_price_year("1999/00") == standard_price_year("1999/2000") == "1999-00"


@pytest.mark.parametrize("text", ["2009-11", "2009/09", "2009-2011", "2009/2110"])
def test_a_financial_year_of_the_wrong_length_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=rf"The price year is '{text}'; .*: 2009-10\."):
        standard_price_year(text)


@pytest.mark.parametrize("text", ["", "09/10", "FY2009", "2009-1", "last year", "2009-010"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="it must be a calendar year such as 2009"):
        standard_price_year(text)


def test_gb_03_the_link_joins_the_two_series() -> None:
    # One quarter of 2024 lies in 2023-24, three in 2024-25: 100 ÷ (96.1117/4 + 3·100/4) = 100 ÷ 99.027925.
    assert link() == pytest.approx(100 / 99.027925, rel=1e-14)
    assert round(link(), 6) == 1.009816
    assert price_index("2024") == 100.0
    assert price_index("2024-25") == pytest.approx(100 * link(), rel=1e-14)


@pytest.mark.parametrize(
    ("year", "factor"),
    [("2009-10", 1.4770), ("2013-14", 1.3692), ("2015-16", 1.3408), ("2020-21", 1.1751), ("2023-24", 1.0405)],
)
def test_gb_03_factors_to_2024_25(year: str, factor: float) -> None:
    assert round(price_factor(year, "2024-25"), 4) == factor


def test_gb_03_both_series_are_held_as_published() -> None:
    assert price_index("2009") == 68.2170
    # £1 of 2009 in 2024-25: 100 × 1.009816… ÷ 68.2170.
    assert price_factor("2009", "2024-25") == pytest.approx(100 * (100 / 99.027925) / 68.2170, rel=1e-14)
    assert price_factor("2007/08", "2015") == pytest.approx(75.1536 / (64.4380 * 100 / 99.027925), rel=1e-14)


def test_gb_03_the_two_series_tell_the_same_story() -> None:
    # A financial year shares three quarters with its calendar year, one with the next; revisions differ by little.
    for year in range(2005, 2024):
        blend = 0.75 * price_index(str(year)) + 0.25 * price_index(str(year + 1))
        assert price_index(f"{year}-{(year + 1) % 100:02d}") == pytest.approx(blend, rel=0.0082)


def test_gb_03_there_and_back_returns_the_input() -> None:
    for year in price_years():
        there = uprate(123.45, year, "2024-25")
        assert uprate(there, "2024-25", year) == pytest.approx(123.45, rel=1e-15)
        assert uprate(123.45, year, year) == 123.45


def test_an_array_is_uprated_draw_by_draw() -> None:
    amount = np.array([[80.0], [100.0]])
    expected = np.array([[80.0 * 75.1536 / 68.2170], [100.0 * 75.1536 / 68.2170]])
    np.testing.assert_allclose(uprate(amount, "2009", "2015"), expected, rtol=1e-15)


def test_price_years_stand_in_order_of_time() -> None:
    years = price_years()
    assert len(years) == 20 + 31
    assert (years[0], years[-1]) == ("2000-01", "2030-31")
    assert years[4:8] == ("2004-05", "2005", "2005-06", "2006")


@pytest.mark.parametrize("year", ["1985", "2004", "2025", "1999-00", "2031-32"])
def test_a_year_without_an_index_is_refused(year: str) -> None:
    words = f"no price index for {year}; calendar years run from 2005 to 2024, financial years from 2000-01 to 2030-31"
    with pytest.raises(InputError, match=words):
        price_index(year)
    with pytest.raises(InputError, match=words):
        is_forecast(year)


def test_forecasts_are_marked() -> None:
    assert [year for year in price_years() if is_forecast(year)] == [
        "2025-26",
        "2026-27",
        "2027-28",
        "2028-29",
        "2029-30",
        "2030-31",
    ]
    assert is_forecast("2025/26")


@pytest.mark.parametrize("series", ["calendar", "financial"])
def test_each_series_names_source_release_and_licence(series: str) -> None:
    entry = read_yaml("price_index.yaml")[series]
    assert source(entry["source"]).licence == "OGL v3.0"
    assert entry["release"] in {"December 2025", "March 2026"}
    assert entry["licence"] == "Open Government Licence v3.0"
