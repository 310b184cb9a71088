"""A request can be typed: the command line that is recorded asks the same."""

from __future__ import annotations

import shlex

import pytest

from roi_model.analysis.request import Request
from roi_model.cli.asked import Asked
from roi_model.cli.commands import app
from roi_model.outputs.record.command_line import command_line

FULL = Request(
    areas=("Leeds", "Bradford"),
    population={"adults": 1234.0},
    interventions=("debt_advice", "loneliness"),
    preset="evidence",
    presets={"loneliness": "phe-2017"},
    changes={"debt_advice.advice_cost": "300:250:360@2024-25", "coverage": 0.1 + 0.2, "loneliness.coverage": "20%"},
    payers={"nhs": 0.25, "local_government": 0.75},
    horizon=7,
    perspective="public_sector",
    price_year="2015",
    schedule="review-2026",
    also_count="qalys",
    draws=64,
    seed=3,
    method="sobol",
    correlations={"advice_cost,risk_in_debt": 0.5},
)


def asked_by(line: str) -> Request:
    """The request that a command line of `compare` makes."""
    words = shlex.split(line)[1:]
    _, bound, _ = app.parse_args(words, exit_on_error=False, print_error=False)
    asked: Asked = bound.arguments.get("asked", Asked())
    return asked.request_and_edits(bound.arguments.get("interventions", ()), bound.arguments.get("horizon"))[0]


@pytest.mark.parametrize(
    "request_",
    [FULL, Request(areas=("St. Helens",), draws=128, method="latin-hypercube"), Request(areas=("Leeds",), horizon=5)],
)
def test_the_recorded_command_line_asks_the_same(request_: Request) -> None:
    again = asked_by(command_line("compare", request_))
    assert again.cases() == request_.cases()
    assert again.analysis() == request_.analysis()
    assert again.horizons() == request_.horizons()


def test_an_empty_request_is_the_bare_command() -> None:
    assert command_line("compare", Request(name="Plan", note="Why")) == "roi-model compare"


def test_names_with_spaces_are_quoted() -> None:
    line = command_line("run", Request(areas=("West Yorkshire ICB",), interventions=("debt_advice",)))
    assert line == "roi-model run debt_advice --area 'West Yorkshire ICB'"


def test_the_later_of_two_settings_wins_as_it_did() -> None:
    settings = "--set coverage=0.2 --set debt_advice.coverage=0.3 --set coverage=0.4"
    asked = asked_by(f"roi-model compare debt_advice {settings}")
    assert list(asked.changes.items()) == [("debt_advice.coverage", "0.3"), ("coverage", "0.4")]
    assert asked.cases()[0].parameters["coverage"].value == 0.4


def test_splits_and_places_apart_are_written() -> None:
    asked = Request(areas=("Leeds", "Hull"), apart=True, splits=("debt_advice=nhs:0.5,local_government:rest",))
    line = command_line("package", asked)
    assert line == (
        "roi-model package --area Leeds --area Hull --apart --split debt_advice=nhs:0.5,local_government:rest"
    )
