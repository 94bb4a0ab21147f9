"""Biểu quyết on one screen, and written opinions in sealed envelopes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ballots.admission import Closed
from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote, VoteChanged, cast_open
from campaign.ballots.choices import Choice, Choices, Incomplete, Mark
from campaign.ballots.envelopes import (
    AlreadyOpened,
    OpinionsOpened,
    PaperSlip,
    SlipsDiffer,
    WrongSlip,
    open_opinions,
    spoilt,
)
from campaign.ballots.hands import (
    CannotRaise,
    HandsRaised,
    NotHands,
    WrongHand,
    everybody_agrees,
    raise_hands,
)
from campaign.ballots.opinions import (
    AlreadyReceived,
    CannotVote,
    HasVoted,
    OpinionsNotTaken,
    Received,
    ReceivedOpinion,
    UnknownVoter,
    Withdrawn,
    WrongTime,
    receive,
    withdraw,
)
from campaign.ballots.rights import NotAllowed, Right
from campaign.ballots.rule import Act, RecusalRule
from campaign.ballots.substitution import RollChanged, depart
from campaign.catalogue.general import AbsentRule
from campaign.ids import CandidateId, MemberId, VoterId
from tests.campaign.ballots import (
    ADMIN,
    CHAIR,
    LATER,
    NOW,
    SECRETARY,
    TELLER,
    closed,
    collective,
    draft,
    heads,
    khoi,
    marks,
    opened,
    settings,
    voters,
)

SOON = NOW + timedelta(minutes=1)
FLAG = CandidateId(202)
ALL = voters(1, 2, 3, 4, 5)


@pytest.fixture
def hands() -> Ballot:
    return opened(draft(rule=settings(Act.HANDS), candidates=(collective(2),)))


def entered(ballot: Ballot, entry: dict[VoterId, Choices], before: dict[VoterId, Vote]) -> HandsRaised:
    done = raise_hands(ballot, khoi(5), SECRETARY, entry, before, (), SOON)
    assert isinstance(done, HandsRaised), done
    return done


def test_five_of_five_is_one_entry(hands: Ballot) -> None:
    done = entered(hands, everybody_agrees(hands, ALL, {}), {})
    assert len(done.votes) == 5
    assert {vote.choices[0].mark for vote in done.votes} == {Mark.AGREE}
    assert {(vote.by, vote.own, vote.revision) for vote in done.votes} == {(SECRETARY.id, False, 1)}


def test_exceptions_are_entered_with_their_words_and_the_absent_not_at_all(hands: Ballot) -> None:
    apart = (Choice(FLAG, Mark.OTHER, "Đề nghị xem xét Bằng khen"),)
    done = entered(hands, everybody_agrees(hands, voters(1, 2, 3, 5), {VoterId(3): apart}), {})
    assert [vote.voter for vote in done.votes] == [1, 2, 3, 5]
    assert done.votes[2].choices == apart


def test_a_unit_corrects_its_own_and_the_secretary_does_not_undo_it(hands: Ballot) -> None:
    entry = everybody_agrees(hands, ALL, {})
    first = {vote.voter: vote for vote in entered(hands, entry, {}).votes}
    fixed = cast_open(hands, MemberId(3), (Choice(FLAG, Mark.DISAGREE),), first[VoterId(3)], SOON)
    assert isinstance(fixed, VoteChanged)
    assert (fixed.before.own, fixed.vote.own, fixed.vote.revision) == (False, True, 2)
    again = entered(hands, entry, {**first, VoterId(3): fixed.vote})
    assert again == HandsRaised((), (), (VoterId(3),))


def test_the_same_screen_again_changes_nothing(hands: Ballot) -> None:
    entry = everybody_agrees(hands, ALL, {})
    first = {vote.voter: vote for vote in entered(hands, entry, {}).votes}
    assert entered(hands, entry, first) == HandsRaised((), (), ())


def test_a_changed_screen_keeps_the_history_and_withdraws_the_absent(hands: Ballot) -> None:
    first = {vote.voter: vote for vote in entered(hands, everybody_agrees(hands, ALL, {}), {}).votes}
    apart = {VoterId(2): (Choice(FLAG, Mark.DISAGREE),)}
    done = entered(hands, everybody_agrees(hands, voters(1, 2, 3, 4), apart), first)
    assert [(vote.voter, vote.revision) for vote in done.votes] == [(2, 2)]
    assert done.withdrawn == (first[VoterId(5)],)


def test_a_recused_unit_is_left_out_of_its_own_line() -> None:
    rule = settings(Act.HANDS, recusal=RecusalRule.SELF)
    ballot = opened(draft(rule=rule, candidates=(collective(1), collective(2))))
    done = entered(ballot, everybody_agrees(ballot, ALL, {}), {})
    assert [choice.mark for choice in done.votes[0].choices] == [Mark.RECUSED, Mark.AGREE]


def test_hands_are_entered_by_the_secretary_or_chair_while_open(hands: Ballot) -> None:
    entry = everybody_agrees(hands, ALL, {})
    assert raise_hands(hands, khoi(5), ADMIN, entry, {}, (), SOON) == NotAllowed(Right.PREPARE)
    assert raise_hands(hands, khoi(5), heads(5)[2], entry, {}, (), SOON) == NotAllowed(Right.PREPARE)
    assert raise_hands(closed(hands), khoi(5), SECRETARY, entry, {}, (), LATER) == Closed(LATER)
    slips = opened()
    assert raise_hands(slips, khoi(5), SECRETARY, {}, {}, (), SOON) == NotHands()


def test_nobody_raises_a_hand_for_a_leaver_a_stranger_or_a_sealed_opinion(hands: Ballot) -> None:
    gone = depart(hands, MemberId(4), "", SOON)
    assert isinstance(gone, RollChanged)
    entry = everybody_agrees(hands, ALL, {}) | {VoterId(9): (Choice(FLAG, Mark.AGREE),)}
    found = raise_hands(gone.ballot, khoi(5), SECRETARY, entry, {}, voters(2), SOON)
    assert found == CannotRaise((VoterId(2), VoterId(4), VoterId(9)))


def test_a_wrong_entry_names_the_unit_and_writes_nothing(hands: Ballot) -> None:
    entry: dict[VoterId, Choices] = {VoterId(1): (Choice(FLAG, Mark.AGREE),), VoterId(2): ()}
    found = raise_hands(hands, khoi(5), SECRETARY, entry, {}, (), SOON)
    assert found == WrongHand(VoterId(2), Incomplete((FLAG,)))


def received(ballot: Ballot, voter: int = 4) -> ReceivedOpinion:
    taken = receive(ballot, khoi(5), SECRETARY, VoterId(voter), " PB-04 ", None, SOON)
    assert isinstance(taken, Received), taken
    return taken.opinion


def test_an_envelope_is_registered_unopened_with_name_and_number() -> None:
    opinion = received(opened())
    assert (opinion.voter, opinion.reference, opinion.received.by) == (4, "PB-04", SECRETARY.id)


def test_an_envelope_is_refused_from_voters_who_voted_left_or_do_not_exist() -> None:
    ballot = opened()
    known = received(ballot)
    body = khoi(5)
    assert receive(ballot, body, SECRETARY, VoterId(4), "x", HasVoted(), SOON) == HasVoted()
    assert receive(ballot, body, SECRETARY, VoterId(4), "x", known, SOON) == AlreadyReceived(known)
    assert receive(ballot, body, SECRETARY, VoterId(9), "x", None, SOON) == UnknownVoter()
    gone = depart(ballot, MemberId(4), "", SOON)
    assert isinstance(gone, RollChanged)
    assert receive(gone.ballot, body, SECRETARY, VoterId(4), "x", None, SOON) == CannotVote()


def test_envelopes_come_in_while_the_ballot_is_open_and_only_where_the_rule_takes_them() -> None:
    ballot = closed(opened())
    assert receive(ballot, khoi(5), SECRETARY, VoterId(4), "x", None, LATER) == WrongTime(ballot.state)
    planned = opened(replace(draft(), closes_at=SOON))
    assert receive(planned, khoi(5), SECRETARY, VoterId(4), "x", None, SOON) == WrongTime(planned.state)
    none = opened(draft(rule=settings(absent=AbsentRule.NO_VOTE)))
    assert receive(none, khoi(5), SECRETARY, VoterId(4), "x", None, SOON) == OpinionsNotTaken()
    assert receive(opened(), khoi(5), TELLER, VoterId(4), "x", None, SOON) == NotAllowed(Right.PREPARE)


def test_an_unopened_envelope_goes_back_before_the_close_only() -> None:
    ballot = opened()
    opinion = received(ballot)
    assert isinstance(withdraw(ballot, khoi(5), SECRETARY, opinion, SOON), Withdrawn)
    shut = closed(ballot)
    assert withdraw(shut, khoi(5), SECRETARY, opinion, LATER) == WrongTime(shut.state)
    assert withdraw(ballot, khoi(5), ADMIN, opinion, SOON) == NotAllowed(Right.PREPARE)


def test_only_the_counting_team_opens_the_envelopes_and_only_between_close_and_count() -> None:
    ballot = opened()
    envelopes = [received(ballot)]
    slips = [PaperSlip(marks(ballot, Mark.AGREE, Mark.INVALID), scan="sha256:ab")]
    shut = closed(ballot)
    for outsider in (SECRETARY, CHAIR, ADMIN):
        assert open_opinions(shut, outsider, envelopes, slips, None, LATER) == NotAllowed(Right.COUNT)
    assert open_opinions(ballot, TELLER, envelopes, slips, None, SOON) == WrongTime(ballot.state)
    counted = replace(shut, counted_at=LATER)
    assert open_opinions(counted, TELLER, envelopes, slips, None, LATER) == WrongTime(counted.state)
    done = open_opinions(shut, TELLER, envelopes, slips, None, LATER)
    assert isinstance(done, OpinionsOpened)
    assert (done.opinions.slips, done.opinions.opened.by) == (tuple(slips), TELLER.id)
    other = [PaperSlip(marks(ballot, Mark.DISAGREE, Mark.DISAGREE))]
    assert open_opinions(shut, TELLER, envelopes, other, done.opinions, LATER) == AlreadyOpened(done.opinions)


def test_opened_slips_of_a_secret_ballot_lose_voter_and_order() -> None:
    ballot = opened()
    envelopes = [received(ballot, 4), received(ballot, 5)]
    yes, no = marks(ballot, Mark.AGREE, Mark.AGREE), marks(ballot, Mark.DISAGREE, Mark.AGREE)
    shut = closed(ballot)
    told = [PaperSlip(no, VoterId(4)), PaperSlip(yes, VoterId(5))]
    kept = [open_opinions(shut, TELLER, envelopes, slips, None, LATER) for slips in (told, told[::-1])]
    assert kept[0] == kept[1]
    assert isinstance(kept[0], OpinionsOpened)
    assert [slip.voter for slip in kept[0].opinions.slips] == [None, None]


def test_opinions_of_an_open_vote_keep_their_voter(hands: Ballot) -> None:
    envelopes = [received(hands, 5), received(hands, 4)]
    shut = closed(hands)
    slips = [
        PaperSlip((Choice(FLAG, mark),), VoterId(voter)) for voter, mark in ((5, Mark.AGREE), (4, Mark.BLANK))
    ]
    done = open_opinions(shut, TELLER, envelopes, slips, None, LATER)
    assert isinstance(done, OpinionsOpened)
    assert [slip.voter for slip in done.opinions.slips] == [4, 5]
    stray = [slips[0], PaperSlip((Choice(FLAG, Mark.AGREE),), VoterId(1))]
    assert open_opinions(shut, TELLER, envelopes, stray, None, LATER) == SlipsDiffer(2, 2)


def test_each_envelope_gives_one_slip_and_an_unreadable_one_a_spoilt_slip() -> None:
    ballot = opened()
    envelopes = [received(ballot, 4), received(ballot, 5)]
    shut = closed(ballot)
    assert spoilt(shut) == marks(shut, Mark.INVALID, Mark.INVALID)
    one = [PaperSlip(spoilt(shut))]
    assert open_opinions(shut, TELLER, envelopes, one, None, LATER) == SlipsDiffer(2, 1)
    assert isinstance(open_opinions(shut, TELLER, envelopes, one * 2, None, LATER), OpinionsOpened)
    short = [
        PaperSlip(marks(ballot, Mark.AGREE, Mark.AGREE)),
        PaperSlip(marks(ballot, Mark.AGREE, Mark.AGREE)[:1]),
    ]
    assert open_opinions(shut, TELLER, envelopes, short, None, LATER) == WrongSlip(
        2, Incomplete((CandidateId(102),))
    )


def test_a_recused_name_is_left_out_on_paper_too() -> None:
    rule = settings(recusal=RecusalRule.SELF)
    ballot = opened(draft(rule=rule, candidates=(collective(1), collective(4))))
    envelopes = [received(ballot, 4)]
    slips = [PaperSlip((Choice(CandidateId(201), Mark.AGREE),))]
    done = open_opinions(closed(ballot), TELLER, envelopes, slips, None, LATER)
    assert isinstance(done, OpinionsOpened)
    assert [choice.mark for choice in done.opinions.slips[0].choices] == [Mark.AGREE, Mark.RECUSED]
