"""Opening the written opinions: by the counting team, after the close and before the count, all envelopes at once.

    open_opinions(slips as read) -> OpinionsOpened; an empty or unreadable envelope is entered as `spoilt`

Of an open vote each opinion keeps its voter. Of a secret ballot the slips are mixed and lose theirs; a single envelope
tells all the same whose it was.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.choices import Choice, Choices, Mark, WrongChoices, complete_paper
from campaign.ballots.opinions import ReceivedOpinion, WrongTime
from campaign.ballots.rights import NotAllowed, Right, Stamp, stamp
from campaign.ballots.roll import Voter
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, VoterId
from campaign.people import Member


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """What the counting team read on one paper. `voter` stands in open ballots only; `scan` names its kept picture."""

    choices: Choices = field(repr=False)
    voter: VoterId | None = None
    scan: str = ""


@dataclass(frozen=True, slots=True)
class OpenedOpinions:
    """All envelopes of a ballot, opened together by the counting team."""

    ballot: BallotId
    slips: tuple[PaperSlip, ...] = field(repr=False)
    opened: Stamp


@dataclass(frozen=True, slots=True)
class OpinionsOpened:
    """The opinions stand as read."""

    opinions: OpenedOpinions


@dataclass(frozen=True, slots=True)
class AlreadyOpened:
    """The envelopes were opened before; what was read then stands."""

    opinions: OpenedOpinions


@dataclass(frozen=True, slots=True)
class SlipsDiffer:
    """Not one slip for each envelope; an empty or unreadable envelope is entered as a spoilt slip."""

    envelopes: int
    slips: int


@dataclass(frozen=True, slots=True)
class WrongSlip:
    """What is wrong with one slip, counted from 1."""

    place: int
    wrong: WrongChoices


def open_opinions(
    ballot: Ballot,
    actor: Member,
    received: Sequence[ReceivedOpinion],
    slips: Sequence[PaperSlip],
    before: OpenedOpinions | None,
    now: datetime,
) -> OpinionsOpened | NotAllowed | WrongTime | AlreadyOpened | SlipsDiffer | WrongSlip:
    """Enter what the counting team reads, all envelopes at once; blank and spoilt names are entered as such.

    In a secret ballot the slips are taken out of their envelopes and mixed first: they carry no voter here and are kept
    in an order of their own. Where a voter is recused the slip leaves that name `recused`, as the paper says.
    """
    if all(teller.member != actor.id for teller in ballot.tellers) or actor.left_at is not None:
        return NotAllowed(Right.COUNT)
    if before is not None:
        return AlreadyOpened(before)
    if ballot.state is not BallotState.CLOSED:
        return WrongTime(ballot.state)
    if len(slips) != len(received) or not _matched(ballot, received, slips):
        return SlipsDiffer(len(received), len(slips))
    owners = [voter for voter in ballot.roll if any(one.voter == voter.id for one in received)]
    full = []
    for place, slip in enumerate(slips, 1):
        whole = complete_paper(ballot, _owners_of(slip, owners), slip.choices)
        if not isinstance(whole, tuple):
            return WrongSlip(place, whole)
        full.append(replace(slip, choices=whole))
    return OpinionsOpened(OpenedOpinions(ballot.id, _arranged(ballot, full), stamp(actor, now)))


def spoilt(ballot: Ballot) -> Choices:
    """The marks of an envelope without a readable opinion: every name invalid."""
    return tuple(Choice(candidate.id, Mark.INVALID) for candidate in ballot.candidates)


def _matched(ballot: Ballot, received: Sequence[ReceivedOpinion], slips: Sequence[PaperSlip]) -> bool:
    """Whether, in an open vote, each envelope's voter has one slip."""
    if ballot.settings.secrecy is Openness.SECRET:
        return True
    return Counter(slip.voter for slip in slips) == Counter(opinion.voter for opinion in received)


def _arranged(ballot: Ballot, slips: Sequence[PaperSlip]) -> tuple[PaperSlip, ...]:
    """In the order of the roll; of a secret ballot without voters, in the order of what they say."""
    if ballot.settings.secrecy is Openness.OPEN:
        return tuple(sorted(slips, key=lambda slip: slip.voter or 0))
    said = sorted(slips, key=lambda slip: ([choice.mark for choice in slip.choices], slip.scan))
    return tuple(replace(slip, voter=None) for slip in said)


def _owners_of(slip: PaperSlip, owners: Sequence[Voter]) -> Sequence[Voter]:
    """Whose paper it may be."""
    return owners if slip.voter is None else [voter for voter in owners if voter.id == slip.voter]
