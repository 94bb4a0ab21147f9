"""Whom a duty can concern: everybody in a khối or, when one person asks, no more than it takes to answer them.

A menu says what somebody owes. It may not read the whole roster for that.
"""

from collections.abc import Sequence

from campaign.ids import KhoiId, PersonId
from campaign.people import Member, Role
from handlers.ports import Store

FOR_UNIT = frozenset({Role.PREPARER, Role.HEAD, Role.CHAIR, Role.VICE_CHAIR})


def acts_for_unit(member: Member) -> bool:
    """Whether somebody may owe what is not their own: they prepare or decide for their unit."""
    return member.holds(*FOR_UNIT)


async def themselves(store: Store, khoi: KhoiId, person: PersonId | None) -> Sequence[Member]:
    """Everybody, or this person alone (nobody when they have no place in the khối)."""
    if person is None:
        return await store.people.members(khoi)
    found = await store.people.person(person)
    member = None if found is None else found.in_khoi(khoi)
    return [] if member is None else [member]


async def with_their_unit(store: Store, khoi: KhoiId, person: PersonId | None) -> Sequence[Member]:
    """Everybody; the whole unit of a person who acts for it; else the person alone."""
    members = await themselves(store, khoi, person)
    if person is None or not members or not acts_for_unit(members[0]):
        return members
    return await store.people.in_unit(khoi, members[0].unit)
