"""[Điểm danh] -> roll_call.screen: 03/05 units there, one line a unit, as the secretary sees the room

[Các đơn vị còn lại có mặt (02)] -> roll_call.read_back, the units by name -> confirm -> roll_call.screen
[2] a unit -> its people invited -> Có mặt / Vắng; what was noted can be put right at any time

Who said beforehand that they stay away is noted as away with the others, and counted there only if somebody says so.
What was seen is offered as the number present when a ballot held at the meeting is closed (poll_close).
"""

from campaign.ids import MeetingId, MemberId, UnitId
from campaign.meetings.draft import arranges, oversees
from campaign.meetings.roll_call import NotYet, Presence, Seat, roll_of
from handlers.attendance.roll_call_seen import Room, room
from handlers.attendance.roll_call_words import away_item, is_expected, unit_line, who
from handlers.calendar.card import card
from handlers.calendar.flow import OpenMeeting, ShowRollCall
from handlers.calendar.words import not_yours, seat
from handlers.decide.words import two
from handlers.kit import Choice, End, Flow, Result, Row, Say, Turn, led, plain, say, screen
from handlers.lists import lines, numbers, page_of, turning

flow = Flow("roll_call", about=say("roll_call.about"), help=say("roll_call.help"))


class RestThere(Choice, tag="hpa"):
    """Whoever was not called yet is there, except who said that they stay away: to be read back."""

    meeting: MeetingId


class ConfirmThere(Choice, tag="hpc", label=say("roll_call.confirm_button")):
    """As read back."""

    meeting: MeetingId


class OpenUnit(Choice, tag="hpu"):
    """The people invited of one unit."""

    meeting: MeetingId
    unit: UnitId
    page: int


class MarkUnit(Choice, tag="hpn"):
    """All of a unit."""

    meeting: MeetingId
    unit: UnitId
    presence: Presence


class MarkOne(Choice, tag="hpm"):
    """One place of a unit."""

    meeting: MeetingId
    member: MemberId
    presence: Presence


@flow.press(ShowRollCall)
async def show(turn: Turn, pressed: ShowRollCall) -> Result:
    """Every unit on one screen; before the meeting, from when on."""
    seen = await room(turn, pressed.meeting)
    if seen is not None:
        return _screen(turn, seen, pressed.page)
    found = await seat(turn, pressed.meeting)
    early = None if found is None else roll_of(found.meeting, turn.now)
    if found is None or not isinstance(early, NotYet) or not oversees(found.member, found.meeting):
        return await not_yours(turn)
    return End(await card(turn, found, say("roll_call.not_yet", at=early.at)))


def _screen(turn: Turn, seen: Room, number: int = 0, lead: Say | None = None) -> End:
    meeting = seen.meeting
    page = page_of(seen.units, number)
    rows: list[Row] = []
    if _enters(turn, seen):
        rows += numbers(page, lambda unit: OpenUnit(meeting.id, unit.unit, 0))
        rest = [unit for unit in seen.units if is_expected(unit)]
        if rest:
            rows.append(RestThere(meeting.id).labelled(say("roll_call.rest_button", count=two(len(rest)))))
    rows += turning(page, lambda to: ShowRollCall(meeting.id, to))
    there = [unit for unit in seen.units if unit.presence is Presence.THERE]
    text = say(
        "roll_call.screen",
        title=meeting.title,
        there=two(len(there)),
        units=two(len(seen.units)),
        people=two(sum(len(unit.there) for unit in seen.units)),
        invited=two(len(seen.seats)),
        lines=lines(page, unit_line),
    )
    shown = screen(text, *rows, back=OpenMeeting(meeting.id))
    return End(shown if lead is None else led(lead, shown))


def _enters(turn: Turn, seen: Room) -> bool:
    return arranges(seen.member, seen.meeting.khoi)


# --- the rest at once ---


@flow.press(RestThere)
async def rest_there(turn: Turn, pressed: RestThere) -> Result:
    """Who would be noted as there, and who as away, by name."""
    seen = await room(turn, pressed.meeting)
    if seen is None or not _enters(turn, seen):
        return await not_yours(turn)
    there = [unit for unit in seen.units if is_expected(unit)]
    away = [seat for unit in seen.units for seat in unit.uncalled if seat.reason]
    if not there:
        return _screen(turn, seen)
    text = say(
        "roll_call.read_back",
        title=seen.meeting.title,
        count=two(len(there)),
        units=two(len(seen.units)),
        names=tuple(say("roll_call.item", what=plain(unit.name)) for unit in there),
        away=say("roll_call.away_too", names=tuple(away_item(seat) for seat in away)) if away else None,
    )
    return End(screen(text, ConfirmThere(pressed.meeting), back=ShowRollCall(pressed.meeting, 0)))


@flow.press(ConfirmThere)
async def confirm_there(turn: Turn, pressed: ConfirmThere) -> Result:
    """Notes them."""
    seen = await room(turn, pressed.meeting)
    if seen is None or not _enters(turn, seen):
        return await not_yours(turn)
    marks = {
        seat.member.id: Presence.AWAY if seat.reason else Presence.THERE
        for unit in seen.units
        for seat in unit.uncalled
    }
    return await _noted(turn, seen, marks)


async def _noted(turn: Turn, seen: Room, marks: dict[MemberId, Presence]) -> Result:
    """Writes what is new, and shows the room as it is then."""
    new = {member: mark for member, mark in marks.items() if seen.marks.get(member) is not mark}
    if new:
        await turn.store.roll_calls.mark(seen.meeting.id, new, turn.member.id, turn.now)
        await turn.store.events.record(
            seen.meeting.khoi, "meeting.roll_called", seen.member.id, turn.now, seen.meeting.id
        )
    after = await room(turn, seen.meeting.id)
    assert after is not None, "it was seen just now"
    return _screen(turn, after, lead=say("roll_call.noted"))


# --- one unit ---


@flow.press(OpenUnit)
async def open_unit(turn: Turn, pressed: OpenUnit) -> Result:
    """All of the unit at once, or one place after the other."""
    seen = await room(turn, pressed.meeting)
    unit = None if seen is None else seen.unit(pressed.unit)
    if seen is None or unit is None or not _enters(turn, seen):
        return await not_yours(turn)
    page = page_of(unit.seats, pressed.page)
    rows: list[Row] = []
    if len(unit.seats) > 1:
        rows += numbers(page, lambda seat: MarkOne(pressed.meeting, seat.member.id, _other(seen, seat)))
        rows += turning(page, lambda to: OpenUnit(pressed.meeting, pressed.unit, to))
    one = len(unit.seats) == 1
    there, away = (
        (say("roll_call.there_button"), say("roll_call.away_button"))
        if one
        else (say("roll_call.all_there_button"), say("roll_call.all_away_button"))
    )
    rows.append(MarkUnit(pressed.meeting, pressed.unit, Presence.THERE).labelled(there))
    rows.append(MarkUnit(pressed.meeting, pressed.unit, Presence.AWAY).labelled(away))
    text = say(
        "roll_call.unit",
        unit=unit.name,
        people=lines(page, lambda seat: _seat_line(seen, seat)),
        how=None if one else say("roll_call.how"),
    )
    return End(screen(text, *rows, back=ShowRollCall(pressed.meeting, 0)))


def _other(seen: Room, seat: Seat) -> Presence:
    return Presence.AWAY if seen.marks.get(seat.member.id) is Presence.THERE else Presence.THERE


def _seat_line(seen: Room, seat: Seat) -> Say:
    marks = {
        Presence.THERE: say("roll_call.there"),
        Presence.AWAY: say("roll_call.away"),
        None: say("roll_call.uncalled"),
    }
    return say("roll_call.seat", who=who(seat), mark=marks[seen.marks.get(seat.member.id)])


@flow.press(MarkUnit)
async def mark_unit(turn: Turn, pressed: MarkUnit) -> Result:
    """All of the unit."""
    seen = await room(turn, pressed.meeting)
    unit = None if seen is None else seen.unit(pressed.unit)
    if seen is None or unit is None or not _enters(turn, seen):
        return await not_yours(turn)
    return await _noted(turn, seen, {seat.member.id: pressed.presence for seat in unit.seats})


@flow.press(MarkOne)
async def mark_one(turn: Turn, pressed: MarkOne) -> Result:
    """One place; the unit stays on the screen."""
    seen = await room(turn, pressed.meeting)
    seat = None if seen is None else seen.seat(pressed.member)
    if seen is None or seat is None or not _enters(turn, seen):
        return await not_yours(turn)
    await _noted(turn, seen, {pressed.member: pressed.presence})
    return await open_unit(turn, OpenUnit(pressed.meeting, seat.member.unit, 0))
