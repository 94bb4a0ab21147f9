"""Registering at the desk: rates as a picture, the sheet of a unit, files of history. Work is done beside the loop."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from bot.desk_people import PeopleDesk
from campaign.catalogue.model import Award
from campaign.history.file import HistoryFile, HistoryRefused
from campaign.history.reading import Known, read_book
from campaign.people import Language, Member
from campaign.registration.rates import UnitRate
from campaign.registration.registration import Registration
from campaign.registration.sheet import SheetRead, SheetWrong, read_registrations
from campaign.sheet import SheetRefused
from handlers.kit import Say, say
from handlers.ports.consultations import CommentRow
from papers.charts import Bar, BarGroup, grouped_bars
from papers.history_sheet import write_history_template
from papers.registration_sheet import write_registrations
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx


class RegisterDesk(PeopleDesk):
    """The part of the desk that knows about registering."""

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
        book = await self._tables.book(sha256, name)
        if isinstance(book, SheetRefused):
            return book
        return await asyncio.to_thread(read_registrations, book, unit, members, awards)

    async def history(
        self, sha256: str, name: str, known: Known, today: date
    ) -> HistoryFile | HistoryRefused | SheetRefused:
        book = await self._tables.book(sha256, name)
        if isinstance(book, SheetRefused):
            return book
        return await asyncio.to_thread(read_book, book, known, today)

    async def comments_sheet(self, rows: Sequence[CommentRow], language: Language, now: datetime) -> bytes:
        def word(said: Say) -> str:
            return self._texts.render(said, language, now)

        columns = (
            SheetColumn(word(say("consult.column_unit")), 32),
            SheetColumn(word(say("consult.column_said")), 80),
            SheetColumn(word(say("consult.column_file")), 28),
            SheetColumn(word(say("consult.column_by")), 24),
            SheetColumn(word(say("consult.column_at")), 24),
        )
        cells = [
            (
                row.unit,
                word(row.said),
                row.file,
                row.by,
                word(say("consult.moment", at=row.at)) if row.at else "",
            )
            for row in rows
        ]
        page = SheetPage(word(say("consult.sheet_name")), columns, cells)
        return await asyncio.to_thread(write_xlsx, page)

    async def history_template(self) -> bytes:
        return await asyncio.to_thread(write_history_template)


def _group(unit: UnitRate) -> BarGroup:
    registered = Bar(unit.registered, unit.people, unit.registered_percent or 0)
    return BarGroup(unit.name, (registered, Bar(unit.joined, unit.joined_of, unit.joined_percent or 0)))
