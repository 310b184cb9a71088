"""The worked examples of docs/commissioner.md are what the commands print today."""

from __future__ import annotations

from pathlib import Path

import pytest
from worked_examples import COMMISSIONER, examples, excerpt, printed, sections, update

OUTPUT = """ - One sentence,
   on two lines.

First table

 Name  Number
 ------------
 a          1

First table, continued

 Name  Other
 -----------
 a         2

Second table

 Name
 ----
 b
 - A note.
 - Another."""


@pytest.mark.parametrize(("command", "block"), tuple(examples(COMMISSIONER)))
def test_a_worked_example_is_what_the_command_prints_today(command: str, block: str) -> None:
    shown = excerpt(printed(command), block)
    assert len(shown) > 100
    assert block == shown, "Run `python tests/support/worked_examples.py update` and read the difference."


def test_every_example_has_a_command_and_there_are_several() -> None:
    found = list(examples(COMMISSIONER))
    assert len(found) >= 5
    assert all(command.startswith("roi-model ") for command, _ in found)


def test_an_excerpt_is_the_sentences_or_the_tables_named_with_their_continuations() -> None:
    assert [title for title, _ in sections(OUTPUT)] == ["", "First table", "First table", "Second table"]
    assert excerpt(OUTPUT, " - Anything.\n") == " - One sentence,\n   on two lines.\n"
    assert excerpt(OUTPUT, "Second table\n").endswith(" b\n")
    first = excerpt(OUTPUT, "First table\n\n Name\n")
    assert first.count("First table") == 2
    assert "Second" not in first
    assert excerpt(OUTPUT, "Third table\n").strip() == ""


def test_a_document_is_written_again(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("```sh\nroi-model \\\n  pool\n```\n\n```text\nSecond table\n\n stale\n```\n", encoding="utf-8")
    ran = list[str]()

    def run(command: str) -> str:
        ran.append(" ".join(command.split()))
        return OUTPUT

    update(document, run)
    assert ran == ["roi-model pool"]
    assert next(iter(examples(document)))[1] == excerpt(OUTPUT, "Second table\n")
