"""Reads and writes the files a step asks for (the `Papers` of `handlers.ports`), with the words from `locales/`."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot import envelope
from bot.channel import Channel
from bot.desk_ballots import BallotDesk
from bot.desk_register import RegisterDesk
from bot.tables import Tables
from bot.texts import Texts
from campaign.meetings.meeting import Meeting
from campaign.people import Language
from handlers.kit import Say
from papers.calendar import ORGANISER, meeting_ics

NOT_REACHED = (None, "127.0.0.1", "localhost", "::1")


class Desk(RegisterDesk, BallotDesk):
    """Where papers are read and written."""

    def __init__(
        self, texts: Texts, tables: Tables, zone: ZoneInfo, channels: Sequence[Channel], address: str
    ) -> None:
        super().__init__(texts, tables, channels)
        self._zone = zone
        self.address = address

    def meeting_calendar(self, meeting: Meeting, stamped: datetime, language: Language) -> bytes:
        """The .ics file of a meeting."""
        return meeting_ics(meeting, ORGANISER, stamped, language.value)

    def calendar_address(self, secret: str) -> str | None:
        """Where calendars fetch what a person subscribes to; None where only this machine could."""
        if urlsplit(self.address).hostname in NOT_REACHED:
            return None
        return f"{self.address}/calendar/{secret}.ics"

    def sentence(self, body: bytes) -> Say:
        """What a notice said."""
        return envelope.from_bytes(body).text
