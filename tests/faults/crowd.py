"""The crowd: everybody does one thing after the other, by what is really shown.

Everything a person does carries a number, 1, 2, 3 … of its kind. Each counts what was said to be recorded; when all is
over, the database must hold exactly these.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.bot_api import BotApi, Phone
from tests.bot_api.chats import Message
from tests.faults.stage import Player, Scene
from tests.papers.test_file_text import pdf

PATIENCE = 240.0  # seconds for one answer, over any number of deaths
MOST_FILES = 30  # of one report
AT_ONCE = 3  # files sent without waiting
BROADCAST = 30.0  # messages a second that a messenger takes
TWICE = 0.25  # how often somebody taps twice


class Kind(StrEnum):
    """What people do. The values are the words of the report."""

    WISH = "registration reworded"
    FILE = "evidence uploaded"
    REPLY = "meeting answered"
    HAND = "open vote cast or changed"
    SLIP = "secret ballot cast"
    NOTICE = "notice sent to everybody"


MARKED = re.compile(rf"(?:{'|'.join(kind.name for kind in Kind)})-\d+\.")
"""Finds what `mark` made."""


def mark(kind: Kind, number: int) -> str:
    """What tells this act from every other of the same person."""
    return f"{kind.name}-{number}."


Seen = Callable[["Person", Kind, int], Awaitable[None]]
"""Called at the moment somebody reads that an act is recorded."""


@dataclass
class Person:
    """Somebody with a phone. `player` is None for the secretary."""

    phone: Phone
    player: Player | None
    chance: random.Random
    seen: Seen
    done: Counter[Kind] = field(default_factory=Counter)
    slips: list[tuple[bool, bool]] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)  # the marks of what was confirmed twice

    async def reads(self, words: str) -> Message:
        """Waits for a message with these words that came or changed since the last act."""
        return await self.phone.wait_for(words, PATIENCE)

    async def taps(self, begins: str, has: str = "", under: str = "") -> None:
        """Waits for a message with a button that begins like this, and presses it.

        After a crash the screen before may have come once more: only one with the right button will do.
        """
        message, label = await self._finds(begins, has, under)
        await self.phone.presses(label, message=message)

    async def _finds(self, begins: str, has: str, under: str) -> tuple[Message, str]:
        def label_in(message: Message) -> str:
            return next((one for one in message.labels if one.startswith(begins) and has in one), "")

        found = await self.phone.wait_for(lambda m: under in m.text and label_in(m), PATIENCE)
        return found, label_in(found)

    async def confirms(self, begins: str, under: str = "") -> None:
        """Presses, or presses twice in haste, or the app sends the press again: then two answers are right."""
        message, label = await self._finds(begins, "", under)
        lot = self.chance.random()
        if lot < 2 * TWICE:
            self.twice.update(MARKED.findall(message.text))
        if lot < TWICE:
            await self.phone.double_taps(label, message=message)
            return
        tap = await self.phone.presses(label, message=message)
        if lot < 2 * TWICE:
            self.phone.app_resends(tap)

    def next(self, kind: Kind) -> str:
        """The mark of the next act of this kind."""
        return mark(kind, self.done[kind] + 1)

    async def recorded(self, kind: Kind) -> None:
        """It was just read that the next act of this kind is recorded."""
        self.done[kind] += 1
        await self.seen(self, kind, self.done[kind])


async def rewords(who: Person) -> None:
    await who.phone.says("/dangky")
    await who.taps("Bằng khen")
    await who.taps("Sửa sáng kiến")
    await who.reads("ký tự)")
    words = who.next(Kind.WISH)
    await who.phone.says(words)
    page = await who.reads(f"dự kiến: {words}")
    assert "Đã ghi nhận" in page.text
    await who.recorded(Kind.WISH)


async def uploads(who: Person) -> None:
    """Several files at once: they stay in the order in which they were sent."""
    await who.phone.says("/thanhtich")
    await who.taps("Minh chứng")
    await who.taps("Thêm minh chứng")
    await who.reads("Gửi từng tệp minh chứng")
    first = who.done[Kind.FILE] + 1
    names = [mark(Kind.FILE, first + place) for place in range(AT_ONCE)]
    who.phone.mark()
    since = who.phone.chat.changes
    for name in names:
        await who.phone.sends_file(f"{name}pdf", pdf(f"{who.phone.id} {name}"), "application/pdf")
    for name in names:

        def thanks(message: Message, name: str = name) -> bool:
            return message.changed > since and f"Đã nhận {name}pdf" in message.text

        await who.phone.wait_until(lambda: any(thanks(m) for m in who.phone.received), PATIENCE)
        await who.recorded(Kind.FILE)


async def answers(who: Person) -> None:
    """Away, for another reason every time."""
    await who.phone.says("/lichhop")
    await who.taps("1")
    await who.taps("Vắng")
    await who.reads("vì lý do gì")
    words = who.next(Kind.REPLY)
    await who.phone.says(words)
    await who.reads(f"Đã ghi nhận: Vắng, lý do: {words}")
    await who.recorded(Kind.REPLY)


async def shows_hand(who: Person) -> None:
    """Another opinion in words, changed every time."""
    await who.phone.says("/binhxet")
    await who.taps("Biểu quyết")
    await who.taps("Ý kiến khác")
    await who.reads("Gõ nội dung")
    words = who.next(Kind.HAND)
    await who.phone.says(words)
    await who.confirms("Xác nhận", under=words)
    # The answer to the last change may come once more, from a process that died before it could note that it was said.
    await who.phone.wait_for(lambda m: "Đã ghi nhận lúc" in m.text and words in m.text, PATIENCE)
    await who.recorded(Kind.HAND)


async def casts(who: Person) -> None:
    """One secret ballot that this person has not cast yet."""
    await who.phone.says("/binhxet")
    await who.taps("Bỏ phiếu kín", has="chưa bỏ phiếu")
    said = (who.chance.random() < 0.7, who.chance.random() < 0.4)
    for place, agrees in enumerate(said, 1):
        await who.taps("Đồng ý" if agrees else "Không đồng ý", under=f"Tên {place}/2")
    await who.confirms("Xác nhận bỏ phiếu")
    await who.reads("Đã nhận phiếu")
    who.slips.append(said)
    await who.recorded(Kind.SLIP)


async def notifies(who: Person) -> None:
    """The secretary writes to everybody."""
    await who.phone.says("/quanly")
    await who.taps("Gửi thông báo")
    await who.reads("Nội dung thông báo")
    words = who.next(Kind.NOTICE)
    await who.phone.says(words)
    await who.taps("Tất cả")
    await who.confirms("Gửi", under=words)
    await who.reads("Đã ghi nhận, thông báo gửi tới")
    await who.recorded(Kind.NOTICE)


class Crowd:
    """Everybody, busy until told to stop."""

    def __init__(self, api: BotApi, scene: Scene, seed: int, seen: Seen) -> None:
        chance = random.Random(f"crowd {seed}")
        accounts = {player.account: player for player in scene.players} | {scene.secretary: None}
        self.people = [
            Person(_phone(api, account, player), player, random.Random(chance.random()), seen)
            for account, player in accounts.items()
        ]
        self._ballots = len(scene.secret)
        # Seconds for one notice: faster, and at the end its letters would leave for minutes.
        self._notice_takes = len(self.people) / BROADCAST
        self._stopping = asyncio.Event()
        self.trouble: list[BaseException] = []

    @property
    def secretary(self) -> Person:
        return self.people[-1]

    def stop(self) -> None:
        """Everybody finishes what they are at."""
        self._stopping.set()

    async def act(self) -> None:
        """Until stopped, and until everybody has finished. Raises what went wrong for anybody."""
        async with asyncio.TaskGroup() as tasks:
            for who in self.people:
                tasks.create_task(self._live(who))

    async def _live(self, who: Person) -> None:
        while not self._stopping.is_set():
            await self._rest(who.chance.uniform(0.0, 2.0) if who.player else self._notice_takes)
            if not self._stopping.is_set():
                await self._next(who)(who)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _next(self, who: Person) -> Callable[[Person], Awaitable[None]]:
        if who.player is None:
            return notifies
        if who.player.is_head:
            heads = [answers, shows_hand, casts]
            is_done = (
                who.done[Kind.SLIP] == self._ballots or who is self.people[0]
            )  # the chair's list has two pages
            return who.chance.choice(heads[:-1] if is_done else heads)
        others = [answers, rewords, uploads]
        return who.chance.choice(others if who.done[Kind.FILE] + AT_ONCE <= MOST_FILES else others[:-1])


def _phone(api: BotApi, account: int, player: Player | None) -> Phone:
    phone = api.phone(player.name if player else "Thư ký", account)
    phone.knows_the_bot()
    return phone
