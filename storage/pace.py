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

    async def owe(self, channel: str, count: int, gap: float, most: float) -> None:
        """So many messages left without a slot: what is reserved later comes later, `most` seconds from now at most."""
        length = int(count * gap * 1_000_000)
        await self._sql.run(
            f"INSERT INTO pace (channel, next_at) VALUES (?, {NOW}) ON CONFLICT (channel) DO UPDATE SET next_at ="
            f" least(greatest(pace.next_at, {NOW}) + ?::bigint, greatest(pace.next_at, {NOW} + ?::bigint))",
            channel, length, int(most * 1_000_000),
        )  # fmt: skip
