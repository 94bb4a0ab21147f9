"""One question per part of a meeting, with what is there now, and the step to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import MeetingId
from campaign.meetings.draft import Group, MeetingDraft, Part, may_chair_too
from campaign.people import Member, Role
from handlers.arranging.flow import (
    AskGuests,
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
from handlers.arranging.words import PARTS, QUESTIONS, there
from handlers.kit import End, Next, Result, Row, Say, Turn, led, plain, say, screen

OPTIONAL = frozenset({Part.AGENDA, Part.FILES, Part.PAPER})
"""A meeting may be called without them."""

CLEARED = frozenset({Part.AGENDA, Part.PAPER})

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


async def go_on(turn: Turn, draft: MeetingDraft, lead: Say | None = None) -> Result:
    """The next part that was not asked yet; when there is none, everything is read back."""
    if draft.changes is not None:
        return End(await change_preview(turn, draft, lead))
    if draft.next is None:
        return End(await preview(turn, draft, lead))
    return await ask(turn, draft, draft.next, lead)


async def ask(turn: Turn, draft: MeetingDraft, part: Part, lead: Say | None = None) -> Result:
    """The question, with what is there now."""
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
    rows = [*await _own_rows(turn, draft, part, members), *_leaving(draft, part, is_empty=now is None)]
    shown = screen(text, *rows, back=Review(draft.id))
    return Next(Asked(draft.id, part), shown if lead is None else led(lead, shown))


def _leaving(draft: MeetingDraft, part: Part, *, is_empty: bool) -> tuple[Row, ...]:
    leave = Leave(draft.id, part)
    if is_empty:
        return (leave.labelled(say("arranging.skip_button")),) if part in OPTIONAL else ()
    stay = leave.labelled(say("arranging.go_on_button"))
    return ((stay, Clear(draft.id, part)),) if part in CLEARED else (stay,)


async def _own_rows(turn: Turn, draft: MeetingDraft, part: Part, members: Sequence[Member]) -> list[Row]:
    match part:
        case Part.FILES:
            return [AskToRemove(draft.id)] if draft.files else []
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
    rows.append((PickPeople(draft.id, 0), AskGuests(draft.id)))
    if draft.invitees or draft.guests:
        rows.append(Empty(draft.id))
    return rows


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
