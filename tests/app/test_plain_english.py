"""Pages in plain English: a reading age of about 12 is measured on all that each view says, and words are explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pytest
from browser import FIRST, open_app
from page_text import labels, texts
from reading_age import GRADE_OF_AGE_12, grade, sentences, syllables
from streamlit.testing.v1 import AppTest

from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.frame import shown
from roi_model.app.mix_limits import title
from roi_model.app.roles import role
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.outputs.terms import TERMS

LEEDS = DEFAULT.changed(areas=("Leeds",))
HARDEST_BLOCK = 10.0  # of a paragraph or a list of more than two sentences
HARDEST = 12.0  # of what is shorter: one long name of a programme or a number is much of it
FEWEST_WORDS = 6  # of a sentence; what has none so long is a label
# Not sentences: cells and heads of tables, names to choose from, an address, and what a chart says a second time.
NO_PROSE = re.compile(r"cell|head|code\.|.*\.alt$|.*options")

VIEWS = (FIRST, "compare", "one_intervention", "who_pays", "how_sure", "best_mix", "scenarios", "take_away", "evidence")
PAGES = [
    *((view, "") for view in VIEWS),
    *((FIRST, taken) for taken in ("icb", "school_trust", "employer")),
    ("who_pays", "council"),
    ("compare", "icb"),
    ("one_intervention", "employer"),
    ("how_sure", "employer"),
]
every_page = pytest.mark.parametrize(("view", "taken"), PAGES, ids=lambda each: each or "anyone")

# Words that a reader may not know, by the entry of the glossary that explains them, and how they are written.
JARGON = {
    "net present value": r"net present value",
    "return per £1": r"return per £1",
    "benefit-cost ratio": r"benefit.cost ratio",
    "payback": r"pays? back|payback",
    "chance": r"\bchances?\b",
    "interval": r"\bintervals?\b",
    "perspective": r"\bperspectives?\b",
    "time horizon": r"\bhorizons?\b",
    "discounting": r"\bdiscount(?:ed|ing)\b|present values?",
    "cash only": r"cash only|in cash",
    "all value": r"all value",
    "lever": r"\blever\b",
    "calibrated": r"\bcalibrated\b",
    "preset": r"\bpresets?\b",
    "base case": r"base case",
    "draws": r"\bdraws?\b",
    "mean of draws": r"means? of (?:the )?draws",
    "capacity": r"\bcapacity\b",
    "transfer": r"\btransfers?\b|moves between sectors",
    "QALY": r"\bQALYs?\b",
    "price year": r"price year|prices of",
    "switching value": r"switching values?",
    "value of information": r"value of information|worth to know|find out first",
    "standard error": r"standard errors?|its error|Monte Carlo",
    "comparison": r"compared with|comparison group|comparator",
    "coverage": r"\bcoverage\b",
    "grade": r"\bgrades?\b",
    "sector": r"\bsectors?\b",
    "payer": r"\bpayers?\b",
    "in credit": r"in credit",
    "out of pocket": r"out of pocket",
    "core": r"in the core|holds together",
    "person-year": r"person-years?",
    "seed": r"\bseed\b",
    "swing": r"\bswing\b",
    "break even": r"breaks? even|breaking even",
    "overlap": r"\boverlap\b|both claim",
    "not counted": r"not counted",
    "fair share": r"fair shares?|would be fair",
}


def opened(view: str, taken: str, chosen: Chosen = LEEDS) -> AppTest:
    """A page with everything on it opened that a reader can open."""
    app = open_app(view, chosen.with_role(role(taken)) if taken else chosen)
    keys = {
        FIRST: ("typed_figures", "every_figure"),
        "one_intervention": ("every_figure",),
        "who_pays": ("pool.figures.positions", "pool.figures.rules"),
    }
    for key in keys.get(view, ()):
        app.session_state[key] = True
    if view in keys:
        app.run()
    if view == "compare":
        app.toggle(key="every_horizon").set_value(True).run()
    assert not app.exception
    return app


@dataclass(frozen=True)
class Page:
    """Everything that a page says, and what it says on hover."""

    texts: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]


@lru_cache(maxsize=len(PAGES))
def read(view: str, taken: str) -> Page:
    app = opened(view, taken)
    return Page(tuple(dict.fromkeys(texts(app))), tuple(labels(app)))


def is_prose(kind: str, text: str) -> bool:
    is_sentence = re.search(r"[.!?]", text) and any(len(words) >= FEWEST_WORDS for words in sentences(text))
    return bool(is_sentence) and not NO_PROSE.match(kind)


def prose(said: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    """What stands on the page, and what hovers say, each once."""
    found: dict[str, list[str]] = {"page": [], "hover": []}
    for kind, text in said:
        if is_prose(kind, text):
            found["hover" if kind.endswith("help") else "page"].append(text)
    return {place: list(dict.fromkeys(each)) for place, each in found.items()}


def too_hard(text: str) -> bool:
    return grade([text]) > (HARDEST_BLOCK if len(sentences(text)) > 2 else HARDEST)


@every_page
def test_a_page_and_its_hovers_are_read_at_about_twelve(view: str, taken: str) -> None:
    found = prose(read(view, taken).texts)
    glossary = "\n".join(f"- **{shown(name)}**: {shown(TERMS[name])}" for name in sorted(TERMS, key=str.casefold))
    assert glossary in found["page"]
    found["page"].remove(glossary)  # easy to read, and long: it must not make the rest look easier
    assert len(found["page"]) >= 5
    assert {place: grade(each) for place, each in found.items() if grade(each) > GRADE_OF_AGE_12} == {}
    assert [(round(grade([text]), 1), text) for each in found.values() for text in each if too_hard(text)] == []


@every_page
def test_every_word_that_a_reader_may_not_know_is_explained_on_the_page(view: str, taken: str) -> None:
    said = read(view, taken).texts
    met = {name for name, written in JARGON.items() for _, text in said if re.search(written, text, re.IGNORECASE)}
    assert met - set(TERMS) == set()
    explained = " ".join(text for _, text in said)
    assert [name for name in sorted(met) if shown(TERMS[name]) not in explained] == []


@every_page
def test_what_can_have_a_hover_and_holds_such_a_word_has_one(view: str, taken: str) -> None:
    bare = [
        label
        for label, hover in read(view, taken).labels
        if not hover and any(re.search(written, label, re.IGNORECASE) for written in JARGON.values())
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("view", "short"),
    [
        ("evidence", {"Search", "Number"}),
        ("scenarios", {"Name", "Note"}),
        ("compare", {"In pounds, or for each £1"}),
    ],
)
def test_a_label_of_a_word_or_two_says_on_hover_what_it_asks_for(view: str, short: set[str]) -> None:
    assert short <= {label for label, hover in read(view, "").labels if hover.endswith(".")}


def test_every_word_of_the_glossary_is_read_at_about_twelve() -> None:
    assert grade(list(TERMS.values())) <= GRADE_OF_AGE_12
    assert [name for name, meaning in TERMS.items() if too_hard(meaning)] == []


def test_what_is_found_on_demand_is_plain_too() -> None:
    app = opened("how_sure", "")
    app.button(key="information").click().run()
    found = prose(tuple(texts(app)))["page"]
    assert any("Knowing everything for certain" in text for text in found)
    assert [(round(grade([text]), 1), text) for text in found if too_hard(text)] == []


def test_the_best_mix_that_is_found_is_plain_too() -> None:
    app = opened("best_mix", "")
    app.button(key="mix").click().run()
    found = prose(tuple(texts(app)))["page"]
    assert any("has its own best set" in text for text in found)
    titles = re.compile("|".join(map(title, INTERVENTION_NAMES)))
    unnamed = [titles.sub("debt advice", text) for text in found]  # the names are long, and are no sentence's fault
    assert [(round(grade([text]), 1), text) for text in unnamed if too_hard(text)] == []


def test_the_measure_is_that_of_flesch_and_kincaid() -> None:
    # 14 words in 2 sentences, 19 syllables.
    text = "The council pays for debt advice. Most people are better off within a year."
    words = [word for sentence in sentences(text) for word in sentence]
    assert (len(words), len(sentences(text)), sum(map(syllables, words))) == (14, 2, 19)
    assert grade([text]) == pytest.approx(0.39 * 14 / 2 + 11.8 * 19 / 14 - 15.59, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It costs £1.23m. It brings back £340 in 2024-25.", 2),
        ("Is it sure? No! It is “likely.” Wait.", 4),
        ("One; two: three", 1),
        ("- first line\n- second line", 2),
        ("people, 40 → cases, 2", 2),
    ],
)
def test_sentences_end_where_a_reader_pauses_for_long(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_hard_words_would_be_found() -> None:
    hard = (
        "Probabilistic sensitivity analysis propagates parametric uncertainty through the deterministic decision "
        "model, characterising the posterior distribution of incremental cost-effectiveness. Nested simulation "
        "approximates conditional expectations. Stochastic approximation necessitates computational parsimony."
    )
    assert too_hard(hard)
    assert is_prose("markdown.body", hard)
    assert is_prose("column.help", hard)
