"""Who still owes an answer to a draft: the đầu mối of the unit first, then its head; the head once it is submitted."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import KhoiId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.plan.comments import Standing, decides, latest
from campaign.plan.consultation import Consultation
from handlers.concerned import with_their_unit
from handlers.consult.words import OpenDraft
from handlers.kit import Duty, say
from handlers.ports import Store


async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """The đầu mối of a unit that has not answered, then its head; the head once something is submitted."""
    rounds = await store.consultations.open(khoi)
    if not rounds:
        return []
    members = await with_their_unit(store, khoi, person)
    return [
        duty
        for round_ in rounds
        for duty in await _of_round(store, round_, members)
        if person in (None, duty.person)
    ]


async def _of_round(store: Store, round_: Consultation, members: Sequence[Member]) -> list[Duty]:
    comments = await store.consultations.comments(round_.id)
    answered = {comment.unit for comment in comments if comment.standing is Standing.SENT}
    last, duties = latest(comments), list[Duty]()
    by_unit: dict[UnitId, list[Member]] = {}
    for member in members:
        by_unit.setdefault(member.unit, []).append(member)
    for unit, people in by_unit.items():
        if unit in answered:
            continue
        heads = [member for member in people if decides(member)]
        preparers = [m for m in people if m.holds(Role.PREPARER) and m not in heads]
        waits = unit in last and last[unit].standing is Standing.SUBMITTED
        if waits or not preparers:
            duties += [_duty(round_, head, 0) for head in heads]
            continue
        duties += [_duty(round_, one, 0) for one in preparers]
        duties += [_duty(round_, head, 1) for head in heads]
    return duties


def _duty(round_: Consultation, member: Member, rank: int) -> Duty:
    item = f"consult:{round_.id}"
    return Duty(member.person, item, say("consult.duty"), OpenDraft(round_.id), round_.due, rank=rank)
