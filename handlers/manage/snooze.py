"""[Nhắc lại sau] under a reminder -> snooze.when [2 giờ nữa] [Sáng mai] [3 ngày nữa] -> snooze.done “… 08:00 thứ Sáu”

Only what still helps is offered: never after the date itself, never at night. Everything the reminder was about is put
off; what is done meanwhile is not reminded of.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import assert_never

from campaign.ids import NoticeId
from campaign.reminders.planning import may_snooze
from campaign.reminders.reminder import Matter
from handlers.kit import Choice, End, Flow, Result, Say, Toast, Turn, fact, say, screen

flow = Flow("snooze", about=say("snooze.about"), help=say("snooze.help"))

MORNING = time(8)


class Delay(StrEnum):
    """For how long."""

    HOURS = "h"
    MORNING = "m"
    DAYS = "d"


LABELS: dict[Delay, Say] = {
    Delay.HOURS: say("snooze.hours_button"),
    Delay.MORNING: say("snooze.morning_button"),
    Delay.DAYS: say("snooze.days_button"),
}


class PutOff(Choice, tag="nz", label=say("snooze.button")):
    """Asks for how long."""

    notice: NoticeId


class PutOffFor(Choice, tag="ny"):
    """Puts off what the reminder was about."""

    notice: NoticeId
    delay: Delay


@flow.press(PutOff)
async def ask(turn: Turn, pressed: PutOff) -> Result:
    """Offers the delays that still help."""
    matters = await turn.store.reminders.of_notice(pressed.notice, turn.person.id)
    if not matters:
        return End(Toast(say("chat.not_for_you")))
    rows = [
        PutOffFor(pressed.notice, delay).labelled(label)
        for delay, label in LABELS.items()
        if _when(turn, matters, delay) is not None
    ]
    if not rows:
        return End(fact(say("snooze.too_late")))
    return End(screen(say("snooze.when"), *rows))


@flow.press(PutOffFor)
async def put_off(turn: Turn, pressed: PutOffFor) -> Result:
    """Puts off whatever can still be put off."""
    matters = await turn.store.reminders.of_notice(pressed.notice, turn.person.id)
    if not matters:
        return End(Toast(say("chat.not_for_you")))
    at = _when(turn, matters, pressed.delay)
    if at is None:
        return End(fact(say("snooze.too_late")))
    for matter in matters:
        if may_snooze(matter, _until(turn, pressed.delay), turn.manners) is not None:
            await turn.store.reminders.snooze(matter, _until(turn, pressed.delay), turn.now)
    return End(fact(say("snooze.done", at=at)))


def _when(turn: Turn, matters: Sequence[Matter], delay: Delay) -> datetime | None:
    """When the reminder would come; None when that helps with none of the matters."""
    found = [may_snooze(matter, _until(turn, delay), turn.manners) for matter in matters]
    return min((at for at in found if at is not None), default=None)


def _until(turn: Turn, delay: Delay) -> datetime:
    match delay:
        case Delay.HOURS:
            return turn.now + timedelta(hours=2)
        case Delay.MORNING:
            return turn.manners.moment(turn.today + timedelta(days=1), MORNING)
        case Delay.DAYS:
            return turn.manners.moment(turn.today + timedelta(days=3), MORNING)
        case _:
            assert_never(delay)
