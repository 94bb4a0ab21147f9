"""After the count: another round, the tie rule, the chair, or nothing; always recorded."""

from dataclasses import replace
from typing import Any

from campaign.ballots.aftermath import (
    AnotherRound,
    BreakTie,
    LeftOpen,
    Settled,
    WithoutQuorum,
    aftermath,
    is_preferred,
)
from campaign.ballots.announcing import Announced, announce
from campaign.ballots.ballot import Ballot, BallotState, Candidate, WomenShare
from campaign.ballots.choices import Choices, complete, pick
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.presiding import ReasonMissing, WrongState
from campaign.ballots.rights import NotAllowed, Right
from campaign.ballots.rounds import NoRoundLeft, RoundPrepared, next_round
from campaign.ballots.rule import Act, Percent, TieRule
from campaign.ballots.tally import DecidedBy, Result
from campaign.ballots.ties import NoTie, TieBroken, WrongTieChoice, break_tie
from campaign.ids import BallotId, CandidateId
from campaign.people import Gender
from tests.campaign.ballots import (
    ADMIN,
    CHAIR,
    LATER,
    SECRETARY,
    closed,
    collective,
    draft,
    khoi,
    opened,
    person,
    settings,
)

NEW = BallotId(18)
WOMEN = WomenShare(7, 10)
MEN = WomenShare(69, 100)


def voted(names: tuple[Candidate, ...], wishes: list[int], places: int = 1, **rule: Any) -> Counted:
    """One voter per wish; a wish is the place of the only name chosen, 0 for nobody."""
    base = {"threshold": Percent(20), "max_rounds": 1, **rule}
    ballot = opened(draft(n=len(wishes), candidates=names, rule=settings(Act.ACCLAIM, places=places, **base)))
    return counted(ballot, wishes)


def counted(ballot: Ballot, wishes: list[int]) -> Counted:
    cast: list[Choices] = []
    for voter, wish in zip(ballot.roll, wishes, strict=True):
        full = complete(ballot, voter, pick([ballot.candidates[wish - 1].id] if wish else []))
        assert isinstance(full, tuple)
        cast.append(full)
    done = count(closed(ballot), Urn(frozenset(voter.id for voter in ballot.roll), tuple(cast)), LATER)
    assert isinstance(done, Counted)
    return done


def units(*shares: WomenShare | None) -> tuple[Candidate, ...]:
    return tuple(collective(place + 1, women=share) for place, share in enumerate(shares))


ONE, TWO, THREE = (CandidateId(200 + number) for number in (1, 2, 3))


def test_a_clear_result_is_settled() -> None:
    done = voted(units(None, None), [1, 1, 1, 2])
    assert aftermath(done.ballot, done.count) == Settled()


def test_a_tie_goes_to_another_round_among_the_tied_while_rounds_are_left() -> None:
    done = voted(units(WOMEN, MEN, None), [1, 1, 2, 2, 3], max_rounds=2)
    assert aftermath(done.ballot, done.count) == AnotherRound((ONE, TWO), 1)
    again = next_round(done.ballot, done.count, khoi(5), CHAIR, NEW, LATER)
    assert isinstance(again, RoundPrepared)
    ballot = again.ballot
    assert (ballot.id, ballot.follows, ballot.round, ballot.state) == (NEW, 17, 2, BallotState.PREPARED)
    assert [candidate.id for candidate in ballot.candidates] == [ONE, TWO]


def test_after_the_last_round_no_further_one_is_prepared() -> None:
    first = voted(units(MEN, MEN), [1, 1, 2, 2], max_rounds=2)
    again = next_round(first.ballot, first.count, khoi(4), CHAIR, NEW, LATER)
    assert isinstance(again, RoundPrepared)
    second = counted(opened(again.ballot), [1, 1, 2, 2])
    after = aftermath(second.ballot, second.count)
    assert isinstance(after, BreakTie)
    assert next_round(second.ballot, second.count, khoi(4), CHAIR, NEW, LATER) == NoRoundLeft(after)


def test_a_free_place_is_voted_on_again_and_then_left_to_the_competent_head() -> None:
    done = voted(units(MEN, MEN, MEN), [1, 1, 2, 2, 3], threshold=Percent(50), max_rounds=2)
    assert aftermath(done.ballot, done.count) == AnotherRound((ONE, TWO, THREE), 1)
    last = voted(units(MEN, MEN, MEN), [1, 1, 2, 2, 3], threshold=Percent(50))
    assert aftermath(last.ballot, last.count) == LeftOpen(1)


def test_only_the_chair_prepares_another_round() -> None:
    done = voted(units(MEN, MEN), [1, 1, 2, 2], max_rounds=2)
    for outsider in (SECRETARY, ADMIN):
        found = next_round(done.ballot, done.count, khoi(4), outsider, NEW, LATER)
        assert found == NotAllowed(Right.PRESIDE)


def test_among_equals_the_collective_with_seventy_percent_women_goes_first() -> None:
    done = voted(units(MEN, WOMEN), [1, 1, 2, 2])
    assert aftermath(done.ballot, done.count) == BreakTie((ONE, TWO), 1, (TWO,), (ONE,), 0)
    broken = break_tie(done.ballot, done.count, khoi(4), CHAIR, (), "", LATER)
    assert isinstance(broken, TieBroken)
    assert [(line.result, line.decided_by) for line in broken.count.candidates] == [
        (Result.OUTRANKED, DecidedBy.PREFERENCE),
        (Result.PASSED, DecidedBy.PREFERENCE),
    ]
    assert (broken.decision.preferred, broken.decision.chosen) == ((TWO,), ())
    assert isinstance(announce(done.ballot, broken.count, khoi(4), CHAIR, LATER), Announced)


def test_between_two_of_the_preferred_the_chair_chooses_with_a_reason() -> None:
    done = voted(units(WOMEN, WOMEN, MEN), [1, 1, 2, 2, 3, 3])
    assert aftermath(done.ballot, done.count) == BreakTie((ONE, TWO, THREE), 1, (), (ONE, TWO), 1)
    body = khoi(6)
    assert break_tie(done.ballot, done.count, body, CHAIR, (THREE,), "x", LATER) == WrongTieChoice(
        (ONE, TWO), 1
    )
    assert break_tie(done.ballot, done.count, body, CHAIR, (), "x", LATER) == WrongTieChoice((ONE, TWO), 1)
    assert break_tie(done.ballot, done.count, body, CHAIR, (ONE, ONE), "x", LATER) == WrongTieChoice(
        (ONE, TWO), 1
    )
    assert break_tie(done.ballot, done.count, body, CHAIR, (TWO,), " ", LATER) == ReasonMissing()
    broken = break_tie(done.ballot, done.count, body, CHAIR, (TWO,), "Nhiều mô hình mới", LATER)
    assert isinstance(broken, TieBroken)
    assert [line.result for line in broken.count.candidates] == [
        Result.OUTRANKED,
        Result.PASSED,
        Result.OUTRANKED,
    ]
    assert broken.count.candidates[1].decided_by is DecidedBy.CHAIR
    assert (broken.decision.reason, broken.decision.stamp.name) == ("Nhiều mô hình mới", CHAIR.name)


def test_the_preferred_go_first_and_the_chair_fills_what_is_left() -> None:
    done = voted(units(MEN, WOMEN, MEN), [1, 1, 2, 2, 3, 3], places=2)
    assert aftermath(done.ballot, done.count) == BreakTie((ONE, TWO, THREE), 2, (TWO,), (ONE, THREE), 1)
    broken = break_tie(done.ballot, done.count, khoi(6), CHAIR, (THREE,), "Dẫn đầu điểm thi đua", LATER)
    assert isinstance(broken, TieBroken)
    assert [(line.result, line.decided_by) for line in broken.count.candidates] == [
        (Result.OUTRANKED, DecidedBy.CHAIR),
        (Result.PASSED, DecidedBy.PREFERENCE),
        (Result.PASSED, DecidedBy.CHAIR),
    ]


def test_an_unknown_share_of_women_is_never_taken_for_no() -> None:
    done = voted(units(None, WOMEN), [1, 1, 2, 2])
    assert aftermath(done.ballot, done.count) == BreakTie((ONE, TWO), 1, (), (ONE, TWO), 1, (ONE,))


def test_where_the_rule_knows_no_preference_the_chair_or_nobody_decides() -> None:
    chair = voted(units(MEN, WOMEN), [1, 1, 2, 2], tie=TieRule.CHAIR)
    assert aftermath(chair.ballot, chair.count) == BreakTie((ONE, TWO), 1, (), (ONE, TWO), 1)
    none = voted(units(MEN, WOMEN), [1, 1, 2, 2], tie=TieRule.NONE)
    assert aftermath(none.ballot, none.count) == LeftOpen(1)


def test_a_tie_is_broken_by_the_chair_once_counted_and_before_it_is_announced() -> None:
    done = voted(units(MEN, WOMEN), [1, 1, 2, 2])
    body = khoi(4)
    assert break_tie(done.ballot, done.count, body, SECRETARY, (), "", LATER) == NotAllowed(Right.PRESIDE)
    uncounted = replace(done.ballot, counted_at=None)
    assert break_tie(uncounted, done.count, body, CHAIR, (), "", LATER) == WrongState(BallotState.CLOSED)
    broken = break_tie(done.ballot, done.count, body, CHAIR, (), "", LATER)
    assert isinstance(broken, TieBroken)
    assert break_tie(done.ballot, broken.count, body, CHAIR, (), "", LATER) == NoTie()
    told = announce(done.ballot, broken.count, body, CHAIR, LATER)
    assert isinstance(told, Announced)
    assert break_tie(told.ballot, done.count, body, CHAIR, (), "", LATER) == WrongState(BallotState.ANNOUNCED)


def test_a_woman_is_preferred_and_seventy_percent_is_exact() -> None:
    assert is_preferred(person(1, gender=Gender.FEMALE)) is True
    assert is_preferred(person(1, gender=Gender.MALE)) is False
    assert is_preferred(person(1)) is None
    assert is_preferred(collective(1, women=WomenShare(7, 10))) is True
    assert is_preferred(collective(1, women=WomenShare(69, 100))) is False
    assert is_preferred(collective(1, women=WomenShare(0, 0))) is None


def test_without_a_quorum_the_body_has_decided_nothing() -> None:
    ballot = opened(draft(n=5, candidates=units(MEN, MEN), rule=settings(Act.ACCLAIM)))
    done = count(closed(ballot), Urn(frozenset(), ()), LATER)
    assert isinstance(done, Counted)
    assert aftermath(done.ballot, done.count) == WithoutQuorum(4, 0)
