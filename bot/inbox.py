"""The door: every update is stored durably before it is acknowledged, and what is secret is sealed before that."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import orjson

from bot.channel import Attached, Heard
from bot.clock import Clock
from bot.envelope import STAYS
from bot.share import Share
from campaign.ids import BallotId
from handlers.kit import Choice, Late
from handlers.packing import pack, unpack
from storage.sealing import KeyGone, Seals
from storage.secret_ballots import Sealing
from storage.sql import Tangled
from storage.turns import ARRIVING, Arrival
from storage.unit import Database, Unit

Sift = Callable[[Sequence[Heard]], Awaitable[Sequence[Heard]]]
"""Answers what is not to be stored (`bot/unwritten.py`), and gives back the rest."""


Typed = dict[tuple[str, str, bool], BallotId | None]
"""Of one batch: the ballot under which an account types, words (True) or a file; each asked for once."""


class Inbox:
    """Takes batches from the channels and wakes the work."""

    def __init__(
        self,
        database: Database,
        tags: Mapping[str, type[Choice]],
        clock: Clock,
        wake: Callable[[], None],
        sift: Sift,
        share: Share,
        turn_away: Callable[[Sequence[Heard]], None],
    ) -> None:
        self._database = database
        self._sift = sift
        self._share = share
        self._turn_away = turn_away
        self._tags = tags
        self._clock = clock
        self._wake = wake

    async def ingest(self, batch: Sequence[Heard]) -> None:
        """Stores a batch in one commit; returns when it is durable.

        What is only looked at on a secret ballot paper is answered and not stored. What somebody sends far beyond
        their share is not taken in: they are told.
        """
        taken, refused = self._share.parted(batch)
        batch = await self._sift(taken)
        if batch:
            await self._keep(batch)
            if self._hurries(batch):
                self._wake()
        self._share.took(taken)  # only now: what could not be stored comes again
        if refused:
            self._turn_away(refused)

    async def _keep(self, batch: Sequence[Heard]) -> None:
        while True:
            try:
                await self._store(batch)
            except Tangled:  # another process stores the same ones
                continue
            break

    async def _store(self, batch: Sequence[Heard]) -> None:
        async with self._database.unit() as unit:
            typed: Typed = {}
            arrivals = [await self._arrival(unit, heard, typed) for heard in batch]
            await unit.sql.together(ARRIVING)
            await unit.turns.arrive(arrivals, self._clock.now())
            if self._hurries(batch):
                await unit.sql.ring()
            await unit.commit()

    def _hurries(self, batch: Sequence[Heard]) -> bool:
        """Where several processes work, each looks for what waits every second, whoever rings."""
        return not self._database.crew.shared or self._share.hurries(batch)

    async def is_secret(self, heard: Heard) -> bool:
        """Whether this may belong to a secret ballot: then no page, log or history keeps it."""
        async with self._database.reading() as unit:
            ballot = await self._ballot(unit, heard, {})
            return ballot is not None and await unit.secret_ballots.sealing(ballot) is not Sealing.PLAIN

    async def _arrival(self, unit: Unit, heard: Heard, typed: Typed) -> Arrival:
        plain = Arrival(heard.channel, heard.key, heard.account, to_bytes(heard))
        ballot = await self._ballot(unit, heard, typed)
        if ballot is None:
            return plain
        sealing = await unit.secret_ballots.sealing(ballot)
        if sealing is Sealing.PLAIN:
            return plain
        if sealing is Sealing.SEALED:
            with suppress(KeyGone):  # lost with its machine: the choice is not stored, and the person is told
                sealed = self._database.seals.seal(ballot, plain.payload)
                return replace(plain, payload=sealed, sealed_by=ballot)
        return replace(plain, payload=to_bytes(without_choice(heard, ballot)))

    async def _ballot(self, unit: Unit, heard: Heard, typed: Typed) -> BallotId | None:
        """The ballot this belongs to: by the button pressed, or by what was typed. A command is never a choice."""
        if heard.choice is None:
            if heard.text.startswith("/"):
                return None
            is_said = bool(heard.text) and not heard.files
            asked = heard.channel, heard.account, is_said
            if asked not in typed:
                typed[asked] = await self._typed_under(unit, heard.channel, heard.account, is_said=is_said)
            return typed[asked]
        choice = unpack(heard.choice.removeprefix(STAYS), self._tags)
        if choice is None or choice.sealed_by is None:
            return None
        return BallotId(getattr(choice, choice.sealed_by))

    async def _typed_under(self, unit: Unit, channel: str, account: str, *, is_said: bool) -> BallotId | None:
        """The ballot of the screen it was typed under, or, for words typed in haste before that screen, one that waits
        for this person's vote. A ballot whose key is lost waits for nobody: its chair must be able to type why it is
        annulled.
        """
        under = (await unit.turns.conversation(channel, account)).sealed_by
        if under is not None or not is_said:
            return under
        awaited = await unit.secret_ballots.awaited(channel, account)
        return next((ballot for ballot in awaited if self._database.seals.exists(ballot)), None)


def without_choice(heard: Heard, ballot: BallotId) -> Heard:
    """The press without what was chosen, for a ballot that is over."""
    return replace(heard, choice=pack(Late(ballot)), text="", files=())


def to_bytes(heard: Heard) -> bytes:
    """What was heard, as the inbox keeps it."""
    return orjson.dumps(heard)


def from_bytes(stored: bytes, seals: Seals, sealed_by: BallotId | None) -> Heard:
    """What `to_bytes` wrote. Raises KeyGone for a ballot that is over."""
    fields = orjson.loads(stored if sealed_by is None else seals.open(sealed_by, stored))
    files = tuple(Attached(**file | {"name": storable(file["name"])}) for file in fields["files"])
    words = {name: storable(said) for name, said in fields.items() if isinstance(said, str)}
    return Heard(**fields | words | {"files": files})


def storable(words: str) -> str:
    """Without the one character that no text of a database may hold."""
    return words.replace("\0", "")
