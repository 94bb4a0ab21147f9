"""`thidua run` as an installer starts it: Telegram by polling or by webhook, an orderly end, no secret in any log."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.bot_api import BotApi

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-webhook"
PATIENCE = 120.0  # seconds; on a busy machine the program alone takes many to start


def thidua(folder: Path, *words: str, **settings: str) -> AbstractAsyncContextManager[Process]:
    return thidua_into(PIPE, folder, *words, **settings)


@asynccontextmanager
async def thidua_into(
    out: IO[bytes] | int, folder: Path, *words: str, **settings: str
) -> AsyncIterator[Process]:
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, stdout=out, stderr=PIPE,
        env=known | {"PYTHONPATH": str(ROOT)} | settings,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_a_stranger_is_answered_and_no_secret_is_logged(by: str, port: int, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{port}"
    settings = {"WEB_PORT": str(port), "PUBLIC_URL": url, "LOG_FORMAT": "json"}
    if by == "webhook":
        settings |= {"TELEGRAM_WEBHOOK_URL": f"{url}/telegram", "TELEGRAM_WEBHOOK_SECRET": SECRET}
    async with BotApi() as api:
        settings |= {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url}
        async with thidua(tmp_path, "run", **settings) as process:
            nobody = api.phone("Trần Thị B")
            await nobody.says("/start")
            await nobody.wait_for("mã tham gia", PATIENCE)
            process.terminate()
            out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        assert api.refusals == []
        assert api.token not in (out + err).decode()
        assert SECRET not in (out + err).decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
async def test_who_cannot_write_the_log_is_served_all_the_same(port: int, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{port}"
    async with BotApi() as api:
        settings = {
            "WEB_PORT": str(port),
            "PUBLIC_URL": url,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
        }
        with Path("/dev/full").open("wb") as full:
            async with thidua_into(full, tmp_path, "run", **settings):
                nobody = api.phone("Trần Thị B")
                await nobody.says("/start")
                await nobody.wait_for("mã tham gia", PATIENCE)


async def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    async with thidua(tmp_path, "run", TIMEZONE="Hanoi") as process:
        _, err = await process.communicate()
    assert process.returncode == 2
    assert err.decode().strip().startswith("TIMEZONE")
    assert len(err.decode().strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("DATA_DIR", "DATA_DIR"),
        ("KEY_DIR", "KEY_DIR"),
        ("WEB_HOST", "203.0.113.9"),
        ("DATABASE_URL", "not a database"),
        ("BACKUP_DIR", "KEY_DIR"),
    ],
)
async def test_a_place_that_cannot_be_used_stops_the_start_with_one_sentence(
    setting: str, said: str, port: int, tmp_path: Path
) -> None:
    (tmp_path / "letter").write_text("a letter, not a database" * 1000)
    wrong = {
        "BACKUP_DIR": str(tmp_path),
        "WEB_HOST": "203.0.113.9",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'letter'}",
    }
    settings = {"WEB_PORT": str(port), setting: wrong.get(setting, str(tmp_path / "letter"))}
    async with thidua(tmp_path, "run", **settings) as process:
        _, err = await process.communicate()
    assert process.returncode == 1
    assert said in err.decode()
    assert len(err.decode().strip().splitlines()) == 1
