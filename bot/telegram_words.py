"""Telegram's JSON as `Heard`, and our rows as its keyboards: pure translation, no calls."""

from collections.abc import Mapping
from typing import Any

from bot.channel import Attached, Heard, Line
from bot.telegram_json import number, part, words

LONGEST = 4096  # UTF-16 code units in one message
LETTERS_IN_A_ROW = 38  # that a phone of 360 points shows on the buttons of one row before it cuts words off


class NotUnderstood(Exception):
    """A private update without what names its account, its message or itself: nobody could be answered."""


def heard_of(update: object, channel: str) -> Heard | None:
    """What a private update says, or None for what is not said to us (groups, other kinds).

    Whatever is not of the kind that Telegram promises is taken for absent. Raises NotUnderstood.
    """
    key = str(id_of(update))
    if query := part(update, "callback_query"):
        return _press(query, channel, key)
    message = part(update, "message")
    if part(message, "chat").get("type") != "private":
        return None
    sender = part(message, "from")
    return Heard(
        channel,
        _named(part(message, "chat"), "id"),
        key,
        text=words(message.get("text")) or words(message.get("caption")),
        files=_files(message),
        name=_name(sender),
        language=words(sender.get("language_code")),
    )


def id_of(update: object) -> int:
    """The number of an update. Raises NotUnderstood."""
    found = number(update.get("update_id")) if isinstance(update, dict) else None
    if found is None:
        raise NotUnderstood
    return found


def _press(query: Mapping[str, Any], channel: str, key: str) -> Heard | None:
    message = part(query, "message")
    if part(message, "chat").get("type") != "private":
        return None
    sender = part(query, "from")
    return Heard(
        channel,
        _named(part(message, "chat"), "id"),
        key,
        choice=words(query.get("data")),
        message_ref=_named(message, "message_id"),
        tap=words(query.get("id")) or None,
        name=_name(sender),
        language=words(sender.get("language_code")),
    )


def _named(said: Mapping[str, Any], name: str) -> str:
    found = number(said.get(name))
    if found is None:
        raise NotUnderstood
    return str(found)


def _files(message: Mapping[str, Any]) -> tuple[Attached, ...]:
    document = part(message, "document")
    if file_id := words(document.get("file_id")):
        name = words(document.get("file_name")) or "tep"
        media_type = words(document.get("mime_type")) or "application/octet-stream"
        return (Attached(file_id, name, _size(document), media_type),)
    sent = message.get("photo")
    sizes = sent if isinstance(sent, list) else []
    photos = [each for each in sizes if isinstance(each, dict) and words(each.get("file_id"))]
    if not photos:
        return ()
    largest = max(photos, key=lambda photo: _size(photo) or _points(photo))
    name = f"anh-{_named(message, 'message_id')}.jpg"
    return (Attached(words(largest["file_id"]), name, _size(largest), "image/jpeg"),)


def _size(said: Mapping[str, Any]) -> int:
    return max(0, number(said.get("file_size")) or 0)


def _points(photo: Mapping[str, Any]) -> int:
    return (number(photo.get("width")) or 0) * (number(photo.get("height")) or 0)


def _name(sender: Mapping[str, Any]) -> str:
    return " ".join(each for name in ("last_name", "first_name") if (each := words(sender.get(name))))


def keyboard(rows: tuple[tuple[Line, ...], ...]) -> dict[str, Any] | None:
    """An inline keyboard, or None without buttons."""
    if not rows:
        return None
    return {
        "inline_keyboard": [[_button(line) for line in fit] for row in rows for fit in _fitting_rows(row)]
    }


def _fitting_rows(row: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    """The row as it is, or one button a row where their words would be cut off on a narrow phone."""
    letters = LETTERS_IN_A_ROW // max(1, len(row))
    fits = all(len(line.label or "") <= letters for line in row)
    return [row] if fits else [(line,) for line in row]


def _button(line: Line) -> dict[str, str]:
    label = line.label or "…"
    return (
        {"text": label, "url": line.url}
        if line.url is not None
        else {"text": label, "callback_data": line.data or ""}
    )


def pieces(text: str) -> list[str]:
    """The text in as many messages as Telegram needs, cut at line ends where possible."""
    found: list[str] = []
    rest = text or "…"
    while _units(rest) > LONGEST:
        cut = _fitting(rest)
        line_end = rest.rfind("\n", 1, cut)
        cut = line_end if line_end > 0 else cut
        found.append(rest[:cut])
        rest = rest[cut:].lstrip("\n")
    return [*found, rest]


def _fitting(text: str) -> int:
    """How many characters fit."""
    units = 0
    for index, letter in enumerate(text):
        units += 2 if ord(letter) > 0xFFFF else 1
        if units > LONGEST:
            return index
    return len(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
