"""[Cử người dự thay] -> calendar.who_comes: colleagues of the unit, ten a page, found by typing, or [Người khác]

With what mandate they come: mandate.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import MeetingId
from campaign.roster.directory import Listed
from campaign.search import matches
from handlers.calendar.flow import (
    NameSomebody,
    OpenMeeting,
    PickSubstitute,
    SendSubstitute,
    TurnCandidates,
    flow,
)
from handlers.calendar.mandate import Sending, going
from handlers.calendar.reply import answering
from handlers.calendar.words import Seat
from handlers.kit import Next, Result, Row, Say, Turn, led, say, screen
from handlers.lists import lines, numbers, page_of, turning

LONGEST_NAME = 200  # characters
LONGEST_ECHO = 60  # characters of what was typed, said back


@dataclass(frozen=True)
class Choosing:
    """Colleagues are listed; what is typed looks somebody up."""

    meeting: MeetingId
    revision: int
    query: str
    page: int


@dataclass(frozen=True)
class Naming:
    """Name and function of somebody outside the roster are being typed."""

    meeting: MeetingId
    revision: int


@flow.press(SendSubstitute)
async def send_substitute(turn: Turn, pressed: SendSubstitute) -> Result:
    """Who comes? Colleagues first; where there is nobody to choose from, the name is asked for."""
    return await _choose(turn, Choosing(pressed.meeting, pressed.revision, "", 0))


@flow.press(TurnCandidates)
async def turn_page(turn: Turn, pressed: TurnCandidates) -> Result:
    """Another page."""
    query = turn.state.query if isinstance(turn.state, Choosing) else ""
    return await _choose(turn, Choosing(pressed.meeting, pressed.revision, query, pressed.page))


@flow.search(Choosing)
async def look(turn: Turn, state: Choosing, text: str) -> Result:
    """What is typed looks a colleague up."""
    return await _choose(turn, Choosing(state.meeting, state.revision, text.strip(), 0))


async def _choose(turn: Turn, state: Choosing) -> Result:
    found = await answering(turn, state.meeting, state.revision)
    if not isinstance(found, Seat):
        return found
    colleagues = await _colleagues(turn, found)
    if not colleagues:
        return _ask_name(Naming(state.meeting, state.revision))
    hits = [each for each in colleagues if matches(state.query, each.key)]
    if state.query and len(hits) == 1:
        return await pick(turn, PickSubstitute(state.meeting, state.revision, hits[0].member))
    return _offered(state, hits)


def _offered(state: Choosing, hits: Sequence[Listed]) -> Next:
    page = page_of(hits, state.page)
    rows: list[Row] = [
        *numbers(page, lambda each: PickSubstitute(state.meeting, state.revision, each.member))
    ]
    rows += turning(page, lambda number: TurnCandidates(state.meeting, state.revision, number))
    rows.append(NameSomebody(state.meeting, state.revision))
    shown = lines(page, lambda each: say("calendar.person", name=each.name, position=each.position))
    nobody = say("calendar.nobody_found", query=state.query[:LONGEST_ECHO])
    text = say("calendar.candidates", title=say("calendar.who_comes") if hits else nobody, people=shown)
    return Next(state, screen(text, *rows, back=OpenMeeting(state.meeting)))


async def _colleagues(turn: Turn, found: Seat) -> Sequence[Listed]:
    """Members of the person's own unit who are not coming in their own right."""
    people = await turn.store.people.directory(found.meeting.khoi)
    return [p for p in people if p.unit == found.member.unit and not found.meeting.concerns(p.member)]


@flow.press(PickSubstitute)
async def pick(turn: Turn, pressed: PickSubstitute) -> Result:
    """A colleague of the roster."""
    found = await answering(turn, pressed.meeting, pressed.revision)
    if not isinstance(found, Seat):
        return found
    who = await turn.store.people.member(found.meeting.khoi, pressed.member)
    if who is None or who.left_at is not None:
        return await _choose(turn, Choosing(pressed.meeting, pressed.revision, "", 0))
    chosen = Sending(pressed.meeting, pressed.revision, who.name, who.position, who.id, who.unit)
    return await going(turn, found, chosen)


@flow.press(NameSomebody)
async def name_somebody(turn: Turn, pressed: NameSomebody) -> Result:
    """Somebody who is not in the roster."""
    found = await answering(turn, pressed.meeting, pressed.revision)
    return _ask_name(Naming(pressed.meeting, pressed.revision)) if isinstance(found, Seat) else found


def _ask_name(state: Naming, lead: Say | None = None) -> Next:
    shown = screen(say("calendar.ask_name"), back=OpenMeeting(state.meeting))
    return Next(state, shown if lead is None else led(lead, shown))


@flow.answer(Naming)
async def named(turn: Turn, state: Naming, text: str) -> Result:
    """“Trần Thị B, Phó Chánh Thanh tra”."""
    found = await answering(turn, state.meeting, state.revision)
    if not isinstance(found, Seat):
        return found
    name, _, position = " ".join(text.split()).partition(",")
    if not name.strip() or len(text) > LONGEST_NAME:
        return _ask_name(state, say("meeting.no_substitute"))
    return await going(turn, found, Sending(state.meeting, state.revision, name.strip(), position.strip()))
