"""[Phát giấy mời] -> the meeting is called, once: everybody invited gets it with the three answers, and the secretary a
message that says how far it has come. A second press says that it is called already.
"""

from campaign.ids import NoticeId
from campaign.meetings.calling import AlreadyCalled, AlreadyCancelled, Called, NotReady, call
from campaign.meetings.draft import Part
from campaign.meetings.invited import together
from campaign.meetings.meeting import Meeting
from campaign.people import Member
from handlers.arranging.asking import ask, go_on
from handlers.arranging.flow import Call, Review, flow
from handlers.arranging.preview import change_preview, preview
from handlers.arranging.words import draft_of, not_yours, place_of
from handlers.calendar.answer_words import reply_rows
from handlers.calendar.card import card
from handlers.calendar.flow import Manage, OpenMeeting, ShowAttendance
from handlers.calendar.words import known, leaving, seat
from handlers.kit import End, Notice, Progress, Result, Row, Say, Turn, fact, say
from handlers.manage.delivery_words import leaving_line, ledger_rows

INVITED = "meeting"


@flow.press(Review)
async def review(turn: Turn, pressed: Review) -> Result:
    """Everything as it stands."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    return End(await (preview(turn, draft) if draft.changes is None else change_preview(turn, draft)))


@flow.press(Call)
async def call_it(turn: Turn, pressed: Call) -> Result:
    """Called under the draft's own identity, so that it is called once."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None or draft.changes is not None:
        return await _called_before(turn, pressed)
    if draft.meeting is None:
        return await ask(turn, draft, Part.WHEN)
    match call(draft.meeting, turn.now):
        case Called(meeting):
            await turn.store.meeting_drafts.discard(draft.id)
            return await _called(turn, meeting)
        case NotReady():
            return await go_on(turn, draft)
        case AlreadyCalled() | AlreadyCancelled():
            return await _called_before(turn, pressed)


async def _called_before(turn: Turn, pressed: Call) -> Result:
    found = await seat(turn, pressed.draft)
    return (
        await not_yours(turn)
        if found is None
        else End(await card(turn, found, say("arranging.called_before")))
    )


async def _called(turn: Turn, meeting: Meeting) -> End:
    place = place_of(turn, meeting)
    await turn.store.meetings.add(meeting, place.id, turn.now)
    await turn.store.events.record(meeting.khoi, "meeting.called", place.id, turn.now, meeting.id)
    people = await concerned(turn, meeting)
    notice = invitation(turn, meeting, people)
    done = fact(
        say(
            "arranging.called",
            title=meeting.title,
            count=f"{len(people):02}",
            leaves=leaving_line(notice.not_before),
        ),
        (ShowAttendance(meeting.id), Manage(meeting.id)),
    )
    about = say("arranging.invitation_of", title=meeting.title)
    return End(done, notice, Progress(notice.id, about, ledger_rows(notice.id)))


async def concerned(turn: Turn, meeting: Meeting) -> list[Member]:
    """Everybody invited and who chairs, as long as they are in the khối."""
    of = {member.id: member for member in await turn.store.people.members(meeting.khoi)}
    return [of[member] for member in together(meeting.chairs, meeting.invitees) if member in of]


def invitation(turn: Turn, meeting: Meeting, people: list[Member]) -> Notice:
    """The giấy mời to these people."""
    text = say("arranging.invitation", meeting=known(meeting))
    return told(turn, meeting, INVITED, people, text, (*reply_rows(meeting), OpenMeeting(meeting.id)))


def told(
    turn: Turn, meeting: Meeting, kind: str, people: list[Member], text: Say, rows: tuple[Row, ...]
) -> Notice:
    """A notice about a meeting; what is far off leaves in decent hours."""
    return Notice(
        NoticeId(turn.fresh_id()), meeting.khoi, kind, tuple(member.person for member in people), text, rows,
        campaign=meeting.campaign, by=place_of(turn, meeting).id, not_before=leaving(turn, meeting),
    )  # fmt: skip
