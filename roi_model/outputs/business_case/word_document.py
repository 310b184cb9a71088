"""The pieces of a Word document that anyone can read: headings, marked tables, pictures with words, British English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from roi_model.outputs.charts.chart import Chart, png

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

LANGUAGE = "en-GB"
FONT, LETTERS, SMALL = "Arial", 9.0, 8.0  # points
PAGE, MARGIN = (21.0, 29.7), 1.7  # centimetres, A4
INK, RULE = "1A1A1A", "8A93A0"


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in centimetres, and whether it holds numbers."""

    head: str
    width: float
    is_number: bool = True


def new_document(title: str, subject: str) -> Document:
    """Return an empty A4 document with the styles of this project, its title and its language."""
    import docx  # noqa: PLC0415 - slow to load
    from docx.shared import Cm  # noqa: PLC0415 - slow to load

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(1.4)
    properties = document.core_properties
    properties.title, properties.subject = plain(title)[:200], plain(subject)[:200]
    properties.language, properties.author, properties.comments = LANGUAGE, "roi_model", ""
    _style(document)
    return document


def plain(text: str) -> str:
    r"""Return a text as a document can hold it: without control characters, on one line.

    Examples
    --------
    >>> plain("Leeds\x00 and\nBradford")
    'Leeds  and Bradford'
    """
    return "".join(letter if letter.isprintable() else " " for letter in text)


def paragraph(document: Document, text: str, *, bullet: bool = False, small: bool = False) -> None:
    """Add a paragraph, as a bullet of a list or in small letters."""
    from docx.shared import Pt  # noqa: PLC0415 - slow to load

    added = document.add_paragraph(style="List Bullet" if bullet else "Normal")
    run = added.add_run(plain(text))
    if small:
        run.font.size = Pt(SMALL)
        added.paragraph_format.space_before = Pt(0 if bullet else 2)


def table(document: Document, columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str) -> None:
    """Add a table with a marked header row, which repeats on every page, and a title for screen readers."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - slow to load
    from docx.shared import Cm, Pt  # noqa: PLC0415 - slow to load

    made = document.add_table(rows=1 + len(rows), cols=len(columns))
    made.style, made.autofit = "Table Grid", False
    for place, column in enumerate(columns):
        made.columns[place].width = Cm(column.width)
    for number, cells in enumerate([[column.head for column in columns], *rows]):
        for place, (column, text) in enumerate(zip(columns, cells, strict=True)):
            cell = made.cell(number, place)
            cell.width = Cm(column.width)
            written = cell.paragraphs[0]
            written.paragraph_format.space_after = written.paragraph_format.space_before = Pt(1)
            run = written.add_run(plain(text))
            run.font.size, run.bold = Pt(SMALL), number == 0 or text in cells[:1]
            if column.is_number:
                written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark(made, title)


def picture(document: Document, chart: Chart, width: float) -> None:
    """Add a chart as a picture, with its title and sentence as alternative text.

    Parameters
    ----------
    document
        Where it goes.
    chart
        What is drawn.
    width
        In centimetres.
    """
    from docx.shared import Cm  # noqa: PLC0415 - slow to load

    shape = document.add_picture(BytesIO(png(chart)), width=Cm(width))
    described: Any = shape._inline.docPr  # noqa: SLF001 - python-docx gives no other way to the alternative text
    described.set("title", plain(chart.title))
    described.set("descr", plain(chart.text))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def as_bytes(document: Document) -> bytes:
    """Return the document as a file's content."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _style(document: Document) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - slow to load

    sizes = {"Normal": LETTERS, "List Bullet": LETTERS, "Heading 1": 11.5, "Title": 17.0, "Subtitle": 10.0}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb, style.font.italic = RGBColor.from_string(INK), False
        _fonts(style.element)
        for spacing in style.element.findall(_name("w:rPr") + "/" + _name("w:spacing")):
            spacing.getparent().remove(spacing)  # letters set apart, in the template's titles
        space = style.paragraph_format
        space.line_spacing = 1.05
        space.space_before = Pt(7 if name == "Heading 1" else 0)
        space.space_after = Pt(1 if name == "List Bullet" else 3)
    language = _child(_child(document.styles.element, "w:docDefaults/w:rPrDefault/w:rPr"), "w:lang")
    language.set(_name("w:val"), LANGUAGE)


def _fonts(style: BaseOxmlElement) -> None:
    """Let the font hold for every kind of letter: those of the template's theme are taken away."""
    fonts = _child(style, "w:rPr/w:rFonts")
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_name(f"w:{kind}"), FONT)
        fonts.attrib.pop(_name(f"w:{kind}Theme"), None)
    fonts.attrib.pop(_name("w:cstheme"), None)


def _mark(made: Table, title: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to load

    first = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx gives no other way to mark a header row
    header = OxmlElement("w:tblHeader")
    header.set(_name("w:val"), "true")
    first.append(header)
    for row in made.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - as above
    for part in (_borders(), _cell_margins()):
        made._tbl.tblPr.append(part)  # noqa: SLF001 - as above
    caption = OxmlElement("w:tblCaption")
    caption.set(_name("w:val"), plain(title))
    made._tbl.tblPr.append(caption)  # noqa: SLF001 - as above


def _borders() -> BaseOxmlElement:
    """Return thin rules between rows, and none between columns."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to load

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        rule.set(_name("w:val"), "single" if side in {"top", "bottom", "insideH"} else "nil")
        rule.set(_name("w:sz"), "4")
        rule.set(_name("w:color"), RULE)
        borders.append(rule)
    return borders


def _cell_margins() -> BaseOxmlElement:
    """Return narrow margins, so that an amount stays on one line."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to load

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(_name("w:w"), "45")
        margin.set(_name("w:type"), "dxa")
        margins.append(margin)
    return margins


def _child(element: BaseOxmlElement, path: str) -> Any:
    from docx.oxml.ns import nsmap  # noqa: PLC0415 - slow to load

    found = element.find(path, nsmap)
    assert found is not None, path
    return found


def _name(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to load

    return qn(name)
