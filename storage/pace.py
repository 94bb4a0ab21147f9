"""The pace of sending that several processes keep together: slots in time, reserved in blocks."""

from dataclasses import dataclass

from storage.sql import Sql

NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"
"""The server's clock, not the program's: this is about what a provider takes, and must be one clock for all."""


@dataclass(frozen=True, slots=True)
class Slots:
    """A block of slots. `first_at`: microseconds by the server's clock; `wait`: seconds until the first one."""

    first_at: int
    wait: float


class PaceStore:
    """Slots of the channels. PostgreSQL only: a process that is alone needs no row for this."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def reserve(self, channel: str, count: int, gap: float) -> Slots:
        """Takes so many slots, `gap` seconds apart, after all that were taken before."""
        length = int(count * gap * 1_000_000)
        row = await self._sql.one(
            f"INSERT INTO pace (channel, next_at) VALUES (?, {NOW} + ?::bigint) ON CONFLICT (channel) DO UPDATE SET"
            f" next_at = greatest(pace.next_at, {NOW}) + ?::bigint RETURNING next_at - ?::bigint AS first_at,"
            f" next_at - ?::bigint - {NOW} AS wait",
            channel, length, length, length, length,
        )  # fmt: skip
        assert row is not None
        return Slots(row["first_at"], max(0, row["wait"]) / 1_000_000)
