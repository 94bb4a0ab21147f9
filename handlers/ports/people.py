"""Who is who, as the conversations ask it."""

from collections.abc import Sequence
from typing import Protocol

from campaign.ids import KhoiId, PersonId
from campaign.people import Khoi, Language, Member


class People(Protocol):
    """The people of the installation."""

    async def khoi(self, khoi: KhoiId) -> Khoi | None: ...

    async def members(self, khoi: KhoiId) -> Sequence[Member]:
        """The active members of a khối, by unit and name."""
        ...

    async def set_language(self, person: PersonId, language: Language) -> None: ...
