"""What people are reminded of in a khối at a moment: what every flow says is owed, and who else hears of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from campaign.ids import CampaignId, KhoiId, PersonId
from campaign.people import Member
from campaign.plan.plan import at_hand
from campaign.reminders.escalation import Late, Owed, escalate
from campaign.reminders.reminder import Matter, Rung, Step
from handlers.kit import Duties, Duty, Flow
from handlers.leafing import those
from storage.sql import made
from storage.unit import Unit

Key = tuple[PersonId, str, int]
"""Person, item and revision: one matter of one person."""


@dataclass(frozen=True, slots=True)
class Mine:
    """Something the person owes, or (not `owed`) only comes to."""

    flow: Flow
    duty: Duty
    owed: bool


@dataclass(frozen=True, slots=True)
class Others:
    """Something other people owe, for the đầu mối, the head or the secretary; `duties` in the order of `late.owed`."""

    flow: Flow
    late: Late
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything of one khối: each matter with what a reminder of it is about."""

    khoi: KhoiId
    campaign: CampaignId | None
    steps: Sequence[Step]
    members: Mapping[PersonId, Member]
    about: Mapping[Key, Mine | Others]

    def as_of(self, told_at: Mapping[Key, datetime], snoozed: Mapping[Key, datetime]) -> list[Matter]:
        """The matters as the rules take them. `told_at` says when each was first seen, or told of by somebody."""
        return [_matter(key, what, told_at[key], snoozed.get(key)) for key, what in self.about.items()]


async def matters(unit: Unit, flows: Sequence[Flow], khoi: KhoiId, now: datetime) -> Matters:
    """Collects them, as of this moment. What has passed and what has no date is nobody's reminder."""
    found: list[Mine] = []
    for flow in flows:
        for duties, owed in ((flow.duties, True), (flow.occasions, False)):
            dated = await _dated(unit, duties, khoi, now)
            found += await made(dated, partial(Mine, flow, owed=owed))
            await asyncio.sleep(0)  # the whole khối is looked through: others have their turn in between
    listed = await unit.people.members(khoi) if found else []
    members = {member.person: member for member in listed}
    found = await those(found, lambda mine: mine.duty.person in members)
    about: dict[Key, Mine | Others] = {}
    for mine in found:
        if mine.duty.rank < Rung.SECRETARY:
            about.setdefault((mine.duty.person, mine.duty.item, mine.duty.revision), mine)
    for others in await asyncio.to_thread(_others, [mine for mine in found if mine.owed], listed):
        about[others.late.person, others.late.item, 0] = others
    campaign = at_hand(await unit.campaigns.of(khoi))
    of = None if campaign is None else campaign.id
    return Matters(khoi, of, await unit.reminders.steps(of), members, about)


async def _dated(unit: Unit, duties: Duties | None, khoi: KhoiId, now: datetime) -> list[Duty]:
    if duties is None:
        return []
    return await those(
        await duties(unit, khoi, None, now), lambda duty: duty.due is not None and duty.due > now
    )


def _others(found: Sequence[Mine], members: Sequence[Member]) -> list[Others]:
    owed = {_owed(mine): mine for mine in found}
    return [
        Others(owed[late.owed[0]].flow, late, tuple(owed[each].duty for each in late.owed))
        for late in escalate(owed, members)
    ]


def _owed(mine: Mine) -> Owed:
    duty = mine.duty
    assert duty.due is not None, "only what has a date is collected"
    return Owed(duty.person, duty.item, mine.flow.name, duty.due, duty.kind, Rung(duty.rank))


def _matter(key: Key, what: Mine | Others, told_at: datetime, snoozed: datetime | None) -> Matter:
    person, item, revision = key
    if isinstance(what, Others):
        late = what.late
        return Matter(person, item, revision, late.due, late.kind, late.rung, told_at, snoozed)
    duty = what.duty
    assert duty.due is not None, "only what has a date is collected"
    return Matter(person, item, revision, duty.due, duty.kind, Rung(duty.rank), told_at, snoozed)
