"""The frozen record of a counted ballot: all that the minutes need, nothing that links a secret choice to a voter.

    freeze(ballot, count, urn, …) -> BallotRecord, kept for ever; every paper is made from it and from nothing else

A record is never edited. An announcement or an annulment makes a new one with the new ballot (`with_ballot`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from campaign.ballots.ballot import Ballot, is_own
from campaign.ballots.casting import Vote
from campaign.ballots.counting import Urn
from campaign.ballots.envelopes import PaperSlip
from campaign.ballots.rights import Stamp
from campaign.ballots.roll import Hand, Voter
from campaign.ballots.tally import Count
from campaign.ballots.ties import TieDecision
from campaign.catalogue.model import Openness
from campaign.ids import CandidateId, VoterId


class TookPart(StrEnum):
    """How one voter of the roll took part."""

    VOTED = "voted"
    OPINION = "opinion"  # absent, with a written opinion
    PRESENT = "present"  # at the meeting, without voting
    ABSENT = "absent"
    LEFT = "left"  # nobody could act for this voter any more


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line of the roll with its turnout, as printed. `hand` is who acted; None when nobody could."""

    voter: VoterId
    name: str
    hand: Hand | None
    took_part: TookPart
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A written opinion that was received: whose, the number on the envelope, and when it came."""

    voter: VoterId
    name: str
    reference: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class RecusalLine:
    """Who did not vote on whom. `reason` is empty where the rule itself says so."""

    voter: VoterId
    candidate: CandidateId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs the minutes besides the counting team."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class BallotRecord:
    """A counted ballot for good. `votes` are named and stand in open ballots only; `receipts` in secret ones only.

    `opened` is who opened the envelopes; `papers` are the named opinions of an open vote, with their scans.

    `own_votes` are the voters that took part in a vote on themselves: no rule found forbids it, the minutes show it.
    All times are UTC.
    """

    ballot: Ballot
    count: Count
    chair: Signatory
    secretary: Signatory
    roll: tuple[RollLine, ...]
    opinions: tuple[OpinionLine, ...] = ()
    opened: Stamp | None = None
    papers: tuple[PaperSlip, ...] = ()
    recusals: tuple[RecusalLine, ...] = ()
    own_votes: tuple[VoterId, ...] = ()
    receipts: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    tie: TieDecision | None = None

    def with_ballot(self, ballot: Ballot) -> "BallotRecord":
        """The same record after an announcement or an annulment."""
        return replace(self, ballot=ballot)


@dataclass(frozen=True, slots=True)
class Besides:
    """What the minutes need and the urn does not hold: who signs, why people were absent, how a tie was broken."""

    chair: Signatory
    secretary: Signatory
    absences: Mapping[VoterId, str]
    tie: TieDecision | None = None


def freeze(
    ballot: Ballot, count: Count, urn: Urn, besides: Besides, answers: Sequence[str] | Sequence[Vote]
) -> BallotRecord:
    """Freeze a counted ballot. `answers` are the receipts of a secret ballot or the latest votes of an open one."""
    if ballot.counted_at is None:
        raise ValueError(f"ballot {ballot.id} has not been counted")
    votes = tuple(answer for answer in answers if isinstance(answer, Vote))
    receipts = tuple(sorted(answer for answer in answers if isinstance(answer, str)))
    if votes and ballot.settings.secrecy is Openness.SECRET:
        raise ValueError(f"ballot {ballot.id} is secret: its record names no votes")
    on_paper = urn.on_paper
    there = urn.turnout | on_paper
    return BallotRecord(
        ballot=ballot,
        count=count,
        chair=besides.chair,
        secretary=besides.secretary,
        roll=tuple(_roll_line(voter, urn, on_paper, besides.absences) for voter in ballot.roll),
        opinions=_opinions(ballot, urn),
        opened=urn.opened.opened if urn.opened else None,
        papers=urn.opened.slips if urn.opened and ballot.settings.secrecy is Openness.OPEN else (),
        recusals=_recusals(ballot),
        own_votes=tuple(
            voter.id for voter in ballot.roll if voter.id in there and _votes_on_itself(ballot, voter)
        ),
        receipts=receipts,
        votes=tuple(sorted(votes, key=lambda vote: vote.voter)),
        tie=besides.tie,
    )


def _roll_line(
    voter: Voter, urn: Urn, on_paper: frozenset[VoterId], absences: Mapping[VoterId, str]
) -> RollLine:
    reason = absences.get(voter.id, "")
    if voter.id in urn.turnout:
        return RollLine(voter.id, voter.name, voter.hand, TookPart.VOTED)
    if voter.id in on_paper:
        return RollLine(voter.id, voter.name, voter.hand, TookPart.OPINION, reason)
    if urn.attending is not None and voter.id in urn.attending:
        return RollLine(voter.id, voter.name, voter.hand, TookPart.PRESENT)
    if not voter.can_vote:
        gone = voter.departed[-1].reason if voter.departed else ""
        return RollLine(voter.id, voter.name, None, TookPart.LEFT, reason or gone)
    return RollLine(voter.id, voter.name, voter.hand, TookPart.ABSENT, reason)


def _opinions(ballot: Ballot, urn: Urn) -> tuple[OpinionLine, ...]:
    names = {voter.id: voter.name for voter in ballot.roll}
    ordered = sorted(urn.received, key=lambda one: one.voter)
    return tuple(OpinionLine(one.voter, names[one.voter], one.reference, one.received.at) for one in ordered)


def _recusals(ballot: Ballot) -> tuple[RecusalLine, ...]:
    declared = {(one.voter, one.candidate): one.reason for one in ballot.recusals}
    recused = ballot.recused_by_voter()
    return tuple(
        RecusalLine(voter.id, candidate.id, declared.get((voter.id, candidate.id), ""))
        for voter in ballot.roll
        if voter.id in recused
        for candidate in ballot.candidates
        if candidate.id in recused[voter.id]
    )


def _votes_on_itself(ballot: Ballot, voter: Voter) -> bool:
    recused = ballot.recused(voter)
    return any(is_own(voter, candidate) and candidate.id not in recused for candidate in ballot.candidates)
