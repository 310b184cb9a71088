"""The documents keep their word: the files, modules, names, commands and options they mention are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from cyclopts import App, CycloptsError, MissingArgumentError

from roi_model.cli.commands import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS += [ROOT / "parameters" / "README.md", ROOT / "validation" / "README.md"]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")  # not the double ones of a docstring
FILE = re.compile(r"[\w.*/-]+(?:/|\.(?:py|md|ya?ml|csv|toml|cff))|\.ci/run")
MODULE = re.compile(r"roi_model(?:\.\w+)*")
OPTION = re.compile(r"--[a-z][a-z-]*")

# What the documents mention because it must not be there: what a build leaves, and modules that would hide folders.
ABSENT = {"build/", "roi_model/interventions.py", "roi_model/parameters.py"}
PLACEHOLDERS = {"NAME": "debt_advice", "INTERVENTION": "debt_advice", "COMMAND": "compare"}
PLACEHOLDER = re.compile(rf"(?<![A-Z_])(?:{'|'.join(PLACEHOLDERS)})(?![A-Z]|_[A-Z])")
OTHER_PROGRAMS = {"--import-mode"}  # options of pytest

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def inline(document: Path) -> list[str]:
    """Return the pieces of code inside sentences, each on one line."""
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    return [" ".join(piece.split()) for piece in INLINE.findall(text)]


def typed_lines(document: Path) -> list[str]:
    """Return the lines of every block but those of kind `text`, which show what a command prints."""
    blocks = FENCED.findall(document.read_text(encoding="utf-8"))
    return [line for kind, block in blocks if kind != "text" for line in block.replace("\\\n", " ").splitlines()]


def words(document: Path) -> set[str]:
    """Return each word of the code inside sentences; a placeholder, as in `parameters/NAME.yaml`, is a star."""
    return {PLACEHOLDER.sub("*", word) for piece in inline(document) for word in piece.split()}


def is_there(name: str, document: Path) -> bool:
    """Whether a file or folder is there, seen from the root, from the document, or in the folder of the data."""
    folders = (ROOT, document.parent, ROOT / "parameters")
    return any(any(folder.glob(name.rstrip("/"))) for folder in folders)


def missing_files(mentioned: set[str], document: Path) -> set[str]:
    return {name for name in mentioned - ABSENT if FILE.fullmatch(name) and not is_there(name, document)}


@each_document
def test_every_file_that_a_document_mentions_is_there(document: Path) -> None:
    assert missing_files(words(document), document) == set()


def test_a_missing_file_is_seen() -> None:
    mentioned = {"roi_model/engine/draws.py", "roi_model/engine/dice.py", "areas.csv", "towns.csv", "a ÷ b", "build/"}
    assert missing_files(mentioned, ROOT / "README.md") == {"roi_model/engine/dice.py", "towns.csv"}


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_what_documents_warn_of_is_in_no_clean_checkout(name: str) -> None:
    assert name == "build/" or not (ROOT / name).exists()


@each_document
def test_every_module_that_a_document_mentions_is_there(document: Path) -> None:
    assert [name for name in words(document) if MODULE.fullmatch(name) and not is_module(name)] == []


def is_module(name: str) -> bool:
    return all(find_spec(".".join(name.split(".")[: end + 1])) is not None for end in range(len(name.split("."))))


def test_every_name_in_the_architecture_stands_in_the_code() -> None:
    folders = ("roi_model", "interventions", "validation", "parameters", "app", "tests")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".yaml"}]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path != Path(__file__))
    known = set(re.findall(r"\w+", text))
    names = {name for name in words(ROOT / "docs" / "architecture.md") if name.isidentifier()}
    assert len(names) > 30
    assert names - known == set()


def commands(document: Path) -> Iterator[str]:
    """Yield each command line of the program, without `roi-model` and without what a shell does around it."""
    for line in (*inline(document), *typed_lines(document)):
        yield from commands_in(line)


def commands_in(line: str) -> Iterator[str]:
    for part in re.split(r"&&|\|\|", line):
        if part.strip().startswith("roi-model "):
            arguments = part.strip().removeprefix("roi-model ")
            yield from alternatives(PLACEHOLDER.sub(lambda found: PLACEHOLDERS[found[0]], arguments))


def alternatives(line: str) -> Iterator[str]:
    """Yield `sensitivity grid` and `sensitivity sobol` for `sensitivity grid|sobol`; a comment is left away."""
    tokens = [token.split("|") for token in shlex.split(line, comments=True)]
    yield from (shlex.join(chosen) for chosen in product(*tokens))


def refusal(command: str) -> str | None:
    """Return why a command line cannot be read, or None; nothing is run. It may leave out the intervention."""
    try:
        app.parse_args(shlex.split(command), exit_on_error=False, print_error=False)
    except MissingArgumentError:
        return refusal(f"{command} debt_advice")
    except CycloptsError as error:
        return f"{command}: {error}"
    return None


@each_document
def test_every_command_line_in_a_document_can_be_read(document: Path) -> None:
    assert [why for command in commands(document) if (why := refusal(command))] == []


def test_every_command_line_that_the_program_itself_names_can_be_read() -> None:
    pieces = [piece for path in (ROOT / "roi_model").rglob("*.py") for piece in INLINE.findall(path.read_text("utf-8"))]
    named = {command for piece in pieces for command in commands_in(piece)}
    assert "schedules" in named
    assert [why for command in sorted(named) if (why := refusal(command))] == []


def test_the_command_lines_of_the_readme_are_found() -> None:
    found = list(commands(ROOT / "README.md"))
    assert {"compare --area Leeds", "compare --help", "parameters debt_advice"} <= set(found)
    assert len(found) > 10


def test_a_command_line_that_has_gone_out_of_date_is_seen() -> None:
    assert "Unknown option" in str(refusal("compare --aera Leeds"))
    assert "Unknown option" in str(refusal("run --aera Leeds"))
    assert "Unknown command" in str(refusal("weigh debt_advice"))
    assert list(alternatives('run a|b --set "x y"  # why')) == ["run a --set 'x y'", "run b --set 'x y'"]


def options(program: App) -> set[str]:
    """Return the options of a program and of all its commands."""
    found = set[str]()
    if program.default_command is not None:
        found = {name for argument in program.assemble_argument_collection() for name in argument.names}
    inner = [program[name] for name in program if not name.startswith("-")]
    return found.union(*(options(command) for command in inner))


@each_document
def test_every_option_that_a_document_mentions_is_there(document: Path) -> None:
    mentioned = {found for piece in inline(document) for found in OPTION.findall(piece)}
    assert mentioned - options(app) - OTHER_PROGRAMS - {"--help", "--version"} == set()


def test_options_of_every_command_are_known() -> None:
    assert {"--area", "--set", "--until-error", "--calibrate"} <= options(app)
