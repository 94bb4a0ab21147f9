"""Who comes for whom: the people named as substitutes, with or without mandate, read from the replies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.meetings.reply import Answer, Mandate, Power, Reply, Substituted, is_current


def substitutes(replies: Iterable[Reply], power: Power) -> Mapping[MemberId, MemberId]:
    """Who may use this power in whose place, in the meeting these replies belong to: {given by: given to}."""
    found = {}
    for each in replies:
        match each.answer:
            case Substituted(member=int(to), mandate=Mandate(powers)) if power in powers:
                found[each.member] = MemberId(to)
    return found


@dataclass(frozen=True, slots=True)
class Delegation:
    """A power given with a mandate: by whom, to which member, under which number (empty: not issued yet)."""

    given_by: MemberId
    given_to: MemberId
    number: str


def delegations(meeting: Meeting, replies: Iterable[Reply], power: Power) -> tuple[Delegation, ...]:
    """Who may use a power in whose place, by answers to the meeting as it stands now.

    An answer given before the meeting was moved gives nothing: its sender is asked again.
    """
    current = {reply.member: reply for reply in replies if is_current(reply, meeting)}
    given = substitutes(current.values(), power)
    return tuple(Delegation(by, to, _number(current[by].answer)) for by, to in given.items())


def stands_in(meeting: Meeting, replies: Iterable[Reply]) -> Mapping[MemberId, MemberId]:
    """Who of the roster comes in whose place: {substitute: invited}. An outdated answer counts until it is renewed."""
    if meeting.status is not MeetingStatus.CALLED:
        return {}
    named = ((reply.answer, reply.member) for reply in replies if meeting.concerns(reply.member))
    return {
        answer.member: member
        for answer, member in named
        if isinstance(answer, Substituted) and answer.member is not None
    }


def _number(answer: Answer) -> str:
    match answer:
        case Substituted(mandate=Mandate(number=number)):
            return number
        case _:
            return ""
