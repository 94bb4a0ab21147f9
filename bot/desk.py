"""Reads and writes the files a step asks for (the `Papers` of `handlers.ports`), with the words from `locales/`."""

from zoneinfo import ZoneInfo

from bot.files import Files
from bot.texts import Texts


class Desk:
    """Where papers are read and written."""

    def __init__(self, files: Files, texts: Texts, zone: ZoneInfo) -> None:
        self._files = files
        self._texts = texts
        self._zone = zone
