"""Telegram's pace: about one message a second to a chat, thirty a second to all. Off unless a test sets it."""

import math
from dataclasses import dataclass
from typing import Final

from tests.bot_api.clock import Now
from tests.bot_api.refused import too_many


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` messages on the long run, `burst` at once after a rest."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What is enforced on messages sent (edits and answers to presses are free)."""

    per_chat: Rate | None = None
    overall: Rate | None = None


NO_LIMITS: Final = Limits()
LIKE_TELEGRAM: Final = Limits(per_chat=Rate(1.0, 20), overall=Rate(30.0, 30))


class Bucket:
    """How far ahead of its rate somebody is, as one number: the time at which they are even again."""

    __slots__ = ("even_at",)

    def __init__(self) -> None:
        self.even_at = 0.0

    def wait(self, rate: Rate, now: float, count: int) -> float:
        """Seconds until `count` more fit, 0 when they fit now."""
        ahead = max(self.even_at, now) + count / rate.per_second
        return max(0.0, ahead - now - rate.burst / rate.per_second)

    def fill(self, rate: Rate, now: float, count: int) -> None:
        self.even_at = max(self.even_at, now) + count / rate.per_second


class Pace:
    """Keeps the limits, and remembers who was told to wait: until then nothing more is taken from them."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._limits = NO_LIMITS
        self._overall = Bucket()
        self._chats: dict[int, Bucket] = {}
        self._waiting: dict[int | None, float] = {}
        self.impatient = 0
        """Messages sent before a promised `retry_after` had passed."""

    def limit(self, limits: Limits) -> None:
        self._limits = limits
        self._overall = Bucket()
        self._chats.clear()
        self._waiting.clear()

    def hold(self, chat_id: int | None, seconds: float) -> None:
        """Nothing is taken for this chat (None: for any) for so long."""
        self._waiting[chat_id] = self._now() + seconds

    def admit(self, chat_id: int, count: int = 1) -> None:
        """Counts messages about to be sent. Raises Refused 429 instead when they come too fast."""
        if self._limits is NO_LIMITS and not self._waiting:
            return
        now = self._now()
        self._check_promises(chat_id, now)
        chat = self._chats.setdefault(chat_id, Bucket())
        for bucket, rate, who in (
            (self._overall, self._limits.overall, None),
            (chat, self._limits.per_chat, chat_id),
        ):
            wait = bucket.wait(rate, now, count) if rate else 0.0
            if wait > 1e-9:
                seconds = math.ceil(wait)
                self._waiting[who] = now + seconds
                raise too_many(seconds)
        for bucket, rate in ((self._overall, self._limits.overall), (chat, self._limits.per_chat)):
            if rate:
                bucket.fill(rate, now, count)

    def _check_promises(self, chat_id: int, now: float) -> None:
        for who in (None, chat_id):
            until = self._waiting.get(who, 0.0)
            if until > now + 1e-9:
                self.impatient += 1
                raise too_many(math.ceil(until - now))
            self._waiting.pop(who, None)
