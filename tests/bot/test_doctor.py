"""The doctor sees what is wrong, says it in one sentence, and shows no secret."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.channel import Heard
from bot.clock import RealClock
from bot.config import Settings
from bot.doctor import Finding, Mark, examine
from bot.inbox import to_bytes
from storage.turns import Arrival
from tests.bot_api import BotApi
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
