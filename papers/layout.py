"""The parts of an official paper as NĐ 30/2020 Phụ lục I sets them: head, title, text, signatures, recipients.

Found in a copy of the decree: A4, margins, font, quốc hiệu and tiêu ngữ, the page number. From memory (docs/decisions
0003): the look of the issuing body, the date, the title, the signatures and “Nơi nhận”. A khối has no seal of its own,
so the lines of the issuing body are settings; a draft has no number, it is entered when the văn thư issues the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from docx.document import Document

from papers.paragraphs import CENTRE, JUSTIFIED, LEFT, WIDTH, Look, grid, put, rule, write

_LEFT_WIDTH = 68.0
_RIGHT_WIDTH = WIDTH - _LEFT_WIDTH
_SQUARE = 4  # signatures that look better as two rows of two
_MOTTO_LENGTH = 62.0  # mm: as long as the motto in 14 points bold
BODY = Look(align=JUSTIFIED, before=0, after=6, first_line=10)
ITEM = Look(align=JUSTIFIED, before=0, after=3, first_line=10)


class Words(Protocol):
    """The sentence of a key with its values put in; papers are in Vietnamese."""

    def __call__(self, key: str, /, **values: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a paper. `superior` stands above the issuing body and may be empty.

    `symbol` is the ký hiệu (“BB-KTĐ”). `number` and `day` are empty on a draft.
    """

    issuer: str
    superior: str = ""
    symbol: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: the capacity in capitals, the name below; several names sign one under the other."""

    capacity: str
    names: tuple[str, ...]


def write_head(document: Document, head: Masthead, say: Words) -> None:
    """The issuing body and the number on the left, quốc hiệu, tiêu ngữ, place and date on the right."""
    table = grid(document, (_LEFT_WIDTH, _RIGHT_WIDTH), rows=2)
    issuer, nation = table.rows[0].cells
    if head.superior:
        put(issuer.paragraphs[0], head.superior.upper(), Look(size=12, align=CENTRE))
        write(issuer, head.issuer.upper(), Look(size=12, bold=True, align=CENTRE))
    else:
        put(issuer.paragraphs[0], head.issuer.upper(), Look(size=12, bold=True, align=CENTRE))
    rule(issuer, 24, _LEFT_WIDTH - 4)
    put(nation.paragraphs[0], say("papers.nation"), Look(size=12, bold=True, align=CENTRE))
    write(nation, say("papers.motto"), Look(size=14, bold=True, align=CENTRE))
    rule(nation, _MOTTO_LENGTH, _RIGHT_WIDTH - 4)
    number, place = table.rows[1].cells
    if head.symbol:
        put(number.paragraphs[0], _number(head, say), Look(size=13, align=CENTRE))
    put(place.paragraphs[0], place_and_day(head, say), Look(size=13, italic=True, align=CENTRE))


def write_title(document: Document, kind: str, about: str) -> None:
    """The kind of paper in capitals, what it is about below, and the line under it."""
    write(document, kind, Look(size=14, bold=True, align=CENTRE, before=14, keep_with_next=True))
    write(document, about, Look(size=14, bold=True, align=CENTRE, keep_with_next=True))
    rule(document, 45, WIDTH, after=10)


def write_heading(document: Document, text: str) -> None:
    """The heading of a section."""
    write(document, text, Look(bold=True, before=6, after=6, first_line=10, keep_with_next=True))


def write_signatures(document: Document, signatures: Sequence[Signature], hint: str) -> None:
    """Signatures side by side, at most three in a row; a page never ends between the capacity and the name."""
    in_a_row = min(len(signatures), 3) if len(signatures) != _SQUARE else 2
    for start in range(0, len(signatures), in_a_row):
        table = grid(document, [WIDTH / in_a_row] * in_a_row, rows=1)
        for cell, signature in zip(table.rows[0].cells, signatures[start : start + in_a_row], strict=False):
            above = Look(size=14, bold=True, align=CENTRE, before=12, keep_with_next=True)
            put(cell.paragraphs[0], signature.capacity, above)
            write(cell, hint, Look(size=12, italic=True, align=CENTRE, keep_with_next=True))
            for name in signature.names:
                write(cell, name, Look(size=14, bold=True, align=CENTRE, before=48))


def write_recipients(document: Document, recipients: Sequence[str], say: Words) -> None:
    """“Nơi nhận”, the archive last."""
    write(document, say("papers.recipients"), Look(size=12, bold=True, italic=True, align=LEFT, before=18))
    for recipient in recipients:
        write(document, say("papers.recipient", name=recipient), Look(size=11))
    write(document, say("papers.archive"), Look(size=11))


def _number(head: Masthead, say: Words) -> str:
    if head.number:
        return say("papers.number", number=head.number, symbol=head.symbol)
    return say("papers.number_draft", symbol=head.symbol)


def place_and_day(head: Masthead, say: Words) -> str:
    """“Hà Nội, ngày 05 tháng 02 năm 2026”, with blanks where the day is not known yet."""
    if head.day is None:
        return say("papers.place_without_day", place=head.place)
    return say("papers.place_and_day", place=head.place, day=in_words(head.day, say))


def in_words(day: date, say: Words) -> str:
    """“ngày 05 tháng 02 năm 2026”: days below 10 and the months 1 and 2 with a leading zero."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return say("papers.day", day=f"{day.day:02}", month=month, year=day.year)


def clock(at: datetime, zone: tzinfo, say: Words) -> str:
    """“08 giờ 30 phút”, in the zone of the khối."""
    local = at.astimezone(zone)
    return say("papers.clock", hour=f"{local.hour:02}", minute=f"{local.minute:02}")


def two_digits(number: int) -> str:
    """“05”: numbers below 10 with a leading zero, as papers write them."""
    return f"{number:02}"


def share(yes: int, base: int, say: Words) -> str:
    """“04/05 (80%)”; the percentage is cut off, not rounded: it never shows a threshold that was not reached."""
    if base < 1:
        return f"{two_digits(yes)}/{two_digits(base)}"
    whole, rest = divmod(yes * 10_000 // base, 100)
    decimals = f"{rest:02}".rstrip("0")
    percent = f"{whole}{say('papers.decimal_mark')}{decimals}" if decimals else str(whole)
    return say("papers.share", yes=two_digits(yes), base=two_digits(base), percent=percent)
