"""Reminders as rows: the primary key makes a second copy impossible, the state says what became of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from campaign.ids import CampaignId, KhoiId, MemberId, NoticeId, PersonId
from campaign.reminders.reminder import DEFAULT_STEPS, Matter, MatterKind, Reminder, Rung, Step
from campaign.reminders.rows import Changes, Key, Row, RowState
from storage.sql import Row as Record
from storage.sql import Sql, made, micros, moment, moment_or_none

IS = "person_id = ? AND item = ? AND revision = ? AND step = ?"


class ReminderStore:
    """The reminders of the installation. Nothing here knows what is owed; see bot/reminders.py."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    # --- rows ---

    async def of(self, khoi: KhoiId, after: datetime) -> Sequence[Row]:
        """Every reminder of a khối for what is due after a moment, and every one that still waits."""
        rows = await self._sql.all(
            "SELECT * FROM reminder WHERE khoi_id = ? AND (due_at > ? OR state = 'due')"
            " ORDER BY at, person_id, item, step",
            khoi,
            micros(after),
        )
        return await made(rows, _row)

    async def apply(
        self, khoi: KhoiId, changes: Changes, told_at: Mapping[tuple[PersonId, str, int], datetime]
    ) -> None:
        """Writes a new plan; what was sent meanwhile stays sent. `told_at`: when each matter was first seen."""
        await self._sql.many(
            "INSERT INTO reminder (khoi_id, person_id, item, revision, step, at, due_at, kind, rung, state, told_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'due', ?) ON CONFLICT (person_id, item, revision, step) DO UPDATE SET"
            " at = excluded.at, due_at = excluded.due_at, kind = excluded.kind, rung = excluded.rung, state = 'due'"
            " WHERE reminder.state <> 'sent'",
            [
                (khoi, r.person, r.item, r.revision, r.step, micros(r.at), micros(r.due), r.kind.value, int(r.rung),
                 micros(told_at[r.person, r.item, r.revision]))
                for r in changes.put
            ],
        )  # fmt: skip
        for state, keys in ((RowState.DROPPED, changes.dropped), (RowState.SNOOZED, changes.snoozed)):
            await self._sql.many(
                f"UPDATE reminder SET state = ? WHERE {IS} AND state = 'due'",
                [(state.value, *key) for key in keys],
            )

    async def send(self, key: Key, notice: NoticeId, now: datetime) -> bool:
        """Marks one that waits as sent with this notice, in the transaction that queues it; False: it does not wait."""
        return (
            await self._sql.run(
                f"UPDATE reminder SET state = 'sent', sent_at = ?, notice_id = ? WHERE {IS} AND state = 'due'",
                micros(now), notice, *key,
            )
            == 1
        )  # fmt: skip

    # --- snoozing ---

    async def of_notice(self, notice: NoticeId, person: PersonId) -> Sequence[Matter]:
        """What a reminder that this person got was about."""
        rows = await self._sql.all(
            "SELECT * FROM reminder WHERE notice_id = ? AND person_id = ? ORDER BY due_at, item, step",
            notice,
            person,
        )
        return [_matter(row) for row in rows]

    async def snooze(self, matter: Matter, until: datetime, now: datetime) -> None:
        """Puts a matter off for the person; the next look plans accordingly."""
        await self._sql.run(
            "INSERT INTO snooze (person_id, item, revision, until_at, set_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (person_id, item, revision) DO UPDATE SET until_at = excluded.until_at,"
            " set_at = excluded.set_at",
            matter.person, matter.item, matter.revision, micros(until), micros(now),
        )  # fmt: skip

    async def snoozed(self, khoi: KhoiId) -> Mapping[tuple[PersonId, str, int], datetime]:
        """Until when what was put off by whom, for the matters of a khối."""
        rows = await self._sql.all(
            "SELECT s.person_id, s.item, s.revision, s.until_at FROM snooze s WHERE EXISTS (SELECT 1 FROM reminder r"
            " WHERE r.khoi_id = ? AND r.person_id = s.person_id AND r.item = s.item AND r.revision = s.revision)"
            " ORDER BY s.person_id, s.item, s.revision",
            khoi,
        )
        return {
            (PersonId(row["person_id"]), row["item"], row["revision"]): moment(row["until_at"])
            for row in rows
        }

    async def snoozed_by(self, people: Collection[PersonId]) -> Mapping[tuple[PersonId, str, int], datetime]:
        """Until when these people have put off what."""
        rows = await self._sql.all(
            "SELECT person_id, item, revision, until_at FROM snooze"
            f" WHERE person_id IN ({', '.join('?' for _ in people)})",
            *people,
        )
        return {
            (PersonId(row["person_id"]), row["item"], row["revision"]): moment(row["until_at"])
            for row in rows
        }

    # --- steps ---

    async def steps(self, campaign: CampaignId | None) -> Sequence[Step]:
        """The steps of a campaign; the usual ones where it has none of its own."""
        rows = await self._sql.all(
            "SELECT days, minutes, up_to FROM reminder_step WHERE campaign_id = ? ORDER BY position", campaign
        )
        return [Step(row["days"], row["minutes"], Rung(row["up_to"])) for row in rows] or DEFAULT_STEPS

    async def set_steps(
        self, campaign: CampaignId, steps: Iterable[Step], by: MemberId, now: datetime
    ) -> None:
        """Writes the steps of a campaign in place of the ones it had."""
        await self._sql.run("DELETE FROM reminder_step WHERE campaign_id = ?", campaign)
        await self._sql.many(
            "INSERT INTO reminder_step (campaign_id, position, days, minutes, up_to, set_by, set_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (campaign, place, step.days, step.minutes, int(step.up_to), by, micros(now))
                for place, step in enumerate(steps)
            ],
        )


_moment = lru_cache(maxsize=256)(moment)  # a whole khối owes by the same moments


def _row(row: Record) -> Row:
    reminder = Reminder(
        PersonId(row["person_id"]), row["item"], row["revision"], row["step"], _moment(row["at"]),
        _moment(row["due_at"]), MatterKind(row["kind"]), Rung(row["rung"]),
    )  # fmt: skip
    return Row(reminder, RowState(row["state"]), _moment(row["told_at"]), moment_or_none(row["sent_at"]))


def _matter(row: Record) -> Matter:
    return Matter(
        PersonId(row["person_id"]), row["item"], row["revision"], moment(row["due_at"]), MatterKind(row["kind"]),
        Rung(row["rung"]), moment(row["told_at"]),
    )  # fmt: skip
