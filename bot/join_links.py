"""The address on an invitation made on the command line, where no channel is open."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot.config import Settings
from bot.telegram import TelegramChannel


async def links_of(settings: Settings) -> Callable[[str], str]:
    """From a code to its address: the web page's, or the bot's where the web page is on this machine alone."""
    if not _only_here(settings.public_url) or settings.telegram_bot_token is None:
        return lambda code: web_link(settings.public_url, code)
    channel = TelegramChannel(
        settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url, settings.telegram_proxy
    )
    try:
        await channel.learn_name()
    except TelegramError:
        return lambda code: web_link(settings.public_url, code)
    finally:
        await channel.close()
    return lambda code: channel.join_link(code) or web_link(settings.public_url, code)


def web_link(public_url: str, code: str) -> str:
    """The web page's address for a code. What follows # never reaches a server, a log or a preview."""
    return f"{public_url}/join#{code}"


def _only_here(url: str) -> bool:
    """Whether the address leads to the machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
