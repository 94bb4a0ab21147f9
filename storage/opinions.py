"""Envelopes of the absent and what the counting team read in them, absences, and the frozen record of a count."""

import asyncio
from collections.abc import Mapping, Sequence

from campaign.ballots.ballot import Ballot
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.record import BallotRecord
from campaign.ballots.rights import Stamp
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, MemberId, VoterId
from storage.documents import read, written
from storage.kept_records import KeptRecords
from storage.packed import packed, unpacked
from storage.sealing import Seals
from storage.sql import Row, Sql, micros, moment


class OpinionStore:
    """What came on paper, and what the count of each ballot came to."""

    def __init__(self, sql: Sql, seals: Seals, records: KeptRecords) -> None:
        self._sql = sql
        self._seals = seals
        self._records = records

    # --- envelopes ---

    async def receive(self, opinion: ReceivedOpinion, scan: str, scan_name: str) -> None:
        """Registers a sealed envelope with the picture of it, if there is one. Raises Conflict for a second."""
        o, r = opinion, opinion.received
        await self._sql.run(
            "INSERT INTO opinion (ballot_id, voter_id, reference, by_member, name, position, at, scan, scan_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            o.ballot, o.voter, o.reference, r.by, r.name, r.position, micros(r.at), scan, scan_name,
        )  # fmt: skip

    async def give_back(self, ballot: BallotId, voter: VoterId) -> None:
        """The unopened envelope went back to its voter."""
        await self._sql.run("DELETE FROM opinion WHERE ballot_id = ? AND voter_id = ?", ballot, voter)

    async def received(self, ballot: BallotId) -> Sequence[ReceivedOpinion]:
        """The envelopes of a ballot, in the order of the roll."""
        rows = await self._sql.all("SELECT * FROM opinion WHERE ballot_id = ? ORDER BY voter_id", ballot)
        return [
            ReceivedOpinion(ballot, VoterId(row["voter_id"]), row["reference"], _stamp(row)) for row in rows
        ]

    async def scan(self, ballot: BallotId, voter: VoterId) -> tuple[str, str] | None:
        """The picture of a voter's envelope: content hash and name, or None."""
        row = await self._sql.one(
            "SELECT scan, scan_name FROM opinion WHERE ballot_id = ? AND voter_id = ? AND scan <> ''",
            ballot,
            voter,
        )
        return None if row is None else (row["scan"], row["scan_name"])

    async def keep_opened(self, ballot: Ballot, opened: OpenedOpinions) -> None:
        """Keeps what was read, sealed in a secret ballot. Raises Conflict for a second time, KeyGone."""
        slips = written(opened.slips).encode()
        if ballot.settings.secrecy is Openness.SECRET:
            slips = self._seals.seal(ballot.id, slips)
        o = opened.opened
        await self._sql.run(
            "INSERT INTO opened_opinions (ballot_id, slips, by_member, name, position, at) VALUES (?, ?, ?, ?, ?, ?)",
            ballot.id, slips, o.by, o.name, o.position, micros(o.at),
        )  # fmt: skip

    async def opened(self, ballot: Ballot) -> OpenedOpinions | None:
        """What was read, or None while the envelopes are sealed. Raises KeyGone for a secret ballot that is over."""
        row = await self._sql.one("SELECT * FROM opened_opinions WHERE ballot_id = ?", ballot.id)
        if row is None:
            return None
        slips = bytes(row["slips"])
        if ballot.settings.secrecy is Openness.SECRET:
            slips = self._seals.open(ballot.id, slips)
        return OpenedOpinions(ballot.id, read(tuple[PaperSlip, ...], slips), _stamp(row))

    async def opened_by(self, ballot: BallotId) -> Stamp | None:
        """Who opened the envelopes and when, or None."""
        row = await self._sql.one("SELECT * FROM opened_opinions WHERE ballot_id = ?", ballot)
        return None if row is None else _stamp(row)

    async def wipe_opened(self, ballot: BallotId) -> None:
        """Throws away what was read in a secret ballot; the sums stand in the record."""
        await self._sql.run("UPDATE opened_opinions SET slips = ? WHERE ballot_id = ?", b"", ballot)

    # --- absences ---

    async def mark_absent(self, ballot: BallotId, voter: VoterId, reason: str) -> None:
        """Notes that nobody of this voter is at the meeting."""
        await self._sql.run(
            "INSERT INTO absence (ballot_id, voter_id, reason) VALUES (?, ?, ?)"
            " ON CONFLICT (ballot_id, voter_id) DO UPDATE SET reason = excluded.reason",
            ballot, voter, reason,
        )  # fmt: skip

    async def mark_present(self, ballot: BallotId, voter: VoterId) -> None:
        """Takes the absence back."""
        await self._sql.run("DELETE FROM absence WHERE ballot_id = ? AND voter_id = ?", ballot, voter)

    async def absences(self, ballot: BallotId) -> Mapping[VoterId, str]:
        """Who is not at the meeting, and why."""
        rows = await self._sql.all(
            "SELECT voter_id, reason FROM absence WHERE ballot_id = ? ORDER BY voter_id", ballot
        )
        return {VoterId(row["voter_id"]): row["reason"] for row in rows}

    # --- the count ---

    async def keep_record(self, ballot: BallotId, record: str, sheet: str) -> None:
        """Keeps the record of a count and its published sheet, both packed. Raises Conflict for a second count."""
        await self._sql.run(
            "INSERT INTO ballot_count (ballot_id, record, sheet) VALUES (?, ?, ?)", ballot, record, sheet
        )

    async def amend_record(self, record: BallotRecord, sheet: str) -> None:
        """The same count after a tie was broken, an announcement or an annulment."""
        await self._sql.run(
            "UPDATE ballot_count SET record = ?, sheet = ? WHERE ballot_id = ?",
            await self._records.written(record), await asyncio.to_thread(packed, [sheet]), record.ballot.id,
        )  # fmt: skip

    async def record(self, ballot: BallotId) -> BallotRecord | None:
        """The frozen record, or None while nothing is counted."""
        row = await self._sql.one("SELECT record FROM ballot_count WHERE ballot_id = ?", ballot)
        return None if row is None else await self._records.read(str(row["record"]))

    async def sheet(self, ballot: BallotId) -> str | None:
        """The published sheet, or None while nothing is counted."""
        row = await self._sql.one("SELECT sheet FROM ballot_count WHERE ballot_id = ?", ballot)
        return None if row is None else await asyncio.to_thread(unpacked, str(row["sheet"]))


def _stamp(row: Row) -> Stamp:
    return Stamp(MemberId(row["by_member"]), row["name"], row["position"], moment(row["at"]))
