"""Every text that a reader meets: in the files that are exported, in documents, in parameters, and in the program."""

import ast
import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    path for folder in (".", "docs", "parameters", "validation") for path in sorted((ROOT / folder).glob("*.md"))
]
FENCED = re.compile(r"^( *)```.*?^ *```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(`+)[^`]+?\1")
TARGET = re.compile(r"\]\([^)]*\)")
FUNCTION = re.compile(r"\b\w{1,5}(?=\(\w)")  # Var(a), sd(i)
KEYS = re.compile(r"\[[a-z][^\]]*\d{4}[^\]]*\](?!\()")  # of sources: [mcdaid-park-2023]
REFERENCE = re.compile(
    r"^- (?=[A-Z]\S+ [A-Z]{1,4}[ ,.])(?=[^\n]*\n?[^\n]*(?:19|20)\d\d).*?(?=^- |^\s*$|\Z)", re.DOTALL | re.MULTILINE
)
AUTHOR = re.compile(r"\b([A-Z][^\W\d_]+)(?:['’]|-[A-Z][^\W\d_]+)? ([A-Z]{1,4})\b(?=[,.(]| \(| and | editors)")
QUOTED = re.compile(r'"([^"]*)"')
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]{3,}$")  # or a label of one word
PATTERN = re.compile(
    r"\\[bdswWn(.|]|\(\?|sans-serif|^Calibri$"
)  # a regular expression or a list of fonts: nothing to read
EXAMPLES = re.compile(r"^ *Examples\n *-+\n.*", re.DOTALL | re.MULTILINE)
OF_MACHINES = {"url", "same_as", "lever", "source", "licence"}  # keys whose values are names in a file
CITATION = "citation"
RECORD = "Run record"  # its JSON is for machines
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CITED = re.compile(r"\b([A-Z][^\W\d_]+)\s\(?(?:19|20)\d\d\b")


def workbook_texts(content: bytes) -> Iterator[str]:
    """Yield every text of an .xlsx file: cells but those of the run record's JSON, links, charts and properties."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        yield sheet.title
        for number, row in enumerate(sheet.iter_rows(), start=1):
            is_json = sheet.title == RECORD and number > 3
            yield from (str(cell.value) for cell in row if cell.data_type == "s" and not is_json)
            formulas = (str(cell.value) for cell in row if cell.data_type == "f")
            yield from (text for formula in formulas for text in QUOTED.findall(formula))
        for validation in sheet.data_validations.dataValidation:
            yield from (text for text in (validation.error, validation.errorTitle, validation.prompt) if text)
    yield from (str(text) for text in (book.properties.title, book.properties.subject) if text)
    yield from _drawn(content)


def _drawn(content: bytes) -> Iterator[str]:
    """Yield titles of charts and their alternative texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.match(r"xl/(charts|drawings)/[a-z0-9]+\.xml", name):
                tree = ET.fromstring(archive.read(name))
                yield from (each.text or "" for each in tree.iter() if each.tag.rpartition("}")[2] in {"t", "v"})
                yield from (each.get(key, "") for each in tree.iter() for key in ("descr", "title"))


def xml_texts(content: bytes, *parts: str) -> Iterator[str]:
    """Yield every paragraph, and every alternative text, of parts of an OpenDocument or Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name in parts:
                tree = ET.fromstring(archive.read(name))
                for table in tree.iter(f"{TABLE}table"):
                    if table.get(f"{TABLE}name") == RECORD:
                        table.clear()
                for each in tree.iter():
                    tag = each.tag.rpartition("}")[2]
                    if tag == "p":
                        yield "".join(each.itertext())
                    yield from (value for key, value in each.items() if key in {"descr", "title"})
                    if tag in {"tblCaption", "tblDescription"}:
                        yield from each.attrib.values()


def csv_texts(content: bytes) -> Iterator[str]:
    """Yield every cell of a CSV file."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        yield from row


def chart_texts(specification: Any) -> Iterator[str]:
    """Yield every title and text of a drawing in Vega-Lite."""
    if isinstance(specification, dict):
        for key, value in specification.items():
            if key == "font":
                continue
            if key in {"title", "text", "subtitle"} and isinstance(value, str):
                yield value
            else:
                yield from chart_texts(value)
    elif isinstance(specification, list):
        for value in specification:
            yield from chart_texts(value)
    elif isinstance(specification, str) and SENTENCE.search(specification) and "(" not in specification:
        yield specification


def document_text(path: Path) -> tuple[str, str]:
    """Return the prose of a Markdown document, without code, addresses and keys of sources; and its references."""
    text = path.read_text(encoding="utf-8")
    for pattern in (FENCED, INLINE, KEYS, FUNCTION):
        text = pattern.sub(" ", text)
    text = TARGET.sub("]", text)
    return REFERENCE.sub("", text), "\n".join(REFERENCE.findall(text))


def parameter_texts() -> Iterator[tuple[str, str]]:
    """Yield key and text of every entry of the data files that is prose."""
    for path in sorted((ROOT / "parameters").glob("*.yaml")):
        yield from _entries(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def _entries(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _entries(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from _entries(part, key)
    elif isinstance(value, str) and key not in OF_MACHINES:
        yield key, value


def program_texts() -> Iterator[str]:
    """Yield every sentence and label that the code may show: texts in it, and docstrings of commands, their help."""
    for folder in ("app", "roi_model", "interventions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            silent = set() if path.parent.name == "cli" else set(_docstrings(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
                    yield from _readable(node.value)


def _readable(text: str) -> Iterator[str]:
    if SENTENCE.search(text) and not PATTERN.search(text):
        yield INLINE.sub(" ", EXAMPLES.sub("", text))


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield from (each.value for each in node.body[:1] if isinstance(each, ast.Expr))


def proper_names() -> Iterator[str]:
    """Yield names of places, boards and authors, as the data have them."""
    for file in ("areas.csv", "icbs.csv"):
        with (ROOT / "parameters" / file).open(encoding="utf-8", newline="") as rows:
            yield from (row[key] for row in csv.DictReader(rows) for key in ("name", "region") if key in row)
    for key, text in parameter_texts():
        if key == CITATION:
            yield re.split(r"\(\d{4}", text)[0]
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        yield from (" ".join(name) for name in AUTHOR.findall(text))
        yield from CITED.findall(text)


def without_quoted(text: str) -> str:
    """Leave out what a text has letter by letter from the data: citations, keys of sources, names of presets."""
    for quoted in _quoted():
        text = text.replace(quoted, " ")
    return text


@cache
def _quoted() -> list[str]:
    """Return citations, keys of sources and names of presets, the longest first."""
    files = [YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in (ROOT / "parameters").glob("*.yaml")]
    presets = {name for content in files for name in content.get("presets", {})}
    keys = {key for content in files for key in content if "-" in key}
    citations = {text for key, text in parameter_texts() if key == CITATION}
    return sorted(citations | keys | presets, key=len, reverse=True)
