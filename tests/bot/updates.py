"""Updates as no messenger should send them: every field of honest ones, gone or of another kind."""

import copy
from collections.abc import Iterator
from typing import Any

GONE = object()
JUNK: tuple[Any, ...] = (
    GONE, None, True, 0, -1, 2**63, -(2**70), 1e308, float("nan"),
    "", "\ud800", "a\udc00\0b", "0" * 5000, "\u202e<&'", [], [[]], [None], {}, {"id": None},
)  # fmt: skip


def honest(chat: int = 5_000_000_001) -> tuple[dict[str, Any], ...]:
    """A message, a document, a photo and a press; of these the fields that we read and a few more."""
    who = {"id": chat, "is_bot": False, "first_name": "A", "last_name": "Nguyễn Văn", "language_code": "vi"}
    said = {"message_id": 7, "date": 1_780_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    document = {"file_id": "f1", "file_name": "bao-cao.pdf", "mime_type": "application/pdf", "file_size": 9}
    photo = [
        {"file_id": "f2", "width": 90, "height": 60},
        {"file_id": "f3", "width": 900, "height": 600, "file_size": 99},
    ]
    press = {"id": "77", "from": who, "message": said, "chat_instance": "x", "data": "m"}
    return (
        {"message": said | {"text": "/menu"}},
        {"message": said | {"caption": "năm 2026", "document": document}},
        {"message": said | {"photo": photo}},
        {"callback_query": press},
    )


def spoiled(update: Any) -> Iterator[Any]:
    """The update with one field spoiled, for every field, however deep, and every kind of junk."""
    for path in _paths(update):
        for junk in JUNK:
            changed = copy.deepcopy(update)
            inside = changed
            for step in path[:-1]:
                inside = inside[step]
            if junk is not GONE:
                inside[path[-1]] = junk
            else:
                del inside[path[-1]]
            yield changed


def _paths(inside: Any) -> Iterator[tuple[Any, ...]]:
    steps = inside if isinstance(inside, dict) else range(len(inside)) if isinstance(inside, list) else ()
    for step in steps:
        yield (step,)
        yield from ((step, *deeper) for deeper in _paths(inside[step]))
