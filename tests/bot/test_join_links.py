"""The address on an invitation: one that works from where people are."""

from pydantic import SecretStr

from bot.config import Settings
from bot.join_links import links_of
from tests.bot_api import BotApi

CODE = "K7M42QXT9ABCDEFG"


def settings(**changed: object) -> Settings:
    return Settings(_env_file=None).model_copy(update=changed)


async def test_a_public_page_comes_first() -> None:
    link = await links_of(settings(public_url="https://thidua.example.vn"))
    assert link(CODE) == f"https://thidua.example.vn/join#{CODE}"


async def test_a_page_on_this_machine_alone_gives_way_to_the_bot() -> None:
    async with BotApi() as api:
        with_bot = settings(telegram_bot_token=SecretStr(api.token), telegram_api_url=api.url)
        link = await links_of(with_bot)
        assert link(CODE).startswith("https://t.me/")
        assert link(CODE).endswith(f"?start={CODE}")
        assert api.refusals == []


async def test_a_bot_that_cannot_be_reached_is_no_reason_to_fail() -> None:
    async with BotApi() as api:
        await api.go_down()
        with_bot = settings(telegram_bot_token=SecretStr(api.token), telegram_api_url=api.url)
        assert (await links_of(with_bot))(CODE) == f"http://127.0.0.1:8080/join#{CODE}"
