"""Ballots that wait for their count, as the counting job asks for them and settles them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ballots.ballot import Ballot
from campaign.ids import BallotId, KhoiId
from storage.secret_ballots import OVER
from storage.sql import Sql, micros, moment

ITS_STATE = "id = ? AND state = 'closed' AND writes = ?"  # nobody has changed it since it was read


@dataclass(frozen=True, slots=True)
class ToCount:
    """A closed ballot. Updates before `cut_off`, a place in the inbox, count; `closed_at` is UTC."""

    khoi: KhoiId
    ballot: BallotId
    cut_off: int
    closed_at: datetime


class CountStore:
    """Which ballots are to be counted, and that they were."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def waiting(self) -> Sequence[ToCount]:
        """Closed ballots that nobody has counted and nothing keeps from it."""
        rows = await self._sql.all(
            "SELECT b.khoi_id, b.id, b.cut_off_seq, s.at FROM ballot b"
            " JOIN ballot_stamp s ON s.ballot_id = b.id AND s.step = 'closed'"
            " WHERE b.state = 'closed' AND b.trouble = '' ORDER BY b.id"
        )
        return [
            ToCount(KhoiId(row["khoi_id"]), BallotId(row["id"]), row["cut_off_seq"], moment(row["at"]))
            for row in rows
        ]

    async def voters(self, ballot: BallotId) -> int:
        """How many stand on its roll."""
        row = await self._sql.one("SELECT count(*) AS n FROM ballot_voter WHERE ballot_id = ?", ballot)
        return 0 if row is None else int(row["n"])

    async def has_envelopes(self, ballot: BallotId) -> bool:
        """Whether the counting team still has to open written opinions."""
        row = await self._sql.one(
            "SELECT 1 AS one FROM opinion WHERE ballot_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM opened_opinions WHERE ballot_id = ?) LIMIT 1",
            ballot, ballot,
        )  # fmt: skip
        return row is not None

    async def writes(self, ballot: BallotId) -> int:
        """How often the ballot has been written: what `counted` and `set_trouble` must still find."""
        row = await self._sql.one("SELECT writes FROM ballot WHERE id = ?", ballot)
        return -1 if row is None else int(row["writes"])

    async def counted(self, ballot: Ballot, writes: int) -> bool:
        """Notes the moment of the count; False when the ballot is no longer the one that was counted."""
        assert ballot.counted_at is not None, "it was counted"
        changed = await self._sql.run(
            f"UPDATE ballot SET state = ?, counted_at = ?, writes = writes + 1 WHERE {ITS_STATE}",
            ballot.state.value, micros(ballot.counted_at), ballot.id, writes,
        )  # fmt: skip
        return changed == 1

    async def set_trouble(self, ballot: BallotId, writes: int, trouble: str) -> bool:
        """Remembers why a closed ballot cannot be counted; False when it is no longer the one that was looked at."""
        changed = await self._sql.run(
            f"UPDATE ballot SET trouble = ? WHERE {ITS_STATE}", trouble, ballot, writes
        )
        return changed == 1

    async def unemptied(self) -> Sequence[BallotId]:
        """Secret ballots that are over and whose slips, which nobody can read any more, still lie in the urn."""
        states = ", ".join("?" for _ in OVER)
        rows = await self._sql.all(
            f"SELECT b.id FROM ballot b WHERE b.secrecy = 'secret' AND b.state IN ({states})"
            " AND EXISTS (SELECT 1 FROM sealed_slip s WHERE s.ballot_id = b.id) ORDER BY b.id",
            *OVER,
        )
        return [BallotId(row["id"]) for row in rows]
