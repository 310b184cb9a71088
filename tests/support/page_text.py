"""Every text that a page shows, wherever it stands: paragraphs, labels, hovers, tables, and what charts say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

# Fields of Streamlit's messages that a reader never sees.
UNSEEN = {"id", "form_id", "tag", "spec", "icon", "language", "url", "anchor", "width", "data", "key", "file_name"}
HTML = "html"  # of looks
PARAGRAPHS = {"markdown", "caption"}


def texts(app: AppTest) -> list[tuple[str, str]]:
    """Return the kind and the text of everything on a page that can be read, in its order."""
    return [(kind, text) for kind, text in _of(app._tree) if text.strip()]


def labels(app: AppTest) -> list[tuple[str, str]]:
    """Return everything that a page can explain on hover: what it says, and what the hover says."""
    return list(_labels(app._tree))


def _labels(node: Any) -> Iterator[tuple[str, str]]:
    message = getattr(node, "proto", None)
    fields = {} if message is None else message.DESCRIPTOR.fields_by_name
    if message is not None and "help" in fields:
        said = next((name for name in ("label", "body") if name in fields), None)
        if said is not None and node.type not in PARAGRAPHS:
            yield str(getattr(message, said)), str(message.help)
    if message is not None and "columns" in fields and isinstance(message.columns, str):
        for column in json.loads(message.columns or "{}").values():
            yield column.get("label") or "", column.get("help") or ""
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _labels(child)


def _of(node: Any) -> Iterator[tuple[str, str]]:
    if node.type == HTML:
        return
    message = getattr(node, "proto", None)
    if message is not None:
        yield from _of_message(message, node.type)
    if node.type in {"table", "dataframe"}:
        yield from (("head", str(name)) for name in node.value.columns)
        yield from (("cell", cell) for name in node.value for cell in node.value[name] if isinstance(cell, str))
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _of(child)


def _of_message(message: Any, kind: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.name in UNSEEN:
            continue
        if field.name == "columns" and isinstance(value, str):
            yield from _of_columns(value)
            continue
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield f"{kind}.{field.name}", each
            elif hasattr(each, "ListFields"):
                yield from _of_message(each, f"{kind}.{field.name}")


def _of_columns(configuration: str) -> Iterator[tuple[str, str]]:
    """Yield the headings of a table that sorts, and what each says on hover."""
    for column in json.loads(configuration).values():
        yield from ((f"column.{name}", column[name]) for name in ("label", "help") if column.get(name))
