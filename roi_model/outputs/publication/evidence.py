"""The tables of a publication that say what its figures rest on."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.answer import Answer
from roi_model.analysis.package_figures import COMMON_HORIZON, PackageFigures, package_figures
from roi_model.engine.case import Case
from roi_model.engine.draws import Sampler
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.price import price_factor, standard_price_year
from roi_model.outputs import words
from roi_model.outputs.assurance.assumptions import how_checked
from roi_model.outputs.assurance.limits import FORM_CHECKED
from roi_model.outputs.assurance.pack import Assurance
from roi_model.outputs.own_number import grade, locator
from roi_model.outputs.publication.notes import CHANCE, INTERVAL, PRESENT_VALUE, PRESET, marked
from roi_model.outputs.publication.published_table import Kind, PublishedColumn, PublishedTable, Value, table_of

NAME = PublishedColumn("Intervention", width=38)


def together_table(answer: Answer, sampler: Sampler | None = None) -> PublishedTable | None:
    """Return what several interventions come to together, with what is claimed twice taken out; None for one."""
    if len(answer.cases) < 2:
        return None
    years = answer.request.horizon or COMMON_HORIZON
    found = package_figures(answer.cases, answer.analysis, years, sampler=sampler)
    columns = (
        PublishedColumn(marked("Programme cost, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn("Benefits if alone, £", Kind.POUNDS),
        PublishedColumn("Taken out, £", Kind.POUNDS),
        PublishedColumn("Benefits together, £", Kind.POUNDS),
        PublishedColumn(marked("Net present value, £", PRESENT_VALUE), Kind.POUNDS),
        PublishedColumn(marked("Low, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("High, £", INTERVAL), Kind.POUNDS),
        PublishedColumn(marked("Chance that benefits exceed costs", CHANCE), Kind.CHANCE, 18),
    )
    several = len(found.places) > 1
    names = (NAME, PublishedColumn("Place", width=24)) if several else (NAME,)
    return PublishedTable(
        "All together",
        f"{answer.place}: all programmes together over {words.years(years)}",
        (*names, *columns),
        tuple(_together_rows(found, several=several)),
        ("Where two programmes claim the same outcome in the same people, the part that both claim is taken out.",),
    )


def _together_rows(found: PackageFigures, *, several: bool) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for member in found.members:
        figures = member.figures
        case = figures.case
        rows.append(
            (
                *((case.intervention.title, case.area.name) if several else (case.intervention.title,)),
                figures.cost.mean,
                member.alone.mean,
                member.taken_out.mean,
                figures.benefit.mean,
                figures.net_present_value.mean,
                figures.net_present_value.low,
                figures.net_present_value.high,
                figures.chance.probability,
            )
        )
    whole = found.total
    rows.append(
        (
            *(("All", "All") if several else ("All",)),
            whole.cost.mean,
            found.benefit_alone.mean,
            found.taken_out.mean,
            whole.benefit.mean,
            whole.net_present_value.mean,
            whole.net_present_value.low,
            whole.net_present_value.high,
            whole.chance.probability,
        )
    )
    return rows


def parameter_tables(answer: Answer) -> tuple[PublishedTable, PublishedTable]:
    """Return every parameter: its numbers with the key of its source (CH-02), and where they come from."""
    whose = [(_whose(case, answer), case, parameter) for case in answer.cases for parameter in case.parameters]
    numbers = (
        NAME,
        PublishedColumn("Parameter", width=40),
        PublishedColumn("Value", Kind.EXACT, 12),
        PublishedColumn(marked("Low", INTERVAL), Kind.EXACT, 12),
        PublishedColumn(marked("High", INTERVAL), Kind.EXACT, 12),
        PublishedColumn("Distribution", width=14),
        PublishedColumn("Unit", width=24),
        PublishedColumn("Price year", width=10),
        PublishedColumn(f"Times this for prices of {answer.analysis.price_year}", Kind.EXACT, 14),
        PublishedColumn("Grade of evidence", width=14),
        PublishedColumn("Value was", width=11),
        PublishedColumn("Interval was", width=11),
        PublishedColumn("Key of the source", width=22),
    )
    origins = (
        NAME,
        PublishedColumn("Parameter", width=40),
        PublishedColumn("Where in the source", width=26),
        PublishedColumn("Note", width=70),
        PublishedColumn(marked("Name for programs", PRESET), width=42),
    )
    place = answer.place
    return (
        PublishedTable(
            "Parameters",
            f"{place}: every number that the figures rest on",
            numbers,
            tuple(_numbers(name, case, parameter, answer.analysis.price_year) for name, case, parameter in whose),
        ),
        PublishedTable(
            "Parameter notes",
            f"{place}: where each number stands, and what to know of it",
            origins,
            tuple(
                (name, p.label, locator(p) or None, p.note or None, f"{case.intervention.name}.{p.name}")
                for name, case, p in whose
            ),
        ),
    )


def _whose(case: Case, answer: Answer) -> str:
    return f"{case.intervention.title}, {case.area.name}" if len(answer.areas) > 1 else case.intervention.title


def _numbers(name: str, case: Case, parameter: Parameter, price_year: str) -> tuple[Value, ...]:
    year = None if parameter.price_year is None else standard_price_year(parameter.price_year)
    return (
        name,
        parameter.label,
        parameter.value,
        parameter.low,
        parameter.high,
        parameter.distribution.value if parameter.distribution else None,
        parameter.unit,
        year,
        None if year is None else price_factor(year, price_year),
        grade(parameter),
        how_checked(case, parameter),
        parameter.interval_checked.value if parameter.interval_checked else None,
        parameter.source,
    )


def evidence_tables(answer: Answer, pack: Assurance) -> tuple[PublishedTable, ...]:
    """Return parameters, sources, what is not counted, and the assurance pack, a table each."""
    widths = {
        "Assumption": 40, "What is assumed": 24, "Why": 60, "Reliability": 34, "Unit": 22, "Owner": 18, "Input": 40,
        "Used by": 34, "Source": 60, "Where in the source": 22, "Licence": 22, "Where it was read": 40, "Used for": 60,
        "What is not counted": 100, "Choice": 40, "Chosen": 40, "By default": 34, "What must hold": 60, "Answer": 100,
        "What was found": 60, "What it asks for": 34, "Intervention": 38, "Key": 20, "Flag": 20, "Reason": 40,
        "Address": 34, "What to do": 44,
    }  # fmt: skip
    kinds = {
        "Swing of net present value, £": Kind.POUNDS, "Share of uncertainty": Kind.CHANCE, "Address": Kind.LINK,
        "Value": Kind.EXACT, "Low": Kind.EXACT, "High": Kind.EXACT, "Item": Kind.YEAR,
    }  # fmt: skip

    def columns(headings: Sequence[str]) -> list[PublishedColumn]:
        return [PublishedColumn(name, kinds.get(name, Kind.TEXT), widths.get(name, 16)) for name in headings]

    place = answer.place
    tables = (
        ("Sources", f"{place}: sources of every number", pack.sources),
        ("Not counted", f"{place}: what is not counted", pack.not_counted),
        ("Assumptions", f"{place}: assumptions, those that move the result most first", pack.assumptions),
        ("Data log", f"{place}: inputs with their risk, their age, and what to do about it", pack.data),
        ("Choices", f"{place}: what was chosen for this run", pack.choices),
        ("Checks", f"{place}: checks made on this run", pack.checks),
        ("CHEERS", f"{place}: the 28 items of CHEERS 2022 (wording of items 18 to 28 recalled)", pack.cheers),
    )
    made = (
        table_of(
            sheet,
            title,
            frame,
            columns([str(name) for name in frame.columns]),
            FORM_CHECKED if frame is pack.checks else (),
        )
        for sheet, title, frame in tables
    )
    return (*parameter_tables(answer), *made)
