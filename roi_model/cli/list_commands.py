"""``roi-model list``, ``areas``, ``parameters`` and ``schedules``: what there is to choose from."""

from __future__ import annotations

import pandas as pd

from roi_model.analysis.scenario import build_pairs
from roi_model.cli.console import (
    Column,
    console,
    records,
    text_column,
    write_csv,
    write_json,
    write_notes,
    write_table,
)
from roi_model.cli.options import Format, FormatOption, PlaceOptions, ScenarioOptions
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.engine.discounting import schedule, schedule_names
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import preset_names
from roi_model.inputs.place_search import search_areas
from roi_model.inputs.refusal import unknown
from roi_model.inputs.source import source
from roi_model.outputs.tables import parameter_table
from roi_model.outputs.words import plain_number, ratio, years

WHERE, WHAT = PlaceOptions(), ScenarioOptions()
NAME = text_column("Name", whole=True)
GRADES = (
    "Grades: A systematic review, randomised evidence or a national schedule; B one good trial or "
    "quasi-experiment; C observational, or another country or group; D judgement; none for a number set by the user."
)
CHECKED = (
    "Checked, of the value / of the interval: read; derived (arithmetic on figures read); recalled (unverified); "
    "assumed (our judgement)."
)


def list_command(*, output: FormatOption = Format.TABLE) -> None:
    """List the interventions: for whom, the published return, and the presets."""
    if output is not Format.TABLE:
        _write(pd.DataFrame([_catalogue_entry(name) for name in INTERVENTION_NAMES]), output, "interventions")
        return
    out = console()
    cells = []
    for name in INTERVENTION_NAMES:
        published = evidence_file(name).description.published
        headline = f"{ratio(published.return_per_pound)} over {years(published.horizon)} ({published.checked})"
        cells.append((name, load_intervention(name).population, headline))
    write_table(out, "Interventions", [NAME, text_column("For whom"), text_column("Published in 2017")], cells)
    presets = [(name, ", ".join(preset_names(name))) for name in INTERVENTION_NAMES]
    write_table(out, "Presets", [NAME, text_column("Presets")], presets)


def _catalogue_entry(name: str) -> dict[str, object]:
    intervention, published = load_intervention(name), evidence_file(name).description.published
    return {
        "name": name,
        "title": intervention.title,
        "population": intervention.population,
        "comparator": intervention.comparator,
        "published_return": published.return_per_pound,
        "published_horizon": published.horizon,
        "checked": published.checked.value,
        "presets": ", ".join(preset_names(name)),
    }


def areas_command(text: str = "", *, output: FormatOption = Format.TABLE) -> None:
    """List the places whose name, code or region holds a text; all of them without one.

    Parameters
    ----------
    text
        Part of a name, a code or a region.
    """
    found = search_areas(text)
    if not found:
        raise unknown("area", text, [place.name for place in search_areas()])
    rows = [
        {"code": p.code, "name": p.name, "kind": p.kind.value, "region": p.region, "residents": p.residents}
        for p in found
    ]
    if output is not Format.TABLE:
        _write(pd.DataFrame(rows), output, "areas")
        return
    columns = [text_column(heading) for heading in ("Name", "Kind", "Code", "Region")]
    write_table(
        console(),
        f"{len(rows)} place{'s' if len(rows) > 1 else ''}",
        [*columns, Column("Residents")],
        [(p.name, p.kind.value, p.code, p.region, f"{p.residents:,.0f}") for p in found],
    )


def parameters_command(
    intervention: str,
    *,
    where: PlaceOptions = WHERE,
    what: ScenarioOptions = WHAT,
    output: FormatOption = Format.TABLE,
) -> None:
    """List an intervention's parameters: value, interval, unit, price year, source and grade.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    """
    place = where.read()
    ((case, _),) = build_pairs([intervention], place, what.read())
    frame = parameter_table(list(case.parameters), intervention)
    frame["citation"] = [source(key).citation for key in frame["source"]]
    frame["url"] = [source(key).url for key in frame["source"]]
    if output is not Format.TABLE:
        _write(frame, output, "parameters")
        return
    out = console()
    title = f"{case.intervention.title}, {place.name}: parameters of the preset {case.parameters.preset}"
    values = [Column("Value"), Column("Interval"), text_column("Unit, price year")]
    origins = [text_column("Source", whole=True), text_column("Checked"), text_column("Grade", whole=True)]
    write_table(out, title, [NAME, *values, *origins], [_parameter_cells(parameter) for parameter in case.parameters])
    write_table(
        out,
        "Sources",
        [text_column("Key", whole=True), text_column("Citation, and where it was read")],
        [(key, _citation(key)) for key in dict.fromkeys(frame["source"])],
    )
    write_notes(out, [GRADES, CHECKED, "--format csv gives labels, locators, distributions and notes."])


def schedules_command(*, output: FormatOption = Format.TABLE) -> None:
    """List the discount schedules: rates for money and for QALYs, and their standing."""
    rows = []
    for name in schedule_names():
        found = schedule(name)
        for kind, bands in (("money", found.money), ("QALYs", found.qalys)):
            rows += [
                {
                    "name": name,
                    "label": found.label,
                    "status": found.status,
                    "applies_to": kind,
                    "first_year": band.first_year,
                    "last_year": band.last_year,
                    "rate": band.rate,
                }
                for band in bands
            ]
    frame = pd.DataFrame(rows)
    if output is not Format.TABLE:
        _write(frame, output, "schedules")
        return
    write_table(
        console(),
        "Discount schedules: rates of the first years",
        [*(text_column(heading) for heading in ("Name", "Label", "Status")), Column("Money"), Column("QALYs")],
        [
            (name, found.label, found.status, f"{found.money[0].rate:.2%}", f"{found.qalys[0].rate:.2%}")
            for name, found in ((name, schedule(name)) for name in schedule_names())
        ],
    )


def _write(frame: pd.DataFrame, output: Format, what: str) -> None:
    if output is Format.CSV:
        write_csv(frame)
    else:
        write_json({what: records(frame)})


def _parameter_cells(parameter: Parameter) -> tuple[str, ...]:
    ends = (parameter.low, parameter.high)
    interval = " to ".join(plain_number(end) for end in ends if end is not None)
    checked = parameter.checked.value + (f" / {parameter.interval_checked.value}" if parameter.interval_checked else "")
    unit = parameter.unit + (f", {parameter.price_year}" if parameter.price_year else "")
    return (
        parameter.name,
        plain_number(parameter.value),
        interval,
        unit,
        parameter.source,
        checked,
        "none" if parameter.source == USER_SOURCE else parameter.evidence.value,
    )


def _citation(key: str) -> str:
    found = source(key)
    return " ".join(part for part in (found.citation, found.read_at, found.url) if part)
