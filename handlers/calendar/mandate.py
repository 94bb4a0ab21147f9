"""Who comes is known (substitute.py) -> calendar.ask_mandate, only for who votes for a unit:

[Không ủy quyền] [Ủy quyền biểu quyết, bỏ phiếu] [… và ký] -> calendar.ask_number “12/GUQ”, or [Chưa có số]
-> calendar.read_back [Xác nhận] -> calendar.recorded
"""

from dataclasses import dataclass, replace

from campaign.ids import MeetingId, MemberId, UnitId
from campaign.meetings.reply import Mandate, Power, Refused, Substituted, may_give_mandate, reply
from handlers.calendar.answer_words import answer_words
from handlers.calendar.card import card
from handlers.calendar.flow import ConfirmSubstitute, Empower, NotNumbered, OpenMeeting, flow
from handlers.calendar.reply import answering, given
from handlers.calendar.words import Seat, not_yours, seat
from handlers.kit import End, Next, Result, Say, Turn, led, say, screen

LONGEST_NUMBER = 60  # characters of the number of a paper
NONE = "n"
POWERS = {NONE: frozenset[Power](), "v": frozenset({Power.VOTE}), "vs": frozenset({Power.VOTE, Power.SIGN})}
"""What the buttons say in a letter or two."""


@dataclass(frozen=True)
class Sending:
    """Who comes is known; the mandate is being asked for, then the number is typed, then all is read back.

    `powers` is a key of POWERS, or empty while it is being asked for.
    """

    meeting: MeetingId
    revision: int
    name: str
    position: str
    member: MemberId | None = None
    unit: UnitId | None = None
    powers: str = ""
    number: str = ""


async def going(turn: Turn, found: Seat, state: Sending) -> Result:
    """Refused at once where it cannot be; else on to the mandate, where there is one to give."""
    before = await turn.store.meetings.reply_of(found.meeting.id, found.member.id)
    match reply(found.meeting, found.member, _answer(state), before, turn.now):
        case Refused(fault):
            return End(await card(turn, found, Say(fault.value)))
        case _:
            pass
    if not may_give_mandate(found.member) or state.member is None:
        return _read_back(found, replace(state, powers=NONE))
    rows = (
        Empower(state.meeting, "v").labelled(say("calendar.vote_button")),
        Empower(state.meeting, "vs").labelled(say("calendar.vote_sign_button")),
        Empower(state.meeting, NONE).labelled(say("calendar.no_mandate_button")),
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
    if pressed.powers not in POWERS or pressed.powers == NONE:
        return _read_back(found, replace(turn.state, powers=NONE, number=""))
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
    if state.powers in ("", NONE):
        return await going(turn, found, state)
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
