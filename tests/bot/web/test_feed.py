"""The calendar a phone subscribes to: made in the chat, fetched over real HTTP, read back as a phone would."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from bot.web.channel import WebChannel
from bot.web.desk import Front, Rates
from bot.web.guard import Door
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.server import Server, listen
from bot.web.site import Extra, site
from bot.web.visitors import CookiePorter
from campaign.ids import PersonId
from campaign.meetings.reply import Substituted
from campaign.people import Role
from handlers import FLOWS
from handlers.calendar.flow import MakeFeed, OpenFeed, RevokeFeed
from handlers.roster.flow import OpenJournal
from storage.sql import micros
from tests.bot.debts import Debts, moment
from tests.bot.web.house import Timer
from tests.handlers.meetings import TITLE, Hall, called
from tests.talk import Phone, Room
from tests.talk.room import ZONE, open_room

PUBLIC = "https://thidua.example"


@dataclass
class Calendars:
    """The room, its server, and a phone's calendar that asks it."""

    room: Room
    debts: Debts
    http: httpx.AsyncClient
    timer: Timer

    async def get(self, address: str, **headers: str) -> httpx.Response:
        """Fetches as a calendar does."""
        sent = {"host": "thidua.example"} | {name.replace("_", "-"): said for name, said in headers.items()}
        return await self.http.get(address.removeprefix(PUBLIC), headers=sent)

    async def events(self, address: str) -> dict[str, dict[str, Any]]:
        """What the calendar shows, by title."""
        answer = await self.get(address)
        assert answer.status_code == 200, answer.text
        found = Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(event["SUMMARY"]): {name: event[name] for name in event} for event in found}


@pytest.fixture
async def calendars(tmp_path: Path) -> AsyncIterator[Calendars]:
    """A room that is served."""
    debts = Debts()
    async with open_room(tmp_path, (*FLOWS, debts.flow), address=PUBLIC) as room:
        app, hub, timer = room.app, Hub(lambda: 0.0), Timer()
        channel = WebChannel(app.database, app.files, app.clock, ZONE, hub, PUBLIC)
        porter = CookiePorter(app.database, app.clock, hub, PUBLIC)
        front = Front(app, channel, porter, Rates.usual(timer), Patience())
        server = Server(
            site(front, Door(PUBLIC, loopback=False), Extra()),
            listen("127.0.0.1", 0),
            hub.hang_up_all,
            Patience(),
        )
        serving = asyncio.create_task(server.serve())
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as http:
            yield Calendars(room, debts, http, timer)
        server.stop()
        await serving


async def subscribes(phone: Phone) -> str:
    """The address, made from the list of meetings."""
    await phone.says("/lichhop")
    await phone.presses("calendar.feed_button")
    await phone.presses("calendar.feed_make_button")
    assert phone.last.key == "calendar.feed_made"
    return str(phone.last.values["address"])


async def with_meeting(calendars: Calendars) -> Hall:
    return await called(calendars.room)


# --- what stands in it --------------------------------------------------------------------------------------


async def test_it_shows_the_meetings_one_is_called_to_and_ones_own_deadlines(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    calendars.debts.owes(there.an.member, "2026-03-25 17:00", item="register:4")
    calendars.debts.owes(there.binh.member, "2026-03-26 17:00", item="report:4")
    events = await calendars.events(await subscribes(there.an))
    assert events.keys() == {TITLE, "Hạn: Việc register:4"}
    meeting, deadline = events[TITLE], events["Hạn: Việc register:4"]
    assert meeting["DTSTART"].dt == moment("2026-12-18 08:00")
    assert (str(meeting["STATUS"]), int(meeting["SEQUENCE"])) == ("CONFIRMED", 0)
    assert deadline["DTEND"].dt == moment("2026-03-25 17:00")
    assert str(deadline["TRANSP"]) == "TRANSPARENT"
    assert str(deadline["URL"]) == f"{PUBLIC}/"


async def test_who_is_not_called_sees_nothing_of_a_meeting(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    assert await calendars.events(await subscribes(there.deputy)) == {}


async def test_whoever_is_sent_sees_the_meeting(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    address = await subscribes(there.deputy)
    await there.an.presses("calendar.substitute_button")
    await there.an.presses("1")
    await there.an.presses("calendar.no_mandate_button")
    await there.an.presses("calendar.confirm_button")
    async with calendars.room.store() as unit:
        given = await unit.meetings.reply_of(await _only(calendars), there.an.member.id)
    assert given is not None
    assert isinstance(given.answer, Substituted)
    assert (await calendars.events(address)).keys() == {TITLE}


async def _only(calendars: Calendars) -> Any:
    async with calendars.room.app.database.reading() as unit:
        (only,) = await unit.meetings.of(await calendars.room.khoi())
    return only.id


async def test_a_moved_meeting_counts_up_and_a_cancelled_one_says_so(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    address = await subscribes(there.an)
    before = (await calendars.events(address))[TITLE]
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_when_button")
    await there.secretary.says("14h-16h 21/12")
    await there.secretary.presses("arranging.confirm_change_button")
    moved = (await calendars.events(address))[TITLE]
    assert (str(moved["UID"]), int(moved["SEQUENCE"])) == (str(before["UID"]), 1)
    assert moved["DTSTART"].dt == moment("2026-12-21 14:00")
    async with calendars.room.store() as unit:
        await unit.sql.run("UPDATE meeting SET status = 'cancelled', revision = 2, note = 'hoãn do bão'")
    cancelled = (await calendars.events(address))[TITLE]
    assert (str(cancelled["STATUS"]), int(cancelled["SEQUENCE"])) == ("CANCELLED", 2)
    assert str(cancelled["UID"]) == str(before["UID"])


async def test_a_moved_deadline_keeps_its_identity_and_what_is_done_is_gone(calendars: Calendars) -> None:
    an = await calendars.room.joins("Nguyễn Văn A")
    calendars.debts.owes(an.member, "2026-03-25 17:00")
    address = await subscribes(an)
    before = (await calendars.events(address))["Hạn: Việc debt:1"]
    calendars.debts.moves(an.member, "2026-03-27 17:00")
    moved = (await calendars.events(address))["Hạn: Việc debt:1"]
    assert (str(moved["UID"]), int(moved["SEQUENCE"])) == (str(before["UID"]), int(before["SEQUENCE"]) + 1)
    calendars.debts.pays(an.member)
    assert await calendars.events(address) == {}


async def test_a_calendar_shows_every_khoi_one_is_in_and_no_other(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    elsewhere = await calendars.room.joins("Ngô Văn H", roles={Role.HEAD}, khoi="Cụm thi đua số 2")
    calendars.debts.owes(elsewhere.member, "2026-03-25 17:00")
    address = await subscribes(elsewhere)
    assert (await calendars.events(address)).keys() == {"Hạn: Việc debt:1"}
    assert (await calendars.events(await subscribes(there.binh))).keys() == {TITLE}


# --- who may fetch it, and until when -----------------------------------------------------------------------


async def test_made_anew_the_old_address_ends_and_a_second_tap_changes_nothing(calendars: Calendars) -> None:
    an = await calendars.room.joins("Nguyễn Văn A")
    first = await subscribes(an)
    await an.presses_choice(MakeFeed(0))
    assert an.last.key == "calendar.feed_exists"
    assert (await calendars.get(first)).status_code == 200
    calendars.room.clock.move_to(moment("2026-03-03 09:00"))
    await an.presses("calendar.feed_renew_button")
    second = str(an.last.values["address"])
    assert (await calendars.get(first)).status_code == 404
    assert (await calendars.get(second)).status_code == 200


async def test_the_journal_says_who_made_and_revoked_an_address_and_never_the_address(
    calendars: Calendars,
) -> None:
    clerk = await calendars.room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    an = await calendars.room.joins("Nguyễn Văn A")
    await subscribes(an)
    await an.presses_choice(RevokeFeed(1))  # an address that never was
    await an.presses_choice(OpenFeed())
    await an.presses("calendar.feed_revoke_button")
    await an.presses_choice(RevokeFeed(0))
    await clerk.presses_choice(OpenJournal(0))
    done = [line.partition(": ")[2] for line in clerk.last.text.splitlines()[1:]]
    assert sorted(line for line in done if "đường dẫn" in line) == [
        "Nguyễn Văn A thu hồi đường dẫn lịch trên điện thoại",
        "Nguyễn Văn A tạo đường dẫn lịch trên điện thoại",
    ]
    assert "http" not in clerk.last.text


async def test_a_revoked_address_ends_at_once(calendars: Calendars) -> None:
    an = await calendars.room.joins("Nguyễn Văn A")
    address = await subscribes(an)
    await an.presses_choice(OpenFeed())
    await an.presses("calendar.feed_revoke_button")
    assert "Đã thu hồi" in an.last.text
    assert (await calendars.get(address)).status_code == 404
    await an.presses_choice(RevokeFeed(1))
    assert an.last.key == "calendar.feed_none"


async def test_whoever_leaves_a_khoi_sees_nothing_of_it_from_then_on(calendars: Calendars) -> None:
    there = await with_meeting(calendars)
    address = await subscribes(there.an)
    assert await calendars.events(address)
    async with calendars.room.store() as unit:
        now = micros(calendars.room.clock.now())
        await unit.sql.run("UPDATE member SET left_at = ? WHERE id = ?", now, there.an.member.id)
    answer = await calendars.get(address)
    assert answer.status_code == 404
    assert TITLE not in answer.text


async def test_only_a_hash_of_the_secret_is_stored_and_nothing_of_it_logged(
    calendars: Calendars, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in ("httpx", "httpcore"):  # the calendar's own, not the server's
        caplog.set_level(logging.CRITICAL, logger=library)
    an = await calendars.room.joins("Nguyễn Văn A")
    secret = (await subscribes(an)).rsplit("/", 1)[1].removesuffix(".ics")
    address = f"{PUBLIC}/calendar/{secret}.ics"
    assert (await calendars.get(address)).status_code == 200
    assert (await calendars.get(address + "x")).status_code == 404
    async with calendars.room.app.database.reading() as unit:
        tables = await unit.sql.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for table in tables:
            rows = await unit.sql.all(f'SELECT * FROM "{table["name"]}"')
            assert secret not in str([tuple(row[name] for name in row.keys()) for row in rows])  # noqa: SIM118
    out, err = capfd.readouterr()
    assert secret not in out + err + caplog.text


async def test_a_failure_tells_the_log_nothing_of_the_address(
    calendars: Calendars, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    an = await calendars.room.joins("Nguyễn Văn A")
    address = await subscribes(an)
    calendars.debts.breaks.append(1)
    answer = await calendars.get(address)
    assert answer.status_code == 500
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")
    out, err = capfd.readouterr()
    assert secret not in out + err + caplog.text + answer.text


async def test_what_is_no_address_is_not_found_and_nothing_is_told(calendars: Calendars) -> None:
    for path in (
        "/calendar/abc.ics",
        f"/calendar/{'a' * 26}.ics",
        "/calendar/..%2f..%2fa.ics",
        "/calendar/.ics",
    ):
        answer = await calendars.get(path)
        assert answer.status_code == 404
        assert answer.headers.get("etag") is None
    assert (await calendars.get("/calendar/abc.ics", host="evil.example")).status_code == 421


async def test_it_is_asked_for_each_time_and_sent_when_it_changed(calendars: Calendars) -> None:
    an = await calendars.room.joins("Nguyễn Văn A")
    calendars.debts.owes(an.member, "2026-03-25 17:00")
    address = await subscribes(an)
    first = await calendars.get(address)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["x-content-type-options"] == "nosniff"
    calendars.room.clock.move_to(moment("2026-03-04 09:00"))
    again = await calendars.get(address, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    calendars.debts.moves(an.member, "2026-03-26 17:00")
    assert (await calendars.get(address, if_none_match=first.headers["etag"])).status_code == 200


async def test_too_often_has_to_wait_and_others_do_not(calendars: Calendars) -> None:
    an, binh = await calendars.room.joins("Nguyễn Văn A"), await calendars.room.joins("Trần Thị B")
    address, other = await subscribes(an), await subscribes(binh)
    answers = [await calendars.get(address) for _ in range(13)]
    assert [answer.status_code for answer in answers] == [200] * 12 + [429]
    assert answers[-1].headers["retry-after"] == "60"
    assert (await calendars.get(other)).status_code == 200
    calendars.timer.now += 60
    assert (await calendars.get(address)).status_code == 200


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8080"])
async def test_without_a_public_address_one_sentence_says_so(tmp_path: Path, address: str) -> None:
    async with open_room(tmp_path, address=address) as room:
        an = await room.joins("Nguyễn Văn A")
        await an.says("/lichhop")
        await an.presses("calendar.feed_button")
        assert an.last.key == "calendar.feed_no_address"
        assert re.fullmatch(r"[^.]+\.", an.last.text)
        await an.presses_choice(MakeFeed(0))
        assert an.last.key == "calendar.feed_no_address"
        async with room.store() as unit:
            assert await unit.feeds.made_at(PersonId(an.member.person)) is None
