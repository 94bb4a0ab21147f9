"""Notices being written, and the nudges of each day, as rows."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from campaign.ids import KhoiId, MemberId, NoticeId, PersonId, UnitId
from campaign.notice import Audience, Everybody, Letter, OfRole, OfUnit
from campaign.people import Role
from storage.sql import Row, Sql, micros


class LetterStore:
    """One notice being written per member."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of(self, member: MemberId) -> Letter | None:
        """What the member is writing."""
        row = await self._sql.one("SELECT * FROM letter WHERE by_member = ?", member)
        return None if row is None else _letter(row)

    async def keep(self, letter: Letter, now: datetime) -> None:
        """Keeps what the member is writing, in place of what they wrote before."""
        kind, of = _audience(letter.audience)
        await self._sql.run(
            "INSERT INTO letter (id, khoi_id, by_member, text, audience, audience_of, saved_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (by_member) DO UPDATE SET id = excluded.id,"
            " khoi_id = excluded.khoi_id, text = excluded.text, audience = excluded.audience,"
            " audience_of = excluded.audience_of, saved_at = excluded.saved_at",
            letter.id, letter.khoi, letter.by, letter.text, kind, of, micros(now),
        )  # fmt: skip

    async def discard(self, member: MemberId) -> None:
        """Forgets what the member was writing."""
        await self._sql.run("DELETE FROM letter WHERE by_member = ?", member)


class NudgeStore:
    """Who was nudged about what on which day."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of_day(self, khoi: KhoiId, item: str, day: date) -> Collection[PersonId]:
        """Who was nudged about a matter on a day."""
        rows = await self._sql.all(
            "SELECT person_id FROM nudge WHERE khoi_id = ? AND item = ? AND day = ? ORDER BY person_id",
            khoi, item, day.isoformat(),
        )  # fmt: skip
        return frozenset(PersonId(row["person_id"]) for row in rows)

    async def note(self, khoi: KhoiId, item: str, people: Sequence[PersonId], day: date) -> None:
        """Remembers that these people were nudged. Raises Conflict when one of them was already."""
        await self._sql.many(
            "INSERT INTO nudge (khoi_id, person_id, item, day) VALUES (?, ?, ?, ?)",
            [(khoi, person, item, day.isoformat()) for person in people],
        )


def _audience(audience: Audience | None) -> tuple[str | None, str | None]:
    match audience:
        case None:
            return None, None
        case Everybody():
            return "all", None
        case OfUnit(unit):
            return "unit", str(unit)
        case OfRole(role):
            return "role", role.value


def _letter(row: Row) -> Letter:
    audience: Audience | None = None
    match row["audience"]:
        case "all":
            audience = Everybody()
        case "unit":
            audience = OfUnit(UnitId(int(row["audience_of"])))
        case "role":
            audience = OfRole(Role(row["audience_of"]))
        case _:
            pass  # not chosen yet
    return Letter(
        NoticeId(row["id"]), KhoiId(row["khoi_id"]), MemberId(row["by_member"]), row["text"], audience
    )
