"""What the page is told about a message, as JSON: words, buttons with their data, a file by name and size."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bot.channel import Line, Spoken
from bot.envelope import STAYS
from handlers.kit import MarkRead, OpenMenu
from handlers.packing import pack
from storage.web_messages import Written

MENU = pack(OpenMenu())


def body_of(spoken: Spoken, sizes: dict[str, int]) -> dict[str, Any]:
    """A spoken message as the page's JSON. `sizes` has the bytes of the file by its path."""
    rows = [_row(row) for row in spoken.rows]
    body: dict[str, Any] = {"text": spoken.text, "rows": rows, "kind": spoken.kind, "key": spoken.key}
    if spoken.tap is not None:
        body["tap"] = spoken.tap
    if any(line.data is not None and _is_notice(line.data) for row in spoken.rows for line in row):
        body["notice"] = 1
    file = spoken.file
    if file is not None:
        sha256 = file.path.rsplit("/", 1)[-1]
        body["file"] = {
            "sha": sha256,
            "name": file.name,
            "type": file.media_type,
            "size": sizes.get(file.path, 0),
        }
    return body


def to_page(written: Written, zone: ZoneInfo) -> dict[str, Any]:
    """A stored message for the page. The hash of a file stays on the server."""
    return shown(orjson.loads(written.body), written.ref, written.at, zone) | {
        "place": written.place,
        "event": written.event,
        "mine": written.mine,
        "language": written.language,
    }


def shown(body: dict[str, Any], ref: str, at: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """A message for the page, stored or not; times are local to the installation."""
    file = body.get("file")
    if file is not None:
        body = body | {"file": {name: value for name, value in file.items() if name != "sha"}}
    return body | {"ref": ref, "at": at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")}


def _row(row: tuple[Line, ...]) -> list[dict[str, Any]]:
    """The buttons of a row; those beside “Menu” lead around and are shown smaller."""
    around = {"around": 1} if any(line.data == MENU for line in row) else {}
    return [_button(line) | around for line in row]


def _button(line: Line) -> dict[str, Any]:
    return {"label": line.label} | ({"data": line.data} if line.url is None else {"url": line.url})


def _is_notice(data: str) -> bool:
    return data.startswith(f"{STAYS}{MarkRead.tag}:")
