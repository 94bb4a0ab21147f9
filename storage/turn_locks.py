"""Takes people to work for where several processes share a PostgreSQL database: one update of each, the oldest.

A person is locked, not an update, else another process would take the person's next one. The lock is an advisory one
by the person's id (a stranger's by the account, as a negative number): it needs no row, cannot be in the way of a
foreign key, and is gone with the transaction or with the process. Accounts are gone through in a circle by their
names, so that a long queue of one person waits behind the short ones of others, at the same cost however long it is.
Whoever has had more than their share of turns is passed over for a while.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from campaign.ids import PersonId
from storage.sql import Row, Sql
from storage.turns import Entry, entry_of

WAITING = (
    "WITH RECURSIVE waiting (channel, account, place) AS ("
    " (SELECT i.channel, i.account, 1 FROM inbox i WHERE i.done_at IS NULL AND (i.channel, i.account) > (?, ?)"
    " ORDER BY i.channel, i.account LIMIT 1)"
    " UNION ALL SELECT n.channel, n.account, w.place + 1 FROM waiting w CROSS JOIN LATERAL"
    " (SELECT i.channel, i.account FROM inbox i WHERE i.done_at IS NULL"
    " AND (i.channel, i.account) > (w.channel, w.account) ORDER BY i.channel, i.account LIMIT 1) n WHERE w.place < ?)"
)
"""The next accounts, in the order of their names, for which something waits: one look into the index for each."""

LOCK = WAITING + (
    ", owned AS MATERIALIZED (SELECT w.channel, w.account, w.place, a.person_id,"
    " coalesce(a.person_id, hashtextextended(w.channel || ' ' || w.account, 0) | (1::bigint << 63)) AS lock_key"
    " FROM waiting w LEFT JOIN account a ON a.channel = w.channel AND a.account = w.account)"
    " SELECT channel, account, person_id, CASE WHEN person_id = ANY(?::bigint[]) OR (person_id IS NULL"
    " AND channel || ' ' || account = ANY(?::text[])) THEN false ELSE pg_try_advisory_xact_lock(lock_key) END AS ours"
    " FROM owned ORDER BY place"
)

OLDEST = (
    " CROSS JOIN LATERAL (SELECT i.seq, i.payload, i.sealed_by, i.received_at FROM inbox i WHERE i.channel = w.channel"
    " AND i.account = w.account AND i.done_at IS NULL ORDER BY i.seq LIMIT 1) i"
)
ENTRIES = (
    "SELECT DISTINCT ON (w.person_id) i.*, w.channel, w.account, w.person_id FROM account w"
    + OLDEST
    + " WHERE w.person_id = ANY(?::bigint[]) ORDER BY w.person_id, i.seq"
)
STRANGERS = (
    "SELECT i.*, w.channel, w.account, NULL::bigint AS person_id"
    " FROM unnest(?::text[], ?::text[]) AS w (channel, account)" + OLDEST + " WHERE NOT EXISTS"
    " (SELECT 1 FROM account a WHERE a.channel = w.channel AND a.account = w.account)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the circle of accounts the next look begins: behind this one."""

    channel: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Resting:
    """Who is passed over: people, and strangers by their accounts."""

    people: Collection[PersonId] = ()
    accounts: Collection[tuple[str, str]] = ()


NOBODY = Resting()


class TurnLocks:
    """The people this transaction works for."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def begin(self) -> Place:
        """Where a process begins that has just started: in front of whoever has waited longest.

        If it always began with the first name, processes that die young would never come to the last.
        """
        oldest = await self._sql.one(
            "SELECT channel, account FROM inbox WHERE done_at IS NULL ORDER BY seq LIMIT 1"
        )
        return Place() if oldest is None else Place(oldest["channel"], oldest["account"][:-1])

    async def take(self, place: Place, most: int, resting: Resting = NOBODY) -> tuple[Sequence[Entry], Place]:
        """The oldest update of up to `most` people nobody else works for, oldest first, and where to go on."""
        was_round = place == Place()
        passed_over = list(resting.people), [" ".join(account) for account in resting.accounts]
        while True:
            rows = await self._sql.all(LOCK, place.channel, place.account, most, *passed_over)
            ours = [row for row in rows if row["ours"]]
            entries = await self._oldest(ours) if ours else []
            at_end = len(rows) < most
            place = Place() if at_end else Place(rows[-1]["channel"], rows[-1]["account"])
            if entries or (at_end and was_round):
                return entries, place
            was_round = was_round or at_end

    async def _oldest(self, ours: Sequence[Row]) -> Sequence[Entry]:
        """Asked after the locks are there: what another process has done meanwhile is not among them."""
        people = sorted({row["person_id"] for row in ours if row["person_id"] is not None})
        strange = [(row["channel"], row["account"]) for row in ours if row["person_id"] is None]
        rows = list(await self._sql.all(ENTRIES, people)) if people else []
        if strange:
            rows += await self._sql.all(STRANGERS, *map(list, zip(*strange, strict=True)))
        return sorted(map(entry_of, rows), key=lambda entry: entry.seq)
