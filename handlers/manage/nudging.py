"""Nudges: to exactly those who owe, nobody twice a day about one matter, in decent hours of a working day."""

from collections.abc import Sequence
from datetime import date, datetime

from campaign.ids import NoticeId, PersonId
from campaign.reminders.notice import nudge_leaves_at
from handlers.kit import Button, Duty, Notice, Priority, Row, Say, Turn, Until, say

BUTTONS = 3


def later(turn: Turn) -> datetime | None:
    """When a nudge sent now leaves; None: at once."""
    at = nudge_leaves_at(turn.manners, turn.now)
    return at if at > turn.now else None


async def still_to_nudge(turn: Turn, duties: Sequence[Duty]) -> list[Duty]:
    """What nobody was nudged about on the day this would arrive."""
    day = _day(turn)
    told = {
        item: await turn.store.nudges.of_day(turn.khoi, item, day) for item in {duty.item for duty in duties}
    }
    return [duty for duty in duties if duty.person not in told[duty.item]]


async def nudges(turn: Turn, duties: Sequence[Duty]) -> list[Notice]:
    """The notices, one for all whose words and buttons are the same; remembered for the day."""
    day = _day(turn)
    for item in sorted({duty.item for duty in duties}):
        people = sorted({duty.person for duty in duties if duty.item == item})
        await turn.store.nudges.note(turn.khoi, item, people, day)
    return [_notice(turn, people, owed) for people, owed in _alike(duties)]


def _alike(duties: Sequence[Duty]) -> list[tuple[tuple[PersonId, ...], tuple[Duty, ...]]]:
    """People who owe the very same, with what they owe."""
    owed: dict[PersonId, list[Duty]] = {}
    for duty in duties:
        owed.setdefault(duty.person, []).append(duty)
    groups: dict[str, tuple[list[PersonId], tuple[Duty, ...]]] = {}
    for person, theirs in owed.items():
        words = repr([(duty.text, duty.choice, duty.due) for duty in theirs])
        groups.setdefault(words, ([], tuple(theirs)))[0].append(person)
    return [(tuple(people), theirs) for people, theirs in groups.values()]


def _notice(turn: Turn, people: tuple[PersonId, ...], owed: tuple[Duty, ...]) -> Notice:
    text = say("owing.nudge", lines=tuple(_line(duty) for duty in owed[:10]))
    rows: tuple[Row, ...] = tuple(Button(duty.choice, duty.text) for duty in owed[:BUTTONS])
    return Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "nudge", people, text, rows, Priority.REMINDER,
        by=turn.member.id, not_before=later(turn),
    )  # fmt: skip


def _line(duty: Duty) -> Say:
    if duty.due is None:
        return say("owing.nudge_line", what=duty.text)
    return say("owing.nudge_line_due", what=duty.text, due=Until(duty.due))


def _day(turn: Turn) -> date:
    return (later(turn) or turn.now).astimezone(turn.zone).date()
