"""Rosters, invitations and lists as files, as the conversations ask for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from campaign.joining.invite_card import InviteCard
from campaign.people import Language, Member, Unit
from campaign.roster.roster import Roster, RosterRefused
from campaign.sheet import Found, SheetRefused


class RosterPapers(Protocol):
    """Reads what a secretary sends and writes what a secretary hands out."""

    async def roster(
        self, sha256: str, name: str, units: Sequence[Unit]
    ) -> Roster | RosterRefused | SheetRefused:
        """The roster in a kept file, for a khối that has these units."""
        ...

    async def roster_sheet(self, members: Sequence[Member]) -> bytes:
        """The members as an Excel file that can be corrected and sent back; without members an empty template."""
        ...

    async def found(self, findings: Sequence[Found], language: Language, now: datetime) -> bytes:
        """Everything that was found in a file as plain text, one sentence a line."""
        ...

    async def invites_csv(self, cards: Sequence[InviteCard]) -> bytes:
        """The columns code,name,unit,roles,link, for Excel."""
        ...

    async def invites_png(self, cards: Sequence[InviteCard]) -> bytes:
        """One page of QR codes; for at most `campaign.joining.invite_card.PER_PAGE` people."""
        ...

    async def invites_pdf(self, cards: Sequence[InviteCard]) -> bytes:
        """Pages of QR codes to cut."""
        ...

    async def join_qr(self, link: str) -> bytes:
        """The address as a picture to scan, PNG."""
        ...

    def join_links(self, code: str) -> Sequence[str]:
        """The addresses that open the channels with this code, the one to print first."""
        ...
