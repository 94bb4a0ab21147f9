"""What became of letters: recorded with them and in the ledger of their notice; what they said is wiped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import NoticeId, PersonId
from storage.sql import Transaction, micros

ENDING = 4
"""Of several processes one records letters that did not arrive: two that each took the other's for due would leave a
line of the ledger open."""

DELIVERED = "UPDATE delivery SET state = ? WHERE notice_id = ? AND person_id = ? AND state <> 'sent'"


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


class Fates:
    """The ends of letters, and of attempts."""

    def __init__(self, sql: Transaction) -> None:
        self._sql = sql

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
