"""Spelling by hunspell and its British dictionary: which words of a text it does not know."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROGRAM = shutil.which("hunspell")
# Continuous integration must have the program: there a missing one fails.
MAY_SKIP = PROGRAM is None and not os.environ.get("CI")
REASON = "hunspell is not installed"
BRITISH = "en_GB"
ANY_ENGLISH = "en_GB,en_US"  # of titles that others wrote
PROJECT_WORDS = Path(__file__).parent.parent / "spelling" / "project_words.txt"

ADDRESS = re.compile(
    r"\b(?:[a-z]+://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|gov|io)\b\S*|(?:\bdoi:)?\b10\.\d{4,}/\S+"
)
# What a machine reads: names with _ or . or / or digits inside, options, and what stands in angle or square brackets.
CODE = re.compile(
    r"\broi-model\b|\S*(?:[A-Za-z0-9][_=][A-Za-z0-9]|\w\.[a-z]|[A-Z]?[a-z]+[A-Z]|\d)\S*|(?<!\w)(?:--?|\.)[a-z][\w-]*|\bn-th\b"
)
WORD = re.compile(r"[^\W\d_ⁿᵀ]+(?:['’][^\W\d_]+)*")
# The dictionary takes -ize for British, as Oxford does; this project writes -ise.
OXFORD = re.compile(r"[a-z]{2,}(?:iz(?:e[sdr]?|ing|ations?|able)|yz(?:e[sdr]?|ing))", re.IGNORECASE)
NOT_OXFORD = {"size", "sizes", "sized", "resize", "prize", "prizes", "seize", "seized"}


def words_of(text: str) -> set[str]:
    """Return the words of a text, without addresses and names that only a machine reads."""
    plain = CODE.sub(" ", ADDRESS.sub(" ", text))
    return {word.replace("’", "'") for word in WORD.findall(plain) if len(word) > 1}


def unknown(words: Iterable[str], dictionary: str = BRITISH) -> set[str]:
    """Return the words that the dictionary does not have, and those with the -ize of Oxford."""
    assert PROGRAM is not None, REASON
    asked = sorted({word.removesuffix("'s") for word in words})
    command = [PROGRAM, "-d", dictionary, "-i", "utf-8", "-l"]
    found = subprocess.run(command, input="\n".join(asked), check=True, capture_output=True, encoding="utf-8")
    oxford = {word for word in asked if OXFORD.fullmatch(word) and word.lower() not in NOT_OXFORD}
    return set(found.stdout.split()) | (oxford if dictionary == BRITISH else set())
