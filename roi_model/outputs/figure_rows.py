"""Every figure of one intervention, or of a whole plan, with its error, interval and base case, in words."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.comparison import Row
from roi_model.analysis.estimate import Chance, Estimate
from roi_model.analysis.together import Together
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.words import (
    chance_in_words,
    count,
    count_interval,
    points,
    pounds,
    pounds_interval,
    ratio_base,
    ratio_error,
    ratio_interval,
    ratio_mean,
    year_in_words,
)

HEADINGS = ("Mean of draws", "Its error", "95% interval", "Base case")
FigureRow = tuple[str, str, str, str, str]
IN_CREDIT, IN_CASH = "Chance that benefits exceed costs", "Chance that cash benefits exceed costs"


def figure_rows(row: Row) -> list[FigureRow]:
    """Return the figures of one intervention: label, mean of the draws, its error, 95% interval, base case."""
    figures = row.figures
    mark = OUTSIDE_MARK if is_marked(figures.case) else ""
    people = figures.people
    rows = [
        ("People reached", count(people.mean), count(people.error), count_interval(people), count(people.base)),
        _money("Programme cost", figures.cost),
        _money("Benefits", figures.benefit),
        _money("Benefits, cash only", figures.benefit_cash),
        _money("Benefits, not discounted", figures.benefit_undiscounted),
        _money("Net present value", figures.net_present_value),
        _money("Net, cash only", figures.net_cash),
        _money("Net, not discounted", figures.net_undiscounted),
        _ratio(f"Return per £1{mark}", figures.return_per_pound),
        _ratio("Return per £1, cash only", figures.return_cash),
        _ratio("Return per £1, evidence preset", row.evidence_return),
        _chance(IN_CREDIT, figures.chance),
        _chance(IN_CASH, figures.chance_cash),
        _year("Pays back", figures.payback, figures.horizon),
        _year("Pays back, not discounted", figures.payback_undiscounted, figures.horizon),
    ]
    return rows if figures.cost_per_qaly is None else [*rows, _money("Net cost per QALY", figures.cost_per_qaly)]


def plan_rows(plan: Together) -> Sequence[FigureRow]:
    """Return the figures of a whole plan, in the same form."""
    return [
        _money("Programme cost", plan.cost),
        _money("Benefits", plan.benefit),
        _money("Benefits, cash only", plan.benefit_cash),
        _money("Claimed twice and taken out", plan.taken_out),
        _money("Net present value", plan.net_present_value),
        _money("Net, cash only", plan.net_cash),
        _money("Net, not discounted", plan.net_undiscounted),
        _ratio("Return per £1", plan.return_per_pound),
        _ratio("Return per £1, cash only", plan.return_cash),
        _chance(IN_CREDIT, plan.chance),
        _chance(IN_CASH, plan.chance_cash),
        _year("Pays back", plan.payback, plan.horizon),
    ]


def _money(label: str, figure: Estimate) -> FigureRow:
    return label, pounds(figure.mean), pounds(figure.error), pounds_interval(figure), pounds(figure.base)


def _ratio(label: str, figure: Estimate | None) -> FigureRow:
    return label, ratio_mean(figure), ratio_error(figure), ratio_interval(figure), ratio_base(figure)


def _chance(label: str, figure: Chance) -> FigureRow:
    return label, chance_in_words(figure), points(figure.error), "", ""


def _year(label: str, payback: int | None, horizon: int) -> FigureRow:
    return label, year_in_words(payback, horizon), "", "", ""
