"""What of a look at the reminders still holds when it is written: asked again of those whom it is about to write to.

An owed a registration when the look was read     -> An has registered meanwhile: nothing is sent
Bình was to be reminded                           -> has put it off, was nudged by hand, has left: nothing is sent
what others owe, told to the head or secretary    -> as it was when the look was read
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.reminder_matters import Key, Matters, Mine, Others
from campaign.ids import KhoiId, PersonId
from campaign.reminders.reminder import Reminder
from campaign.reminders.rows import Changes
from handlers.kit import Duty
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Look:
    """What one khối needs at a moment: rows to write and texts to send."""

    matters: Matters
    told_at: Mapping[Key, datetime]
    snoozed: Mapping[Key, datetime]
    changes: Changes
    due: tuple[Reminder, ...]


async def asked_again(
    unit: Unit, look: Look, due: Sequence[Reminder], now: datetime, today: date
) -> tuple[Matters, Sequence[Reminder]]:
    """Of some that were due in a look those that are still, and the matters they are about as they are now."""
    khoi = look.matters.khoi
    people = {reminder.person for reminder in due}
    nudged = await unit.nudges.among(khoi, people, today)
    snoozed = await unit.reminders.snoozed_by(people)
    about: dict[Key, Mine | Others] = {}
    left: list[Reminder] = []
    owed = _Owed(unit, khoi, now)
    for reminder in due:
        key = reminder.key[:3]
        if (reminder.person, reminder.item) in nudged:
            continue
        what = await owed.still(reminder.person, look.matters.about[key])
        if what is not None and snoozed.get(key) == look.snoozed.get(key):
            about[key] = what
            left.append(reminder)
    return replace(look.matters, about=about), left


class _Owed:
    """What people of a khối owe now, each asked about once."""

    def __init__(self, unit: Unit, khoi: KhoiId, now: datetime) -> None:
        self._unit = unit
        self._khoi = khoi
        self._now = now
        self._here: dict[PersonId, bool] = {}
        self._duties: dict[tuple[PersonId, str, bool], Sequence[Duty]] = {}

    async def still(self, person: PersonId, what: Mine | Others) -> Mine | Others | None:
        """The same matter as it is now; None when it is the person's no more."""
        if not await self._is_here(person):
            return None
        if isinstance(what, Others):
            return what
        for duty in await self._of(person, what):
            if (duty.item, duty.revision, duty.due) == (what.duty.item, what.duty.revision, what.duty.due):
                return replace(what, duty=duty)
        return None

    async def _is_here(self, person: PersonId) -> bool:
        if person not in self._here:
            await asyncio.sleep(0)  # others have their turn between two people
            found = await self._unit.people.person(person)
            self._here[person] = found is not None and found.in_khoi(self._khoi) is not None
        return self._here[person]

    async def _of(self, person: PersonId, what: Mine) -> Sequence[Duty]:
        asked = person, what.flow.name, what.owed
        if asked not in self._duties:
            duties = what.flow.duties if what.owed else what.flow.occasions
            assert duties is not None, "it was asked before"
            found = await duties(self._unit, self._khoi, person, self._now)
            self._duties[asked] = [duty for duty in found if duty.person == person]
        return self._duties[asked]
