"""Whose letters of the outbox are to send: what is in somebody's hands is due for the others only later."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from storage.outbox import IN_ORDER, LEASE
from storage.sql import Sql, micros

AS_SAID = "due_at = CASE WHEN created_at < ? THEN created_at ELSE ? END"  # the clock may have been put back


class Tenures:
    """Letters kept from other hands, and given back to them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def ahead(self, channel: str, accounts: Sequence[str], answers: int) -> Sequence[tuple[int, str]]:
        """Answers (letters of this priority) to these accounts that are still to be sent: number and account."""
        marks = ", ".join("?" for _ in accounts)
        rows = await self._sql.all(
            "SELECT id, account FROM outbox WHERE state = 'due' AND channel = ? AND priority = ? AND attempts < ?"
            f" AND account IN ({marks})",
            channel,
            answers,
            IN_ORDER,
            *accounts,
        )
        return [(row["id"], row["account"]) for row in rows]

    async def release(self, letters: Iterable[int]) -> None:
        """Makes these letters due at once, in the order in which they were said, for whoever can send them."""
        await self._sql.many(
            "UPDATE outbox SET due_at = created_at WHERE id = ? AND state = 'due'",
            [(letter,) for letter in letters],
        )

    async def renew(self, letters: Iterable[int], until: datetime) -> None:
        """Keeps these letters from other hands until then, in this order, unless they are kept for longer."""
        await self._sql.many(
            "UPDATE outbox SET due_at = ? WHERE id = ? AND state = 'due' AND due_at < ?",
            [(micros(until) + place, letter, micros(until)) for place, letter in enumerate(letters)],
        )

    async def release_all(self, now: datetime, answers: int) -> None:
        """Makes every letter that was in somebody's hands due at once, in the order in which they were said: for a
        process that knows it is alone and has just started. Letters of the priority `answers` that were to be tried
        again are among them: else the ones behind would pass them.
        """
        await self._sql.run(
            f"UPDATE outbox SET {AS_SAID} WHERE state = 'due' AND due_at > ?"
            " AND (due_at <= ? OR (priority = ? AND attempts < ?))",
            micros(now), micros(now), micros(now), micros(now + LEASE), answers, IN_ORDER,
        )  # fmt: skip

    async def plan_anew(self, now: datetime, farthest: datetime) -> None:
        """Makes due what is to be tried again only after `farthest`, later than anything is put off: the clock that
        said so was ahead. What was never tried waits for a day that was meant.
        """
        await self._sql.run(
            "UPDATE outbox SET due_at = ? WHERE state = 'due' AND attempts > 0 AND due_at > ?",
            micros(now), micros(farthest),
        )  # fmt: skip
