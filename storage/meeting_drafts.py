"""Meetings being prepared and changes being prepared, as rows: saved after every answer."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId
from campaign.meetings.draft import MeetingDraft, Part
from campaign.meetings.meeting import Invitation, MeetingFile, MeetingKind
from storage.meeting_rows import agenda_from, agenda_to, venues_from, venues_to
from storage.sql import Row, Sql, micros, moment_or_none


class MeetingDraftStore:
    """What the secretary and the chair have not finished yet."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, khoi: KhoiId, draft: MeetingId) -> MeetingDraft | None:
        """A draft of this khối."""
        row = await self._sql.one("SELECT * FROM meeting_draft WHERE id = ? AND khoi_id = ?", draft, khoi)
        return None if row is None else _draft(row)

    async def of(self, khoi: KhoiId) -> Sequence[MeetingDraft]:
        """The new meetings being prepared in a khối, the one touched last first."""
        rows = await self._sql.all(
            "SELECT * FROM meeting_draft WHERE khoi_id = ? AND changes_id IS NULL ORDER BY saved_at DESC, id",
            khoi,
        )
        return [_draft(row) for row in rows]

    async def change_of(self, meeting: MeetingId) -> MeetingDraft | None:
        """The change being prepared of a called meeting."""
        row = await self._sql.one("SELECT * FROM meeting_draft WHERE changes_id = ?", meeting)
        return None if row is None else _draft(row)

    async def keep(self, draft: MeetingDraft, now: datetime) -> None:
        """Writes what was answered so far. Raises Conflict for a second change of one meeting."""
        await self._sql.run(
            "INSERT INTO meeting_draft (id, khoi_id, by_member, changes_id, body, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            draft.id, draft.khoi, draft.by, draft.changes, json.dumps(_body(draft), ensure_ascii=False), micros(now),
        )  # fmt: skip

    async def discard(self, draft: MeetingId) -> None:
        """Forgets a draft: it was called, confirmed or thrown away."""
        await self._sql.run("DELETE FROM meeting_draft WHERE id = ?", draft)


def _body(d: MeetingDraft) -> dict[str, Any]:
    paper = d.invitation
    return {
        "kind": d.kind.value,
        "title": d.title,
        "start": d.start and micros(d.start),
        "end": d.end and micros(d.end),
        "venues": venues_to(d.venues),
        "agenda": agenda_to(d.agenda),
        "files": [[f.name, f.sha256, f.size] for f in d.files],
        "invitees": d.invitees,
        "guests": d.guests,
        "chairs": d.chairs,
        "paper": paper and [paper.number, paper.issued.isoformat()],
        "campaign": d.campaign,
        "answered": sorted(d.answered),
    }


def _draft(row: Row) -> MeetingDraft:
    body = json.loads(row["body"])
    paper, campaign = body["paper"], body["campaign"]
    return MeetingDraft(
        id=MeetingId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        by=MemberId(row["by_member"]),
        kind=MeetingKind(body["kind"]),
        title=body["title"],
        start=moment_or_none(body["start"]),
        end=moment_or_none(body["end"]),
        venues=venues_from(body["venues"]),
        agenda=agenda_from(body["agenda"]),
        files=tuple(MeetingFile(name, sha256, size) for name, sha256, size in body["files"]),
        invitees=tuple(MemberId(m) for m in body["invitees"]),
        guests=tuple(body["guests"]),
        chairs=tuple(MemberId(m) for m in body["chairs"]),
        invitation=paper and Invitation(paper[0], date.fromisoformat(paper[1])),
        campaign=None if campaign is None else CampaignId(campaign),
        answered=frozenset(Part(part) for part in body["answered"]),
        changes=None if row["changes_id"] is None else MeetingId(row["changes_id"]),
    )
