"""Rosters and invitations at the desk. Reading and drawing is done beside the event loop, which goes on meanwhile."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.channel import Channel
from bot.tables import Tables
from bot.texts import Texts
from campaign.joining.invite_card import InviteCard
from campaign.people import Language, Member, Unit
from campaign.roster.reading import read_book
from campaign.roster.roster import Roster, RosterRefused
from campaign.sheet import Found, SheetRefused
from handlers.kit import Say
from papers.invites import Reader, invites_csv, invites_pdf, invites_png
from papers.qr import qr_png
from papers.roster_sheet import write_roster

Known = tuple[str, str, tuple[Unit, ...]]  # a file, its name, and the units it was read against


class PeopleDesk:
    """The part of the desk that knows about people."""

    def __init__(self, texts: Texts, tables: Tables, channels: Sequence[Channel]) -> None:
        self._texts = texts
        self._channels = channels
        self._tables = tables
        self._read: tuple[Known, Roster | RosterRefused] | None = None

    async def roster(
        self, sha256: str, name: str, units: Sequence[Unit]
    ) -> Roster | RosterRefused | SheetRefused:
        known = (sha256, name, tuple(units))
        if self._read is None or self._read[0] != known:  # what is confirmed was read when it was shown
            book = await self._tables.book(sha256, name)
            if isinstance(book, SheetRefused):
                return book
            self._read = (known, await asyncio.to_thread(read_book, book, units))
        return self._read[1]

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
