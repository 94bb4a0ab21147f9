"""The count: every kind of mark and absence defined, exact at the boundaries, refused when the urn does not match."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ballots.ballot import Ballot, Recusal
from campaign.ballots.choices import Choices, Mark, complete, pick
from campaign.ballots.counting import Counted, NotClosed, OpinionsUnopened, TurnoutDiffers, Urn, count
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.rights import stamp
from campaign.ballots.rule import Act, Majority, Percent, RecusalRule, reaches
from campaign.ballots.substitution import RollChanged, depart
from campaign.ballots.tally import Count, Marks, Numbers, Result, marks_of
from campaign.catalogue.general import Denominator
from campaign.ids import BallotId, CandidateId, MemberId, VoterId
from tests.campaign.ballots import (
    LATER,
    SECRETARY,
    TELLER,
    closed,
    collective,
    draft,
    marks,
    opened,
    person,
    settings,
    voters,
)

A, D, B, R = Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.RECUSED


def one_name(n: int, **rule: Any) -> Ballot:
    return closed(opened(draft(n=n, candidates=(person(1),), rule=settings(**rule))))


def tallied(ballot: Ballot, urn: Urn) -> Count:
    done = count(ballot, urn, LATER)
    assert isinstance(done, Counted), done
    assert done.ballot.counted_at == LATER
    return done.count


def urn(ballot: Ballot, *given_marks: Mark) -> Urn:
    """The first voters cast these marks for the only candidate."""
    cast = tuple(marks(ballot, mark) for mark in given_marks)
    return Urn(frozenset(voter.id for voter in ballot.roll[: len(cast)]), cast)


def opinion(ballot: Ballot, voter: int, *given_marks: Mark) -> tuple[ReceivedOpinion, OpenedOpinions]:
    received = ReceivedOpinion(ballot.id, VoterId(voter), f"PB-{voter:02}", stamp(SECRETARY, LATER))
    slip = PaperSlip(marks(ballot, *given_marks))
    return received, OpenedOpinions(ballot.id, (slip,), stamp(TELLER, LATER))


@pytest.mark.parametrize(
    ("members", "percent", "least"),
    [
        (5, 80, 4), (7, 80, 6), (9, 80, 8), (11, 80, 9), (13, 80, 11), (17, 80, 14),
        (5, 90, 5), (7, 90, 7), (9, 90, 9), (11, 90, 10), (13, 90, 12), (17, 90, 16),
    ],
)  # fmt: skip
def test_a_ballot_passes_exactly_at_the_needed_votes(members: int, percent: int, least: int) -> None:
    ballot = one_name(members, threshold=Percent(percent))
    for agreeing, result in ((least, Result.PASSED), (least - 1, Result.SHORT)):
        [line] = tallied(ballot, urn(ballot, *[A] * agreeing, *[D] * (members - agreeing))).candidates
        assert (line.yes, line.base, line.needed, line.result) == (agreeing, members, least, result)


def test_zero_ballots_are_counted_and_elect_nobody() -> None:
    ballot = one_name(5, quorum=None)
    outcome = tallied(ballot, Urn(frozenset(), ()))
    assert outcome.quorum_met
    assert outcome.candidates[0].result is Result.SHORT
    cast_only = one_name(5, quorum=None, denominator=Denominator.CAST, threshold=Majority())
    assert tallied(cast_only, Urn(frozenset(), ())).candidates[0].result is Result.SHORT


def test_blank_spoilt_and_other_stand_in_the_base_and_never_approve() -> None:
    ballot = closed(
        opened(draft(n=6, candidates=(person(1),), rule=settings(Act.HANDS, denominator=Denominator.CAST)))
    )
    outcome = tallied(ballot, urn(ballot, A, A, A, D, Mark.OTHER, B))
    [line] = outcome.candidates
    assert line.ballots == Marks(agree=3, disagree=1, other=1, blank=1)
    assert (line.yes, line.base, line.result) == (3, 6, Result.SHORT)


def test_a_slip_that_cannot_be_read_is_cast_and_invalid() -> None:
    ballot = one_name(5)
    box = replace(urn(ballot, A, A, A, A), turnout=voters(1, 2, 3, 4, 5), unreadable=1)
    outcome = tallied(ballot, box)
    assert (outcome.numbers.cast, outcome.numbers.valid, outcome.numbers.unreadable) == (5, 4, 1)
    assert outcome.candidates[0].ballots == Marks(agree=4, invalid=1)
    assert outcome.candidates[0].result is Result.PASSED


def test_written_opinions_stand_on_their_own_line_and_count_with_the_rest() -> None:
    ballot = one_name(5)
    received, read = opinion(ballot, 5, A)
    box = replace(urn(ballot, A, A, A), received=(received,), opened=read)
    outcome = tallied(ballot, box)
    [line] = outcome.candidates
    assert (line.ballots.agree, line.opinions.agree, line.yes) == (3, 1, 4)
    assert line.result is Result.PASSED
    assert outcome.numbers == Numbers(
        roll=5, left=0, issued=4, cast=3, blank=0, unreadable=0, opinions=1, there=3
    )
    assert (outcome.numbers.present, outcome.numbers.absent) == (4, 2)


def test_nothing_is_counted_while_an_envelope_is_sealed() -> None:
    ballot = one_name(5)
    received, _ = opinion(ballot, 5, A)
    assert count(ballot, replace(urn(ballot, A), received=(received,)), LATER) == OpinionsUnopened(
        (VoterId(5),)
    )


@pytest.mark.parametrize(
    ("turnout", "ballots"),
    [((1, 2), 3), ((1, 2, 3, 4), 3), ((1, 2, 99), 3)],
    ids=["stuffed", "lost", "stranger"],
)
def test_an_urn_that_does_not_match_the_turnout_is_not_counted(
    turnout: tuple[int, ...], ballots: int
) -> None:
    ballot = one_name(5)
    box = replace(urn(ballot, *[A] * ballots), turnout=voters(*turnout))
    assert count(ballot, box, LATER) == TurnoutDiffers(len(turnout), ballots)


def test_a_voter_in_the_urn_and_on_paper_stops_the_count() -> None:
    ballot = one_name(5)
    received, read = opinion(ballot, 1, A)
    box = replace(urn(ballot, A, A), received=(received,), opened=read)
    assert isinstance(count(ballot, box, LATER), TurnoutDiffers)


def test_only_a_closed_ballot_is_counted_and_only_once() -> None:
    still_open = opened()
    assert count(still_open, Urn(frozenset(), ()), LATER) == NotClosed(still_open.state)
    done = count(one_name(5), Urn(frozenset(), ()), LATER)
    assert isinstance(done, Counted)
    assert count(done.ballot, Urn(frozenset(), ()), LATER) == NotClosed(done.ballot.state)


def test_without_a_quorum_there_is_no_verdict() -> None:
    ballot = one_name(5, denominator=Denominator.CAST)
    outcome = tallied(ballot, urn(ballot, A, A, A))
    assert (outcome.quorum_needed, outcome.quorum_met) == (4, False)
    assert outcome.candidates[0].result is Result.NO_QUORUM
    assert outcome.candidates[0].yes == 3


def test_until_attendance_is_kept_present_means_cast_plus_opinions() -> None:
    ballot = one_name(5, denominator=Denominator.PRESENT)
    received, read = opinion(ballot, 5, D)
    box = replace(urn(ballot, A, A, A), received=(received,), opened=read)
    outcome = tallied(ballot, box)
    assert (outcome.candidates[0].base, outcome.numbers.present) == (4, 4)
    assert outcome.quorum_met


def test_kept_attendance_counts_those_who_were_there_and_did_not_vote() -> None:
    ballot = one_name(5, denominator=Denominator.PRESENT)
    outcome = tallied(ballot, replace(urn(ballot, A, A, A), attending=voters(2, 3, 4, 5)))
    assert (outcome.numbers.there, outcome.candidates[0].base) == (5, 5)
    cast = one_name(5, denominator=Denominator.CAST)
    outcome = tallied(cast, replace(urn(cast, A, A, A), attending=voters(2, 3, 4, 5)))
    assert (outcome.candidates[0].base, outcome.quorum_met) == (3, True)


def test_a_leaver_stays_in_the_denominator() -> None:
    ballot = opened(draft(n=5, candidates=(person(1),)))
    gone = depart(ballot, MemberId(5), "nghỉ hưu", LATER)
    assert isinstance(gone, RollChanged)
    shut = closed(gone.ballot)
    outcome = tallied(shut, urn(shut, A, A, A, A))
    assert (outcome.candidates[0].base, outcome.numbers.left, outcome.numbers.issued) == (5, 1, 4)
    assert outcome.candidates[0].result is Result.PASSED


def test_whoever_voted_and_left_afterwards_stays_counted() -> None:
    ballot = opened(draft(n=5, candidates=(person(1),)))
    gone = depart(ballot, MemberId(1), "", LATER)
    assert isinstance(gone, RollChanged)
    shut = closed(gone.ballot)
    outcome = tallied(shut, urn(shut, A, A, A, A, A))
    assert (outcome.numbers.cast, outcome.numbers.issued, outcome.candidates[0].yes) == (5, 5, 5)


@pytest.mark.parametrize(
    ("base", "size", "result"),
    [
        (Denominator.ALL_MEMBERS, 5, Result.SHORT),
        (Denominator.ELIGIBLE, 4, Result.PASSED),
        (Denominator.PRESENT, 4, Result.PASSED),
        (Denominator.CAST, 4, Result.PASSED),
    ],
)
def test_the_named_denominator_decides_whether_recusal_shrinks_it(
    base: Denominator, size: int, result: Result
) -> None:
    rule = settings(threshold=Percent(90), denominator=base, recusal=RecusalRule.SELF)
    ballot = closed(opened(draft(n=5, candidates=(collective(1),), rule=rule)))
    outcome = tallied(ballot, urn(ballot, R, A, A, A, A))
    [line] = outcome.candidates
    assert (line.yes, line.recused, line.base, line.result) == (4, 1, size, result)


def test_a_declared_conflict_recuses_from_one_name_only() -> None:
    conflict = Recusal(VoterId(2), CandidateId(101), "vợ chồng")
    rule = settings(denominator=Denominator.ELIGIBLE)
    ballot = closed(opened(replace(draft(n=3, rule=rule), recusals=(conflict,))))
    cast = (marks(ballot, A, D), marks(ballot, R, A), marks(ballot, A, A))
    outcome = tallied(ballot, Urn(voters(1, 2, 3), cast))
    assert [(line.recused, line.base, line.yes) for line in outcome.candidates] == [(1, 2, 2), (0, 3, 2)]


def nominated(n: int, places: int, wishes: list[tuple[int, ...]], percent: int = 20) -> Count:
    names = tuple(collective(number) for number in (1, 2, 3))
    rule = settings(Act.ACCLAIM, places=places, threshold=Percent(percent), quorum=None)
    ballot = closed(opened(draft(n=n, candidates=names, rule=rule)))
    cast: list[Choices] = []
    for voter, wish in zip(ballot.roll, wishes, strict=False):
        full = complete(ballot, voter, pick([CandidateId(200 + number) for number in wish]))
        assert isinstance(full, tuple), full
        cast.append(full)
    return tallied(ballot, Urn(frozenset(voter.id for voter in ballot.roll[: len(cast)]), tuple(cast)))


def results(outcome: Count) -> list[Result]:
    return [line.result for line in outcome.candidates]


def test_the_one_with_most_votes_takes_the_only_place() -> None:
    outcome = nominated(5, 1, [(2,), (2,), (2,), (1,), (3,)])
    assert results(outcome) == [Result.OUTRANKED, Result.PASSED, Result.OUTRANKED]


def test_equals_at_the_last_place_are_tied_and_those_above_them_pass() -> None:
    assert results(nominated(5, 1, [(1,), (1,), (2,), (2,), (3,)])) == [
        Result.TIED,
        Result.TIED,
        Result.OUTRANKED,
    ]
    outcome = nominated(5, 2, [(1, 2), (1, 3), (1, 2), (1, 3), (1,)])
    assert results(outcome) == [Result.PASSED, Result.TIED, Result.TIED]


def test_equals_who_all_find_a_place_are_not_tied() -> None:
    assert results(nominated(4, 2, [(1,), (1,), (2,), (2,)])) == [Result.PASSED, Result.PASSED, Result.SHORT]


def test_most_votes_without_the_threshold_is_not_enough() -> None:
    assert results(nominated(5, 1, [(1,), (1,), (2,), (3,)], percent=50)) == [Result.SHORT] * 3


def test_blank_ballots_are_valid_and_counted_as_blank() -> None:
    outcome = nominated(5, 1, [(1,), (1,), (1,), (), ()])
    assert (outcome.numbers.cast, outcome.numbers.valid, outcome.numbers.blank) == (5, 5, 2)


def test_a_quota_ranks_those_who_passed_name_by_name() -> None:
    ballot = closed(opened(draft(n=5, rule=settings(threshold=Majority(), places=1))))
    cast = (
        marks(ballot, A, A),
        marks(ballot, A, A),
        marks(ballot, A, A),
        marks(ballot, A, D),
        marks(ballot, A, D),
    )
    assert results(tallied(ballot, Urn(voters(1, 2, 3, 4, 5), cast))) == [Result.PASSED, Result.OUTRANKED]


bases = st.sampled_from(Denominator)
thresholds = st.one_of(st.integers(1, 100).map(Percent), st.just(Majority()))


@given(st.lists(st.sampled_from([A, D, B]), max_size=20), st.integers(0, 5), bases, thresholds)
def test_the_verdict_is_the_exact_comparison_of_its_own_numbers(
    cast: list[Mark], more: int, base: Denominator, threshold: Percent | Majority
) -> None:
    rule = settings(Act.HANDS, denominator=base, threshold=threshold, quorum=None)
    ballot = closed(opened(draft(n=len(cast) + more + 1, candidates=(person(1),), rule=rule)))
    outcome = tallied(ballot, urn(ballot, *cast))
    [line] = outcome.candidates
    total = line.ballots
    assert total.agree + total.disagree + total.other + total.blank + total.invalid == len(cast)
    assert line.yes == cast.count(A)
    assert line.yes <= line.base <= len(ballot.roll)
    assert (line.result is Result.PASSED) == reaches(threshold, line.yes, line.base)


@given(st.permutations(range(6)))
def test_the_order_of_the_ballots_changes_nothing(order: list[int]) -> None:
    ballot = closed(opened(draft(n=6)))
    cast = [
        marks(ballot, first, second) for first, second in ((A, A), (A, D), (D, D), (A, A), (D, A), (A, D))
    ]
    straight = tallied(ballot, Urn(voters(1, 2, 3, 4, 5, 6), tuple(cast)))
    shuffled = tallied(ballot, Urn(voters(1, 2, 3, 4, 5, 6), tuple(cast[place] for place in order)))
    assert straight == shuffled


@given(st.integers(1, 40), st.data())
def test_one_more_yes_never_turns_a_pass_into_a_fail(n: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, n - 1))
    percent = data.draw(st.integers(1, 100))
    ballot = one_name(n, threshold=Percent(percent), quorum=Fraction(1, 2))
    fewer = tallied(ballot, urn(ballot, *[A] * yes, *[D] * (n - yes))).candidates[0]
    more = tallied(ballot, urn(ballot, *[A] * (yes + 1), *[D] * (n - yes - 1))).candidates[0]
    assert not (fewer.result is Result.PASSED and more.result is not Result.PASSED)


def test_the_urn_shows_no_choice_when_it_is_printed() -> None:
    ballot = one_name(5)
    received, read = opinion(ballot, 5, A)
    shown = repr(replace(urn(ballot, A, D), received=(received,), opened=read))
    assert "agree" not in shown.lower()
    assert BallotId(17) == ballot.id


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 6)), max_size=12),
    st.sampled_from(RecusalRule),
    st.sampled_from(["people", "units"]),
)
def test_recusals_of_the_whole_roll_are_those_of_each_voter(
    declared: list[tuple[int, int]], rule: RecusalRule, kind: str
) -> None:
    names = tuple((person if kind == "people" else collective)(place) for place in range(1, 7))
    ballot = draft(n=9, candidates=names, rule=settings(recusal=rule))
    conflicts = tuple(
        Recusal(ballot.roll[voter - 1].id, ballot.candidates[name - 1].id, "Vợ chồng")
        for voter, name in declared
    )
    ballot = replace(ballot, recusals=conflicts)
    at_once = ballot.recused_by_voter()
    for voter in ballot.roll:
        assert at_once.get(voter.id, frozenset()) == ballot.recused(voter)


@given(st.lists(st.lists(st.sampled_from(Mark), min_size=3, max_size=3), max_size=30))
def test_marks_add_up_whether_ballots_share_an_object_or_not(said: list[list[Mark]]) -> None:
    ballot = draft(candidates=(person(1), person(2), person(3)))
    apart = [tuple(marks(ballot, *one)) for one in said]
    shared = {one: one for one in apart}
    tally = marks_of([shared[one] for one in apart])
    assert tally == marks_of(apart)
    for place, candidate in enumerate(ballot.candidates):
        expected = {mark.value: sum(one[place] is mark for one in said) for mark in Mark}
        assert tally.get(candidate.id, Marks()) == Marks(**expected)
