"""Answering with one tap, changeable until the meeting begins.

[Dự]               -> calendar.recorded “Dự”
[Vắng, nêu lý do]  -> calendar.ask_reason -> [Đi công tác], or typed -> calendar.recorded “Vắng: đi công tác”
the same again     -> calendar.unchanged;   after 08:00 -> calendar.too_late
"""

from dataclasses import dataclass

from campaign.ids import MeetingId, MemberId, NoticeId
from campaign.meetings.meeting import MeetingStatus
from campaign.meetings.reply import (
    Absent,
    Answer,
    Attending,
    NotOpen,
    Recorded,
    Refused,
    Reply,
    Substituted,
    TooLate,
    Unchanged,
    reply,
)
from campaign.meetings.words import usual_reasons
from handlers.calendar.answer_words import answer_words, mandate_words
from handlers.calendar.card import card
from handlers.calendar.flow import Attend, AwayBecause, OpenMeeting, StayAway, flow
from handlers.calendar.words import Seat, kept_rows, leaving, not_yours, place_line, seat, when_line
from handlers.kit import End, Next, Notice, Result, Say, Turn, fact, led, plain, say, screen


@dataclass(frozen=True)
class Explaining:
    """The reason of an absence is being typed."""

    meeting: MeetingId
    revision: int


@flow.press(Attend)
async def attend(turn: Turn, pressed: Attend) -> Result:
    """Dự."""
    found = await answering(turn, pressed.meeting, pressed.revision)
    return await given(turn, found, Attending()) if isinstance(found, Seat) else found


@flow.press(StayAway)
async def stay_away(turn: Turn, pressed: StayAway) -> Result:
    """Why?"""
    return await _ask(turn, Explaining(pressed.meeting, pressed.revision))


async def _ask(turn: Turn, state: Explaining, lead: Say | None = None) -> Result:
    found = await answering(turn, state.meeting, state.revision)
    if not isinstance(found, Seat):
        return found
    rows = [
        AwayBecause(state.meeting, state.revision, number).labelled(plain(reason))
        for number, reason in enumerate(usual_reasons())
    ]
    shown = screen(
        say("calendar.ask_reason", title=found.meeting.title), *rows, back=OpenMeeting(state.meeting)
    )
    return Next(state, shown if lead is None else led(lead, shown))


@flow.press(AwayBecause)
async def away_because(turn: Turn, pressed: AwayBecause) -> Result:
    """One of the usual reasons."""
    found = await answering(turn, pressed.meeting, pressed.revision)
    if not isinstance(found, Seat):
        return found
    reasons = usual_reasons()
    if not 0 <= pressed.reason < len(reasons):
        return await _ask(turn, Explaining(pressed.meeting, pressed.revision))
    return await given(turn, found, Absent(reasons[pressed.reason]))


@flow.answer(Explaining)
async def explained(turn: Turn, state: Explaining, text: str) -> Result:
    """A reason in the person's own words."""
    found = await answering(turn, state.meeting, state.revision)
    if not isinstance(found, Seat):
        return found
    answer = Absent(" ".join(text.split()))
    before = await turn.store.meetings.reply_of(found.meeting.id, found.member.id)
    match reply(found.meeting, found.member, answer, before, turn.now):
        case Refused(fault):
            return await _ask(turn, state, Say(fault.value))
        case _:
            return await given(turn, found, answer)


async def answering(turn: Turn, meeting: MeetingId, revision: int) -> Seat | End:
    """The seat of somebody who answers now, or what to show instead: not theirs, over, cancelled, moved meanwhile."""
    found = await seat(turn, meeting)
    if found is None or not found.is_invited:
        return await not_yours(turn)
    if found.meeting.status is not MeetingStatus.CALLED:
        return End(await card(turn, found, say("calendar.was_cancelled")))
    if turn.now >= found.meeting.start:
        return End(await card(turn, found, say("calendar.too_late", at=found.meeting.start)))
    if revision != found.meeting.revision:
        return End(await card(turn, found, say("calendar.moved_meanwhile")))
    return found


async def given(turn: Turn, found: Seat, answer: Answer) -> Result:
    """Records the answer, tells whoever is sent and whoever is sent no more."""
    before = await turn.store.meetings.reply_of(found.meeting.id, found.member.id)
    match reply(found.meeting, found.member, answer, before, turn.now):
        case Recorded(new):
            await turn.store.meetings.answer(new, found.member.id)
            told = await substitutes_told(turn, found, before, new)
            text = say("calendar.recorded", answer=answer_words(answer), title=found.meeting.title,
                       when=when_line(found.meeting, turn), start=found.meeting.start)  # fmt: skip
            return End(fact(text, *kept_rows(found.meeting)), *told)
        case Unchanged():
            return End(
                fact(say("calendar.unchanged", answer=answer_words(answer)), *kept_rows(found.meeting))
            )
        case TooLate(at):
            return End(await card(turn, found, say("calendar.too_late", at=at)))
        case NotOpen():
            return End(await card(turn, found, say("calendar.was_cancelled")))
        case Refused(fault):
            return End(await card(turn, found, Say(fault.value)))


async def substitutes_told(turn: Turn, found: Seat, before: Reply | None, new: Reply) -> list[Notice]:
    """Notices to the member who now comes in somebody's place, and to the one who need not come any more."""
    was, now = _sent(before), _sent(new)
    told = []
    if was is not None and was != now:
        text = say("calendar.not_needed", title=found.meeting.title, name=found.member.name)
        told += await _notice(turn, found, was, text)
    if now is not None and isinstance(new.answer, Substituted):
        text = say(
            "calendar.you_are_sent",
            name=found.member.name,
            title=found.meeting.title,
            when=when_line(found.meeting, turn),
            places=place_line(found.meeting.venues),
            mandate=mandate_words(new.answer.mandate),
        )
        told += await _notice(turn, found, now, text)
    return told


async def _notice(turn: Turn, found: Seat, to: MemberId, text: Say) -> list[Notice]:
    member = await turn.store.people.member(found.meeting.khoi, to)
    if member is None or member.left_at is not None:
        return []
    rows = kept_rows(found.meeting)
    return [
        Notice(
            NoticeId(turn.fresh_id()), found.meeting.khoi, "substitute", (member.person,), text, rows,
            campaign=found.meeting.campaign, by=found.member.id, not_before=leaving(turn, found.meeting),
        )
    ]  # fmt: skip


def _sent(given: Reply | None) -> MemberId | None:
    match given:
        case Reply(answer=Substituted(member=member)):
            return member
        case _:
            return None
