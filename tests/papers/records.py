"""Records and words to make papers with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

from babel.messages.pofile import read_po

from campaign.ballots.ballot import Ballot, Candidate, Recusal
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Choice, Choices, Mark, complete, pick
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.record import BallotRecord, Besides, Signatory, freeze
from campaign.ballots.rights import stamp
from campaign.ballots.rule import Act, Majority
from campaign.ballots.substitution import RollChanged, depart
from campaign.ids import CandidateId, MemberId, VoterId
from papers.layout import Masthead
from tests.campaign.ballots import (
    LATER,
    NOW,
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

HANOI = timezone(timedelta(hours=7))
HEAD = Masthead(
    issuer="Khối thi đua số IV",
    superior="Thanh tra Chính phủ",
    symbol="BB-KTĐ",
    place="Hà Nội",
    recipients=("Thanh tra Chính phủ (Vụ Tổ chức cán bộ)", "Các đơn vị thành viên"),
)
CHAIR = Signatory("Nguyễn Văn A", "Thủ trưởng Đơn vị B, Khối trưởng")
SECRETARY_SIGNS = Signatory("Trần Thị B", "Thư ký Khối thi đua")
LOCALES = Path(__file__).parent.parent.parent / "locales"


def words(language: str = "vi") -> Callable[..., str]:
    """The sentences of one language; a missing value or sentence fails the test."""
    with (LOCALES / language / "LC_MESSAGES" / "papers.po").open("rb") as lines:
        sentences = {str(one.id): str(one.string) for one in read_po(lines) if one.id}

    def say(key: str, /, **values: object) -> str:
        return sentences[key].format(**values)

    return say


def frozen(ballot: Ballot, urn: Urn, answers: tuple[str, ...] | tuple[Vote, ...]) -> BallotRecord:
    done = count(ballot, urn, LATER + timedelta(minutes=20))
    assert isinstance(done, Counted), done
    absences = {VoterId(4): "đi công tác", VoterId(5): "nghỉ ốm"}
    return freeze(done.ballot, done.count, urn, Besides(CHAIR, SECRETARY_SIGNS, absences), answers)


def secret_record(names: tuple[Candidate, ...] = (person(1), person(2))) -> BallotRecord:
    """Nine voters: six ballots, one written opinion, one absent, one who left."""
    ballot = opened(
        replace(draft(n=9, candidates=names), recusals=(Recusal(VoterId(2), names[0].id, "vợ chồng"),))
    )
    gone = depart(ballot, MemberId(9), "nghỉ hưu theo chế độ", NOW)
    assert isinstance(gone, RollChanged)
    shut = closed(gone.ballot)
    rest = (Mark.AGREE,) * (len(names) - 1)
    cast: list[Choices] = [marks(shut, Mark.RECUSED, *rest)]
    cast += [marks(shut, Mark.AGREE, *rest)] * 5 + [marks(shut, Mark.DISAGREE, *rest)]
    envelope = ReceivedOpinion(shut.id, VoterId(4), "PB-04", stamp(SECRETARY, NOW))
    read = OpenedOpinions(shut.id, (PaperSlip(marks(shut, Mark.AGREE, *rest)),), stamp(TELLER, LATER))
    urn = Urn(voters(1, 2, 3, 5, 6, 7, 8), tuple(cast), received=(envelope,), opened=read)
    return frozen(shut, urn, ("K7M-42Q", "T4X-9PD", "CDF-GHJ", "242-P3H", "9QW-RTX", "MMN-P77", "XK3-3FG"))


def open_record() -> BallotRecord:
    """A show of hands on one flag: 04/05, one other opinion."""
    shut = closed(opened(draft(n=5, rule=settings(Act.HANDS), candidates=(collective(2),))))
    said = [Choice(CandidateId(202), Mark.AGREE)] * 4 + [
        Choice(CandidateId(202), Mark.OTHER, "Đề nghị Bằng khen")
    ]
    votes = tuple(
        Vote(shut.id, VoterId(number), (choice,), SECRETARY.id, NOW, own=False)
        for number, choice in enumerate(said, 1)
    )
    return frozen(shut, Urn(voters(1, 2, 3, 4, 5), tuple(vote.choices for vote in votes)), votes)


def elected_record() -> BallotRecord:
    """Five units elect next year's chair: 4 to 1."""
    names = (collective(2), collective(3))
    shut = closed(opened(draft(n=5, rule=settings(Act.ELECT, threshold=Majority()), candidates=names)))
    cast = []
    for voter, wish in zip(shut.roll, (202, 202, 202, 202, 203), strict=True):
        full = complete(shut, voter, pick([CandidateId(wish)]))
        assert isinstance(full, tuple)
        cast.append(full)
    receipts = ("K7M-42Q", "T4X-9PD", "CDF-GHJ", "242-P3H", "9QW-RTX")
    return frozen(shut, Urn(voters(1, 2, 3, 4, 5), tuple(cast)), receipts)
