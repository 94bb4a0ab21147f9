"""[Mời họp] -> arranging.kinds -> the parts, one at a time, each saved as given -> arranging.preview -> called

Begun and not finished: “Đồng chí đang soạn dở … (đã có 3/8 mục)” [Tiếp tục] [Xem] [Bỏ]
"""

from collections.abc import Sequence
from dataclasses import replace

from campaign.ids import MeetingId
from campaign.meetings.draft import MeetingDraft, Part, answered, arranges
from campaign.meetings.invited import usual_chairs
from campaign.meetings.meeting import MeetingKind
from campaign.meetings.words import usual_title
from campaign.plan.plan import Campaign, at_hand
from handlers.arranging import answers as arranging_answers
from handlers.arranging import calling as arranging_calling
from handlers.arranging import cancelling as arranging_cancelling
from handlers.arranging import chairs as arranging_chairs
from handlers.arranging import changing as arranging_changing
from handlers.arranging import people as arranging_people
from handlers.arranging.asking import ask, go_on
from handlers.arranging.flow import AskPart, Begin, Clear, Drop, Leave, OfKind, ReallyDrop, Resume, flow
from handlers.arranging.words import draft_of, not_yours, resume_screen
from handlers.calendar.flow import LIST, NewMeeting
from handlers.calendar.words import KINDS
from handlers.kit import Button, End, Place, Result, Turn, led, say, screen
from handlers.menu import menu

__all__ = [
    "arranging_answers",
    "arranging_calling",
    "arranging_cancelling",
    "arranging_chairs",
    "arranging_changing",
    "arranging_people",
    "flow",
]  # every file of the flow, so that it is whole


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """For those who call the meetings of the khối."""
    if not arranges(turn.member, turn.khoi):
        return ()
    return (Button(NewMeeting(), NewMeeting.label),)


@flow.manages(Place.SELDOM)
async def seldom(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """The meetings that there are; the menu has them too."""
    return (Button(LIST, say("arranging.meetings_button")),) if arranges(turn.member, turn.khoi) else ()


@flow.press(NewMeeting)
async def new_meeting(turn: Turn, pressed: NewMeeting) -> Result:
    """What is unfinished first; else which kind of meeting it is."""
    if not arranges(turn.member, turn.khoi):
        return await not_yours(turn)
    unfinished = await turn.store.meeting_drafts.of(turn.khoi)
    if not unfinished:
        return await begin(turn, Begin())
    shown = resume_screen(unfinished[0])
    going_on, *others = shown.rows
    return End(screen(shown.text, going_on, Begin(), *others, back=LIST))


@flow.press(Begin)
async def begin(turn: Turn, pressed: Begin) -> Result:
    """Which kind of meeting?"""
    if not arranges(turn.member, turn.khoi):
        return await not_yours(turn)
    kinds = [OfKind(kind).labelled(label) for kind, label in KINDS.items()]
    pairs = [tuple(kinds[start : start + 2]) for start in range(0, len(kinds), 2)]
    return End(screen(say("arranging.kinds"), *pairs, back=LIST))


@flow.press(OfKind)
async def of_kind(turn: Turn, pressed: OfKind) -> Result:
    """The draft begins, with what is usual for its kind."""
    if not arranges(turn.member, turn.khoi):
        return await not_yours(turn)
    draft = await _new(turn, pressed.kind)
    await turn.store.meeting_drafts.keep(draft, turn.now)
    if Part.TITLE not in draft.answered:
        return await go_on(turn, draft)
    return await go_on(turn, draft, say("arranging.titled", title=draft.title), Part.TITLE)


async def _new(turn: Turn, kind: MeetingKind) -> MeetingDraft:
    campaign = at_hand(await turn.store.campaigns.of(turn.khoi))
    year = turn.today.year if campaign is None else campaign.year
    draft = MeetingDraft(
        id=MeetingId(turn.fresh_id()),
        khoi=turn.khoi,
        by=turn.member.id,
        kind=kind,
        title=usual_title(kind, year),
        chairs=usual_chairs(await turn.store.people.members(turn.khoi)),
        campaign=None if campaign is None else campaign.id,
    )
    return answered(draft, Part.TITLE) if draft.title else draft


@flow.press(Resume)
async def resume(turn: Turn, pressed: Resume) -> Result:
    """The next part not asked yet, or everything read back."""
    draft = await draft_of(turn, pressed.draft)
    return await not_yours(turn) if draft is None else await go_on(turn, draft)


@flow.press(AskPart)
async def ask_part(turn: Turn, pressed: AskPart) -> Result:
    """One part, with what is there now."""
    draft = await draft_of(turn, pressed.draft)
    return await not_yours(turn) if draft is None else await ask(turn, draft, pressed.part)


@flow.press(Leave)
async def leave(turn: Turn, pressed: Leave) -> Result:
    """The part stays as it is, empty if it may be."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    left = answered(draft, pressed.part)
    await turn.store.meeting_drafts.keep(left, turn.now)
    return await go_on(turn, left)


@flow.press(Clear)
async def clear(turn: Turn, pressed: Clear) -> Result:
    """An agenda, or the number of a giấy mời, that is not to stay."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    emptied = answered(_cleared(draft, pressed.part), pressed.part)
    await turn.store.meeting_drafts.keep(emptied, turn.now)
    return await go_on(turn, emptied)


def _cleared(draft: MeetingDraft, part: Part) -> MeetingDraft:
    match part:
        case Part.AGENDA:
            return replace(draft, agenda=())
        case Part.PAPER:
            return replace(draft, invitation=None)
        case _:
            return draft


@flow.press(Drop)
async def drop(turn: Turn, pressed: Drop) -> Result:
    """Asked once more before it goes."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    question = say("arranging.really_drop", title=draft.title or say("arranging.untitled"))
    return End(screen(question, ReallyDrop(draft.id), back=Resume(draft.id)))


@flow.press(ReallyDrop)
async def really_drop(turn: Turn, pressed: ReallyDrop) -> Result:
    """The draft goes; a called meeting stays as it was."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    await turn.store.meeting_drafts.discard(draft.id)
    return End(led(say("arranging.dropped"), await menu(turn)))
