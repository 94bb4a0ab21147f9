"""[Nhắc đúng những người chưa trả lời] -> attendance.read_back -> [Gửi nhắc] -> exactly those, nobody twice a day."""

from collections.abc import Sequence
from datetime import date, datetime

from campaign.ids import NoticeId
from campaign.meetings.meeting import Meeting
from campaign.people import Member
from handlers.attendance.flow import AskNudge, Nudge, flow
from handlers.attendance.seen import Seen, may_ask, overview, seen
from handlers.calendar.answer_words import reply_rows
from handlers.calendar.flow import OpenMeeting, ShowAttendance
from handlers.calendar.words import known, not_yours
from handlers.kit import End, Notice, Priority, Result, Turn, fact, say, screen
from handlers.manage.delivery_words import leaving_line


@flow.press(AskNudge)
async def ask_nudge(turn: Turn, pressed: AskNudge) -> Result:
    """How many would be asked, and how many were today."""
    found = await seen(turn, pressed.meeting)
    if found is None or not may_ask(turn, found):
        return await not_yours(turn)
    people = await _not_nudged(turn, found)
    others = len(found.owing) - len(people)
    if not people:
        return End(overview(turn, found, say("attendance.all_nudged", count=others)))
    text = say(
        "attendance.read_back",
        title=found.meeting.title,
        names=tuple(say("attendance.person", name=m.name, unit=m.unit_name) for m in people[:10]),
        count=f"{len(people):02}",
        others=say("attendance.others", count=others) if others else None,
        leaves=leaving_line(_later(turn, found.meeting)),
    )
    return End(screen(text, Nudge(pressed.meeting), back=ShowAttendance(pressed.meeting)))


@flow.press(Nudge)
async def nudge(turn: Turn, pressed: Nudge) -> Result:
    """Sent to exactly those who owe an answer now and were not asked today."""
    found = await seen(turn, pressed.meeting)
    if found is None or not may_ask(turn, found):
        return await not_yours(turn)
    people, meeting = await _not_nudged(turn, found), found.meeting
    if not people:
        return End(overview(turn, found, say("attendance.all_nudged", count=len(found.owing))))
    persons = tuple(member.person for member in people)
    await turn.store.nudges.note(meeting.khoi, _item(meeting), persons, _day(turn, meeting))
    later = _later(turn, meeting)
    text = say("calendar.remind_reply", meeting=known(meeting))
    notice = Notice(
        NoticeId(turn.fresh_id()), meeting.khoi, "nudge", persons, text,
        (*reply_rows(meeting), OpenMeeting(meeting.id)), Priority.REMINDER, meeting.campaign,
        found.seat.member.id, later,
    )  # fmt: skip
    done = say("attendance.nudged", count=f"{len(people):02}", leaves=leaving_line(later))
    return End(fact(done, ShowAttendance(meeting.id)), notice)


async def _not_nudged(turn: Turn, found: Seen) -> Sequence[Member]:
    """Who owes an answer and was not asked by hand on the day this would arrive."""
    meeting = found.meeting
    told = await turn.store.nudges.of_day(meeting.khoi, _item(meeting), _day(turn, meeting))
    return [member for member in found.owing if member.person not in told]


def _later(turn: Turn, meeting: Meeting) -> datetime | None:
    """When it leaves: in decent hours, also on a day off when the meeting is that day; at once when it presses."""
    day = meeting.start.astimezone(turn.zone).date()
    at = turn.manners.not_earlier(turn.now, day)
    return at if at is not None and turn.now < at < meeting.start else None


def _day(turn: Turn, meeting: Meeting) -> date:
    return (_later(turn, meeting) or turn.now).astimezone(turn.zone).date()


def _item(meeting: Meeting) -> str:
    return f"meeting:{meeting.id}"
