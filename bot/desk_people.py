"""Rosters and invitations at the desk. Reading and drawing is done beside the event loop, which goes on meanwhile."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.channel import Channel
from bot.files import Files
from bot.texts import Texts
from campaign.invite_card import InviteCard
from campaign.people import Language, Member, Unit
from campaign.roster import Roster, RosterRefused
from campaign.roster_reading import read_book
from campaign.sheet import Book, Found, SheetRefused
from handlers.kit import Say
from papers.invites import Reader, invites_csv, invites_pdf, invites_png
from papers.qr import qr_png
from papers.roster_sheet import write_roster
from papers.sheets import read_sheets


class PeopleDesk:
    """The part of the desk that knows about people."""

    def __init__(self, files: Files, texts: Texts, channels: Sequence[Channel]) -> None:
        self._files = files
        self._texts = texts
        self._channels = channels
        self._last_read: tuple[str, Book | SheetRefused] | None = None

    async def roster(
        self, sha256: str, name: str, units: Sequence[Unit]
    ) -> Roster | RosterRefused | SheetRefused:
        book = await self._book(sha256, name)
        return book if isinstance(book, SheetRefused) else await asyncio.to_thread(read_book, book, units)

    async def _book(self, sha256: str, name: str) -> Book | SheetRefused:
        """What is confirmed was shown a moment ago: it is not read twice."""
        last = self._last_read
        if last is not None and last[0] == sha256:
            return last[1]
        try:
            data = self._files.read(sha256)
        except FileNotFoundError:  # a very old button: its file is no longer kept
            data = b""
        book = await asyncio.to_thread(read_sheets, data, name)
        self._last_read = (sha256, book)
        return book

    async def roster_sheet(self, members: Sequence[Member]) -> bytes:
        return await asyncio.to_thread(write_roster, members)

    async def found(self, findings: Sequence[Found], language: Language, now: datetime) -> bytes:
        lines = [self._texts.render(Say(f.key, f.values), language, now) for f in findings]
        return "\r\n".join(lines).encode("utf-8-sig")

    async def invites_csv(self, cards: Sequence[InviteCard]) -> bytes:
        return await asyncio.to_thread(invites_csv, cards, Reader.EXCEL)

    async def invites_png(self, cards: Sequence[InviteCard]) -> bytes:
        return await asyncio.to_thread(lambda: next(invites_png(cards)))

    async def invites_pdf(self, cards: Sequence[InviteCard]) -> bytes:
        return await asyncio.to_thread(invites_pdf, cards)

    async def join_qr(self, link: str) -> bytes:
        return await asyncio.to_thread(qr_png, link)

    def join_links(self, code: str) -> Sequence[str]:
        return links_to_join(self._channels, code)


def links_to_join(channels: Sequence[Channel], code: str) -> Sequence[str]:
    """The address of each channel that has one, those that work from anywhere (https) first."""
    links = [link for channel in channels if (link := channel.join_link(code)) is not None]
    return sorted(links, key=lambda link: not link.startswith("https://"))
