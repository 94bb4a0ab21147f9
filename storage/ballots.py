"""Ballots as rows: rule, candidates, and the stamps of what was done with them. Their rolls are in `storage/voters.py`,
votes in `storage/urn.py`.

What is frozen stays: once a ballot is open only its stamps, its counting team and the hands of its voters are written.
"""

from collections.abc import Sequence
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState, Candidate
from campaign.ballots.roll import Voter
from campaign.ids import BallotId, KhoiId
from storage.ballot_rows import ballot_columns, ballot_of, candidate_columns, candidate_of, stamp_rows
from storage.sql import Row, Transaction, micros
from storage.turnstile import Turnstile
from storage.voters import VoterStore

PREPARING = (BallotState.DRAFT, BallotState.PREPARED)


class BallotStore:
    """The ballots of the installation; every question is bound to a khối."""

    def __init__(self, sql: Transaction, voters: VoterStore) -> None:
        self._sql = sql
        self._voters = voters
        self._turnstile = Turnstile()

    # --- reading ---

    async def get(self, khoi: KhoiId, ballot: BallotId) -> Ballot | None:
        """The ballot, if it is one of this khối. Nobody closes it before this transaction is over."""
        await self._sql.together(ballot)
        row = await self._sql.one("SELECT * FROM ballot WHERE id = ? AND khoi_id = ?", ballot, khoi)
        return None if row is None else await self._whole(row)

    async def in_state(self, khoi: KhoiId, *states: BallotState) -> Sequence[Ballot]:
        """The ballots of a khối in any of these states, the newest first."""
        marks = ", ".join("?" for _ in states)
        rows = await self._sql.all(
            f"SELECT * FROM ballot WHERE khoi_id = ? AND state IN ({marks}) ORDER BY created_at DESC, id DESC",
            khoi,
            *states,
        )
        return [await self._whole(row) for row in rows]

    async def cut_off_seq(self, ballot: BallotId) -> int | None:
        """The place in the inbox before which presses count, or None while nobody has closed the ballot."""
        row = await self._sql.one("SELECT cut_off_seq FROM ballot WHERE id = ?", ballot)
        return None if row is None else row["cut_off_seq"]

    async def ended_untold(self, before: datetime) -> Sequence[tuple[KhoiId, BallotId]]:
        """Open ballots whose planned end lies before a moment, of which nobody was told."""
        rows = await self._sql.all(
            "SELECT khoi_id, id FROM ballot WHERE state = 'open' AND closes_at <= ? AND end_told_at IS NULL"
            " ORDER BY id",
            micros(before),
        )
        return [(KhoiId(row["khoi_id"]), BallotId(row["id"])) for row in rows]

    async def tell_of_end(self, ballot: BallotId, now: datetime) -> bool:
        """Notes that those concerned are told of the planned end; False when they were, or it is closed."""
        told = await self._sql.run(
            "UPDATE ballot SET end_told_at = ? WHERE id = ? AND state = 'open' AND end_told_at IS NULL",
            micros(now),
            ballot,
        )
        return told > 0

    async def trouble(self, ballot: BallotId) -> str:
        """Why a closed ballot cannot be counted, in a word; empty when nothing is wrong."""
        row = await self._sql.one("SELECT trouble FROM ballot WHERE id = ?", ballot)
        return "" if row is None else str(row["trouble"])

    # --- writing ---

    async def save(self, khoi: KhoiId, ballot: Ballot, now: datetime) -> None:
        """Writes the ballot as it stands now. Raises Conflict for a step that is taken twice, and when somebody else
        has written it since it was read.
        """
        known = await self._sql.one("SELECT state, khoi_id FROM ballot WHERE id = ?", ballot.id)
        if known is not None and known["khoi_id"] != khoi:
            raise ValueError(f"ballot {ballot.id} belongs to another khoi")
        await self._write(khoi, ballot, now)
        if known is None or known["state"] in PREPARING:
            await self._write_candidates(ballot)
            await self._voters.enrol(ballot.id, ballot.roll)
        else:
            await self._voters.pass_on(ballot.id, ballot.roll)
        await self._write_stamps(ballot)

    async def cut_off(self, khoi: KhoiId, ballot: Ballot, seq: int, now: datetime) -> None:
        """Writes the close together with its place in the inbox, after every vote under way is in the urn."""
        await self._sql.alone(ballot.id)
        await self._sql.run(
            "UPDATE ballot SET cut_off_seq = ?, state = 'closed' WHERE id = ?", seq, ballot.id
        )
        await self.save(khoi, ballot, now)

    async def discard(self, ballot: BallotId) -> None:
        """Throws away a ballot that was never opened."""
        for table in ("roll_event", "ballot_candidate", "ballot_voter", "ballot_stamp"):
            await self._sql.run(
                f"DELETE FROM {table} WHERE ballot_id = (SELECT id FROM ballot WHERE id = ?"
                " AND state IN ('draft', 'prepared'))",
                ballot,
            )
        await self._sql.run("DELETE FROM ballot WHERE id = ? AND state IN ('draft', 'prepared')", ballot)

    async def _write(self, khoi: KhoiId, b: Ballot, now: datetime) -> None:
        # the place of the close is named although it stays: the table refuses a closed row without one before it
        # looks whether the row is there already
        changed = await self._sql.run(
            "INSERT INTO ballot (id, khoi_id, campaign_id, body_id, body_name, title, award, place, state, act,"
            " secrecy, settings, tellers, recusals, closes_at, round, attempt, follows, counted_at, created_at,"
            " cut_off_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT cut_off_seq FROM ballot WHERE id = ?))"
            " ON CONFLICT (id) DO UPDATE SET body_id = excluded.body_id, body_name = excluded.body_name,"
            " title = excluded.title, award = excluded.award, place = excluded.place, state = excluded.state,"
            " act = excluded.act, secrecy = excluded.secrecy, settings = excluded.settings,"
            " tellers = excluded.tellers, recusals = excluded.recusals, closes_at = excluded.closes_at,"
            " counted_at = excluded.counted_at, writes = ballot.writes + 1 WHERE ballot.writes = ?",
            *ballot_columns(khoi, b, now), b.id, self._turnstile.expected(b.id),
        )  # fmt: skip
        self._turnstile.written(b.id, changed)

    async def _write_candidates(self, b: Ballot) -> None:
        await self._sql.run("DELETE FROM ballot_candidate WHERE ballot_id = ?", b.id)
        await self._sql.many(
            "INSERT INTO ballot_candidate (ballot_id, candidate_id, place, subject, name, unit_id, unit_name, award,"
            " position, member_id, registration_id, added_because, gender, women, women_of)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [candidate_columns(b.id, place, c) for place, c in enumerate(b.candidates, 1)],
        )

    async def _write_stamps(self, b: Ballot) -> None:
        if b.prepared is None:  # what was prepared was amended into something that cannot be opened
            await self._sql.run("DELETE FROM ballot_stamp WHERE ballot_id = ? AND step = 'prepared'", b.id)
        await self._sql.many(
            "INSERT INTO ballot_stamp (ballot_id, step, by_member, name, position, at, reason, replaced_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ballot_id, step) DO UPDATE SET"
            " by_member = excluded.by_member, name = excluded.name, position = excluded.position, at = excluded.at"
            " WHERE ballot_stamp.step = 'prepared'",
            stamp_rows(b),
        )

    # --- rows into ballots ---

    async def _whole(self, row: Row) -> Ballot:
        self._turnstile.read(row)
        ballot = BallotId(row["id"])
        stamps = await self._sql.all("SELECT * FROM ballot_stamp WHERE ballot_id = ?", ballot)
        return ballot_of(row, await self._candidates(ballot), await self._roll(ballot, row["writes"]), stamps)

    async def _roll(self, ballot: BallotId, writes: int) -> tuple[Voter, ...]:
        if self._turnstile.is_mine(ballot):
            return await self._voters.roll(ballot)
        return await self._voters.roll_after(ballot, writes)

    async def _candidates(self, ballot: BallotId) -> tuple[Candidate, ...]:
        rows = await self._sql.all(
            "SELECT * FROM ballot_candidate WHERE ballot_id = ? ORDER BY place", ballot
        )
        return tuple(candidate_of(row) for row in rows)
