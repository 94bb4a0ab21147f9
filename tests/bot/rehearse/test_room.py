"""The rehearsal room: everybody's phone, a clock that moves, a stage that can be set anew; and never the real thing."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.nature import Nature, WrongNature, claim, claim_folder
from bot.rehearse.passing import moments_until
from bot.rehearse.scenario import shipped
from bot.rehearse.stage import Stage
from storage.opening import open_database
from storage.sealing import Seals
from tests.bot.rehearse.visit import Visit
from tests.talk.room import ZONE


async def test_one_can_be_anybody(visit: Visit) -> None:
    people = (await visit.room())["people"]
    assert len(people) == 15
    assert {"phone": "r-TCB02", "name": "Trần Thị B"}.items() <= people[
        [p["phone"] for p in people].index("r-TCB02")
    ].items()
    assert (await visit.hello("r-BTT01"))["who"] == "Phạm Thị D – Báo Thanh tra"
    assert "Phạm Thị D" in (await visit.asks("r-BTT01", "/menu"))["text"]
    assert "Trần Thị B" in (await visit.asks("r-TCB02", "/menu"))["text"]


async def test_every_phone_says_that_it_is_a_rehearsal(visit: Visit) -> None:
    assert (await visit.hello("r-BTT01"))["rehearsal"] is True
    assert "Diễn tập" in (await visit.http.get("/")).text
    assert "Diễn tập" in (await visit.http.get("/phone/r-BTT01/")).text


async def test_time_moves_forward_and_is_remembered(visit: Visit, tmp_path: Path) -> None:
    before = visit.stage.play.clock.now()
    assert (await visit.does("time", by=1440)).status_code == 200
    assert timedelta(days=1) <= visit.stage.play.clock.now() - before < timedelta(days=1, minutes=5)
    assert (await visit.does("time", to="2022-04-01T09:30")).json()["now"] == "2022-04-01T09:30"
    for wrong in ("2022-03-31T09:30", "2029-01-01T00:00", "mai"):
        assert (await visit.does("time", to=wrong)).status_code == 400
    await visit.stage.close()
    again = Stage(tmp_path / "rehearsal", shipped(), ZONE)
    await again.open(None)
    assert again.play.clock.now() >= datetime(2022, 4, 1, 9, 30, tzinfo=ZONE)
    await again.close()
    await visit.stage.open(None)


async def test_starting_over_forgets_what_was_said(visit: Visit) -> None:
    await visit.asks("r-BTT01", "/menu")
    assert len((await visit.hello("r-BTT01"))["messages"]) == 2
    answer = await visit.does("begin", scenario="khoi-iv-2022")
    assert answer.json()["now"] == "2022-03-01T08:00"
    assert (await visit.hello("r-BTT01"))["messages"] == []
    assert (await visit.does("begin", scenario="../../etc")).status_code == 404


async def test_only_this_machine_and_only_our_own_page(visit: Visit) -> None:
    assert (await visit.http.get("/", headers={"host": "evil.example"})).status_code == 421
    evil = await visit.http.post("/api/room/begin", json={}, headers={"origin": "http://evil.example"})
    assert evil.status_code == 403
    assert visit.stage.play.name == "khoi-iv-2022"


async def test_a_stranger_can_be_rehearsed_too(visit: Visit) -> None:
    begun = await visit.http.post("/phone/khach/api/begin", json={}, headers={"origin": visit.url})
    assert begun.json()["joined"] is False


async def test_a_rehearsal_never_becomes_real(tmp_path: Path) -> None:
    folder = tmp_path / "rehearsal"
    stage = Stage(folder, shipped(), ZONE)
    await stage.open(None)
    await stage.close()
    with pytest.raises(WrongNature):
        claim_folder(folder, Nature.REAL)
    copied = tmp_path / "data"
    copied.mkdir()
    shutil.copy(folder / "thidua.db", copied / "thidua.db")
    claim_folder(copied, Nature.REAL)
    database = await open_database(copied / "thidua.db", lambda: 1, Seals(tmp_path / "keys"))
    with pytest.raises(WrongNature):
        await claim(database, Nature.REAL, copied)
    await database.close()


async def test_what_is_real_is_never_rehearsed(tmp_path: Path) -> None:
    (tmp_path / "thidua.db").write_bytes(b"")
    stage = Stage(tmp_path, shipped(), ZONE)
    with pytest.raises(WrongNature):
        await stage.open(None)
    assert [path.name for path in tmp_path.iterdir()] == ["thidua.db"]


def test_the_way_to_a_far_moment_has_every_morning() -> None:
    now = datetime(2022, 3, 1, 22, 0, tzinfo=ZONE)
    moments = list(moments_until(now, now + timedelta(days=30), ZONE))
    assert moments[-1] == now + timedelta(days=30)
    assert moments == sorted(moments)
    assert {at.astimezone(ZONE).date() for at in moments} >= {
        (now + timedelta(days=n)).date() for n in range(1, 30)
    }
    assert list(moments_until(now, now + timedelta(hours=1), ZONE)) == [now + timedelta(hours=1)]


async def test_the_others_act_so_that_one_person_walks_the_story(visit: Visit) -> None:
    acts = (await visit.room())["acts"]
    assert [act["done"] for act in acts] == [False] * len(acts)
    for number in range(5):
        answer = await visit.does("act", act=number)
        assert answer.status_code == 200
        assert answer.json()["stopped"] == []
    shown = await visit.asks("r-BTT01", "/dangky")
    assert "Báo Thanh tra" in shown["text"]
    assert "Tập thể: 2 danh hiệu" in shown["text"]
    assert "Cá nhân: 1/1" in shown["text"]
    assert "Chờ xác nhận: 0" in shown["text"]
    room = await visit.room()
    assert room["now"].startswith("2022-03-15T09:0")
    assert [act["done"] for act in room["acts"]] == [True] * 5 + [False] * (len(acts) - 5)
    owed = [what for person in room["people"] for what in person["owes"]]
    assert [what for what in owed if "đăng ký" in what.casefold()] == []
    assert (await visit.does("act", act=99)).status_code == 404


async def test_who_has_nothing_to_do_any_more_is_named(visit: Visit) -> None:
    for number in (0, 2):
        await visit.does("act", act=number)
    again = (await visit.does("act", act=2)).json()
    assert sorted(again["stopped"]) == ["Lê Văn C", "Lý Văn P", "Trịnh Thị T", "Vũ Thị G", "Đỗ Văn L"]


async def test_what_was_played_is_remembered(visit: Visit, tmp_path: Path) -> None:
    await visit.does("act", act=0)
    await visit.stage.close()
    await visit.stage.open(None)
    assert [act["done"] for act in (await visit.room())["acts"]][:2] == [True, False]
    await visit.does("begin", scenario="khoi-iv-2022")
    assert not any(act["done"] for act in (await visit.room())["acts"])
