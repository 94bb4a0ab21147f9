"""A file that cannot be fetched is asked for again and again, then its sender is told; what they say next waits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channel import Attached, Heard
from bot.context import Ready
from bot.downloads import PAUSES, Downloads
from handlers.kit import Lost, Received
from storage.turns import Entry
from tests.papers.test_file_text import pdf
from tests.talk import Room
from tests.talk.room import PaperChannel, open_room

NAME = "bao-cao.pdf"


class BadLine(PaperChannel):
    """A channel whose downloads break so often, and then come."""

    def __init__(self, breaks: int) -> None:
        super().__init__()
        self.breaks = breaks
        self.asked = 0

    async def download(self, attached: Attached) -> bytes | None:
        self.asked += 1
        if self.asked <= self.breaks:
            raise OSError("the line broke")
        return pdf("báo cáo")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


async def fetched(room: Room, line: BadLine) -> Received | Lost:
    """What becomes of a file that somebody sends by such a line."""
    sender = await room.joins("Nguyễn Văn A")
    app = room.app
    downloads = Downloads(
        app.database,
        {line.name: line},
        app.files,
        app.downloads._tables,
        app.downloads._looking,
        pauses=[0.0 for _ in PAUSES],
    )
    heard = Heard(line.name, sender.account, room.key(), files=(Attached("1", NAME, 3, "application/pdf"),))
    entry = Entry(1, line.name, sender.account, b"", None, sender.member.person, room.clock.now())
    ready: list[Ready] = []
    downloads.start(entry, heard, ready.append)
    for task in downloads.under_way.copy():
        await task
    ((one,),) = (each.files for each in ready)
    return one


async def test_a_file_that_comes_after_the_last_pause_counts(room: Room) -> None:
    line = BadLine(breaks=len(PAUSES))
    assert isinstance(await fetched(room, line), Received)
    assert line.asked == len(PAUSES) + 1


async def test_a_file_that_never_comes_is_lost_without_another_pause(room: Room) -> None:
    line = BadLine(breaks=1000)
    lost = await fetched(room, line)
    assert isinstance(lost, Lost)
    assert (lost.name, lost.why) == (NAME, "vanished")
    assert line.asked == len(PAUSES) + 1
