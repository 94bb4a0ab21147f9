"""Writing Word: pages, paragraphs, tables and their bytes, without a word of what a paper says.

Same input, same bytes: the file's times are the paper's own, never the clock's. What people typed becomes text:
characters that XML forbids are dropped, line ends become blanks, everything is composed (NFC).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.font import Font
from docx.text.paragraph import Paragraph

from papers.zips import settled

FONT = "Times New Roman"
WIDTH = 165  # mm between the margins
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LEFT = WD_ALIGN_PARAGRAPH.LEFT
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks; sizes in points, the first line's indent in millimetres."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    first_line: float = 0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; widths are shares of the page and are stretched to fill it."""

    heading: str
    width: float
    align: WD_ALIGN_PARAGRAPH = CENTRE


def clean(text: str) -> str:
    """One line of text that any reader of Word files accepts."""
    return re.sub(r"\s*[\t\r\n]\s*", " ", _FORBIDDEN.sub("", unicodedata.normalize("NFC", text)))


def new_document(title: str, author: str, made: datetime) -> Document:
    """An empty A4 page in the format of NĐ 30/2020: margins 20, 20, 30 and 15 mm, Times New Roman, black."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    for style in ("Normal", "Header", "Footer"):
        _font(document.styles[style].font)
    _number_pages(document)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        clean(title),
        clean(author),
        clean(author),
    )
    properties.comments = ""
    properties.created = properties.modified = made.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return document


def to_bytes(document: Document) -> bytes:
    """The Word file."""
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())


def write(place: Document | _Cell, text: str, look: Look) -> Paragraph:
    """Add a paragraph."""
    return put(place.add_paragraph(), text, look)


def put(paragraph: Paragraph, text: str, look: Look) -> Paragraph:
    """Add text to a paragraph and give it this look."""
    form = paragraph.paragraph_format
    form.alignment, form.keep_with_next = look.align, look.keep_with_next
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing, form.widow_control = 1.0, True
    if look.first_line:
        form.first_line_indent = Mm(look.first_line)
    run = paragraph.add_run(clean(text))
    run.bold, run.italic = look.bold, look.italic
    run.font.size = Pt(look.size)
    return paragraph


def begin_page(document: Document) -> None:
    """Go on with a new page."""
    write(document, "", Look(size=1)).paragraph_format.page_break_before = True


def rule(place: Document | _Cell, length: float, width: float, after: float = 0) -> Paragraph:
    """A thin centred line, `length` of `width` mm long, as under the motto, the issuer and the title."""
    paragraph = write(place, "", Look(size=4, align=CENTRE, before=3, after=after))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(
        (width - length) / 2
    )
    paragraph.paragraph_format.line_spacing = Pt(4)
    border = _element("w:pBdr")
    border.append(_element("w:top", val="single", sz="6", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders of its own
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def grid(place: Document, widths: Sequence[float], rows: int) -> Table:
    """A table without lines, for things that stand side by side; widths in mm."""
    table: Table = place.add_table(rows=rows, cols=len(widths))
    _fix_widths(table, widths)
    return table


def ruled_table(
    place: Document, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], size: float
) -> Table:
    """A table with lines; its heading is repeated on every page and no row is split between pages."""
    table: Table = place.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    whole = sum(column.width for column in columns)
    _fix_widths(table, [WIDTH * column.width / whole for column in columns])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        put(cell.paragraphs[0], column.heading, Look(size=size, bold=True, align=CENTRE, before=2, after=2))
    for line, row in zip(list(table.rows)[1:], rows, strict=True):
        for cell, column, text in zip(line.cells, columns, row, strict=True):
            put(cell.paragraphs[0], text, Look(size=size, align=column.align, before=2, after=2))
    for line in table.rows:
        line._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
    return table


def _fix_widths(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _number_pages(document: Document) -> None:
    """The page number centred in the top margin, from the second page on."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = put(section.header.paragraphs[0], "", Look(size=13, align=CENTRE))
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        part = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
        part.text = text or None
        run._r.append(part)  # noqa: SLF001


def _font(font: Font) -> None:
    font.name, font.size, font.color.rgb = FONT, Pt(14), RGBColor(0, 0, 0)
    fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
