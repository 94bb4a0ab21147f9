"""Telegram's JSON as `Heard`, and our rows as its keyboards: pure translation, no calls."""

from collections.abc import Mapping
from typing import Any

from bot.channel import Attached, Heard, Line

LONGEST = 4096  # UTF-16 code units in one message
LETTERS_IN_A_ROW = 38  # that a phone of 360 points shows on the buttons of one row before it cuts words off


def heard_of(update: Mapping[str, Any], channel: str) -> Heard | None:
    """What a private update says, or None for what is not said to us (groups, other kinds)."""
    key = str(update["update_id"])
    if (query := update.get("callback_query")) is not None:
        return _press(query, channel, key)
    if (message := update.get("message")) is not None and message["chat"]["type"] == "private":
        sender = message.get("from", {})
        return Heard(
            channel,
            str(message["chat"]["id"]),
            key,
            text=message.get("text") or message.get("caption") or "",
            files=_files(message),
            name=_name(sender),
            language=sender.get("language_code", ""),
        )
    return None


def _press(query: Mapping[str, Any], channel: str, key: str) -> Heard | None:
    message = query.get("message")
    if message is None or message["chat"]["type"] != "private":
        return None
    return Heard(
        channel,
        str(message["chat"]["id"]),
        key,
        choice=query.get("data", ""),
        message_ref=str(message["message_id"]),
        tap=str(query["id"]),
        name=_name(query["from"]),
        language=query["from"].get("language_code", ""),
    )


def _files(message: Mapping[str, Any]) -> tuple[Attached, ...]:
    if (document := message.get("document")) is not None:
        name = document.get("file_name") or "tep"
        media_type = document.get("mime_type") or "application/octet-stream"
        return (Attached(document["file_id"], name, int(document.get("file_size") or 0), media_type),)
    if photos := message.get("photo"):
        largest = max(
            photos, key=lambda photo: int(photo.get("file_size") or photo["width"] * photo["height"])
        )
        name = f"anh-{message['message_id']}.jpg"
        return (Attached(largest["file_id"], name, int(largest.get("file_size") or 0), "image/jpeg"),)
    return ()


def _name(sender: Mapping[str, Any]) -> str:
    return " ".join(part for part in (sender.get("last_name"), sender.get("first_name")) if part)


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
    words = line.label or "…"
    return (
        {"text": words, "url": line.url}
        if line.url is not None
        else {"text": words, "callback_data": line.data or ""}
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
