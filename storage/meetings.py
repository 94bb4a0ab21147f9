"""Meetings and every answer to them, as rows."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId
from campaign.meetings.meeting import Invitation, Meeting, MeetingFile, MeetingKind, MeetingStatus
from campaign.meetings.reply import Power, Reply
from campaign.meetings.standing_in import Delegation, delegations
from storage.meeting_rows import agenda_from, answer_columns, particulars_of, reply_of, venues_from
from storage.sql import Row, Sql, micros, moment
from storage.turnstile import Turnstile

COUNTS = (
    "r.number = (SELECT max(x.number) FROM meeting_reply x WHERE x.meeting_id = r.meeting_id"
    " AND x.member_id = r.member_id)"
)
LATEST = f"SELECT r.* FROM meeting_reply r WHERE r.meeting_id = ? AND {COUNTS}"


class MeetingStore:
    """The meetings of the installation."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._turnstile = Turnstile()

    async def find(self, meeting: MeetingId) -> Meeting | None:
        """The meeting, of whatever khối: the caller looks for the person's place in it."""
        row = await self._sql.one("SELECT * FROM meeting WHERE id = ?", meeting)
        return None if row is None else await self._meeting(row)

    async def of(self, khoi: KhoiId) -> Sequence[Meeting]:
        """The meetings of a khối, the latest first."""
        rows = await self._sql.all("SELECT * FROM meeting WHERE khoi_id = ? ORDER BY start_at DESC, id", khoi)
        return [await self._meeting(row) for row in rows]

    async def coming(self, khoi: KhoiId, now: datetime) -> Sequence[Meeting]:
        """The meetings of a khối that are not over, the next one first; cancelled ones among them."""
        rows = await self._sql.all(
            "SELECT * FROM meeting WHERE khoi_id = ? AND end_at > ? ORDER BY start_at, id", khoi, micros(now)
        )
        return [await self._meeting(row) for row in rows]

    async def told_at(self, meeting: MeetingId) -> datetime | None:
        """When those concerned heard of the meeting as it stands: of this revision of time and place."""
        row = await self._sql.one("SELECT told_at FROM meeting WHERE id = ?", meeting)
        return None if row is None else moment(row["told_at"])

    async def add(self, meeting: Meeting, by: MemberId, now: datetime) -> None:
        """Writes a new meeting. Raises Conflict when it was written before."""
        m = meeting
        added = await self._sql.run(
            "INSERT INTO meeting (id, khoi_id, campaign_id, kind, title, start_at, end_at, venues, agenda, guests,"
            " number, issued_on, revision, status, note, told_at, by_member, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            m.id, m.khoi, m.campaign, m.kind.value, *particulars_of(m), micros(now), by, micros(now),
        )  # fmt: skip
        self._turnstile.written(m.id, added)
        await self._write_lists(m)

    async def save(self, meeting: Meeting, now: datetime) -> None:
        """Writes a meeting as it now stands; with a new revision, those concerned are told at this moment.

        Raises Conflict when somebody else has written it since it was read.
        """
        m = meeting
        changed = await self._sql.run(
            "UPDATE meeting SET told_at = CASE WHEN revision = ? THEN told_at ELSE ? END, title = ?, start_at = ?,"
            " end_at = ?, venues = ?, agenda = ?, guests = ?, number = ?, issued_on = ?, revision = ?, status = ?,"
            " note = ?, writes = writes + 1 WHERE id = ? AND writes = ?",
            m.revision, micros(now), *particulars_of(m), m.id, self._turnstile.expected(m.id),
        )  # fmt: skip
        self._turnstile.written(m.id, changed)
        await self._sql.run("DELETE FROM meeting_file WHERE meeting_id = ?", m.id)
        await self._sql.run("DELETE FROM meeting_person WHERE meeting_id = ?", m.id)
        await self._write_lists(m)

    # --- answers ---

    async def replies(self, meeting: MeetingId) -> Sequence[Reply]:
        """The latest answer of everybody who answered, in the order of time."""
        rows = await self._sql.all(f"{LATEST} ORDER BY r.at, r.member_id", meeting)
        return [reply_of(row) for row in rows]

    async def reply_of(self, meeting: MeetingId, member: MemberId) -> Reply | None:
        """The latest answer of a member."""
        row = await self._sql.one(f"{LATEST} AND r.member_id = ?", meeting, member)
        return None if row is None else reply_of(row)

    async def replies_ever(self, meeting: MeetingId, member: MemberId) -> Sequence[Reply]:
        """Every answer a member gave, the oldest first."""
        rows = await self._sql.all(
            "SELECT * FROM meeting_reply WHERE meeting_id = ? AND member_id = ? ORDER BY number",
            meeting,
            member,
        )
        return [reply_of(row) for row in rows]

    async def answer(self, reply: Reply, by: MemberId) -> None:
        """Writes an answer in place of earlier ones, which stay. `by` is whoever entered it."""
        r = reply
        last = await self._sql.one(
            "SELECT coalesce(max(number), 0) AS number FROM meeting_reply WHERE meeting_id = ? AND member_id = ?",
            r.meeting,
            r.member,
        )
        marks = ", ".join("?" for _ in range(14))
        await self._sql.run(
            "INSERT INTO meeting_reply (meeting_id, member_id, number, revision, answer, reason, name, position,"
            f" substitute_id, unit_id, powers, mandate, at, by_member) VALUES ({marks})",
            r.meeting, r.member, (last["number"] if last else 0) + 1, r.revision, *answer_columns(r.answer),
            micros(r.at), by,
        )  # fmt: skip

    async def substitutes(self, meeting: Meeting, power: Power) -> Sequence[Delegation]:
        """Who may use a power in whose place in this meeting, with the number of the mandate."""
        return delegations(meeting, await self.replies(meeting.id), power)

    async def standing_in(self, member: MemberId, now: datetime) -> Mapping[MeetingId, MemberId]:
        """The meetings not yet over to which this member goes, and in whose place."""
        rows = await self._sql.all(
            "SELECT r.meeting_id, r.member_id FROM meeting_reply r JOIN meeting m ON m.id = r.meeting_id"
            f" WHERE r.substitute_id = ? AND m.end_at > ? AND m.status = 'called' AND {COUNTS}"
            " ORDER BY m.start_at, r.member_id",
            member,
            micros(now),
        )
        return {MeetingId(row["meeting_id"]): MemberId(row["member_id"]) for row in rows}

    # --- reading and writing ---

    async def _meeting(self, row: Row) -> Meeting:
        self._turnstile.read(row)
        people = await self._sql.all(
            "SELECT member_id, part FROM meeting_person WHERE meeting_id = ? ORDER BY position", row["id"]
        )
        files = await self._sql.all(
            "SELECT name, sha256, size FROM meeting_file WHERE meeting_id = ? ORDER BY position", row["id"]
        )
        return Meeting(
            id=MeetingId(row["id"]),
            khoi=KhoiId(row["khoi_id"]),
            kind=MeetingKind(row["kind"]),
            title=row["title"],
            start=moment(row["start_at"]),
            end=moment(row["end_at"]),
            venues=venues_from(row["venues"]),
            chairs=tuple(MemberId(p["member_id"]) for p in people if p["part"] == "chair"),
            invitees=tuple(MemberId(p["member_id"]) for p in people if p["part"] == "invitee"),
            agenda=agenda_from(row["agenda"]),
            files=tuple(MeetingFile(f["name"], f["sha256"], f["size"]) for f in files),
            guests=tuple(json.loads(row["guests"])),
            campaign=None if row["campaign_id"] is None else CampaignId(row["campaign_id"]),
            invitation=None
            if row["number"] is None
            else Invitation(row["number"], date.fromisoformat(row["issued_on"])),
            revision=row["revision"],
            status=MeetingStatus(row["status"]),
            note=row["note"],
        )

    async def _write_lists(self, m: Meeting) -> None:
        await self._sql.many(
            "INSERT INTO meeting_file (meeting_id, position, name, sha256, size) VALUES (?, ?, ?, ?, ?)",
            [(m.id, place, f.name, f.sha256, f.size) for place, f in enumerate(m.files)],
        )
        people = [("chair", m.chairs), ("invitee", m.invitees)]
        await self._sql.many(
            "INSERT INTO meeting_person (meeting_id, member_id, part, position) VALUES (?, ?, ?, ?)",
            [(m.id, who, part, place) for part, members in people for place, who in enumerate(members)],
        )
