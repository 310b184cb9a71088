"""Every number behind the model with its source, its grade and how it was checked, as a reader sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from roi_model.engine.case import Case
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Evidence, Parameter
from roi_model.inputs.source import source
from roi_model.outputs.figure_words import listed, range_in_words, value_in_words
from roi_model.outputs.own_number import grade, locator

GRADES = {
    Evidence.A: "A: reviews, randomised trials or a national schedule",
    Evidence.B: "B: one good trial or natural experiment",
    Evidence.C: "C: observed, or from another country or group",
    Evidence.D: "D: judgement",
}
COLUMNS = (
    "Programme", "Number", "Value", "95% interval", "Prices of", "Grade", "Checked", "Interval checked", "Kind",
    "Source", "Where in it", "Web page", "Note", "Name",
)  # fmt: skip


def evidence_table(cases: Sequence[Case]) -> pd.DataFrame:
    """Return a row for each parameter of each case, as it is used there.

    Columns: those of ``COLUMNS``. ``Name`` is ``INTERVENTION.NAME``, by which ``--set`` and the app change it.
    """
    return pd.DataFrame([_record(case, each) for case in cases for each in case.parameters], columns=list(COLUMNS))


def _record(case: Case, parameter: Parameter) -> dict[str, str]:
    cited = source(parameter.source)
    return dict(
        zip(
            COLUMNS,
            (
                case.intervention.title,
                parameter.label,
                value_in_words(parameter.value, parameter.unit),
                interval_in_words(parameter),
                parameter.price_year or "",
                grade(parameter),
                parameter.checked.value,
                parameter.interval_checked.value if parameter.interval_checked else "",
                parameter.kind.value,
                cited.citation,
                locator(parameter),
                cited.url,
                parameter.note,
                f"{case.intervention.name}.{parameter.name}",
            ),
            strict=True,
        )
    )


def grade_in_words(parameter: Parameter) -> str:
    """Return the grade of a number with what it stands for; of the user's own, that it has none."""
    own = grade(parameter)
    return own.capitalize() if parameter.source == USER_SOURCE else f"Grade {GRADES[parameter.evidence]}"


def interval_in_words(parameter: Parameter) -> str:
    """Return a parameter's interval with its unit, or nothing where it has none."""
    if parameter.low is None or parameter.high is None:
        return ""
    return range_in_words(parameter.low, parameter.high, parameter.unit)


def grades_sentence(case: Case) -> str:
    """Return how strong the evidence behind a case is: how many of its numbers have which grade, and were read.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> print(grades_sentence(build_case("collaborative_care", find_area(["England"]), "evidence")))
    Of the 13 numbers behind it, 3 have grade A, 7 grade B and 3 grade D. 6 were read in the source, 5 worked out \
from what was read and 2 assumed.
    """
    numbers = [each for each in case.parameters if each.source != USER_SOURCE]
    grades = Counter(each.evidence.value for each in numbers)
    checked = Counter(each.checked.value for each in numbers)
    first, *more = sorted(grades)
    said = [
        f"{grades[first]} {'has' if grades[first] == 1 else 'have'} grade {first}",
        *(f"{grades[grade]} grade {grade}" for grade in more),
    ]
    words = {"read": "read in the source", "derived": "worked out from what was read"}
    ways = [way for way in ("read", "derived", "recalled", "assumed") if checked[way]]
    how = [f"{checked[way]} {words.get(way, way)}" for way in ways]
    own = len(case.parameters.parameters) - len(numbers)
    yours = f" {own} {'was' if own == 1 else 'were'} set by you." if own else ""
    text = f"Of the {len(numbers)} numbers behind it, {listed(said, 'and')}. {listed(how, 'and')}."
    return f"{text.replace(' read in', ' were read in', 1)}{yours}"


SEARCHED = ("Programme", "Number", "Source", "Where in it", "Note", "Name")


def found_in(
    table: pd.DataFrame, text: str = "", grades: Sequence[str] = (), checked: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the rows of a table of evidence in which every word of a text stands somewhere.

    Parameters
    ----------
    table
        As of `evidence_table`.
    text
        Words, in any case of letters.
    grades, checked
        Only those grades, and those ways of being checked; all where none is named.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> table = evidence_table([build_case("debt_advice", find_area(["England"]), "evidence")])
    >>> list(found_in(table, "COST face-to-face", grades=["B"])["Name"])
    ['debt_advice.advice_cost']
    """
    read = table[list(SEARCHED)].agg(" ".join, axis=1).str.casefold()
    wanted = pd.Series(data=True, index=table.index)
    for word in text.casefold().split():
        wanted &= read.str.contains(word, regex=False)
    for column, allowed in (("Grade", grades), ("Checked", checked)):
        if allowed:
            wanted &= table[column].isin(allowed)
    return table[wanted]
