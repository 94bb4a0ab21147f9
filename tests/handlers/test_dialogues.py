"""Whole dialogues, driven by hypothesis: whatever several people do in whatever order, each gets a good answer.

What it finds it makes short: a failure names the fewest steps that lead to it. A new flow is covered as soon as it
stands in FLOWS.
"""

import asyncio
import itertools
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from handlers import FLOWS
from tests.handlers.peopled import Peopled, peopled, trouble
from tests.handlers.plausible import FILES, TYPED
from tests.talk import Phone, Room
from tests.talk.room import open_room

COMMANDS = tuple(flow.command for flow in FLOWS if flow.command)
PEOPLE = st.integers(0, 5)
MOMENTS = st.sampled_from(
    [
        timedelta(minutes=5),
        timedelta(days=1),
        timedelta(days=40),
        timedelta(days=365),
        timedelta(days=-300),
        timedelta(hours=-3),
    ]
)


class Dialogues(RuleBasedStateMachine):
    """A khối full of people and papers, on one evening. `acts` counts what people did in all of them."""

    acts = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._there: Peopled | None = None

    @initialize()
    def everybody_comes(self) -> None:
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._there = self._runner.run(self._open(folder))

    async def _open(self, folder: Path) -> Peopled:
        return await peopled(await self._stack.enter_async_context(open_room(folder)))

    def teardown(self) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()

    @rule(who=PEOPLE, command=st.sampled_from(COMMANDS))
    def gives_a_command(self, who: int, command: str) -> None:
        self._well(self._phone(who), lambda phone: phone.says(f"/{command}"))

    @rule(who=PEOPLE, back=st.integers(0, 3), place=st.integers(0, 40))
    def presses_what_is_shown(self, who: int, back: int, place: int) -> None:
        """A button of one of the last messages; an old one, too."""
        self._press(self._phone(who), back, place, 1)

    @rule(who=PEOPLE, place=st.integers(0, 40))
    def presses_twice_at_once(self, who: int, place: int) -> None:
        self._press(self._phone(who), 0, place, 2)

    @rule(
        who=PEOPLE, text=st.one_of(st.sampled_from(TYPED), st.integers(1, 12).map(str), st.text(max_size=60))
    )
    def types(self, who: int, text: str) -> None:
        self._well(self._phone(who), lambda phone: phone.says(text))

    @rule(who=PEOPLE, place=st.integers(0, len(FILES) - 1))
    def sends_a_file(self, who: int, place: int) -> None:
        """By its place in the list: hypothesis writes down whatever it draws, and one has twenty million bytes."""
        name, content, media_type = FILES[place]
        self._well(self._phone(who), lambda phone: phone.sends(name, content, media_type=media_type))

    @rule(time=MOMENTS)
    def time_passes(self, time: timedelta) -> None:
        assert self._there is not None
        room = self._there.home.room
        room.clock.move_to(room.clock.now() + time)

    @rule()
    def the_program_looks_around(self) -> None:
        """What it does by itself, whatever the moment: reminders, ends of ballots, counts, the broom."""
        assert self._there is not None
        self._runner.run(_looks_around(self._there.home.room))

    def _phone(self, who: int) -> Phone:
        there = self._there
        assert there is not None
        return (there.mighty, there.home.binh, there.home.an, there.home.ha, there.plain, there.stranger)[who]

    def _press(self, phone: Phone, back: int, place: int, times: int) -> None:
        shown = [m for m in phone.messages if any(line.data for _, line in m.buttons)]
        if not shown:
            return
        message = shown[-1 - back % len(shown)]
        datas = [line.data for _, line in message.buttons if line.data]
        data = datas[place % len(datas)]
        presses = [phone.press(data, message.ref) for _ in range(times)]
        self._well(phone, lambda p: p.room.hears(*presses), times)

    def _well(
        self, phone: Phone, act: Callable[[Phone], Coroutine[object, object, None]], least: int = 1
    ) -> None:
        next(self.acts)
        wrong = self._runner.run(trouble(phone, act(phone), least))
        assert wrong is None, wrong


async def _looks_around(room: Room) -> None:
    for look in (room.app.reminders.look, room.app.ballot_ends.look, room.app.housekeeping.sweep):
        await look()
    await room.settle()


TestDialogues = pytest.mark.slow(Dialogues.TestCase)
TestDialogues.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _counted(record_property: Callable[[str, object], None]) -> Iterator[None]:
    yield
    record_property("acts of people", next(Dialogues.acts))
