"""Ballots as rows: rule, candidates, roll, and the stamps of what was done with them. Votes are in `storage/urn.py`.

What is frozen stays: once a ballot is open only its stamps, its counting team and the hands of its voters are written.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState, Candidate, Recusal, Teller
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Settings
from campaign.ballots.substitution import RollEvent
from campaign.ids import BallotId, BodyId, CampaignId, KhoiId, MemberId, PersonId, VoterId
from storage.ballot_rows import annulment_of, candidate_of, hand_columns, stamp_columns, stamp_of, voter_of
from storage.documents import read, written
from storage.rolls import Rolls
from storage.sql import Row, Transaction, made, micros, moment_or_none
from storage.turnstile import Turnstile

PREPARING = (BallotState.DRAFT, BallotState.PREPARED)


class BallotStore:
    """The ballots of the installation; every question is bound to a khối."""

    def __init__(self, sql: Transaction, rolls: Rolls) -> None:
        self._sql = sql
        self._rolls = rolls
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

    async def save(self, khoi: KhoiId, ballot: Ballot, now: datetime) -> None:
        """Writes the ballot as it stands now. Raises Conflict for a step that is taken twice, and when somebody else
        has written it since it was read.
        """
        known = await self._sql.one("SELECT state, khoi_id FROM ballot WHERE id = ?", ballot.id)
        if known is not None and known["khoi_id"] != khoi:
            raise ValueError(f"ballot {ballot.id} belongs to another khoi")
        await self._write(khoi, ballot, now)
        if known is None or known["state"] in PREPARING:
            await self._write_lists(ballot)
        else:
            await self._write_hands(ballot)
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

    async def note(self, event: RollEvent, event_id: int) -> None:
        """Keeps what happened to the roll."""
        e = event
        await self._sql.run(
            "INSERT INTO roll_event (id, ballot_id, voter_id, change, member_id, at, mandate, entered_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            event_id, e.ballot, e.voter, e.change.value, e.member, micros(e.at), e.mandate, e.entered and e.entered.by,
        )  # fmt: skip

    async def _write(self, khoi: KhoiId, b: Ballot, now: datetime) -> None:
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
            b.id, khoi, b.campaign, b.body, b.body_name, b.title, b.award, b.place, b.state.value,
            b.settings.act.value, b.settings.secrecy.value, written(b.settings),
            written(b.tellers), written(b.recusals),
            b.closes_at and micros(b.closes_at), b.round, b.attempt, b.follows, b.counted_at and micros(b.counted_at),
            micros(now), b.id, self._turnstile.expected(b.id),
        )  # fmt: skip
        self._turnstile.written(b.id, changed)

    async def _write_lists(self, b: Ballot) -> None:
        await self._sql.run("DELETE FROM ballot_candidate WHERE ballot_id = ?", b.id)
        await self._sql.many(
            "INSERT INTO ballot_candidate (ballot_id, candidate_id, place, subject, name, unit_id, unit_name, award,"
            " position, member_id, registration_id, added_because, gender, women, women_of)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    b.id, c.id, place, c.subject.value, c.name, c.unit, c.unit_name, c.award, c.position, c.member,
                    c.registration, c.added_because, c.gender and c.gender.value, c.women and c.women.women,
                    c.women and c.women.members,
                )
                for place, c in enumerate(b.candidates, 1)
            ],
        )  # fmt: skip
        await self._sql.run("DELETE FROM ballot_voter WHERE ballot_id = ?", b.id)
        await self._sql.many(
            "INSERT INTO ballot_voter (ballot_id, voter_id, kind, name, unit_id, hand_id, hand, departed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(b.id, v.id, v.kind.value, v.name, v.unit, *hand_columns(v)) for v in b.roll],
        )

    async def _write_hands(self, b: Ballot) -> None:
        before = {voter.id: voter for voter in await self._roll(b.id)}
        moved = [v for v in b.roll if v != before.get(v.id)]
        # first let go, then take hold: a hand may move from one voter to another
        release = "UPDATE ballot_voter SET hand_id = NULL WHERE ballot_id = ? AND voter_id = ?"
        await self._sql.many(release, [(b.id, v.id) for v in moved])
        await self._sql.many(
            "UPDATE ballot_voter SET hand_id = ?, hand = ?, departed = ? WHERE ballot_id = ? AND voter_id = ?",
            [(*hand_columns(v), b.id, v.id) for v in moved],
        )

    async def _write_stamps(self, b: Ballot) -> None:
        steps = (
            ("prepared", b.prepared),
            ("opened", b.opened),
            ("closed", b.closed),
            ("announced", b.announced),
        )
        rows = [(b.id, step, *stamp_columns(s), "", None) for step, s in steps if s is not None]
        if b.annulled is not None:
            a = b.annulled
            rows.append((b.id, "annulled", *stamp_columns(a.stamp), a.reason, a.replaced_by))
        if b.prepared is None:  # what was prepared was amended into something that cannot be opened
            await self._sql.run("DELETE FROM ballot_stamp WHERE ballot_id = ? AND step = 'prepared'", b.id)
        await self._sql.many(
            "INSERT INTO ballot_stamp (ballot_id, step, by_member, name, position, at, reason, replaced_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ballot_id, step) DO UPDATE SET"
            " by_member = excluded.by_member, name = excluded.name, position = excluded.position, at = excluded.at"
            " WHERE ballot_stamp.step = 'prepared'",
            rows,
        )

    # --- rows into ballots ---

    async def _whole(self, row: Row) -> Ballot:
        self._turnstile.read(row)
        stamps = await self._sql.all("SELECT * FROM ballot_stamp WHERE ballot_id = ?", row["id"])
        by_step = {stamp["step"]: stamp for stamp in stamps}
        return Ballot(
            id=BallotId(row["id"]),
            campaign=CampaignId(row["campaign_id"]),
            body=BodyId(row["body_id"]),
            body_name=row["body_name"],
            title=row["title"],
            settings=read(Settings, row["settings"]),
            candidates=await self._candidates(row["id"]),
            roll=await self._roll_of(row),
            award=row["award"],
            place=row["place"],
            tellers=read(tuple[Teller, ...], row["tellers"]),
            recusals=read(tuple[Recusal, ...], row["recusals"]),
            closes_at=moment_or_none(row["closes_at"]),
            round=row["round"],
            attempt=row["attempt"],
            follows=row["follows"],
            counted_at=moment_or_none(row["counted_at"]),
            annulled=annulment_of(by_step.get("annulled")),
            **{step: stamp_of(by_step.get(step)) for step in ("prepared", "opened", "closed", "announced")},
        )

    async def _candidates(self, ballot: BallotId) -> tuple[Candidate, ...]:
        rows = await self._sql.all(
            "SELECT * FROM ballot_candidate WHERE ballot_id = ? ORDER BY place", ballot
        )
        return tuple(candidate_of(row) for row in rows)

    async def _roll_of(self, row: Row) -> tuple[Voter, ...]:
        """The roll of this row's ballot, read only if it is not remembered."""
        ballot, writes = BallotId(row["id"]), row["writes"]
        if self._turnstile.is_mine(ballot):
            return await self._roll(ballot)
        known = self._rolls.kept(ballot, writes)
        if known is None:
            known = await self._roll(ballot)
            again = await self._sql.one("SELECT writes FROM ballot WHERE id = ?", ballot)
            if again is not None and again["writes"] == writes:  # nobody wrote it in between
                self._rolls.keep(ballot, writes, known)
        return known

    async def _roll(self, ballot: BallotId) -> tuple[Voter, ...]:
        rows = await self._sql.all("SELECT * FROM ballot_voter WHERE ballot_id = ? ORDER BY voter_id", ballot)
        return tuple(await made(rows, voter_of))
