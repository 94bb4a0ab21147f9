"""Who may do what with a ballot, in which order, and that nobody sets a result."""

from dataclasses import replace
from fractions import Fraction

import pytest

from campaign.ballots.announcing import Announced, TieUnbroken, announce, sees_verdict
from campaign.ballots.ballot import Ballot, BallotState, Teller
from campaign.ballots.choices import complete, pick
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.presiding import (
    AnnulledNow,
    ClosedNow,
    Opened,
    Prepared,
    ReasonMissing,
    TeamNamed,
    Unfit,
    WrongState,
    annul,
    close,
    name_tellers,
    open_ballot,
    prepare,
)
from campaign.ballots.quorum import (
    Fault,
    FewVoters,
    NobodyActs,
    NoTellers,
    RuleUnsure,
    TellersStand,
    UnreachableQuorum,
    UnreachableThreshold,
    cautions,
    faults,
)
from campaign.ballots.rights import NotAllowed, Right, prepares, presides
from campaign.ballots.rule import Act, Basis, Percent, RecusalRule
from campaign.catalogue.general import Denominator
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, CandidateId, KhoiId, UnitId, VoterId
from campaign.people import BodyKind, Member, Role
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
    member,
    opened,
    person,
    settings,
)

VOTER = heads(5)[1]


def counted(ballot: Ballot) -> Counted:
    done = count(closed(ballot), Urn(frozenset(), ()), LATER)
    assert isinstance(done, Counted)
    return done


def test_the_secretary_prepares_and_the_chair_opens_closes_and_announces() -> None:
    ready = prepare(draft(), khoi(5), SECRETARY, NOW)
    assert isinstance(ready, Prepared)
    assert ready.ballot.state is BallotState.PREPARED
    now_open = open_ballot(ready.ballot, khoi(5), CHAIR, NOW)
    assert isinstance(now_open, Opened)
    assert now_open.ballot.opened is not None
    assert now_open.ballot.opened.name == CHAIR.name
    shut = close(now_open.ballot, khoi(5), CHAIR, LATER)
    assert isinstance(shut, ClosedNow)
    assert shut.ballot.cut_off == LATER
    done = count(shut.ballot, Urn(frozenset(), ()), LATER)
    assert isinstance(done, Counted)
    told = announce(done.ballot, done.count, khoi(5), CHAIR, LATER)
    assert isinstance(told, Announced)
    assert told.ballot.state is BallotState.ANNOUNCED


@pytest.mark.parametrize(
    "outsider", [ADMIN, VOTER, TELLER, replace(SECRETARY, khoi=KhoiId(2))], ids=lambda m: m.code
)
def test_no_one_else_takes_any_step(outsider: Member) -> None:
    body = khoi(5)
    assert prepare(draft(), body, outsider, NOW) == NotAllowed(Right.PREPARE)
    ready = prepare(draft(), body, SECRETARY, NOW)
    assert isinstance(ready, Prepared)
    assert open_ballot(ready.ballot, body, outsider, NOW) == NotAllowed(Right.PRESIDE)
    assert close(opened(), body, outsider, LATER) == NotAllowed(Right.PRESIDE)
    done = counted(opened())
    assert announce(done.ballot, done.count, body, outsider, LATER) == NotAllowed(Right.PRESIDE)
    assert annul(opened(), body, outsider, "nhầm danh sách", BallotId(18), LATER) == NotAllowed(Right.PRESIDE)


def test_the_secretary_does_not_open_close_announce_or_annul() -> None:
    body = khoi(5)
    ready = prepare(draft(), body, SECRETARY, NOW)
    assert isinstance(ready, Prepared)
    done = counted(opened())
    denied = NotAllowed(Right.PRESIDE)
    assert open_ballot(ready.ballot, body, SECRETARY, NOW) == denied
    assert close(opened(), body, SECRETARY, LATER) == denied
    assert announce(done.ballot, done.count, body, SECRETARY, LATER) == denied
    assert annul(done.ballot, body, SECRETARY, "nhầm", BallotId(18), LATER) == denied


def test_the_office_of_the_year_decides_who_presides_not_last_years_role() -> None:
    body = replace(khoi(5), chair=UnitId(2))
    assert presides(body, VOTER)
    assert not presides(body, CHAIR)
    assert presides(replace(body, chair=None), CHAIR)
    assert not presides(body, replace(VOTER, left_at=NOW))


def test_a_council_is_presided_over_by_its_own_chair() -> None:
    council = khoi(5, BodyKind.COUNCIL)
    assert presides(council, member(1))
    assert not presides(council, member(2, Role.CHAIR))
    assert prepares(council, SECRETARY)


def test_each_step_is_taken_once() -> None:
    body = khoi(5)
    ballot = closed(opened())
    assert close(ballot, body, CHAIR, LATER) == WrongState(BallotState.CLOSED)
    assert open_ballot(ballot, body, CHAIR, LATER) == WrongState(BallotState.CLOSED)
    assert prepare(ballot, body, SECRETARY, LATER) == WrongState(BallotState.CLOSED)
    done = counted(opened())
    told = announce(done.ballot, done.count, body, CHAIR, LATER)
    assert isinstance(told, Announced)
    assert announce(told.ballot, done.count, body, CHAIR, LATER) == WrongState(BallotState.ANNOUNCED)


def test_a_prepared_ballot_may_be_amended_and_an_open_one_is_frozen() -> None:
    body = khoi(5)
    ready = prepare(draft(), body, SECRETARY, NOW)
    assert isinstance(ready, Prepared)
    changed = replace(ready.ballot, candidates=(person(1), person(2), person(3)))
    assert isinstance(prepare(changed, body, SECRETARY, NOW), Prepared)
    assert prepare(opened(), body, SECRETARY, NOW) == WrongState(BallotState.OPEN)


def test_annulling_needs_a_reason_keeps_the_old_ballot_and_starts_another() -> None:
    done = counted(opened())
    assert annul(done.ballot, khoi(5), CHAIR, "  ", BallotId(18), LATER) == ReasonMissing()
    undone = annul(done.ballot, khoi(5), CHAIR, "Sai danh sách ứng viên", BallotId(18), LATER)
    assert isinstance(undone, AnnulledNow)
    assert undone.ballot.state is BallotState.ANNULLED
    assert undone.ballot.annulled is not None
    assert (undone.ballot.annulled.stamp.name, undone.ballot.annulled.reason) == (
        CHAIR.name,
        "Sai danh sách ứng viên",
    )
    assert undone.ballot.counted_at == done.ballot.counted_at
    assert undone.instead.state is BallotState.PREPARED
    assert (undone.instead.id, undone.instead.follows) == (BallotId(18), BallotId(17))
    assert (undone.instead.round, undone.instead.attempt) == (1, 2)


def test_what_was_never_opened_or_is_annulled_cannot_be_annulled() -> None:
    ready = prepare(draft(), khoi(5), SECRETARY, NOW)
    assert isinstance(ready, Prepared)
    assert annul(ready.ballot, khoi(5), CHAIR, "x", BallotId(18), NOW) == WrongState(BallotState.PREPARED)
    undone = annul(opened(), khoi(5), CHAIR, "x", BallotId(18), LATER)
    assert isinstance(undone, AnnulledNow)
    assert annul(undone.ballot, khoi(5), CHAIR, "x", BallotId(19), LATER) == WrongState(BallotState.ANNULLED)


def test_only_chair_team_and_secretary_see_the_verdict_before_it_is_announced() -> None:
    body = khoi(5)
    done = counted(opened())
    assert [sees_verdict(done.ballot, body, one) for one in (CHAIR, SECRETARY, TELLER)] == [True, True, True]
    assert [sees_verdict(done.ballot, body, one) for one in (VOTER, ADMIN)] == [False, False]
    assert not sees_verdict(closed(opened()), body, CHAIR)
    told = announce(done.ballot, done.count, body, CHAIR, LATER)
    assert isinstance(told, Announced)
    assert sees_verdict(told.ballot, body, VOTER)
    assert not sees_verdict(told.ballot, body, replace(VOTER, khoi=KhoiId(2)))


def test_after_the_close_only_the_chair_may_still_name_the_counting_team() -> None:
    team = (Teller(VOTER.id, VOTER.name, VOTER.position),)
    assert isinstance(name_tellers(opened(), khoi(5), SECRETARY, team), TeamNamed)
    assert name_tellers(closed(opened()), khoi(5), SECRETARY, team) == NotAllowed(Right.PRESIDE)
    assert isinstance(name_tellers(closed(opened()), khoi(5), CHAIR, team), TeamNamed)
    assert name_tellers(counted(opened()).ballot, khoi(5), CHAIR, team) == WrongState(BallotState.COUNTED)


@pytest.mark.parametrize(
    ("ballot", "fault"),
    [
        (draft(rule=settings(Act.REVIEW)), Fault.NOT_A_VOTE),
        (draft(rule=settings(Act.HANDS, secrecy=Openness.SECRET)), Fault.SECRET_HANDS),
        (draft(rule=settings(threshold=Percent(0))), Fault.PERCENT_OUT_OF_RANGE),
        (draft(rule=settings(threshold=Percent(101))), Fault.PERCENT_OUT_OF_RANGE),
        (draft(rule=settings(quorum=Fraction(3, 2))), Fault.QUORUM_OUT_OF_RANGE),
        (draft(rule=settings(Act.ACCLAIM, places=None)), Fault.PLACES_MISSING),
        (draft(rule=settings(places=0)), Fault.PLACES_BELOW_ONE),
        (draft(rule=settings(max_rounds=0)), Fault.ROUNDS_BELOW_ONE),
        (draft(candidates=()), Fault.NO_CANDIDATES),
        (draft(candidates=(person(1), person(1))), Fault.SAME_CANDIDATE_TWICE),
        (draft(candidates=(person(1, registration=None),)), Fault.ADDED_WITHOUT_REASON),
        (draft(rule=settings(Act.ELECT)), Fault.PERSON_FOR_OFFICE),
        (draft(rule=settings(Act.ELECT, office=None), candidates=(collective(2),)), Fault.OFFICE_MISSING),
        (draft(n=0), Fault.NOBODY_ON_ROLL),
        (replace(draft(), roll=tuple(replace(v, hand=None) for v in draft().roll)), Fault.NOBODY_CAN_VOTE),
    ],
    ids=lambda value: value.value if isinstance(value, Fault) else "",
)
def test_an_unfit_ballot_is_refused_with_its_fault(ballot: Ballot, fault: Fault) -> None:
    refused = prepare(ballot, khoi(5), SECRETARY, NOW)
    assert isinstance(refused, Unfit)
    assert fault in refused.faults


def test_a_candidate_may_be_added_with_a_reason_and_a_unit_stands_for_office_without_one() -> None:
    added = person(1, registration=None, added_because="Hội nghị bổ sung")
    assert faults(draft(candidates=(added,))) == ()
    assert faults(draft(rule=settings(Act.ELECT), candidates=(collective(2, registration=None),))) == ()


def test_a_small_secret_ballot_warns_that_it_may_reveal_itself() -> None:
    assert FewVoters(4, 5) in cautions(draft(n=4))
    assert not any(isinstance(one, FewVoters) for one in cautions(draft(n=5)))
    hands = settings(Act.HANDS)
    assert not any(isinstance(one, FewVoters) for one in cautions(draft(n=4, rule=hands)))


def test_recusal_that_makes_ninety_percent_unreachable_is_warned_of() -> None:
    flags = (collective(1), collective(2))
    rule = settings(threshold=Percent(90), recusal=RecusalRule.SELF)
    unreachable = [
        one for one in cautions(draft(rule=rule, candidates=flags)) if isinstance(one, UnreachableThreshold)
    ]
    assert unreachable == [
        UnreachableThreshold(CandidateId(201), 5, 4),
        UnreachableThreshold(CandidateId(202), 5, 4),
    ]
    eligible = replace(rule, denominator=Denominator.ELIGIBLE)
    assert not any(
        isinstance(one, UnreachableThreshold) for one in cautions(draft(rule=eligible, candidates=flags))
    )
    off = replace(rule, recusal=RecusalRule.OFF)
    assert not any(
        isinstance(one, UnreachableThreshold) for one in cautions(draft(rule=off, candidates=flags))
    )


def test_units_for_which_nobody_acts_are_named_and_may_cost_threshold_and_quorum() -> None:
    whole = draft(n=5)
    holes = replace(whole, roll=(*whole.roll[:3], *(replace(voter, hand=None) for voter in whole.roll[3:])))
    found = cautions(holes)
    assert NobodyActs((VoterId(4), VoterId(5))) in found
    assert UnreachableQuorum(4, 3) in found
    assert UnreachableThreshold(CandidateId(101), 4, 3) in found


def test_a_missing_or_partial_counting_team_and_an_unsure_rule_are_mentioned() -> None:
    assert NoTellers() in cautions(replace(draft(), tellers=()))
    standing = draft(candidates=(person(1, member=TELLER.id),))
    assert TellersStand((TELLER.id,)) in cautions(standing)
    assert RuleUnsure("NĐ 98/2023/NĐ-CP Điều 30 khoản 7") in cautions(draft())
    own = settings(basis=Basis("Quy chế hoạt động của Khối"))
    assert cautions(draft(rule=own)) == ()


def test_a_tie_that_has_to_be_broken_is_not_announced() -> None:
    rule = settings(Act.ACCLAIM, threshold=Percent(40), max_rounds=1)
    ballot = opened(draft(n=4, rule=rule, candidates=(collective(1), collective(2))))
    one, two = CandidateId(201), CandidateId(202)
    ballots = []
    for voter, wish in zip(ballot.roll, (one, one, two, two), strict=True):
        full = complete(ballot, voter, pick([wish]))
        assert isinstance(full, tuple)
        ballots.append(full)
    done = count(closed(ballot), Urn(frozenset(voter.id for voter in ballot.roll), tuple(ballots)), LATER)
    assert isinstance(done, Counted)
    assert isinstance(announce(done.ballot, done.count, khoi(4), CHAIR, LATER), TieUnbroken)
