"""The outbox: what is still to be said, and to whom. What became of it is in `storage/fates.py`, whose it is to send in
`storage/tenures.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.ids import BallotId, NoticeId, PersonId
from campaign.people import Language
from storage.sql import Row, Transaction, made, micros, moment

LEASE = timedelta(seconds=10)
"""How long whoever took a message may try before another may take it; among several processes it is renewed."""

IN_ORDER = 4
"""Failed attempts (half a minute) after which the letters behind an answer wait for it no longer."""
TAKING = 3
"""Of several processes one takes letters at a time, else two might take letters of one account."""
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


class Outbox:
    """Letters in and out of the table."""

    def __init__(self, sql: Transaction) -> None:
        self._sql = sql

    async def add(self, letters: Iterable[Letter], now: datetime) -> None:
        """Queues letters, which leave in this order. `due_at` in the future keeps them from other hands until then."""
        rows = await made(
            list(enumerate(letters, micros(now))),
            lambda letter: (*_columns(letter[1]), letter[0], micros(letter[1].due_at)),
        )
        await self._sql.many(
            "INSERT INTO outbox (id, channel, account, person_id, priority, body, sealed_by, edits, tap, notice_id,"
            " created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

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

    async def how_many(self) -> int:
        """How many letters wait."""
        row = await self._sql.one("SELECT count(*) AS n FROM outbox WHERE state = 'due'")
        return int(row["n"]) if row else 0

    async def answers_wait(self, channel: str, account: str, priority: int) -> bool:
        """Whether a letter of this priority is still to be sent, or on its way, to an account."""
        row = await self._sql.one(
            "SELECT 1 AS one FROM outbox WHERE state = 'due' AND channel = ? AND priority = ? AND account = ? LIMIT 1",
            channel, priority, account,
        )  # fmt: skip
        return row is not None

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


def _columns(o: Letter) -> tuple[object, ...]:
    return o.id, o.channel, o.account, o.person, o.priority, o.body, o.sealed_by, o.edits, o.tap, o.notice
