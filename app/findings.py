"""What it is worth to know more before choosing, as words and a table that a session keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from roi_model.analysis.decision import Decision, simulate
from roi_model.analysis.information.groups import derived_groups
from roi_model.analysis.information.value import MATERIAL, Information, PartialInformation, information
from roi_model.analysis.watching import Watch
from roi_model.app.engine import analysis_key, case_key
from roi_model.app.progress import carried_out
from roi_model.outputs import information_sentences as sentences
from roi_model.outputs.words import percent, pounds

KEPT, MOST_KEPT = "_findings", 10
FEWEST = 5  # single numbers that are shown, however little they are worth


@dataclass(frozen=True)
class Findings:
    """The value of information of one choice.

    Attributes
    ----------
    sentence
        The result, for a board.
    table
        What each number, and each group of numbers, is worth to know.
    notes
        How to read it, and what to be careful of.
    """

    sentence: str
    table: pd.DataFrame
    notes: tuple[str, ...]


def known(decision: Decision) -> Findings | None:
    """Return what this session has found out about a choice, or None."""
    kept: dict[str, Findings] = st.session_state.get(KEPT, {})
    return kept.get(_key(decision))


def find(decision: Decision) -> Findings:
    """Value information for a choice, with a progress bar, and keep what was found for this session."""

    def work(watch: Watch) -> Findings:
        simulated = simulate(decision)
        return _in_words(information(simulated, derived_groups(simulated.unknowns), watch=watch))

    result = carried_out(work)
    kept: dict[str, Findings] = st.session_state.get(KEPT, {})
    latest = [(key, value) for key, value in kept.items() if key != _key(decision)][1 - MOST_KEPT :]
    st.session_state[KEPT] = {**dict(latest), _key(decision): result}
    return result


def _in_words(found: Information) -> Findings:
    return Findings(
        sentences.information_sentence(found),
        _table(found),
        (
            *sentences.budget_notes(found.simulated),
            sentences.PERFECT_DEFINED,
            sentences.PARTIAL_DEFINED,
            sentences.ESTIMATES_DEFINED,
            *sentences.disagreement_notes(found),
        ),
    )


def _key(decision: Decision) -> str:
    rules = analysis_key(decision.analysis), decision.horizon, decision.view, decision.budget
    return repr((rules, [case_key(case) for case in decision.cases]))


def _table(found: Information) -> pd.DataFrame:
    whole = ("Everything", pounds(found.perfect.value), pounds(found.perfect.error), "")
    material = [part for part in found.singles if part.worth.value > MATERIAL * found.perfect.value]
    singles = material if len(material) > FEWEST else found.singles[:FEWEST]
    rows = [whole, *_rows(found.groups, found), *_rows(singles, found)]
    return pd.DataFrame(rows, columns=["Known for certain", "Worth at most", "Standard error", "Share"])


def _rows(parts: Sequence[PartialInformation], found: Information) -> list[tuple[str, ...]]:
    decision = found.simulated.decision
    return [
        (
            _title(part, sentences.part_label(part, decision)),
            pounds(part.worth.value),
            pounds(part.worth.error),
            percent(part.worth.value / found.perfect.value) if found.perfect.value else "",
        )
        for part in parts
    ]


def _title(part: PartialInformation, label: str) -> str:
    """Return a number's label; a group's name says how many numbers are in it."""
    first = f"{label[0].upper()}{label[1:]}"
    if part.name == part.unknowns[0].name:
        return first
    count = len(part.unknowns)
    return f"{first} ({count} numbers together)" if count > 1 else f"{first} (1 number)"
