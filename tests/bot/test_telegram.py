"""Telegram over real HTTP: the channel against the strict loopback Bot API, alone and with the program behind it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import App
from bot.assembly import assemble
from bot.channel import Attached, Blocked, Failed, Heard, Line, RetryAfter, Sent, SentFile, Spoken
from bot.clock import RealClock
from bot.ground import Place
from bot.rate import Allowance, Rate
from bot.share import Share
from bot.telegram import TelegramChannel, Webhook
from bot.telegram_webhook import endpoint
from bot.telegram_words import keyboard
from tests.bot_api import BotApi, Cut, Error, FloodWait, Phone, When
from tests.talk.room import ZONE

SECRET = "a-secret-of-the-webhook"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def channel(api: BotApi) -> AsyncIterator[TelegramChannel]:
    opened = TelegramChannel(api.token, api.url)
    yield opened
    await opened.close()


@pytest.fixture
def an(api: BotApi) -> Phone:
    phone = api.phone("Nguyễn Văn A")
    phone.knows_the_bot()
    return phone


def spoken(phone: Phone, text: str = "Xin chào", **more: object) -> Spoken:
    return Spoken(1, str(phone.id), text, **more)  # type: ignore[arg-type]


class Ears:
    """What was ingested, and the failures that are to come first."""

    def __init__(self, failures: int = 0) -> None:
        self.heard: list[Heard] = []
        self.failures = failures
        self.arrived = asyncio.Event()

    async def ingest(self, batch: Sequence[Heard]) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.heard += batch
        self.arrived.set()


# --- speaking ---


async def test_a_message_is_sent_with_its_buttons_and_edited_in_place(
    channel: TelegramChannel, an: Phone
) -> None:
    rows = ((Line("Đồng ý", "yes"), Line("Trang", url="https://thidua.example")),)
    sent = await channel.send(spoken(an, rows=rows))
    assert isinstance(sent, Sent)
    assert an.labels == ["Đồng ý", "Trang"]
    assert await channel.send(spoken(an, "Sửa", edits=sent.message_ref)) == sent
    assert [message.text for message in an.received] == ["Sửa"]


async def test_an_edit_that_changes_nothing_counts_as_sent(channel: TelegramChannel, an: Phone) -> None:
    sent = await channel.send(spoken(an))
    assert isinstance(sent, Sent)
    assert await channel.send(spoken(an, edits=sent.message_ref)) == sent


async def test_a_message_that_is_gone_is_said_anew(channel: TelegramChannel, an: Phone) -> None:
    assert isinstance(await channel.send(spoken(an, "Mới", edits="999")), Sent)
    assert an.last.text == "Mới"


async def test_a_long_text_leaves_in_pieces_with_the_buttons_under_the_last(
    channel: TelegramChannel, an: Phone
) -> None:
    text = "\n".join(f"Dòng {number} 🏵" for number in range(900))
    await channel.send(spoken(an, text, rows=((Line("Menu", "m"),),)))
    received = an.received
    assert "\n".join(message.text or "" for message in received) == text
    assert an.labels == ["Menu"]


async def test_a_file_is_sent_under_its_name(channel: TelegramChannel, an: Phone, tmp_path: Path) -> None:
    (tmp_path / "hash").write_bytes(b"%PDF-1.7")
    file = SentFile(str(tmp_path / "hash"), "Biên bản.pdf", "application/pdf")
    assert isinstance(await channel.send(spoken(an, "Biên bản", file=file)), Sent)
    assert an.last.document is not None


async def test_refusals_become_outcomes(api: BotApi, channel: TelegramChannel, an: Phone) -> None:
    api.faults.add(FloodWait(7), method="sendMessage")
    assert await channel.send(spoken(an)) == RetryAfter(7.0)


async def test_trouble_is_tried_again_later_and_nonsense_is_not(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    for fault in (Error(502), Cut(When.BEFORE)):
        api.faults.add(fault, method="sendMessage")
        assert await channel.send(spoken(an)) in (Failed("NetworkError"), Failed("TimedOut"))
    outcome = await channel.send(spoken(an, rows=((Line("Nút", "x" * 65),),)))
    assert isinstance(outcome, Failed)
    assert outcome.final


async def test_somebody_who_blocked_the_bot_is_unreachable(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    an.blocks_bot()
    assert isinstance(await channel.send(spoken(an)), Blocked)
    assert isinstance(await channel.send(Spoken(1, "424242", "ai đó")), Blocked)


async def test_an_expired_press_does_not_stop_the_answer(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    await channel.send(spoken(an, rows=((Line("Nút", "b"),),)))
    tap = await an.presses("Nút")
    api.expire(tap)
    assert isinstance(await channel.send(spoken(an, "Đã ghi nhận", tap=tap.query_id)), Sent)


async def test_a_press_whose_answer_is_cut_off_stops_spinning_all_the_same(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    await channel.send(spoken(an, rows=((Line("Nút", "b"),),)))
    tap = await an.presses("Nút")
    api.faults.add(Cut(When.BEFORE), method="answerCallbackQuery")
    assert isinstance(await channel.send(spoken(an, "Đã ghi nhận", tap=tap.query_id)), Sent)
    await tap.answered()
    assert [message.text for message in an.received] == ["Xin chào", "Đã ghi nhận"]


async def test_a_word_in_passing_that_did_not_arrive_is_tried_again(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    await channel.send(spoken(an, rows=((Line("Nút", "b"),),)))
    tap = await an.presses("Nút")
    api.faults.add(Cut(When.BEFORE), method="answerCallbackQuery")
    toast = spoken(an, "Nút này đã cũ", kind="toast", tap=tap.query_id)
    assert isinstance(await channel.send(toast), Failed)
    assert await channel.send(toast) == Sent("")
    assert (await tap.answered()).text == "Nút này đã cũ"


async def test_the_commands_of_a_chat_are_shown(channel: TelegramChannel, an: Phone) -> None:
    assert await channel.show_commands(str(an.id), [("menu", "Việc của đồng chí")]) == Sent("")
    assert [command["command"] for command in an.menu] == ["menu"]


# --- hearing ---


async def test_what_people_do_is_heard(api: BotApi, channel: TelegramChannel, an: Phone) -> None:
    ears = Ears()
    await channel.send(spoken(an, rows=((Line("Nút", "b:1"),),)))
    await an.says("Kính chào")
    tap = await an.presses("Nút")
    await an.sends_file("Báo cáo.docx", b"PK\x03\x04", "application/msword", caption="năm 2026")
    await receiving(channel, ears, until=api.all_taken())
    text, press, file = ears.heard
    assert (text.text, text.account, text.name) == ("Kính chào", str(an.id), "Nguyễn Văn A")
    assert (press.choice, press.tap, press.message_ref) == (
        "b:1",
        tap.query_id,
        str(an.received[0].id),
    )
    assert (file.text, file.files[0].name) == ("năm 2026", "Báo cáo.docx")
    assert await channel.download(file.files[0]) == b"PK\x03\x04"


async def test_what_is_not_stored_is_not_acknowledged(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    await an.says("Một")
    ears = Ears(failures=2)  # as one of a batch, and by itself
    await receiving(channel, ears, until=api.all_taken())
    assert ears.failures == 0
    assert [heard.text for heard in ears.heard] == ["Một"]


async def test_a_batch_that_comes_backwards_is_stored_in_the_order_of_what_happened(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    for text in ("Một", "Hai", "Ba"):
        await an.says(text)
    api.updates.reverse_batches(1)
    ears = Ears()
    await receiving(channel, ears, until=api.all_taken())
    assert [heard.text for heard in ears.heard] == ["Một", "Hai", "Ba"]


async def test_ids_that_start_again_lower_after_an_idle_week_are_heard(
    api: BotApi, channel: TelegramChannel, an: Phone
) -> None:
    ears = Ears()
    await an.says("Một")
    await receiving(channel, ears, until=api.all_taken())
    api.updates.restart_ids(5)
    await an.says("Hai")
    await receiving(channel, ears, until=api.all_taken())
    assert [heard.text for heard in ears.heard] == ["Một", "Hai"]


async def test_a_file_that_vanished_is_said_to_be_gone(api: BotApi, channel: TelegramChannel) -> None:
    assert await channel.download(Attached("nothing", "a.pdf", 3, "application/pdf")) is None


async def receiving(channel: TelegramChannel, ears: Ears, until: "asyncio.Future[object] | object") -> None:
    """Receives until something has happened."""
    listening = asyncio.ensure_future(channel.receive(ears.ingest))
    try:
        await until  # type: ignore[misc]
    finally:
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening


# --- the whole program behind it ---


@asynccontextmanager
async def program(
    api: BotApi, folder: Path, webhook: Webhook | None = None, share: Share | None = None
) -> AsyncIterator[tuple[App, TelegramChannel]]:
    channel = TelegramChannel(api.token, api.url, webhook=webhook)
    place = Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")
    async with assemble(place, RealClock(), ZONE, [channel], share=share) as app:
        serving = asyncio.ensure_future(app.serve())
        try:
            yield app, channel
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
            await channel.close()


async def test_a_stranger_is_answered_by_long_polling(api: BotApi, tmp_path: Path) -> None:
    nobody = api.phone("Trần Thị B")
    async with program(api, tmp_path):
        await nobody.says("/start")
        await nobody.wait_for("mã tham gia")
        await api.all_taken()
    assert api.refusals == []


async def test_a_flood_is_answered_as_far_as_it_is_taken_in_and_every_press_of_it_stops_spinning(
    api: BotApi, tmp_path: Path
) -> None:
    stands_still = Rate(Allowance(burst=10, a_second=1), lambda: 0.0)
    flooder, other = api.phone("Nguyễn Văn A"), api.phone("Trần Thị B")
    async with program(api, tmp_path, share=Share(Share.everything().turns, stands_still)):
        await flooder.says("/start")
        await flooder.wait_for("mã tham gia")
        for _ in range(20):
            await flooder.says("/start")
        taps = [flooder.forges("m", flooder.received[0].id) for _ in range(3)]
        await other.says("/start")
        await other.wait_for("mã tham gia")
        await flooder.wait_until(lambda: len(flooder.received) == 11)
        for tap in taps:
            assert (await tap.answered()).text.startswith("Đồng chí gửi quá nhanh")
        await api.all_taken()
    told = [message.text for message in flooder.received]
    assert (len(told), sum("gửi quá nhanh" in text for text in told)) == (11, 1)
    assert api.refusals == []
    assert api.unanswered == []


@asynccontextmanager
async def served(api: BotApi, folder: Path) -> AsyncIterator[None]:
    """The program behind a webhook."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/telegram"
    async with program(api, folder, Webhook(url, SECRET)) as (app, channel):
        routes = [Route("/telegram", endpoint(channel, SECRET, app.ingest), methods=["POST"])]
        config = uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.ensure_future(server.serve([listening]))
        yield
        server.should_exit = True
        await serving


async def test_a_stranger_is_answered_by_a_webhook(api: BotApi, tmp_path: Path) -> None:
    async with served(api, tmp_path):
        nobody = api.phone("Trần Thị B")
        await nobody.says("/start")
        await nobody.wait_for("mã tham gia")
    assert api.refusals == []


def test_words_that_a_narrow_phone_would_cut_off_get_a_row_of_their_own() -> None:
    short, long = Line("Quản lý", "q"), Line("Khai bổ sung thành tích", "k")
    found = keyboard(((short, short), (short, long)))
    assert found is not None
    rows = [[button["text"] for button in row] for row in found["inline_keyboard"]]
    assert rows == [["Quản lý", "Quản lý"], ["Quản lý"], ["Khai bổ sung thành tích"]]
