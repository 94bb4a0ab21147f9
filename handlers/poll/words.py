"""Buttons and sentences of preparing a ballot and presiding over it."""

from typing import assert_never

from campaign.ballots import quorum
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.quorum import Fault
from campaign.ballots.rights import NotAllowed, prepares, presides
from campaign.ballots.roll import NoHead, NotActive, RollDoubt, SeveralHeads
from campaign.ballots.rule import RecusalRule, Settings, TieRule
from campaign.ids import BallotId, VoterId
from handlers.decide.found import Found
from handlers.decide.words import name_of, two
from handlers.kit import Choice, Row, Say, Turn, say


class ShowDraft(Choice, tag="bqd", label=say("poll.draft_button")):
    """Everything of a ballot being prepared."""

    ballot: BallotId


class ShowRoll(Choice, tag="bqr", label=say("poll.roll_button")):
    """The roll: who votes, who has joined, when, on which devices."""

    ballot: BallotId
    page: int


class AskClose(Choice, tag="bqc", label=say("poll.close_button")):
    """Closes an open ballot: to be confirmed."""

    ballot: BallotId


class NudgeVoters(Choice, tag="bqn", label=say("poll.nudge_button")):
    """Reminds those who have not voted."""

    ballot: BallotId


class StandIns(Choice, tag="bqs", label=say("poll.stand_in_button")):
    """Who acts for a unit from now on."""

    ballot: BallotId


class Envelopes(Choice, tag="bqe", label=say("poll.envelopes_button")):
    """Written opinions of the absent."""

    ballot: BallotId


class EnvelopeOf(Choice, tag="bv2"):
    """One voter."""

    ballot: BallotId
    voter: VoterId


class AskReference(Choice, tag="bv4", label=say("poll.received_button")):
    """The envelope is here."""

    ballot: BallotId
    voter: VoterId


class Annul(Choice, tag="bqa", label=say("poll.annul_button")):
    """Annuls the ballot openly, with a reason."""

    ballot: BallotId


class Team(Choice, tag="bqt", label=say("poll.team_button")):
    """The counting team."""

    ballot: BallotId


class OfVoter(Choice, tag="bqv"):
    """What concerns one voter of the roll."""

    ballot: BallotId
    voter: VoterId


def presiding_rows(turn: Turn, voting: Found) -> list[Row]:
    """What secretary and chair may do with an open ballot."""
    ballot = voting.ballot
    rows: list[Row] = []
    if presides(voting.body, turn.member):
        rows.append(AskClose(ballot.id))
    if prepares(voting.body, turn.member):
        rows.append((Envelopes(ballot.id), StandIns(ballot.id)))
    if presides(voting.body, turn.member):
        rows.append(Annul(ballot.id))
    return rows


def state_words(state: BallotState) -> Say:
    """Why a step does not fit where the ballot stands; a repeated press lands here too."""
    match state:
        case BallotState.DRAFT | BallotState.PREPARED:
            return say("poll.not_open_yet")
        case BallotState.OPEN:
            return say("poll.is_open")
        case BallotState.CLOSED:
            return say("poll.is_closed")
        case BallotState.COUNTED:
            return say("poll.is_counted")
        case BallotState.ANNOUNCED:
            return say("poll.is_announced")
        case BallotState.ANNULLED:
            return say("poll.is_annulled")
        case _:
            assert_never(state)


def denied(_: NotAllowed) -> Say:
    """The person lacks the right."""
    return say("chat.not_for_you")


FAULTS = {
    Fault.NOT_A_VOTE: say("poll.fault_not_a_vote"),
    Fault.SECRET_HANDS: say("poll.fault_secret_hands"),
    Fault.NO_CANDIDATES: say("poll.fault_no_candidates"),
    Fault.SAME_CANDIDATE_TWICE: say("poll.fault_twice"),
    Fault.ADDED_WITHOUT_REASON: say("poll.fault_no_reason"),
    Fault.PERSON_FOR_OFFICE: say("poll.fault_person_for_office"),
    Fault.OFFICE_MISSING: say("poll.fault_office"),
    Fault.NOBODY_ON_ROLL: say("poll.fault_nobody_on_roll"),
    Fault.NOBODY_CAN_VOTE: say("poll.fault_nobody_can_vote"),
    Fault.PERCENT_OUT_OF_RANGE: say("poll.fault_percent"),
    Fault.QUORUM_OUT_OF_RANGE: say("poll.fault_quorum"),
    Fault.PLACES_MISSING: say("poll.fault_places"),
    Fault.PLACES_BELOW_ONE: say("poll.fault_places"),
    Fault.ROUNDS_BELOW_ONE: say("poll.fault_rounds"),
}

RECUSALS = {
    RecusalRule.OFF: say("poll.recusal_off"),
    RecusalRule.SELF: say("poll.recusal_self"),
}
TIES = {
    TieRule.PREFERENCE_THEN_CHAIR: say("poll.tie_preference"),
    TieRule.CHAIR: say("poll.tie_chair"),
    TieRule.NONE: say("poll.tie_none"),
}


def basis_words(settings: Settings) -> Say:
    """Where the rule is written, and whether somebody answers for it."""
    basis = settings.basis
    if not basis.citation:
        return say("poll.no_citation")
    if basis.sure:
        return say("poll.citation", citation=basis.citation)
    return say("poll.citation_unsure", citation=basis.citation)


def caution_words(ballot: Ballot, caution: quorum.Caution) -> Say:
    """What the chair should hear before opening."""
    match caution:
        case quorum.FewVoters(eligible, usual):
            return say("poll.few_voters", eligible=two(eligible), usual=two(usual))
        case quorum.UnreachableThreshold(candidate, needed, possible):
            name = name_of(ballot, candidate)
            return say("poll.unreachable", name=name, needed=two(needed), possible=two(possible))
        case quorum.UnreachableQuorum(needed, possible):
            return say("poll.unreachable_quorum", needed=two(needed), possible=two(possible))
        case quorum.NobodyActs(voters):
            names = ", ".join(voter.name for voter in ballot.roll if voter.id in voters)
            return say("poll.nobody_acts_for", names=names)
        case quorum.NoTellers():
            return say("poll.no_tellers")
        case quorum.TellersStand(members):
            names = ", ".join(teller.name for teller in ballot.tellers if teller.member in members)
            return say("poll.tellers_stand", names=names)
        case quorum.RuleUnsure():
            return say("poll.rule_unsure")
        case _:
            assert_never(caution)


def cautions_words(ballot: Ballot) -> Say | None:
    """Everything the chair should hear, or nothing."""
    lines = tuple(caution_words(ballot, one) for one in quorum.cautions(ballot)) if ballot.candidates else ()
    return say("poll.cautions", lines=lines) if lines else None


def doubt_words(doubt: RollDoubt) -> Say:
    """What the chair should look at on the roll."""
    match doubt:
        case NoHead(_, name):
            return say("poll.no_head", name=name)
        case SeveralHeads(_, name, heads):
            return say("poll.several_heads", name=name, heads=", ".join(heads))
        case NotActive():
            return say("poll.not_active")
        case _:
            assert_never(doubt)
