"""Slow clients: who does not read, does not finish or does not answer costs little and holds up nobody."""

import asyncio
import json
import socket
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from bot.downloads import LARGEST_FILE
from bot.web.hub import MOST_PAGES, MOST_WAITING, Event, Hub
from bot.web.patience import Patience
from bot.web.server import MOST_THROWN_AWAY, UNHEARD, listen
from tests.bot.web.house import LONG, Browser, WebHouse, new_key, open_house
from tests.bot.web.test_push import tells

LARGE = {"text": "x" * 20_000}


async def connected(house: WebHouse) -> socket.socket:
    """A connection whose own buffer takes next to nothing."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.setblocking(False)
    address = httpx.URL(house.url)
    await asyncio.get_running_loop().sock_connect(line, (address.host, address.port))
    return line


async def asks(house: WebHouse, line: socket.socket, browser: Browser, head: str, body: bytes = b"") -> None:
    """Sends a request as raw bytes, with the browser's cookie and token."""
    lines = (
        head,
        f"Host: {house.url[7:]}",
        f"Origin: {house.url}",
        f"X-Page: {browser.token}",
        f"Cookie: thidua={browser.http.cookies['thidua']}",
        "",
        "",
    )
    await asyncio.get_running_loop().sock_sendall(line, "\r\n".join(lines).encode() + body)


async def opens(house: WebHouse, line: socket.socket, browser: Browser) -> str:
    """Opens the stream without ever reading it."""
    await asks(house, line, browser, "GET /api/stream?after=0 HTTP/1.1")
    device = str(browser.state["device"])
    async with asyncio.timeout(LONG):
        while not house.hub.is_open(device):
            await browser.http.get("/healthz")
    return device


async def hung_up(house: WebHouse, line: socket.socket) -> None:
    """Reads what was sent until the server hangs up."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(LONG):
        try:
            while await loop.sock_recv(line, 65536):
                pass
        except ConnectionResetError:
            return


async def test_who_never_reads_is_cut_off_and_nothing_of_theirs_is_kept(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(reading=0.2)) as house:
        lan = await house.joined()
        line = await connected(house)
        device = await opens(house, line, lan)
        for _ in range(MOST_WAITING * 3):
            house.hub.publish(device, Event("message", LARGE))
        async with asyncio.timeout(LONG):
            while house.hub.is_open(device):
                await lan.http.get("/healthz")
        assert house.hub.open_pages == 0
        assert house.connections() == 1  # the one that asks how things are
        line.close()


async def test_who_never_reads_queues_no_more_than_a_page_may_be_behind(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        lan = await house.joined()
        line = await connected(house)
        device = await opens(house, line, lan)
        for _ in range(MOST_WAITING * 50):
            house.hub.publish(device, Event("message", LARGE))
        assert house.hub.waiting(device) <= MOST_WAITING + 1
        line.close()


async def test_who_never_reads_holds_up_no_one_elses_notice(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        lan, member = await house.joined(), await house.room.enrolled("Trần Văn Minh")
        minh = await house.joined(member)
        line = await connected(house)
        device = await opens(house, line, lan)
        for _ in range(MOST_WAITING):
            house.hub.publish(device, Event("message", LARGE))
        async with minh.listening() as ear:
            await tells(house, member, "Kính mời đồng chí")
            await ear.hears_text("Kính mời đồng chí")
        line.close()


async def test_who_never_reads_a_file_is_cut_off(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(reading=0.2)) as house:
        lan = await house.joined()
        sha256 = house.app.files.keep(b"%PDF-" + bytes(5_000_000))
        body = {"text": "", "rows": [], "kind": "fact",
                "file": {"sha": sha256, "name": "a.pdf", "type": "application/pdf", "size": 5_000_005}}  # fmt: skip
        async with house.room.store() as unit:
            await unit.sql.run(
                "INSERT INTO web_message (account, ref, place, event, mine, body, at) VALUES (?, 'f', 1, 1, 0, ?, 0)",
                lan.state["device"], json.dumps(body),
            )  # fmt: skip
        line = await connected(house)
        await asks(house, line, lan, "GET /api/files/f HTTP/1.1")
        async with asyncio.timeout(LONG):
            while house.connections() < 2:
                await lan.http.get("/healthz")
            while house.connections() > 1:
                await lan.http.get("/healthz")
        line.close()


async def test_who_never_finishes_what_they_say_is_given_up(tmp_path: Path) -> None:
    """All at once, so that what everybody else says has time to come on a busy machine."""
    async with open_house(tmp_path, patience=Patience(body=2.0)) as house:
        lan = await house.joined()

        async def never_finishes(path: str) -> None:
            line = await connected(house)
            await asks(house, line, lan, f"POST /api/{path} HTTP/1.1\r\nContent-Length: 5000", b'{"key": "')
            async with asyncio.timeout(LONG):
                answer = await asyncio.get_running_loop().sock_recv(line, 2000)
            assert answer.startswith(b"HTTP/1.1 408"), path
            await hung_up(house, line)
            line.close()

        paths = ("say", "press", "hello", "begin", "devices/take-away")
        await asyncio.gather(*(never_finishes(path) for path in paths))
        assert await lan.messages() == []
        assert (await lan.says("/menu", new_key())).status_code == 200


async def refused(house: WebHouse, line: socket.socket, lan: Browser, size: int) -> None:
    """Begins to send a file that is too large, and reads that it is while still sending."""
    about = f"X-File: key={new_key()}&name=bao-cao.pdf\r\nContent-Length: {size}"
    await asks(house, line, lan, f"POST /api/upload HTTP/1.1\r\n{about}", b"%PDF-1.7")
    async with asyncio.timeout(LONG):
        answer = b""
        while not answer.endswith(b"}"):
            answer += await asyncio.get_running_loop().sock_recv(line, 2000)
    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_refusal_is_read_while_the_file_is_still_sent_and_the_line_serves_the_next_request(
    house: WebHouse,
) -> None:
    lan, line, size = await house.joined(), await connected(house), LARGEST_FILE + 1
    await refused(house, line, lan, size)
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(LONG):
        await loop.sock_sendall(line, bytes(size - len(b"%PDF-1.7")))
        await asks(house, line, lan, "GET /healthz HTTP/1.1")
        assert (await loop.sock_recv(line, 2000)).startswith(b"HTTP/1.1 200")
    line.close()


async def test_who_never_finishes_what_was_refused_is_hung_up_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(upload=0.2)) as house:
        lan, line = await house.joined(), await connected(house)
        await refused(house, line, lan, LARGEST_FILE + 1)
        with suppress(OSError):  # a busy machine sends it when the line is already gone
            await asyncio.get_running_loop().sock_sendall(line, b"more")
        await hung_up(house, line)
        line.close()


async def test_who_goes_on_sending_what_was_refused_is_hung_up_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(upload=1000)) as house:
        lan, line = await house.joined(), await connected(house)
        await refused(house, line, lan, 10 * MOST_THROWN_AWAY)
        async with asyncio.timeout(LONG):
            with pytest.raises(OSError):  # noqa: PT011 - reset, or a broken pipe
                await asyncio.get_running_loop().sock_sendall(line, bytes(3 * MOST_THROWN_AWAY))
        line.close()


@pytest.mark.parametrize(
    ("request_line", "body"),
    [
        ("POST /api/upload HTTP/1.1", b"%PDF-1.4 half of it"),
        ("POST /api/say HTTP/1.1", b'{"key": "'),
        ("POST /api/press HTTP/1.1", b'{"key": "'),
    ],
)
async def test_whoever_the_end_of_the_server_cuts_off_is_told_to_say_it_again(
    tmp_path: Path, request_line: str, body: bytes
) -> None:
    """An operator restarts the program; any other refusal would be final for the page, and the file or word lost."""
    async with open_house(tmp_path, patience=Patience(last_words=0)) as house:
        lan, porch = await house.joined(), house.app.files.porch
        line = await connected(house)
        about = f"X-File: key={new_key()}&name=bao-cao.pdf"
        await asks(house, line, lan, f"{request_line}\r\n{about}\r\nContent-Length: 5000", body)
        async with asyncio.timeout(LONG):
            while "upload" in request_line and not list(porch.iterdir()):
                await lan.http.get("/healthz")
            house.stop()
            answer = await asyncio.get_running_loop().sock_recv(line, 2000)
        line.close()
        assert answer.startswith(b"HTTP/1.1 503"), answer
        assert answer.endswith(b'{"refused":"busy","wait":2}')
    assert list(porch.iterdir()) == []


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux gives up silent connections")
def test_a_connection_on_which_nobody_answers_is_given_up_by_the_system() -> None:
    listening = listen("127.0.0.1", 0)
    with listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNHEARD


def test_no_part_of_an_answer_waits_for_word_that_the_part_before_has_arrived() -> None:
    listening = listen("127.0.0.1", 0)
    with listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_of_too_many_pages_of_one_device_the_oldest_makes_room() -> None:
    hub = Hub(lambda: 0.0)
    other = hub.join("b", "")
    lines = [hub.join("a", "") for _ in range(MOST_PAGES + 2)]
    assert [line.cut for line in lines] == [True] * 2 + [False] * MOST_PAGES
    assert not other.cut
