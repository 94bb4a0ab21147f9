"""Invitations to hand out: a table for mail merge, and sheets of QR codes to cut, twelve to an A4 page.

+-----------+-----------+-----------+
|  [QR]     |           |           |
| Nguyễn Văn A          |           |
| Thanh tra tỉnh        |           |
| K7M4-2QXA |           |           |
"""

import csv
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

import segno
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter

from campaign.joining.invite_card import PER_PAGE, InviteCard
from campaign.roster.words import roster_words
from papers.xlsx_writing import FORMULA_STARTS

_ACROSS, _DOWN = 3, 4
_DPI = 200
_PAGE = (1654, 2339)  # pixels of A4 at 200 dpi
_MARGIN = 90
_CODE_SIDE = 330  # pixels of the QR code at most: 42 mm, read from half a metre
_SCAN_MARGIN = 4  # modules of white around, as the QR standard asks
_NAME, _SMALL = 30, 26  # pixels


class Reader(Enum):
    """Who opens the table: Excel needs a byte order mark to see Vietnamese letters, programs stumble over it."""

    EXCEL = "utf-8-sig"
    PROGRAM = "utf-8"


def invites_csv(cards: Iterable[InviteCard], reader: Reader) -> bytes:
    """The columns code,name,unit,roles,link; no cell can begin a formula."""
    words = roster_words()
    out = StringIO()
    table = csv.writer(out)
    table.writerow(("code", "name", "unit", "roles", "link"))
    for card in cards:
        cells = (card.code, card.name, card.unit, words.role_names(frozenset(card.roles)), card.link)
        table.writerow(f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells)
    return out.getvalue().encode(reader.value)


def invites_png(cards: Iterable[InviteCard]) -> Iterator[bytes]:
    """One PNG picture per page, drawn as it is asked for."""
    for page in _pages(cards):
        out = BytesIO()
        page.save(out, "PNG", dpi=(_DPI, _DPI))
        yield out.getvalue()


def invites_pdf(cards: Iterable[InviteCard]) -> bytes:
    """All pages in one PDF of A4 pages. There must be at least one card."""
    whole = PdfWriter()
    for page in _pages(cards):  # one picture at a time: eight hundred of them would fill the memory
        out = BytesIO()
        page.save(out, "PDF", resolution=_DPI)
        whole.append(BytesIO(out.getvalue()))
    written = BytesIO()
    whole.write(written)
    return written.getvalue()


def _pages(cards: Iterable[InviteCard]) -> Iterator[Image.Image]:
    left = iter(cards)
    while batch := list(islice(left, PER_PAGE)):
        page = Image.new("1", _PAGE, 1)
        draw = ImageDraw.Draw(page)
        width, height = (_PAGE[0] - 2 * _MARGIN) // _ACROSS, (_PAGE[1] - 2 * _MARGIN) // _DOWN
        for place, card in enumerate(batch):
            down, across = divmod(place, _ACROSS)
            x, y = _MARGIN + across * width, _MARGIN + down * height
            draw.rectangle((x, y, x + width, y + height), outline=0)
            _draw_card(draw, card, (x, y, width))
        yield page


def _draw_card(draw: ImageDraw.ImageDraw, card: InviteCard, box: tuple[int, int, int]) -> None:
    x, y, width = box
    _draw_code(draw, card.link, x + (width - _CODE_SIDE) // 2, y + 8)
    top = y + _CODE_SIDE + 12
    for text, size, most in ((card.name, _NAME, 2), (card.unit, _SMALL, 3), (card.code, _SMALL, 1)):
        for line in _lines(text, _font(size), width - 30, most):
            draw.text((x + width / 2, top), line, fill=0, font=_font(size), anchor="ma")
            top += size + 6


def _draw_code(draw: ImageDraw.ImageDraw, link: str, x: int, y: int) -> None:
    rows = [bytes(row) for row in segno.make_qr(link, error="m").matrix_iter(border=_SCAN_MARGIN)]
    module = _CODE_SIDE // len(rows)
    start = (_CODE_SIDE - module * len(rows)) // 2
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                left, top = x + start + across * module, y + start + down * module
                draw.rectangle((left, top, left + module - 1, top + module - 1), fill=0)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """The text in at most `most` lines of at most `width` pixels; what does not fit ends in “…”."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, font, width) for line in lines]


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """DejaVu Sans has every Vietnamese letter and comes with matplotlib."""
    path = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
