"""YAML and TOML as plain values, with the line of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from roi_model.inputs.document import Document, Place
from roi_model.inputs.refusal import InputError

MOST_VALUES = 500_000
MERGE = "tag:yaml.org,2002:merge"  # the key <<, by which YAML puts other entries beneath
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # characters that YAML does not allow
LONGEST_WHOLE = 30  # digits of a whole number; a longer one is text, for what reads it to refuse
TOML_TABLE = re.compile(r"^\s*(?P<open>\[{1,2})\s*(?P<name>[^\]#]+?)\s*\]{1,2}\s*(#.*)?$")
TOML_KEY = re.compile(r"""^\s*(?P<name>(?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
TOML_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def parse_yaml(text: str, name: str) -> Document:
    """Parse YAML; a name that stands twice is a problem of the document, with its line.

    Raises
    ------
    InputError
        When it is not readable as YAML, or holds anything but named entries.

    Examples
    --------
    >>> parse_yaml("draws: 100", "plan.yaml").at("draws")
    'plan.yaml, line 1'
    """
    form = "JSON" if name.lower().endswith(".json") else "YAML"  # of which JSON is a part
    try:
        node = YAML(typ="safe", pure=False).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark is not None else ""
        raise InputError(f"{name}{line}: not readable as {form} ({_first(error.problem)}).") from None
    except (YAMLError, RecursionError) as error:
        strange = UNPRINTABLE.search(text)
        line = f", line {text.count(chr(10), 0, strange.start()) + 1}" if strange else ""
        raise InputError(f"{name}{line}: not readable as {form} ({_first(str(error))}).") from None
    if not isinstance(node, MappingNode):
        raise InputError(f"{name}: holds no named entries, such as 'scenarios:'.")
    reader = _YamlReader(name)
    content = reader.value(node, ())
    return Document(name, content, reader.lines, tuple(reader.problems))


class _YamlReader:
    """Plain values from YAML nodes, with the line of each."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Place, str] = {}
        self.problems: list[str] = []
        self._open: list[int] = []  # the nodes that hold the one being read
        self._read = 0

    def value(self, node: Node, place: Place) -> Any:
        """Return the value of a node, and note where everything in it stands."""
        self._read += 1
        if self._read > MOST_VALUES:
            raise InputError(f"{self.name}: holds more than {MOST_VALUES:,} values, counting those named again by *.")
        if isinstance(node, ScalarNode):
            return _yaml_scalar(node)
        if id(node) in self._open:
            raise InputError(f"{self.name}, line {node.start_mark.line + 1}: an entry refers to itself.")
        self._open.append(id(node))
        if isinstance(node, SequenceNode):
            result: Any = [self._noted(child, (*place, number), child) for number, child in enumerate(node.value)]
        else:
            result = self._entries(node, place)
        self._open.pop()
        return result

    def _entries(self, node: Node, place: Place) -> dict[str, Any]:
        """Return named entries; those that << puts beneath come first, and give way to the entry's own."""
        beneath: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for _, child in (pair for pair in node.value if pair[0].tag == MERGE):
            beneath = self._beneath(child, place) | beneath
        for key, child in (pair for pair in node.value if pair[0].tag != MERGE):
            if not isinstance(key, ScalarNode):
                self._note(key, "a name is a list or holds entries; it must be plain text.")
            elif str(key.value) in own:
                self._note(key, f"'{key.value}' stands twice; a name may stand only once.")
            else:
                name = str(key.value)
                own[name] = self._noted(child, (*place, name), key)
        return {name: value for name, value in beneath.items() if name not in own} | own

    def _beneath(self, child: Node, place: Place) -> dict[str, Any]:
        """Return the entries that << names: those of one mapping, or of several, of which earlier ones win."""
        found: dict[str, Any] = {}
        for node in child.value if isinstance(child, SequenceNode) else [child]:
            if isinstance(node, MappingNode):
                found = self.value(node, place) | found
            else:
                self._note(node, "<< names something that holds no entries.")
        return found

    def _note(self, node: Node, sentence: str) -> None:
        self.problems.append(f"{self.name}, line {node.start_mark.line + 1}: {sentence}")

    def _noted(self, child: Node, place: Place, marked: Node) -> Any:
        self.lines[place] = f"{self.name}, line {marked.start_mark.line + 1}"
        return self.value(child, place)


def _yaml_scalar(node: ScalarNode) -> Any:
    kind, text = str(node.tag).rpartition(":")[2], str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    try:
        if kind == "int":
            return int(text.replace("_", ""), 0) if len(text) <= LONGEST_WHOLE else text
        return float(text.replace("_", "")) if kind == "float" else text
    except ValueError:  # such as 007 or .inf, which is for what reads it to judge
        return text


def parse_toml(text: str, name: str) -> Document:
    """Parse TOML.

    Raises
    ------
    InputError
        When it is not readable as TOML, a name that stands twice included.

    Examples
    --------
    >>> parse_toml("draws = 100", "plan.toml").at("draws")
    'plan.toml, line 1'
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+),", str(error))
        line = f", line {found[1]}" if found else ""
        why = re.sub(r"\s*\(at .*\)", "", str(error))
        raise InputError(f"{name}{line}: not readable as TOML ({why}).") from None
    except RecursionError:
        raise InputError(f"{name}: not readable as TOML (nested too deeply).") from None
    if not content:
        raise InputError(f"{name}: holds no named entries, such as [scenarios].")
    return Document(name, _plain(content), dict(_toml_lines(text, name)))


def _toml_lines(text: str, name: str) -> Iterator[tuple[Place, str]]:
    """Yield where each table and key stands; what an inline table holds stands where the table does."""
    table: Place = ()
    last: dict[Place, int] = {}  # of each array of tables, the number of its latest one
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = TOML_TABLE.match(line), TOML_KEY.match(line)
        if header:
            named = _toml_place(header["name"])
            if len(header["open"]) > 1:
                last[named] = last.get(named, -1) + 1
            table = ()
            for length, part in enumerate(named, start=1):
                table = (*table, part, last[named[:length]]) if named[:length] in last else (*table, part)
            yield table, f"{name}, line {number}"
        elif key:
            yield (*table, *_toml_place(key["name"])), f"{name}, line {number}"


def _toml_place(dotted: str) -> Place:
    return tuple(double or single or bare for double, single, bare in TOML_PART.findall(dotted))


def _plain(value: Any) -> Any:
    """Return what TOML holds with dates and times as the text they were."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool | int | float | str) else str(value)


def _first(text: str | None) -> str:
    return (text or "unknown problem").strip().splitlines()[0]
