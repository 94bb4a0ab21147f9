"""Puts the web side together: the page's endpoints, health, and whatever other routes an installation brings."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot.feeds import Feeds
from bot.web.desk import Front
from bot.web.devices import Devices
from bot.web.feed import FeedDesk
from bot.web.files import FileDesk
from bot.web.guard import Door, Guard
from bot.web.health import Health, Metered, Meters
from bot.web.push_desk import PushDesk
from bot.web.shell import Shell
from bot.web.talk import Talk
from campaign.people import Language


@dataclass(frozen=True, slots=True)
class Extra:
    """Routes of others on the same server: a messenger's webhook. Those that other servers call are the door's
    `open_paths` too.
    """

    routes: Sequence[BaseRoute] = ()


def page_routes(front: Front) -> list[BaseRoute]:
    """The page and its endpoints; all addresses in it are relative, so that it can be mounted anywhere."""
    talk = Talk(front)
    shell = Shell(front.app.texts.subject("web", Language.VI))
    return [
        *shell.routes("index.html"),
        *talk.routes(),
        *FileDesk(front, talk).routes(),
        *Devices(front).routes(),
        *PushDesk(front).routes(),
    ]


def site(front: Front, door: Door, extra: Extra) -> ASGIApp:
    """Everything behind the door."""
    meters = Meters(lambda: front.channel.hub.open_pages)
    app = front.app
    feeds = Feeds(app.database, app.book.flows, app.texts, app.clock, front.channel.public_url)
    routes = [
        *page_routes(front),
        *FeedDesk(front, feeds).routes(),
        *Health(front, meters).routes(),
        *extra.routes,
    ]
    return Guard(Metered(Starlette(routes=routes), meters), door)
