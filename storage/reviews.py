"""Sessions of bình xét as rows: the list, what was said, what came of it."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ballots.ballot import Candidate
from campaign.ballots.review import Conclusion, Remark, Review
from campaign.ballots.rights import Stamp
from campaign.ballots.roll import Voter
from campaign.ids import BodyId, CampaignId, CandidateId, KhoiId, MemberId, ReviewId, VoterId
from storage.documents import read, written
from storage.sql import Row, Sql, micros, moment
from storage.turnstile import Turnstile


class ReviewStore:
    """The sessions of each khối."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._turnstile = Turnstile()

    async def get(self, khoi: KhoiId, review: ReviewId) -> Review | None:
        """The session, if it is one of this khối."""
        row = await self._sql.one("SELECT * FROM review WHERE id = ? AND khoi_id = ?", review, khoi)
        return None if row is None else await self._whole(row)

    async def running(self, khoi: KhoiId) -> Sequence[Review]:
        """The sessions that are not concluded, the newest first."""
        rows = await self._sql.all(
            "SELECT * FROM review WHERE khoi_id = ? AND concluded = '' ORDER BY created_at DESC, id DESC",
            khoi,
        )
        return [await self._whole(row) for row in rows]

    async def save(self, khoi: KhoiId, review: Review, now: datetime) -> None:
        """Writes the session as it stands; remarks are written by `keep_remark`. Raises Conflict when somebody else has
        written it since it was read.
        """
        r = review
        changed = await self._sql.run(
            "INSERT INTO review (id, khoi_id, campaign_id, body_id, title, candidates, roll, opened, concluded,"
            " conclusions, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET title = excluded.title, candidates = excluded.candidates,"
            " roll = excluded.roll, opened = excluded.opened, concluded = excluded.concluded,"
            " conclusions = excluded.conclusions, writes = review.writes + 1"
            " WHERE review.khoi_id = excluded.khoi_id AND review.writes = ?",
            r.id, khoi, r.campaign, r.body, r.title, written(r.candidates),
            written(r.roll), _json(r.opened), _json(r.concluded),
            "" if r.conclusions is None else written(r.conclusions), micros(now), self._turnstile.expected(r.id),
        )  # fmt: skip
        self._turnstile.written(r.id, changed)

    async def keep_remark(self, review: ReviewId, remark: Remark) -> None:
        """Keeps a remark after the others."""
        await self._sql.run(
            "INSERT INTO review_remark (review_id, step, voter_id, candidate_id, text, entered_by, at)"
            " SELECT ?, coalesce(max(step), 0) + 1, ?, ?, ?, ?, ? FROM review_remark WHERE review_id = ?",
            review, remark.voter, remark.candidate, remark.text, remark.entered_by, micros(remark.at), review,
        )  # fmt: skip

    async def _whole(self, row: Row) -> Review:
        self._turnstile.read(row)
        said = await self._sql.all("SELECT * FROM review_remark WHERE review_id = ? ORDER BY step", row["id"])
        return Review(
            id=ReviewId(row["id"]),
            campaign=CampaignId(row["campaign_id"]),
            body=BodyId(row["body_id"]),
            title=row["title"],
            candidates=read(tuple[Candidate, ...], row["candidates"]),
            roll=read(tuple[Voter, ...], row["roll"]),
            opened=read(Stamp, row["opened"]) if row["opened"] else None,
            concluded=read(Stamp, row["concluded"]) if row["concluded"] else None,
            remarks=tuple(
                Remark(
                    VoterId(r["voter_id"]), CandidateId(r["candidate_id"]), r["text"], MemberId(r["entered_by"]),
                    moment(r["at"]),
                )
                for r in said
            ),
            conclusions=read(dict[CandidateId, Conclusion], row["conclusions"]) if row["conclusions"] else None,
        )  # fmt: skip


def _json(stamp: Stamp | None) -> str:
    return "" if stamp is None else written(stamp)
