"""The numbers of a count in sentences: for those who hear it first, and for the announcement."""

from typing import assert_never

from campaign.ballots.aftermath import AnotherRound, BreakTie, LeftOpen, Settled, WithoutQuorum, aftermath
from campaign.ballots.ballot import Ballot
from campaign.ballots.record import BallotRecord
from campaign.ballots.tally import CandidateCount, Count, DecidedBy, Result
from campaign.catalogue.model import Openness
from campaign.ids import CandidateId
from handlers.decide.words import headline, name_of, rule_words, two
from handlers.kit import Say, say
from handlers.poll.words import basis_words

RESULTS = {
    Result.PASSED: say("verdict.passed"),
    Result.SHORT: say("verdict.short"),
    Result.OUTRANKED: say("verdict.outranked"),
    Result.TIED: say("verdict.tied"),
    Result.NO_QUORUM: say("verdict.no_quorum"),
}
LONGEST = 25  # names in one message; the minutes have them all


def full(record: BallotRecord) -> Say:
    """Every number, the rule and where it is written: for chair, counting team and secretary."""
    ballot, count = record.ballot, record.count
    numbers = count.numbers
    shown = count.candidates[:LONGEST]
    return say(
        "verdict.full",
        headline=headline(ballot),
        cast=two(numbers.cast),
        roll=two(numbers.roll),
        opinions=say("verdict.opinions", count=two(numbers.opinions)) if numbers.opinions else None,
        quorum=_quorum(count),
        lines=tuple(_line(ballot, place, one) for place, one in enumerate(shown, 1)),
        more=say("verdict.more", count=len(count.candidates) - LONGEST)
        if len(count.candidates) > LONGEST
        else None,
        rule=rule_words(ballot),
        basis=basis_words(ballot.settings),
        after=after_words(ballot, count),
    )


def _quorum(count: Count) -> Say | None:
    if not count.quorum_needed:
        return None
    present, needed = two(count.numbers.present), two(count.quorum_needed)
    if count.quorum_met:
        return say("verdict.quorum_met", present=present, needed=needed)
    return say("verdict.quorum_missed", present=present, needed=needed)


def _line(ballot: Ballot, place: int, one: CandidateCount) -> Say:
    return say(
        "verdict.line",
        place=place,
        name=name_of(ballot, one.candidate),
        yes=two(one.yes),
        base=two(one.base),
        needed=two(one.needed),
        result=RESULTS[one.result],
        how=_how(one),
    )


def _how(one: CandidateCount) -> Say | None:
    match one.decided_by:
        case DecidedBy.VOTES:
            return None
        case DecidedBy.PREFERENCE:
            return say("verdict.by_preference")
        case DecidedBy.CHAIR:
            return say("verdict.by_chair")
        case _:
            assert_never(one.decided_by)


def after_words(ballot: Ballot, count: Count) -> Say | None:
    """What follows from the count by the rule."""
    match aftermath(ballot, count):
        case Settled():
            return None
        case AnotherRound(candidates, places):
            return say("verdict.another_round", names=_names(ballot, candidates), places=two(places))
        case BreakTie(tied, places, preferred, open_to, to_choose, unknown):
            return _tie(ballot, BreakTie(tied, places, preferred, open_to, to_choose, unknown))
        case LeftOpen(places):
            return say("verdict.left_open", places=two(places))
        case WithoutQuorum(needed, present):
            return say("verdict.without_quorum", needed=two(needed), present=two(present))


def _tie(ballot: Ballot, tie: BreakTie) -> Say:
    return say(
        "verdict.tie",
        names=_names(ballot, tie.tied),
        places=two(tie.places),
        preferred=say("verdict.preferred", names=_names(ballot, tie.preferred)) if tie.preferred else None,
        choose=say("verdict.chair_chooses", count=two(tie.to_choose), names=_names(ballot, tie.open_to))
        if tie.to_choose
        else None,
        unknown=say("verdict.unknown_preference", names=_names(ballot, tie.unknown)) if tie.unknown else None,
    )


def announcement(record: BallotRecord) -> Say:
    """What everybody is told: who is proposed or elected, with the numbers; nobody who fell short."""
    ballot, passed = record.ballot, record.count.of(Result.PASSED)
    lines = tuple(
        say(
            "verdict.announced_line",
            name=name_of(ballot, one.candidate),
            award=_award(ballot, one),
            yes=two(one.yes),
            base=two(one.base),
        )
        for one in passed[:LONGEST]
    )
    if not lines:
        return say("verdict.announced_nobody", headline=headline(ballot), body=ballot.body_name)
    official = None if ballot.settings.office is not None else say("verdict.official")
    return say(
        "verdict.announced",
        headline=headline(ballot),
        body=ballot.body_name,
        lines=lines,
        official=official,
        check=say("verdict.check") if ballot.settings.secrecy is Openness.SECRET else None,
    )


def _award(ballot: Ballot, one: CandidateCount) -> str:
    found = ballot.candidate(one.candidate)
    return "" if found is None else found.award


def _names(ballot: Ballot, candidates: tuple[CandidateId, ...]) -> str:
    return ", ".join(name_of(ballot, one) for one in candidates)
