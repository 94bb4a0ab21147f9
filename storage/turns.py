"""The inbox and where each conversation stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import BallotId, KhoiId, PersonId
from storage.sql import Conflict, Row, Sql, micros, moment, moment_or_none

ARRIVING = 2
"""Who stores updates holds this together with others; alone, nothing with an earlier number can still come."""


class AlreadyDone(Exception):
    """The update has had its turn: whatever was done for it a second time is to be taken back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to be stored before it is acknowledged."""

    channel: str
    key: str
    account: str
    payload: bytes
    sealed_by: BallotId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored update that waits for its turn. `person` is None for an account nobody has joined with."""

    seq: int
    channel: str
    account: str
    payload: bytes
    sealed_by: BallotId | None
    person: PersonId | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one account stands: the flow, its stored state and the buttons last shown."""

    channel: str
    account: str
    khoi: KhoiId | None = None
    flow: str = ""
    flow_version: int = 0
    state_kind: str = ""
    state: bytes = b""
    shown: bytes = b""
    sealed_by: BallotId | None = None
    revision: int = 0


class Turns:
    """The rows that make a turn safe."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def arrive(self, arrivals: Iterable[Arrival], now: datetime) -> None:
        """Stores updates; one that came before is not stored again."""
        await self._sql.many(
            "INSERT INTO inbox (channel, key, account, payload, sealed_by, received_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (channel, key) DO NOTHING",
            [(a.channel, a.key, a.account, a.payload, a.sealed_by, micros(now)) for a in arrivals],
        )

    async def waiting(self, after: int, most: int) -> Sequence[Entry]:
        """Updates not done yet, oldest first, beyond a sequence number."""
        rows = await self._sql.all(
            "SELECT i.seq, i.channel, i.account, i.payload, i.sealed_by, i.received_at, a.person_id FROM inbox i"
            " LEFT JOIN account a ON a.channel = i.channel AND a.account = i.account"
            " WHERE i.done_at IS NULL AND i.seq > ? ORDER BY i.seq LIMIT ?",
            after,
            most,
        )
        return [entry_of(row) for row in rows]

    async def last_seq(self) -> int:
        """The newest sequence number: the cut-off when a ballot closes."""
        row = await self._sql.one("SELECT coalesce(max(seq), 0) AS seq FROM inbox")
        return int(row["seq"]) if row else 0

    async def how_many(self) -> int:
        """How many updates wait."""
        row = await self._sql.one("SELECT count(*) AS n FROM inbox WHERE done_at IS NULL")
        return int(row["n"]) if row else 0

    async def waiting_since(self) -> datetime | None:
        """Since when the oldest waiting update waits."""
        row = await self._sql.one("SELECT min(received_at) AS at FROM inbox WHERE done_at IS NULL")
        return None if row is None else moment_or_none(row["at"])

    async def waits_before(self, seq: int) -> bool:
        """Whether an update that came before this place still waits: what is counted now would miss it."""
        row = await self._sql.one("SELECT 1 AS one FROM inbox WHERE done_at IS NULL AND seq < ? LIMIT 1", seq)
        return row is not None

    async def waits_of(self, channel: str, account: str) -> bool:
        """Whether something that this account said or pressed waits for its turn."""
        row = await self._sql.one(
            "SELECT 1 AS one FROM inbox WHERE done_at IS NULL AND channel = ? AND account = ? LIMIT 1",
            channel,
            account,
        )
        return row is not None

    async def done(self, seqs: Sequence[int], now: datetime) -> None:
        """Marks updates done and wipes what they carried. Raises AlreadyDone when one of them was."""
        changed = await self._sql.changed(
            "UPDATE inbox SET done_at = ?, payload = ? WHERE seq = ? AND done_at IS NULL",
            [(micros(now), b"", seq) for seq in seqs],
        )
        if changed != len(seqs):
            raise AlreadyDone

    async def purge(self, before: datetime) -> int:
        """Forgets updates done before a moment (a provider's ids may restart after an idle week)."""
        return await self._sql.run("DELETE FROM inbox WHERE done_at < ?", micros(before))

    async def conversation(self, channel: str, account: str) -> Conversation:
        """Where the account stands; a fresh conversation for a new one."""
        row = await self._sql.one(
            "SELECT * FROM conversation WHERE channel = ? AND account = ?", channel, account
        )
        return Conversation(channel, account) if row is None else _conversation(row)

    async def stand(self, conversations: Sequence[Conversation]) -> None:
        """Stores where accounts stand now. `revision` is the one that was read; Conflict if one moved meanwhile."""
        changed = await self._sql.changed(
            "INSERT INTO conversation (channel, account, khoi_id, flow, flow_version, state_kind, state, shown,"
            " sealed_by, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (channel, account) DO UPDATE SET"
            " khoi_id = excluded.khoi_id, flow = excluded.flow, flow_version = excluded.flow_version,"
            " state_kind = excluded.state_kind, state = excluded.state, shown = excluded.shown,"
            " sealed_by = excluded.sealed_by, revision = conversation.revision + 1"
            " WHERE conversation.revision = ?",
            [
                (c.channel, c.account, c.khoi, c.flow, c.flow_version, c.state_kind, c.state, c.shown, c.sealed_by,
                 c.revision)
                for c in conversations
            ],
        )  # fmt: skip
        if changed != len(conversations):
            raise Conflict("a conversation moved on")


def entry_of(row: Row) -> Entry:
    """An entry from its row and the person of its account."""
    sealed, person = row["sealed_by"], row["person_id"]
    return Entry(
        row["seq"],
        row["channel"],
        row["account"],
        bytes(row["payload"]),
        None if sealed is None else BallotId(sealed),
        None if person is None else PersonId(person),
        moment(row["received_at"]),
    )


def _conversation(row: Row) -> Conversation:
    return Conversation(
        row["channel"],
        row["account"],
        row["khoi_id"],
        row["flow"],
        row["flow_version"],
        row["state_kind"],
        bytes(row["state"]),
        bytes(row["shown"]),
        row["sealed_by"],
        row["revision"],
    )
