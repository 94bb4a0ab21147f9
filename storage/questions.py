"""Questions to the secretary, as rows."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, QuestionId
from campaign.questions import Line, Question
from storage.sql import Row, Sql, micros, moment, moment_or_none

QUESTION = (
    "SELECT q.*, m.person_id, m.name, u.name AS unit_name, (SELECT l.text FROM question_line l"
    " WHERE l.question_id = q.id AND l.number = 1) AS about FROM question q JOIN member m ON m.id = q.member_id"
    " JOIN unit u ON u.id = m.unit_id WHERE q.khoi_id = ?"
)


class QuestionStore:
    """Threads of one khối."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def ask(self, question: QuestionId, khoi: KhoiId, by: MemberId, text: str, now: datetime) -> None:
        """Opens a thread."""
        await self._sql.run(
            "INSERT INTO question (id, khoi_id, member_id, asked_at, waiting_since) VALUES (?, ?, ?, ?, ?)",
            question, khoi, by, micros(now), micros(now),
        )  # fmt: skip
        await self._line(question, by, text, now)

    async def go_on(self, question: QuestionId, by: MemberId, text: str, now: datetime) -> None:
        """The asker says more; the thread waits again, since its first unanswered words."""
        await self._sql.run(
            "UPDATE question SET waiting_since = coalesce(waiting_since, ?) WHERE id = ?",
            micros(now),
            question,
        )
        await self._line(question, by, text, now)

    async def answer(self, question: QuestionId, by: MemberId, text: str, now: datetime) -> None:
        """The secretary answers."""
        await self._sql.run("UPDATE question SET waiting_since = NULL WHERE id = ?", question)
        await self._line(question, by, text, now)

    async def get(self, khoi: KhoiId, question: QuestionId) -> Question | None:
        """A thread of this khối with its lines, or None."""
        row = await self._sql.one(QUESTION + " AND q.id = ?", khoi, question)
        if row is None:
            return None
        lines = await self._sql.all(
            "SELECT l.*, m.name FROM question_line l JOIN member m ON m.id = l.member_id WHERE l.question_id = ?"
            " ORDER BY l.number",
            question,
        )
        return _question(row, lines)

    async def waiting(self, khoi: KhoiId) -> Sequence[Question]:
        """Threads without an answer, the longest waiting first, without their lines."""
        rows = await self._sql.all(
            QUESTION + " AND q.waiting_since IS NOT NULL ORDER BY q.waiting_since, q.id", khoi
        )
        return [_question(row, ()) for row in rows]

    async def by_member(self, khoi: KhoiId, member: MemberId, most: int) -> Sequence[Question]:
        """The member's own threads, the newest first, without their lines."""
        rows = await self._sql.all(
            QUESTION + " AND q.member_id = ? ORDER BY q.asked_at DESC, q.id LIMIT ?", khoi, member, most
        )
        return [_question(row, ()) for row in rows]

    async def _line(self, question: QuestionId, by: MemberId, text: str, now: datetime) -> None:
        last = await self._sql.one(
            "SELECT coalesce(max(number), 0) AS number FROM question_line WHERE question_id = ?", question
        )
        await self._sql.run(
            "INSERT INTO question_line (question_id, number, member_id, text, at) VALUES (?, ?, ?, ?, ?)",
            question, (last["number"] if last else 0) + 1, by, text, micros(now),
        )  # fmt: skip


def _question(row: Row, lines: Sequence[Row]) -> Question:
    return Question(
        id=QuestionId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        asker=MemberId(row["member_id"]),
        asker_person=PersonId(row["person_id"]),
        asker_name=row["name"],
        asker_unit=row["unit_name"],
        about=row["about"] or "",
        asked_at=moment(row["asked_at"]),
        waiting_since=moment_or_none(row["waiting_since"]),
        lines=tuple(Line(MemberId(r["member_id"]), r["name"], r["text"], moment(r["at"])) for r in lines),
    )
