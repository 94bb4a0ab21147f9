"""A message between the turn that says it and the channel that sends it: keys and values, not sentences.

Kept as JSON in the outbox and rendered only when sent, in the language the person then has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never

import orjson

from bot.channel import Kind
from campaign.catalogue.wording import Wording
from handlers.kit import (
    Button,
    Choice,
    Document,
    Fact,
    Keep,
    Kept,
    Link,
    Notice,
    OpenMenu,
    Row,
    Say,
    Screen,
    Shown,
    Toast,
    Until,
    Value,
    say,
)
from handlers.packing import pack

STAYS = "!"
"""Stands before the data of a button under a message that stays: the press answers below it instead of editing it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A button of a message: words, and what it does or opens."""

    words: Say
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of a message, by content hash."""

    sha256: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: a screen is edited in place by the next one, a fact stays, a toast passes."""

    text: Say
    rows: tuple[tuple[Label, ...], ...] = ()
    kind: Kind = "fact"
    file: FileRef | None = None
    keep: Keep = Keep.ALWAYS

    @property
    def labels(self) -> tuple[Label, ...]:
        """The buttons in the order of their numbers."""
        return tuple(label for row in self.rows for label in row)


def message_of(shown: Shown, file: FileRef | None = None) -> Message:
    """What a step said as a message. A document comes with the reference under which its bytes were kept."""
    match shown:
        case Say():
            return Message(shown)
        case Screen(text, rows, back):
            last: tuple[Choice | Button, ...] = (OpenMenu(),)
            if back is not None:
                last = (back.labelled(say("chat.back_button")), OpenMenu())
            return Message(text, tuple(_row(row, "") for row in (*rows, last)), "screen")
        case Fact(text, rows, keep, once):
            stays = "" if once else STAYS
            return Message(text, tuple(_row(row, stays) for row in rows), keep=keep)
        case Toast(text):
            return Message(text, kind="toast")
        case Document() | Kept():
            return Message(shown.caption, file=file)
        case _:
            assert_never(shown)


def message_of_notice(notice: Notice, read: Choice) -> Message:
    """A notice with its own buttons and “Đã đọc”, which beside an answer says that it is none."""
    asks = any(_answers(part) for row in notice.rows for part in _parts(row))
    last = read.labelled(say("chat.read_unanswered_button")) if asks else read
    return Message(notice.text, tuple(_row(row, STAYS) for row in (*notice.rows, last)))


def to_bytes(message: Message) -> bytes:
    """The message as stored in the outbox."""
    file = message.file and [message.file.sha256, message.file.name, message.file.media_type]
    rows = [[[_say(label.words), label.data, label.url] for label in row] for row in message.rows]
    return orjson.dumps([_say(message.text), rows, message.kind, file, message.keep])


def from_bytes(stored: bytes) -> Message:
    """The message that `to_bytes` wrote."""
    text, rows, kind, file, keep = orjson.loads(stored)
    return Message(
        _said(text),
        tuple(tuple(Label(_said(words), data, url) for words, data, url in row) for row in rows),
        kind,
        FileRef(*file) if file else None,
        Keep(keep),
    )


def labels_to_bytes(labels: tuple[Label, ...]) -> bytes:
    """The buttons of a screen, as the conversation keeps them to be chosen by number or words."""
    return orjson.dumps([[_say(label.words), label.data] for label in labels if label.data is not None])


def labels_from_bytes(stored: bytes) -> tuple[Label, ...]:
    """The buttons that `labels_to_bytes` wrote; none when they can no longer be read."""
    try:
        return tuple(Label(_said(words), data) for words, data in orjson.loads(stored)) if stored else ()
    except (ValueError, TypeError, LookupError):
        return ()


def _row(row: Row, stays: str) -> tuple[Label, ...]:
    return tuple(_label(part, stays) for part in _parts(row))


def _parts(row: Row) -> tuple[Choice | Button | Link, ...]:
    return row if isinstance(row, tuple) else (row,)


def _answers(part: Choice | Button | Link) -> bool:
    match part:
        case Choice() as choice:
            return type(choice).replies
        case Button(choice):
            return type(choice).replies
        case Link():
            return False


def _label(part: Choice | Button | Link, stays: str) -> Label:
    match part:
        case Choice():
            return Label(type(part).label, stays + pack(part))
        case Button(choice, label):
            return Label(label, stays + pack(choice))
        case Link(url, label):
            return Label(label, url=url)
        case _:
            assert_never(part)


def _say(said: Say) -> list[Any]:
    return (
        [said.key, {name: _value(value) for name, value in said.values.items()}]
        if said.values
        else [said.key]
    )


def _said(stored: list[Any]) -> Say:
    values: Mapping[str, Any] = stored[1] if len(stored) > 1 else {}
    return Say(stored[0], {name: _valued(value) for name, value in values.items()})


def _value(value: Value) -> Any:
    match value:
        case Say():
            return {"s": _say(value)}
        case tuple():
            return {"l": [_say(item) for item in value]}
        case Until(at):
            return {"u": at.isoformat()}
        case Wording():
            return {"w": [value.vi, value.en]}
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case _:
            return value


def _valued(stored: Any) -> Value:
    match stored:
        case {"s": inner}:
            return _said(inner)
        case {"l": items}:
            return tuple(_said(item) for item in items)
        case {"u": at}:
            return Until(datetime.fromisoformat(at))
        case {"w": [vi, en]}:
            return Wording(vi, en)
        case {"t": at}:
            return datetime.fromisoformat(at)
        case {"d": day}:
            return date.fromisoformat(day)
        case _:
            return stored  # type: ignore[no-any-return]
