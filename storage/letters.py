"""Notices being written, and the nudges of each day, as rows."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from campaign.ids import KhoiId, MemberId, NoticeId, PersonId, UnitId
from campaign.people import Role
from campaign.reminders.notice import Audience, Everybody, Letter, NoticeFile, OfRole, OfUnit
from storage.documents import read, written
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
            "INSERT INTO letter (id, khoi_id, by_member, text, audience, audience_of, files, saved_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (by_member) DO UPDATE SET id = excluded.id,"
            " khoi_id = excluded.khoi_id, text = excluded.text, audience = excluded.audience,"
            " audience_of = excluded.audience_of, files = excluded.files, saved_at = excluded.saved_at",
            letter.id, letter.khoi, letter.by, letter.text, kind, of, written(letter.files), micros(now),
        )  # fmt: skip

    async def discard(self, member: MemberId) -> None:
        """Forgets what the member was writing."""
        await self._sql.run("DELETE FROM letter WHERE by_member = ?", member)

    async def send_files(self, notice: NoticeId, files: Sequence[NoticeFile]) -> None:
        """Keeps the files that go with a notice. Raises Conflict for a second time."""
        await self._sql.many(
            "INSERT INTO notice_file (notice_id, position, name, sha256, size) VALUES (?, ?, ?, ?, ?)",
            [(notice, place, file.name, file.sha256, file.size) for place, file in enumerate(files)],
        )

    async def files(self, notice: NoticeId) -> Sequence[NoticeFile]:
        """The files that went with a notice."""
        rows = await self._sql.all(
            "SELECT name, sha256, size FROM notice_file WHERE notice_id = ? ORDER BY position", notice
        )
        return [NoticeFile(row["name"], row["sha256"], row["size"]) for row in rows]


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

    async def among(
        self, khoi: KhoiId, people: Collection[PersonId], day: date
    ) -> Collection[tuple[PersonId, str]]:
        """Which of these people were nudged on a day, and about which matter."""
        rows = await self._sql.all(
            "SELECT person_id, item FROM nudge WHERE khoi_id = ? AND day = ?"
            f" AND person_id IN ({', '.join('?' for _ in people)})",
            khoi, day.isoformat(), *people,
        )  # fmt: skip
        return frozenset((PersonId(row["person_id"]), row["item"]) for row in rows)

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
        NoticeId(row["id"]), KhoiId(row["khoi_id"]), MemberId(row["by_member"]), row["text"], audience,
        read(tuple[NoticeFile, ...], row["files"]),
    )  # fmt: skip
