"""Whoever lists the processes of the machine, or breaks into one of them that reads files, learns nothing else."""

import ast
import asyncio
import os
import signal
from pathlib import Path

import pytest

import bot
from bot import child
from bot.clock import RealClock
from bot.config import Settings
from bot.count_apart import Apart
from bot.files import Files
from bot.looking import LookingApart
from bot.tables import SMALL, Tables
from campaign.ids import BallotId, KhoiId
from tests.bot.counters import PATIENCE, environment_of, one_child, words_of
from tests.bot.test_tables import table

NAME = "Danh sách của Nguyễn Văn A.xlsx"
TOKEN = "123456789:of-a-bot"
ADDRESS = "postgresql://thidua:a-password@127.0.0.1:9/thidua"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator puts into the environment."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    monkeypatch.setenv("PGSSLROOTCERT", "/etc/thidua/root.crt")


async def seen(doing: "asyncio.Task[object]", module: str) -> tuple[bytes, bytes]:
    """The command and the environment of a process, while it is held; then it goes on."""
    process = await one_child(os.getpid(), module.encode())
    os.kill(process, signal.SIGSTOP)
    found = words_of(process), environment_of(process)
    os.kill(process, signal.SIGCONT)
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait((doing,))
    return found


async def test_the_name_of_a_table_stands_in_no_list_of_processes(tmp_path: Path) -> None:
    files, content = Files(tmp_path), table(3000)
    assert len(content) > SMALL
    tables, sha256 = Tables(files), files.keep(content)
    words, given = await seen(asyncio.ensure_future(tables.ahead(sha256, NAME)), "bot.tables")
    assert words.rstrip(b"\0").endswith(b"-m\0bot.tables")
    assert b"PATH=" in given
    assert TOKEN.encode() not in given
    assert b"a-password" not in given
    files.path(sha256).unlink()
    assert len((await tables.book(sha256, NAME)).sheets[0].rows) == 3001  # type: ignore[union-attr]


async def test_whoever_looks_into_files_has_no_token_and_no_password() -> None:
    looking = LookingApart()
    doing = asyncio.ensure_future(looking.look("a", b"%PDF-1.4", NAME, "của Nguyễn Văn A"))
    words, given = await seen(doing, "bot.looking")
    await looking.close()
    assert words.rstrip(b"\0").endswith(b"-m\0bot.looking")
    assert not [secret for secret in (TOKEN, "a-password", "PGSSL") if secret.encode() in given]


async def test_whoever_counts_has_no_token_and_finds_the_server_all_the_same(tmp_path: Path) -> None:
    apart = Apart(ADDRESS, tmp_path, tmp_path)
    doing = asyncio.ensure_future(apart.count(KhoiId(1), BallotId(1), 1, {}, RealClock().now()))
    words, given = await seen(doing, "bot.count_apart")
    assert doing.exception() is not None
    assert words.rstrip(b"\0").endswith(b"-m\0bot.count_apart")
    assert b"PGSSLROOTCERT=/etc/thidua/root.crt" in given
    assert not [secret for secret in (TOKEN, "a-password") if secret.encode() in given]


def test_no_setting_of_ours_is_given_away() -> None:
    ours = {name.upper(): "x" for name in Settings.model_fields}
    assert child.environment(ours | {"LANG": "vi_VN"}) == {"LANG": "vi_VN"}
    assert child.environment(ours, child.OF_SERVERS) == {}


def test_processes_are_started_in_one_place_alone() -> None:
    starting = {"create_subprocess_exec", "create_subprocess_shell", "Popen", "system", "execv", "popen"}
    found = {
        file.name
        for file in Path(bot.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in starting
    }
    assert found == {"child.py"}
