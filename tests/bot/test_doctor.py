"""The doctor sees what is wrong, says it in one sentence, and shows no secret."""

import shutil
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.backups import FAILED
from bot.channel import Heard
from bot.clock import RealClock
from bot.config import Settings
from bot.doctor import examine
from bot.doctor_words import Finding, Mark
from bot.doctor_world import public
from bot.inbox import to_bytes
from storage.migrate import upgrade
from storage.sql import micros
from storage.turns import Arrival
from tests.bot.web.house import open_house
from tests.bot_api import BotApi
from tests.handlers.test_decide_ballot import voting
from tests.handlers.test_decide_trouble import lose_key
from tests.storage.releases import put_back
from tests.talk.room import open_room


def settings(folder: Path, **more: object) -> Settings:
    known: dict[str, object] = {
        "data_dir": folder / "data",
        "key_dir": folder / "keys",
        "web_port": 9,
        **more,
    }
    return Settings.model_validate(known)


def marks(findings: Sequence[Finding]) -> dict[str, Mark]:
    return {finding.text.key.removeprefix("doctor."): finding.mark for finding in findings}


async def test_a_lived_in_installation_is_well(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.joins("Nguyễn Văn A")
    found = marks(await examine(settings(tmp_path), RealClock()))
    assert found["database_well"] is found["inbox"] is found["keys_well"] is Mark.WELL
    assert found["web_silent"] is found["no_backups"] is Mark.LOOK


async def test_an_update_that_has_waited_long_is_noticed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, room.store() as store:
        payload = to_bytes(Heard("paper", "a", "1", text="/menu"))
        await store.turns.arrive([Arrival("paper", "1", "a", payload)], room.clock.now())
    assert marks(await examine(settings(tmp_path), RealClock()))["inbox"] is Mark.LOOK


async def test_a_damaged_database_is_ill(tmp_path: Path) -> None:
    async with open_room(tmp_path):
        pass
    database = tmp_path / "data" / "thidua.db"
    content = bytearray(database.read_bytes())
    content[4096:40960] = bytes(36864)
    database.write_bytes(content)
    found = marks(await examine(settings(tmp_path), RealClock()))
    assert Mark.ILL in (found.get("database_damaged"), found.get("database_closed"))


async def test_keys_inside_the_data_are_ill(tmp_path: Path) -> None:
    found = marks(await examine(settings(tmp_path, key_dir=tmp_path / "data" / "keys"), RealClock()))
    assert found["keys_in_data"] is Mark.ILL


async def test_keys_that_others_can_read_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(mode=0o755)
    assert marks(await examine(settings(tmp_path), RealClock()))["keys_open"] is Mark.LOOK


@pytest.mark.parametrize(("right", "key"), [(True, "telegram_well"), (False, "telegram_refuses")])
async def test_the_token_is_tried_and_never_shown(right: bool, key: str, tmp_path: Path) -> None:
    async with BotApi() as api:
        token = api.token if right else "123:wrong"
        found = await examine(
            settings(tmp_path, telegram_bot_token=token, telegram_api_url=api.url), RealClock()
        )
    assert marks(found)[key] is (Mark.WELL if right else Mark.ILL)
    assert token not in repr(found)


async def test_backups_are_looked_for(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    shutil.copyfile(__file__, folder / "thidua-2026-11-22.tar")
    assert marks(await examine(settings(tmp_path, backup_dir=folder), RealClock()))["backup"] is Mark.WELL


async def test_a_backup_that_failed_is_ill_and_has_its_number(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, room.store() as store:
        await store.installation.put(FAILED, f"{micros(room.clock.now())} AB12CD")
    found = await examine(settings(tmp_path, backup_dir=tmp_path / "backups"), RealClock())
    assert marks(found)["backup_failed"] is Mark.ILL
    assert marks(found)["never_backed_up"] is marks(found)["backup_beside"] is Mark.LOOK
    assert "AB12CD" in [finding.text.values.get("incident") for finding in found]


async def test_a_database_on_a_server_is_looked_into_too(tmp_path: Path, postgres_url: str) -> None:
    async with open_room(tmp_path, server=postgres_url) as room, room.store() as store:
        payload = to_bytes(Heard("paper", "a", "1", text="/menu"))
        await store.turns.arrive([Arrival("paper", "1", "a", payload)], room.clock.now())
    found = marks(await examine(settings(tmp_path, database_url=postgres_url), RealClock()))
    assert found["server_well"] is Mark.WELL
    assert found["inbox"] is Mark.LOOK


async def test_a_server_that_is_not_there_is_ill_and_its_password_is_not_shown(tmp_path: Path) -> None:
    url = f"postgresql://thidua:a-password@/thidua?host={tmp_path}"
    found = await examine(settings(tmp_path, database_url=url), RealClock())
    assert marks(found)["database_closed"] is Mark.ILL
    assert "a-password" not in repr(found)


async def test_a_schema_of_a_later_version_is_ill(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, room.store() as store:
        await store.sql.run("UPDATE alembic_version SET version_num = '9999'")
    assert {f.text.key: f.mark for f in await examine(settings(tmp_path), RealClock())}[
        "run.too_new"
    ] is Mark.ILL


async def test_a_clock_that_was_put_back_is_noticed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, room.store() as store:
        payload = to_bytes(Heard("paper", "a", "1", text="/menu"))
        await store.turns.arrive([Arrival("paper", "1", "a", payload)], datetime(2100, 1, 1, tzinfo=UTC))
    assert marks(await examine(settings(tmp_path), RealClock()))["clock_back"] is Mark.ILL


async def test_the_readable_key_of_a_ballot_and_data_open_to_others_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "7.key").touch(mode=0o644)
    (tmp_path / "data").mkdir(mode=0o755)
    found = marks(await examine(settings(tmp_path), RealClock()))
    assert found["keys_open"] is found["data_open"] is Mark.LOOK


HOOK = {"telegram_webhook_url": "https://thidua.example/telegram", "telegram_webhook_secret": "s" * 16}


@pytest.mark.parametrize(
    ("there", "wanted", "key"),
    [
        ("https://thidua.example/telegram", HOOK, "webhook_well"),
        ("", HOOK, "webhook_missing"),
        ("https://elsewhere.example/x", {}, "webhook_stray"),
        ("", {}, None),
    ],
)
async def test_where_updates_are_delivered_is_compared(
    there: str, wanted: dict[str, object], key: str | None, tmp_path: Path
) -> None:
    async with BotApi() as api:
        known = settings(tmp_path, telegram_bot_token=api.token, telegram_api_url=api.url, **wanted)
        async with aiohttp.ClientSession() as session:
            await session.post(f"{api.url}/bot{api.token}/setWebhook", json={"url": there})
        found = marks(await examine(known, RealClock()))
    assert found["telegram_well"] is Mark.WELL
    assert [name for name in found if name.startswith("webhook")] == ([key] if key else [])


async def test_a_ballot_whose_key_is_not_here_is_ill(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        here = await voting(room)
        ballot = (await here.ballot()).id
    assert "ballot_keys" not in marks(await examine(settings(tmp_path), RealClock()))
    lose_key(tmp_path, ballot)
    assert marks(await examine(settings(tmp_path), RealClock()))["ballot_keys"] is Mark.ILL


async def test_files_that_are_gone_are_ill(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "thidua.db"
    put_back("0.1.0", database)  # with evidence, and without the files
    upgrade(f"sqlite:///{database}")
    assert marks(await examine(settings(tmp_path), RealClock()))["files_gone"] is Mark.ILL


@pytest.mark.parametrize("place", ["data_dir", "key_dir", "backup_dir"])
async def test_a_place_that_cannot_be_written_is_ill(place: str, tmp_path: Path) -> None:
    (tmp_path / "letter").touch()
    for where in (tmp_path / "letter", tmp_path / "letter" / "below"):
        found = await examine(settings(tmp_path, **{place: where}), RealClock())
        shut = [f.text.values["where"] for f in found if f.text.key == "doctor.cannot_write"]
        assert shut == [str(where)]


@pytest.mark.parametrize(("mode", "noticed"), [(0o600, False), (0o640, False), (0o644, True)])
async def test_settings_may_be_read_by_their_group_and_by_nobody_else(
    mode: int, noticed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").touch(mode=0o600)
    (tmp_path / ".env").chmod(mode)
    found = marks(await examine(settings(tmp_path), RealClock()))
    assert ("env_open" in found) is noticed
    assert found["env"] is Mark.WELL


async def test_a_command_called_in_another_folder_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert marks(await examine(Settings.model_validate({}), RealClock()))["env_none"] is Mark.LOOK
    assert "env_none" not in marks(await examine(settings(tmp_path), RealClock()))


class Leads(AbstractResolver):
    """Every name leads to one port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = ResolveResult(
            hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0
        )
        return [found]

    async def close(self) -> None:
        """There is nothing to close."""


@pytest.mark.parametrize(
    ("answers_to", "proxy", "said"),
    [
        ("http://thidua.example", {"X-Forwarded-For": "203.0.113.7"}, {"public_plain", "public_well"}),
        ("http://thidua.example", {}, {"public_plain", "public_well", "public_metrics"}),
        ("http://elsewhere.example", {"X-Forwarded-For": "203.0.113.7"}, {"public_plain", "public_other"}),
    ],
)
async def test_the_public_address_leads_here_and_keeps_the_metrics_in(
    answers_to: str, proxy: dict[str, str], said: set[str], tmp_path: Path
) -> None:
    async with open_house(tmp_path, public=answers_to) as house:
        known = settings(tmp_path, public_url="http://thidua.example")
        leads = aiohttp.TCPConnector(resolver=Leads(int(house.url.rpartition(":")[2])))
        async with aiohttp.ClientSession(connector=leads, headers=proxy) as session:
            found = marks(await public(known, session))
    assert set(found) == said
    assert found.get("public_metrics") in (None, Mark.ILL)


async def test_an_address_of_this_machine_alone_is_noticed(tmp_path: Path) -> None:
    assert marks(await examine(settings(tmp_path), RealClock()))["public_here"] is Mark.LOOK


@pytest.mark.parametrize("lets_in", [True, False])
async def test_a_proxy_that_lets_no_large_file_through_is_noticed(lets_in: bool, tmp_path: Path) -> None:
    """As nginx does it: by the length alone, before anything of the file is sent."""

    async def how(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def nothing(_: web.Request) -> web.Response:
        return web.Response()

    async def file(request: web.Request) -> web.Response:
        await request.read()
        return web.Response()

    async def asked(request: web.Request) -> web.Response | None:
        if not lets_in and int(request.headers["content-length"]) > 1_000_000:
            return web.Response(status=413)
        assert request.transport is not None
        request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        return None

    proxy = web.Application(client_max_size=30_000_000)
    proxy.router.add_get("/healthz", how)
    proxy.router.add_get("/metrics", nothing)
    proxy.router.add_post("/api/upload", file, expect_handler=asked)
    async with TestServer(proxy) as listening:
        known = settings(tmp_path, public_url=f"http://thidua.example:{listening.port}")
        leads = aiohttp.TCPConnector(resolver=Leads(listening.port or 0))
        async with aiohttp.ClientSession(connector=leads) as session:
            found = marks(await public(known, session))
    assert found.get("public_files") is (None if lets_in else Mark.ILL)
    assert found["public_well"] is Mark.WELL
    assert "public_metrics" not in found
