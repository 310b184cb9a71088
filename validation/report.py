"""The report of the validation, as Markdown: the same text for the same numbers, wherever it is written."""

from __future__ import annotations

from collections.abc import Iterator

from roi_model.inputs.source import source
from roi_model.outputs.notes import lever_notes

from .compare import DIFFERENCES, Validation
from .sheets import RECALLED_MARK, Sheet, check_sheet, headline_sheet, lever_sheet, simulation_sheet
from .target import TargetKind, targets

NOT_A_VALIDATION = (
    "A calibrated match is not a validation. The phe-2017 preset returns each headline because one parameter, the "
    "lever, was solved so that it does."
)
WHAT_COUNTS = (
    "What counts as evidence: how near the evidence preset comes to the published figure; whether the lever that the "
    "headline needs lies inside its own evidence interval; whether the published figure lies inside the 95% interval "
    "of the simulation under the evidence preset; and checks against figures that nothing was fitted to. An interval "
    "that holds the published figure says little where it is wide."
)
KINDS_OF_CHECK = (
    "The factors, annuities and prices check arithmetic. The figures of 2011 check the sums by payer and year, and for "
    "debt advice the chain too; they and the inputs that go with them are recalled, and should be confirmed against "
    "the report of 2011."
)
RECALLED = f"{RECALLED_MARK} Recalled from the publication, and not read on any page."
HEAD = f"""\
# Validation

Written by `roi-model validate`; edit `targets.csv` and `{DIFFERENCES}`, not this file. Each difference beyond its
tolerance is explained in [`{DIFFERENCES}`]({DIFFERENCES}).
"""


def report(validation: Validation) -> str:
    """Return the whole report; it holds no date and no path, so that two of the same numbers are equal."""
    return "\n".join(_parts(validation)) + "\n"


def summary(validation: Validation) -> list[str]:
    """Return what the comparison shows, a sentence each."""
    headlines, checks = validation.headlines, validation.checks
    independent = [check for check in checks if check.target.kind is TargetKind.INDEPENDENT]
    beyond = [check for check in checks if not check.agrees]
    shares = [found.evidence.base / found.target.value for found in headlines]
    reproduced = sum(found.reproduced for found in headlines)
    inside = sum(found.inside for found in headlines)
    levers = sum(found.lever.inside for found in headlines)
    agreeing = sum(check.agrees for check in independent)
    explained = sum(check.explained for check in beyond)
    total = len(headlines)
    return [
        f"The phe-2017 preset reproduces {reproduced} of {total} headlines to two decimals.",
        f"The evidence preset's base cases are {min(shares):.2f} to {max(shares):.2f} times the published figures.",
        f"{inside} of {total} published figures lie inside the 95% interval of the evidence preset's simulation.",
        f"{levers} of {total} levers lie inside their evidence interval.",
        f"{agreeing} of {len(independent)} independent checks agree within their tolerance.",
        f"{explained} of {len(beyond)} differences beyond a tolerance are explained in {DIFFERENCES}.",
        f"The simulation has {validation.draws:,} draws, seed {validation.seed}.",
        freshness(validation),
    ]


def freshness(validation: Validation) -> str:
    """Return whether the stored levers are those that solving gives now."""
    changed = [found.case.intervention.name for found in validation.headlines if not found.lever.unchanged]
    if not changed:
        return "Solved again, all levers are unchanged to nine significant digits."
    return f"Solved again, the levers of {', '.join(changed)} differ: run python validation/calibrate.py in a checkout."


def lever_sentences(validation: Validation) -> list[str]:
    """Return a sentence for each lever outside its evidence interval: which, and why."""
    return lever_notes([found.case for found in validation.headlines])


def markdown_table(sheet: Sheet) -> str:
    """Return a table as Markdown, without its title.

    Examples
    --------
    >>> print(markdown_table(Sheet("Title", ("Name", "Number"), (("a", "1"),), words=1)))
    | Name | Number |
    |---|---:|
    | a | 1 |
    """
    rule = "|".join("---" if number < sheet.words else "---:" for number in range(len(sheet.headings)))
    lines = [f"| {' | '.join(cells)} |" for cells in (sheet.headings, *sheet.rows)]
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _parts(validation: Validation) -> Iterator[str]:
    yield HEAD
    yield "## What counts as evidence\n"
    yield f"{NOT_A_VALIDATION}\n\n{WHAT_COUNTS}\n"
    yield "\n".join(f"- {sentence}" for sentence in (*summary(validation), *validation.failures)) + "\n"
    yield "## The eight headlines of 2017\n"
    yield from _table(headline_sheet(validation.headlines), RECALLED)
    yield from _table(simulation_sheet(validation.headlines))
    yield "## The levers\n"
    yield from _table(lever_sheet(validation.headlines), *lever_sentences(validation))
    yield "## Independent checks\n"
    yield from _table(check_sheet(validation.checks, TargetKind.INDEPENDENT), RECALLED, KINDS_OF_CHECK)
    yield "## Circular checks\n"
    yield from _table(check_sheet(validation.checks, TargetKind.CIRCULAR))
    yield "## Sources of the published figures\n"
    for key in dict.fromkeys(target.source for target in targets()):
        found = source(key)
        yield f"- `{key}`: {found.citation.strip()} {found.read_at.strip()}".rstrip()


def _table(sheet: Sheet, *notes: str) -> Iterator[str]:
    yield f"{sheet.title}.\n\n{markdown_table(sheet)}\n"
    for note in notes:
        yield f"{note.replace('*', chr(92) + '*', 1) if note.startswith('*') else note}\n"
