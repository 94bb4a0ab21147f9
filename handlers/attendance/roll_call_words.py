"""The lines of a roll call."""

from campaign.meetings.roll_call import Presence, Seat, UnitLine
from handlers.kit import Say, plain, say


def is_expected(unit: UnitLine) -> bool:
    """Whether somebody of a unit not called yet has not said that they stay away."""
    return unit.presence is None and any(not seat.reason for seat in unit.uncalled)


def unit_line(unit: UnitLine) -> Say:
    """A unit with who is there, or why nobody is."""
    match unit.presence:
        case Presence.THERE:
            return say("roll_call.unit_there", unit=unit.name, who=_names(unit.there))
        case Presence.AWAY:
            return say("roll_call.unit_away", unit=unit.name, reason=_reason(unit.away))
        case None:
            return say("roll_call.unit_uncalled", unit=unit.name, reason=_reason(unit.uncalled))


def _names(seats: tuple[Seat, ...]) -> Say:
    first = [who(seat) for seat in seats[:3]]
    more = say("roll_call.more", count=len(seats) - 3) if len(seats) > 3 else None
    joined = first[0]
    for one in first[1:]:
        joined = say("roll_call.and_also", first=joined, rest=one)
    return say("roll_call.names", names=joined, more=more)


def who(seat: Seat) -> Say:
    """Who sits there: the person invited or the substitute."""
    if seat.instead:
        return say("roll_call.instead", name=seat.instead, of=seat.member.name)
    return plain(seat.member.name)


def _reason(seats: tuple[Seat, ...]) -> Say | None:
    reasons = [seat.reason for seat in seats if seat.reason]
    return say("roll_call.reason", reason=reasons[0]) if reasons else None


def away_item(seat: Seat) -> Say:
    """Somebody who has said that they stay away, and why."""
    name = say("roll_call.person", name=seat.member.name, unit=seat.member.unit_name)
    return say("roll_call.item", what=say("roll_call.with_reason", who=name, reason=seat.reason))
