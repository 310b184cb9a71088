"""The README keeps its word: its commands are CI's, its output is today's, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import readme

ROOT = Path(__file__).parent.parent


def test_the_two_commands_are_there() -> None:
    first, second = readme.commands()
    assert first == "python -m pip install . && roi-model compare --area Leeds"
    assert second == readme.test_command()


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    assert "$(python tests/support/readme.py test)" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert readme.test_command() == 'python -m pip install -e ".[test]" && python -m pytest'


def test_the_worked_example_is_what_the_command_prints_today() -> None:
    (shown,) = readme.blocks("text")
    assert shown == readme.example(), "Run `python tests/support/readme.py update` and read the difference."


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme.README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
