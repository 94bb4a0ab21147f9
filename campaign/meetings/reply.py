"""Answering a meeting: Dự / Cử người dự thay / Vắng, nêu lý do — one tap, changeable until the meeting begins.

    reply(meeting, head, Attending(), …)                                      -> Recorded
    reply(meeting, head, Substituted(deputy, Mandate({VOTE, SIGN}, "12/GUQ")), …) -> Recorded
    the same again                                                            -> Unchanged
    after 08:00                                                               -> TooLate

A person named in one's place comes with or without mandate, for that meeting only: nothing here outlives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import MeetingId, MemberId, UnitId
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.people import Member, Role

_MAY_GIVE_MANDATE = frozenset({Role.HEAD, Role.CHAIR, Role.VICE_CHAIR})  # who votes and signs for a unit
LONGEST_REASON = 500  # characters


class Power(StrEnum):
    """What a mandate lets a substitute do, in that meeting only."""

    VOTE = "vote"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Mandate:
    """An ủy quyền: its powers and the number of its paper, empty until the văn thư has issued it."""

    powers: frozenset[Power]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Attending:
    """Dự."""


@dataclass(frozen=True, slots=True)
class Substituted:
    """Cử người dự thay: a member of one's unit, or (`member` None) somebody outside the roster by name and function."""

    name: str
    position: str = ""
    member: MemberId | None = None
    unit: UnitId | None = None
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """Vắng, with the reason."""

    reason: str


Answer = Attending | Substituted | Absent


@dataclass(frozen=True, slots=True)
class Reply:
    """A member's answer to one revision of a meeting."""

    meeting: MeetingId
    member: MemberId
    answer: Answer
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer to keep, in place of any earlier one."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The same answer was given before."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class TooLate:
    """The meeting began at this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The meeting is a draft or was cancelled."""


class ReplyFault(StrEnum):
    """Why an answer cannot be taken like this; the values are text keys."""

    NOT_INVITED = "meeting.not_invited"
    NO_REASON = "meeting.no_reason"
    REASON_TOO_LONG = "meeting.reason_too_long"
    NO_SUBSTITUTE = "meeting.no_substitute"
    SUBSTITUTE_IS_SELF = "meeting.substitute_is_self"
    SUBSTITUTE_INVITED = "meeting.substitute_invited"  # who comes in their own right cannot sit on two chairs
    SUBSTITUTE_ELSEWHERE = "meeting.substitute_elsewhere"  # another unit's person cannot speak for this one
    NO_MANDATE_TO_GIVE = (
        "meeting.no_mandate_to_give"  # only who votes and signs for a unit can let another do it
    )


MEETING_REPLY_KEYS = tuple(fault.value for fault in ReplyFault)


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer was not taken; what was answered before stays."""

    fault: ReplyFault


def reply(
    meeting: Meeting, member: Member, answer: Answer, before: Reply | None, now: datetime
) -> Recorded | Unchanged | TooLate | NotOpen | Refused:
    """Answer a meeting. `before` is the member's earlier answer; the latest one counts."""
    if meeting.status is not MeetingStatus.CALLED:
        return NotOpen()
    if now >= meeting.start:
        return TooLate(meeting.start)
    fault = _fault(meeting, member, answer)
    if fault is not None:
        return Refused(fault)
    if before is not None and (before.answer, before.revision) == (answer, meeting.revision):
        return Unchanged(before)
    return Recorded(Reply(meeting.id, member.id, answer, now, meeting.revision))


@dataclass(frozen=True, slots=True)
class Replies:
    """Who comes and who does not, each in the order of the invitation.

    `silent` have not answered; `outdated` answered before the meeting was moved and are asked again.
    """

    attending: tuple[MemberId, ...]
    substituted: tuple[MemberId, ...]
    absent: tuple[MemberId, ...]
    silent: tuple[MemberId, ...]
    outdated: tuple[MemberId, ...]


def count(meeting: Meeting, replies: Iterable[Reply]) -> Replies:
    """Sort everybody invited (chairs included) by their answer to the meeting as it stands now."""
    given = {reply.member: reply for reply in replies}
    everybody = tuple(dict.fromkeys((*meeting.chairs, *meeting.invitees)))

    def who(kind: type[Answer]) -> tuple[MemberId, ...]:
        return tuple(
            m for m in everybody if is_current(given.get(m), meeting) and isinstance(given[m].answer, kind)
        )

    return Replies(
        attending=who(Attending),
        substituted=who(Substituted),
        absent=who(Absent),
        silent=tuple(m for m in everybody if m not in given),
        outdated=tuple(m for m in everybody if m in given and not is_current(given[m], meeting)),
    )


def owes_reply(meeting: Meeting, member: MemberId, before: Reply | None, now: datetime) -> bool:
    """Whether the member is to be reminded to answer."""
    open_now = meeting.status is MeetingStatus.CALLED and now < meeting.start
    return open_now and meeting.concerns(member) and not is_current(before, meeting)


def may_give_mandate(member: Member) -> bool:
    """Whether the member votes and signs for a unit, and so may let a substitute do it."""
    return member.holds(*_MAY_GIVE_MANDATE)


def is_current(given: Reply | None, meeting: Meeting) -> bool:
    """Whether somebody has answered to the meeting as it stands now."""
    return given is not None and given.revision == meeting.revision


def _fault(meeting: Meeting, member: Member, answer: Answer) -> ReplyFault | None:
    if not meeting.concerns(member.id) or member.left_at is not None:
        return ReplyFault.NOT_INVITED
    match answer:
        case Attending():
            return None
        case Absent(reason):
            if len(reason) > LONGEST_REASON:
                return ReplyFault.REASON_TOO_LONG
            return None if reason.strip() else ReplyFault.NO_REASON
        case Substituted():
            return _substitute_fault(meeting, member, answer)


def _substitute_fault(meeting: Meeting, member: Member, answer: Substituted) -> ReplyFault | None:
    checks = (
        (not answer.name.strip(), ReplyFault.NO_SUBSTITUTE),
        (answer.member == member.id, ReplyFault.SUBSTITUTE_IS_SELF),
        (answer.member is not None and meeting.concerns(answer.member), ReplyFault.SUBSTITUTE_INVITED),
        (answer.member is not None and answer.unit != member.unit, ReplyFault.SUBSTITUTE_ELSEWHERE),
        (answer.mandate is not None and not may_give_mandate(member), ReplyFault.NO_MANDATE_TO_GIVE),
    )
    return next((fault for wrong, fault in checks if wrong), None)
