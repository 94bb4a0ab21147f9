"""Rosters applied to a database through the real rules."""

from campaign.ids import KhoiId
from campaign.people import BodyKind, Member
from campaign.roster.changes import AllowLeaving, Approved, Changes, approve, preview
from campaign.roster.reading import read_roster
from campaign.roster.roster import Roster
from storage.unit import Database, Unit
from tests.campaign.rosters import OFFICER, SECRETARY, rows
from tests.storage.databases import NOW

BOTH = (SECRETARY, OFFICER)


async def new_khoi(database: Database, name: str = "Khối thi đua số IV") -> KhoiId:
    async with database.unit() as unit:
        khoi = await unit.people.add_khoi(name, BodyKind.KHOI, NOW)
        await unit.commit()
    return khoi.id


async def changes_of(unit: Unit, khoi: KhoiId, *cells: tuple[str, ...]) -> Changes:
    roster = read_roster(rows(*cells), await unit.units.known(khoi))
    assert isinstance(roster, Roster), roster
    return preview(await unit.people.everyone(khoi), roster)


async def enrol(
    database: Database, khoi: KhoiId, *cells: tuple[str, ...], allow: AllowLeaving = AllowLeaving.NO
) -> dict[str, Member]:
    """Imports rows; answers everybody, those who left included, by code."""
    async with database.unit() as unit:
        approved = approve(await changes_of(unit, khoi, *cells), allow)
        assert isinstance(approved, Approved)
        await unit.roster.apply(khoi, approved, NOW)
        await unit.commit()
    async with database.reading() as unit:
        return {member.code: member for member in await unit.people.everyone(khoi)}
