"""Records about members and units, as rows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from campaign.history.history import History
from campaign.history.recording import Kept
from campaign.history.records import Source
from campaign.ids import KhoiId, MemberId, RecordId, UnitId
from campaign.paper import Attachment
from campaign.registration.registering import Subject
from storage.records import from_text, to_text
from storage.sql import Row, Sql, micros, moment, moment_or_none

LIVE = "SELECT * FROM record WHERE khoi_id = ? AND ended_at IS NULL"
IN_ORDER = " ORDER BY added_at, id"


class HistoryStore:
    """What is on record."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of(self, subject: Subject) -> History:
        """Everything that counts about a subject, as the rules read it."""
        return History(tuple(kept.entry for kept in await self.kept(subject)))

    async def kept(self, subject: Subject) -> Sequence[Kept]:
        """Everything that counts about a subject, the oldest entry first."""
        if subject.member is None:
            about = " AND unit_id = ? AND member_id IS NULL"
            rows = await self._sql.all(LIVE + about + IN_ORDER, subject.khoi, subject.unit)
        else:
            rows = await self._sql.all(LIVE + " AND member_id = ?" + IN_ORDER, subject.khoi, subject.member)
        return [_kept(row) for row in rows]

    async def of_khoi(self, khoi: KhoiId) -> Sequence[Kept]:
        """Everything that counts in a khối."""
        return [_kept(row) for row in await self._sql.all(LIVE + IN_ORDER, khoi)]

    async def of_unit(self, khoi: KhoiId, unit: UnitId) -> Mapping[MemberId | None, History]:
        """What counts about a unit (under None) and about each of its people."""
        about = " AND (unit_id = ? AND member_id IS NULL OR member_id IN (SELECT id FROM member WHERE unit_id = ?))"
        rows = await self._sql.all(LIVE + about + IN_ORDER, khoi, unit, unit)
        found: dict[MemberId | None, list[Kept]] = {}
        for kept in map(_kept, rows):
            found.setdefault(kept.subject.member, []).append(kept)
        return {who: History(tuple(kept.entry for kept in all_of)) for who, all_of in found.items()}

    async def waiting(self, khoi: KhoiId) -> Sequence[Kept]:
        """What heads of units still have to look at."""
        rows = await self._sql.all(
            LIVE + " AND source = ? AND confirmed_at IS NULL" + IN_ORDER, khoi, Source.DECLARED.value
        )
        return [_kept(row) for row in rows]

    async def get(self, khoi: KhoiId, record: RecordId) -> Kept | None:
        """One record of this khối, ended or not."""
        row = await self._sql.one("SELECT * FROM record WHERE khoi_id = ? AND id = ?", khoi, record)
        return None if row is None else _kept(row)

    async def add(self, records: Iterable[Kept]) -> None:
        """Writes new records. Raises Conflict when the very same is there already."""
        await self._sql.many(
            "INSERT INTO record (id, khoi_id, unit_id, member_id, kind, fields, digest, source, document, file_name,"
            " sha256, media_type, size, added_by, added_at, confirmed_by, confirmed_at, ended_by, ended_at, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(kept) for kept in records],
        )

    async def decide(self, records: Iterable[Kept]) -> None:
        """Writes who confirmed these, or who ended them and why; the record itself never changes."""
        await self._sql.many(
            "UPDATE record SET confirmed_by = ?, confirmed_at = ?, ended_by = ?, ended_at = ?, reason = ? WHERE id = ?",
            [(*_decision(kept), kept.id) for kept in records],
        )


def _decision(kept: Kept) -> tuple[object, ...]:
    return (
        kept.confirmed_by,
        kept.confirmed_at and micros(kept.confirmed_at),
        kept.ended_by,
        kept.ended_at and micros(kept.ended_at),
        kept.reason,
    )


def _row(kept: Kept) -> tuple[object, ...]:
    kind, fields = to_text(kept.record)
    digest = hashlib.sha256(f"{kind} {fields}".encode()).hexdigest()
    file = kept.file
    return (
        kept.id, kept.subject.khoi, kept.subject.unit, kept.subject.member, kind, fields, digest, kept.source.value,
        kept.document, "" if file is None else file.name, None if file is None else file.sha256,
        "" if file is None else file.media_type, 0 if file is None else file.size, kept.added_by,
        micros(kept.added_at), *_decision(kept),
    )  # fmt: skip


def _kept(row: Row) -> Kept:
    member, sha256 = row["member_id"], row["sha256"]
    return Kept(
        RecordId(row["id"]),
        Subject(KhoiId(row["khoi_id"]), UnitId(row["unit_id"]), None if member is None else MemberId(member)),
        from_text(row["kind"], row["fields"]),
        Source(row["source"]),
        row["document"],
        None if sha256 is None else Attachment(row["file_name"], sha256, row["media_type"], row["size"]),
        row["added_by"],
        moment(row["added_at"]),
        row["confirmed_by"],
        moment_or_none(row["confirmed_at"]),
        row["ended_by"],
        moment_or_none(row["ended_at"]),
        row["reason"],
    )
