"""What the bot has asked for, and what was refused: the record that tests and benchmarks read."""

import time
from collections import Counter
from dataclasses import dataclass

from tests.bot_api.bell import Bell
from tests.bot_api.refused import Refused
from tests.bot_api.wire import Json


@dataclass(slots=True, eq=False)
class Call:
    """One request of the bot. `at` is time.monotonic() of its arrival (the same clock in every process of the
    machine), `method` in small letters, `status` that of the effect, `fault` the one that it met.
    """

    number: int
    at: float
    method: str
    chat_id: int | None
    values: Json
    status: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that the rules of the Bot API refused; what a scripted fault spoiled is not here."""

    method: str
    chat_id: int | None
    code: int
    description: str
    values: Json


class Journal:
    """All calls in the order of their arrival, all refusals, and how often each method was called."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refusals: list[Refusal] = []
        self.counts: Counter[str] = Counter()
        self.bell = Bell()

    def log(self, method: str, chat_id: int | None, values: Json) -> Call:
        call = Call(len(self.calls), time.monotonic(), method, chat_id, values)
        self.calls.append(call)
        self.counts[method] += 1
        return call

    def done(self, call: Call, status: int) -> None:
        call.status = status
        self.bell.ring()

    def refuse(self, call: Call, why: Refused) -> None:
        self.refusals.append(Refusal(call.method, call.chat_id, why.code, why.description, call.values))
        self.done(call, why.code)

    def forget(self) -> None:
        self.calls.clear()
        self.refusals.clear()
        self.counts.clear()
