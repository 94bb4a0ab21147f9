"""Ballots, their rolls, urns, papers of the absent and sessions of bình xét, as the conversations ask them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.casting import SlipCast, Vote, Voted
from campaign.ballots.envelopes import OpenedOpinions
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.record import BallotRecord
from campaign.ballots.review import Remark, Review
from campaign.ballots.rights import Stamp
from campaign.ballots.substitution import RollEvent
from campaign.ids import BallotId, KhoiId, MemberId, PersonId, ReviewId, VoterId

if TYPE_CHECKING:
    from handlers.kit import Say


class Ballots(Protocol):
    """The ballots of each khối."""

    async def get(self, khoi: KhoiId, ballot: BallotId) -> Ballot | None:
        """The ballot, if it is one of this khối."""
        ...

    async def in_state(self, khoi: KhoiId, *states: BallotState) -> Sequence[Ballot]:
        """The ballots of a khối in any of these states, the newest first."""
        ...

    async def cut_off_seq(self, ballot: BallotId) -> int | None:
        """The place in the inbox before which presses count, or None while nobody has closed the ballot."""
        ...

    async def trouble(self, ballot: BallotId) -> str:
        """Why a closed ballot cannot be counted, in a word; empty when nothing is wrong."""
        ...

    async def save(self, khoi: KhoiId, ballot: Ballot, now: datetime) -> None:
        """Writes the ballot as it stands now."""
        ...

    async def cut_off(self, khoi: KhoiId, ballot: Ballot, seq: int, now: datetime) -> None:
        """Writes the close together with its place in the inbox."""
        ...

    async def discard(self, ballot: BallotId) -> None:
        """Throws away a ballot that was never opened."""
        ...


class Voters(Protocol):
    """Who stands on the roll of each ballot, and who acts for them."""

    async def people(self, ballot: BallotId) -> Mapping[VoterId, PersonId]:
        """Who acts now for which voter."""
        ...

    async def people_of(self, ballot: BallotId, person: PersonId) -> Mapping[VoterId, PersonId]:
        """The part of `people` that is about one person."""
        ...

    async def departed(self, khoi: KhoiId, ballot: BallotId) -> Sequence[MemberId]:
        """Who still stands on the roll and has left the khối since."""
        ...

    async def note(self, event: RollEvent, event_id: int) -> None:
        """Keeps what happened to the roll."""
        ...


class Urns(Protocol):
    """What was voted. Of a secret ballot only who has voted can be asked."""

    async def make_key(self, ballot: BallotId) -> None:
        """Makes the key of a secret ballot. Twice is harmless."""
        ...

    async def has_key(self, ballot: BallotId) -> bool:
        """Whether the ballot can be voted on and counted on this machine."""
        ...

    async def voted(self, ballot: BallotId, voter: VoterId) -> Voted | None: ...

    async def cast(self, ballot: Ballot, cast: SlipCast) -> None:
        """Takes a sealed slip and, apart from it, that the voter has voted."""
        ...

    async def turnout(self, ballot: BallotId) -> frozenset[VoterId]:
        """Who has voted, in a secret ballot or an open one."""
        ...

    async def took_part(self, ballot: BallotId, voter: VoterId) -> bool:
        """Whether this voter has voted, in a secret ballot or an open one."""
        ...

    async def vote(self, ballot: BallotId, voter: VoterId) -> Vote | None:
        """The voter's latest open vote."""
        ...

    async def votes(self, ballot: BallotId) -> Mapping[VoterId, Vote]:
        """Everybody's latest open vote, in the order of the roll."""
        ...

    async def history(self, ballot: BallotId, voter: VoterId) -> Sequence[Vote]:
        """Every open vote of the voter so far, the oldest first; withdrawn entries have no choices."""
        ...

    async def write(self, vote: Vote) -> None:
        """Takes an open vote; earlier ones stay."""
        ...

    async def withdraw(self, vote: Vote, by: MemberId, now: datetime) -> None:
        """Takes an entry back; it stays in the history."""
        ...


class Opinions(Protocol):
    """What came on paper, absences, and what the count of each ballot came to."""

    async def receive(self, opinion: ReceivedOpinion, scan: str, scan_name: str) -> None: ...

    async def give_back(self, ballot: BallotId, voter: VoterId) -> None: ...

    async def received(self, ballot: BallotId) -> Sequence[ReceivedOpinion]:
        """The envelopes of a ballot, in the order of the roll."""
        ...

    async def scan(self, ballot: BallotId, voter: VoterId) -> tuple[str, str] | None:
        """The picture of a voter's envelope: content hash and name."""
        ...

    async def keep_opened(self, ballot: Ballot, opened: OpenedOpinions) -> None:
        """Keeps what was read, sealed in a secret ballot."""
        ...

    async def opened(self, ballot: Ballot) -> OpenedOpinions | None: ...

    async def opened_by(self, ballot: BallotId) -> Stamp | None:
        """Who opened the envelopes and when."""
        ...

    async def mark_absent(self, ballot: BallotId, voter: VoterId, reason: str) -> None: ...

    async def mark_present(self, ballot: BallotId, voter: VoterId) -> None: ...

    async def absences(self, ballot: BallotId) -> Mapping[VoterId, str]:
        """Who is not at the meeting, and why."""
        ...

    async def amend_record(self, record: BallotRecord, sheet: str) -> None:
        """The same count after a tie was broken, an announcement or an annulment."""
        ...

    async def record(self, ballot: BallotId) -> BallotRecord | None:
        """The frozen record, or None while nothing is counted."""
        ...

    async def sheet(self, ballot: BallotId) -> str | None:
        """The published sheet, or None while nothing is counted."""
        ...


class Reviews(Protocol):
    """Sessions of bình xét."""

    async def get(self, khoi: KhoiId, review: ReviewId) -> Review | None: ...

    async def running(self, khoi: KhoiId) -> Sequence[Review]:
        """The sessions that are not concluded, the newest first."""
        ...

    async def save(self, khoi: KhoiId, review: Review, now: datetime) -> None: ...

    async def keep_remark(self, review: ReviewId, remark: Remark) -> None:
        """Keeps a remark after the others."""
        ...


class BallotPapers(Protocol):
    """Official papers of a ballot."""

    async def minutes(self, record: BallotRecord) -> bytes:
        """The minutes of the count as a Word file."""
        ...

    async def written_opinion(self, ballot: Ballot, voter: VoterId) -> bytes:
        """The paper on which an absent voter gives an opinion, as a Word file."""
        ...

    def in_words(self, said: Say) -> str:
        """A sentence in Vietnamese, for what is kept as a name."""
        ...
