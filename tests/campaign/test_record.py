"""The frozen record, the settings a ballot starts from, and the bình xét session."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.defaults import usual_settings
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.presiding import AnnulledNow, annul
from campaign.ballots.record import BallotRecord, Besides, RecusalLine, Signatory, TookPart, freeze
from campaign.ballots.review import (
    Concluded,
    Conclusion,
    GoesOn,
    NothingSaid,
    NothingToReview,
    NotInSession,
    Remarked,
    Review,
    ReviewOpened,
    SetAside,
    Unconcluded,
    UnknownSpeaker,
    conclude,
    open_review,
    remark,
)
from campaign.ballots.rights import NotAllowed, Right, stamp
from campaign.ballots.rule import Act, Majority, Percent, RecusalRule
from campaign.ballots.substitution import RollChanged, depart
from campaign.catalogue import shipped_files
from campaign.catalogue.general import YearUnderReview
from campaign.catalogue.model import Catalogue, Openness
from campaign.catalogue.parse import parse
from campaign.catalogue.wording import Confidence
from campaign.ids import BallotId, BodyId, CampaignId, CandidateId, MemberId, ReviewId, VoterId
from campaign.people import Office
from campaign.plan.rule_set import RuleSet, follow
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
    person,
    settings,
    voters,
)

A, D = Mark.AGREE, Mark.DISAGREE
BESIDES = Besides(
    chair=Signatory("Nguyễn Văn A", "Khối trưởng"),
    secretary=Signatory("Trần Thị B", "Thư ký"),
    absences={VoterId(4): "công tác", VoterId(5): "ốm"},
)


def frozen(ballot: Ballot, urn: Urn, answers: tuple[str, ...] | tuple[Vote, ...]) -> BallotRecord:
    done = count(ballot, urn, LATER)
    assert isinstance(done, Counted), done
    return freeze(done.ballot, done.count, urn, BESIDES, answers)


def secret() -> BallotRecord:
    """Three ballots, one written opinion, one absent, one who left."""
    ballot = opened(draft(n=6, rule=settings(quorum=None)))
    gone = depart(ballot, MemberId(6), "nghỉ hưu", NOW)
    assert isinstance(gone, RollChanged)
    shut = closed(gone.ballot)
    cast: tuple[Choices, ...] = (marks(shut, A, D), marks(shut, A, A), marks(shut, D, A))
    received = ReceivedOpinion(shut.id, VoterId(4), "PB-04", stamp(SECRETARY, NOW))
    read = OpenedOpinions(shut.id, (PaperSlip(marks(shut, A, A)),), stamp(TELLER, LATER))
    urn = Urn(voters(1, 2, 3), cast, received=(received,), opened=read)
    return frozen(shut, urn, ("T4X-9PD", "K7M-42Q", "CDF-GHJ"))


def test_the_record_says_of_every_voter_how_it_took_part_and_why_not() -> None:
    assert [(line.voter, line.took_part, line.reason) for line in secret().roll] == [
        (1, TookPart.VOTED, ""),
        (2, TookPart.VOTED, ""),
        (3, TookPart.VOTED, ""),
        (4, TookPart.OPINION, "công tác"),
        (5, TookPart.ABSENT, "ốm"),
        (6, TookPart.LEFT, "nghỉ hưu"),
    ]


def test_a_secret_record_holds_sorted_receipts_and_no_choice_of_anybody() -> None:
    record = secret()
    assert record.receipts == ("CDF-GHJ", "K7M-42Q", "T4X-9PD")
    assert (record.votes, record.papers) == ((), ())
    assert [(line.name, line.reference) for line in record.opinions] == [(record.roll[3].name, "PB-04")]
    assert record.opened is not None
    assert record.opened.by == TELLER.id


def test_a_secret_record_refuses_named_votes() -> None:
    shut = closed(opened(draft(n=3)))
    vote = Vote(shut.id, VoterId(1), marks(shut, A, A), MemberId(1), NOW, own=True)
    with pytest.raises(ValueError, match="names no votes"):
        frozen(shut, Urn(voters(1), (vote.choices,)), (vote,))


def test_an_open_record_names_the_votes_in_the_order_of_the_roll() -> None:
    shut = closed(opened(draft(n=3, rule=settings(Act.HANDS))))
    votes = tuple(
        Vote(shut.id, VoterId(number), marks(shut, A, A), MemberId(number), NOW, own=True)
        for number in (3, 1, 2)
    )
    record = frozen(shut, Urn(voters(1, 2, 3), tuple(vote.choices for vote in votes)), votes)
    assert [vote.voter for vote in record.votes] == [1, 2, 3]
    assert record.receipts == ()


def test_who_voted_on_itself_stands_in_the_minutes() -> None:
    shut = closed(opened(draft(n=3, candidates=(collective(2),))))
    record = frozen(shut, Urn(voters(1, 2, 3), (marks(shut, A),) * 3), ("a", "b", "c"))
    assert record.own_votes == (VoterId(2),)


def test_who_did_not_vote_on_whom_stands_in_the_minutes() -> None:
    rule = settings(recusal=RecusalRule.SELF)
    shut = closed(opened(draft(n=3, candidates=(collective(2),), rule=rule)))
    cast = (marks(shut, A), marks(shut, A))
    record = frozen(shut, Urn(voters(1, 3), cast), ("a", "b"))
    assert record.recusals == (RecusalLine(VoterId(2), CandidateId(202)),)
    assert record.own_votes == ()


def test_kept_attendance_shows_who_was_there_without_voting() -> None:
    shut = closed(opened(draft(n=3)))
    urn = Urn(voters(1, 2), (marks(shut, A, A),) * 2, attending=voters(1, 2, 3))
    assert frozen(shut, urn, ("a", "b")).roll[2].took_part is TookPart.PRESENT


def test_an_annulment_is_recorded_beside_the_count_it_annuls() -> None:
    record = secret()
    undone = annul(record.ballot, khoi(6), CHAIR, "Sai danh sách", BallotId(18), LATER)
    assert isinstance(undone, AnnulledNow)
    after = record.with_ballot(undone.ballot)
    assert after.ballot.annulled is not None
    assert after.count == record.count


def test_nothing_is_frozen_before_the_count() -> None:
    shut = closed(opened())
    done = count(shut, Urn(frozenset(), ()), LATER)
    assert isinstance(done, Counted)
    with pytest.raises(ValueError, match="not been counted"):
        freeze(shut, done.count, Urn(frozenset(), ()), BESIDES, ())


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    catalogue = parse(shipped_files())
    assert isinstance(catalogue, Catalogue)
    return follow(catalogue, date(2026, 3, 1), YearUnderReview.COUNTS)


def test_a_title_with_its_own_percentage_starts_from_it(rules: RuleSet) -> None:
    found = usual_settings(rules, "CSTDCS", Act.BALLOT, places=None)
    assert (found.threshold, found.secrecy, found.quorum) == (Percent(80), Openness.SECRET, Fraction(2, 3))
    assert found.basis.confidence is Confidence.FOUND_OLD_DECREE
    assert "NĐ 98/2023" in found.basis.citation
    assert not found.basis.sure
    assert found.recusal is RecusalRule.OFF


def test_a_show_of_hands_is_open_whatever_the_title(rules: RuleSet) -> None:
    assert usual_settings(rules, "CSTDCS", Act.HANDS, places=None).secrecy is Openness.OPEN


def test_a_matter_without_a_percentage_starts_from_more_than_half_of_all(rules: RuleSet) -> None:
    found = usual_settings(rules, "BAU_KT", Act.ELECT, places=1, office=Office.CHAIR)
    assert found.threshold == Majority()
    assert (found.places, found.office) == (1, Office.CHAIR)


REVIEW = Review(
    ReviewId(4),
    CampaignId(3),
    BodyId(7),
    "Bình xét cuối năm 2026",
    (person(1), person(2)),
    draft().roll,
)
ONE, TWO = CandidateId(101), CandidateId(102)


def in_session() -> Review:
    session = open_review(REVIEW, khoi(5), CHAIR, NOW)
    assert isinstance(session, ReviewOpened)
    return session.review


def test_a_review_is_opened_once_by_the_chair_and_has_a_list() -> None:
    assert open_review(REVIEW, khoi(5), SECRETARY, NOW) == NotAllowed(Right.PRESIDE)
    assert open_review(replace(REVIEW, candidates=()), khoi(5), CHAIR, NOW) == NothingToReview()
    assert open_review(in_session(), khoi(5), CHAIR, NOW) == NotInSession()


def test_each_voter_speaks_for_itself_and_the_secretary_for_anybody() -> None:
    session = in_session()
    own = remark(session, khoi(5), heads(5)[2], VoterId(3), ONE, " Xứng đáng ", NOW)
    assert isinstance(own, Remarked)
    assert (own.remark.text, own.remark.entered_by) == ("Xứng đáng", 3)
    for_three = remark(own.review, khoi(5), SECRETARY, VoterId(3), ONE, "Bổ sung sáng kiến", NOW)
    assert isinstance(for_three, Remarked)
    assert len(for_three.review.remarks) == 2
    assert remark(session, khoi(5), heads(5)[1], VoterId(3), ONE, "x", NOW) == UnknownSpeaker()
    assert remark(session, khoi(5), ADMIN, VoterId(3), ONE, "x", NOW) == UnknownSpeaker()
    assert remark(session, khoi(5), SECRETARY, VoterId(3), CandidateId(9), "x", NOW) == UnknownSpeaker()
    assert remark(session, khoi(5), SECRETARY, VoterId(3), ONE, " ", NOW) == NothingSaid()


def test_a_review_ends_with_a_conclusion_for_every_name() -> None:
    session = in_session()
    some: dict[CandidateId, Conclusion] = {ONE: GoesOn(Act.BALLOT)}
    assert conclude(session, khoi(5), CHAIR, some, LATER) == Unconcluded((TWO,))
    assert conclude(session, khoi(5), CHAIR, {**some, TWO: SetAside(" ")}, LATER) == Unconcluded((TWO,))
    assert conclude(session, khoi(5), CHAIR, {**some, TWO: GoesOn(Act.REVIEW)}, LATER) == Unconcluded((TWO,))
    whole: dict[CandidateId, Conclusion] = {**some, TWO: SetAside("Chưa có quyết định công nhận sáng kiến")}
    assert conclude(session, khoi(5), SECRETARY, whole, LATER) == NotAllowed(Right.PRESIDE)
    over = conclude(session, khoi(5), CHAIR, whole, LATER)
    assert isinstance(over, Concluded)
    assert over.review.conclusions == whole
    assert remark(over.review, khoi(5), SECRETARY, VoterId(3), ONE, "x", LATER) == NotInSession()
    assert conclude(over.review, khoi(5), CHAIR, whole, LATER) == NotInSession()
