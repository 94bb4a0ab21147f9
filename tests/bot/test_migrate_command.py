"""`thidua migrate --from … --to …` in the middle of a secret ballot: it goes on, and every vote counts."""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import RealClock
from bot.config import Settings
from bot.doctor import examine
from campaign.ballots.recount import Counts, recount
from tests.handlers.test_decide_ballot import votes, voting
from tests.handlers.voting import Hall
from tests.talk.room import Room, open_room


def moved_into(room: Room, here: Hall) -> Hall:
    """The same people with the same phones, on the other database."""
    old = here.room
    room._keys, room._khoi, room._units = old._keys, old._khoi, old._units
    room.clock.move_to(old.clock.now())
    for account, phone in old.phones.items():
        phone.room = room
        room.phones[account] = phone
    return replace(here, room=room)


async def test_an_open_secret_ballot_goes_on_where_it_was_moved_to(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEY_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    async with open_room(tmp_path) as room:
        here = await voting(room)
        for head in here.heads[:3]:
            await votes(head, 2)
    monkeypatch.setenv("DATABASE_URL", postgres_url)  # a password need not stand on the command line
    words = ["migrate", "--from", f"sqlite:///{tmp_path}/data/thidua.db"]
    moved = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert moved.exit_code == 0, moved.output
    known = Settings.model_validate({"database_url": postgres_url, "web_port": 9})
    said = {finding.text.key for finding in await examine(known, RealClock())}
    assert "doctor.server_well" in said
    assert not said & {"doctor.ballot_keys", "doctor.files_gone"}
    async with open_room(tmp_path, server=postgres_url) as room:
        here = moved_into(room, here)
        await here.heads[0].says("/binhxet")
        assert "decide.vote_button" not in here.heads[0].offers()
        for head in here.heads[3:]:
            await head.says("/binhxet")
            await votes(head)
        await here.closes()
        async with room.store() as store:
            sheet = await store.opinions.sheet((await here.ballot()).id)
    found = recount(sheet or "")
    assert isinstance(found, Counts)
    assert found.agrees
    assert Counter(one.yes for one in found.candidates) == {7: 2, 4: 1}
