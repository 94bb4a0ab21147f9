"""Which process does a piece of work that only one may do at a time."""

from datetime import datetime, timedelta

from storage.sql import Sql, micros


class LeaseStore:
    """Leases by name. On PostgreSQL an advisory lock may take their place."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def take(self, name: str, holder: int, length: timedelta, now: datetime) -> bool:
        """Takes or renews a lease; False while somebody else holds it.

        One that runs longer than any lease may was made when the clock stood later: it counts for nothing.
        """
        return (
            await self._sql.run(
                "INSERT INTO lease (name, holder, until_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                " holder = excluded.holder, until_at = excluded.until_at"
                " WHERE lease.until_at <= ? OR lease.holder = excluded.holder OR lease.until_at > ?",
                name, holder, micros(now + length), micros(now), micros(now + 2 * length),
            )
            == 1
        )  # fmt: skip

    async def give_back(self, name: str, holder: int) -> None:
        """Ends a lease, so that another process need not wait for its end."""
        await self._sql.run("DELETE FROM lease WHERE name = ? AND holder = ?", name, holder)
