"""[Hủy họp] -> why -> arranging.cancel_read_back [Xác nhận hủy] -> everybody who knew of the meeting is told, once."""

from dataclasses import dataclass

from campaign.ids import MeetingId
from campaign.meetings.calling import AlreadyBegun, Cancelled, cancel
from campaign.meetings.meeting import Meeting, MeetingStatus
from handlers.arranging.calling import told
from handlers.arranging.changing import arranged, managed
from handlers.arranging.flow import AskCancel, Cancel, flow
from handlers.arranging.words import not_yours, place_of
from handlers.calendar.flow import LIST, Manage, OpenMeeting
from handlers.calendar.words import everybody, when_line
from handlers.kit import End, Next, Progress, Result, Say, Turn, fact, led, say, screen
from handlers.manage.delivery_words import leaving_line, ledger_rows

LONGEST_REASON = 300  # characters


@dataclass(frozen=True)
class Cancelling:
    """The reason is being typed, then read back."""

    meeting: MeetingId
    why: str


@flow.press(AskCancel)
async def ask_cancel(turn: Turn, pressed: AskCancel) -> Result:
    """Why?"""
    found = await arranged(turn, pressed.meeting)
    return await not_yours(turn) if found is None else _ask_why(found.meeting)


def _ask_why(meeting: Meeting, lead: Say | None = None) -> Next:
    shown = screen(say("arranging.ask_why", title=meeting.title), back=Manage(meeting.id))
    return Next(Cancelling(meeting.id, ""), shown if lead is None else led(lead, shown))


@flow.answer(Cancelling)
async def why(turn: Turn, state: Cancelling, text: str) -> Result:
    """The reason is read back with how many will be told."""
    found = await arranged(turn, state.meeting)
    if found is None:
        return await not_yours(turn)
    reason = " ".join(text.split())
    if not reason or len(reason) > LONGEST_REASON:
        return _ask_why(found.meeting, say("arranging.why_unclear", most=LONGEST_REASON))
    invited, _, sent = await everybody(turn, found.meeting)
    text_back = say(
        "arranging.cancel_read_back",
        title=found.meeting.title,
        when=when_line(found.meeting, turn),
        why=reason,
        count=f"{len(invited) + len(sent):02}",
    )
    return Next(
        Cancelling(state.meeting, reason),
        screen(text_back, Cancel(state.meeting), back=Manage(state.meeting)),
    )


@flow.press(Cancel)
async def cancel_it(turn: Turn, pressed: Cancel) -> Result:
    """Cancelled, once; everybody who knew of it is told."""
    found = await arranged(turn, pressed.meeting)
    if found is None:
        return await not_yours(turn)
    state, meeting = turn.state, found.meeting
    if meeting.status is MeetingStatus.CANCELLED:
        return End(managed(turn, meeting, say("calendar.was_cancelled")))
    if not isinstance(state, Cancelling) or state.meeting != meeting.id or not state.why:
        return _ask_why(meeting)
    match cancel(meeting, state.why, turn.now):
        case Cancelled(after):
            return await _cancelled(turn, meeting, after)
        case AlreadyBegun(at):
            return End(managed(turn, meeting, say("arranging.begun", at=at)))


async def _cancelled(turn: Turn, before: Meeting, after: Meeting) -> Result:
    invited, _, sent = await everybody(turn, before)
    people = [*invited, *sent]
    await turn.store.meetings.save(after, turn.now)
    draft = await turn.store.meeting_drafts.change_of(after.id)
    if draft is not None:
        await turn.store.meeting_drafts.discard(draft.id)
    why_it_was = {"why": after.note}
    await turn.store.events.record(
        after.khoi, "meeting.cancelled", place_of(turn, after).id, turn.now, after.id, why_it_was
    )
    text = say("arranging.cancelled", title=after.title, start=after.start, why=after.note)
    notice = told(turn, after, "meeting_cancelled", people, text, (OpenMeeting(after.id),))
    done = say("arranging.cancel_done", title=after.title, leaves=leaving_line(notice.not_before))
    about = say("arranging.cancel_of", title=after.title)
    return End(fact(done, LIST.labelled(say("arranging.meetings_button"))), notice,
               Progress(notice.id, about, ledger_rows(notice.id)))  # fmt: skip
