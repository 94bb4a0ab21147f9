"""The journal of who did what when, as rows. Never a choice of a ballot, never a code."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from campaign.events import Event
from campaign.ids import KhoiId, MemberId
from storage.sql import Sql, micros, moment


class EventStore:
    """Written in the transaction of the act itself."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    async def record(
        self,
        khoi: KhoiId,
        act: str,
        by: MemberId | None,
        now: datetime,
        subject: int | None = None,
        details: Mapping[str, str | int] | None = None,
    ) -> None:
        """Notes an act. `by` None: from the command line. `act` is a word such as roster.imported."""
        await self._sql.run(
            "INSERT INTO event (id, khoi_id, at, by_member, act, subject, details) VALUES (?, ?, ?, ?, ?, ?, ?)",
            self._fresh_id(), khoi, micros(now), by, act, subject, json.dumps(dict(details or {}), ensure_ascii=False),
        )  # fmt: skip

    async def latest(self, khoi: KhoiId, most: int) -> Sequence[Event]:
        """The newest acts of a khối first."""
        rows = await self._sql.all(
            "SELECT e.at, e.act, e.by_member, e.subject, e.details, m.name FROM event e"
            " LEFT JOIN member m ON m.id = e.by_member WHERE e.khoi_id = ? ORDER BY e.at DESC, e.id LIMIT ?",
            khoi,
            most,
        )
        return [
            Event(
                moment(row["at"]), row["act"], None if row["by_member"] is None else MemberId(row["by_member"]),
                row["name"] or "", row["subject"], json.loads(row["details"]),
            )
            for row in rows
        ]  # fmt: skip
