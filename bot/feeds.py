"""What a person subscribes to in their phone's calendar: the meetings they are called to and what they still owe.

Put together anew each time it is fetched, from the places the person has at that moment: whoever leaves a khối has
nothing of it from then on.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.texts import Texts
from campaign.meetings.feeds import DeadlineEntry, MeetingEntry, Subscribed, hash_of
from campaign.meetings.meeting import MeetingStatus
from campaign.people import Member, Person
from campaign.reminders.reminder import MatterKind
from handlers.kit import Duty, Flow, say
from storage.unit import Database, Unit

PAST = timedelta(days=180)
"""For how long a meeting that is over stays in the calendar."""
COUNTS_FROM = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
"""When a deadline was made, where nobody noted it: its revision counts, and the file stays as it is until then."""


class Feeds:
    """Calendars by their secret."""

    def __init__(
        self, database: Database, flows: Sequence[Flow], texts: Texts, clock: Clock, address: str
    ) -> None:
        self._database = database
        self._flows = flows
        self._texts = texts
        self._clock = clock
        self._address = address

    async def fetch(self, secret: str) -> bytes | None:
        """The .ics file; None for an unknown or revoked address, and for somebody who has left."""
        async with self._database.reading() as unit:
            owner = await unit.feeds.owner(hash_of(secret))
            person = None if owner is None else await unit.people.person(owner)
            if person is None or not person.memberships:
                return None
            subscribed = await self._put_together(unit, person)
        return await asyncio.to_thread(_written, subscribed)

    async def _put_together(self, unit: Unit, person: Person) -> Subscribed:
        now = self._clock.now()
        meetings: list[MeetingEntry] = []
        deadlines: dict[str, DeadlineEntry] = {}
        for member in person.memberships:
            meetings += await _meetings(unit, member, now)
            for entry in [
                self._deadline(duty, member, person) for duty in await self._owed(unit, member, now)
            ]:
                deadlines.setdefault(entry.name, entry)
        title = self._texts.render(say("calendar.feed_name"), person.language, now)
        return Subscribed(
            title, person.language.value, self._address, tuple(meetings), tuple(deadlines.values())
        )

    async def _owed(self, unit: Unit, member: Member, now: datetime) -> list[Duty]:
        """What has a date, the next first; an invitation stands there as its meeting."""
        found = [
            duty
            for flow in self._flows
            if flow.duties is not None
            for duty in await flow.duties(unit, member.khoi, member.person, now)
            if duty.due is not None and duty.kind is not MatterKind.MEETING
        ]
        return sorted(found, key=lambda duty: (duty.due or now, duty.item))

    def _deadline(self, duty: Duty, member: Member, person: Person) -> DeadlineEntry:
        assert duty.due is not None, "only what has a date is collected"
        words = say("calendar.feed_deadline", what=duty.text)
        return DeadlineEntry(
            f"{duty.item.replace(':', '-')}-{member.khoi}",
            self._texts.render(words, person.language, self._clock.now()),
            duty.due,
            duty.revision,
            duty.told_at or COUNTS_FROM,
        )


async def _meetings(unit: Unit, member: Member, now: datetime) -> list[MeetingEntry]:
    """Those the member was called to or is sent to, cancelled ones among them."""
    instead = await unit.meetings.standing_in(member.id, now)
    found = []
    for meeting in await unit.meetings.coming(member.khoi, now - PAST):
        called = meeting.status is not MeetingStatus.DRAFT
        if called and (meeting.concerns(member.id) or meeting.id in instead):
            stamped = await unit.meetings.told_at(meeting.id)
            found.append(MeetingEntry(meeting, stamped or now))
    return found


def _written(subscribed: Subscribed) -> bytes:
    from papers.calendar import feed_ics  # its library is slow to load

    return feed_ics(subscribed)
