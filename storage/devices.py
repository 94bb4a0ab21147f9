"""The phones of a person, and two persons who turn out to be one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from campaign.ids import DeviceId, PersonId
from campaign.joining.devices import Device
from campaign.people import Member
from storage.invites import PERSON
from storage.sql import Sql, micros, moment


class DeviceStore:
    """Which accounts act for whom."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    async def of(self, person: PersonId) -> Sequence[Device]:
        """The person's phones, the oldest first."""
        rows = await self._sql.all(
            "SELECT id, channel, account, device, joined_at, unreachable_at FROM account WHERE person_id = ?"
            " ORDER BY joined_at, id",
            person,
        )
        return [
            Device(
                DeviceId(row["id"]), row["channel"], row["account"], row["device"], moment(row["joined_at"]),
                row["unreachable_at"] is None,
            )
            for row in rows
        ]  # fmt: skip

    async def remove(self, person: PersonId, device: DeviceId) -> bool:
        """Ends a phone's access at once, with what was still to be said to it; False if it is not the person's."""
        row = await self._sql.one(
            "SELECT channel, account FROM account WHERE id = ? AND person_id = ?", device, person
        )
        if row is None:
            return False
        where = (row["channel"], row["account"])
        await self._sql.run(
            "UPDATE outbox SET state = 'dropped', body = ? WHERE state = 'due' AND channel = ? AND account = ?",
            b"",
            *where,
        )
        await self._sql.run(
            "UPDATE conversation SET flow = '', state_kind = '', state = ?, shown = ?, sealed_by = NULL, khoi_id = NULL"
            " WHERE channel = ? AND account = ?",
            b"",
            b"",
            *where,
        )
        await self._sql.run("DELETE FROM shown_invite WHERE channel = ? AND account = ?", *where)
        if row["channel"] == "web":
            await self._sql.run("DELETE FROM web_push WHERE account = ?", row["account"])
        await self._sql.run("DELETE FROM account WHERE channel = ? AND account = ?", *where)
        return True

    async def merge(self, gone: PersonId, into: PersonId, now: datetime) -> None:
        """Makes one human being of two: places, phones, codes and what was sent to them. The caller has asked."""
        for statement in (
            "UPDATE member SET person_id = ? WHERE person_id = ?",
            "UPDATE invite SET person_id = ? WHERE person_id = ?",
            "UPDATE outbox SET person_id = ? WHERE person_id = ?",
            "UPDATE nudge SET person_id = ? WHERE person_id = ?",
            "UPDATE reminder SET person_id = ? WHERE person_id = ?",
            "UPDATE snooze SET person_id = ? WHERE person_id = ?",
            "UPDATE web_message SET person_id = ? WHERE person_id = ?",
        ):
            await self._sql.run(statement, into, gone)
        await self._sql.run(
            "UPDATE account SET person_id = ?, commands_due_at = ? WHERE person_id = ?",
            into,
            micros(now),
            gone,
        )
        await self._sql.run(
            "UPDATE delivery SET person_id = ? WHERE person_id = ? AND NOT EXISTS"
            " (SELECT 1 FROM delivery d WHERE d.notice_id = delivery.notice_id AND d.person_id = ?)",
            into, gone, into,
        )  # fmt: skip
        await self._sql.run("DELETE FROM calendar_feed WHERE person_id = ?", gone)
        await self._sql.run(
            "UPDATE wrong_try SET account = ? WHERE channel = ? AND account = ?", str(into), PERSON, str(gone)
        )
        await self._sql.run("UPDATE person SET merged_into = ? WHERE id = ?", into, gone)
        await self.show_commands_again(into, now)

    async def split(self, member: Member, now: datetime) -> PersonId:
        """Makes a person of its own of one place: phones and the other places stay with the person it was of."""
        person = PersonId(self._fresh_id())
        before = await self._sql.one("SELECT language FROM person WHERE id = ?", member.person)
        assert before is not None, "a member is a person"
        await self._sql.run(
            "INSERT INTO person (id, name, language, created_at) VALUES (?, ?, ?, ?)",
            person, member.name, before["language"], micros(now),
        )  # fmt: skip
        await self._sql.run("UPDATE member SET person_id = ? WHERE id = ?", person, member.id)
        await self._sql.run("UPDATE invite SET person_id = ? WHERE member_id = ?", person, member.id)
        await self.show_commands_again(member.person, now)
        return person

    async def show_commands_again(self, person: PersonId, now: datetime) -> None:
        """The person's roles, khối or language changed: the command lists of their phones are to be shown anew."""
        await self._sql.run(
            "UPDATE account SET commands_due_at = ?, commands_tries = 0 WHERE person_id = ?",
            micros(now),
            person,
        )
