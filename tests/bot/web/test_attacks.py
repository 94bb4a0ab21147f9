"""Attacks through the page that need a person inside: bombs, scripts, tricks with names, other people's links."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from campaign.people import Role
from handlers import FLOWS
from tests.bot.web import flows
from tests.bot.web.flows import PDF
from tests.bot.web.house import Browser, WebHouse, open_house
from tests.handlers.plausible import FILES
from tests.handlers.test_joining import code_for

EVIL_NAMES = (
    "../../../etc/cron.d/a.pdf",
    "..\\..\\keys\\a.pdf",
    "%2e%2e%2fthidua.db.pdf",
    "/etc/passwd\x00.pdf",
    "a.pdf\r\nX-Evil: 1",
    "C:\\con\\nul.pdf",
    "\u202efdp.exe.pdf",
    "." * 200 + ".pdf",
)


@pytest.fixture
async def filing(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A house where one can file."""
    async with open_house(tmp_path, (*FLOWS, flows.filing)) as opened:
        yield opened


def swollen(parts: int) -> bytes:
    """A workbook of few bytes that unpacks to four million for each part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(parts):
            bomb.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 4_000_000)
    return out.getvalue()


def nested() -> bytes:
    """A real workbook whose sheet is a bomb."""
    book, plain, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in source.infolist():
            content = source.read(part)
            bomb.writestr(
                part.filename, b"<!--" + b" " * 60_000_000 if "sheet1" in part.filename else content
            )
    return out.getvalue()


async def clerk_of(house: WebHouse) -> Browser:
    return await house.joined(await house.room.enrolled("Phạm Văn Thư", roles={Role.SECRETARY}))


async def answered(browser: Browser, name: str, content: bytes) -> str:
    """What the roster's step says to a file."""
    await browser.asks("/danhsach")
    async with browser.listening(after=(await browser.hello())["event"]) as ear:
        sent = await browser.uploads(name, content)
        assert sent.status_code == 200, sent.text
        return str((await ear.answer())["text"])


async def test_a_zip_bomb_as_a_roster_is_answered_in_words_and_changes_nothing(house: WebHouse) -> None:
    clerk = await clerk_of(house)
    before = await house.room.khoi()
    for content in (swollen(2), nested(), swollen(100)):
        assert len(content) < 2_000_000
        said = await answered(clerk, "danh-sach.xlsx", content)
        assert "nén bất thường" in said
    async with house.room.store() as unit:
        assert [m.name for m in await unit.people.members(before)] == ["Phạm Văn Thư"]
    assert (await clerk.says("/menu")).status_code == 200


async def test_no_file_brings_the_page_down(house: WebHouse) -> None:
    clerk = await clerk_of(house)
    for name, content, _ in FILES:
        await clerk.asks("/danhsach")
        assert (await clerk.uploads(name, content)).status_code in (200, 413, 415)
    assert (await clerk.hello())["joined"]
    assert list(house.app.files.porch.iterdir()) == []


async def test_a_name_leads_nowhere_and_shows_nothing_else(filing: WebHouse, tmp_path: Path) -> None:
    lan = await filing.joined()
    outside = {path for path in tmp_path.rglob("*") if "files" not in path.parts}
    for name in EVIL_NAMES:
        await lan.asks("/tep")
        async with lan.listening(after=(await lan.hello())["event"]) as ear:
            answer = await lan.uploads(name, PDF)
            if answer.status_code == 200:
                assert (await ear.answer())["text"].count("|") == 3
            else:
                assert answer.json()["refused"] == "type"
        assert "x-evil" not in answer.headers
    shown = [m["file"]["name"] for m in await lan.messages() if m.get("file") and m["mine"]]
    assert len(shown) >= 5
    assert not [name for name in shown if set(name) & set('/\\\x00\r\n\u202e<>:"|?*')]
    kept = [path.name for path in filing.app.files._folder.rglob("*") if path.is_file()]
    assert [name for name in kept if len(name) != 64] == []
    assert {path for path in tmp_path.rglob("*") if "files" not in path.parts} <= outside | _journals(
        tmp_path
    )


def _journals(folder: Path) -> set[Path]:
    return set((folder / "data").glob("thidua.db*"))


async def test_a_file_with_a_stamp_of_secrecy_stays_on_no_disk(filing: WebHouse) -> None:
    lan = await filing.joined()
    await lan.asks("/tep")
    for name, content, caption in (
        ("TUYỆT MẬT.pdf", PDF, ""),
        ("bao-cao.pdf", PDF, "MẬT"),
        ("bao-cao.docx", _word("TỐI MẬT"), ""),
    ):
        answer = await lan.uploads(name, content, caption)
        assert (answer.status_code, answer.json()["refused"]) == (415, "stamped")
    kept = [path for path in filing.app.files._folder.rglob("*") if path.is_file()]
    assert kept == []
    assert [m for m in await lan.messages() if m.get("file")] == []


def _word(line: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as document:
        document.writestr("word/document.xml", f"<w:p><w:t>Báo cáo</w:t></w:p><w:p><w:t>{line}</w:t></w:p>")
    return out.getvalue()


async def test_somebody_elses_link_makes_nobody_of_a_member_and_stays_good(house: WebHouse) -> None:
    lan = await house.joined()
    minh = await house.room.enrolled("Trần Văn Minh")
    code = await code_for(house.room, minh)
    said = await lan.asks(f"/start {code}")
    assert "Tham gia" not in str(said["rows"])
    assert "Nguyễn Thị Lan" in (await lan.hello())["who"]
    phone = await house.browser()
    await phone.begins()
    question = await phone.asks(code)
    assert "Trần Văn Minh" in question["text"]
