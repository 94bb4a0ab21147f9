"""Calendars that people subscribe to: one each at most, found by the hash of its secret."""

from datetime import datetime

from campaign.ids import PersonId
from storage.sql import Sql, micros, moment


class FeedStore:
    """The addresses of own calendars."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def made_at(self, person: PersonId) -> datetime | None:
        """When the person's address was made, or None where there is none."""
        row = await self._sql.one("SELECT made_at FROM calendar_feed WHERE person_id = ?", person)
        return None if row is None else moment(row["made_at"])

    async def put(self, person: PersonId, secret_hash: str, now: datetime) -> None:
        """The person's address from now on; the one before is worth nothing."""
        await self._sql.run(
            "INSERT INTO calendar_feed (person_id, secret_hash, made_at) VALUES (?, ?, ?) ON CONFLICT (person_id)"
            " DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at",
            person, secret_hash, micros(now),
        )  # fmt: skip

    async def revoke(self, person: PersonId) -> bool:
        """Ends the person's address; False where there was none."""
        return await self._sql.run("DELETE FROM calendar_feed WHERE person_id = ?", person) == 1

    async def owner(self, secret_hash: str) -> PersonId | None:
        """Whose address it is, or None."""
        row = await self._sql.one("SELECT person_id FROM calendar_feed WHERE secret_hash = ?", secret_hash)
        return None if row is None else PersonId(row["person_id"])
