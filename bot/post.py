"""Sends what is in the outbox, with no transaction open. A failed send is tried again and never undoes what it tells.

Letters of one account leave in order; accounts are served in parallel. Broadcasts and reminders go by a lane of their
own, with hands of their own: a reply neither waits behind one nor for a hand that holds one back. `retry_after` holds
the chat concerned (or everybody, when the provider says so) without stalling the others. A crash between send and
record may repeat a message, never lose one.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum

import structlog

from bot import envelope, incidents, progress, sealed_letters
from bot.channel import Blocked, Channel, Failed, Line, Outcome, RetryAfter, Sent, SentFile, Spoken
from bot.clock import Clock
from bot.files import Files
from bot.pace import Pace
from bot.texts import Texts
from handlers.kit import Keep, Priority
from storage.outbox import Fate, Letter
from storage.sealing import KeyGone
from storage.sql import Tangled, Unavailable
from storage.unit import Database

log = structlog.get_logger()

HANDS = 32  # messages under way at once, in each lane
TAKE = 200  # letters taken from the table at a time
ATTEMPTS = 12  # then the letter has failed for good
FEW = 3  # attempts for a letter that is recorded nowhere
LONGEST_WAIT = timedelta(minutes=30)
LOOK_AGAIN = 1.0  # seconds between looks into the table when nobody wakes us


class Lane(Enum):
    """How letters leave: at once, or paced."""

    URGENT = 0
    PACED = 1


Key = tuple[str, str, Lane]
Order = asyncio.PriorityQueue[tuple[int, int, Key]]


class Post:
    """The sending side of one process."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        texts: Texts,
        files: Files,
        clock: Clock,
        pace: Pace,
        fresh_id: Callable[[], int],
    ) -> None:
        self._database = database
        self._channels = channels
        self._texts = texts
        self._files = files
        self._clock = clock
        self._pace = pace
        self._fresh_id = fresh_id
        self._queues: dict[Key, deque[Letter]] = {}
        self._order: dict[Lane, Order] = {lane: asyncio.PriorityQueue() for lane in Lane}
        self._count = 0
        self._held: set[int] = set()
        self._unwritten: set[int] = set()
        self._received: set[str] = set()
        self._for_others: list[int] = []
        self._fates: list[Fate] = []
        self._settle = asyncio.Event()
        self._woken = asyncio.Event()
        self._quiet = asyncio.Event()
        self._quiet.set()

    def hand(self, letters: Sequence[Letter]) -> None:
        """Takes letters just committed, without reading them back from the table, and looks for others."""
        for letter in letters:
            if self._is_here(letter.channel):
                self._queue(letter)
            else:
                self._for_others.append(letter.id)
        self._woken.set()

    def hand_unwritten(self, letters: Sequence[Letter]) -> None:
        """Takes letters that stand in no table: they leave in their turn and are recorded nowhere."""
        for letter in letters:
            self._unwritten.add(letter.id)
            self._queue(letter)

    def wake(self) -> None:
        """Another process may have left letters for us."""
        self._woken.set()

    def serves(self, channel: str) -> None:
        """This process receives a channel from now on."""
        self._received.add(channel)
        self._woken.set()

    def serves_no_more(self, channel: str) -> None:
        """Another process receives it now."""
        self._received.discard(channel)

    async def run(self) -> None:
        """Sends until cancelled."""
        if self._database.crew.first:
            async with self._database.unit() as unit:
                await unit.outbox.release_all(self._clock.now())
                await unit.commit()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._look())
            tasks.create_task(self._record())
            for lane in Lane:
                for _ in range(HANDS):
                    tasks.create_task(self._hand_over(self._order[lane]))

    async def idle(self) -> None:
        """Returns when everything handed over has been sent and recorded (for tests and orderly stops)."""
        await self._quiet.wait()

    # --- taking ---

    def _queue(self, letter: Letter) -> None:
        if letter.id in self._held:
            return
        self._held.add(letter.id)
        self._quiet.clear()
        lane = Lane.PACED if letter.priority >= Priority.REMINDER.value else Lane.URGENT
        key = (letter.channel, letter.account, lane)
        queue = self._queues.setdefault(key, deque())
        queue.append(letter)
        if len(queue) == 1:
            self._line_up(key, letter.priority)

    def _line_up(self, key: Key, priority: int) -> None:
        self._count += 1
        self._order[key[2]].put_nowait((priority, self._count, key))

    async def _look(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self._leave_to_others()
                while len(self._held) < TAKE and await self.look_once():
                    pass
            except (Unavailable, Tangled):
                log.error("the outbox cannot be read now")
            try:
                await asyncio.wait_for(self._woken.wait(), LOOK_AGAIN)
            except TimeoutError:
                continue

    async def look_once(self) -> bool:
        """Takes due letters from the table once; False when there were none."""
        async with self._database.reading() as unit:
            due = await unit.outbox.next_due()
        if due is None or due > self._clock.now():
            return False
        async with self._database.unit() as unit:
            letters = await unit.outbox.take(self._clock.now(), TAKE, self._here())
            await unit.commit()
        for letter in letters:
            self._queue(letter)
        return bool(letters)

    def _is_here(self, channel: str) -> bool:
        return (
            not self._database.crew.shared or self._channels[channel].everywhere or channel in self._received
        )

    def _here(self) -> Sequence[str]:
        return [name for name in self._channels if self._is_here(name)]

    async def _leave_to_others(self) -> None:
        """Letters of a channel that only another process can send are due there at once."""
        letters, self._for_others = self._for_others, []
        if letters:
            async with self._database.unit() as unit:
                await unit.outbox.release(letters, self._clock.now())
                await unit.sql.ring()
                await unit.commit()

    # --- sending ---

    async def _hand_over(self, order: Order) -> None:
        while True:
            _, _, key = await order.get()
            letter = self._queues[key][0]
            await self._pace.wait(letter.channel, letter.account, letter.priority)
            if self._is_ours(letter):
                if key[2] is Lane.URGENT and letter.edits is None:
                    self._pace.spent(letter.channel)
                self._keep(letter, await self._sent(letter))
            else:
                self._held.discard(letter.id)
                self._unwritten.discard(letter.id)
            queue = self._queues[key]
            queue.popleft()
            if queue:
                self._line_up(key, queue[0].priority)
            else:
                del self._queues[key]

    def _keep(self, letter: Letter, fate: Fate) -> None:
        """Has what became of a letter recorded. One that stands in no table is tried a few times, then forgotten."""
        if letter.id not in self._unwritten:
            self._fates.append(fate)  # looked up after the wait: the list may have been replaced meanwhile
            self._settle.set()
            return
        self._held.discard(letter.id)
        if fate.state == "due" and fate.attempts < FEW and self._clock.now() < letter.due_at:
            self._queue(replace(letter, attempts=fate.attempts))
            return
        self._unwritten.discard(letter.id)
        if not self._held:
            self._quiet.set()

    def _is_ours(self, letter: Letter) -> bool:
        """Whether nobody else may have taken it while it waited here."""
        return not self._database.crew.shared or self._clock.now() < letter.due_at

    async def _sent(self, letter: Letter) -> Fate:
        try:
            spoken = self.spoken(letter)
        except KeyGone:
            return Fate(letter.id, "dropped", letter.attempts, error="the ballot is closed")
        try:
            outcome = await self._channels[letter.channel].send(spoken)
        except Exception as error:  # noqa: BLE001 - whatever a channel does, the letter is tried again
            log.error("a channel failed", channel=letter.channel, where=incidents.discreet(error))
            outcome = Failed("channel error")
        return sealed_letters.discreet(letter, self._fate(letter, outcome))

    def spoken(self, letter: Letter) -> Spoken:
        """The letter in the words of its reader. Raises KeyGone for a secret one whose ballot is over."""
        opened = sealed_letters.opened(self._database.seals, letter)
        message = envelope.from_bytes(opened.body)
        now = self._clock.now()
        file = message.file
        return Spoken(
            letter.id,
            letter.account,
            self._texts.render(message.text, letter.language, now),
            tuple(
                tuple(
                    Line(self._texts.render(label.words, letter.language, now), label.data, label.url)
                    for label in row
                )
                for row in message.rows
            ),
            file=None
            if file is None
            else SentFile(str(self._files.path(file.sha256)), file.name, file.media_type),
            edits=opened.edits,
            tap=opened.tap,
            kind=message.kind,
            secret=letter.sealed_by is not None or message.keep is Keep.BRIEFLY,
            key=message.text.key,
        )

    def _fate(self, letter: Letter, outcome: Outcome) -> Fate:
        attempts = letter.attempts + 1
        match outcome:
            case Sent(message_ref):
                return Fate(letter.id, "sent", attempts, message_ref)
            case Blocked(why):
                return Fate(letter.id, "unreachable", attempts, error=why)
            case RetryAfter(seconds, everyone):
                self._pace.hold(letter.channel, None if everyone else letter.account, seconds)
                return Fate(
                    letter.id, "due", letter.attempts, due_at=self._clock.now() + timedelta(seconds=seconds)
                )
            case Failed(why, final):
                if final or attempts >= ATTEMPTS:
                    return Fate(letter.id, "failed", attempts, error=why)
                wait = min(timedelta(seconds=2**attempts), LONGEST_WAIT)
                return Fate(letter.id, "due", attempts, error=why, due_at=self._clock.now() + wait)

    # --- recording ---

    async def _record(self) -> None:
        while True:
            await self._settle.wait()
            self._settle.clear()
            fates, self._fates = self._fates, []
            try:
                await self._write(fates)
            except (Unavailable, Tangled):
                log.error("what was sent cannot be recorded now; it is tried again")
                self._fates = fates + self._fates
                await asyncio.sleep(LOOK_AGAIN)
                self._settle.set()
                continue
            self._held.difference_update(fate.id for fate in fates)
            if not self._held:
                self._quiet.set()

    async def _write(self, fates: Sequence[Fate]) -> None:
        if fates and all(fate.id in self._unwritten for fate in fates):
            return
        async with self._database.unit() as unit:
            await unit.outbox.settle(fates)
            await unit.outbox.lost_accounts(
                [f.id for f in fates if f.state == "unreachable"], self._clock.now()
            )
            news = await progress.refresh(unit, self._fresh_id, self._clock.now())
            await unit.commit()
        self.hand(news)
