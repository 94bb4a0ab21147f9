"""Who still owes an answer to an invitation, and who is reminded of a meeting they come to.

A silent person is asked again with the three answers; who comes, or is sent, is reminded of when and where. Who stays
away, or has sent somebody, hears nothing more.
"""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.meetings.reply import count, owes_reply
from campaign.meetings.standing_in import stands_in
from campaign.people import Member
from campaign.reminders.reminder import MatterKind
from handlers.calendar.answer_words import reply_rows
from handlers.calendar.flow import OpenMeeting, flow
from handlers.calendar.words import known, links
from handlers.concerned import themselves
from handlers.kit import Duty, Row, Say, say
from handlers.ports import Store


@flow.owing
async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Everybody invited who has not answered the meeting as it stands now."""
    found: list[Duty] = []
    for meeting in await _ahead(store, khoi, now):
        given = {each.member: each for each in await store.meetings.replies(meeting.id)}
        told_at = await store.meetings.told_at(meeting.id)
        found += [
            _unanswered(meeting, member, told_at, asked_again=member.id in given)
            for member in await themselves(store, khoi, person)
            if owes_reply(meeting, member.id, given.get(member.id), now)
        ]
    return found


@flow.reminding
async def coming(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Everybody who has said that they come, and whoever is sent by somebody."""
    found: list[Duty] = []
    for meeting in await _ahead(store, khoi, now):
        given = await store.meetings.replies(meeting.id)
        who: set[MemberId] = {*count(meeting, given).attending, *stands_in(meeting, given)}
        told_at = await store.meetings.told_at(meeting.id)
        members = await themselves(store, khoi, person)
        found += [_expected(meeting, member, told_at) for member in members if member.id in who]
    return found


async def _ahead(store: Store, khoi: KhoiId, now: datetime) -> list[Meeting]:
    every = await store.meetings.coming(khoi, now)
    return [m for m in every if m.status is MeetingStatus.CALLED and now < m.start]


def _unanswered(meeting: Meeting, member: Member, told_at: datetime | None, *, asked_again: bool) -> Duty:
    what = known(meeting)
    text = (
        say("calendar.remind_again", meeting=what)
        if asked_again
        else say("calendar.remind_reply", meeting=what)
    )
    return _duty(meeting, member, told_at, text, (*reply_rows(meeting), OpenMeeting(meeting.id)))


def _expected(meeting: Meeting, member: Member, told_at: datetime | None) -> Duty:
    text = say("calendar.remind", meeting=known(meeting))
    return _duty(meeting, member, told_at, text, (*links(meeting), OpenMeeting(meeting.id)))


def _duty(
    meeting: Meeting, member: Member, told_at: datetime | None, reminder: Say, rows: tuple[Row, ...]
) -> Duty:
    return Duty(
        member.person, f"meeting:{meeting.id}", say("calendar.duty", title=meeting.title), OpenMeeting(meeting.id),
        meeting.start, meeting.revision, 0, MatterKind.MEETING, told_at, reminder, rows,
    )  # fmt: skip
