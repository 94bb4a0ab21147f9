"""Files: what is taken, what is refused, how long a link lives."""

import struct
from typing import Any, Final

import aiohttp
import pytest

from tests.bot_api import BotApi, ManualClock, Phone
from tests.bot_api.conftest import Ask
from tests.bot_api.files import DOWNLOAD_LIMIT
from tests.bot_api.pictures import picture_size


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(16)


PNG: Final = png(3, 2)


@pytest.fixture
def send(api: BotApi, an: Phone, session: aiohttp.ClientSession) -> Ask:
    """A multipart request, as the clients make it; `files` by field name."""

    async def sending(method: str, **values: Any) -> dict[str, Any]:
        form = aiohttp.FormData({"chat_id": str(an.id)}, default_to_multipart=True)
        for name, value in values.items():
            if isinstance(value, tuple):
                form.add_field(name, value[1], filename=value[0])
            else:
                form.add_field(name, value)
        async with session.post(f"{api.base_url}{api.token}/{method}", data=form) as answer:
            result: dict[str, Any] = await answer.json()
            return result

    return sending


async def download(api: BotApi, session: aiohttp.ClientSession, path: str) -> tuple[int, bytes]:
    async with session.get(f"{api.base_file_url}{api.token}/{path}") as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize(
    ("method", "values", "complaint"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "attach://missing"}, "there is no document in the request"),
        ("sendDocument", {"document": ("a.pdf", b"")}, "file must be non-empty"),
        ("sendDocument", {"document": ("a.pdf", b"a"), "caption": "a" * 1025}, "message caption is too long"),
        ("sendDocument", {"document": "BQAC-unknown"}, "wrong remote file identifier specified"),
        ("sendDocument", {"document": "https://example.vn/a"}, "failed to get HTTP URL content"),
        ("sendPhoto", {"photo": ("a.png", b"%PDF-1.7")}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": ("a.png", png(9_000, 1_001))}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": ("a.png", png(2_100, 100))}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendMediaGroup", {"media": "[]"}, "album must contain from 2 to 10 items"),
        (
            "sendMediaGroup",
            {"media": '[{"type":"photo"},{"type":"document"}]'},
            "of the specified type in the album",
        ),
    ],
)
async def test_a_wrong_file_is_refused(
    send: Ask, method: str, values: dict[str, Any], complaint: str
) -> None:
    answer = await send(method, **values)
    assert answer["error_code"] == 400
    assert complaint in answer["description"]


async def test_a_caption_may_have_1024_characters(send: Ask, an: Phone) -> None:
    answer = await send("sendDocument", document=("a.pdf", b"a"), caption="ệ" * 1024)
    assert answer["ok"]
    assert an.last.text == "ệ" * 1024


async def test_a_file_attached_under_another_name_is_found(send: Ask, an: Phone) -> None:
    assert (await send("sendPhoto", photo="attach://file0", file0=("x", PNG)))["ok"]
    assert an.last.photo is not None
    assert an.last.photo.data == PNG


async def test_a_body_over_the_limit_is_too_large(api: BotApi, session: aiohttp.ClientSession) -> None:
    headers = {"Content-Length": str(51 * 1024 * 1024), "Content-Type": "multipart/form-data; boundary=a"}
    address = f"{api.base_url}{api.token}/sendDocument"
    async with session.post(address, data=b"--a", headers=headers) as answer:
        assert answer.status == 413


async def test_a_link_leads_to_the_file_for_an_hour(
    api: BotApi, an: Phone, ask: Ask, session: aiohttp.ClientSession, clock: ManualClock
) -> None:
    message = await an.sends_file("../../etc/passwd", b"data", "text/plain")
    assert message.document is not None
    file_id = message.document.file.id
    path = (await ask("getFile", file_id=file_id))["result"]["file_path"]
    assert path.startswith("documents/file_")
    assert await download(api, session, path) == (200, b"data")
    clock.advance(3601)
    assert (await download(api, session, path))[0] == 404
    await ask("getFile", file_id=file_id)
    assert (await download(api, session, path))[0] == 200
    api.lose_file(file_id)
    assert (await download(api, session, path))[0] == 404
    answer = await ask("getFile", file_id=file_id)
    assert answer["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"


async def test_a_file_can_be_fetched_up_to_20_megabytes(an: Phone, ask: Ask) -> None:
    answers = []
    for size in (DOWNLOAD_LIMIT, DOWNLOAD_LIMIT + 1):
        message = await an.sends_file("a.bin", bytes(size), "application/octet-stream")
        assert message.document is not None
        answers.append(await ask("getFile", file_id=message.document.file.id))
    assert answers[0]["ok"]
    assert answers[1]["description"] == "Bad Request: file is too big"
    assert (await ask("getFile", file_id="x"))["description"] == "Bad Request: invalid file_id"
    assert (await ask("getFile"))["description"] == "Bad Request: file_id not specified"


async def test_the_small_size_of_a_photo_is_another_file(an: Phone) -> None:
    message = await an.sends_photo(PNG)
    small, full = message.json["photo"]
    assert small["file_id"] != full["file_id"]
    assert (full["width"], full["height"], full["file_size"]) == (3, 2, len(PNG))


async def test_a_caption_cannot_be_edited_as_a_text(send: Ask, an: Phone, ask: Ask) -> None:
    await send("sendDocument", document=("a.pdf", b"a"), caption="một")
    number = an.last.id
    answer = await ask("editMessageText", chat_id=an.id, message_id=number, text="hai")
    assert answer["description"] == "Bad Request: there is no text in the message to edit"
    assert (await ask("editMessageCaption", chat_id=an.id, message_id=number, caption="hai"))["ok"]
    assert an.last.text == "hai"


def test_pictures_are_told_from_other_files() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x05\x00\x07\x03"
    assert picture_size(jpeg) == (7, 5)
    assert picture_size(b"GIF89a\x07\x00\x05\x00") == (7, 5)
    assert picture_size(b"BM" + bytes(16) + struct.pack("<ii", 7, -5)) == (7, 5)
    assert picture_size(b"\x89PNG\r\n\x1a\n") is None
    assert picture_size(b"PK\x03\x04") is None
