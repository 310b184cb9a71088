"""The 28 items of CHEERS 2022: what the engine fills, what a user says, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pandas as pd

from roi_model.analysis.answer import Answer
from roi_model.engine.analysis import AlsoCount
from roi_model.engine.case import Case
from roi_model.engine.sector import perspective_label
from roi_model.inputs.parameter import Checked
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.notes import METHODS
from roi_model.outputs.record.run_record import package_version
from roi_model.outputs.words import count, percent, pounds, pounds_interval, ratio_interval, ratio_mean, years

BY_ENGINE, BY_USER, MISSING = "engine", "user", "missing"
ITEMS = (
    "Title", "Abstract", "Background and objectives", "Analysis plan", "Study population", "Setting and location",
    "Comparators", "Perspective", "Time horizon", "Discount rate", "Selection of outcomes",
    "Measurement of outcomes", "Valuation of outcomes", "Resources and unit costs",
    "Currency, price date and conversion", "Rationale and description of the model", "Analytics and assumptions",
    "Heterogeneity", "Distributional effects", "Uncertainty", "Engagement with those affected", "Parameters",
    "Main results", "Effect of uncertainty", "Effect of engagement", "Findings, limits and generalisability",
    "Source of funding", "Conflicts of interest",
)  # fmt: skip
NOT_SAID = "Nobody has said anything on this."


def cheers_table(answer: Answer, responsible: Responsible) -> pd.DataFrame:
    """Return the 28 items, each with who filled it and what is said; a user's words come before the engine's."""
    known = _filled(answer)
    rows = []
    for number, item in enumerate(ITEMS, start=1):
        said, found = responsible.statements.get(number, ""), known.get(number, "")
        if number in {1, 3} and not said:
            said = answer.request.name if number == 1 else answer.request.note
        who = BY_USER if said else BY_ENGINE if found else MISSING
        rows.append((number, item, who, said or found or NOT_SAID))
    return pd.DataFrame(rows, columns=["Item", "What it asks for", "Filled by", "Answer"])


def _filled(answer: Answer) -> dict[int, str]:
    """Return what the engine knows, by number of the item."""
    return {**_design(answer), **_method(answer), **_results(answer)}


def _design(answer: Answer) -> dict[int, str]:
    cases, analysis = answer.cases, answer.analysis
    counted = "" if analysis.also_count is AlsoCount.NOTHING else f"; {analysis.also_count.label} also counted"
    horizons = (f"{row.figures.case.intervention.title} {years(row.figures.horizon)}" for row in answer.rows)
    return {
        1: f"Return on investment of {_listed(c.intervention.title for c in cases)} in {answer.place}",
        5: _each(cases, lambda c: c.intervention.population),
        6: f"{answer.place}; populations of mid-2023 unless figures were typed.",
        7: _each(cases, lambda c: c.intervention.comparator),
        8: f"{perspective_label(analysis.perspective).capitalize()}{counted}.",
        9: f"{_listed(horizons)}.",
        10: (
            f"{analysis.schedule.label}: {analysis.schedule.money[0].rate:.1%} a year for money and "
            f"{analysis.schedule.qalys[0].rate:.1%} for QALYs in the first years. Year 1 is not discounted."
        ),
        11: "Costs and benefits in money, by sector and kind of value; QALYs where the evidence gives them.",
        12: f"As in the source of each parameter. How the numbers were checked: {_checked(cases)}.",
        13: "Unit costs as published, uprated to one price year; QALYs and wellbeing have a value only if asked for.",
    }


def _method(answer: Answer) -> dict[int, str]:
    analysis = answer.analysis
    money = [parameter for case in answer.cases for parameter in case.parameters if parameter.is_money]
    return {
        14: f"{len(money)} prices, each with its source, price year and uprating, in the sheet of parameters.",
        15: f"Pounds sterling of {analysis.price_year}, by the GDP deflator.",
        16: (
            f"A chain of arithmetic from people reached to cases averted to pounds, year by year: roi-model "
            f"{package_version()}, open source under the MIT licence."
        ),
        17: "Means of draws; ratios are ratios of means. The assumptions log has every assumption.",
        18: "Not estimated: one average stands for everybody reached. Local pay, employment and rates are used.",
        19: "Not estimated by group or deprivation. Who pays and who gains is shown by sector.",
        20: (
            f"{analysis.draws:,} {METHODS[analysis.method]}draws of every uncertain parameter, seed {analysis.seed}; "
            "95% intervals, chances and Monte Carlo errors."
        ),
        22: f"{sum(1 for c in answer.cases for _ in c.parameters)} parameters with value, interval, distribution, "
        "source and price year, in the sheet of parameters.",
    }


def _results(answer: Answer) -> dict[int, str]:
    figures = [row.figures for row in answer.rows]
    returns = (
        f"{f.case.intervention.title}: {ratio_mean(f.return_per_pound)} ({ratio_interval(f.return_per_pound)})"
        if f.return_per_pound
        else f"{f.case.intervention.title}: no return is defined"
        for f in figures
    )
    money = (
        f"{f.case.intervention.title}: {count(f.people.mean)} people, cost {pounds(f.cost.mean)}, benefits "
        f"{pounds(f.benefit.mean)}, net present value {pounds(f.net_present_value.mean)}"
        for f in figures
    )
    spread = (
        f"{f.case.intervention.title}: net present value {pounds_interval(f.net_present_value)}, chance that benefits "
        f"exceed costs {percent(f.chance.probability)}"
        for f in figures
    )
    return {
        2: f"{answer.place}. Return per £1 with 95% interval. {_sentence(returns)}",
        23: _sentence(money),
        24: _sentence(spread),
        26: "Limits: the sheet of what is not counted. Figures hold for this place, at this coverage, and are "
        "estimates for a decision, not measurements.",
    }


def _checked(cases: Iterable[Case]) -> str:
    """Return how many parameters were read, derived, recalled and assumed."""
    ways = Counter(parameter.checked for case in cases for parameter in case.parameters)
    return ", ".join(f"{ways[way]} {way.value}" for way in Checked)


def _each(cases: Iterable[Case], say: Callable[[Case], str]) -> str:
    return _sentence(f"{case.intervention.title}: {say(case)}" for case in cases)


def _sentence(parts: Iterable[str]) -> str:
    return "; ".join(parts) + "."


def _listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
