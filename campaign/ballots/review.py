"""Bình xét: a session in which the body discusses who deserves it. Nothing is counted; what was said is kept.

    open_review (chair) -> ReviewOpened, with its list of candidates
    remark (a voter of the roll, or the secretary for one) -> Remarked
    conclude (chair) -> Concluded: which names go on to a vote, and by which act; the others with a reason

A name that does not go on is not refused by anybody: the minutes say why it was not put to the vote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.ballot import Candidate
from campaign.ballots.rights import NotAllowed, Right, Stamp, prepares, presides, stamp
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ids import BodyId, CampaignId, CandidateId, MemberId, ReviewId, VoterId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class Remark:
    """What one voter said about one candidate. `entered_by` is the voter's own hand, or the secretary."""

    voter: VoterId
    candidate: CandidateId
    text: str
    entered_by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class GoesOn:
    """The name is put to this vote."""

    act: Act


@dataclass(frozen=True, slots=True)
class SetAside:
    """The name is not put to the vote, and why."""

    reason: str


Conclusion = GoesOn | SetAside


@dataclass(frozen=True, slots=True)
class Review:
    """One session with its list. The roll is drawn as for a ballot; it only says who may speak."""

    id: ReviewId
    campaign: CampaignId
    body: BodyId
    title: str
    candidates: tuple[Candidate, ...]
    roll: tuple[Voter, ...]
    opened: Stamp | None = None
    concluded: Stamp | None = None
    remarks: tuple[Remark, ...] = ()
    conclusions: Mapping[CandidateId, Conclusion] | None = None


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """The session is open."""

    review: Review


@dataclass(frozen=True, slots=True)
class Remarked:
    """The remark is kept; an earlier one of the same voter on the same name stays before it."""

    review: Review
    remark: Remark


@dataclass(frozen=True, slots=True)
class Concluded:
    """The session is over."""

    review: Review


@dataclass(frozen=True, slots=True)
class NothingToReview:
    """The list is empty."""


@dataclass(frozen=True, slots=True)
class NotInSession:
    """The session has not been opened, or it is over; opening twice lands here too."""


@dataclass(frozen=True, slots=True)
class UnknownSpeaker:
    """The voter is not on the roll, the person does not act for it, or the name is not on the list."""


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """A remark needs words."""


@dataclass(frozen=True, slots=True)
class Unconcluded:
    """These names have no conclusion, or one without a reason or by an act that is no vote."""

    candidates: tuple[CandidateId, ...]


def open_review(
    review: Review, body: Body, actor: Member, now: datetime
) -> ReviewOpened | NotAllowed | NothingToReview | NotInSession:
    """Open the session, once."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if review.opened is not None:
        return NotInSession()
    return ReviewOpened(replace(review, opened=stamp(actor, now))) if review.candidates else NothingToReview()


def remark(
    review: Review,
    body: Body,
    actor: Member,
    voter: VoterId,
    candidate: CandidateId,
    text: str,
    now: datetime,
) -> Remarked | NotInSession | UnknownSpeaker | NothingSaid:
    """Keep a remark by a voter's own hand, or entered for a voter by whoever keeps the papers."""
    if review.opened is None or review.concluded is not None:
        return NotInSession()
    speaker = next((one for one in review.roll if one.id == voter), None)
    listed = any(one.id == candidate for one in review.candidates)
    own = speaker is not None and speaker.hand is not None and speaker.hand.member == actor.id
    if speaker is None or not listed or not (own or prepares(body, actor)):
        return UnknownSpeaker()
    if not text.strip():
        return NothingSaid()
    said = Remark(voter, candidate, text.strip(), actor.id, now)
    return Remarked(replace(review, remarks=(*review.remarks, said)), said)


def conclude(
    review: Review, body: Body, actor: Member, conclusions: Mapping[CandidateId, Conclusion], now: datetime
) -> Concluded | NotAllowed | NotInSession | Unconcluded:
    """Close the session with a conclusion for every name."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if review.opened is None or review.concluded is not None:
        return NotInSession()
    open_names = tuple(one.id for one in review.candidates if not _holds(conclusions.get(one.id)))
    if open_names:
        return Unconcluded(open_names)
    kept = {one.id: conclusions[one.id] for one in review.candidates}
    return Concluded(replace(review, conclusions=kept, concluded=stamp(actor, now)))


def _holds(conclusion: Conclusion | None) -> bool:
    match conclusion:
        case None:
            return False
        case GoesOn(act):
            return act is not Act.REVIEW
        case SetAside(reason):
            return bool(reason.strip())
