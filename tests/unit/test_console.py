"""Tables on narrow screens: split, never cropped."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from roi_model.cli.console import Column, text_column, write_table

COLUMNS = [text_column("Intervention"), *(Column(f"Year {year}") for year in range(1, 9))]
ROWS = [("Whole-school programme", *(f"£{row}{year},000,000" for year in range(1, 9))) for row in range(1, 4)]


def written(width: int) -> str:
    stream = io.StringIO()
    write_table(Console(file=stream, width=width), "Costs", COLUMNS, ROWS)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_number_is_there_whole_at_every_width(width: int) -> None:
    text = written(width)
    for row in ROWS:
        for cell in row[1:]:
            assert len(re.findall(rf"{cell}(?!\d|,)", text)) == 1


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(len(line) for line in written(width).splitlines()) <= width


def test_a_table_that_fits_is_not_split_and_one_that_does_not_says_so() -> None:
    assert "continued" not in written(200)
    assert "Costs, continued" in written(80)


def test_the_names_of_the_rows_stand_in_every_part() -> None:
    text = written(60)
    assert text.count("Whole-school") == len(ROWS) * (1 + text.count("continued"))
