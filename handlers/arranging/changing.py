"""[Sửa, hủy họp] -> arranging.manage [Sửa] [Hủy họp] [Ai dự họp]

[Sửa] -> any part again, saved as given -> arranging.change -> [Xác nhận thay đổi] -> who was asked is asked again when
time or place moved; who is new is invited, who is invited no longer is told.
"""

from campaign.ids import MeetingId
from campaign.meetings.calling import AlreadyBegun, AlreadyCancelled, NotReady, Revised, revise
from campaign.meetings.draft import MeetingDraft, arranges
from campaign.meetings.draft import draft_of as change_of
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.people import Member
from handlers.arranging.asking import go_on
from handlers.arranging.calling import concerned, invitation, told
from handlers.arranging.flow import AskCancel, Change, ConfirmChange, TellChange, flow
from handlers.arranging.words import draft_of, not_yours, place_of
from handlers.calendar.answer_words import reply_rows
from handlers.calendar.card import card
from handlers.calendar.flow import Manage, OpenMeeting, ShowAttendance
from handlers.calendar.words import Seat, everybody, known, seat, when_line
from handlers.kit import (
    End,
    Notice,
    Output,
    Progress,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.manage.delivery_words import leaving_line, ledger_rows


async def arranged(turn: Turn, meeting: MeetingId) -> Seat | None:
    """The meeting, for whoever arranges the meetings of its khối."""
    found = await seat(turn, meeting)
    return found if found is not None and arranges(found.member, found.meeting.khoi) else None


@flow.press(Manage)
async def manage(turn: Turn, pressed: Manage) -> Result:
    """What can be done with the meeting."""
    found = await arranged(turn, pressed.meeting)
    return await not_yours(turn) if found is None else End(managed(turn, found.meeting))


def managed(turn: Turn, meeting: Meeting, lead: Say | None = None) -> Screen:
    rows: list[Row] = [ShowAttendance(meeting.id)]
    if meeting.status is MeetingStatus.CALLED and meeting.end > turn.now:
        rows += [Change(meeting.id), TellChange(meeting.id)]
    if meeting.status is MeetingStatus.CALLED and meeting.start > turn.now:
        rows.append(AskCancel(meeting.id))
    text = say("arranging.manage", title=meeting.title, when=when_line(meeting, turn))
    shown = screen(text, *rows, back=OpenMeeting(meeting.id))
    return shown if lead is None else led(lead, shown)


@flow.press(Change)
async def change(turn: Turn, pressed: Change) -> Result:
    """The change under way, or a new one."""
    found = await arranged(turn, pressed.meeting)
    if found is None:
        return await not_yours(turn)
    meeting = found.meeting
    if meeting.status is not MeetingStatus.CALLED:
        return End(await card(turn, found))
    draft = await turn.store.meeting_drafts.change_of(meeting.id)
    if draft is not None:
        return await go_on(turn, draft, say("arranging.change_unfinished"))
    draft = change_of(meeting, MeetingId(turn.fresh_id()), found.member.id)
    await turn.store.meeting_drafts.keep(draft, turn.now)
    return await go_on(turn, draft)


@flow.press(ConfirmChange)
async def confirm(turn: Turn, pressed: ConfirmChange) -> Result:
    """The change as read back; a second press shows the meeting as it is now."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None or draft.changes is None or draft.meeting is None:
        return await not_yours(turn)
    meeting = await turn.store.meetings.find(draft.changes)
    assert meeting is not None, "a change is of a meeting that was called"
    match revise(meeting, draft.meeting, turn.now):
        case Revised(after, moved):
            return await _revised(turn, draft, meeting, after, moved=moved)
        case NotReady():
            return await go_on(turn, draft)
        case AlreadyBegun(at):
            return await go_on(turn, draft, say("arranging.begun", at=at))
        case AlreadyCancelled():
            await turn.store.meeting_drafts.discard(draft.id)
            return End(managed(turn, meeting, say("calendar.was_cancelled")))


async def _revised(
    turn: Turn, draft: MeetingDraft, before: Meeting, after: Meeting, *, moved: bool
) -> Result:
    await turn.store.meetings.save(after, turn.now)
    await turn.store.meeting_drafts.discard(draft.id)
    moves: dict[str, str | int] = {
        "revision": after.revision,
        "from": before.start.isoformat(),
        "to": after.start.isoformat(),
    }
    await turn.store.events.record(
        after.khoi, "meeting.changed", place_of(turn, after).id, turn.now, after.id, moves
    )
    notices = await _news(turn, before, after, moved=moved)
    done = say("arranging.changed", title=after.title, told=_told(notices))
    rows: tuple[Row, ...] = ((OpenMeeting(after.id), Manage(after.id)),)
    followed: list[Output] = []
    for notice, about in notices:
        followed += [notice, Progress(notice.id, about, ledger_rows(notice.id))]
    return End(fact(done, *rows), *followed)


def _told(notices: list[tuple[Notice, Say]]) -> Say:
    if not notices:
        return say("arranging.nobody_told")
    leaves = leaving_line(notices[0][0].not_before)
    return say("arranging.told", leaves=leaves)


async def _news(turn: Turn, before: Meeting, after: Meeting, *, moved: bool) -> list[tuple[Notice, Say]]:
    """The giấy mời to who is new, a word to who is not invited any more, the move to all who knew of the meeting."""
    knew = {member.id for member in await concerned(turn, before)}
    people = await concerned(turn, after)
    news: list[tuple[Notice, Say]] = []
    if new := [member for member in people if member.id not in knew]:
        news.append((invitation(turn, after, new), say("arranging.invitation_of", title=after.title)))
    if gone := [m for m in await concerned(turn, before) if not after.concerns(m.id)]:
        text = say("arranging.not_invited_any_more", title=after.title, when=before.start)
        news.append(
            (told(turn, after, "meeting_off", gone, text, ()), say("arranging.off_of", title=after.title))
        )
    if moved:
        known_by = [member for member in people if member.id in knew]
        news += _moved(turn, before, after, known_by)
        _, _, sent = await everybody(turn, after)
        if sent:
            text = say("arranging.moved_for_substitute", meeting=known(after), was=before.start)
            row = OpenMeeting(after.id)
            news.append((told(turn, after, "meeting_moved", sent, text, (row,)), _about_move(after)))
    return news


def _moved(turn: Turn, before: Meeting, after: Meeting, people: list[Member]) -> list[tuple[Notice, Say]]:
    if not people:
        return []
    text = say("arranging.moved", meeting=known(after), was=before.start)
    rows = (*reply_rows(after), OpenMeeting(after.id))
    return [(told(turn, after, "meeting_moved", people, text, rows), _about_move(after))]


def _about_move(meeting: Meeting) -> Say:
    return say("arranging.move_of", title=meeting.title)


@flow.press(TellChange)
async def tell_change(turn: Turn, pressed: TellChange) -> Result:
    """New papers, another agenda: whoever does not stay away is told where to find them."""
    found = await arranged(turn, pressed.meeting)
    if found is None:
        return await not_yours(turn)
    meeting = found.meeting
    if meeting.status is not MeetingStatus.CALLED or meeting.end <= turn.now:
        return End(managed(turn, meeting))
    invited, replies, sent = await everybody(turn, meeting)
    stay_away = {*replies.absent, *replies.substituted}
    people = [member for member in (*invited, *sent) if member.id not in stay_away]
    text = say(
        "arranging.updated", title=meeting.title, when=when_line(meeting, turn), files=len(meeting.files)
    )
    notice = told(turn, meeting, "meeting_updated", people, text, (OpenMeeting(meeting.id),))
    done = fact(
        say("arranging.told_update", count=f"{len(people):02}", leaves=leaving_line(notice.not_before))
    )
    about = say("arranging.update_of", title=meeting.title)
    return End(done, notice, Progress(notice.id, about, ledger_rows(notice.id)))
