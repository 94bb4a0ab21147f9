"""Roll calls, as the conversations ask them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from campaign.ids import BallotId, MeetingId, MemberId, VoterId
from campaign.meetings.roll_call import Presence


class RollCalls(Protocol):
    """Who was seen at a meeting, and who of a ballot's roll was there when it was closed."""

    async def of(self, meeting: MeetingId) -> Mapping[MemberId, Presence]:
        """Whose place was seen taken or empty; who was not called is not among them."""
        ...

    async def mark(
        self, meeting: MeetingId, marks: Mapping[MemberId, Presence], by: MemberId, now: datetime
    ) -> None:
        """Writes what was seen, in place of what was noted before."""
        ...

    async def freeze(self, ballot: BallotId, roll: Iterable[VoterId], there: Collection[VoterId]) -> None:
        """Keeps who was in the room when the ballot was closed."""
        ...
