"""While a secret paper is marked, not one byte of the data folder changes, and nobody is left without an answer."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channel import Failed, RetryAfter
from tests.bot.test_telegram import program
from tests.bot_api import BotApi
from tests.handlers.test_decide_ballot import voting
from tests.talk import Phone, Room
from tests.talk.room import open_room

NAMES = tuple(f"Hoàng Văn {letter}" for letter in "ABCDEGHIKLMN")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """An empty installation."""
    async with open_room(tmp_path) as opened:
        yield opened


async def before_the_paper(room: Room, names: tuple[str, ...] = NAMES) -> Phone:
    """A voter with the first page of a long secret paper before them."""
    here = await voting(room, heads=5, names=names)
    await here.heads[1].presses("decide.vote_button")
    return here.heads[1]


def written(folder: Path) -> dict[str, bytes]:
    """Every file of the installation."""
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".db-shm"
    }


async def test_marking_paging_searching_and_reading_files_change_no_byte_on_the_disk(
    room: Room, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    voter = await before_the_paper(room)
    caplog.clear()
    capsys.readouterr()
    before, heard = written(tmp_path), len(voter.messages)
    for pressed in (
        "3",
        "decide.next_button",
        "12",
        "✓ 12",
        "decide.files_button",
        "11",
        "chat.back_button",
    ):
        await voter.presses(pressed)
    for typed in ("5, 7", "hoang", "999"):
        await voter.says(typed)
    assert written(tmp_path) == before
    assert len(voter.messages) - heard == 10
    assert "3, 5, 7" in voter.last.text
    assert caplog.text + capsys.readouterr().out == ""


async def test_reading_files_from_a_short_paper_changes_no_byte_on_the_disk(
    room: Room, tmp_path: Path
) -> None:
    voter = await before_the_paper(room, NAMES[:3])
    before = written(tmp_path)
    await voter.presses("decide.file_button")
    assert voter.last.key == "decide.file"
    assert written(tmp_path) == before
    await voter.says("1")  # the button back to the paper
    assert voter.last.key == "decide.question"


async def test_asking_who_can_learn_a_choice_keeps_the_marks_and_changes_no_byte(
    room: Room, tmp_path: Path
) -> None:
    voter = await before_the_paper(room)
    assert "người quản trị máy chủ" not in voter.last.text.lower()
    await voter.presses("3")
    before = written(tmp_path)
    await voter.presses("decide.who_learns_button")
    assert voter.last.key == "decide.who_learns"
    assert "Người quản trị máy chủ" in voter.last.text
    await voter.presses("chat.back_button")
    assert "Đã đánh dấu 01: 3." in voter.last.text
    assert written(tmp_path) == before


async def test_asking_who_can_learn_a_choice_leads_back_to_a_short_paper(room: Room, tmp_path: Path) -> None:
    voter = await before_the_paper(room, NAMES[:3])
    before = written(tmp_path)
    await voter.presses("decide.who_learns_button")
    assert written(tmp_path) == before
    await voter.presses("chat.back_button")
    assert voter.last.key == "decide.question"


async def test_the_disk_sees_the_same_turns_whether_nobody_or_five_are_excepted(tmp_path: Path) -> None:
    seen = []
    for name, marks in (("none", ()), ("five", ("1", "2", "3", "4", "5"))):
        async with open_room(tmp_path / name) as room:
            voter = await before_the_paper(room)
            for pressed in marks:
                await voter.presses(pressed)
            await voter.presses("decide.agree_rest" if marks else "decide.agree_all_button")
            await voter.presses("decide.cast_button")
            assert voter.last.key == "decide.cast_secret_many"
            seen.append(_rows(tmp_path / name, voter.account))
    assert seen[0] == seen[1]


async def test_a_paper_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        voter = await before_the_paper(room)
        await voter.presses("3")
        again = voter.sees("4")
    async with open_room(tmp_path) as room:
        phone = Phone(room, voter.account, voter.member)
        room.phones[phone.account] = phone
        await phone.says(
            "8"
        )  # what was tapped before is on the old screen alone, and the new one shows it honestly
        assert "01: 8" in phone.last.text
        await phone.presses_data(again)
        assert "02: 3, 4" in phone.last.text


async def test_a_paper_whose_key_is_lost_says_so(room: Room) -> None:
    voter = await before_the_paper(room)
    data = voter.sees("3")
    for ballot in room.app.database.seals.kept():
        room.app.database.seals.destroy(ballot)
    await voter.presses_data(data)
    assert voter.last.key == "decide.key_lost"
    await voter.presses("chat.menu_button")
    assert voter.last.key.startswith("menu.")


async def test_an_answer_that_could_not_be_sent_is_tried_again_and_a_few_times_only(room: Room) -> None:
    voter = await before_the_paper(room)
    sending = asyncio.create_task(room.app.post.run())
    try:
        room.channel.outcomes[voter.account] = RetryAfter(0.05)
        await room.app.inbox.ingest([voter.press(voter.sees("3"))])
        await asyncio.wait_for(_held(room, voter.account), 10)
        del room.channel.outcomes[voter.account]
        await asyncio.wait_for(room.app.post.idle(), 10)
        assert "01: 3" in room.channel.spoken[-1].text
        room.channel.outcomes[voter.account] = Failed("no route")
        await room.app.inbox.ingest([voter.press(voter.sees("4"))])
        await asyncio.wait_for(room.app.post.idle(), 10)
        assert "01: 3" in room.channel.spoken[-1].text
    finally:
        sending.cancel()


async def test_on_telegram_the_paper_is_edited_in_place_and_every_tap_answered_without_a_row_written(
    tmp_path: Path,
) -> None:
    async with BotApi() as api:
        phone = api.phone("Nguyễn Văn B")
        phone.knows_the_bot()
        async with open_room(tmp_path) as room:
            here = await voting(room, heads=5, names=NAMES)
            async with room.store() as store:
                voter = here.heads[1].member.person
                await store.people.bind("telegram", str(phone.id), voter, "", room.clock.now())
        async with program(api, tmp_path):
            await phone.says("/binhxet")
            await phone.wait_for("(1 mục)")
            await phone.presses(next(label for label in phone.labels if "chưa bỏ phiếu" in label))
            paper = await phone.wait_for("Chưa đánh dấu tên nào")
            inbox, *_, outbox, revision = _rows(tmp_path, str(phone.id))
            for number, marked in (("3", "01: 3"), ("5", "02: 3, 5")):
                tap = await phone.presses(number)
                shown = await phone.wait_for(marked)
                await tap.answered()
                assert shown.id == paper.id
            await phone.says("7")
            await phone.wait_for("03: 3, 5, 7")
            now = _rows(tmp_path, str(phone.id))
            assert (now[0], now[-2], now[-1]) == (inbox, outbox, revision)
            await phone.presses("Đồng ý với các đồng chí còn lại (09)")
            await phone.wait_for("Phiếu kín đã bỏ thì không sửa được")
            await phone.presses("Xác nhận bỏ phiếu")
            await phone.wait_for("Mã đối chiếu")
            await api.all_taken()
        assert api.refusals == []
        assert phone.unanswered == []


async def _held(room: Room, account: str) -> None:
    while not room.app.post._pace.held("paper", account):  # noqa: ASYNC110 - nobody tells when it is held
        await asyncio.sleep(0)


def _rows(folder: Path, account: str) -> list[object]:
    database = sqlite3.connect(folder / "data" / "thidua.db")
    rows: list[object] = []
    for query in (
        "SELECT count(*), count(sealed_by) FROM inbox WHERE account = ?",
        "SELECT length(body), count(*) FROM outbox WHERE account = ? AND sealed_by IS NOT NULL GROUP BY 1",
        "SELECT count(*) FROM outbox WHERE account = ?",
        "SELECT revision FROM conversation WHERE account = ?",
    ):
        rows += database.execute(query, (account,)).fetchall()
    database.close()
    return rows
