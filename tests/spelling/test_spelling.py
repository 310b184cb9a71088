"""SS-17: every word that a reader meets is spelt as in British English, or is in the short list of this project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import pytest
from spelling import ANY_ENGLISH, BRITISH, MAY_SKIP, PROJECT_WORDS, REASON, unknown, words_of
from written_words import (
    CITATION,
    DOCUMENTS,
    chart_texts,
    csv_texts,
    document_text,
    parameter_texts,
    program_texts,
    proper_names,
    without_quoted,
    workbook_texts,
    xml_texts,
)

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.document import business_case, business_case_charts
from roi_model.outputs.business_case.figures import case_figures
from roi_model.outputs.exports import publication_files, working_file

pytestmark = pytest.mark.skipif(MAY_SKIP, reason=REASON)

DRAWS = 20
TODAY = date(2026, 11, 24)
NAMED = Responsible(commissioner="Leeds City Council", analyst="Ann Lee", assurer="Bob Day", approver="Carol May")
OF_TITLES = {"antibullying", "multicenter", "nonrandomized"}  # as journals in America wrote them, and nowhere else
# What is asked differs in all that writes other notes: places, presets, rules, who pays, changes, and one or many.
ASKED: Mapping[str, Request] = {
    "all eight": Request(areas=("Leeds",), draws=DRAWS, name="Plan for the autumn", note="First draft."),
    "places together, evidence, other rules": Request(
        areas=("Leeds", "Bradford", "Cornwall"),
        preset="evidence",
        horizon=12,
        price_year="2019-20",
        schedule="review-2026",
        perspective="health_and_social_care",
        also_count="qalys",
        payers={"nhs": 0.25, "local_government": 0.75},
        changes={"welfare_payments_per_case": "4801.68@2025-26", "debt_advice.coverage": 0.2},
        draws=DRAWS,
    ),
    "typed figures and other presets": Request(
        population={"adults": 90_000, "residents_16_to_64": 60_000, "people_65_plus": 0, "residents": 110_000},
        presets={"debt_advice": "trial-null", "suicide_prevention": "nuremberg"},
        interventions=("debt_advice", "suicide_prevention", "workplace_stress", "loneliness"),
        also_count="wellbeing",
        perspective="local_government",
        draws=DRAWS,
    ),
    "one, its cost split by year": Request(
        areas=("NHS Sussex ICB",),
        interventions=("loneliness",),
        splits=("loneliness=nhs:40%/20%,local_government:60%/80%",),
        draws=DRAWS,
    ),
}


@cache
def project_words() -> tuple[str, ...]:
    return tuple(PROJECT_WORDS.read_text(encoding="utf-8").split())


@cache
def names() -> frozenset[str]:
    """Names of places, boards and authors, as the data have them: whatever of them begins with a capital."""
    return frozenset(word for text in proper_names() for word in words_of(text) if word[0].isupper())


def not_in_dictionary(texts: Iterable[str], dictionary: str = BRITISH) -> set[str]:
    """Return what neither the dictionary nor a name of the data explains."""
    found = {word for text in texts for word in words_of(text)}
    assert len(found) > 30  # or the texts were not found
    return unknown(found, dictionary) - names()


def misspelt(words: Iterable[str]) -> list[str]:
    """Return what the project does not use either; its words may begin a sentence."""
    known = {form for word in project_words() for form in (word, word[0].upper() + word[1:])}
    return sorted(set(words) - known)


def exported(request: Request) -> dict[str, list[str]]:
    """Return the texts of everything that is exported, by the file in which they stand."""
    files = publication_files(request, NAMED, TODAY)
    drawn = [chart.specification() for chart in business_case_charts(case_figures(request)).values()]
    return {
        "publication": list(workbook_texts(files.workbook)),
        "OpenDocument": list(xml_texts(files.ods, "content.xml", "meta.xml")),
        "CSV": [text for name, content in files.csv.items() if name.endswith(".csv") for text in csv_texts(content)],
        "working workbook": list(workbook_texts(working_file(request, NAMED, TODAY)[0])),
        "Word": list(xml_texts(business_case(request, NAMED), "word/document.xml", "docProps/core.xml")),
        "charts": [text for specification in drawn for text in chart_texts(specification)],
    }


@cache
def words_in(where: str) -> frozenset[str]:
    """Return the unknown words of everything that is exported for one request."""
    texts = exported(ASKED[where]).values()
    return frozenset(not_in_dictionary(without_quoted(text) for each in texts for text in each))


@cache
def words_elsewhere() -> frozenset[str]:
    """Return the unknown words of documents, parameters and what the program may say."""
    documents = [document_text(path) for path in DOCUMENTS]
    entries = list(parameter_texts())
    british = [prose for prose, _ in documents] + [text for key, text in entries if key != CITATION]
    british += program_texts()
    titles = [references for _, references in documents] + [text for key, text in entries if key == CITATION]
    return frozenset(
        not_in_dictionary(without_quoted(text) for text in british)
        | (not_in_dictionary(titles, ANY_ENGLISH) - OF_TITLES)
    )


@pytest.mark.parametrize("where", ASKED)
def test_SS_17_every_word_of_workbooks_open_data_and_business_case_is_spelt_right(where: str) -> None:
    assert misspelt(words_in(where)) == []


def test_every_word_of_documents_parameters_and_program_is_spelt_right() -> None:
    assert misspelt(words_elsewhere()) == []


@pytest.mark.parametrize(
    "word", ["color", "teh", "labor", "behavior", "organization", "analyze", "programm", "benifit"]
)
def test_american_and_wrong_spellings_are_caught(word: str) -> None:
    assert misspelt(unknown(words_of(f"The {word}, and “{word}’s” again."))) == [word]


@pytest.mark.parametrize("text", ["Colour of the programme", "the size of a prize", "it’s don’t", "organisation’s"])
def test_british_spellings_are_not(text: str) -> None:
    assert unknown(words_of(text)) == set()


def test_only_what_a_machine_reads_is_left_out() -> None:
    text = "Set debt_advice.coverage to 20% (see https://example.org/teh), or --horizon 5: roi-model gives wellbeing."
    assert words_of(text) == {"Set", "to", "see", "or", "gives", "wellbeing"}


def test_the_words_of_the_project_are_sorted_and_each_is_still_needed() -> None:
    listed = project_words()
    assert list(listed) == sorted(set(listed), key=lambda word: (word.lower(), word))
    used = words_elsewhere().union(*(words_in(where) for where in ASKED))
    forms = used | {word[0].lower() + word[1:] for word in used}
    assert [word for word in listed if word not in forms] == []
