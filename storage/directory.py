"""The people of a khối as a list: those who are looked at, and how many there are. All of them: `PeopleStore`."""

from collections.abc import Sequence

from campaign.ids import KhoiId, MemberId, UnitId
from campaign.roster.directory import Among, Headcount, Listed
from storage.sql import Row, Sql

JOINED = "EXISTS (SELECT 1 FROM account a WHERE a.person_id = m.person_id)"
ACTIVE = " FROM member m JOIN unit u ON u.id = m.unit_id WHERE m.khoi_id = ? AND m.left_at IS NULL"
LISTED = (
    "SELECT m.id, m.name, m.code, m.position, m.unit_id, u.name AS unit_name, u.search AS unit_key, m.search,"
    f" CASE WHEN {JOINED} THEN 1 ELSE 0 END AS joined"
)
BY_UNIT = " ORDER BY u.position, u.search, m.search, m.id"


class DirectoryStore:
    """Who is there, a page at a time."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def headcount(self, khoi: KhoiId, unit: UnitId | None = None) -> Headcount:
        """The active members of a khối or of one unit of it, added up by the database."""
        among, values = _among(khoi, Among(unit, waiting=False))
        row = await self._sql.one(
            "SELECT count(*) AS people, count(DISTINCT m.unit_id) AS units,"
            f" count(CASE WHEN {JOINED} THEN 1 END) AS joined{ACTIVE}{among}",
            *values,
        )
        assert row is not None, "a sum has one row"
        return Headcount(row["people"], row["units"], row["joined"])

    async def how_many(self, khoi: KhoiId, among: Among) -> int:
        """How long the list is."""
        words, values = _among(khoi, among)
        row = await self._sql.one(f"SELECT count(*) AS n{ACTIVE}{words}", *values)
        return 0 if row is None else int(row["n"])

    async def some(self, khoi: KhoiId, among: Among, first: int, most: int) -> Sequence[Listed]:
        """So many of the list, by unit and name, beginning after the first ones."""
        words, values = _among(khoi, among)
        rows = await self._sql.all(f"{LISTED}{ACTIVE}{words}{BY_UNIT} LIMIT ? OFFSET ?", *values, most, first)
        return [listed_of(row) for row in rows]


def listed_of(row: Row) -> Listed:
    """One line of the list."""
    return Listed(
        MemberId(row["id"]), row["name"], row["position"], UnitId(row["unit_id"]), row["unit_name"],
        bool(row["joined"]), f"{row['search']} {row['code'].casefold()} {row['unit_key']}",
    )  # fmt: skip


def _among(khoi: KhoiId, among: Among) -> tuple[str, tuple[object, ...]]:
    """Words that follow `ACTIVE`, and the values of both."""
    unit = "" if among.unit is None else " AND m.unit_id = ?"
    waiting = f" AND NOT {JOINED}" if among.waiting else ""
    return unit + waiting, (khoi,) if among.unit is None else (khoi, among.unit)
