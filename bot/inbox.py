"""The door: every update is stored durably before it is acknowledged, and what is secret is sealed before that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import orjson

from bot.channel import Attached, Heard
from bot.clock import Clock
from bot.envelope import STAYS
from campaign.ids import BallotId
from handlers.kit import Choice, Late
from handlers.packing import pack, unpack
from storage.sealing import KeyGone, Seals
from storage.turns import Arrival
from storage.unit import Database, Unit


class Inbox:
    """Takes batches from the channels and wakes the work."""

    def __init__(
        self,
        database: Database,
        tags: Mapping[str, type[Choice]],
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._tags = tags
        self._clock = clock
        self._wake = wake

    async def ingest(self, batch: Sequence[Heard]) -> None:
        """Stores a batch in one commit; returns when it is durable."""
        if not batch:
            return
        async with self._database.unit() as unit:
            arrivals = [await self._arrival(unit, heard) for heard in batch]
            await unit.turns.arrive(arrivals, self._clock.now())
            await unit.commit()
        self._wake()

    async def _arrival(self, unit: Unit, heard: Heard) -> Arrival:
        ballot = await self._ballot(unit, heard)
        if ballot is None:
            return Arrival(heard.channel, heard.key, heard.account, to_bytes(heard))
        try:
            sealed = self._database.seals.seal(ballot, to_bytes(heard))
        except KeyGone:
            return Arrival(heard.channel, heard.key, heard.account, to_bytes(without_choice(heard, ballot)))
        return Arrival(heard.channel, heard.key, heard.account, sealed, ballot)

    async def _ballot(self, unit: Unit, heard: Heard) -> BallotId | None:
        """The secret ballot this belongs to: by the button pressed, or by the screen it was typed under."""
        if heard.choice is None:
            return (await unit.turns.conversation(heard.channel, heard.account)).sealed_by
        choice = unpack(heard.choice.removeprefix(STAYS), self._tags)
        if choice is None or choice.sealed_by is None:
            return None
        return BallotId(getattr(choice, choice.sealed_by))


def without_choice(heard: Heard, ballot: BallotId) -> Heard:
    """The press without what was chosen, for a ballot that is over."""
    return replace(heard, choice=pack(Late(ballot)), text="", files=())


def to_bytes(heard: Heard) -> bytes:
    """What was heard, as the inbox keeps it."""
    return orjson.dumps(heard)


def from_bytes(stored: bytes, seals: Seals, sealed_by: BallotId | None) -> Heard:
    """What `to_bytes` wrote. Raises KeyGone for a ballot that is over."""
    fields = orjson.loads(stored if sealed_by is None else seals.open(sealed_by, stored))
    return Heard(**fields | {"files": tuple(Attached(**file) for file in fields["files"])})
