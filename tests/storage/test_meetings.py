"""Meetings, answers and drafts come back as they were written; every answer stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.ids import KhoiId, MeetingId
from campaign.meetings.draft import MeetingDraft, Part, draft_of
from campaign.meetings.meeting import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingFile,
    MeetingKind,
    MeetingStatus,
    Venue,
)
from campaign.meetings.reply import Absent, Answer, Attending, Mandate, Power, Reply, Substituted
from campaign.meetings.roll_call import Presence
from campaign.meetings.standing_in import Delegation
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import BAO, CHAIR, HEAD, KHOI, LAN, MINH, NOW, SECRETARY
from tests.campaign.meetings import START
from tests.storage.test_campaigns import people

WHOLE = Meeting(
    id=MeetingId(17),
    khoi=KHOI,
    kind=MeetingKind.CLOSING,
    title="Hội nghị tổng kết “2026”",
    start=START,
    end=START + timedelta(hours=3),
    venues=(Venue("Hội trường"), Venue("Điểm cầu Hải Phòng", "https://hop.vn/a")),
    chairs=(CHAIR.id, HEAD.id),
    invitees=(MINH.id, HEAD.id, LAN.id),
    agenda=(AgendaItem("Khai mạc", START), AgendaItem("Thảo luận")),
    files=(MeetingFile("Báo cáo.pdf", "ab" * 32, 9),),
    guests=("Trần Thị B, Vụ Tổ chức cán bộ",),
    invitation=Invitation("15/GM-CTĐ", date(2026, 12, 1)),
    status=MeetingStatus.CALLED,
)
MANDATE = Mandate(frozenset({Power.VOTE, Power.SIGN}), "12/GUQ")
ANSWERS: tuple[Answer, ...] = (
    Attending(),
    Absent("đi công tác"),
    Substituted("Lê Văn C"),
    Substituted("Nguyễn Văn 5", "Phó", LAN.id, BAO, MANDATE),
    Substituted("Nguyễn Văn 5", "", LAN.id, BAO, Mandate(frozenset({Power.VOTE}))),
)


@pytest.fixture
async def filled(database: Database) -> Database:
    return await fill(database)


async def fill(database: Database) -> Database:
    async with database.unit() as unit:
        await people(unit)
        for someone in (HEAD, MINH):
            await unit.sql.run(
                "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)", someone.person, someone.name
            )
            await unit.sql.run(
                "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search)"
                " VALUES (?, ?, ?, ?, ?, ?, '')",
                someone.id, KHOI, someone.person, BAO, someone.code, someone.name,
            )  # fmt: skip
        await unit.meetings.add(WHOLE, SECRETARY.id, NOW)
        await unit.commit()
    return database


async def test_a_meeting_comes_back_as_it_was_written(filled: Database) -> None:
    async with filled.reading() as unit:
        assert await unit.meetings.find(WHOLE.id) == WHOLE
        assert await unit.meetings.told_at(WHOLE.id) == NOW
        assert await unit.meetings.find(MeetingId(18)) is None
        assert list(await unit.meetings.of(KHOI)) == [WHOLE]
        assert list(await unit.meetings.of(KhoiId(2))) == []


async def test_a_meeting_is_called_once(filled: Database) -> None:
    async with filled.unit() as unit:
        with pytest.raises(Conflict):
            await unit.meetings.add(WHOLE, SECRETARY.id, NOW)


async def test_only_a_new_revision_is_news_to_those_concerned(filled: Database) -> None:
    later = NOW + timedelta(days=1)
    edited = replace(WHOLE, agenda=(), files=(), invitees=(LAN.id,))
    moved = replace(edited, start=START + timedelta(hours=1), revision=1)
    async with filled.unit() as unit:
        await unit.meetings.find(WHOLE.id)
        await unit.meetings.save(edited, later)
        assert await unit.meetings.find(WHOLE.id) == edited
        assert await unit.meetings.told_at(WHOLE.id) == NOW
        await unit.meetings.save(moved, later)
        assert await unit.meetings.find(WHOLE.id) == moved
        assert await unit.meetings.told_at(WHOLE.id) == later


async def test_meetings_that_are_over_come_no_more(filled: Database) -> None:
    async with filled.reading() as unit:
        assert list(await unit.meetings.coming(KHOI, WHOLE.end - timedelta(minutes=1))) == [WHOLE]
        assert list(await unit.meetings.coming(KHOI, WHOLE.end)) == []


@pytest.mark.parametrize("answer", ANSWERS)
async def test_an_answer_comes_back_as_it_was_given(filled: Database, answer: Answer) -> None:
    given = Reply(WHOLE.id, HEAD.id, answer, NOW, 0)
    async with filled.unit() as unit:
        await unit.meetings.answer(given, HEAD.id)
        assert await unit.meetings.reply_of(WHOLE.id, HEAD.id) == given
        assert await unit.meetings.reply_of(WHOLE.id, LAN.id) is None


async def test_the_latest_answer_counts_and_every_one_stays(filled: Database) -> None:
    given = [
        Reply(WHOLE.id, HEAD.id, answer, NOW + timedelta(minutes=n), 0) for n, answer in enumerate(ANSWERS)
    ]
    other = Reply(WHOLE.id, LAN.id, Attending(), NOW, 0)
    async with filled.unit() as unit:
        for each in (*given, other):
            await unit.meetings.answer(each, each.member)
        assert list(await unit.meetings.replies(WHOLE.id)) == [other, given[-1]]
        assert list(await unit.meetings.replies_ever(WHOLE.id, HEAD.id)) == given


async def test_mandates_are_named_for_a_vote(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.meetings.answer(Reply(WHOLE.id, HEAD.id, ANSWERS[3], NOW, 0), HEAD.id)
        await unit.meetings.answer(Reply(WHOLE.id, MINH.id, ANSWERS[2], NOW, 0), MINH.id)
        found = await unit.meetings.substitutes(WHOLE, Power.VOTE)
        assert list(found) == [Delegation(HEAD.id, LAN.id, "12/GUQ")]
        assert list(await unit.meetings.substitutes(replace(WHOLE, revision=1), Power.VOTE)) == []


async def test_a_substitute_finds_the_meeting_until_it_is_over_or_somebody_else_comes(
    filled: Database,
) -> None:
    async with filled.unit() as unit:
        await unit.meetings.answer(Reply(WHOLE.id, HEAD.id, ANSWERS[3], NOW, 0), HEAD.id)
        assert await unit.meetings.standing_in(LAN.id, NOW) == {WHOLE.id: HEAD.id}
        assert await unit.meetings.standing_in(LAN.id, WHOLE.end) == {}
        await unit.meetings.answer(Reply(WHOLE.id, HEAD.id, Attending(), NOW, 0), HEAD.id)
        assert await unit.meetings.standing_in(LAN.id, NOW) == {}


BEGUN = MeetingDraft(MeetingId(30), KHOI, SECRETARY.id, MeetingKind.OTHER)


@pytest.mark.parametrize(
    "draft",
    [BEGUN, draft_of(WHOLE, MeetingId(31), CHAIR.id), replace(BEGUN, answered=frozenset({Part.TITLE}))],
)
async def test_a_draft_comes_back_as_it_was_left(filled: Database, draft: MeetingDraft) -> None:
    async with filled.unit() as unit:
        await unit.meeting_drafts.keep(replace(draft, title="Trước"), NOW)
        await unit.meeting_drafts.keep(draft, NOW)
        assert await unit.meeting_drafts.get(KHOI, draft.id) == draft
        assert await unit.meeting_drafts.get(KhoiId(2), draft.id) is None
        await unit.meeting_drafts.discard(draft.id)
        assert await unit.meeting_drafts.get(KHOI, draft.id) is None


async def test_new_meetings_and_changes_are_kept_apart(filled: Database) -> None:
    change = draft_of(WHOLE, MeetingId(31), CHAIR.id)
    newer = replace(BEGUN, id=MeetingId(32))
    async with filled.unit() as unit:
        await unit.meeting_drafts.keep(BEGUN, NOW)
        await unit.meeting_drafts.keep(newer, NOW + timedelta(minutes=1))
        await unit.meeting_drafts.keep(change, NOW)
        assert list(await unit.meeting_drafts.of(KHOI)) == [newer, BEGUN]
        assert await unit.meeting_drafts.change_of(WHOLE.id) == change
        assert await unit.meeting_drafts.change_of(MeetingId(18)) is None


async def test_a_meeting_has_one_change_under_way(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.meeting_drafts.keep(draft_of(WHOLE, MeetingId(31), CHAIR.id), NOW)
        with pytest.raises(Conflict):
            await unit.meeting_drafts.keep(draft_of(WHOLE, MeetingId(32), SECRETARY.id), NOW)


async def test_what_was_seen_in_the_room_is_kept_and_put_right(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.roll_calls.mark(
            WHOLE.id, {HEAD.id: Presence.THERE, MINH.id: Presence.THERE}, SECRETARY.id, NOW
        )
        await unit.roll_calls.mark(WHOLE.id, {MINH.id: Presence.AWAY}, SECRETARY.id, NOW)
        await unit.commit()
    async with filled.reading() as unit:
        assert await unit.roll_calls.of(WHOLE.id) == {HEAD.id: Presence.THERE, MINH.id: Presence.AWAY}
        assert await unit.roll_calls.of(MeetingId(18)) == {}
