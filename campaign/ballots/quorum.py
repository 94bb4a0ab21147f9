"""What the chair should hear before opening: faults that forbid it, and cautions that only inform.

5 on the roll, 90 % of all, a unit does not vote on itself -> 5 needed, 4 possible: unreachable
4 eligible in a secret ballot -> the result may reveal who voted how
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.rule import Act, Percent, Settings, needed, quorum_needed
from campaign.catalogue.general import AbsentRule, Denominator
from campaign.catalogue.model import Openness
from campaign.history.facts import SubjectKind
from campaign.ids import CandidateId, MemberId, VoterId

SMALL = 5  # a secret ballot with fewer voters than this tends to reveal itself


class Fault(StrEnum):
    """Why a ballot cannot be prepared or opened as it is."""

    NOT_A_VOTE = "not_a_vote"  # a bình xét is a session, see review.py
    SECRET_HANDS = "secret_hands"  # noqa: S105
    NO_CANDIDATES = "no_candidates"
    SAME_CANDIDATE_TWICE = "same_candidate_twice"
    ADDED_WITHOUT_REASON = "added_without_reason"
    PERSON_FOR_OFFICE = "person_for_office"  # units are elected, not persons
    OFFICE_MISSING = "office_missing"
    NOBODY_ON_ROLL = "nobody_on_roll"
    NOBODY_CAN_VOTE = "nobody_can_vote"
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    QUORUM_OUT_OF_RANGE = "quorum_out_of_range"
    PLACES_MISSING = "places_missing"
    PLACES_BELOW_ONE = "places_below_one"
    ROUNDS_BELOW_ONE = "rounds_below_one"


@dataclass(frozen=True, slots=True)
class FewVoters:
    """So few may vote that a secret ballot can reveal them."""

    eligible: int
    usual: int


@dataclass(frozen=True, slots=True)
class UnreachableThreshold:
    """This candidate cannot pass even if everybody who may vote agrees."""

    candidate: CandidateId
    needed: int
    possible: int


@dataclass(frozen=True, slots=True)
class UnreachableQuorum:
    """Too few on the roll can vote for the quorum."""

    needed: int
    possible: int


@dataclass(frozen=True, slots=True)
class NobodyActs:
    """Voters that count in N and for which nobody can vote."""

    voters: tuple[VoterId, ...]


@dataclass(frozen=True, slots=True)
class NoTellers:
    """No counting team is named; written opinions could not be opened, and nobody would sign the minutes."""


@dataclass(frozen=True, slots=True)
class TellersStand:
    """Members of the counting team who are candidates themselves."""

    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class RuleUnsure:
    """Nobody answers yet for the cited rule, or the catalogue is not sure enough of it."""

    citation: str


Caution = (
    FewVoters | UnreachableThreshold | UnreachableQuorum | NobodyActs | NoTellers | TellersStand | RuleUnsure
)


def faults(ballot: Ballot) -> tuple[Fault, ...]:
    """Everything that forbids this ballot, in a fixed order."""
    return (*_rule_faults(ballot.settings), *_candidate_faults(ballot), *_roll_faults(ballot))


def cautions(ballot: Ballot) -> tuple[Caution, ...]:
    """What the chair should hear before opening; none of it forbids."""
    return (*_roll_warnings(ballot), *_threshold_warnings(ballot), *_team_warnings(ballot))


def _rule_faults(settings: Settings) -> Iterator[Fault]:
    if settings.act is Act.REVIEW:
        yield Fault.NOT_A_VOTE
    if settings.act is Act.HANDS and settings.secrecy is Openness.SECRET:
        yield Fault.SECRET_HANDS
    if isinstance(settings.threshold, Percent) and not 1 <= settings.threshold.percent <= 100:
        yield Fault.PERCENT_OUT_OF_RANGE
    if settings.quorum is not None and not 0 < settings.quorum <= 1:
        yield Fault.QUORUM_OUT_OF_RANGE
    if settings.act.chooses and settings.places is None:
        yield Fault.PLACES_MISSING
    if settings.places is not None and settings.places < 1:
        yield Fault.PLACES_BELOW_ONE
    if settings.max_rounds < 1:
        yield Fault.ROUNDS_BELOW_ONE
    if settings.act is Act.ELECT and settings.office is None:
        yield Fault.OFFICE_MISSING


def _candidate_faults(ballot: Ballot) -> Iterator[Fault]:
    if not ballot.candidates:
        yield Fault.NO_CANDIDATES
    if len({candidate.id for candidate in ballot.candidates}) < len(ballot.candidates):
        yield Fault.SAME_CANDIDATE_TWICE
    if ballot.settings.act is Act.ELECT:
        if any(candidate.subject is not SubjectKind.COLLECTIVE for candidate in ballot.candidates):
            yield Fault.PERSON_FOR_OFFICE
    elif any(_unexplained(candidate) for candidate in ballot.candidates):
        yield Fault.ADDED_WITHOUT_REASON


def _unexplained(candidate: Candidate) -> bool:
    return candidate.registration is None and not candidate.added_because.strip()


def _roll_faults(ballot: Ballot) -> Iterator[Fault]:
    if not ballot.roll:
        yield Fault.NOBODY_ON_ROLL
    elif not any(voter.can_vote for voter in ballot.roll):
        yield Fault.NOBODY_CAN_VOTE


def _roll_warnings(ballot: Ballot) -> Iterator[Caution]:
    able = [voter for voter in ballot.roll if voter.can_vote]
    if ballot.settings.secrecy is Openness.SECRET and len(able) < SMALL:
        yield FewVoters(len(able), SMALL)
    if len(able) < len(ballot.roll):
        yield NobodyActs(tuple(voter.id for voter in ballot.roll if not voter.can_vote))
    quorum = quorum_needed(ballot.settings.quorum, len(ballot.roll))
    if len(able) < quorum:
        yield UnreachableQuorum(quorum, len(able))


def _threshold_warnings(ballot: Ballot) -> Iterator[Caution]:
    for candidate in ballot.candidates:
        recused = ballot.recused_from(candidate.id, ballot.roll)
        able = [voter for voter in ballot.roll if voter.can_vote]
        possible = len(able) - ballot.recused_from(candidate.id, able)
        base = {Denominator.ALL_MEMBERS: len(ballot.roll), Denominator.ELIGIBLE: len(ballot.roll) - recused}
        enough = needed(ballot.settings.threshold, base.get(ballot.settings.denominator, possible))
        if possible < enough:
            yield UnreachableThreshold(candidate.id, enough, possible)


def _team_warnings(ballot: Ballot) -> Iterator[Caution]:
    on_paper = ballot.settings.act is not Act.HANDS or ballot.settings.absent is AbsentRule.WRITTEN_OPINION
    if on_paper and not ballot.tellers:
        yield NoTellers()
    candidates = {candidate.member for candidate in ballot.candidates}
    standing = tuple(teller.member for teller in ballot.tellers if teller.member in candidates)
    if standing:
        yield TellersStand(standing)
    if not ballot.settings.basis.sure:
        yield RuleUnsure(ballot.settings.basis.citation)
