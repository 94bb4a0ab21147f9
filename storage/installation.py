"""What an installation says about itself."""

from collections.abc import Sequence

from campaign.ids import KhoiId
from storage.sql import Sql


class Installation:
    """Words by name, each set once or changed."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, name: str) -> str | None:
        """The word under a name, or None."""
        row = await self._sql.one("SELECT value FROM installation WHERE name = ?", name)
        return None if row is None else str(row["value"])

    async def put(self, name: str, value: str) -> None:
        """Sets the word under a name."""
        await self._sql.run(
            "INSERT INTO installation (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value,
        )

    async def beginning(self, start: str) -> Sequence[tuple[str, str]]:
        """Names that begin so, with their words."""
        rows = await self._sql.all("SELECT name, value FROM installation ORDER BY name")
        return [(row["name"], row["value"]) for row in rows if row["name"].startswith(start)]

    async def has_people(self) -> bool:
        """Whether anybody is in this database."""
        return await self._sql.one("SELECT 1 AS one FROM person ORDER BY id LIMIT 1") is not None

    async def all_khoi(self) -> Sequence[KhoiId]:
        """Every khối of the installation, by name."""
        rows = await self._sql.all("SELECT id FROM khoi ORDER BY search")
        return [KhoiId(row["id"]) for row in rows]
