"""Notices and the ledger of who got them: sent, failed, unreachable, not joined, read."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from campaign.ids import CampaignId, KhoiId, MemberId, NoticeId, PersonId
from campaign.people import Language
from campaign.reminders.notice import Delivery, DeliveryState, Told
from storage.sql import Row, Sql, made, micros, moment, moment_or_none

SLICE = 500  # people per statement


class Notices:
    """The ledger of notices."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(
        self,
        notice: NoticeId,
        khoi: KhoiId,
        campaign: CampaignId | None,
        kind: str,
        body: bytes,
        by: MemberId | None,
        now: datetime,
    ) -> None:
        """Records that a notice was made."""
        await self._sql.run(
            "INSERT INTO notice (id, khoi_id, campaign_id, kind, body, by_member, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            notice, khoi, campaign, kind, body, by, micros(now),
        )  # fmt: skip

    async def address(
        self, notice: NoticeId, audience: Sequence[PersonId]
    ) -> Sequence[tuple[str, str, PersonId, Language]]:
        """Opens the ledger for these people and answers their accounts: channel, account, person, language."""
        accounts: list[tuple[str, str, PersonId, Language]] = []
        people = list(dict.fromkeys(audience))
        for start in range(0, len(people), SLICE):
            accounts += await self._accounts(people[start : start + SLICE])
            await asyncio.sleep(0)  # others have their turn between two slices
        joined = {person for _, _, person, _ in accounts}
        await self._sql.many(
            "INSERT INTO delivery (notice_id, person_id, state) VALUES (?, ?, ?)",
            await made(
                people, lambda person: (notice, person, "queued" if person in joined else "not_joined")
            ),
        )
        return accounts

    async def ledger(self, notice: NoticeId) -> Mapping[str, int]:
        """How many people are in each state; “read” counts apart from the states."""
        rows = await self._sql.all(
            "SELECT state, count(*) AS n, count(read_at) AS r FROM delivery WHERE notice_id = ? GROUP BY state",
            notice,
        )
        counts = {row["state"]: int(row["n"]) for row in rows}
        return counts | {"read": sum(int(row["r"]) for row in rows)}

    async def missed(self, notice: NoticeId) -> Sequence[PersonId]:
        """Whom the notice has not reached and, as things stand, will not."""
        rows = await self._sql.all(
            "SELECT person_id FROM delivery WHERE notice_id = ? AND state IN ('not_joined', 'failed', 'unreachable')"
            " ORDER BY person_id",
            notice,
        )
        return [PersonId(row["person_id"]) for row in rows]

    async def find(self, khoi: KhoiId, notice: NoticeId) -> Told | None:
        """A notice of this khối, or None."""
        row = await self._sql.one("SELECT * FROM notice WHERE id = ? AND khoi_id = ?", notice, khoi)
        return None if row is None else _told(row)

    async def latest(self, khoi: KhoiId, most: int, skip: int = 0) -> Sequence[Told]:
        """The notices of a khối that somebody sent, the newest first."""
        rows = await self._sql.all(
            "SELECT * FROM notice WHERE khoi_id = ? AND by_member IS NOT NULL ORDER BY created_at DESC, id"
            " LIMIT ? OFFSET ?",
            khoi,
            most,
            skip,
        )
        return [_told(row) for row in rows]

    async def deliveries(self, notice: NoticeId) -> Sequence[Delivery]:
        """Every line of the ledger of a notice."""
        rows = await self._sql.all(
            "SELECT person_id, state, read_at FROM delivery WHERE notice_id = ? ORDER BY person_id", notice
        )
        return [
            Delivery(PersonId(row["person_id"]), DeliveryState(row["state"]), moment_or_none(row["read_at"]))
            for row in rows
        ]

    async def body(self, notice: NoticeId) -> bytes:
        """What a notice said, encoded as in the outbox; nothing for one that does not exist."""
        row = await self._sql.one("SELECT body FROM notice WHERE id = ?", notice)
        return b"" if row is None else bytes(row["body"])

    async def khoi_of_message(self, channel: str, account: str, message_ref: str) -> KhoiId | None:
        """The khối of the notice that this message brought, or None when it was no notice or is forgotten."""
        row = await self._sql.one(
            "SELECT n.khoi_id FROM outbox o JOIN notice n ON n.id = o.notice_id WHERE o.notice_id IS NOT NULL"
            " AND o.account = ? AND o.message_ref = ? AND o.channel = ?",
            account, message_ref, channel,
        )  # fmt: skip
        return None if row is None else KhoiId(row["khoi_id"])

    async def mark_read(self, notice: NoticeId, person: PersonId, now: datetime) -> bool:
        """Marks the notice read by the person, on every channel at once. False if it was not addressed to them."""
        return (
            await self._sql.run(
                "UPDATE delivery SET read_at = coalesce(read_at, ?) WHERE notice_id = ? AND person_id = ?",
                micros(now), notice, person,
            )
            == 1
        )  # fmt: skip

    async def _accounts(self, people: Sequence[PersonId]) -> list[tuple[str, str, PersonId, Language]]:
        marks = ", ".join("?" for _ in people)
        rows = await self._sql.all(
            "SELECT a.channel, a.account, a.person_id, p.language FROM account a JOIN person p ON p.id = a.person_id"
            f" WHERE a.person_id IN ({marks}) ORDER BY a.joined_at",
            *people,
        )
        return [(r["channel"], r["account"], PersonId(r["person_id"]), Language(r["language"])) for r in rows]


def _told(row: Row) -> Told:
    by, campaign = row["by_member"], row["campaign_id"]
    return Told(
        NoticeId(row["id"]),
        KhoiId(row["khoi_id"]),
        row["kind"],
        moment(row["created_at"]),
        None if by is None else MemberId(by),
        None if campaign is None else CampaignId(campaign),
    )
