"""Values kept as JSON text come back the same, and a text that is not ours is refused."""

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from campaign.ballots.ballot import Ballot, Recusal
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Choice, Mark
from campaign.ballots.counting import Urn
from campaign.ballots.review import (
    Concluded,
    Conclusion,
    GoesOn,
    ReviewOpened,
    SetAside,
    conclude,
    open_review,
)
from campaign.ballots.rule import Act, Majority
from campaign.ids import CandidateId, MemberId, VoterId
from campaign.plain import from_plain, one_level, to_plain
from tests.campaign.ballots import CHAIR, LATER, NOW, closed, draft, khoi, opened, settings, voters
from tests.campaign.test_record import REVIEW, frozen, secret


def through(value: Any) -> Any:
    return from_plain(type(value), json.loads(json.dumps(to_plain(value))))


def test_a_ballot_with_its_rule_and_roll_comes_back_the_same() -> None:
    ballot = closed(opened(replace(draft(), recusals=(Recusal(VoterId(1), CandidateId(101), "vợ chồng"),))))
    assert through(ballot) == ballot
    assert all(through(voter) == voter for voter in ballot.roll)
    simple = settings(threshold=Majority(), quorum=None)
    assert through(simple) == simple


def test_a_secret_and_an_open_record_come_back_the_same() -> None:
    record = secret()
    assert through(record) == record
    shut = closed(opened(draft(n=1, rule=settings(Act.HANDS))))
    spoken = (Choice(CandidateId(101), Mark.OTHER, "Đề nghị Giấy khen"), Choice(CandidateId(102), Mark.AGREE))
    vote = Vote(shut.id, VoterId(1), spoken, MemberId(1), NOW, own=True)
    named = frozen(shut, Urn(voters(1), (vote.choices,)), (vote,))
    assert through(named) == named


def test_a_review_with_its_conclusions_comes_back_the_same() -> None:
    session = open_review(REVIEW, khoi(5), CHAIR, NOW)
    assert isinstance(session, ReviewOpened)
    ends: dict[CandidateId, Conclusion] = {
        CandidateId(101): GoesOn(Act.BALLOT),
        CandidateId(102): SetAside("Rút tên"),
    }
    over = conclude(session.review, khoi(5), CHAIR, ends, LATER)
    assert isinstance(over, Concluded)
    assert through(over.review) == over.review


def test_the_same_value_is_always_the_same_text() -> None:
    assert json.dumps(to_plain(secret())) == json.dumps(to_plain(secret()))


def test_level_by_level_it_is_the_same_text() -> None:
    shut = closed(opened(replace(draft(), recusals=(Recusal(VoterId(1), CandidateId(101), "vợ chồng"),))))
    session = open_review(REVIEW, khoi(5), CHAIR, NOW)
    assert isinstance(session, ReviewOpened)
    ends: dict[CandidateId, Conclusion] = {
        CandidateId(101): GoesOn(Act.BALLOT),
        CandidateId(102): SetAside("X"),
    }
    over = conclude(session.review, khoi(5), CHAIR, ends, LATER)
    assert isinstance(over, Concluded)
    for value in (secret(), shut, settings(quorum=None), shut.roll, over.review):
        assert json.dumps(value, default=one_level) == json.dumps(to_plain(value))


def test_a_field_that_old_text_lacks_takes_its_default() -> None:
    plain = to_plain(draft())
    del plain["place"]
    assert from_plain(Ballot, plain) == replace(draft(), place="")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.pop("title"),
        lambda plain: plain.update(verdict="passed"),
        lambda plain: plain.update({"is": "Settings"}),
        lambda plain: plain.pop("is"),
        lambda plain: plain.update(id="17"),
        lambda plain: plain.update(candidates=5),
        lambda plain: plain["settings"].update(act="shout"),
        lambda plain: plain["settings"]["threshold"].update({"is": "Acclamation"}),
        lambda plain: plain["settings"].update(quorum="two thirds"),
    ],
)
def test_a_text_that_is_not_ours_is_refused(spoil: Any) -> None:
    plain = to_plain(draft())
    spoil(plain)
    with pytest.raises(ValueError, match=r".+"):
        from_plain(Ballot, plain)


def test_what_has_no_plain_form_is_a_bug() -> None:
    @dataclass(frozen=True)
    class Odd:
        share: float = 0.5

    with pytest.raises(ValueError, match="no plain form"):
        to_plain(Odd())
