"""What every notice of the khối has in common: when it leaves, and what can be looked at once it is under way."""

from datetime import datetime

from campaign.ids import NoticeId
from campaign.reminders.notice import leaves_at
from handlers.kit import Choice, Row, Say, Turn, say


class Ledger(Choice, tag="dvl", label=say("delivery.ledger_button")):
    """Who got a notice."""

    notice: NoticeId


class Paste(Choice, tag="dvz", label=say("delivery.paste_button")):
    """The notice as plain text to be pasted into a group elsewhere."""

    notice: NoticeId


def leaving(turn: Turn) -> datetime | None:
    """When a notice sent now leaves; None: at once."""
    at = leaves_at(turn.manners, turn.now)
    return at if at > turn.now else None


def leaving_line(at: datetime | None) -> Say | None:
    """A line that says so when it does not leave at once."""
    return None if at is None else say("delivery.leaves", at=at)


def ledger_rows(notice: NoticeId) -> tuple[Row, ...]:
    """The buttons under the last state of a broadcast."""
    return (Ledger(notice), Paste(notice))
