"""A strict Telegram Bot API on loopback, for tests and benchmarks. How to use it: README.md beside this file."""

from tests.bot_api.chats import Message, Tap, Toast
from tests.bot_api.client import Phone
from tests.bot_api.clock import ManualClock
from tests.bot_api.faults import Cut, Error, FloodWait, Hold, Page, Slow, When
from tests.bot_api.limits import LIKE_TELEGRAM, Limits, Rate
from tests.bot_api.markup import Button
from tests.bot_api.server import TOKEN, BotApi

__all__ = [
    "LIKE_TELEGRAM",
    "TOKEN",
    "BotApi",
    "Button",
    "Cut",
    "Error",
    "FloodWait",
    "Hold",
    "Limits",
    "ManualClock",
    "Message",
    "Page",
    "Phone",
    "Rate",
    "Slow",
    "Tap",
    "Toast",
    "When",
]
