"""What every messenger is for us: `Heard` comes in, `Spoken` goes out, and sending has a closed set of outcomes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from campaign.people import Language

Kind = Literal["screen", "fact", "toast", "progress"]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file somebody sent, as the provider announces it; `ref` is what the channel downloads it by."""

    ref: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing an account said or pressed.

    `key` names the update and is unique within the channel. `choice` is the packed button. `message_ref` is the
    message that carried the button, to be edited in place. `tap` is what the provider wants answered for a press.
    `whence` marks the address a code was typed at, for a channel that knows it (`bot/web/whence.py`).
    """

    channel: str
    account: str
    key: str
    text: str = ""
    choice: str | None = None
    files: tuple[Attached, ...] = ()
    message_ref: str | None = None
    tap: str | None = None
    name: str = ""
    language: str = ""
    whence: str = ""

    @property
    def speaks(self) -> Language:
        """The language of somebody we do not know: Vietnamese, unless their phone speaks English."""
        return Language.EN if self.language.startswith("en") else Language.VI


@dataclass(frozen=True, slots=True)
class Line:
    """A rendered button: its words and either packed data or an address."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file to send: where its bytes are, its name and type."""

    path: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One rendered message for one account.

    `edits` is the message to change in place, `tap` the press it answers. A screen may be edited later, a fact stays,
    a toast is a word in passing. A progress is a fact that will be edited again soon: a channel that cannot edit sends
    it once and skips the ones that edit it, until a fact edits it for the last time.
    `secret` screens are never stored by a channel. `key` is the sentence's name, for ledgers and tests.
    """

    id: int
    account: str
    text: str
    rows: tuple[tuple[Line, ...], ...] = ()
    file: SentFile | None = None
    edits: str | None = None
    tap: str | None = None
    kind: Kind = "fact"
    secret: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered to the provider, which calls the message `message_ref`."""

    message_ref: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The account can no longer be reached: blocked, deleted, revoked."""

    why: str


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """The provider asks to wait; `everyone` when the limit is not this chat's alone."""

    seconds: float
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work; `final` when trying again cannot help."""

    why: str
    final: bool = False


Outcome = Sent | Blocked | RetryAfter | Failed
Ingest = Callable[[Sequence[Heard]], Awaitable[None]]
"""Stores a batch durably in one commit. Only after it returns may the channel acknowledge."""


class Channel(Protocol):
    """A messenger. `receive` runs until cancelled; `send` never raises for what a provider may answer."""

    @property
    def name(self) -> str: ...

    @property
    def everywhere(self) -> bool:
        """Whether every process on one database may send, or only the one that receives."""
        ...

    @property
    def rate(self) -> float | None:
        """Messages a second that broadcasts and reminders may add up to; None where nothing limits them."""
        ...

    async def receive(self, ingest: Ingest) -> None: ...

    async def send(self, spoken: Spoken) -> Outcome: ...

    async def download(self, attached: Attached) -> bytes | None:
        """The bytes of a file, or None when the provider no longer has it."""
        ...

    async def show_commands(self, account: str, commands: Sequence[tuple[str, str]]) -> Outcome:
        """Shows an account its command list (command, what it does); Sent where there is no such thing."""
        ...

    def join_link(self, code: str) -> str | None:
        """The address that opens this channel with a code of invitation, or None when it has none."""
        ...
