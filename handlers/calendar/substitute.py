"""[Cử người dự thay] -> calendar.who_comes: colleagues of the unit, ten a page, found by typing, or [Người khác]

-> calendar.ask_mandate (only for who votes for a unit) [Không ủy quyền] [Ủy quyền biểu quyết, bỏ phiếu] [… và ký]
-> calendar.ask_number “12/GUQ”, or [Chưa có số] -> calendar.read_back [Xác nhận] -> calendar.recorded
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.ids import MeetingId, MemberId, UnitId
from campaign.meetings.reply import Mandate, Power, Refused, Substituted, may_give_mandate, reply
from campaign.roster.directory import Listed
from campaign.search import matches
from handlers.calendar.card import card
from handlers.calendar.flow import (
    ConfirmSubstitute,
    Empower,
    NameSomebody,
    NotNumbered,
    OpenMeeting,
    PickSubstitute,
    SendSubstitute,
    TurnCandidates,
    flow,
)
from handlers.calendar.reply import answering, given
from handlers.calendar.words import Seat, answer_words, not_yours, seat
from handlers.kit import End, Next, Result, Row, Say, Turn, led, say, screen
from handlers.lists import lines, numbers, page_of, turning

LONGEST_NAME = 200  # characters
LONGEST_NUMBER = 60
POWERS = {"n": frozenset[Power](), "v": frozenset({Power.VOTE}), "vs": frozenset({Power.VOTE, Power.SIGN})}


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


@dataclass(frozen=True)
class Sending:
    """Who comes is known; the mandate is being asked for, then the number is typed, then all is read back."""

    meeting: MeetingId
    revision: int
    name: str
    position: str
    member: MemberId | None = None
    unit: UnitId | None = None
    powers: str = ""
    number: str = ""


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
    page = page_of(hits, state.page)
    rows: list[Row] = [
        *numbers(page, lambda each: PickSubstitute(state.meeting, state.revision, each.member))
    ]
    rows += turning(page, lambda number: TurnCandidates(state.meeting, state.revision, number))
    rows.append(NameSomebody(state.meeting, state.revision))
    shown = lines(page, lambda each: say("calendar.person", name=each.name, position=each.position))
    title = say("calendar.nobody_found", query=state.query[:60]) if not hits else say("calendar.who_comes")
    text = say("calendar.candidates", title=title, people=shown)
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
    return await _sent(
        turn, found, Sending(pressed.meeting, pressed.revision, who.name, who.position, who.id, who.unit)
    )


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
    return await _sent(turn, found, Sending(state.meeting, state.revision, name.strip(), position.strip()))


async def _sent(turn: Turn, found: Seat, state: Sending) -> Result:
    """Refused at once where it cannot be; else on to the mandate, where there is one to give."""
    before = await turn.store.meetings.reply_of(found.meeting.id, found.member.id)
    match reply(found.meeting, found.member, _answer(state), before, turn.now):
        case Refused(fault):
            return End(await card(turn, found, Say(fault.value)))
        case _:
            pass
    if not may_give_mandate(found.member) or state.member is None:
        return _read_back(found, replace(state, powers="n"))
    rows = (
        Empower(state.meeting, "v").labelled(say("calendar.vote_button")),
        Empower(state.meeting, "vs").labelled(say("calendar.vote_sign_button")),
        Empower(state.meeting, "n").labelled(say("calendar.no_mandate_button")),
    )
    text = say("calendar.ask_mandate", name=state.name)
    return Next(state, screen(text, *rows, back=OpenMeeting(state.meeting)))


@flow.press(Empower)
async def empower(turn: Turn, pressed: Empower) -> Result:
    """With a mandate its number is asked for."""
    found = await _going_on(turn, pressed.meeting)
    if not isinstance(found, Seat):
        return found
    assert isinstance(turn.state, Sending)
    if pressed.powers not in POWERS or pressed.powers == "n":
        return _read_back(found, replace(turn.state, powers="n", number=""))
    return _ask_number(replace(turn.state, powers=pressed.powers, number=""))


def _ask_number(state: Sending, lead: Say | None = None) -> Next:
    shown = screen(
        say("calendar.ask_number", name=state.name),
        NotNumbered(state.meeting),
        back=OpenMeeting(state.meeting),
    )
    return Next(state, shown if lead is None else led(lead, shown))


@flow.press(NotNumbered)
async def not_numbered(turn: Turn, pressed: NotNumbered) -> Result:
    """The paper follows."""
    found = await _going_on(turn, pressed.meeting)
    if not isinstance(found, Seat):
        return found
    assert isinstance(turn.state, Sending)
    return _read_back(found, replace(turn.state, number=""))


@flow.answer(Sending)
async def numbered(turn: Turn, state: Sending, text: str) -> Result:
    """The number as printed on the paper."""
    found = await answering(turn, state.meeting, state.revision)
    if not isinstance(found, Seat):
        return found
    number = " ".join(text.split())
    if state.powers in ("", "n"):
        return await _sent(turn, found, state)
    if not number or len(number) > LONGEST_NUMBER:
        return _ask_number(state, say("calendar.number_unclear"))
    return _read_back(found, replace(state, number=number))


def _read_back(found: Seat, state: Sending) -> Next:
    text = say("calendar.read_back", title=found.meeting.title, answer=answer_words(_answer(state)))
    return Next(state, screen(text, ConfirmSubstitute(state.meeting), back=OpenMeeting(state.meeting)))


@flow.press(ConfirmSubstitute)
async def confirm(turn: Turn, pressed: ConfirmSubstitute) -> Result:
    """The answer as it was read back."""
    found = await _going_on(turn, pressed.meeting)
    if not isinstance(found, Seat):
        return found
    assert isinstance(turn.state, Sending)
    return await given(turn, found, _answer(turn.state))


async def _going_on(turn: Turn, meeting: MeetingId) -> Seat | End:
    """The seat, while the conversation still holds who is to be sent; else the meeting with what was answered."""
    if isinstance(turn.state, Sending) and turn.state.meeting == meeting:
        return await answering(turn, meeting, turn.state.revision)
    found = await seat(turn, meeting)
    return await not_yours(turn) if found is None or not found.is_invited else End(await card(turn, found))


def _answer(state: Sending) -> Substituted:
    powers = POWERS.get(state.powers, frozenset())
    mandate = Mandate(powers, state.number) if powers else None
    return Substituted(state.name, state.position, state.member, state.unit, mandate)
