"""Updates by POST: with the secret, in order, in parallel for different people, again until they are taken."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from tests.bot_api import BotApi, ManualClock, Phone
from tests.bot_api.bell import Bell
from tests.bot_api.conftest import Ask
from tests.bot_api.webhook import SECRET_HEADER


class Hook:
    """The bot's side: keeps what comes and answers as the test wishes."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.bell = Bell()
        self.answer: Callable[[dict[str, Any]], Awaitable[web.Response]] = self.takes
        self.url = ""

    async def takes(self, _update: dict[str, Any]) -> web.Response:
        return web.Response()

    async def handle(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        self.bodies.append(update)
        self.secrets.add(request.headers.get(SECRET_HEADER))
        self.bell.ring()
        return await self.answer(update)

    async def got(self, count: int) -> list[str]:
        """The texts, once so many requests have come."""
        await self.bell.until(lambda: len(self.bodies) >= count or None, 5)
        return [one["message"]["text"] for one in self.bodies]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    runner = web.ServerRunner(web.Server(made.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield made
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_are_forgotten_when_taken(
    api: BotApi, an: Phone, ask: Ask, hook: Hook
) -> None:
    await an.says("trước")
    assert (await ask("setWebhook", url=hook.url, secret_token="Mot-2_ba"))[
        "description"
    ] == "Webhook was set"
    await an.says("sau")
    assert await hook.got(2) == ["trước", "sau"]
    assert hook.secrets == {"Mot-2_ba"}
    await api.all_taken()
    assert (await ask("getWebhookInfo"))["result"]["pending_update_count"] == 0
    assert (await ask("setWebhook", url=hook.url, secret_token="Mot-2_ba"))[
        "description"
    ] == "Webhook is already set"


async def test_a_refused_update_comes_again_before_the_next_of_its_chat(
    api: BotApi, an: Phone, ask: Ask, hook: Hook
) -> None:
    async def refuses_twice(_update: dict[str, Any]) -> web.Response:
        return web.Response(status=500 if len(hook.bodies) <= 2 else 200)

    hook.answer = refuses_twice
    await ask("setWebhook", url=hook.url)
    await an.says("một")
    await an.says("hai")
    assert await hook.got(4) == ["một", "một", "một", "hai"]
    await api.all_taken()
    assert (await ask("getWebhookInfo"))["result"]["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )


async def test_people_do_not_wait_for_each_other_but_max_connections_is_kept(
    api: BotApi, an: Phone, ask: Ask, hook: Hook
) -> None:
    released = asyncio.Event()

    async def waits(_update: dict[str, Any]) -> web.Response:
        await released.wait()
        return web.Response()

    hook.answer = waits
    await ask("setWebhook", url=hook.url, max_connections=2)
    for phone in (an, api.phone("Bình"), api.phone("Cường")):
        await phone.says(phone.chat.user.name)
        await phone.says("nữa")
    assert sorted(await hook.got(2)) == ["Bình", "Nguyễn Văn An"]
    assert len(api.updates.pending) == 6
    released.set()
    await api.all_taken()
    assert [one["message"]["text"] for one in hook.bodies].count("nữa") == 3


async def test_a_hook_that_is_away_gets_everything_later(
    api: BotApi, an: Phone, ask: Ask, hook: Hook
) -> None:
    await ask("setWebhook", url="http://127.0.0.1:9/nobody")
    await an.says("một")
    webhook = api.world.webhook
    assert webhook is not None
    await webhook.bell.until(lambda: webhook.last_error or None, 5)
    await ask("setWebhook", url=hook.url)
    assert await hook.got(1) == ["một"]


async def test_pending_updates_can_be_dropped(an: Phone, ask: Ask, hook: Hook) -> None:
    await an.says("một")
    await ask("setWebhook", url=hook.url, drop_pending_updates=True)
    await an.says("hai")
    assert await hook.got(1) == ["hai"]


async def test_what_nobody_took_in_a_day_is_dropped(
    api: BotApi, an: Phone, ask: Ask, hook: Hook, clock: ManualClock
) -> None:
    async def away(_update: dict[str, Any]) -> web.Response:
        clock.advance(86_401)
        return web.Response(status=503)

    hook.answer = away
    await ask("setWebhook", url=hook.url)
    await an.says("một")
    await api.all_taken()
    assert await hook.got(1) == ["một"]


async def test_a_method_in_the_answer_is_carried_out(api: BotApi, an: Phone, ask: Ask, hook: Hook) -> None:
    async def answers(update: dict[str, Any]) -> web.Response:
        chat_id = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat_id, "text": "Chào đồng chí"})

    hook.answer = answers
    await ask("setWebhook", url=hook.url)
    await an.says("một")
    await an.wait_for("Chào đồng chí")
    assert api.refusals == []


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"url": "nowhere"}, "invalid webhook URL specified"),
        ({"url": "http://example.vn/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.vn/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://example.vn/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_wrong_webhook_is_refused(ask: Ask, values: dict[str, Any], complaint: str) -> None:
    assert (await ask("setWebhook", **values))["description"] == f"Bad Request: {complaint}"
    assert (await ask("getUpdates"))["ok"]
