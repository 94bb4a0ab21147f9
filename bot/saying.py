"""Turns what a step said into letters of the outbox and rows of the ledger, inside the turn's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot import envelope, progress
from bot.channel import Heard
from bot.envelope import FileRef, Label, Message
from bot.files import Files
from bot.sealed_letters import Opened, sealed
from campaign.ids import BallotId
from campaign.people import Person
from handlers.kit import (
    Document,
    Fact,
    Keep,
    Kept,
    MarkRead,
    Notice,
    Output,
    Priority,
    Progress,
    Result,
    Say,
    Screen,
    Toast,
    say,
)
from storage.outbox import LEASE, Letter
from storage.sealing import Seals
from storage.sql import made
from storage.unit import Unit


class Saying:
    """Writes one result's messages."""

    def __init__(self, seals: Seals, files: Files, fresh_id: Callable[[], int], now: datetime) -> None:
        self._seals = seals
        self._files = files
        self._fresh_id = fresh_id
        self._now = now

    async def speak(
        self, unit: Unit, heard: Heard, person: Person | None, result: Result, edits: str | None
    ) -> tuple[Sequence[Letter], tuple[Label, ...] | None]:
        """Queues what is said to others; answers the letters for this account, which whoever has taken the turn is to
        queue, and the buttons now on its screen.
        """
        messages: list[Message] = []
        watched: list[tuple[int, Progress]] = []
        for out in result.out:
            if isinstance(out, Notice):
                await self.notice(unit, out)
            elif isinstance(out, Progress):
                watched.append((len(messages), out))
                messages.append(await progress.first(unit, out))
            else:
                messages.append(self._message(out))
        if heard.tap is not None and not messages:
            messages.append(Message(say("chat.done"), kind="toast"))
        letters = self._letters(messages, heard, person, result.sealed_by, edits)
        for position, out in watched:
            await progress.watch(unit, out, letters[position])
        return letters, _shown(messages)

    def unwritten(
        self, heard: Heard, person: Person, result: Result, edits: str | None
    ) -> tuple[Sequence[Letter], tuple[Label, ...] | None]:
        """The same for an answer that is sent at once and stored nowhere: messages to this account alone."""
        assert not any(isinstance(out, Notice | Progress | Document) for out in result.out), (
            "it would be stored"
        )
        messages = [self._message(out) for out in result.out]
        return self._letters(messages, heard, person, result.sealed_by, edits), _shown(messages)

    async def notice(self, unit: Unit, notice: Notice) -> None:
        """Opens the ledger of a notice and queues it for every account of its audience."""
        body = envelope.to_bytes(envelope.message_of_notice(notice, MarkRead(notice.id)))
        await unit.notices.add(
            notice.id, notice.khoi, notice.campaign, notice.kind, body, notice.by, self._now
        )
        accounts = await unit.notices.address(notice.id, notice.audience)
        leaves = self._now if notice.not_before is None else max(self._now, notice.not_before)
        letters = await made(
            accounts,
            lambda one: Letter(self._fresh_id(), *one, notice.priority.value, body, leaves, notice=notice.id),
        )
        await unit.outbox.add(letters, self._now)

    def _message(self, out: Output) -> Message:
        match out:
            case Document(name, content, _, media_type, keep):
                return envelope.message_of(out, FileRef(self._kept(content, keep), name, media_type))
            case Kept(name, sha256, _, media_type):
                return envelope.message_of(out, FileRef(sha256, name, media_type))
            case Say() | Screen() | Fact() | Toast():
                return envelope.message_of(out)
            case Notice() | Progress():
                raise TypeError("not a message that stands by itself")
            case _:
                assert_never(out)

    def _kept(self, content: bytes, keep: Keep) -> str:
        if keep is Keep.ALWAYS:
            return self._files.keep(content)
        return self._files.keep_briefly(content, self._now)

    def _letters(
        self,
        messages: Sequence[Message],
        heard: Heard,
        person: Person | None,
        sealed_by: BallotId | None,
        edits: str | None,
    ) -> list[Letter]:
        letters = []
        tap = heard.tap
        for message in messages:
            body = envelope.to_bytes(message)
            edited = edits if message.kind != "toast" and message.file is None else None
            letter = Letter(
                self._fresh_id(),
                heard.channel,
                heard.account,
                None if person is None else person.id,
                heard.speaks if person is None else person.language,
                Priority.REPLY.value,
                body,
                self._now + LEASE,
                edits=edited,
                tap=tap,
            )
            letters.append(letter if sealed_by is None else self._sealed(letter, sealed_by))
            tap = None  # the first message answers the press, and the first that can be is put in place of the screen
            edits = None if edited is not None else edits
        return letters

    def _sealed(self, letter: Letter, ballot: BallotId) -> Letter:
        opened = Opened(letter.body, letter.edits, letter.tap)
        body = sealed(self._seals, ballot, opened)
        return replace(letter, body=body, sealed_by=ballot, edits=None, tap=None)


def _shown(messages: Sequence[Message]) -> tuple[Label, ...] | None:
    """The buttons of the last message that has any, or None when nothing with buttons was said."""
    labels = [message.labels for message in messages if message.labels]
    return labels[-1] if labels else None
