"""The rows of the *Inputs* sheet: everything that the cases of a request read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from roi_model.analysis.request import Request
from roi_model.engine.analysis import MAX_HORIZON, AlsoCount, Analysis
from roi_model.engine.case import Case
from roi_model.engine.discounting import schedule_names
from roi_model.engine.sector import PERSPECTIVES
from roi_model.inputs.area import Area
from roi_model.inputs.burden import burdens
from roi_model.inputs.evidence_file import shared_parameters
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.population import population
from roi_model.inputs.price import price_years, standard_price_year
from roi_model.outputs.own_number import grade, locator
from roi_model.outputs.workbook.input_sheet import Group, InputKey, InputRow, Role

SHARED_TITLE = "Shared by several interventions"
OVERLAP_FIGURES = ("adults", "residents_16_to_64", "employment_rate", "people_65_plus")


def request_rows(request: Request) -> tuple[InputRow, ...]:
    """Return the rows of a request: settings, place, payers, shared parameters, then each intervention's own.

    Two workbooks of the same request have the same rows, so a changed file is compared with this.
    """
    return case_rows(request.cases(), request.analysis(), request.horizon)


def case_rows(cases: Sequence[Case], analysis: Analysis, horizon: int | None) -> tuple[InputRow, ...]:
    """Return the rows of cases under an analysis; None for each intervention's published horizon."""
    return (
        *_settings(analysis),
        *(_horizon(case, horizon) for case in cases),
        *_figures(cases),
        *(row for case in cases for row in _payers(case)),
        *_parameters(cases),
        *_fixed(cases, analysis),
    )


def _settings(analysis: Analysis) -> Iterator[InputRow]:
    choices = {
        "price_year": ("All money is in prices of", analysis.price_year, price_years()),
        "schedule": ("Discount schedule", analysis.schedule_name, schedule_names()),
        "perspective": ("Perspective: whose costs and benefits count", analysis.perspective, tuple(PERSPECTIVES)),
    }
    for name, (label, value, options) in choices.items():
        allowed = f"one of {len(options)} names in the list of this cell"
        yield InputRow(InputKey(Group.SETTINGS, name), "Settings", label, value, "text", allowed, options=options)


def _horizon(case: Case, asked: int | None) -> InputRow:
    return InputRow(
        InputKey(Group.HORIZON, case.intervention.name),
        case.intervention.title,
        "Time horizon",
        float(asked or case.description.published.horizon),
        "years",
        f"a whole number between 1 and {MAX_HORIZON}, and no more than the years this workbook holds",
        least=1.0,
        most=float(MAX_HORIZON),
        whole=True,
    )


def _figures(cases: Sequence[Case]) -> Iterator[InputRow]:
    """Yield what the models, and the overlap between them, read of the place."""
    area: Area = cases[0].area
    read = {figure for case in cases for figure in case.description.population}
    wanted = read | (set(OVERLAP_FIGURES) if len(cases) > 1 else set())
    for name in population().figure_names:
        if name in area.figures and name in wanted:
            yield _figure(area, name)


def _figure(area: Area, name: str) -> InputRow:
    count = population().figures.get(name)
    entry = count or population().local[name]
    return InputRow(
        InputKey(Group.POPULATION, name),
        area.name,
        entry.label,
        float(area.figures[name]),
        entry.unit,
        "a whole number of people, 0 or more" if count else "a number between 0 and 1",
        least=0.0,
        most=None if count else 1.0,
        whole=count is not None,
        source=entry.source,
        note=" ".join(filter(None, (entry.note, _sentence(area.provenance.get(name, ""))))),
    )


def _sentence(phrase: str) -> str:
    return f"{phrase[0].upper()}{phrase[1:]}." if phrase else ""


def _payers(case: Case) -> Iterator[InputRow]:
    for sector, share in case.payers.items():
        if not share:
            continue
        yield InputRow(
            InputKey(Group.PAYERS, f"{case.intervention.name}.{sector.value}"),
            case.intervention.title,
            f"Share of the programme cost paid by: {sector.label}",
            float(share),
            "share of the programme cost",
            "a number between 0 and 1; the shares of one intervention add up to 1",
            least=0.0,
            most=1.0,
        )


def _parameters(cases: Sequence[Case]) -> Iterator[InputRow]:
    """Yield shared parameters first, once each, then those of each intervention."""
    users = [(case, parameter) for case in cases for parameter in case.parameters]
    by_stream = sorted(users, key=lambda user: user[1].stream)
    shared: dict[str, list[tuple[Case, Parameter]]] = {}
    for stream, group in groupby(by_stream, key=lambda user: user[1].stream):
        members = list(group)
        if len({case.intervention.name for case, _ in members}) > 1 and _agree(p for _, p in members):
            shared[stream] = members
    for stream in dict.fromkeys(p.stream for _, p in users if p.stream in shared):
        names = [(case.intervention.name, parameter.name) for case, parameter in shared[stream]]
        titles = ", ".join(dict.fromkeys(case.intervention.title for case, _ in shared[stream]))
        yield _parameter(InputKey(Group.SHARED, stream), f"{SHARED_TITLE}: {titles}", shared[stream][0][1], names)
    for case, parameter in users:
        if parameter.stream not in shared:
            name = case.intervention.name
            key = InputKey(name, parameter.name)
            yield _parameter(key, case.intervention.title, parameter, [(name, parameter.name)])


def _agree(parameters: Iterable[Parameter]) -> bool:
    """Whether parameters of one stream have the same value, interval and price year."""
    return len({(p.value, p.low, p.high, p.price_year, p.unit) for p in parameters}) == 1


def _parameter(key: InputKey, belongs_to: str, parameter: Parameter, names: Sequence[tuple[str, str]]) -> InputRow:
    least, most = parameter.allowed
    return InputRow(
        key,
        belongs_to,
        parameter.label,
        parameter.value,
        parameter.unit,
        parameter.range_in_words,
        low=parameter.low,
        high=parameter.high,
        price_year=None if parameter.price_year is None else standard_price_year(parameter.price_year),
        least=None if math.isinf(least) else least,
        most=None if math.isinf(most) else most,
        whole=parameter.whole,
        source=parameter.source,
        locator=locator(parameter),
        evidence=grade(parameter),
        checked=parameter.checked.value,
        interval_checked=parameter.interval_checked.value if parameter.interval_checked else "",
        note=parameter.note,
        parameters=tuple(names),
    )


def _fixed(cases: Sequence[Case], analysis: Analysis) -> Iterator[InputRow]:
    """Yield what the engine reads and a request cannot change: the burdens of packages, the value of a QALY."""
    fixed = dict(burdens()) if len(cases) > 1 else {}
    if analysis.also_count is AlsoCount.QALYS:
        fixed["qaly_value"] = shared_parameters()["qaly_value"]
    for name, parameter in fixed.items():
        row = _parameter(InputKey(Group.FIXED, name), "Engine", parameter, [])
        yield replace(row, role=Role.FIXED)
