"""A ballot: candidates, rule, frozen roll, and the stamps of what was done with it.

prepared (secretary) -> opened (chair; the roll freezes) -> closed (chair; a cut-off) -> counted (the machine, once the
counting team has opened the written opinions) -> announced (chair). At any time after the opening it may be annulled,
openly: the record stays and a new ballot takes its place. No step sets a result.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ballots.rights import Stamp
from campaign.ballots.roll import SeatKind, Voter
from campaign.ballots.rule import RecusalRule, Settings
from campaign.history.facts import SubjectKind
from campaign.ids import BallotId, BodyId, CampaignId, CandidateId, MemberId, RegistrationId, UnitId, VoterId
from campaign.people import Gender


@dataclass(frozen=True, slots=True)
class WomenShare:
    """How many of a collective's members are women, for the tie rule."""

    women: int
    members: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom the ballot is about, in protocol order. Comes from a confirmed registration or was added with a reason.

    `award` is the name of the title, award or office in words, as printed. `gender` and `women` are None when unknown.
    """

    id: CandidateId
    subject: SubjectKind
    name: str
    unit: UnitId
    unit_name: str
    award: str
    position: str = ""
    member: MemberId | None = None
    registration: RegistrationId | None = None
    added_because: str = ""
    gender: Gender | None = None
    women: WomenShare | None = None


@dataclass(frozen=True, slots=True)
class Recusal:
    """A declared conflict: this voter does not vote on this candidate, and why. Printed in the minutes."""

    voter: VoterId
    candidate: CandidateId
    reason: str


@dataclass(frozen=True, slots=True)
class Teller:
    """A member of the counting team (ban kiểm phiếu): opens written opinions, signs the minutes of the count."""

    member: MemberId
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Annulment:
    """Who annulled a ballot, why, and which ballot took its place."""

    stamp: Stamp
    reason: str
    replaced_by: BallotId


class BallotState(StrEnum):
    """Where a ballot stands; derived from its stamps."""

    DRAFT = "draft"
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    ANNOUNCED = "announced"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of voting by one body under one rule. All times UTC.

    `closes_at` is the planned end; `closed` holds the real cut-off. `round` counts towards the rule's `max_rounds`;
    `attempt` counts the ballots that stood in for an annulled one. `follows` is the ballot of the round before, or the
    annulled one that this replaces. `award` is the code of the title or award in the catalogue, "" for none.
    """

    id: BallotId
    campaign: CampaignId
    body: BodyId
    body_name: str
    title: str
    settings: Settings
    candidates: tuple[Candidate, ...]
    roll: tuple[Voter, ...]
    award: str = ""
    place: str = ""
    tellers: tuple[Teller, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    closes_at: datetime | None = None
    round: int = 1
    attempt: int = 1
    follows: BallotId | None = None
    prepared: Stamp | None = None
    opened: Stamp | None = None
    closed: Stamp | None = None
    counted_at: datetime | None = None
    announced: Stamp | None = None
    annulled: Annulment | None = None

    @property
    def state(self) -> BallotState:
        """Where the ballot stands, the latest stamp deciding."""
        reached = (
            (self.annulled, BallotState.ANNULLED),
            (self.announced, BallotState.ANNOUNCED),
            (self.counted_at, BallotState.COUNTED),
            (self.closed, BallotState.CLOSED),
            (self.opened, BallotState.OPEN),
            (self.prepared, BallotState.PREPARED),
        )
        return next((state for mark, state in reached if mark is not None), BallotState.DRAFT)

    @property
    def cut_off(self) -> datetime | None:
        """The moment from which no vote counts: the chair's close, or the planned end if that came first."""
        ends = [end for end in (self.closed.at if self.closed else None, self.closes_at) if end is not None]
        return min(ends, default=None)

    def voter(self, voter: VoterId) -> Voter | None:
        """The voter with this place on the roll."""
        return next((one for one in self.roll if one.id == voter), None)

    def voter_of(self, member: MemberId) -> Voter | None:
        """The voter for whom this member acts now."""
        return next((one for one in self.roll if one.hand is not None and one.hand.member == member), None)

    def candidate(self, candidate: CandidateId) -> Candidate | None:
        """The candidate with this id."""
        return next((one for one in self.candidates if one.id == candidate), None)

    def recused(self, voter: Voter) -> frozenset[CandidateId]:
        """On whom this voter does not vote: itself where the rule says so, and declared conflicts."""
        declared = {recusal.candidate for recusal in self.recusals if recusal.voter == voter.id}
        if self.settings.recusal is RecusalRule.SELF:
            declared |= {candidate.id for candidate in self.candidates if is_own(voter, candidate)}
        return frozenset(declared)

    def recused_by_voter(self) -> Mapping[VoterId, frozenset[CandidateId]]:
        """`recused` of every voter on the roll at once, in time that grows with the roll; no entry for nobody."""
        found: dict[VoterId, set[CandidateId]] = {}
        for recusal in self.recusals:
            found.setdefault(recusal.voter, set()).add(recusal.candidate)
        if self.settings.recusal is RecusalRule.SELF:
            units, people = _own_names(self.candidates)
            for voter in self.roll:
                own = units.get(voter.unit, ()) if voter.kind is SeatKind.UNIT else _of(_seat(voter), people)
                if own:
                    found.setdefault(voter.id, set()).update(own)
        return {voter: frozenset(names) for voter, names in found.items()}

    def recused_from(self, candidate: CandidateId, voters: Iterable[Voter]) -> int:
        """How many of these voters do not vote on this candidate."""
        return sum(candidate in self.recused(voter) for voter in voters)


def is_own(voter: Voter, candidate: Candidate) -> bool:
    """Whether the voter would vote on itself: a unit on itself as a collective, a member on their own name."""
    if voter.kind is SeatKind.UNIT:
        return candidate.subject is SubjectKind.COLLECTIVE and candidate.unit == voter.unit
    return candidate.member in _seat(voter)


def _seat(voter: Voter) -> set[MemberId]:
    """Who holds or held this place on the roll."""
    return {departure.member for departure in voter.departed} | ({voter.hand.member} if voter.hand else set())


Own = tuple[dict[UnitId, list[CandidateId]], dict[MemberId, list[CandidateId]]]


def _own_names(candidates: Iterable[Candidate]) -> Own:
    """Whose own name each is: a collective is its unit's, a person's their own."""
    units: dict[UnitId, list[CandidateId]] = {}
    people: dict[MemberId, list[CandidateId]] = {}
    for one in candidates:
        if one.subject is SubjectKind.COLLECTIVE:
            units.setdefault(one.unit, []).append(one.id)
        if one.member is not None:
            people.setdefault(one.member, []).append(one.id)
    return units, people


def _of(seat: Iterable[MemberId], people: Mapping[MemberId, Sequence[CandidateId]]) -> list[CandidateId]:
    return [name for member in seat for name in people.get(member, ())]
