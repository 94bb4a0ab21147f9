"""Who chairs: arranging.ask_chairs [Chọn từng người] -> the roster, ten a page, found by typing; a number names, or
takes back, whoever it stands for. Two at most: a meeting may be chaired together.
"""

from dataclasses import dataclass, replace

from campaign.ids import MeetingId
from campaign.meetings.draft import MeetingDraft, Part
from campaign.meetings.invited import may_chair_too, without
from handlers.arranging.asking import ask
from handlers.arranging.flow import LetChair, PickChairs, flow
from handlers.arranging.people import kept
from handlers.arranging.picking import Picking, roster_page
from handlers.arranging.words import draft_of, not_yours
from handlers.kit import Next, Result, Turn, say


@dataclass(frozen=True)
class NamingChairs:
    """The roster is shown to name chairs from."""

    draft: MeetingId
    query: str


@flow.press(PickChairs)
async def pick_chairs(turn: Turn, pressed: PickChairs) -> Result:
    """The roster, with who chairs marked."""
    draft = await draft_of(turn, pressed.draft)
    query = turn.state.query if isinstance(turn.state, NamingChairs) else ""
    return await not_yours(turn) if draft is None else await _chairs(turn, draft, query, pressed.page)


@flow.search(NamingChairs)
async def look_for_chair(turn: Turn, state: NamingChairs, text: str) -> Result:
    """What is typed looks somebody up."""
    draft = await draft_of(turn, state.draft)
    return await not_yours(turn) if draft is None else await look_for_chairs(turn, draft, text.strip())


async def look_for_chairs(turn: Turn, draft: MeetingDraft, query: str) -> Result:
    """The people whom the typed words mean."""
    return await _chairs(turn, draft, query, 0)


@flow.press(LetChair)
async def let_chair(turn: Turn, pressed: LetChair) -> Result:
    """Chairs, or no longer; two at most."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None or await turn.store.people.member(draft.khoi, pressed.member) is None:
        return await not_yours(turn)
    if pressed.member in draft.chairs:
        changed = replace(draft, chairs=without(draft.chairs, pressed.member))
    elif may_chair_too(draft):
        changed = replace(draft, chairs=(*draft.chairs, pressed.member))
    else:
        return await ask(turn, draft, Part.CHAIRS, say("meeting.too_many_chairs"))
    return await kept(turn, changed, Part.CHAIRS, None)


async def _chairs(turn: Turn, draft: MeetingDraft, query: str, page: int) -> Result:
    picking = Picking(
        Part.CHAIRS,
        draft.chairs,
        lambda who, n: LetChair(draft.id, who, n),
        lambda n: PickChairs(draft.id, n),
    )
    return Next(NamingChairs(draft.id, query), await roster_page(turn, draft, picking, query, page))
