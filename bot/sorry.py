"""“Chưa ghi nhận”: what people hear when the database cannot be written. Sent directly: the outbox is there too."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.channel import Channel, Spoken
from bot.clock import Clock
from bot.texts import Texts
from campaign.people import Language
from handlers.kit import say
from storage.turns import Entry


class Sorry:
    """Tells each person once per update that nothing was recorded yet."""

    def __init__(self, channels: Mapping[str, Channel], texts: Texts, clock: Clock) -> None:
        self._channels = channels
        self._texts = texts
        self._clock = clock
        self._told: set[int] = set()
        self._tasks: set[asyncio.Task[object]] = set()

    def say(self, entries: Sequence[Entry]) -> None:
        """Tells the people whose updates wait."""
        for entry in entries:
            if entry.seq in self._told:
                continue
            self._told.add(entry.seq)
            text = self._texts.render(say("chat.not_recorded"), Language.VI, self._clock.now())
            spoken = Spoken(-entry.seq, entry.account, text, key="chat.not_recorded")
            task: asyncio.Task[object] = asyncio.ensure_future(self._channels[entry.channel].send(spoken))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
