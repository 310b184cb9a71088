"""The report: up to date, the same for the same numbers, and plain about what it shows."""

from dataclasses import replace

import pytest

from roi_model.validation.compare import Validation, validate
from roi_model.validation.records import check_records, headline_records
from roi_model.validation.report import report
from roi_model.validation.target import read_text


@pytest.fixture(scope="module")
def validation() -> Validation:
    return validate()


def test_validation_report_that_ships_is_up_to_date(validation: Validation) -> None:
    assert read_text("README.md") == report(validation), "Run `roi-model validate` in the repository."


def test_validation_report_of_the_same_numbers_is_the_same_text(validation: Validation) -> None:
    assert report(replace(validation)) == report(validation)


def test_validation_report_says_what_a_match_is_not_and_names_loneliness(validation: Validation) -> None:
    text = report(validation)
    assert "A calibrated match is not a validation." in text
    assert "What counts as evidence: " in text
    assert "| 0.45 | 0.15 to 0.95 | 1.095* | OUTSIDE |" in text
    assert text.count("OUTSIDE") == 1
    assert "more than twice the years that the same authors later found" in text
    assert "The phe-2017 preset reproduces 8 of 8 headlines to two decimals." in text
    assert "7 of 8 levers lie inside their evidence interval." in text


def test_validation_report_shows_what_fails(validation: Validation) -> None:
    first = validation.headlines[0]
    wrong = replace(first, phe_2017=5.1, lever=replace(first.lever, stored=first.lever.stored * 1.1))
    text = report(replace(validation, headlines=(wrong, *validation.headlines[1:])))
    assert "The phe-2017 preset reproduces 7 of 8 headlines to two decimals." in text
    assert "| 5.08 | 3.835 | 5.100 | NO |" in text
    assert "the levers of social_emotional_learning differ: run python validation/calibrate.py" in text


def test_validation_records_hold_every_target_once(validation: Validation) -> None:
    records = [*headline_records(validation), *check_records(validation)]
    assert len(records) == len({record["id"] for record in records}) == read_text("targets.csv").count("\n") - 1
