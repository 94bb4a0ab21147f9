"""The messages that tell how far a notice has come: which letter told it last, and what it told."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import NoticeId, PersonId
from campaign.people import Language
from storage.sql import Row, Sql


@dataclass(frozen=True, slots=True)
class Watched:
    """A progress that is not at its end.

    `told` is what became of the letter that told it last (an outbox state, None when it was purged), `message_ref` the
    message to be edited, `channel` … `language` whose it is.
    """

    notice: NoticeId
    frame: bytes
    shown: str
    told: str | None
    message_ref: str | None
    channel: str
    account: str
    person: PersonId | None
    language: Language


class ProgressStore:
    """Progress under way."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, notice: NoticeId, letter: int, frame: bytes, shown: str) -> None:
        """Watches a notice from the letter that told of it first."""
        await self._sql.run(
            "INSERT INTO progress (notice_id, letter_id, frame, shown) VALUES (?, ?, ?, ?)",
            notice, letter, frame, shown,
        )  # fmt: skip

    async def under_way(self) -> Sequence[Watched]:
        """Every progress that is not at its end."""
        rows = await self._sql.all(
            "SELECT p.notice_id, p.frame, p.shown, o.state, o.message_ref, o.edits, o.channel, o.account, o.person_id,"
            " n.language FROM progress p LEFT JOIN outbox o ON o.id = p.letter_id"
            " LEFT JOIN person n ON n.id = o.person_id WHERE p.is_done = 0 ORDER BY p.notice_id"
        )
        return [_watched(row) for row in rows]

    async def told(self, notice: NoticeId, letter: int, shown: str) -> None:
        """Another letter tells it now."""
        await self._sql.run(
            "UPDATE progress SET letter_id = ?, shown = ? WHERE notice_id = ?", letter, shown, notice
        )

    async def end(self, notice: NoticeId) -> None:
        """Nothing more will be told."""
        await self._sql.run("UPDATE progress SET is_done = 1 WHERE notice_id = ?", notice)


def _watched(row: Row) -> Watched:
    return Watched(
        NoticeId(row["notice_id"]),
        bytes(row["frame"]),
        row["shown"],
        row["state"],
        row["message_ref"] or row["edits"],
        row["channel"] or "",
        row["account"] or "",
        row["person_id"],
        Language(row["language"] or Language.VI),
    )
