"""Khối, people and their places, as rows."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import BodyKind, Gender, Khoi, Language, Member, Person, Role
from campaign.roster.directory import Listed
from campaign.search import search_key
from storage.directory import ACTIVE, BY_UNIT, LISTED, listed_of
from storage.sql import Row, Sql, made, micros, moment_or_none

MEMBER = "SELECT m.*, u.name AS unit_name FROM member m JOIN unit u ON u.id = m.unit_id"
PERSON = (
    "SELECT p.id AS p_id, p.name AS p_name, p.language, m.*, u.name AS unit_name FROM person p"
    " LEFT JOIN member m ON m.person_id = p.id AND m.left_at IS NULL LEFT JOIN unit u ON u.id = m.unit_id"
)


class PeopleStore:
    """Who is who."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    # --- khối ---

    async def khoi(self, khoi: KhoiId) -> Khoi | None:
        """The khối, or None."""
        row = await self._sql.one("SELECT id, kind, name FROM khoi WHERE id = ?", khoi)
        return None if row is None else _khoi(row)

    async def all_khoi(self) -> Sequence[Khoi]:
        """Every khối of the installation, by name."""
        return [_khoi(row) for row in await self._sql.all("SELECT id, kind, name FROM khoi ORDER BY search")]

    async def add_khoi(self, name: str, kind: BodyKind, now: datetime) -> Khoi:
        """A new khối. Raises Conflict when one has this name already, whatever the case or accents."""
        khoi = Khoi(KhoiId(self._fresh_id()), kind, name)
        await self._sql.run(
            "INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, ?, ?, ?, ?)",
            khoi.id, kind.value, name, search_key(name), micros(now),
        )  # fmt: skip
        return khoi

    # --- members ---

    async def members(self, khoi: KhoiId) -> Sequence[Member]:
        """The active members of a khối, in protocol order of units, then by name."""
        rows = await self._sql.all(MEMBER + " WHERE m.khoi_id = ? AND m.left_at IS NULL" + BY_UNIT, khoi)
        return await made(rows, member_of)

    async def in_unit(self, khoi: KhoiId, unit: UnitId) -> Sequence[Member]:
        """The active members of one unit, by name."""
        rows = await self._sql.all(
            MEMBER + " WHERE m.khoi_id = ? AND m.unit_id = ? AND m.left_at IS NULL" + BY_UNIT, khoi, unit
        )
        return await made(rows, member_of)

    async def everyone(self, khoi: KhoiId) -> Sequence[Member]:
        """The members of a khối, those who left included."""
        rows = await self._sql.all(MEMBER + " WHERE m.khoi_id = ?" + BY_UNIT, khoi)
        return await made(rows, member_of)

    async def these(self, khoi: KhoiId, members: Collection[MemberId]) -> Sequence[Member]:
        """Some members of a khối, those who left included, in protocol order of units, then by name."""
        if not members:
            return []
        among = ", ".join("?" for _ in members)
        rows = await self._sql.all(
            f"{MEMBER} WHERE m.khoi_id = ? AND m.id IN ({among}){BY_UNIT}", khoi, *members
        )
        return [member_of(row) for row in rows]

    async def holding(self, khoi: KhoiId, role: Role) -> Sequence[Member]:
        """The active members who hold a role."""
        rows = await self._sql.all(
            MEMBER + " WHERE m.khoi_id = ? AND m.left_at IS NULL AND ' ' || m.roles || ' ' LIKE ?" + BY_UNIT,
            khoi,
            f"% {role.value} %",
        )
        return await made(rows, member_of)

    async def member(self, khoi: KhoiId, member: MemberId) -> Member | None:
        """A member of this khối, who may have left, or None."""
        row = await self._sql.one(MEMBER + " WHERE m.khoi_id = ? AND m.id = ?", khoi, member)
        return None if row is None else member_of(row)

    async def directory(self, khoi: KhoiId) -> Sequence[Listed]:
        """The active members as a list to look somebody up in, by unit and name."""
        rows = await self._sql.all(LISTED + ACTIVE + BY_UNIT, khoi)
        return await made(rows, listed_of)

    # --- persons and their phones ---

    async def person(self, person: PersonId) -> Person | None:
        """The person with the active memberships, the first joined first, or None."""
        return _person(await self._sql.all(PERSON + " WHERE p.id = ?", person))

    async def by_account(self, channel: str, account: str) -> Person | None:
        """The person this account belongs to, with the active memberships, or None."""
        rows = await self._sql.all(
            PERSON + " JOIN account a ON a.person_id = p.id WHERE a.channel = ? AND a.account = ?",
            channel,
            account,
        )
        return _person(rows)

    async def joined(self, member: MemberId, now: datetime) -> None:
        """Remembers when the member first joined."""
        await self._sql.run(
            "UPDATE member SET joined_at = coalesce(joined_at, ?) WHERE id = ?", micros(now), member
        )

    async def bind(self, channel: str, account: str, person: PersonId, device: str, now: datetime) -> None:
        """Makes an account a phone of this person, whoever's it was before."""
        await self._sql.run(
            "INSERT INTO account (id, channel, account, person_id, device, joined_at, commands_due_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (channel, account) DO UPDATE SET person_id = excluded.person_id, device = excluded.device,"
            " joined_at = excluded.joined_at, unreachable_at = NULL, commands_due_at = excluded.commands_due_at",
            self._fresh_id(), channel, account, person, device, micros(now), micros(now),
        )  # fmt: skip

    async def set_language(self, person: PersonId, language: Language) -> None:
        """Stores the language the person wants."""
        await self._sql.run("UPDATE person SET language = ? WHERE id = ?", language.value, person)
        await self._sql.run("UPDATE account SET commands_due_at = 0 WHERE person_id = ?", person)


def _khoi(row: Row) -> Khoi:
    return Khoi(KhoiId(row["id"]), BodyKind(row["kind"]), row["name"])


def _person(rows: Sequence[Row]) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    places = [row for row in rows if row["id"] is not None]  # nearly always one: sorted here, not there
    places.sort(key=lambda row: (row["joined_at"] or 0, row["id"]))
    memberships = tuple(map(member_of, places))
    return Person(PersonId(first["p_id"]), first["p_name"], Language(first["language"]), memberships)


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
