"""What was voted: in a secret ballot turnout and, apart from it, sealed slips; in an open one votes with history."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import SlipCast, Vote, Voted
from campaign.ballots.choices import Choices
from campaign.ballots.slip import Decoder, Slip, Unreadable, encode
from campaign.ids import BallotId, MemberId, VoterId
from storage.documents import read, written
from storage.sealing import SHORT, KeyGone, Seals
from storage.sql import Conflict, Row, Sql, micros, moment

AT_ONCE = 1000  # slips read and opened before others have their turn
LATEST = (
    "SELECT v.* FROM open_vote v WHERE v.ballot_id = ? AND v.choices <> '' AND v.step ="
    " (SELECT max(step) FROM open_vote o WHERE o.ballot_id = v.ballot_id AND o.voter_id = v.voter_id)"
)


class UrnStore:
    """The urn of each ballot. Whoever asks has checked that the ballot is of their khối."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int], seals: Seals) -> None:
        self._sql = sql
        self._fresh_id = fresh_id
        self._seals = seals

    # --- keys ---

    async def make_key(self, ballot: BallotId) -> None:
        """Makes the key of a secret ballot, durably, before anything can be sealed to it. Twice is harmless."""
        self._seals.make(ballot)

    async def has_key(self, ballot: BallotId) -> bool:
        """Whether the ballot can be voted on and counted on this machine."""
        return self._seals.exists(ballot)

    # --- secret ballots ---

    async def voted(self, ballot: BallotId, voter: VoterId) -> Voted | None:
        """Whether this voter has voted, and the fingerprint of the press; nothing of the choice."""
        row = await self._sql.one(
            "SELECT fingerprint FROM turnout WHERE ballot_id = ? AND voter_id = ?", ballot, voter
        )
        return None if row is None else Voted(ballot, voter, bytes(row["fingerprint"]))

    async def cast(self, ballot: Ballot, cast: SlipCast) -> None:
        """Takes the slip and, apart from it, that the voter has voted. Raises Conflict for a second vote, KeyGone."""
        names = [candidate.id for candidate in ballot.candidates]
        sealed = self._seals.seal(ballot.id, encode(cast.slip.choices, cast.slip.receipt, names), SHORT)
        await self._sql.run(
            "INSERT INTO turnout (ballot_id, voter_id, fingerprint) VALUES (?, ?, ?)",
            ballot.id, cast.voted.voter, cast.voted.fingerprint,
        )  # fmt: skip
        await self._sql.run(
            "INSERT INTO sealed_slip (id, ballot_id, slip) VALUES (?, ?, ?)",
            self._fresh_id(),
            ballot.id,
            sealed,
        )

    async def slips(self, ballot: Ballot) -> tuple[Sequence[Slip], int]:
        """The opened slips, sorted by their receipts, and how many could not be read. Raises KeyGone."""
        names = [candidate.id for candidate in ballot.candidates]
        if not self._seals.exists(ballot.id):  # with or without slips: nobody could vote any more
            raise KeyGone(str(ballot.id))
        decoder, slips, unreadable = Decoder(names), list[Slip](), 0
        rows = await self._some_slips(ballot.id, None)
        while rows:
            for row in rows:
                match decoder.read(self._seals.open(ballot.id, bytes(row["slip"]))):
                    case Slip() as slip:
                        slips.append(slip)
                    case Unreadable():
                        unreadable += 1
            rows = await self._some_slips(ballot.id, rows[-1]["id"])
        return sorted(slips, key=lambda slip: slip.receipt.seed), unreadable

    async def _some_slips(self, ballot: BallotId, after: int | None) -> Sequence[Row]:
        return await self._sql.all(
            "SELECT id, slip FROM sealed_slip WHERE ballot_id = ? AND id > ? ORDER BY id LIMIT ?",
            ballot, -1 if after is None else after, AT_ONCE,
        )  # fmt: skip

    async def wipe(self, ballot: BallotId, voters: range) -> None:
        """Forgets by what the presses of these voters were known again."""
        await self._sql.run(
            "UPDATE turnout SET fingerprint = ? WHERE ballot_id = ? AND voter_id BETWEEN ? AND ?",
            b"", ballot, voters.start, voters.stop - 1,
        )  # fmt: skip

    async def last_voter(self, ballot: BallotId) -> VoterId:
        """The last place on the roll of anybody who has voted; 0 for nobody."""
        row = await self._sql.one(
            "SELECT coalesce(max(voter_id), 0) AS last FROM turnout WHERE ballot_id = ?", ballot
        )
        return VoterId(0 if row is None else row["last"])

    async def empty(self, ballot: BallotId, most: int) -> bool:
        """Throws away slips that nobody can read any more, no more than `most`; False when there were none."""
        changed = await self._sql.run(
            "DELETE FROM sealed_slip WHERE id IN"
            " (SELECT id FROM sealed_slip WHERE ballot_id = ? ORDER BY id LIMIT ?)",
            ballot, most,
        )  # fmt: skip
        return changed > 0

    async def turnout(self, ballot: BallotId) -> frozenset[VoterId]:
        """Who has voted, in a secret ballot or an open one."""
        rows = await self._sql.all(
            "SELECT voter_id FROM turnout WHERE ballot_id = ? UNION SELECT voter_id FROM ("
            + LATEST
            + ") latest",
            ballot,
            ballot,
        )
        return frozenset(VoterId(row["voter_id"]) for row in rows)

    async def took_part(self, ballot: BallotId, voter: VoterId) -> bool:
        """Whether this voter has voted, in a secret ballot or an open one."""
        return await self.voted(ballot, voter) is not None or await self.vote(ballot, voter) is not None

    # --- open votes ---

    async def vote(self, ballot: BallotId, voter: VoterId) -> Vote | None:
        """The voter's latest vote, unless it was withdrawn."""
        row = await self._sql.one(LATEST + " AND v.voter_id = ?", ballot, voter)
        return None if row is None else _vote(row)

    async def votes(self, ballot: BallotId) -> Mapping[VoterId, Vote]:
        """Everybody's latest vote, in the order of the roll."""
        rows = await self._sql.all(LATEST + " ORDER BY v.voter_id", ballot)
        return {VoterId(row["voter_id"]): _vote(row) for row in rows}

    async def history(self, ballot: BallotId, voter: VoterId) -> Sequence[Vote]:
        """Every vote of the voter so far, the oldest first; withdrawn entries have no choices."""
        rows = await self._sql.all(
            "SELECT * FROM open_vote WHERE ballot_id = ? AND voter_id = ? ORDER BY step", ballot, voter
        )
        return [_vote(row) for row in rows]

    async def write(self, vote: Vote) -> None:
        """Takes an open vote; earlier ones stay. Raises Conflict when another was written meanwhile."""
        before = await self.vote(vote.ballot, vote.voter)
        if (before.revision if before else 0) != vote.revision - 1:
            raise Conflict("another vote was written meanwhile")
        await self._add(vote, written(vote.choices))

    async def withdraw(self, vote: Vote, by: MemberId, now: datetime) -> None:
        """Takes an entry back: the voter was not there. The entry stays in the history."""
        gone = Vote(vote.ballot, vote.voter, (), by, now, own=False, revision=vote.revision)
        await self._add(gone, "")

    async def _add(self, vote: Vote, choices: str) -> None:
        await self._sql.run(
            "INSERT INTO open_vote (ballot_id, voter_id, step, revision, choices, by_member, at, own)"
            " SELECT ?, ?, coalesce(max(step), 0) + 1, ?, ?, ?, ?, ? FROM open_vote"
            " WHERE ballot_id = ? AND voter_id = ?",
            vote.ballot, vote.voter, vote.revision, choices, vote.by, micros(vote.at), int(vote.own),
            vote.ballot, vote.voter,
        )  # fmt: skip


def _vote(row: Row) -> Vote:
    return Vote(
        BallotId(row["ballot_id"]),
        VoterId(row["voter_id"]),
        read(Choices, row["choices"]) if row["choices"] else (),
        MemberId(row["by_member"]),
        moment(row["at"]),
        own=row["own"] == 1,
        revision=row["revision"],
    )
