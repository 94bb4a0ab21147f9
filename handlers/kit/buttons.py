"""Buttons: typed acts that carry all they need."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, NewType, dataclass_transform

from campaign.ids import NoticeId
from handlers.kit.saying import Say

MAX_PACKED = 64  # bytes, the limit of a Telegram button

Digest = NewType("Digest", int)
"""The SHA-256 of a kept file as a number, 0 to 2**256 - 1. No row holds it."""

Marks = Annotated[int, "one bit for each name of a ballot"]
"""The names marked on a paper (`campaign/ballots/marking.py`): up to a hundred bits. No row holds it."""


@dataclass_transform(frozen_default=True)
class Choice:
    """A button: a typed, self-sufficient act. `class Sign(Choice, tag="cs", label=say("compact.sign_button")): …`

    The tag is a published format: a changed button gets a new tag. `sealed_by` names the field that holds the ballot
    whose key seals the press before it is stored; `unwritten`: in a secret one it is not stored at all but answered
    from memory, and its step only shows. `replies`: it answers what a notice asks. A press proves nothing about rights:
    the step asks the rules again.
    """

    tag: ClassVar[str] = ""
    label: ClassVar[Say]
    sealed_by: ClassVar[str | None] = None
    unwritten: ClassVar[bool] = False
    replies: ClassVar[bool] = False

    def __init_subclass__(
        cls,
        tag: str,
        label: Say | None = None,
        sealed_by: str | None = None,
        *,
        unwritten: bool = False,
        replies: bool = False,
    ) -> None:
        cls.tag = tag
        cls.label = label if label is not None else Say("chat.plain", {"text": ""})
        cls.sealed_by = sealed_by
        cls.unwritten = unwritten
        cls.replies = replies
        dataclass(frozen=True)(cls)

    def labelled(self, label: Say) -> Button:
        """The same act under words of its own (a name in a list, a count)."""
        return Button(self, label)


@dataclass(frozen=True, slots=True)
class Button:
    """A choice and the words on it."""

    choice: Choice
    label: Say


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address (a video meeting, the web page)."""

    url: str
    label: Say


Row = Choice | Button | Link | tuple[Choice | Button | Link, ...]


class OpenMenu(Choice, tag="m", label=Say("chat.menu_button")):
    """Back to the menu, from anywhere."""


class OpenFlow(Choice, tag="f"):
    """Begins a flow by its name, as its command would."""

    flow: str


class Late(Choice, tag="late"):
    """What is left of a press for a secret ballot whose key is already destroyed: the choice itself is never stored."""

    ballot: int


class MarkRead(Choice, tag="rd", label=Say("chat.read_button")):
    """“Đã đọc” under a notice."""

    notice: NoticeId


def fields_of(choice: type[Choice]) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a button, in the order in which they are packed."""
    return dataclasses.fields(choice)  # type: ignore[arg-type]
