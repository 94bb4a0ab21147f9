"""The doctor's look outside: does our page answer, does Telegram know the bot, do its updates reach the webhook."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.config import Settings
from bot.doctor_database import CLOCK_OFF
from bot.doctor_words import Finding, Mark
from bot.downloads import LARGEST_FILE
from bot.web.guard import LOOPBACK
from handlers.kit import say

RECENT = timedelta(hours=1)
OURS = b"thidua_"  # how the names of our meters begin
MEGABYTE = 1_000_000
TROUBLE = (aiohttp.ClientError, OSError, ValueError)


async def web(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    """Whether the page answers on this machine, under its public name."""
    host = "127.0.0.1" if settings.web_host in ("0.0.0.0", "") else settings.web_host  # noqa: S104 - compared
    headers = {"Host": urlsplit(settings.public_url).netloc}
    try:
        async with session.get(f"http://{host}:{settings.web_port}/healthz", headers=headers) as reply:
            status = str((await reply.json()).get("status", ""))
    except TROUBLE:
        return [Finding(Mark.LOOK, say("doctor.web_silent", port=settings.web_port))]
    return [Finding(Mark.WELL if status == "ok" else Mark.ILL, say("doctor.web", status=status))]


async def public(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    """Whether the address on the invitations leads here, and whether what is for this machine alone stays on it."""
    url = settings.public_url
    if (urlsplit(url).hostname or "") in LOOPBACK | {"::1"}:
        return [Finding(Mark.LOOK, say("doctor.public_here", url=url))]
    found = [] if url.startswith("https://") else [Finding(Mark.LOOK, say("doctor.public_plain", url=url))]
    try:
        async with session.get(f"{url}/healthz") as reply:
            well = (
                reply.status in (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)
                and "status" in await reply.json()
            )
        if await _shows_metrics(url, session):
            found.append(Finding(Mark.ILL, say("doctor.public_metrics")))
        if well and not await _lets_files_in(url, session):
            found.append(Finding(Mark.ILL, say("doctor.public_files", size=LARGEST_FILE // MEGABYTE)))
    except TROUBLE as error:
        return [*found, Finding(Mark.LOOK, say("doctor.public_silent", url=url, why=type(error).__name__))]
    said = say("doctor.public_well", url=url) if well else say("doctor.public_other", url=url)
    return [*found, Finding(Mark.WELL if well else Mark.ILL, said)]


async def _shows_metrics(url: str, session: aiohttp.ClientSession) -> bool:
    """Asked as anybody may ask, under the page's name and under one that only this machine should use.

    Caddy answers 200 with nothing to a name that is not its own.
    """
    for headers in ({}, {"Host": "localhost"}):
        async with session.get(f"{url}/metrics", headers=headers) as reply:
            if reply.status == HTTPStatus.OK and OURS in await reply.read():
                return True
    return False


async def _lets_files_in(url: str, session: aiohttp.ClientSession) -> bool:
    """Asks whether the largest file would be let in, and sends none: a proxy refuses by the length alone."""
    headers = {"Content-Length": str(LARGEST_FILE)}
    try:
        asking = session.post(f"{url}/api/upload", data=_File(), headers=headers, expect100=True)
        async with asking as reply:
            return reply.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except (_Wanted, *TROUBLE):  # it waits for the file, or hangs up since none comes
        return True


class _Wanted(Exception):
    """The other side says “go on”."""


class _File:
    """A file that is not there: nobody asks for its first byte before they have let it in."""

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        raise _Wanted


async def telegram(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> list[Finding]:
    """Whether the token is good and the clocks agree; where updates are delivered."""
    if settings.telegram_bot_token is None:
        return [Finding(Mark.WELL, say("doctor.telegram_unused"))]
    try:
        said, date = await _asked(settings, session, "getMe")
        if not said.get("ok"):
            return [Finding(Mark.ILL, say("doctor.telegram_refuses"))]
        found = [Finding(Mark.WELL, say("doctor.telegram_well", name=said["result"]["username"]))]
        if date is not None and abs(parsedate_to_datetime(date) - clock.now()) > CLOCK_OFF:
            found.append(Finding(Mark.ILL, say("doctor.clock_off")))
        hook, _ = await _asked(settings, session, "getWebhookInfo")
        return [*found, *_webhook(settings, hook.get("result", {}), clock.now())]
    except TROUBLE as error:
        return [Finding(Mark.ILL, say("doctor.telegram_silent", why=type(error).__name__))]


async def _asked(
    settings: Settings, session: aiohttp.ClientSession, method: str
) -> tuple[dict[str, Any], str | None]:
    assert settings.telegram_bot_token is not None
    url = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token.get_secret_value()}/{method}"
    async with session.get(url, proxy=settings.telegram_proxy) as reply:
        return await reply.json(), reply.headers.get("Date")


def _webhook(settings: Settings, known: dict[str, Any], now: datetime) -> list[Finding]:
    """Telegram sends to one place: the configured address, or, for polling, nowhere."""
    waiting = int(known.get("pending_update_count", 0))
    ours, theirs = settings.telegram_webhook_url or "", known.get("url", "")
    if ours != theirs:
        stray, missing = say("doctor.webhook_stray", n=waiting), say("doctor.webhook_missing", n=waiting)
        return [Finding(Mark.LOOK, missing if ours else stray)]
    if not ours:
        return []
    at = datetime.fromtimestamp(int(known.get("last_error_date", 0)), UTC)
    if now - at < RECENT:
        why = str(known.get("last_error_message", ""))
        return [Finding(Mark.LOOK, say("doctor.webhook_errors", at=at, why=why, n=waiting))]
    return [Finding(Mark.WELL, say("doctor.webhook_well", n=waiting))]
