"""“Chưa được nhận”: what somebody hears whose messages come faster than a person can mean them.

Once a minute by a message, in its turn behind the answers that wait to leave; and by a word in passing for every press,
so that none goes on spinning.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot import envelope, incidents
from bot.channel import Channel, Heard, Spoken
from bot.clock import Clock
from bot.envelope import Message
from bot.texts import Texts
from campaign.ids import PersonId
from campaign.people import Language
from handlers.kit import Priority, say
from storage.outbox import LEASE, Letter
from storage.sql import Conflict, Tangled, Unavailable
from storage.unit import Database, Unit

log = structlog.get_logger()

AGAIN = timedelta(minutes=1)
MOST = 1000  # presses still to be answered; older ones the messenger has given up by then
WORDS = say("chat.too_fast")


class TurnedAway:
    """Tells people that something was not taken in."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        texts: Texts,
        clock: Clock,
        fresh_id: Callable[[], int],
        claim: Callable[[Unit, Sequence[Letter]], Awaitable[Sequence[Letter]]],
        hand: Callable[[Sequence[Letter]], None],
    ) -> None:
        self._database = database
        self._channels = channels
        self._texts = texts
        self._clock = clock
        self._fresh_id = fresh_id
        self._claim = claim
        self._hand = hand
        self._told: dict[tuple[str, str], tuple[datetime, Language]] = {}
        self._waiting: deque[Heard] = deque(maxlen=MOST)
        self._telling: asyncio.Task[None] | None = None

    def tell(self, refused: Sequence[Heard]) -> None:
        """Tells the senders, in a while and one after the other: the others go first."""
        self._waiting.extend(heard for heard in refused if heard.tap is not None or not self._knows(heard))
        if self._waiting and (self._telling is None or self._telling.done()):
            self._telling = asyncio.create_task(self._tell_all())

    async def told(self) -> None:
        """Returns when everybody has been told (for tests)."""
        if self._telling is not None:
            await self._telling

    def _knows(self, heard: Heard) -> bool:
        told = self._told.get((heard.channel, heard.account))
        return told is not None and abs(self._clock.now() - told[0]) < AGAIN

    async def _tell_all(self) -> None:
        while self._waiting:
            heard = self._waiting.popleft()
            try:
                if not self._knows(heard):
                    await self._write(heard)
                if heard.tap is not None:
                    await self._stop_spinning(heard, heard.tap)
            except (Unavailable, Tangled, Conflict):
                log.error("somebody who sends too fast cannot be told now")
            except Exception as error:  # noqa: BLE001 - whatever a channel does, the others are still to be told
                log.error("a channel failed", channel=heard.channel, where=incidents.discreet(error))

    async def _write(self, heard: Heard) -> None:
        now = self._clock.now()
        async with self._database.unit() as unit:
            person = await unit.people.by_account(heard.channel, heard.account)
            language = heard.speaks if person is None else person.language
            letter = self._letter(heard, None if person is None else person.id, language, now)
            await unit.outbox.add([letter], now)
            ours = await self._claim(unit, [letter])
            await unit.commit()
        self._told = {account: told for account, told in self._told.items() if abs(now - told[0]) < AGAIN}
        self._told[heard.channel, heard.account] = now, language
        log.warning("somebody sends too fast; what comes now is not taken in", channel=heard.channel)
        self._hand(ours)

    def _letter(self, heard: Heard, person: PersonId | None, language: Language, now: datetime) -> Letter:
        body = envelope.to_bytes(Message(WORDS))
        return Letter(
            self._fresh_id(),
            heard.channel,
            heard.account,
            person,
            language,
            Priority.REPLY.value,
            body,
            now + LEASE,
        )

    async def _stop_spinning(self, heard: Heard, tap: str) -> None:
        now = self._clock.now()
        _, language = self._told[heard.channel, heard.account]
        words = self._texts.render(WORDS, language, now)
        await self._channels[heard.channel].send(
            Spoken(self._fresh_id(), heard.account, words, tap=tap, kind="toast", key=WORDS.key)
        )
