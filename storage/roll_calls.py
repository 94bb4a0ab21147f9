"""Who was seen at a meeting, and who of a ballot's roll was there when it was closed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from campaign.ids import BallotId, MeetingId, MemberId, VoterId
from campaign.meetings.roll_call import Presence
from storage.sql import Sql, micros


class RollCallStore:
    """The roll calls of meetings; what a closed ballot takes from one is frozen with it."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of(self, meeting: MeetingId) -> Mapping[MemberId, Presence]:
        """Whose place was seen taken or empty; who was not called is not among them."""
        rows = await self._sql.all(
            "SELECT member_id, presence FROM meeting_presence WHERE meeting_id = ? ORDER BY member_id",
            meeting,
        )
        return {MemberId(row["member_id"]): Presence(row["presence"]) for row in rows}

    async def mark(
        self, meeting: MeetingId, marks: Mapping[MemberId, Presence], by: MemberId, now: datetime
    ) -> None:
        """Writes what was seen, in place of what was noted before."""
        await self._sql.many(
            "INSERT INTO meeting_presence (meeting_id, member_id, presence, at, by_member) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (meeting_id, member_id) DO UPDATE SET presence = excluded.presence, at = excluded.at,"
            " by_member = excluded.by_member",
            [(meeting, member, mark.value, micros(now), by) for member, mark in marks.items()],
        )

    async def freeze(self, ballot: BallotId, roll: Iterable[VoterId], there: Collection[VoterId]) -> None:
        """Keeps who was in the room when the ballot was closed. Raises Conflict for a second time."""
        await self._sql.many(
            "INSERT INTO ballot_presence (ballot_id, voter_id, there) VALUES (?, ?, ?)",
            [(ballot, voter, int(voter in there)) for voter in roll],
        )

    async def of_ballot(self, ballot: BallotId) -> frozenset[VoterId] | None:
        """Who was in the room; None where the ballot was closed without a roll call."""
        rows = await self._sql.all(
            "SELECT voter_id, there FROM ballot_presence WHERE ballot_id = ? ORDER BY voter_id", ballot
        )
        return frozenset(VoterId(row["voter_id"]) for row in rows if row["there"]) if rows else None
