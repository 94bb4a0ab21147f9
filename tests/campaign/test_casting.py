"""Casting: each voter once, in time, completely; secret for good, open until the close."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ballots.admission import (
    Annulled,
    Closed,
    LeftRoll,
    NothingToVoteOn,
    NotOnRoll,
    NotYetOpen,
    OpinionReceived,
)
from campaign.ballots.ballot import Ballot, Recusal
from campaign.ballots.casting import (
    AlreadyCast,
    CastAgain,
    SlipCast,
    Vote,
    VoteAgain,
    VoteCast,
    VoteChanged,
    Voted,
    cast_open,
    cast_secret,
)
from campaign.ballots.choices import (
    LONGEST_REMARK,
    Choice,
    Incomplete,
    Mark,
    MarkNotOffered,
    NotOnList,
    RecusedFrom,
    RemarkMissing,
    RemarkTooLong,
    TooMany,
    agree_except,
    complete_paper,
    pick,
)
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.presiding import AnnulledNow, annul
from campaign.ballots.rights import stamp
from campaign.ballots.rule import Act, RecusalRule
from campaign.ballots.substitution import RollChanged, depart
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, CandidateId, MemberId, VoterId
from tests.campaign.ballots import (
    CHAIR,
    LATER,
    NOW,
    SECRETARY,
    closed,
    collective,
    draft,
    khoi,
    marks,
    member,
    opened,
    person,
    receipt,
    settings,
)

SOON = NOW + timedelta(minutes=1)
ONE, TWO = CandidateId(101), CandidateId(102)
LAN = MemberId(2)


def both(ballot: Ballot, first: Mark = Mark.AGREE, second: Mark = Mark.DISAGREE) -> tuple[Choice, ...]:
    return marks(ballot, first, second)


def hands() -> Ballot:
    return opened(draft(rule=settings(Act.HANDS)))


def test_a_secret_ballot_is_taken_once_and_says_nothing_about_the_choice() -> None:
    ballot = opened()
    cast = cast_secret(ballot, LAN, both(ballot), receipt(1), None, SOON)
    assert isinstance(cast, SlipCast)
    assert cast.voted == Voted(BallotId(17), VoterId(2), receipt(1).fingerprint)
    assert [choice.mark for choice in cast.slip.choices] == [Mark.AGREE, Mark.DISAGREE]
    shown = repr(cast).lower()
    assert all(word not in shown for word in ("agree", receipt(1).code.lower(), "seed="))


def test_the_same_press_gets_the_identical_answer_even_after_the_close() -> None:
    ballot = opened()
    voted = Voted(ballot.id, VoterId(2), receipt(1).fingerprint)
    assert cast_secret(ballot, LAN, both(ballot), receipt(1), voted, SOON) == CastAgain(receipt(1))
    late = LATER + timedelta(days=1)
    assert cast_secret(closed(ballot), LAN, both(ballot), receipt(1), voted, late) == CastAgain(receipt(1))


def test_a_second_secret_ballot_is_refused_and_its_receipt_is_not_confirmed() -> None:
    ballot = opened()
    voted = Voted(ballot.id, VoterId(2), receipt(1).fingerprint)
    again = cast_secret(ballot, LAN, both(ballot, Mark.DISAGREE), receipt(2), voted, SOON)
    assert again == AlreadyCast(VoterId(2))


def test_an_open_vote_may_be_changed_and_the_old_one_is_kept() -> None:
    ballot = hands()
    first = cast_open(ballot, LAN, both(ballot), None, SOON)
    assert isinstance(first, VoteCast)
    assert first.vote == Vote(ballot.id, VoterId(2), both(ballot), LAN, SOON, own=True, revision=1)
    second = cast_open(ballot, LAN, both(ballot, Mark.DISAGREE), first.vote, SOON)
    assert isinstance(second, VoteChanged)
    assert (second.vote.revision, second.before) == (2, first.vote)
    assert cast_open(ballot, LAN, both(ballot, Mark.DISAGREE), second.vote, SOON) == VoteAgain(second.vote)


def test_a_press_is_judged_by_when_it_was_heard_not_when_it_is_worked_on() -> None:
    ballot = closed(opened())
    before, after = LATER - timedelta(microseconds=1), LATER
    assert isinstance(cast_secret(ballot, LAN, both(ballot), receipt(1), None, before), SlipCast)
    assert cast_secret(ballot, LAN, both(ballot), receipt(1), None, after) == Closed(LATER)


def test_a_repeated_open_vote_is_recognised_after_the_close_and_a_change_is_not_taken() -> None:
    ballot = hands()
    first = cast_open(ballot, LAN, both(ballot), None, SOON)
    assert isinstance(first, VoteCast)
    late = LATER + timedelta(minutes=5)
    assert cast_open(closed(ballot), LAN, both(ballot), first.vote, late) == VoteAgain(first.vote)
    changed = both(ballot, Mark.DISAGREE)
    assert cast_open(closed(ballot), LAN, changed, first.vote, late) == Closed(LATER)


def test_the_planned_end_closes_too() -> None:
    ballot = opened(replace(draft(), closes_at=SOON))
    assert cast_secret(ballot, LAN, both(ballot), receipt(1), None, SOON) == Closed(SOON)
    assert closed(ballot).cut_off == SOON


def test_nothing_is_taken_before_the_opening_or_after_the_count() -> None:
    assert cast_secret(draft(), LAN, (), receipt(1), None, SOON) == NotYetOpen()
    counted = replace(closed(opened()), counted_at=LATER)
    assert cast_secret(counted, LAN, both(counted), receipt(1), None, SOON) == Closed(LATER)


def test_an_annulled_ballot_points_to_the_one_in_its_place() -> None:
    undone = annul(opened(), khoi(5), CHAIR, "Sai danh sách", BallotId(18), LATER)
    assert isinstance(undone, AnnulledNow)
    voted = Voted(BallotId(17), VoterId(2), receipt(1).fingerprint)
    for before in (None, voted):
        found = cast_secret(undone.ballot, LAN, both(undone.ballot), receipt(1), before, SOON)
        assert found == Annulled(BallotId(18))


def test_strangers_and_leavers_cannot_vote() -> None:
    ballot = opened()
    assert cast_secret(ballot, MemberId(77), both(ballot), receipt(1), None, SOON) == NotOnRoll()
    gone = depart(ballot, LAN, "chuyển công tác", SOON)
    assert isinstance(gone, RollChanged)
    assert cast_secret(gone.ballot, LAN, both(ballot), receipt(1), None, SOON) == LeftRoll(VoterId(2))


def test_a_voter_whose_sealed_opinion_was_received_does_not_vote_as_well() -> None:
    opinion = ReceivedOpinion(BallotId(17), VoterId(2), "PB-02", stamp(SECRETARY, SOON))
    ballot = opened()
    assert cast_secret(ballot, LAN, both(ballot), receipt(1), opinion, SOON) == OpinionReceived(SOON)
    assert cast_open(hands(), LAN, both(ballot), opinion, SOON) == OpinionReceived(SOON)


def test_every_name_needs_an_answer_on_a_ballot_paper() -> None:
    ballot = opened()
    assert cast_secret(ballot, LAN, both(ballot)[:1], receipt(1), None, SOON) == Incomplete((TWO,))
    assert cast_secret(ballot, LAN, (), receipt(1), None, SOON) == Incomplete((ONE, TWO))


def test_answers_off_the_list_or_twice_for_one_name_are_refused() -> None:
    ballot = opened()
    stray = (*both(ballot), Choice(CandidateId(999), Mark.AGREE))
    assert cast_secret(ballot, LAN, stray, receipt(1), None, SOON) == NotOnList((CandidateId(999),))
    twice = (*both(ballot), Choice(ONE, Mark.AGREE))
    assert cast_secret(ballot, LAN, twice, receipt(1), None, SOON) == NotOnList((ONE,))


@pytest.mark.parametrize("mark", [Mark.OTHER, Mark.BLANK, Mark.INVALID, Mark.RECUSED])
def test_a_ballot_paper_has_no_third_box(mark: Mark) -> None:
    ballot = opened()
    found = cast_secret(ballot, LAN, both(ballot, mark), receipt(1), None, SOON)
    assert found == MarkNotOffered((ONE,))


def test_another_opinion_in_a_show_of_hands_needs_words() -> None:
    ballot = hands()
    silent = (Choice(ONE, Mark.OTHER, " "), Choice(TWO, Mark.AGREE))
    assert cast_open(ballot, LAN, silent, None, SOON) == RemarkMissing((ONE,))
    spoken = (Choice(ONE, Mark.OTHER, "Đề nghị xét Giấy khen"), Choice(TWO, Mark.BLANK))
    assert isinstance(cast_open(ballot, LAN, spoken, None, SOON), VoteCast)


def test_another_opinion_is_a_few_lines_and_not_a_report() -> None:
    ballot = hands()
    for length, fits in ((LONGEST_REMARK, True), (LONGEST_REMARK + 1, False)):
        said = (Choice(ONE, Mark.OTHER, "x" * length), Choice(TWO, Mark.AGREE))
        found = cast_open(ballot, LAN, said, None, SOON)
        assert isinstance(found, VoteCast) if fits else found == RemarkTooLong((ONE,), LONGEST_REMARK)


def nomination(places: int = 1) -> Ballot:
    rule = settings(Act.ACCLAIM, places=places)
    return opened(draft(rule=rule, candidates=(collective(1), collective(2), collective(3))))


def test_at_most_n_names_may_be_chosen() -> None:
    chosen = pick([CandidateId(201), CandidateId(203)])
    assert cast_secret(nomination(1), LAN, chosen, receipt(1), None, SOON) == TooMany(1, 2)
    cast = cast_secret(nomination(2), LAN, chosen, receipt(1), None, SOON)
    assert isinstance(cast, SlipCast)
    assert [choice.mark for choice in cast.slip.choices] == [Mark.AGREE, Mark.BLANK, Mark.AGREE]


def test_choosing_nobody_is_a_blank_ballot() -> None:
    cast = cast_secret(nomination(), LAN, pick([]), receipt(1), None, SOON)
    assert isinstance(cast, SlipCast)
    assert {choice.mark for choice in cast.slip.choices} == {Mark.BLANK}


def test_a_recused_unit_does_not_answer_for_itself_and_its_slip_says_so() -> None:
    rule = settings(recusal=RecusalRule.SELF)
    ballot = opened(draft(rule=rule, candidates=(collective(1), collective(2))))
    own = Choice(CandidateId(202), Mark.AGREE)
    other = Choice(CandidateId(201), Mark.DISAGREE)
    assert cast_secret(ballot, LAN, (other, own), receipt(1), None, SOON) == RecusedFrom((CandidateId(202),))
    cast = cast_secret(ballot, LAN, (other,), receipt(1), None, SOON)
    assert isinstance(cast, SlipCast)
    assert [choice.mark for choice in cast.slip.choices] == [Mark.DISAGREE, Mark.RECUSED]


def test_whoever_is_recused_from_everything_has_nothing_to_vote_on() -> None:
    declared = (Recusal(VoterId(2), ONE, "vợ chồng"), Recusal(VoterId(2), TWO, "anh em"))
    ballot = opened(replace(draft(), recusals=declared))
    assert cast_secret(ballot, LAN, (), receipt(1), None, SOON) == NothingToVoteOn()


def test_a_long_list_is_agreed_with_but_for_the_exceptions() -> None:
    names = tuple(person(number) for number in range(1, 61))
    ballot = opened(draft(candidates=names))
    wish = agree_except(names, {CandidateId(107): Choice(CandidateId(107), Mark.DISAGREE)})
    cast = cast_secret(ballot, LAN, wish, receipt(1), None, SOON)
    assert isinstance(cast, SlipCast)
    assert [choice.candidate for choice in cast.slip.choices if choice.mark is Mark.DISAGREE] == [107]
    assert sum(choice.mark is Mark.AGREE for choice in cast.slip.choices) == 59


def test_on_paper_a_name_may_be_found_blank_or_spoilt() -> None:
    ballot = opened()
    voter = ballot.roll[1:2]
    assert complete_paper(ballot, voter, both(ballot, Mark.BLANK, Mark.INVALID)) == both(
        ballot, Mark.BLANK, Mark.INVALID
    )
    assert complete_paper(ballot, voter, both(ballot, Mark.OTHER)) == MarkNotOffered((ONE,))


def test_a_secret_ballot_cannot_be_cast_openly_by_mistake() -> None:
    with pytest.raises(ValueError, match="is not open"):
        cast_open(opened(), LAN, (), None, SOON)
    open_ballot = opened(draft(rule=settings(secrecy=Openness.OPEN)))
    with pytest.raises(ValueError, match="is not secret"):
        cast_secret(open_ballot, LAN, (), receipt(1), None, SOON)


def test_a_successor_inherits_the_vote_that_was_cast() -> None:
    ballot = opened()
    voted = Voted(ballot.id, VoterId(2), receipt(1).fingerprint)
    new = member(33, unit=2)
    heir = replace(
        ballot,
        roll=tuple(
            replace(one, hand=replace(one.hand, member=new.id)) if one.id == 2 and one.hand else one
            for one in ballot.roll
        ),
    )
    assert cast_secret(heir, new.id, both(heir), receipt(9), voted, SOON) == AlreadyCast(VoterId(2))
