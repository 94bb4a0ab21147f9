"""Own calendars to subscribe to, as the conversations ask them."""

from datetime import datetime
from typing import Protocol

from campaign.ids import PersonId


class Feeds(Protocol):
    """The addresses of own calendars, one a person."""

    async def made_at(self, person: PersonId) -> datetime | None:
        """When the person's address was made, or None where there is none."""
        ...

    async def put(self, person: PersonId, secret_hash: str, now: datetime) -> None:
        """The person's address from now on; the one before is worth nothing."""
        ...

    async def revoke(self, person: PersonId) -> bool:
        """Ends the person's address; False where there was none."""
        ...
