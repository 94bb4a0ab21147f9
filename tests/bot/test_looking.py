"""Files are looked into by a process of its own, one of each sender at a time, and quoted in no log."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import orjson
import pytest

from bot.child import ROOT
from bot.looking import Found, LookingApart
from campaign.report import Sort
from tests.papers.test_file_text import pdf

PHOTO = b"\xff\xd8\xff" + bytes(3_000_000)  # more than a pipe holds


@pytest.fixture
async def looking() -> AsyncIterator[LookingApart]:
    apart = LookingApart()
    yield apart
    await apart.close()


async def test_what_is_looked_into_apart_is_what_it_is_here(looking: LookingApart) -> None:
    assert await looking.look("a", b"%PDF-1.4 spoilt", "bao-cao.pdf", "") == Found(Sort.PDF, is_stamped=False)
    assert await looking.look("a", PHOTO, "anh.jpg", "Ảnh chụp\nhội nghị") == Found(
        Sort.PHOTO, is_stamped=False
    )
    assert await looking.look("a", b"MZ", "tep.exe", "") == Found(None, is_stamped=False)
    assert (await looking.look("a", PHOTO, "anh.jpg", "TUYỆT MẬT")).is_stamped


async def test_what_is_in_a_file_is_not_in_the_log(
    looking: LookingApart, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library that reads PDF quotes what it does not understand, of a file with a stamp of secrecy, too."""
    spoilt = pdf("mật").replace(b"/Contents ", b"/Contents TUYET-MAT ")
    assert b"TUYET-MAT" in spoilt
    assert (await looking.look("a", spoilt, "bao-cao.pdf", "")).sort is Sort.PDF
    assert "".join(capfd.readouterr()) == ""


async def test_a_file_that_ends_the_process_is_refused_and_the_next_is_looked_into(
    looking: LookingApart,
) -> None:
    assert (await looking.look("a", PHOTO, "anh.jpg", "")).sort is Sort.PHOTO
    process = looking._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    dying = asyncio.create_task(looking.look("a", PHOTO, "anh.jpg", ""))
    while not looking._one.locked():  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0)
    process.kill()
    assert await dying == Found(None, is_stamped=False)
    assert (await looking.look("a", PHOTO, "anh.jpg", "")).sort is Sort.PHOTO


async def test_whoever_sends_many_files_keeps_others_waiting_for_one_at_most(looking: LookingApart) -> None:
    done: list[str] = []

    async def one(sender: str) -> None:
        await looking.look(sender, PHOTO, "anh.jpg", "")
        done.append(sender)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(20):
            tasks.create_task(one("many"))
        tasks.create_task(one("other"))
    assert done.index("other") <= 1


async def test_whoever_looks_for_somebody_who_was_killed_ends_without_a_complaint() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.looking",
        stdin=asyncio.subprocess.PIPE, stdout=(unread := os.pipe())[1], stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    for end in unread:
        os.close(end)
    _, complaint = await process.communicate(b'{"name":"anh.jpg","caption":"","size":3}\n\xff\xd8\xff')
    assert (process.returncode, complaint) == (0, b"")


@pytest.mark.parametrize("cut", [10, 60], ids=["in the line", "in the bytes"])
def test_half_a_question_of_somebody_who_was_killed_is_none(cut: int) -> None:
    asked = orjson.dumps({"name": "a.jpg", "caption": "", "size": 100}) + b"\n" + PHOTO[:100]
    ended = subprocess.run(
        [sys.executable, "-m", "bot.looking"], input=asked[:cut], capture_output=True, cwd=ROOT
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


async def test_a_failure_is_logged_by_its_place_and_the_next_file_is_looked_into_by_the_same_process(
    looking: LookingApart, capfd: pytest.CaptureFixture[str]
) -> None:
    nameless: str = 2026  # type: ignore[assignment]
    assert await looking.look("a", PHOTO, nameless, "Nguyễn Văn A") == Found(None, is_stamped=False)
    process = looking._process
    assert (await looking.look("a", PHOTO, "anh.jpg", "")).sort is Sort.PHOTO
    assert looking._process is process
    out = "".join(capfd.readouterr())
    assert "AttributeError at stamp.py:" in out
    assert "Nguyễn" not in out
    assert "2026" not in out.split("looking into a file failed")[1]
