"""`thidua invites --format csv|png|pdf`: a code for everybody who has not joined, as a table or as QR codes to cut.

Codes made earlier go on working until one of them is used, unless --renew is given.
"""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from bot.clock import fresh_id
from bot.commands.office import MISUSED, Office, open_office
from bot.commands.which import the_khoi
from bot.join_links import links_of
from campaign.joining.invite_card import PER_PAGE, InviteCard
from handlers.kit import say
from handlers.roster.inviting import Issued, card, issue, not_joined
from papers.invites import Reader, invites_csv, invites_pdf, invites_png


class Format(StrEnum):
    """What the invitations are printed as."""

    CSV = "csv"
    PNG = "png"
    PDF = "pdf"


As = Annotated[Format, typer.Option("--format", help="A table, or sheets of QR codes to cut.")]
KhoiName = Annotated[
    str | None, typer.Option("--khoi", help="Name of the khoi; needed when there are several.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", help="File to write; a table goes to standard output, QR codes to invites.png or .pdf."
    ),
]
Renew = Annotated[bool, typer.Option("--renew", help="Earlier codes of these people stop working.")]


def invites(format: As = Format.CSV, khoi: KhoiName = None, out: Out = None, renew: Renew = False) -> None:
    """Make invitations for everybody who has not joined."""
    office = open_office()
    link = asyncio.run(links_of(office.settings))
    made = office.run(_issue(office, khoi, renew=renew))
    cards = [card(issued, link(issued.code)) for issued in made]
    if not cards:
        office.tell(say("cli.everybody_joined"))
    if cards or format is Format.CSV:
        _write(office, cards, format, out)
    if made:
        office.tell(say("cli.invited", count=len(made), until=made[0].expires_at), "green")


async def _issue(office: Office, name: str | None, *, renew: bool) -> Sequence[Issued]:
    async with office.database() as database, database.unit() as unit:
        khoi = await the_khoi(office, unit, name)
        members = await not_joined(unit, khoi.id)
        if not members:
            return ()
        if renew:
            await unit.invites.revoke([member.id for member in members], office.now)
        made = await issue(unit, khoi.id, members, None, office.now, fresh_id)
        await unit.commit()
        return made


def _write(office: Office, cards: Sequence[InviteCard], format: Format, out: Path | None) -> None:
    try:
        match format:
            case Format.CSV if out is None:
                sys.stdout.buffer.write(invites_csv(cards, Reader.PROGRAM))
            case Format.CSV:
                _save(office, out or Path(), invites_csv(cards, Reader.EXCEL))
            case Format.PDF:
                _save(office, out or Path("invites.pdf"), invites_pdf(cards))
            case Format.PNG:
                pages = -(-len(cards) // PER_PAGE)
                _save_pages(office, out or Path("invites.png"), invites_png(cards), pages)
    except OSError as error:
        office.stop(say("cli.cannot_write", file=str(error.filename), why=error.strerror or ""), MISUSED)


def _save_pages(office: Office, path: Path, drawn: Iterable[bytes], pages: int) -> None:
    """One page under the name that was given, several under numbered ones."""
    if pages > 1:
        drawn = track(drawn, office.words(say("cli.drawing")), pages, console=office.console, transient=True)
    for number, page in enumerate(drawn, start=1):
        name = path if pages == 1 else path.with_stem(f"{path.stem}-{number:03}")
        _save(office, name, page)


def _save(office: Office, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)  # whoever reads a code can join with it
    office.tell(say("cli.written", file=str(path)))
