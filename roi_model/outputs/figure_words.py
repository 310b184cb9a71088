"""Figures of analyses, and values of parameters, in the words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.output import Output
from roi_model.engine.sector import PERSPECTIVES, Sector
from roi_model.outputs.words import MINUS, THOUSAND, pounds, ratio, years

SHARES = ("share", "probability", "risk", "12-month risk")
PER_RESIDENT = " per resident "  # small rates, which are written for 100,000 residents
PER_100_000 = " per 100,000 residents "
MULTIPLE = "times "
WITHOUT_UNIT = ("odds ratio", "standardised mean difference", "multiple of")
WITH_ARTICLE = (Sector.NHS.value, Sector.EXCHEQUER.value, Sector.VOLUNTARY_SECTOR.value, "public_sector")


def figure_amount(output: Output, value: float) -> str:
    """Write a figure: pounds, or pounds and pence per £1."""
    return ratio(value) if output.is_ratio else pounds(value)


def for_whom(output: Output) -> str:
    """Return for whom and over how many years, to follow a verb.

    Examples
    --------
    >>> from roi_model.analysis.measures import View
    >>> from roi_model.analysis.output import Measure
    >>> for_whom(Output(Measure.NET, 5)), for_whom(Output(Measure.NET, 1, View((Sector.NHS,)).cash))
    ('over 5 years', 'for the NHS over 1 year (cash only)')
    """
    whose = next(name for name, sectors in PERSPECTIVES.items() if sectors == output.view.sectors)
    name = "NHS" if whose == Sector.NHS else whose.replace("_", " ")
    article = "the " if whose in WITH_ARTICLE else ""
    parts = [] if whose == "societal" else [f"for {article}{name}"]
    qualifiers = ["cash only"] if output.view.cash_only else []
    qualifiers += [] if output.view.discounted else ["not discounted"]
    brackets = [f"({', '.join(qualifiers)})"] if qualifiers else []
    return " ".join([*parts, f"over {years(output.horizon)}", *brackets])


def figure_name(output: Output) -> str:
    """Return what the figure is, without for whom.

    Examples
    --------
    >>> from roi_model.analysis.output import Measure
    >>> figure_name(Output(Measure.RETURN, 5))
    'return per £1'
    """
    return output.label.split(",")[0]


def sector_in_sentence(sector: Sector) -> str:
    """Return a sector's name inside a sentence.

    Examples
    --------
    >>> [sector_in_sentence(sector) for sector in (Sector.NHS, Sector.LOCAL_GOVERNMENT, Sector.EXCHEQUER)]
    ['the NHS', 'local government', 'the exchequer']
    """
    name = "NHS" if sector is Sector.NHS else sector.value.replace("_", " ")
    return f"the {name}" if sector.value in WITH_ARTICLE else name


def mid_sentence(text: str) -> str:
    """Return a label or title with a small first letter, unless it begins with an abbreviation.

    Examples
    --------
    >>> mid_sentence("Debt advice"), mid_sentence("GP visits averted")
    ('debt advice', 'GP visits averted')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def value_in_words(value: float, unit: str) -> str:
    """Write a parameter's value with its unit: money to three figures, shares in percent.

    Examples
    --------
    >>> value_in_words(686.6, "£ per client"), value_in_words(0.384, "share of adults")
    ('£687 per client', '38.4%')
    >>> value_in_words(0.7, "odds ratio"), value_in_words(1, "years")
    ('0.7', '1 year')
    >>> value_in_words(0.000101, "deaths per resident per year")
    '10.1 deaths per 100,000 residents per year'
    """
    if unit.startswith("£"):
        return f"{pounds(value)} {unit.removeprefix('£').strip()}".strip()
    if PER_RESIDENT in unit:
        return f"{_three_figures(1e5 * value)} {unit.replace(PER_RESIDENT, PER_100_000)}"
    if unit.startswith(MULTIPLE):
        return f"{_three_figures(value)} {unit}"
    short = short_value(value, unit)
    if is_share(unit) or unit.startswith(WITHOUT_UNIT):
        return short
    return f"{short} {unit.removesuffix('s') if short == '1' and unit.isalpha() else unit}"


def short_value(value: float, unit: str) -> str:
    """Write a parameter's value without the words of its unit.

    Examples
    --------
    >>> short_value(265, "£ per client"), short_value(0.56, "probability"), short_value(12345, "people")
    ('£265', '56%', '12,300')
    """
    if unit.startswith("£"):
        return pounds(value)
    if PER_RESIDENT in unit:
        return f"{_three_figures(1e5 * value)} per 100,000"
    if unit.startswith(MULTIPLE):
        return f"× {_three_figures(value)}"
    return f"{_three_figures(100 * value)}%" if is_share(unit) else _three_figures(value)


def is_share(unit: str) -> bool:
    """Whether a unit is a share, a probability or a risk, which is written in percent."""
    return unit.startswith(SHARES)


def range_in_words(low: float, high: float, unit: str) -> str:
    """Write two ends, with the words of their unit once.

    Examples
    --------
    >>> range_in_words(201, 377, "£ per client"), range_in_words(0.3, 0.4, "probability")
    ('£201 to £377 per client', '30% to 40%')
    """
    ends = value_in_words(low, unit), value_in_words(high, unit)
    number, _, rest = ends[0].partition(" ")
    return f"{number} to {ends[1]}" if rest and ends[1].endswith(f" {rest}") else " to ".join(ends)


def listed(names: Sequence[str], word: str = "or") -> str:
    """Write names as a list.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a or b', 'a, b or c')
    """
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def _three_figures(number: float) -> str:
    size = abs(number)
    text = f"{float(f'{size:.3g}'):,.0f}" if size >= THOUSAND else f"{size:.3g}"
    return f"{MINUS if number < 0 and text != '0' else ''}{text}"
