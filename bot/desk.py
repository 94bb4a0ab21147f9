"""Reads and writes the files a step asks for (the `Papers` of `handlers.ports`), with the words from `locales/`."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot import envelope
from bot.channel import Channel
from bot.desk_ballots import BallotDesk
from bot.desk_register import RegisterDesk
from bot.files import Files
from bot.texts import Texts
from handlers.kit import Say


class Desk(RegisterDesk, BallotDesk):
    """Where papers are read and written."""

    def __init__(
        self, files: Files, texts: Texts, zone: ZoneInfo, channels: Sequence[Channel], address: str
    ) -> None:
        super().__init__(files, texts, channels)
        self._zone = zone
        self.address = address

    def sentence(self, body: bytes) -> Say:
        """What a notice said."""
        return envelope.from_bytes(body).text
