"""Sends what is in the outbox, with no transaction open. A failed send is tried again and never undoes what it tells
(`bot/recording.py`).

Letters of one account leave in order; accounts are served in parallel. An answer that could not be sent is waited for
by the ones behind it, else an old screen would take the place of a new one; after a few tries they pass. Every channel
has hands of its own, and in it broadcasts and reminders have theirs (`bot/lanes.py`): a reply neither waits behind one
nor for a hand that holds one back, and a channel that takes thirty a second delays no other. `retry_after` holds the
chat concerned (or everybody, when the provider says so) without stalling the others. A crash between send and record
may repeat a message, never lose one.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import cast

import structlog

from bot import incidents, sealed_letters
from bot.channel import Channel, Failed, RetryAfter
from bot.clock import Clock
from bot.fates import dropped, fate_of
from bot.lanes import Lane, Lanes, Way
from bot.pace import Pace
from bot.recording import Recording
from bot.tenure import Tenure
from bot.wording import Wording
from handlers.kit import Priority
from storage.fates import Fate
from storage.outbox import Letter
from storage.sealing import KeyGone
from storage.sql import Tangled, Unavailable
from storage.unit import Database

log = structlog.get_logger()

HANDS = 32  # messages under way at once, in each lane of a channel
TAKE = 200  # letters taken from the table at a time
ALL = 1_000_000  # more than there ever are
PRIORITIES = sorted(priority.value for priority in Priority)
LOOK_AGAIN = 1.0  # seconds between looks into the table when nobody wakes us
LAST_WORDS = (
    2.0  # seconds that messages on the line have, to be finished and recorded, when the program stops
)


class Post:
    """The sending side of one process."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        wording: Wording,
        clock: Clock,
        pace: Pace,
        fresh_id: Callable[[], int],
    ) -> None:
        self._database = database
        self._channels = channels
        self._wording = wording
        self._clock = clock
        self._pace = pace
        self.lanes = Lanes(channels)
        self.tenure = Tenure(database, self.lanes, clock, self._is_here)
        self.recording = Recording(database, self.lanes, self.tenure, clock, fresh_id, self.hand)
        self._received: set[str] = set()
        self._speaking: set[asyncio.Task[None]] = set()  # hands with a message on the line
        self._ending = False
        self._woken = asyncio.Event()

    def hand(self, letters: Sequence[Letter]) -> None:
        """Takes letters just committed, without reading them back from the table, and looks for others."""
        for letter in letters:
            self.lanes.add(letter)
        self._woken.set()

    def hand_unwritten(self, letters: Sequence[Letter]) -> None:
        """Takes letters that stand in no table: they leave in their turn and are recorded nowhere."""
        self.recording.leave_out(letters)
        for letter in letters:
            self.lanes.add(letter)

    def wake(self) -> None:
        """Letters may stand in the table that nobody handed over."""
        self._woken.set()

    def serves(self, channel: str) -> None:
        """This process receives a channel from now on."""
        self._received.add(channel)
        self._woken.set()

    def serves_no_more(self, channel: str) -> None:
        """Another process receives it now."""
        self._received.discard(channel)

    async def begin(self) -> None:
        """Before the first turn: what an earlier life of the program left, answers in line before any new one."""
        if not self._database.crew.first:
            return
        now = self._clock.now()
        left: list[Letter] = []
        async with self._database.unit() as unit:
            await unit.tenures.release_all(now, PRIORITIES[0])
            if not self._database.crew.shared:  # else `claim` keeps the order
                for name in self._channels:
                    left += await unit.outbox.take(name, PRIORITIES[:1], now, ALL)
            await unit.commit()
        self.hand(left)

    async def run(self) -> None:
        """Sends until cancelled. What is on the line then is finished and recorded, else the next life repeats it."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._look())
            tasks.create_task(self.recording.run())
            tasks.create_task(self.tenure.run())
            hands = [
                asyncio.create_task(self._hand_over(way)) for way in self.lanes.ways for _ in range(HANDS)
            ]
            try:
                await asyncio.wait(hands, return_when=asyncio.FIRST_EXCEPTION)
            finally:
                await self._fall_silent(hands)

    async def _fall_silent(self, hands: Sequence["asyncio.Task[None]"]) -> None:
        """Hands without a message on the line stop at once, the others after it."""
        self._ending = True
        for hand in hands:
            if hand not in self._speaking:
                hand.cancel()
        if self._speaking:
            await asyncio.wait(self._speaking, timeout=LAST_WORDS)
        for hand in hands:
            hand.cancel()
        await self.recording.finish()
        for hand in hands:
            if hand.done() and not hand.cancelled():
                hand.result()  # a bug in one of them

    async def idle(self) -> None:
        """Returns when everything handed over has been sent and recorded (for tests and orderly stops)."""
        await self.lanes.empty.wait()

    # --- taking ---

    async def _look(self) -> None:
        while True:
            self._woken.clear()
            try:
                while await self.look_once():
                    pass
            except (Unavailable, Tangled):
                log.error("the outbox cannot be read now")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._woken.wait()

    async def look_once(self) -> bool:
        """Takes due letters from the table once; False when there were none that we can send now."""
        here = [name for name in self._channels if self._is_here(name) and self.lanes.has_room(name)]
        now = self._clock.now()
        async with self._database.reading() as unit:
            waiting = [name for name in here if await unit.outbox.waits(name, PRIORITIES, now)]
        if not waiting:
            return False
        letters: list[Letter] = []
        async with self._database.unit() as unit:
            for name in waiting:
                letters += await unit.outbox.take(name, PRIORITIES, now, TAKE)
            await unit.commit()
        for letter in letters:
            self.lanes.add(letter)
        return bool(letters)

    def _is_here(self, channel: str) -> bool:
        return (
            not self._database.crew.shared or self._channels[channel].everywhere or channel in self._received
        )

    # --- sending ---

    async def _hand_over(self, way: Way) -> None:
        while not self._ending:
            letter = await self.lanes.next(way)
            if (held := self._pace.held(letter.channel, letter.account)) > self._pace.held(
                letter.channel, None
            ):
                self.lanes.pause(letter, held)  # no hand waits for one chat: there are only so many
                continue
            await self._pace.wait(letter.channel, letter.account, letter.priority)
            if self.tenure.is_ours(letter):
                self._pace.tried(letter.channel, letter.account)
                if way[1] is Lane.URGENT and letter.edits is None:
                    self._pace.spent(letter.channel)
                await self._speak(letter)
            else:
                self.recording.passed_on(letter)

    async def _speak(self, letter: Letter) -> None:
        hand = cast("asyncio.Task[None]", asyncio.current_task())
        self._speaking.add(hand)
        try:
            self.recording.tried(letter, await self.deliver(letter))
        finally:
            self._speaking.discard(hand)

    async def deliver(self, letter: Letter) -> Fate:
        """Sends a letter at once, and says what is to be recorded of it."""
        try:
            spoken = self._wording.spoken(letter)
        except KeyGone:
            return dropped(letter, "the ballot is closed")
        except Exception as error:  # noqa: BLE001 - one letter must not stop the others, now and at every start
            incident = incidents.number()
            log.error("a letter cannot be put into words", incident=incident, where=incidents.discreet(error))
            return fate_of(letter, Failed(f"incident {incident}"), self._clock.now())
        try:
            outcome = await self._channels[letter.channel].send(spoken)
        except Exception as error:  # noqa: BLE001 - whatever a channel does, the letter is tried again
            log.error("a channel failed", channel=letter.channel, where=incidents.discreet(error))
            outcome = Failed("channel error")
        if isinstance(outcome, RetryAfter):
            self._pace.hold(letter.channel, None if outcome.everyone else letter.account, outcome.seconds)
        return sealed_letters.discreet(letter, fate_of(letter, outcome, self._clock.now()))
