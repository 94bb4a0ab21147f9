"""Who stands on the roll of a ballot, as rows: the voters, who acts for each, who left, what was changed."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import compress

from campaign.ballots.roll import Voter
from campaign.ballots.substitution import RollEvent
from campaign.ids import BallotId, KhoiId, MemberId, PersonId, VoterId
from storage.ballot_rows import hand_columns, voter_of
from storage.rolls import Rolls
from storage.sql import Sql, made, micros

AT_ONCE = 1000  # voters struck off before others are heard: what writes is never stopped, and of 100,000 takes a second
STRIKE = (
    "DELETE FROM ballot_voter WHERE ballot_id = ? AND voter_id IN"
    " (SELECT voter_id FROM ballot_voter WHERE ballot_id = ? LIMIT ?)"
)


class VoterStore:
    """The rolls of the ballots. Whoever asks has checked that the ballot is of their khối."""

    def __init__(self, sql: Sql, rolls: Rolls) -> None:
        self._sql = sql
        self._rolls = rolls

    # --- reading ---

    async def roll(self, ballot: BallotId) -> tuple[Voter, ...]:
        """The roll as its rows are now, in its order."""
        rows = await self._sql.all("SELECT * FROM ballot_voter WHERE ballot_id = ? ORDER BY voter_id", ballot)
        return tuple(await made(rows, voter_of))

    async def roll_after(self, ballot: BallotId, writes: int) -> tuple[Voter, ...]:
        """The roll of a ballot whose row says it was written so many times, read only if it is not remembered.

        Not for a ballot that this transaction has written: that may still be taken back.
        """
        known = self._rolls.kept(ballot, writes)
        if known is None:
            known = await self.roll(ballot)
            again = await self._sql.one("SELECT writes FROM ballot WHERE id = ?", ballot)
            if again is not None and again["writes"] == writes:  # nobody wrote it in between
                self._rolls.keep(ballot, writes, known)
        return known

    async def people(self, ballot: BallotId) -> Mapping[VoterId, PersonId]:
        """Who acts now for which voter; a person who left is not among them."""
        rows = await self._sql.all(
            "SELECT v.voter_id, m.person_id FROM ballot_voter v JOIN member m ON m.id = v.hand_id"
            " WHERE v.ballot_id = ? AND m.left_at IS NULL ORDER BY v.voter_id",
            ballot,
        )
        return {VoterId(row["voter_id"]): PersonId(row["person_id"]) for row in rows}

    async def people_of(self, ballot: BallotId, person: PersonId) -> Mapping[VoterId, PersonId]:
        """The part of `people` that is about one person."""
        rows = await self._sql.all(
            "SELECT v.voter_id FROM member m CROSS JOIN ballot_voter v"  # SQLite keeps this order: one row, not a roll
            " WHERE m.person_id = ? AND m.left_at IS NULL AND v.ballot_id = ? AND v.hand_id = m.id ORDER BY v.voter_id",
            person,
            ballot,
        )
        return {VoterId(row["voter_id"]): person for row in rows}

    async def departed(self, khoi: KhoiId, ballot: BallotId) -> Sequence[MemberId]:
        """Who still stands as a hand on the roll and has left the khối, or lost the right to act, since."""
        rows = await self._sql.all(
            "SELECT v.hand_id FROM member m CROSS JOIN ballot_voter v"  # as above: the few who left come first
            " WHERE m.khoi_id = ? AND m.left_at IS NOT NULL AND v.ballot_id = ? AND v.hand_id = m.id"
            " ORDER BY v.voter_id",
            khoi,
            ballot,
        )
        return [MemberId(row["hand_id"]) for row in rows]

    # --- writing ---

    async def enrol(self, ballot: BallotId, roll: Sequence[Voter]) -> None:
        """Writes the roll of a ballot in preparation, in place of the one it had."""
        struck = AT_ONCE
        while struck == AT_ONCE:
            struck = await self._sql.run(STRIKE, ballot, ballot, AT_ONCE)
            await asyncio.sleep(0)
        await self._sql.many(
            "INSERT INTO ballot_voter (ballot_id, voter_id, kind, name, unit_id, hand_id, hand, departed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            await made(roll, lambda v: (ballot, v.id, v.kind.value, v.name, v.unit, *hand_columns(v))),
        )

    async def pass_on(self, ballot: BallotId, roll: Sequence[Voter]) -> None:
        """Writes whose hand acts for which voter of a frozen roll. Raises Conflict for a hand with two voters."""
        before = {voter.id: voter for voter in await self.roll(ballot)}
        changed = await made(roll, lambda v: v != before.get(v.id))
        moved = list(compress(roll, changed))
        # first let go, then take hold: a hand may move from one voter to another
        release = "UPDATE ballot_voter SET hand_id = NULL WHERE ballot_id = ? AND voter_id = ?"
        await self._sql.many(release, [(ballot, v.id) for v in moved])
        await self._sql.many(
            "UPDATE ballot_voter SET hand_id = ?, hand = ?, departed = ? WHERE ballot_id = ? AND voter_id = ?",
            [(*hand_columns(v), ballot, v.id) for v in moved],
        )

    async def note(self, event: RollEvent, event_id: int) -> None:
        """Keeps what happened to the roll."""
        e = event
        await self._sql.run(
            "INSERT INTO roll_event (id, ballot_id, voter_id, change, member_id, at, mandate, entered_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            event_id, e.ballot, e.voter, e.change.value, e.member, micros(e.at), e.mandate, e.entered and e.entered.by,
        )  # fmt: skip
