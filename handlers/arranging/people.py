"""Who is invited: groups and bodies with one tap, single people from the roster, guests by name.

arranging.ask_invitees [Thủ trưởng các đơn vị] … [Chọn từng người] -> the roster, ten a page, found by typing; a number
invites, or takes back, whoever it stands for.
"""

from dataclasses import dataclass, replace

from campaign.ids import MeetingId, MemberId
from campaign.meetings.draft import MOST_GUESTS, MeetingDraft, Part, answered
from campaign.meetings.invited import of_body, of_group, together, without
from campaign.search import tidy
from handlers.arranging.asking import ask
from handlers.arranging.flow import (
    AskGuests,
    AskPart,
    Empty,
    Invite,
    InviteBody,
    InviteGroup,
    PickPeople,
    flow,
)
from handlers.arranging.picking import Picking, roster_page
from handlers.arranging.words import draft_of, not_yours
from handlers.kit import Next, Result, Say, Turn, led, say, screen

LONGEST_NAME = 200  # characters


@dataclass(frozen=True)
class Inviting:
    """The roster is shown to invite from; what is typed looks somebody up."""

    draft: MeetingId
    query: str


@dataclass(frozen=True)
class NamingGuests:
    """Guests are being typed, one a line."""

    draft: MeetingId


@flow.press(InviteGroup)
async def invite_group(turn: Turn, pressed: InviteGroup) -> Result:
    """Everybody of a group."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    return await _invited(turn, draft, of_group(pressed.group, await turn.store.people.members(draft.khoi)))


@flow.press(InviteBody)
async def invite_body(turn: Turn, pressed: InviteBody) -> Result:
    """The people of a body."""
    draft = await draft_of(turn, pressed.draft)
    body = None if draft is None else await turn.store.bodies.get(draft.khoi, pressed.body)
    if draft is None or body is None:
        return await not_yours(turn)
    return await _invited(turn, draft, of_body(body, await turn.store.people.members(draft.khoi)))


async def _invited(turn: Turn, draft: MeetingDraft, people: tuple[MemberId, ...]) -> Result:
    both = together(draft.invitees, people)
    lead = say("arranging.added", count=f"{len(both) - len(draft.invitees):02}")
    return await kept(turn, replace(draft, invitees=both), Part.INVITEES, lead)


@flow.press(Empty)
async def empty(turn: Turn, pressed: Empty) -> Result:
    """Nobody is invited; begin anew."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    return await kept(turn, replace(draft, invitees=(), guests=()), Part.INVITEES, say("arranging.emptied"))


async def kept(turn: Turn, draft: MeetingDraft, part: Part, lead: Say | None) -> Result:
    """The draft with this part answered, saved as it is given."""
    done = answered(draft, part)
    await turn.store.meeting_drafts.keep(done, turn.now)
    return await ask(turn, done, part, lead)


@flow.press(PickPeople)
async def pick_people(turn: Turn, pressed: PickPeople) -> Result:
    """The roster, with who is invited marked."""
    draft = await draft_of(turn, pressed.draft)
    query = turn.state.query if isinstance(turn.state, Inviting) else ""
    return await not_yours(turn) if draft is None else await _roster(turn, draft, query, pressed.page)


@flow.search(Inviting)
async def look(turn: Turn, state: Inviting, text: str) -> Result:
    """What is typed looks somebody up."""
    draft = await draft_of(turn, state.draft)
    return await not_yours(turn) if draft is None else await look_for_invitees(turn, draft, text.strip())


async def look_for_invitees(turn: Turn, draft: MeetingDraft, query: str) -> Result:
    """The people whom the typed words mean."""
    return await _roster(turn, draft, query, 0)


@flow.press(Invite)
async def invite(turn: Turn, pressed: Invite) -> Result:
    """Invited, or invited no longer."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None or await turn.store.people.member(draft.khoi, pressed.member) is None:
        return await not_yours(turn)
    there = pressed.member in draft.invitees
    people = without(draft.invitees, pressed.member) if there else (*draft.invitees, pressed.member)
    done = answered(replace(draft, invitees=people), Part.INVITEES)
    await turn.store.meeting_drafts.keep(done, turn.now)
    query = turn.state.query if isinstance(turn.state, Inviting) else ""
    return await _roster(turn, done, query, pressed.page)


async def _roster(turn: Turn, draft: MeetingDraft, query: str, page: int) -> Result:
    picking = Picking(
        Part.INVITEES,
        draft.invitees,
        lambda who, n: Invite(draft.id, who, n),
        lambda n: PickPeople(draft.id, n),
    )
    return Next(Inviting(draft.id, query), await roster_page(turn, draft, picking, query, page))


@flow.press(AskGuests)
async def ask_guests(turn: Turn, pressed: AskGuests) -> Result:
    """Names as they stand in the giấy mời."""
    draft = await draft_of(turn, pressed.draft)
    return await not_yours(turn) if draft is None else _ask_guests(draft)


def _ask_guests(draft: MeetingDraft, lead: Say | None = None) -> Next:
    shown = screen(say("arranging.ask_guests"), back=AskPart(draft.id, Part.INVITEES))
    return Next(NamingGuests(draft.id), shown if lead is None else led(lead, shown))


@flow.answer(NamingGuests)
async def guests(turn: Turn, state: NamingGuests, text: str) -> Result:
    """One a line."""
    draft = await draft_of(turn, state.draft)
    if draft is None:
        return await not_yours(turn)
    named = tuple(tidy(line) for line in text.splitlines() if line.strip())
    every = tuple(dict.fromkeys((*draft.guests, *named)))
    if not named or len(every) > MOST_GUESTS or any(len(name) > LONGEST_NAME for name in named):
        return _ask_guests(draft, say("arranging.guests_unclear", most=MOST_GUESTS))
    return await kept(turn, replace(draft, guests=every), Part.INVITEES, None)
