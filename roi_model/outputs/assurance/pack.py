"""The assurance pack of a run: assumptions, data, sources, what is not counted, choices, checks and CHEERS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from roi_model.analysis.answer import Answer
from roi_model.analysis.checks.run import Check, Outcome, checks_of_run
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.assumptions import assumptions_log
from roi_model.outputs.assurance.cheers import cheers_table
from roi_model.outputs.assurance.choices import choices_log
from roi_model.outputs.assurance.data_log import EXPIRED, data_log, worth_a_search
from roi_model.outputs.assurance.not_counted import not_counted_table
from roi_model.outputs.assurance.responsible import NOT_NAMED, Responsible
from roi_model.outputs.assurance.sources_used import sources_table

NAMED = 5  # old inputs that a warning names; the data log has all


@dataclass(frozen=True)
class Assurance:
    """Every table of the pack; a row each for what it says, with plain headings.

    Attributes
    ----------
    assumptions
        What is assumed, how much it matters, how reliable it is, when, why, whose it is.
    data
        Every input with its source, risk, owner and sunset date.
    sources
        The bibliography of this run.
    not_counted
        What the figures leave out.
    choices
        What the user chose that differs from the defaults.
    checks
        The checks made on this very run, with their outcome.
    cheers
        The 28 items of CHEERS 2022: filled by engine, by user, or missing.
    warnings
        What a reader must know of the pack itself, a sentence each.
    """

    assumptions: pd.DataFrame
    data: pd.DataFrame
    sources: pd.DataFrame
    not_counted: pd.DataFrame
    choices: pd.DataFrame
    checks: pd.DataFrame
    cheers: pd.DataFrame
    warnings: tuple[str, ...]

    def refuse_failed(self, responsible: Responsible) -> None:
        """Refuse to call an export final on whose run a check failed.

        Raises
        ------
        InputError
            When it is to be final, with the checks that failed.
        """
        failed = self.checks[self.checks["Outcome"] == Outcome.FAILED.value]
        if responsible.final and len(failed):
            both = zip(failed["Code"], failed["Intervention"], strict=True)
            names = ", ".join(f"{code} in {whose}" for code, whose in both)
            raise InputError(f"Checks failed on this run ({names}), so it cannot be called final; leave out --final.")


def assurance(answer: Answer, responsible: Responsible, today: date) -> Assurance:
    """Return the assurance pack of a run.

    Parameters
    ----------
    answer
        What was asked, and what came out.
    responsible
        Who stands behind it.
    today
        The day of the export, against which sunset dates are held.
    """
    checks = checks_of_run(answer)
    assumptions, data = assumptions_log(answer, responsible, today), data_log(answer, responsible, today)
    cheers = cheers_table(answer, responsible)
    return Assurance(
        assumptions=assumptions,
        data=data,
        sources=sources_table(answer.cases, answer.analysis),
        not_counted=not_counted_table(answer.cases),
        choices=choices_log(answer.request, responsible, today),
        checks=checks_table(checks),
        cheers=cheers,
        warnings=tuple(_warnings(checks, assumptions, data, cheers)),
    )


def checks_table(checks: tuple[Check, ...]) -> pd.DataFrame:
    """Return the checks made on a run, a row each."""
    return pd.DataFrame(
        {
            "Code": [check.code for check in checks],
            "What must hold": [check.claim for check in checks],
            "Intervention": [check.intervention for check in checks],
            "Outcome": [check.outcome.value for check in checks],
            "What was found": [check.detail for check in checks],
        }
    )


def _warnings(
    checks: tuple[Check, ...], assumptions: pd.DataFrame, data: pd.DataFrame, cheers: pd.DataFrame
) -> list[str]:
    failed = [f"{check.code} in {check.intervention}" for check in checks if check.outcome is Outcome.FAILED]
    nobody = int((assumptions["Owner"] == NOT_NAMED).sum())
    expired = int((data["Flag"] == EXPIRED).sum())
    missing = [str(number) for number in cheers.loc[cheers["Filled by"] == "missing", "Item"]]
    return [
        *([f"Checks that failed on this run: {', '.join(failed)}."] if failed else []),
        *([f"{nobody} assumption{' has' if nobody == 1 else 's have'} no owner; name an analyst."] if nobody else []),
        *([_age(data, expired)] if expired else []),
        *([f"CHEERS items that nobody has filled: {', '.join(missing)}."] if missing else []),
    ]


def _age(data: pd.DataFrame, expired: int) -> str:
    """Say how many inputs are old, and which of them are worth a search."""
    wanted = worth_a_search(data)
    said = f"{expired} of {len(data)} inputs are past their sunset date, a rule of thumb of ours for their age."
    if not wanted:
        return f"{said} None of them makes up a tenth of the uncertainty of a result."
    named = "; ".join(wanted[:NAMED])
    more = f"; and {len(wanted) - NAMED} more" if len(wanted) > NAMED else ""
    makes, these = ("makes", "this one") if len(wanted) == 1 else ("make", "these")
    return (
        f"{said} {len(wanted)} of them {makes} up a tenth or more of the uncertainty of a result; look for newer "
        f"figures of {these} before the decision: {named}{more}. The data log says what to do about each of the others."
    )
