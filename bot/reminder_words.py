"""What reminders say: one notice for all a person is reminded of at a moment, one for all people who are told the same.

Whatever brings words of its own (a meeting) is a notice by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import envelope
from bot.reminder_matters import Key, Matters, Mine, Others
from campaign.ids import PersonId
from campaign.reminders.reminder import Reminder, Rung
from handlers.kit import Button, OpenFlow, Row, Say, Until, fact, say

SHOWN_NAMES = 10
SHOWN_BUTTONS = 5
SHOWN_LINES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One text with its buttons, and the reminders it is sent for."""

    text: Say
    rows: tuple[Row, ...]
    reminders: tuple[Reminder, ...]

    @property
    def audience(self) -> tuple[PersonId, ...]:
        """Whom it goes to, each once."""
        return tuple(dict.fromkeys(reminder.person for reminder in self.reminders))


def told(due: Sequence[Reminder], matters: Matters) -> list[Told]:
    """The reminders due now as texts, the same text once."""
    by_person: dict[PersonId, list[Reminder]] = {}
    alone: list[Told] = []
    for reminder in due:
        what = matters.about[_key(reminder)]
        if isinstance(what, Mine) and what.duty.reminder is not None:
            alone.append(Told(what.duty.reminder, what.duty.rows, (reminder,)))
        else:
            by_person.setdefault(reminder.person, []).append(reminder)
    together = [_together(reminders, matters) for reminders in by_person.values()]
    return _same_once([*together, *alone])


def _same_once(tellings: Sequence[Told]) -> list[Told]:
    same: dict[bytes, Told] = {}
    for each in tellings:
        key = envelope.to_bytes(envelope.message_of(fact(each.text, *each.rows)))
        before = same.get(key)
        reminders = each.reminders if before is None else (*before.reminders, *each.reminders)
        same[key] = Told(each.text, each.rows, reminders)
    return list(same.values())


def _together(reminders: Sequence[Reminder], matters: Matters) -> Told:
    about = [matters.about[_key(reminder)] for reminder in reminders]
    lines = _short([_line(what, matters) for what in about])
    buttons: dict[object, Row] = {}
    for what in about:
        for button in _buttons(what, matters):
            buttons.setdefault(button.choice, button)
    secretary = any(isinstance(what, Others) and what.late.rung is Rung.SECRETARY for what in about)
    closing = say("reminder.please_call") if secretary else say("reminder.tell_us")
    text = say("reminder.notice", lines=lines, closing=closing)
    return Told(text, tuple(buttons.values())[:SHOWN_BUTTONS], tuple(reminders))


def _short(lines: Sequence[Say]) -> tuple[Say, ...]:
    """Each line once, and not more than can be read at a glance."""
    different: list[Say] = []
    for line in lines:
        if line not in different:
            different.append(line)
    more = len(different) - SHOWN_LINES
    if more <= 0:
        return tuple(different)
    return (*different[:SHOWN_LINES], say("reminder.more_matters", count=f"{more:02}"))


def _line(what: Mine | Others, matters: Matters) -> Say:
    match what:
        case Mine(duty=duty):
            assert duty.due is not None, "only what has a date is reminded of"
            return say("reminder.mine", what=duty.text, due=Until(duty.due))
        case Others(flow, late, duties):
            names = [
                _name(each.person, duty.text, matters) for each, duty in zip(late.owed, duties, strict=True)
            ]
            more = len(names) - SHOWN_NAMES
            listed = (*names[:SHOWN_NAMES], *((say("reminder.more", count=more),) if more > 0 else ()))
            return say(
                "reminder.others",
                what=flow.about,
                due=Until(late.due),
                count=f"{len(names):02}",
                names=tuple(listed),
            )


def _name(person: PersonId, what: Say, matters: Matters) -> Say:
    member = matters.members[person]
    return say("reminder.name", name=member.name, unit=member.unit_name, what=what)


def _buttons(what: Mine | Others, matters: Matters) -> list[Button]:
    match what:
        case Mine(duty=duty):
            return [Button(duty.choice, duty.text)]
        case Others(flow, late):
            if flow.listed_for(matters.members[late.person]):
                return [Button(OpenFlow(flow.name), flow.about)]
            return []


def _key(reminder: Reminder) -> Key:
    return reminder.person, reminder.item, reminder.revision
