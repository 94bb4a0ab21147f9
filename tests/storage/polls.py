"""A khối of n units in a database, its body, and ballots on it made by the real rules."""

from dataclasses import dataclass, replace
from datetime import timedelta

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.casting import SlipCast, Voted
from campaign.ballots.choices import Choice, Mark
from campaign.ballots.presiding import ClosedNow, Opened, Prepared, close, open_ballot, prepare
from campaign.ballots.receipt import Receipt
from campaign.ballots.roll import draw_roll
from campaign.ballots.rule import Settings
from campaign.ballots.slip import Slip
from campaign.history.facts import SubjectKind
from campaign.ids import (
    BallotId,
    BodyId,
    CampaignId,
    CandidateId,
    KhoiId,
    MemberId,
    PersonId,
    UnitId,
    VoterId,
)
from campaign.people import Body, BodyKind, Member, Role
from campaign.people import Unit as Part
from campaign.search import search_key
from storage.sql import micros
from storage.unit import Database, Unit
from tests.campaign.ballots import LETTERS, settings
from tests.storage.databases import NOW

LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits in the body. `heads[0]` is in the chair."""

    khoi: KhoiId
    body: Body
    heads: tuple[Member, ...]
    secretary: Member

    @property
    def chair(self) -> Member:
        return self.heads[0]


async def seated(database: Database, n: int = 5, name: str = "Khối thi đua số IV", base: int = 0) -> Seated:
    khoi = KhoiId(base + 900)
    heads = tuple(_member(base + i, khoi, UnitId(base + i), Role.HEAD, i) for i in range(1, n + 1))
    secretary = _member(base + 90, khoi, UnitId(base + 1), Role.SECRETARY, 20)
    units = tuple(head.unit for head in heads)
    body = Body(BodyId(base + 7), khoi, BodyKind.KHOI, name, 2026, units[0], units)
    async with database.unit() as unit:
        await unit.sql.run(
            "INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, ?, ?, ?, ?)",
            khoi, "khoi", name, search_key(name), micros(NOW),
        )  # fmt: skip
        for head in heads:
            await unit.sql.run(
                "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, ?, ?, ?, ?)",
                head.unit, khoi, head.unit_name, search_key(head.unit_name), head.unit,
            )  # fmt: skip
        for one in (*heads, secretary):
            await _enrol(unit, one)
        await unit.bodies.put(body)
        await unit.commit()
    return Seated(khoi, body, heads, secretary)


def _member(number: int, khoi: KhoiId, unit: UnitId, role: Role, letter: int) -> Member:
    name = LETTERS[letter % len(LETTERS)]
    return Member(
        MemberId(number), khoi, PersonId(number + 1000), f"CB{number:03}", f"Nguyễn Văn {name}", unit,
        f"Đơn vị {name}", "Thủ trưởng đơn vị", frozenset({role}),
    )  # fmt: skip


async def _enrol(unit: Unit, m: Member) -> None:
    await unit.sql.run(
        "INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)", m.person, m.name, micros(NOW)
    )
    await unit.sql.run(
        "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, position, roles)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        m.id, m.khoi, m.person, m.unit, m.code, m.name, search_key(m.name), m.position, " ".join(m.roles),
    )  # fmt: skip


def drafted(who: Seated, rule: Settings | None = None, number: int = 17, names: int = 2) -> Ballot:
    units = [Part(head.unit, who.khoi, head.unit_name) for head in who.heads]
    return Ballot(
        id=BallotId(number),
        campaign=CampaignId(3),
        body=who.body.id,
        body_name=who.body.name,
        title="Bỏ phiếu xét tặng Chiến sĩ thi đua cơ sở",
        settings=rule or settings(),
        candidates=tuple(_candidate(who.heads[i % len(who.heads)], i) for i in range(names)),
        roll=draw_roll(who.body, units, who.heads).voters,
        award="CSTDCS",
    )


def _candidate(head: Member, place: int) -> Candidate:
    return Candidate(
        CandidateId(100 + place), SubjectKind.INDIVIDUAL, f"Trần Thị {LETTERS[place % len(LETTERS)]}", head.unit,
        head.unit_name, "Chiến sĩ thi đua cơ sở", added_because="Hội nghị đề nghị",
    )  # fmt: skip


async def opened(database: Database, who: Seated, rule: Settings | None = None, number: int = 17) -> Ballot:
    """A ballot of that body, open, with its key."""
    ready = prepare(drafted(who, rule, number), who.body, who.secretary, NOW)
    assert isinstance(ready, Prepared), ready
    now_open = open_ballot(ready.ballot, who.body, who.chair, NOW)
    assert isinstance(now_open, Opened), now_open
    async with database.unit() as unit:
        await unit.ballots.save(who.khoi, ready.ballot, NOW)
        await unit.urns.make_key(ready.ballot.id)
        await unit.ballots.save(who.khoi, now_open.ballot, NOW)
        await unit.commit()
    return now_open.ballot


def closed(ballot: Ballot, who: Seated) -> Ballot:
    shut = close(ballot, who.body, who.chair, LATER)
    assert isinstance(shut, ClosedNow), shut
    return shut.ballot


def slip_of(ballot: Ballot, voter: int, *marks: Mark, seed: int = 1) -> SlipCast:
    receipt = Receipt(seed.to_bytes(12, "big"))
    said = tuple(Choice(one.id, mark) for one, mark in zip(ballot.candidates, marks, strict=True))
    return SlipCast(Voted(ballot.id, VoterId(voter), receipt.fingerprint), Slip(said, receipt))


def left(ballot: Ballot, voter: int) -> Ballot:
    return replace(ballot, roll=tuple(replace(v, hand=None) if v.id == voter else v for v in ballot.roll))
