"""The worked examples of a document: commands in blocks of kind `sh`, and what they print in blocks of kind `text`.

A text block belongs to the last command before it and shows parts of what that prints: the sentences at its
beginning (the block then begins with one), or the tables whose titles stand in it. ``python
tests/support/worked_examples.py update`` writes every block again, from what the commands print today.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

COMMISSIONER = Path(__file__).parents[2] / "docs" / "commissioner.md"
WIDTH = "120"
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
CONTINUED = ", continued"


@lru_cache(maxsize=8)
def printed(command: str) -> str:
    """Return what a command prints today, without spaces at the ends of lines."""
    words = [sys.executable, "-m", "roi_model", *shlex.split(command)[1:]]
    environment = {**os.environ, "COLUMNS": WIDTH}
    out = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", env=environment).stdout
    return "\n".join(line.rstrip() for line in out.strip("\n").splitlines())


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield each table with its title, without continued; the sentences before the first have none."""
    starts = [0, *(found.start() for found in re.finditer(r"^(?=[^\s-])", text, re.MULTILINE)), len(text)]
    for start, end in pairwise(starts):
        part = text[start:end].strip("\n")
        # Sentences after the last table are not part of it.
        part = part if part.startswith(" - ") else part.split("\n - ", 1)[0].strip("\n")
        if part:
            title = "" if part.startswith(" - ") else part.splitlines()[0].removesuffix(CONTINUED)
            yield title, part


def excerpt(output: str, block: str) -> str:
    """Return the parts of an output that a block shows."""
    wanted = list(dict.fromkeys(title for title, _ in sections(block)))
    found = list(sections(output))
    return "\n\n".join(part for name in wanted for title, part in found if title == name) + "\n"


def examples(document: Path) -> Iterator[tuple[str, str]]:
    """Yield each text block with its command."""
    command = ""
    for block in BLOCK.finditer(document.read_text(encoding="utf-8")):
        if block["kind"] == "sh":
            command = block["text"].replace("\\\n", " ").strip().splitlines()[-1]
        elif block["kind"] == "text":
            yield command, block["text"]


def update(document: Path, run: Callable[[str], str] = printed) -> None:
    """Write every text block again."""
    text = document.read_text(encoding="utf-8")
    for command, block in examples(document):
        text = text.replace(f"```text\n{block}```", f"```text\n{excerpt(run(command), block)}```")
    document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["update"]:
        sys.exit("usage: worked_examples.py update")
    update(COMMISSIONER)
