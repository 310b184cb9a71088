"""``roi-model pool``: who pays what of a programme or package under each rule, and how surely each is in credit."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.pooling.fair_shares import FairShares, fair_shares
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.proposal import splits_of
from roi_model.analysis.pooling.rule import Rule
from roi_model.analysis.pooling.split_text import split_text
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.options import Format, FormatOption
from roi_model.cli.pool_options import POOLED, TERMS, Pooled, PooledOptions, TermsOptions
from roi_model.cli.pool_tables import write_pool
from roi_model.engine.case import Case
from roi_model.engine.package import evaluate_package
from roi_model.outputs import notes
from roi_model.outputs.package_sentences import where
from roi_model.outputs.pool_sentences import (
    CORE_DEFINED,
    MEANS_DECIDE,
    error_note,
    obstacle_sentences,
    pool_sentence,
    rule_sentences,
    who_can_pay,
)
from roi_model.outputs.pool_tables import fair_shares_table
from roi_model.outputs.record.recorded_terms import RecordedTerms
from roi_model.outputs.record.run_record import run_record

TO_AGREE = "To run what a rule proposes: --format json gives each as --split takes it."


def pool_command(
    *interventions: str,
    pooled: PooledOptions = POOLED,
    terms: TermsOptions = TERMS,
    output: FormatOption = Format.TABLE,
) -> None:
    """Share the cost of interventions over the partners by several rules, side by side.

    Parameters
    ----------
    interventions
        Which interventions, pooled together; all by default.
    """
    asked = pooled.read(interventions)
    agreed = terms.read(pooled.separately, asked.horizon)
    package = evaluate_package(asked.cases, asked.analysis, agreed.horizons(asked.horizon))
    found = fair_shares(package, agreed)
    options = RecordedTerms.of(agreed).as_options()
    record = run_record(asked.cases, asked.analysis, asked.request, "pool", options=options)
    sentence = pool_sentence(found, titles_of(asked.cases), where_pooled(asked.cases))
    obstacles = obstacle_sentences(found)
    remarks = [*rule_sentences(found), *pool_notes(asked, found)]
    remarks += [f"{notes.analysis_note(asked.analysis)} {notes.record_note(record)}"]
    if output is Format.TABLE:
        out = console()
        write_notes(out, [sentence, *obstacles])
        write_pool(out, found)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(fair_shares_table(found))
    else:
        content = {"sentence": sentence, "obstacles": obstacles, "notes": remarks}
        write_json(
            {
                "run": record.as_dict(),
                "terms": terms_as_dict(agreed, asked.horizon),
                **content,
                "splits": splits_as_dict(found),
                "results": records(fair_shares_table(found)),
            }
        )


def terms_as_dict(terms: PoolTerms, horizon: int) -> dict[str, object]:
    """Return what a pool was asked as plain values, for JSON."""
    return {
        "horizon": horizon,
        "contributors": [sector.value for sector in terms.contributors],
        "separately": [sector.value for sector in terms.separately],
        "basis": terms.basis.value,
        "chance": terms.chance,
        "by_year": terms.year(horizon),
    }


def splits_as_dict(found: FairShares) -> dict[str, list[str]]:
    """Return each rule's shares as ``--split`` takes them, for JSON."""
    texts = {rule.value: [split_text(split) for split in splits_of(found, rule)] for rule in Rule}
    return {rule: splits for rule, splits in texts.items() if splits}


def pool_notes(asked: Pooled, found: FairShares) -> list[str]:
    """Return what a reader must know about a pool's figures."""
    return [
        MEANS_DECIDE,
        CORE_DEFINED,
        who_can_pay(found),
        *([] if found.pool.terms.separately else [TO_AGREE]),
        *asked.left_out,
        *case_notes(asked.cases, asked.horizon),
        error_note(found),
    ]


def case_notes(cases: Sequence[Case], horizon: int) -> list[str]:
    """Return the notes on levers, the time horizon, presets, intervals and places of the cases."""
    areas = {case.area.name: case.area for case in cases}
    return [
        *notes.lever_notes({case.intervention.name: case for case in cases}.values()),
        *notes.horizon_notes(cases, horizon),
        notes.INTERVAL_DEFINED,
        f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
        *notes.areas_notes(list(areas.values())),
    ]


def titles_of(cases: Sequence[Case]) -> list[str]:
    """Return the titles of the interventions, each once."""
    return list(dict.fromkeys(case.intervention.title for case in cases))


def where_pooled(cases: Sequence[Case]) -> str:
    """Return the places in words."""
    return where(list(dict.fromkeys(case.area.name for case in cases)))
