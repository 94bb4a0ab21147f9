"""How far a broadcast has come: one message that is edited while letters leave, and says at the end what was not done.

The ledger is the only truth: each time letters are recorded, what it counts now is told if it differs from what was
told last and that telling has left. A restart goes on from the same rows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot import envelope
from bot.envelope import Message
from handlers.kit import Priority, Progress, Say, fact, say
from storage.outbox import LEASE, Letter
from storage.progress import Watched
from storage.unit import Unit

ONE_TELLS = 1  # several processes record letters; what each counts is told by one at a time
EVERY = timedelta(seconds=2)  # a chat does not take edits faster than about one a second
FOR_EACH = timedelta(microseconds=160)
"""Each telling counts the ledger, so a long one is told of less often: some hundred tellings, however long it is."""


async def first(unit: Unit, progress: Progress) -> Message:
    """The message that says that the notice is on its way (or that there is nobody to send it to)."""
    return message(_frame(progress), await unit.notices.ledger(progress.notice))


async def watch(unit: Unit, progress: Progress, letter: Letter) -> None:
    """Follows the notice from now on, unless everything is said already."""
    ledger = await unit.notices.ledger(progress.notice)
    await unit.progress.add(progress.notice, letter.id, envelope.to_bytes(_frame(progress)), _counts(ledger))
    if not ledger.get("queued"):
        await unit.progress.end(progress.notice)


async def refresh(unit: Unit, fresh_id: Callable[[], int], now: datetime) -> Sequence[Letter]:
    """Queues what has changed since it was told; answers the letters that leave at once."""
    urgent: list[Letter] = []
    if not await unit.progress.under_way():
        return urgent
    await unit.sql.alone(ONE_TELLS)
    for watched in await unit.progress.under_way():
        if watched.told == "due":
            continue
        if watched.told != "sent":  # the reader cannot be reached, or the row was purged
            await unit.progress.end(watched.notice)
            continue
        ledger = await unit.notices.ledger(watched.notice)
        if _counts(ledger) == watched.shown:
            continue
        letter = _letter(watched, ledger, fresh_id(), now)
        await unit.outbox.add([letter], now)
        await unit.progress.told(watched.notice, letter.id, _counts(ledger))
        if not ledger.get("queued"):
            await unit.progress.end(watched.notice)
            urgent.append(letter)
    return urgent


def message(frame: Message, ledger: Mapping[str, int]) -> Message:
    """The message for what the ledger counts."""
    total = sum(n for state, n in ledger.items() if state != "read")
    waiting = ledger.get("queued", 0)
    if waiting:
        text = say("progress.going", about=frame.text, done=total - waiting, total=total)
        return Message(text, kind="progress")
    lines = tuple(line for state, line in _undone(ledger) if ledger.get(state))
    sent = ledger.get("sent", 0)
    if not lines:
        return Message(say("progress.done", about=frame.text, total=total), frame.rows)
    return Message(say("progress.ended", about=frame.text, sent=sent, total=total, undone=lines), frame.rows)


def pause(ledger: Mapping[str, int]) -> timedelta:
    """How long until how far it is may be told again."""
    return max(EVERY, FOR_EACH * sum(n for state, n in ledger.items() if state != "read"))


def _undone(ledger: Mapping[str, int]) -> tuple[tuple[str, Say], ...]:
    return (
        ("not_joined", say("progress.not_joined", count=ledger.get("not_joined", 0))),
        ("unreachable", say("progress.unreachable", count=ledger.get("unreachable", 0))),
        ("failed", say("progress.failed", count=ledger.get("failed", 0))),
    )


def _letter(watched: Watched, ledger: Mapping[str, int], letter_id: int, now: datetime) -> Letter:
    body = envelope.to_bytes(message(envelope.from_bytes(watched.frame), ledger))
    due = now + (pause(ledger) if ledger.get("queued") else LEASE)  # the last one is handed over at once
    return Letter(
        letter_id, watched.channel, watched.account, watched.person, watched.language, Priority.RECEIPT.value, body,
        due, edits=watched.message_ref,
    )  # fmt: skip


def _frame(progress: Progress) -> Message:
    return envelope.message_of(fact(progress.about, *progress.rows))


def _counts(ledger: Mapping[str, int]) -> str:
    return " ".join(f"{state}={n}" for state, n in sorted(ledger.items()) if state != "read")
