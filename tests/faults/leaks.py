"""The logs of a play, searched for what must never be in them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.bot_api import BotApi
from tests.faults.crowd import MARKED, Crowd
from tests.faults.stage import MEETING, NAMES

RECEIPT = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b")


def logged(folder: Path) -> str:
    """Everything the processes of the play have logged."""
    return "\n".join(log.read_text("utf-8") for log in sorted(folder.glob("log.*")))


def leaks(log: str, api: BotApi, crowd: Crowd) -> Iterator[str]:
    """The names, accounts, receipts, typed words, choices and the token that are found in it."""
    people = [who.player.name for who in crowd.people if who.player is not None]
    accounts = [str(who.phone.id) for who in crowd.people]
    texts = [message.text for who in crowd.people for message in who.phone.received]
    receipts = {found for text in texts if "Mã đối chiếu" in text for found in RECEIPT.findall(text)}
    for secret in (api.token, MEETING, *NAMES, *people, *accounts, *receipts):
        if secret in log:
            yield f"the log has “{secret}”"
    yield from (f"the log has what somebody typed: {found}" for found in set(MARKED.findall(log)))
