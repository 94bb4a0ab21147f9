"""Bodies, offices, questions and the journal, in the database."""

from datetime import timedelta

import pytest

from campaign.ids import BodyId, CampaignId, QuestionId
from campaign.people import Body, BodyKind, Holding, Office
from storage.sql import Conflict
from storage.unit import Database
from tests.storage.databases import NOW
from tests.storage.rosters import BOTH, enrol, new_khoi


async def test_a_body_of_units_is_read_back_and_changed(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    units = (members["TT001"].unit, members["TT002"].unit)
    body = Body(BodyId(1), khoi, BodyKind.KHOI, "Khối IV", 2026, units[0], units)
    smaller = Body(BodyId(1), khoi, BodyKind.KHOI, "Khối IV", 2026, units[1], units[1:])
    async with database.unit() as unit:
        await unit.bodies.put(body)
        assert await unit.bodies.of_year(khoi, 2026) == [body]
        assert await unit.bodies.of_year(khoi, 2027) == []
        await unit.bodies.put(smaller)
        assert await unit.bodies.get(khoi, BodyId(1)) == smaller


async def test_a_council_has_members_and_a_member_in_the_chair(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    ids = (members["TT001"].id, members["TT002"].id)
    council = Body(BodyId(2), khoi, BodyKind.COUNCIL, "Hội đồng cơ sở", 2026, ids[1], members=ids)
    async with database.unit() as unit:
        await unit.bodies.put(council)
        assert await unit.bodies.get(khoi, BodyId(2)) == council


async def test_a_body_is_not_seen_from_another_khoi(database: Database) -> None:
    one, two = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    async with database.unit() as unit:
        await unit.bodies.put(Body(BodyId(1), one, BodyKind.CUM, "Cụm 2", 2026))
        await unit.bodies.put(Body(BodyId(1), two, BodyKind.CUM, "Cụm 9", 2026))
        assert await unit.bodies.get(two, BodyId(1)) is None
        mine = await unit.bodies.get(one, BodyId(1))
    assert mine is not None
    assert mine.name == "Cụm 2"


async def test_one_unit_chairs_a_campaign_and_several_may_be_vice(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    campaign, first, second = CampaignId(7), members["TT001"].unit, members["TT002"].unit
    async with database.unit() as unit:
        await unit.bodies.take_office(Holding(campaign, second, Office.VICE_CHAIR))
        await unit.bodies.take_office(Holding(campaign, first, Office.CHAIR))
        await unit.bodies.take_office(Holding(campaign, first, Office.CHAIR))
        assert await unit.bodies.offices(campaign) == [
            Holding(campaign, first, Office.CHAIR),
            Holding(campaign, second, Office.VICE_CHAIR),
        ]
        with pytest.raises(Conflict):
            async with unit.savepoint():
                await unit.bodies.take_office(Holding(campaign, second, Office.CHAIR))
        await unit.bodies.leave_office(Holding(campaign, first, Office.CHAIR))
        await unit.bodies.take_office(Holding(campaign, second, Office.CHAIR))
        assert await unit.bodies.offices(CampaignId(8)) == []


async def test_a_question_waits_until_answered_and_again_when_asked_further(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    asker, secretary, question = members["TT002"].id, members["TT001"].id, QuestionId(1)
    later = NOW + timedelta(hours=1)
    async with database.unit() as unit:
        await unit.questions.ask(question, khoi, asker, "Hạn đăng ký?", NOW)
        assert [q.waiting_since for q in await unit.questions.waiting(khoi)] == [NOW]
        await unit.questions.answer(question, secretary, "25/3/2026", later)
        assert await unit.questions.waiting(khoi) == []
        await unit.questions.go_on(question, asker, "Mấy giờ?", later)
        await unit.questions.go_on(question, asker, "Sáng hay chiều?", later + timedelta(hours=1))
        thread = await unit.questions.get(khoi, question)
        mine = await unit.questions.by_member(khoi, asker, 5)
    assert thread is not None
    assert [line.text for line in thread.lines] == [
        "Hạn đăng ký?",
        "25/3/2026",
        "Mấy giờ?",
        "Sáng hay chiều?",
    ]
    assert thread.waiting_since == later
    assert [q.id for q in mine] == [question]


async def test_a_question_is_not_seen_from_another_khoi(database: Database) -> None:
    one, two = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    asker = (await enrol(database, one, *BOTH))["TT002"].id
    async with database.unit() as unit:
        await unit.questions.ask(QuestionId(1), one, asker, "Hạn?", NOW)
        assert await unit.questions.get(two, QuestionId(1)) is None
        assert await unit.questions.waiting(two) == []


async def test_the_journal_says_who_did_what_when(database: Database) -> None:
    khoi = await new_khoi(database)
    secretary = (await enrol(database, khoi, *BOTH))["TT001"]
    async with database.unit() as unit:
        await unit.events.record(khoi, "roster.imported", None, NOW, details={"new": 2})
        await unit.events.record(khoi, "invite.issued", secretary.id, NOW + timedelta(minutes=1), subject=5)
        latest = await unit.events.latest(khoi, 10)
    assert [(e.act, e.by_name) for e in latest] == [
        ("invite.issued", "Nguyễn Văn A"),
        ("roster.imported", ""),
    ]
    assert latest[1].details == {"new": 2}
