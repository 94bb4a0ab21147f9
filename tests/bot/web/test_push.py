"""Telling closed pages that there is something new, through a strict push service on loopback."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.clock import fresh_id
from bot.saying import Saying
from bot.web.push_services import Services
from campaign.ids import NoticeId
from campaign.people import Language, Member
from handlers import FLOWS
from handlers.kit import Notice, say
from storage.sql import micros
from tests.bot.web import flows
from tests.bot.web.house import LONG, Browser, WebHouse, open_house
from tests.bot.web.push_service import Phone, PushService, push_service
from tests.talk.room import START

NOBODY = "http://127.0.0.1:9"  # where nobody listens
SECRET_WORDS = "Đồng chí Nguyễn Thị Lan được đề nghị tặng Cờ thi đua"


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    """A push service."""
    async with push_service(lambda: START) as listening:
        yield listening


@pytest.fixture
async def house(tmp_path: Path, service: PushService) -> AsyncIterator[WebHouse]:
    """A house that pushes to it and to nowhere else."""
    only = Services(frozenset(), (), frozenset({service.url, NOBODY}))
    async with open_house(tmp_path, (*FLOWS, flows.secretly), services=only) as opened:
        yield opened


async def subscribed(house: WebHouse, service: PushService, browser: Browser) -> Phone:
    """The browser has turned its notifications on."""
    phone = service.phone((await browser.hello())["push_key"])
    assert (await browser.post("push/on", phone.given)).status_code == 200
    return phone


async def tells(house: WebHouse, member: Member, words: str = SECRET_WORDS) -> None:
    """A notice to somebody, sent and stored on their pages."""
    app = house.app
    async with house.room.store() as unit:
        saying = Saying(app.database.seals, app.files, fresh_id, app.clock.now())
        notice, text = NoticeId(fresh_id()), say("chat.plain", text=words)
        await saying.notice(unit, Notice(notice, member.khoi, "notice", (member.person,), text))
    async with asyncio.timeout(LONG):
        while await app.post.look_once() or await waiting(house):
            await app.post.idle()
            await asyncio.sleep(0)


async def waiting(house: WebHouse) -> int:
    """How many letters are not sent yet."""
    async with house.app.database.reading() as unit:
        return await unit.outbox.how_many()


async def idle(house: WebHouse) -> None:
    """Everything that was to be pushed has been tried."""
    assert house.pusher is not None
    async with asyncio.timeout(LONG):
        await house.pusher.idle()


async def subscriptions(house: WebHouse) -> int:
    async with house.app.database.reading() as unit:
        return len(await unit.sql.all("SELECT account FROM web_push ORDER BY account"))


# --- what is pushed, and when -------------------------------------------------------------------------------


async def test_a_notice_for_a_closed_page_is_pushed_encrypted_and_signed(
    house: WebHouse, service: PushService
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    phone = await subscribed(house, service, lan)
    await tells(house, member)
    pushed = await service.takes()
    assert pushed.phone is phone
    assert service.complaints == []
    assert [m["text"] for m in await lan.messages()] == [SECRET_WORDS]


async def test_a_push_says_nothing_of_what_or_whom_it_is_about(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    await subscribed(house, service, await house.joined(member))
    await tells(house, member)
    one = await service.takes()
    await idle(house)
    await tells(house, member, "bỏ phiếu kín: suy tôn")
    other = await service.takes()
    said = {"title": "Trợ lý thi đua", "body": "Đồng chí có tin mới. Bấm để xem.", "lang": "vi"}
    assert one.content == other.content == said
    assert len(one.body) == len(other.body)
    assert one.headers.keys() == other.headers.keys()


async def test_a_push_speaks_the_language_of_its_reader(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    await subscribed(house, service, await house.joined(member))
    async with house.room.store() as unit:
        await unit.people.set_language(member.person, Language.EN)
    await tells(house, member)
    assert (await service.takes()).content["body"] == "You have news. Tap to read it."


async def test_nothing_is_pushed_while_a_page_of_the_person_is_open(
    house: WebHouse, service: PushService
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    desk, phone = await house.joined(member), await house.joined(member)
    await subscribed(house, service, phone)
    async with desk.listening() as ear:
        await tells(house, member)
        await ear.hears_text(SECRET_WORDS)
        await idle(house)
        assert service.asked == 0
    assert [m["text"] for m in await phone.messages()] == [SECRET_WORDS]


async def test_an_answer_to_ones_own_message_is_not_pushed(house: WebHouse, service: PushService) -> None:
    lan = await house.joined()
    await subscribed(house, service, lan)
    await lan.asks("/menu")
    await idle(house)
    assert service.asked == 0


async def test_nothing_of_a_secret_ballot_is_pushed(house: WebHouse, service: PushService) -> None:
    house.app.database.seals.make(flows.BALLOT)
    await flows.ballot_in(house)
    lan = await house.joined()
    await subscribed(house, service, lan)
    await lan.says("/phieukin")
    async with lan.listening() as ear:
        shown = await ear.answer()
    await lan.presses(shown, "")
    async with lan.listening() as ear:
        await ear.hears_text(flows.RECEIPT)
    await idle(house)
    assert service.asked == 0


# --- what services may answer -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [404, 410])
async def test_an_address_the_service_has_forgotten_is_forgotten(
    house: WebHouse, service: PushService, status: int
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await subscribed(house, service, lan)
    service.replies.append((status, {}))
    await tells(house, member)
    await idle(house)
    assert await subscriptions(house) == 0
    assert not (await lan.hello())["pushes"]
    await tells(house, member)
    await idle(house)
    assert service.asked == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_service_that_is_busy_is_asked_again_and_the_notice_pushed_once(
    house: WebHouse, service: PushService, status: int
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    await subscribed(house, service, await house.joined(member))
    service.replies += [(status, {"Retry-After": "0"})] * 3
    await tells(house, member)
    await service.takes()
    await idle(house)
    assert service.asked == 4
    assert service.is_empty()


async def test_a_service_that_stays_busy_is_left_alone_after_five_tries(
    house: WebHouse, service: PushService
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await subscribed(house, service, lan)
    service.replies += [(503, {"Retry-After": "0"})] * 5
    await tells(house, member)
    async with asyncio.timeout(LONG):
        while service.replies:  # noqa: ASYNC110 - between two tries nothing tells
            await asyncio.sleep(0)
    await idle(house)
    await tells(house, member)
    await service.takes()
    assert service.asked == 6
    assert len(await lan.messages()) == 2


async def test_a_redirect_is_not_followed(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    phone = await subscribed(house, service, await house.joined(member))
    service.replies += [(307, {"Location": phone.endpoint})]
    await tells(house, member)
    await idle(house)
    assert service.asked == 1


async def test_a_refusal_is_logged_without_the_address(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    phone = await subscribed(house, service, await house.joined(member))
    service.replies += [(403, {})]
    with capture_logs() as logs:
        await tells(house, member)
        await idle(house)
    assert [line["service"] for line in logs if line["event"] == "a push service refused"] == [service.url]
    assert phone.endpoint not in str(logs)


async def test_a_service_that_is_down_holds_up_no_notice(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    phone = await subscribed(house, service, lan)
    assert (await lan.post("push/on", phone.given | {"endpoint": f"{NOBODY}/push"})).status_code == 200
    await tells(house, member)
    assert [m["text"] for m in await lan.messages()] == [SECRET_WORDS]
    assert await waiting(house) == 0


# --- who may turn it on, and when it ends -------------------------------------------------------------------


async def test_only_our_own_page_turns_notifications_on(house: WebHouse, service: PushService) -> None:
    lan = await house.joined()
    phone = service.phone((await lan.hello())["push_key"])
    attempts: tuple[dict[str, str], ...] = (
        {"origin": "https://evil.example"},
        {"x_page": "wrong"},
        {"sec_fetch_site": "cross-site"},
    )
    for headers in attempts:
        assert (await lan.post("push/on", phone.given, **headers)).status_code == 403
        assert (await lan.post("push/off", None, **headers)).status_code == 403
    assert await subscriptions(house) == 0


async def test_a_stranger_turns_nothing_on(house: WebHouse, service: PushService) -> None:
    stranger = await house.browser()
    state = await stranger.begins()
    answer = await stranger.post("push/on", service.phone(state["push_key"]).given)
    assert (answer.status_code, answer.json()["refused"]) == (403, "member")


async def test_what_no_browser_gives_is_not_taken(house: WebHouse, service: PushService) -> None:
    lan = await house.joined()
    given = service.phone((await lan.hello())["push_key"]).given
    attempts: tuple[tuple[dict[str, object], str], ...] = (
        ({"endpoint": "https://evil.example/push"}, "service"),
        ({"endpoint": "http://127.0.0.1:1/push"}, "service"),
        ({"endpoint": 7}, "form"),
        ({"p256dh": "AAAA"}, "keys"),
        ({"p256dh": "%%%"}, "keys"),
        ({"auth": "AAAA"}, "keys"),
        ({"auth": None}, "form"),
    )
    for change, word in attempts:
        answer = await lan.post("push/on", given | change)
        assert (answer.status_code, answer.json()["refused"]) == (400, word)
    assert await subscriptions(house) == 0


async def test_a_key_that_is_no_point_of_the_curve_reaches_nobody(
    house: WebHouse, service: PushService
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    given = service.phone((await lan.hello())["push_key"]).given | {"p256dh": "B" + "A" * 86}
    assert (await lan.post("push/on", given)).status_code == 200
    await tells(house, member)
    await idle(house)
    assert service.asked == 0
    assert await subscriptions(house) == 0


async def test_turned_off_nothing_is_pushed(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await subscribed(house, service, lan)
    assert (await lan.hello())["pushes"]
    assert (await lan.post("push/off")).status_code == 200
    assert not (await lan.hello())["pushes"]
    await tells(house, member)
    await idle(house)
    assert service.asked == 0


async def test_logging_out_or_taking_a_device_away_ends_its_pushes(
    house: WebHouse, service: PushService
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lost, left, removed, lan = [await house.joined(member) for _ in range(4)]
    for browser in (lost, left, removed):
        await subscribed(house, service, browser)
    async with house.room.store() as unit:
        devices = {device.account: device.id for device in await unit.devices.of(member.person)}
        await unit.devices.remove(member.person, devices[removed.state["device"]])
    await left.post("leave")
    await lan.post("devices/take-away", {"device": str(devices[lost.state["device"]])})
    assert await subscriptions(house) == 0
    await tells(house, member)
    await idle(house)
    assert service.asked == 0


async def test_who_has_left_is_told_nothing(house: WebHouse, service: PushService) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await subscribed(house, service, lan)
    async with house.room.store() as unit:
        await unit.sql.run("UPDATE member SET left_at = ? WHERE id = ?", micros(START), member.id)
    await tells(house, member)
    await idle(house)
    assert service.asked == 0
    assert (await lan.post("push/on", service.phone("").given)).status_code == 403


async def test_a_browser_that_joins_anew_is_told_once(house: WebHouse, service: PushService) -> None:
    first, second = await house.room.enrolled("Nguyễn Thị Lan"), await house.room.enrolled("Trần Văn Minh")
    before, after = await house.joined(first), await house.joined(second)
    phone = await subscribed(house, service, before)
    assert (await after.post("push/on", phone.given)).status_code == 200
    assert await subscriptions(house) == 1
    await tells(house, first)
    await tells(house, second)
    await service.takes()
    await idle(house)
    assert service.asked == 1


async def test_addresses_made_for_a_lost_key_do_not_count(
    tmp_path: Path, house: WebHouse, service: PushService
) -> None:
    lan = await house.joined()
    await subscribed(house, service, lan)
    async with house.room.store() as unit:
        await unit.sql.run("UPDATE web_push SET server_key = 'another'")
    assert not (await lan.hello())["pushes"]
    await subscribed(house, service, lan)
    assert (await lan.hello())["pushes"]
    assert await subscriptions(house) == 1


async def test_without_a_push_service_the_page_is_told_that_there_is_none(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        lan = await house.joined()
        assert (lan.state["push_key"], lan.state["pushes"]) == (None, False)
        answer = await lan.post("push/on", Phone("https://fcm.googleapis.com/x", "").given)
        assert answer.status_code == 404
