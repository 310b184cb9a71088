"""What the README promises, read from it: the commands that CI runs and tests compare.

``python tests/support/readme.py test`` prints its test command, ``… update`` puts today's output into its
worked example, and ``… top-level`` checks that the installed package put nothing but ``roi_model``
beside its dependencies.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[str]:
    """Return the README's blocks of one kind, without their fences."""
    return [match["text"] for match in BLOCK.finditer(README.read_text(encoding="utf-8")) if match["kind"] == kind]


def commands() -> list[str]:
    """Return the two commands that set everything up: install and compare, and test."""
    return [line for block in blocks("sh") for line in block.splitlines() if line.startswith("python -m pip install")]


def test_command() -> str:
    """Return the command that installs the test extras and runs the tests."""
    (found,) = [command for command in commands() if "pytest" in command]
    return found


test_command.__test__ = False  # type: ignore[attr-defined] # its name is not that of a test


def example() -> str:
    """Return what the worked example's command prints today, without spaces at the ends of lines."""
    command = [sys.executable, "-m", "roi_model", "compare", "--area", "Leeds"]
    environment = {**os.environ, "COLUMNS": "100"}
    printed = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", env=environment
    ).stdout
    return "\n".join(line.rstrip() for line in printed.strip().splitlines()) + "\n"


def update() -> None:
    """Put today's output into the worked example."""
    text = README.read_text(encoding="utf-8")
    (old,) = blocks("text")
    README.write_text(text.replace(f"```text\n{old}```", f"```text\n{example()}```"), encoding="utf-8")


def top_level() -> set[str]:
    """Return the names that the installed package put into site-packages."""
    return {str(path).split("/")[0] for path in files("roi-model") or () if not str(path).startswith("..")}


def main(asked: str) -> None:
    """Answer one question on standard output."""
    if asked == "test":
        sys.stdout.write(f"{test_command()}\n")
        return
    if asked == "update":
        update()
        return
    unexpected = {name for name in top_level() if name != "roi_model" and not name.endswith(".dist-info")}
    if unexpected:
        sys.exit(f"The wheel also installs {', '.join(sorted(unexpected))}; it should install roi_model alone.")


if __name__ == "__main__":
    main(sys.argv[1])
