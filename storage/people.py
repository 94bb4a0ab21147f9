"""Khối, people and their places, as rows."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import BodyKind, Gender, Khoi, Language, Member, Person, Role
from storage.sql import Row, Sql, micros, moment_or_none

MEMBER = "SELECT m.*, u.name AS unit_name FROM member m JOIN unit u ON u.id = m.unit_id"


class PeopleStore:
    """Who is who."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def khoi(self, khoi: KhoiId) -> Khoi | None:
        """The khối, or None."""
        row = await self._sql.one("SELECT id, kind, name FROM khoi WHERE id = ?", khoi)
        return None if row is None else Khoi(KhoiId(row["id"]), BodyKind(row["kind"]), row["name"])

    async def members(self, khoi: KhoiId) -> Sequence[Member]:
        """The active members of a khối, in protocol order of units, then by name."""
        rows = await self._sql.all(
            MEMBER + " WHERE m.khoi_id = ? AND m.left_at IS NULL ORDER BY u.position, u.search, m.search",
            khoi,
        )
        return [member_of(row) for row in rows]

    async def by_account(self, channel: str, account: str) -> Person | None:
        """The person this account belongs to, with the active memberships, or None."""
        rows = await self._sql.all(
            "SELECT p.id AS p_id, p.name AS p_name, p.language, m.*, u.name AS unit_name FROM account a"
            " JOIN person p ON p.id = a.person_id"
            " LEFT JOIN member m ON m.person_id = p.id AND m.left_at IS NULL"
            " LEFT JOIN unit u ON u.id = m.unit_id WHERE a.channel = ? AND a.account = ? ORDER BY m.joined_at, m.id",
            channel,
            account,
        )
        if not rows:
            return None
        memberships = tuple(member_of(row) for row in rows if row["id"] is not None)
        first = rows[0]
        return Person(PersonId(first["p_id"]), first["p_name"], Language(first["language"]), memberships)

    async def bind(self, channel: str, account: str, person: PersonId, device: str, now: datetime) -> None:
        """Makes an account a phone of this person, whoever's it was before."""
        await self._sql.run(
            "INSERT INTO account (channel, account, person_id, device, joined_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (channel, account) DO UPDATE SET person_id = excluded.person_id, device = excluded.device,"
            " joined_at = excluded.joined_at, unreachable_at = NULL",
            channel,
            account,
            person,
            device,
            micros(now),
        )

    async def set_language(self, person: PersonId, language: Language) -> None:
        """Stores the language the person wants."""
        await self._sql.run("UPDATE person SET language = ? WHERE id = ?", language.value, person)


def member_of(row: Row) -> Member:
    """A member from a row of MEMBER."""
    return Member(
        id=MemberId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        person=PersonId(row["person_id"]),
        code=row["code"],
        name=row["name"],
        unit=UnitId(row["unit_id"]),
        unit_name=row["unit_name"],
        position=row["position"],
        roles=frozenset(Role(role) for role in row["roles"].split()),
        gender=Gender(row["gender"]) if row["gender"] else None,
        honorific=row["honorific"],
        room=row["room"],
        joined_at=moment_or_none(row["joined_at"]),
        left_at=moment_or_none(row["left_at"]),
    )
