"""What the app's cached calls give is what the engine gives, whoever asks and in whatever order."""

from __future__ import annotations

import numpy as np
import pytest

from roi_model.analysis.comparison import compare
from roi_model.analysis.request import Request
from roi_model.analysis.together import together
from roi_model.app import engine
from roi_model.app.chosen import COMMON_HORIZON, DEFAULT
from roi_model.engine.draws import Sampler
from roi_model.engine.line import Flow
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import Sector

SMALL = Request(areas=("Leeds",), horizon=3, draws=500)


def test_rows_are_those_of_the_command_line() -> None:
    rows = compare(SMALL.pairs(), SMALL.analysis(), SMALL.horizons())
    assert engine.rows(SMALL) == rows
    assert engine.rows(SMALL) == rows  # from what was kept


def test_the_cases_of_a_request_are_built_once_and_are_those_it_names() -> None:
    asked = SMALL.changed(splits=("debt_advice=nhs:50%,local_government:50%",), changes={"coverage": 0.2})
    assert engine.cases_of(asked) == asked.cases()
    assert engine.cases_of(asked)[0] is engine.cases_of(asked)[0]


def test_published_horizons_are_each_ones_own() -> None:
    asked = SMALL.changed(horizon=None)
    assert [row.figures.horizon for row in engine.rows(asked)] == [3, 4, 1, 2, 5, 5, 2, 10]
    assert engine.plan(asked).horizon == COMMON_HORIZON


@pytest.mark.parametrize(
    "fields",
    [
        {"areas": ("York",)},
        {"changes": {"debt_advice.coverage": 0.2}},
        {"changes": {"debt_advice.advice_cost": "300@2024-25"}},
        {"payers": {"nhs": 1.0}},
        {"splits": ("debt_advice=nhs:50%,local_government:50%",)},
        {"preset": "evidence"},
        {"perspective": "nhs"},
        {"schedule": "undiscounted"},
        {"price_year": "2015"},
        {"seed": 1},
        {"draws": 400},
        {"horizon": 4},
        {"population": {"adults": 5000.0}},
        {"correlations": {"advice_cost,risk_in_debt": 0.5}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_whatever_is_changed_is_computed_anew(fields: dict[str, object]) -> None:
    base = SMALL.changed(interventions=("debt_advice",))
    before = engine.rows(base)
    asked = base.changed(**fields)
    after = engine.rows(asked)
    assert after == compare(asked.pairs(), asked.analysis(), asked.horizons())
    assert after[0].figures != before[0].figures


def test_what_one_user_does_to_an_answer_no_other_sees() -> None:
    table = engine.sector_table(SMALL)
    kept = table.copy()
    table.loc[:, "pounds"] = 0.0
    assert engine.sector_table(SMALL).equals(kept)
    first, second = engine.rows(SMALL), engine.rows(SMALL)
    assert first[0].figures is not second[0].figures


def test_shared_draws_cannot_be_written_to() -> None:
    case = SMALL.cases()[0]
    uncertain = next(each for each in case.parameters if each.is_uncertain)
    column = engine.sampler_of(SMALL).columns([uncertain], 0, 10)[uncertain.name]
    with pytest.raises(ValueError, match="read-only"):
        column[0, 0] = 1.0
    fresh = Sampler(SMALL.analysis().design).columns([uncertain], 0, 10)[uncertain.name]
    assert np.array_equal(column, fresh)


def test_a_plan_adds_up_its_lines_and_what_was_taken_out() -> None:
    package = evaluate_package(SMALL.cases(), SMALL.analysis(), (3,))
    plan = engine.plan(SMALL)
    assert plan == together(package)
    gains = [
        float(totals.discounted[:, 0].mean())
        for line, totals in zip(package.lines, package.simulated, strict=True)
        if line.flow is Flow.BENEFIT
    ]
    assert plan.benefit.mean == pytest.approx(sum(gains), rel=1e-12)
    assert plan.net_present_value.mean == pytest.approx(plan.benefit.mean - plan.cost.mean, rel=1e-12)
    alone = sum(row.figures.benefit.mean for row in engine.rows(SMALL))
    assert plan.benefit.mean == pytest.approx(alone + plan.taken_out.mean, rel=1e-12)
    assert plan.taken_out.mean < 0


def test_sectors_of_a_plan_add_up_to_society_and_cash_is_part_of_all() -> None:
    plan = engine.plan(SMALL)
    assert set(plan.net_of_sector) <= set(Sector)
    assert sum(net.mean for net in plan.net_of_sector.values()) == pytest.approx(plan.net_present_value.mean, rel=1e-9)
    assert plan.benefit_cash.mean < plan.benefit.mean
    assert plan.net_cash.mean == pytest.approx(plan.benefit_cash.mean - plan.cost.mean, rel=1e-12)


def test_a_plan_of_one_is_that_one() -> None:
    asked = SMALL.changed(interventions=("debt_advice",))
    plan, figures = engine.plan(asked), engine.rows(asked)[0].figures
    assert (plan.cost, plan.benefit, plan.return_per_pound) == (figures.cost, figures.benefit, figures.return_per_pound)
    assert (plan.chance, plan.payback, plan.taken_out.mean) == (figures.chance, figures.payback, 0.0)


def test_every_number_is_listed_for_programmes_in_and_out_of_the_plan() -> None:
    asked = DEFAULT.request.changed(interventions=("debt_advice",), changes={"debt_advice.coverage": 0.5})
    table = engine.every_number(asked).set_index("Name")
    assert table.loc["debt_advice.coverage", "Value"] == "50%"
    assert "loneliness.coverage" in table.index
