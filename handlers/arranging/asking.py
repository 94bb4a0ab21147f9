"""One question per part of a meeting, with what is there now, and the step to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import MeetingId
from campaign.meetings.draft import MeetingDraft, Part
from campaign.meetings.invited import Group, may_chair_too
from campaign.people import Member, Role
from handlers.arranging.flow import (
    AskGuests,
    AskPart,
    AskToRemove,
    Clear,
    Empty,
    InviteBody,
    InviteGroup,
    Leave,
    LetChair,
    PickChairs,
    PickPeople,
    Review,
)
from handlers.arranging.preview import change_preview, preview
from handlers.arranging.words import MENDING, PARTS, QUESTIONS, kept, there
from handlers.kit import End, Next, Result, Row, Say, Turn, led, plain, say, screen

OPTIONAL = frozenset({Part.AGENDA, Part.FILES, Part.PAPER})
"""A meeting may be called without them."""

GROUPS = {
    Group.HEADS: say("arranging.group_heads_button"),
    Group.EVERYBODY: say("arranging.group_everybody_button"),
    Group.PREPARERS: say("arranging.group_preparers_button"),
    Group.STANDING: say("arranging.group_standing_button"),
}
SHOWN_BODIES = 2


@dataclass(frozen=True)
class Asked:
    """One part of a draft is being answered."""

    draft: MeetingId
    part: Part


async def go_on(
    turn: Turn, draft: MeetingDraft, lead: Say | None = None, noted: Part | None = None
) -> Result:
    """The next part that was not asked yet; when there is none, everything is read back."""
    if draft.changes is not None:
        return End(await change_preview(turn, draft, lead))
    if draft.next is None:
        return End(await preview(turn, draft, lead))
    return await ask(turn, draft, draft.next, lead, noted)


async def go_on_from(turn: Turn, draft: MeetingDraft, part: Part, *more: Say) -> Result:
    """What was typed for a part, as it was understood, before the next question; whoever was misread can mend it.

    Where no question is left everything is read back, and that says it.
    """
    if draft.changes is not None or draft.next is None:
        return await go_on(turn, draft)
    members = await turn.store.people.members(draft.khoi)
    lead = say("arranging.noted", lines=(kept(turn, draft, part, members), *more))
    return await go_on(turn, draft, lead, part)


async def ask(
    turn: Turn, draft: MeetingDraft, part: Part, lead: Say | None = None, noted: Part | None = None
) -> Result:
    """The question, with what is there now. `noted`: the part that the lead reads back."""
    members = await turn.store.people.members(draft.khoi)
    now = there(turn, draft, part, members)
    text = say(
        "arranging.question",
        step=list(Part).index(part) + 1,
        steps=len(Part),
        part=PARTS[part],
        there=None if now is None else say("arranging.there", value=now),
        question=QUESTIONS[part],
    )
    own = await _own_rows(turn, draft, part, members)
    rows = _around(draft, part, own, is_empty=now is None)
    again = [] if noted is None else [AskPart(draft.id, noted).labelled(MENDING[noted])]
    shown = screen(text, *rows, *again, back=Review(draft.id))
    return Next(Asked(draft.id, part), shown if lead is None else led(lead, shown))


def _around(draft: MeetingDraft, part: Part, own: list[Row], *, is_empty: bool) -> list[Row]:
    """Going on comes first, what throws something away last."""
    leave = Leave(draft.id, part)
    if is_empty:
        return [*own, leave.labelled(say("arranging.skip_button"))] if part in OPTIONAL else own
    return [leave.labelled(say("arranging.go_on_button")), *own, *_emptying(draft, part)]


def _emptying(draft: MeetingDraft, part: Part) -> tuple[Row, ...]:
    match part:
        case Part.FILES:
            return (AskToRemove(draft.id),) if draft.files else ()
        case Part.INVITEES:
            return (Empty(draft.id),)
        case Part.AGENDA | Part.PAPER:
            return (Clear(draft.id, part),)
        case _:
            return ()


async def _own_rows(turn: Turn, draft: MeetingDraft, part: Part, members: Sequence[Member]) -> list[Row]:
    match part:
        case Part.INVITEES:
            return await _invitee_rows(turn, draft)
        case Part.CHAIRS:
            return _chair_rows(draft, members)
        case _:
            return []


async def _invitee_rows(turn: Turn, draft: MeetingDraft) -> list[Row]:
    groups = [InviteGroup(draft.id, group).labelled(label) for group, label in GROUPS.items()]
    year = turn.today.year if draft.start is None else draft.start.astimezone(turn.zone).year
    bodies = await turn.store.bodies.of_year(draft.khoi, year)
    rows: list[Row] = [tuple(groups[start : start + 2]) for start in range(0, len(groups), 2)]
    rows += [InviteBody(draft.id, body.id).labelled(plain(body.name)) for body in bodies[:SHOWN_BODIES]]
    return [*rows, (PickPeople(draft.id, 0), AskGuests(draft.id))]


def _chair_rows(draft: MeetingDraft, members: Sequence[Member]) -> list[Row]:
    """Those who may be meant first: who chairs already, then Khối trưởng and Khối phó."""
    likely = [m for m in members if m.id in draft.chairs or m.holds(Role.CHAIR, Role.VICE_CHAIR)]
    rows: list[Row] = []
    for member in likely[:4]:
        chairs = member.id in draft.chairs
        if not chairs and not may_chair_too(draft):
            continue
        label = (
            say("arranging.chairs_off", name=member.name)
            if chairs
            else say("arranging.chairs_on", name=member.name)
        )
        rows.append(LetChair(draft.id, member.id, -1).labelled(label))
    rows.append(PickChairs(draft.id, 0))
    return rows
