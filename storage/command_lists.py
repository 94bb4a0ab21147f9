"""Which command list each account was shown last, and which are to be shown anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import KhoiId, PersonId
from storage.sql import Sql, micros, moment


@dataclass(frozen=True, slots=True)
class DueList:
    """An account whose list may have changed. `shown` is the hash of what it was shown last; `khoi` the one chosen."""

    channel: str
    account: str
    person: PersonId
    khoi: KhoiId | None
    shown: str
    tries: int
    due_at: datetime


class CommandLists:
    """The marks of the accounts."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def due(self, now: datetime, most: int) -> Sequence[DueList]:
        """The lists that are due, the oldest first."""
        rows = await self._sql.all(
            "SELECT a.*, c.khoi_id FROM account a LEFT JOIN conversation c ON c.channel = a.channel"
            " AND c.account = a.account WHERE a.commands_due_at <= ? AND a.unreachable_at IS NULL"
            " ORDER BY a.commands_due_at, a.id LIMIT ?",
            micros(now),
            most,
        )
        return [
            DueList(
                row["channel"], row["account"], PersonId(row["person_id"]),
                None if row["khoi_id"] is None else KhoiId(row["khoi_id"]), row["commands"], row["commands_tries"],
                moment(row["commands_due_at"]),
            )
            for row in rows
        ]  # fmt: skip

    async def shown(self, due: DueList, digest: str) -> None:
        """The list was shown. If it became due once more meanwhile, it stays due."""
        await self._sql.run(
            "UPDATE account SET commands = ?, commands_tries = 0,"
            " commands_due_at = CASE WHEN commands_due_at = ? THEN NULL ELSE commands_due_at END"
            " WHERE channel = ? AND account = ?",
            digest, micros(due.due_at), due.channel, due.account,
        )  # fmt: skip

    async def later(self, due: DueList, at: datetime) -> None:
        """It could not be shown: once more at `at`."""
        await self._sql.run(
            "UPDATE account SET commands_due_at = ?, commands_tries = commands_tries + 1"
            " WHERE channel = ? AND account = ?",
            micros(at), due.channel, due.account,
        )  # fmt: skip

    async def give_up(self, due: DueList) -> None:
        """It can never be shown: nothing more is tried until something changes."""
        await self._sql.run(
            "UPDATE account SET commands_due_at = NULL, commands_tries = 0 WHERE channel = ? AND account = ?",
            due.channel,
            due.account,
        )

    async def all_due(self, now: datetime) -> None:
        """Every account is looked at once: for a program that may know other commands than the one before."""
        await self._sql.run(
            "UPDATE account SET commands_due_at = ? WHERE commands_due_at IS NULL", micros(now)
        )

    async def changed(self, channel: str, account: str, now: datetime) -> None:
        """The account works in another khối now."""
        await self._sql.run(
            "UPDATE account SET commands_due_at = ? WHERE channel = ? AND account = ?",
            micros(now), channel, account,
        )  # fmt: skip
