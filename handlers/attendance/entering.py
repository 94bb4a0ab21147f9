"""One person's answers to an invitation, and what was said by telephone, kept with the name of who entered it."""

from dataclasses import dataclass

from campaign.ids import MeetingId, MemberId
from campaign.meetings.reply import (
    Absent,
    Answer,
    Attending,
    NotOpen,
    Recorded,
    Refused,
    TooLate,
    Unchanged,
    reply,
)
from handlers.attendance.flow import EnterAttending, EnterAway, OpenAnswer, flow
from handlers.attendance.seen import Seen, may_ask, overview, seen
from handlers.calendar.answer_words import answer_words
from handlers.calendar.flow import ShowAttendance
from handlers.calendar.reply import substitutes_told
from handlers.calendar.words import Seat, not_yours
from handlers.kit import End, Next, Result, Row, Say, Screen, Turn, led, say, screen


@dataclass(frozen=True)
class Entering:
    """The reason of somebody's absence, said by telephone, is being typed."""

    meeting: MeetingId
    member: MemberId


@flow.press(OpenAnswer)
async def open_answer(turn: Turn, pressed: OpenAnswer) -> Result:
    """Every answer so far."""
    found = await seen(turn, pressed.meeting)
    if found is None or not found.meeting.concerns(pressed.member):
        return await not_yours(turn)
    return End(await _person(turn, found, pressed.member))


async def _person(turn: Turn, found: Seen, who: MemberId, lead: Say | None = None) -> Screen:
    meeting, member = found.meeting, found.people[who]
    ever = await turn.store.meetings.replies_ever(meeting.id, who)
    told = tuple(say("attendance.answered_at", at=each.at, answer=answer_words(each.answer)) for each in ever)
    text = say(
        "attendance.one",
        name=member.name,
        position=member.position,
        unit=member.unit_name,
        answers=told or (say("calendar.unanswered"),),
    )
    rows: tuple[Row, ...] = ()
    if may_ask(turn, found) and member.left_at is None:
        rows = (EnterAttending(meeting.id, who), EnterAway(meeting.id, who))
    shown = screen(text, *rows, back=ShowAttendance(meeting.id))
    return shown if lead is None else led(lead, shown)


@flow.press(EnterAttending)
async def enter_attending(turn: Turn, pressed: EnterAttending) -> Result:
    """Said by telephone; kept with the name of who entered it."""
    return await _entered(turn, pressed.meeting, pressed.member, Attending())


@flow.press(EnterAway)
async def enter_away(turn: Turn, pressed: EnterAway) -> Result:
    """The reason said by telephone."""
    found = await seen(turn, pressed.meeting)
    if found is None or not may_ask(turn, found) or not found.meeting.concerns(pressed.member):
        return await not_yours(turn)
    return _ask_reason(found, Entering(pressed.meeting, pressed.member))


def _ask_reason(found: Seen, state: Entering, lead: Say | None = None) -> Next:
    text = say("attendance.ask_reason", name=found.people[state.member].name)
    shown = screen(text, back=OpenAnswer(state.meeting, state.member))
    return Next(state, shown if lead is None else led(lead, shown))


@flow.answer(Entering)
async def entered(turn: Turn, state: Entering, text: str) -> Result:
    """Kept as the person's answer."""
    return await _entered(turn, state.meeting, state.member, Absent(" ".join(text.split())))


async def _entered(turn: Turn, meeting: MeetingId, who: MemberId, answer: Answer) -> Result:
    found = await seen(turn, meeting)
    if found is None or not may_ask(turn, found) or who not in found.people:
        return await not_yours(turn)
    member, before = found.people[who], found.given.get(who)
    match reply(found.meeting, member, answer, before, turn.now):
        case Recorded(new):
            await turn.store.meetings.answer(new, found.seat.member.id)
            told = await substitutes_told(turn, Seat(found.meeting, member), before, new)
            after = await seen(turn, meeting)
            assert after is not None, "it was seen just now"
            lead = say("attendance.entered", name=member.name, answer=answer_words(answer))
            return End(overview(turn, after, lead), *told)
        case Unchanged() | TooLate() | NotOpen():
            return End(await _person(turn, found, who))
        case Refused(fault):
            if isinstance(answer, Absent):
                return _ask_reason(found, Entering(meeting, who), Say(fault.value))
            return End(await _person(turn, found, who, Say(fault.value)))
