"""Answers to an invitation in words, and the buttons that give one."""

from campaign.meetings.meeting import Meeting
from campaign.meetings.reply import Absent, Answer, Attending, Mandate, Power, Reply, Substituted
from handlers.calendar.flow import Attend, SendSubstitute, StayAway
from handlers.kit import Row, Say, say


def answer_words(answer: Answer) -> Say:
    """An answer as it is read back."""
    match answer:
        case Attending():
            return say("calendar.answer_attending")
        case Absent(reason):
            return say("calendar.answer_absent", reason=reason)
        case Substituted(name, position, _, _, mandate):
            who = f"{name}, {position}" if position else name
            return say("calendar.answer_substituted", who=who, mandate=mandate_words(mandate))


def mandate_words(mandate: Mandate | None) -> Say:
    """What the substitute may do."""
    if mandate is None:
        return say("calendar.no_mandate")
    number = say("calendar.mandate_number", number=mandate.number) if mandate.number else None
    if Power.SIGN in mandate.powers:
        return say("calendar.mandate_vote_sign", number=number)
    return say("calendar.mandate_vote", number=number)


def own_answer(meeting: Meeting, given: Reply | None) -> Say:
    """What the person has answered so far."""
    if given is None:
        return say("calendar.unanswered")
    if given.revision != meeting.revision:
        return say("calendar.outdated", answer=answer_words(given.answer))
    return say("calendar.answered", answer=answer_words(given.answer))


def reply_rows(meeting: Meeting) -> tuple[Row, ...]:
    """The three answers, for the meeting as it stands now."""
    return (
        Attend(meeting.id, meeting.revision),
        SendSubstitute(meeting.id, meeting.revision),
        StayAway(meeting.id, meeting.revision),
    )
