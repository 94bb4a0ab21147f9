"""Ballots to test with: a khối of n units with invented heads, its secretary, and what it votes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from campaign.ballots.ballot import Ballot, Candidate, Teller
from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.presiding import ClosedNow, Opened, Prepared, close, open_ballot, prepare
from campaign.ballots.receipt import Receipt
from campaign.ballots.roll import draw_roll
from campaign.ballots.rule import Act, Basis, Percent, Settings
from campaign.catalogue.general import Denominator
from campaign.catalogue.model import Openness
from campaign.catalogue.wording import Confidence
from campaign.history.facts import SubjectKind
from campaign.ids import (
    BallotId,
    BodyId,
    CampaignId,
    CandidateId,
    KhoiId,
    MemberId,
    PersonId,
    RegistrationId,
    UnitId,
    VoterId,
)
from campaign.people import Body, BodyKind, Gender, Member, Office, Role, Unit

KHOI = KhoiId(1)
NOW = datetime(2026, 12, 18, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
LETTERS = "ABCDEĐGHIKLMNOPQRSTUVXY"


def member(number: int, *roles: Role, unit: int | None = None, gender: Gender | None = None) -> Member:
    return Member(
        id=MemberId(number),
        khoi=KHOI,
        person=PersonId(1000 + number),
        code=f"CB{number:03}",
        name=f"Nguyễn Văn {LETTERS[number % len(LETTERS)]}",
        unit=UnitId(number if unit is None else unit),
        unit_name=f"Đơn vị {LETTERS[(number if unit is None else unit) % len(LETTERS)]}",
        position="Thủ trưởng đơn vị",
        roles=frozenset(roles),
        gender=gender,
    )


def heads(n: int) -> tuple[Member, ...]:
    return tuple(member(number, Role.HEAD) for number in range(1, n + 1))


def khoi(n: int, kind: BodyKind = BodyKind.KHOI) -> Body:
    council = kind is BodyKind.COUNCIL
    numbers = range(1, n + 1)
    return Body(
        id=BodyId(7),
        khoi=KHOI,
        kind=kind,
        name="Khối thi đua số IV",
        year=2026,
        chair=MemberId(1) if council else UnitId(1),
        units=() if council else tuple(UnitId(number) for number in numbers),
        members=tuple(MemberId(number) for number in numbers) if council else (),
    )


def units(n: int) -> tuple[Unit, ...]:
    return tuple(Unit(UnitId(i), KHOI, f"Đơn vị {LETTERS[i % len(LETTERS)]}") for i in range(1, n + 1))


CHAIR = member(1, Role.HEAD, Role.CHAIR)
SECRETARY = member(90, Role.SECRETARY, unit=1)
ADMIN = member(91, Role.ADMIN, unit=1)
TELLER = member(92, Role.INDIVIDUAL, unit=2)


def person(number: int, **more: Any) -> Candidate:
    base = Candidate(
        id=CandidateId(100 + number),
        subject=SubjectKind.INDIVIDUAL,
        name=f"Trần Thị {LETTERS[number % len(LETTERS)]}",
        unit=UnitId(number),
        unit_name=f"Đơn vị {LETTERS[number % len(LETTERS)]}",
        award="Chiến sĩ thi đua cơ sở",
        position="Thanh tra viên",
        registration=RegistrationId(500 + number),
    )
    return replace(base, **more)


def collective(number: int, **more: Any) -> Candidate:
    base = Candidate(
        id=CandidateId(200 + number),
        subject=SubjectKind.COLLECTIVE,
        name=f"Đơn vị {LETTERS[number % len(LETTERS)]}",
        unit=UnitId(number),
        unit_name=f"Đơn vị {LETTERS[number % len(LETTERS)]}",
        award="Cờ thi đua của Thanh tra Chính phủ",
        registration=RegistrationId(600 + number),
    )
    return replace(base, **more)


def settings(act: Act = Act.BALLOT, **more: Any) -> Settings:
    base = Settings(
        act=act,
        secrecy=Openness.OPEN if act is Act.HANDS else Openness.SECRET,
        threshold=Percent(80),
        denominator=Denominator.ALL_MEMBERS,
        basis=Basis("NĐ 98/2023/NĐ-CP Điều 30 khoản 7", Confidence.FOUND_OLD_DECREE),
        quorum=Fraction(2, 3),
        places=1 if act.chooses else None,
        office=Office.CHAIR if act is Act.ELECT else None,
    )
    return replace(base, **more)


def draft(
    n: int = 5,
    candidates: tuple[Candidate, ...] = (person(1), person(2)),
    rule: Settings | None = None,
    kind: BodyKind = BodyKind.KHOI,
) -> Ballot:
    body = khoi(n, kind)
    return Ballot(
        id=BallotId(17),
        campaign=CampaignId(3),
        body=body.id,
        body_name=body.name,
        title="Bỏ phiếu xét tặng Chiến sĩ thi đua cơ sở năm 2026",
        settings=rule or settings(),
        candidates=candidates,
        roll=draw_roll(body, units(n), heads(n)).voters,
        place="Hà Nội",
        tellers=(Teller(TELLER.id, TELLER.name, TELLER.position),),
    )


def opened(ballot: Ballot | None = None, at: datetime = NOW) -> Ballot:
    ballot = ballot or draft()
    body = khoi(len(ballot.roll))
    ready = prepare(ballot, body, SECRETARY, at)
    assert isinstance(ready, Prepared), ready
    now_open = open_ballot(ready.ballot, body, CHAIR, at)
    assert isinstance(now_open, Opened), now_open
    return now_open.ballot


def closed(ballot: Ballot, at: datetime = LATER) -> Ballot:
    shut = close(ballot, khoi(len(ballot.roll)), CHAIR, at)
    assert isinstance(shut, ClosedNow), shut
    return shut.ballot


def receipt(number: int = 0) -> Receipt:
    return Receipt(number.to_bytes(12, "big"))


def marks(ballot: Ballot, *given: Mark) -> Choices:
    return tuple(Choice(one.id, mark) for one, mark in zip(ballot.candidates, given, strict=True))


def voters(*numbers: int) -> frozenset[VoterId]:
    return frozenset(VoterId(number) for number in numbers)
