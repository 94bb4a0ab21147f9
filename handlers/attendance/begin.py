"""[Ai dự họp] -> attendance.overview “Dự: 05 · Cử người dự thay: 01 · Vắng: 01 · Chưa trả lời: 02”

each kind -> its people, ten a page -> one person (attendance_entering)
[Nhắc đúng những người chưa trả lời] -> attendance_nudge
"""

from campaign.meetings.reply import Attending, Reply
from campaign.people import Member
from handlers.attendance import entering as attendance_entering
from handlers.attendance import nudge as attendance_nudge
from handlers.attendance.flow import ListKind, OpenAnswer, flow
from handlers.attendance.seen import KINDS, overview, seen
from handlers.calendar.answer_words import answer_words
from handlers.calendar.flow import ShowAttendance
from handlers.calendar.words import not_yours
from handlers.kit import End, Result, Row, Say, Turn, say, screen
from handlers.lists import lines, numbers, page_of, turning

__all__ = ["attendance_entering", "attendance_nudge", "flow"]  # every file of the flow


@flow.press(ShowAttendance)
async def show(turn: Turn, pressed: ShowAttendance) -> Result:
    """How many answered how."""
    found = await seen(turn, pressed.meeting)
    return await not_yours(turn) if found is None else End(overview(turn, found))


@flow.press(ListKind)
async def list_kind(turn: Turn, pressed: ListKind) -> Result:
    """Names with what each has answered."""
    found = await seen(turn, pressed.meeting)
    if found is None:
        return await not_yours(turn)
    page = page_of(found.of(pressed.kind), pressed.page)
    rows: list[Row] = [*numbers(page, lambda member: OpenAnswer(pressed.meeting, member.id))]
    rows += turning(page, lambda number: ListKind(pressed.meeting, pressed.kind, number))
    text = say(
        "attendance.list",
        kind=KINDS[pressed.kind],
        title=found.meeting.title,
        people=lines(page, lambda member: _line(member, found.given.get(member.id))),
    )
    return End(screen(text, *rows, back=ShowAttendance(pressed.meeting)))


def _line(member: Member, given: Reply | None) -> Say:
    match None if given is None else given.answer:
        case None | Attending():
            return say("attendance.person", name=member.name, unit=member.unit_name)
        case answer:
            return say(
                "attendance.person_answer",
                name=member.name,
                unit=member.unit_name,
                answer=answer_words(answer),
            )
