"""Reads and writes the files a step asks for (the `Papers` of `handlers.ports`), with the words from `locales/`."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.channel import Channel
from bot.desk_people import PeopleDesk
from bot.files import Files
from bot.texts import Texts


class Desk(PeopleDesk):
    """Where papers are read and written."""

    def __init__(self, files: Files, texts: Texts, zone: ZoneInfo, channels: Sequence[Channel]) -> None:
        super().__init__(files, texts, channels)
        self._zone = zone
