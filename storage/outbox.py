"""The outbox: what is still to be said, to whom, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.ids import BallotId, NoticeId, PersonId
from campaign.people import Language
from storage.sql import Row, Transaction, micros, moment

LEASE = timedelta(seconds=10)
"""How long whoever took a message may try before another may take it; among several processes it is renewed."""

IN_ORDER = 4
"""Failed attempts (half a minute) after which the letters behind an answer wait for it no longer."""
TAKING = 3
"""Of several processes one takes letters at a time, else two might take letters of one account."""
ENDING = 4
"""And one records letters that did not arrive: two that each took the other's for due would leave a line open."""

DELIVERED = "UPDATE delivery SET state = ? WHERE notice_id = ? AND person_id = ? AND state <> 'sent'"


AS_SAID = "due_at = CASE WHEN created_at < ? THEN created_at ELSE ? END"  # the clock may have been put back
AT_A_TIME = 500  # letters read by one statement
OF_FREE_ACCOUNTS = (
    " AND account NOT IN (SELECT account FROM outbox WHERE state = 'due' AND channel = ? AND priority = ?"
    " AND due_at > ? AND attempts < ?)"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one account. `body` is the encoded message, sealed when `sealed_by` names a ballot."""

    id: int
    channel: str
    account: str
    person: PersonId | None
    language: Language
    priority: int
    body: bytes
    due_at: datetime
    sealed_by: BallotId | None = None
    edits: str | None = None
    tap: str | None = None
    notice: NoticeId | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter: state is sent, failed, unreachable, dropped, or due (again at `due_at`).

    `notice` and `person` as in the letter: whose line of which ledger it is.
    """

    id: int
    state: str
    attempts: int
    message_ref: str | None = None
    error: str | None = None
    due_at: datetime | None = None
    notice: NoticeId | None = None
    person: PersonId | None = None


class Outbox:
    """Letters in and out of the table."""

    def __init__(self, sql: Transaction) -> None:
        self._sql = sql

    async def add(self, letters: Iterable[Letter], now: datetime) -> None:
        """Queues letters, which leave in this order. `due_at` in the future keeps them from other hands until then."""
        await self._sql.many(
            "INSERT INTO outbox (id, channel, account, person_id, priority, body, sealed_by, edits, tap, notice_id,"
            " created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (o.id, o.channel, o.account, o.person, o.priority, o.body, o.sealed_by, o.edits, o.tap, o.notice,
                 micros(now) + place, micros(o.due_at))
                for place, o in enumerate(letters)
            ],
        )  # fmt: skip

    async def waits(self, channel: str, priorities: Sequence[int], now: datetime) -> bool:
        """Whether a letter of this channel is due that `take` would take: looked at often, and without a lock."""
        first, *later = priorities
        marks = ", ".join("?" for _ in later)
        row = await self._sql.one(
            "SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM outbox WHERE state = 'due' AND channel = ? AND priority = ?"
            f" AND due_at <= ?{OF_FREE_ACCOUNTS})"
            f" OR EXISTS (SELECT 1 FROM outbox WHERE state = 'due' AND channel = ? AND priority IN ({marks})"
            " AND due_at <= ?)",
            channel, first, micros(now), channel, first, micros(now), IN_ORDER, channel, *later, micros(now),
        )  # fmt: skip
        return row is not None

    async def take(
        self, channel: str, priorities: Sequence[int], now: datetime, most: int
    ) -> Sequence[Letter]:
        """Due letters of a channel, leased to the caller for LEASE.

        `priorities`: all there are, the most urgent first. Those of the first are answers, which leave in order: the
        account of one that is in somebody's hands has its turn later.
        """
        await self._sql.alone(TAKING)
        ids: list[int] = []
        for priority in priorities:  # each a short way into the index, however many letters wait
            in_order = priority == priorities[0]
            rows = await self._sql.all(
                "SELECT id FROM outbox WHERE state = 'due' AND channel = ? AND priority = ? AND due_at <= ?"
                f"{OF_FREE_ACCOUNTS if in_order else ''} ORDER BY due_at, id LIMIT ?{self._sql.skip_locked}",
                channel,
                priority,
                micros(now),
                *((channel, priority, micros(now), IN_ORDER) if in_order else ()),
                most - len(ids),
            )
            ids += [row["id"] for row in rows]
            if len(ids) == most:
                break
        if not ids:
            return []
        await self._sql.many(  # in their order: what is not sent in time is taken again by it
            "UPDATE outbox SET due_at = ? WHERE id = ?",
            [(micros(now + LEASE) + place, i) for place, i in enumerate(ids)],
        )
        rows = []
        for place in range(0, len(ids), AT_A_TIME):
            part = ids[place : place + AT_A_TIME]
            marks = ", ".join("?" for _ in part)
            rows += await self._sql.all(
                "SELECT o.*, p.language FROM outbox o LEFT JOIN person p ON p.id = o.person_id"
                f" WHERE o.id IN ({marks})",
                *part,
            )
        return [_letter(row) for row in sorted(rows, key=_said)]

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

    async def how_many(self) -> int:
        """How many letters wait."""
        row = await self._sql.one("SELECT count(*) AS n FROM outbox WHERE state = 'due'")
        return int(row["n"]) if row else 0

    async def settle(self, fates: Iterable[Fate]) -> None:
        """Records what became of letters; the content of a finished one is wiped, the ledger of its notice updated."""
        listed = list(fates)
        await self._sql.many(
            "UPDATE outbox SET state = ?, attempts = ?, message_ref = ?, error = ?, due_at = coalesce(?, due_at),"
            " body = CASE WHEN ? = 'due' THEN body ELSE ? END WHERE id = ?",
            [
                (
                    f.state,
                    f.attempts,
                    f.message_ref,
                    f.error,
                    f.due_at and micros(f.due_at),
                    f.state,
                    b"",
                    f.id,
                )
                for f in listed
            ],
        )
        # A notice counts as sent when any of the person's accounts got it, unreachable only when none can.
        told = [f for f in listed if f.notice is not None]
        await self._sql.many(DELIVERED, [(f.state, f.notice, f.person) for f in told if f.state == "sent"])
        missed = [f for f in told if f.state in ("failed", "unreachable")]
        if missed:
            await self._sql.alone(ENDING)
        await self._sql.many(
            f"{DELIVERED} AND NOT EXISTS (SELECT 1 FROM outbox x WHERE x.state = 'due'"
            " AND x.notice_id = delivery.notice_id AND x.person_id = delivery.person_id)",
            [(f.state, f.notice, f.person) for f in missed],
        )

    async def lost_accounts(self, letters: Iterable[int], now: datetime) -> None:
        """Marks the accounts of these letters as unreachable."""
        await self._sql.many(
            "UPDATE account SET unreachable_at = ?"
            " WHERE (channel, account) = (SELECT o.channel, o.account FROM outbox o WHERE o.id = ?)",
            [(micros(now), letter) for letter in letters],
        )

    async def sealed_waits(self, ballot: BallotId) -> bool:
        """Whether a sealed letter of this ballot is still to be sent."""
        row = await self._sql.one(
            "SELECT 1 AS one FROM outbox WHERE state = 'due' AND sealed_by = ? LIMIT 1", ballot
        )
        return row is not None

    async def give_up_sealed(self, ballot: BallotId) -> Sequence[tuple[str, str, PersonId | None, Language]]:
        """Drops the sealed letters that could not be sent; answers whose they were: account, person, language."""
        rows = await self._sql.all(
            "SELECT DISTINCT o.channel, o.account, o.person_id, p.language FROM outbox o"
            " LEFT JOIN person p ON p.id = o.person_id WHERE o.state = 'due' AND o.sealed_by = ?"
            " ORDER BY o.channel, o.account",
            ballot,
        )
        await self._sql.run(
            "UPDATE outbox SET state = 'dropped', body = ? WHERE state = 'due' AND sealed_by = ?", b"", ballot
        )
        return [
            (row["channel"], row["account"], row["person_id"], Language(row["language"] or Language.VI))
            for row in rows
        ]

    async def purge(self, before: datetime) -> int:
        """Forgets finished letters older than a moment; the ledger of notices stays."""
        return await self._sql.run(
            "DELETE FROM outbox WHERE state <> 'due' AND created_at < ?", micros(before)
        )


def _said(row: Row) -> tuple[int, int, int]:
    return row["priority"], row["created_at"], row["id"]


def _letter(row: Row) -> Letter:
    return Letter(
        row["id"],
        row["channel"],
        row["account"],
        row["person_id"],
        Language(row["language"] or Language.VI),
        row["priority"],
        bytes(row["body"]),
        moment(row["due_at"]),
        row["sealed_by"],
        row["edits"],
        row["tap"],
        row["notice_id"],
        row["attempts"],
    )
