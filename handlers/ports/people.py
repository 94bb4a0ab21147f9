"""Who is who, as the conversations ask it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Khoi, Language, Member, Person, Role
from campaign.roster.directory import Among, Headcount, Listed


class People(Protocol):
    """The people of the installation."""

    async def khoi(self, khoi: KhoiId) -> Khoi | None: ...

    async def members(self, khoi: KhoiId) -> Sequence[Member]:
        """The active members of a khối, by unit and name."""
        ...

    async def in_unit(self, khoi: KhoiId, unit: UnitId) -> Sequence[Member]:
        """The active members of one unit, by name."""
        ...

    async def everyone(self, khoi: KhoiId) -> Sequence[Member]:
        """The members of a khối, those who left included."""
        ...

    async def these(self, khoi: KhoiId, members: Collection[MemberId]) -> Sequence[Member]:
        """Some members of a khối, those who left included, by unit and name."""
        ...

    async def holding(self, khoi: KhoiId, role: Role) -> Sequence[Member]:
        """The active members who hold a role."""
        ...

    async def member(self, khoi: KhoiId, member: MemberId) -> Member | None:
        """A member of this khối, who may have left."""
        ...

    async def directory(self, khoi: KhoiId) -> Sequence[Listed]:
        """The active members as a list to look somebody up in."""
        ...

    async def person(self, person: PersonId) -> Person | None:
        """The person with the active memberships."""
        ...

    async def bind(self, channel: str, account: str, person: PersonId, device: str, now: datetime) -> None:
        """Makes an account a phone of this person, whoever's it was before."""
        ...

    async def joined(self, member: MemberId, now: datetime) -> None:
        """Remembers when the member first joined."""
        ...

    async def set_language(self, person: PersonId, language: Language) -> None: ...


class Directory(Protocol):
    """The people of a khối as a list, a page at a time."""

    async def headcount(self, khoi: KhoiId, unit: UnitId | None = None) -> Headcount:
        """The sums of the whole list, or of one unit's."""
        ...

    async def how_many(self, khoi: KhoiId, among: Among) -> int:
        """How long the list is."""
        ...

    async def some(self, khoi: KhoiId, among: Among, first: int, most: int) -> Sequence[Listed]:
        """So many of it, by unit and name, beginning after the first ones."""
        ...
