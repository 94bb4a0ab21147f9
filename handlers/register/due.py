"""Who still owes a registration: the person, the đầu mối (then the head) for the unit, the head for a decision."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.plan.deadline import Extension
from campaign.plan.plan import Campaign, Stage
from campaign.registration.filing import waits_for_head
from campaign.registration.registering import Subject
from campaign.registration.registration import Registration, Standing
from campaign.registration.taking_part import strives
from handlers.concerned import acts_for_unit, with_their_unit
from handlers.kit import Duty, OpenFlow, Say, say
from handlers.leafing import HANDFUL, those
from handlers.ports import Store
from handlers.register.setting import due_for, launched
from handlers.register.words import ReadDrafts, ReviewWaiting

OPEN = OpenFlow("register")
GOING_ON = frozenset({Standing.DRAFT, Standing.FILED, Standing.CONFIRMED})


async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Everybody's duties of registering in a khối, or one person's."""
    campaign = await launched(store, khoi)
    if campaign is None or campaign.stage is not Stage.LAUNCHED:
        return []
    members = await with_their_unit(store, khoi, person)
    alone = person is not None and not any(map(acts_for_unit, members))
    extensions = await store.extensions.of(campaign.id)
    found: list[Duty] = []
    for unit, of_unit in groupby(members, key=lambda member: member.unit):
        people = list(of_unit)
        if alone:
            registrations = await store.registrations.of_member(campaign.id, people[0].id)
        else:
            registrations = await store.registrations.of_unit(campaign.id, unit)
        found += await _Waits(campaign, extensions, registrations, now).of(khoi, unit, people)
        await asyncio.sleep(0)  # of a whole khối: others have their turn between two units
    return [duty for duty in found if person is None or duty.person == person]


class _Waits:
    """What one unit and its people still owe in a campaign."""

    def __init__(
        self,
        campaign: Campaign,
        extensions: Sequence[Extension],
        registrations: Sequence[Registration],
        now: datetime,
    ) -> None:
        self._campaign = campaign
        self._extensions = extensions
        self._registrations = registrations
        self._mine: dict[MemberId | None, list[Registration]] = {}
        for each in registrations:
            self._mine.setdefault(each.member, []).append(each)
        self._now = now

    async def of(self, khoi: KhoiId, unit: UnitId, members: Sequence[Member]) -> list[Duty]:
        """The duties of these members of the unit."""
        whole, own = Subject(khoi, unit), list[Duty]()
        for member in await those(members, strives):
            own += self._own(Subject(khoi, unit, member.id), member)
            if len(own) % HANDFUL == 0:
                await asyncio.sleep(0)  # of a large unit: others have their turn
        return [
            *own,
            *self._prepared(whole, members),
            *self._decided(whole, [m for m in members if m.holds(Role.HEAD)]),
        ]

    def _own(self, subject: Subject, member: Member) -> list[Duty]:
        mine = self._mine.get(member.id, ())
        due = due_for(self._campaign, self._extensions, subject)
        if self._now > due.at or any(r.standing in GOING_ON for r in mine):
            return []
        returned = any(r.standing is Standing.RETURNED for r in mine)
        text = say("register.duty_mend") if returned else say("register.duty")
        item = f"register:{self._campaign.id}"
        return [Duty(member.person, item, text, OPEN, due.at, due.revision)]

    def _prepared(self, whole: Subject, members: Sequence[Member]) -> list[Duty]:
        """Drafts not filed, or a unit that strives for nothing yet: the đầu mối first, then the head."""
        due = due_for(self._campaign, self._extensions, whole)
        text = self._unit_text()
        if text is None or self._now > due.at:
            return []
        item = f"register-unit:{self._campaign.id}:{whole.unit}"
        drafts = any(r.standing is Standing.DRAFT for r in self._registrations)
        choice = ReadDrafts() if drafts else OPEN
        preparers = [m for m in members if m.holds(Role.PREPARER)]
        others = [m for m in members if m.holds(Role.HEAD) and m not in preparers]
        rank = 1 if preparers else 0
        return [
            *(Duty(m.person, item, text, choice, due.at, due.revision) for m in preparers),
            *(Duty(m.person, item, text, choice, due.at, due.revision, rank) for m in others),
        ]

    def _unit_text(self) -> Say | None:
        drafts = sum(r.standing is Standing.DRAFT for r in self._registrations)
        if drafts:
            return say("register.duty_submit", count=drafts)
        of_unit = [r for r in self._registrations if r.member is None]
        if any(r.standing in GOING_ON for r in of_unit):
            return None
        returned = any(r.standing is Standing.RETURNED for r in of_unit)
        return say("register.duty_unit_mend") if returned else say("register.duty_unit")

    def _decided(self, whole: Subject, heads: Iterable[Member]) -> list[Duty]:
        waiting = waits_for_head(self._registrations)
        if not waiting:
            return []
        due = due_for(self._campaign, self._extensions, whole)
        item = f"register-decide:{self._campaign.id}:{whole.unit}"
        text = say("register.duty_decide", count=len(waiting))
        return [Duty(h.person, item, text, ReviewWaiting(0), due.at, due.revision) for h in heads]
