"""Registering at the desk: rates as a picture, the sheet of a unit. Work is done beside the event loop."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.files import Files
from bot.texts import Texts
from campaign.catalogue.model import Award
from campaign.people import Language, Member
from campaign.rates import UnitRate
from campaign.registration import Registration
from campaign.registration_sheet import SheetRead, SheetWrong, read_registrations
from campaign.sheet import SheetRefused
from handlers.kit import Say, say
from papers.charts import Bar, BarGroup, grouped_bars
from papers.registration_sheet import write_registrations
from papers.sheets import read_sheets


class RegisterDesk:
    """The part of the desk that knows about registering."""

    _files: Files
    _texts: Texts

    async def rates_picture(
        self, units: Sequence[UnitRate], year: int, language: Language, now: datetime
    ) -> bytes:
        def word(said: Say) -> str:
            return self._texts.render(said, language, now)

        legend = (word(say("rates.registered")), word(say("rates.joined")))
        groups = [_group(unit) for unit in units]
        title, note = word(say("rates.head", year=year)), word(say("rates.caption", year=year, at=now))
        return await asyncio.to_thread(grouped_bars, title, legend, groups, note)

    async def registration_sheet(
        self,
        unit: str,
        members: Sequence[Member],
        registrations: Sequence[Registration],
        awards: Sequence[Award],
    ) -> bytes:
        return await asyncio.to_thread(write_registrations, unit, members, registrations, awards)

    async def registrations(
        self, sha256: str, name: str, unit: str, members: Sequence[Member], awards: Sequence[Award]
    ) -> SheetRead | SheetWrong | SheetRefused:
        content = self._files.read(sha256)
        return await asyncio.to_thread(_read, content, name, unit, members, awards)


def _read(
    content: bytes, name: str, unit: str, members: Sequence[Member], awards: Sequence[Award]
) -> SheetRead | SheetWrong | SheetRefused:
    match read_sheets(content, name):
        case SheetRefused() as refused:
            return refused
        case book:
            return read_registrations(book, unit, members, awards)


def _group(unit: UnitRate) -> BarGroup:
    registered = Bar(unit.registered, unit.people, unit.registered_percent or 0)
    return BarGroup(unit.name, (registered, Bar(unit.joined, unit.joined_of, unit.joined_percent or 0)))
