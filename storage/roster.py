"""A roster applied: everybody new, changed, back or gone, in the caller's one transaction; and rosters sent in."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, UnitId, UploadId
from campaign.people import Language, Member
from campaign.roster.changes import Approved, Change
from campaign.roster.roster import Entry
from campaign.roster.uploads import Upload
from campaign.search import search_key
from storage.sql import Sql, micros

AT_ONCE = 500  # people made ready before others have their turn


class RosterStore:
    """Writes what was approved. A few statements, however many people."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    async def apply(self, khoi: KhoiId, approved: Approved, now: datetime) -> None:
        """Writes an approved roster of this khối. Whoever leaves has no access from this commit on."""
        changes = (*approved.change, *approved.bring_back)
        units = await self._units(khoi, [*approved.add, *(change.entry for change in changes)])
        await self._add(khoi, approved.add, units, now)
        await self._change(khoi, changes, units)
        await self._remove(khoi, approved.remove, now)
        await self._close_empty_units(khoi, now)
        touched = [*(c.member for c in changes), *approved.remove]
        await self._sql.many(
            "UPDATE account SET commands_due_at = ?, commands_tries = 0 WHERE person_id = ?",
            [(micros(now), member.person) for member in touched],
        )

    async def _units(self, khoi: KhoiId, entries: Iterable[Entry]) -> Mapping[str, UnitId]:
        """The new units by name, made in the order of the file."""
        names = dict.fromkeys(entry.unit for entry in entries if entry.unit_id is None)
        last = await self._sql.one("SELECT max(position) AS last FROM unit WHERE khoi_id = ?", khoi)
        first = 0 if last is None or last["last"] is None else last["last"] + 1
        units = {name: UnitId(self._fresh_id()) for name in names}
        await self._sql.many(
            "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, ?, ?, ?, ?)",
            [
                (unit, khoi, name, search_key(name), first + number)
                for number, (name, unit) in enumerate(units.items())
            ],
        )
        return units

    async def _add(
        self, khoi: KhoiId, entries: Sequence[Entry], units: Mapping[str, UnitId], now: datetime
    ) -> None:
        persons: list[Sequence[object]] = []
        members: list[Sequence[object]] = []
        for number, e in enumerate(entries):
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
            person, member = PersonId(self._fresh_id()), MemberId(self._fresh_id())
            persons.append((person, e.name, (e.language or Language.VI).value, micros(now)))
            fields, gender = _fields(e, units), e.gender and e.gender.value
            members.append((member, khoi, person, *fields, gender, e.honorific or "", e.room or ""))
        await self._sql.many(
            "INSERT INTO person (id, name, language, created_at) VALUES (?, ?, ?, ?)", persons
        )
        await self._sql.many(
            "INSERT INTO member (id, khoi_id, person_id, code, unit_id, name, search, position, roles, gender,"
            " honorific, room) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            members,
        )

    async def _change(self, khoi: KhoiId, changes: Sequence[Change], units: Mapping[str, UnitId]) -> None:
        """What the file does not say is kept."""
        await self._sql.many(
            "UPDATE member SET code = ?, unit_id = ?, name = ?, search = ?, position = ?, roles = ?,"
            " gender = coalesce(?, gender), honorific = coalesce(?, honorific), room = coalesce(?, room),"
            " left_at = NULL WHERE id = ? AND khoi_id = ?",
            [
                (*_fields(c.entry, units), c.entry.gender and c.entry.gender.value, c.entry.honorific, c.entry.room,
                 c.member.id, khoi)
                for c in changes
            ],
        )  # fmt: skip
        await self._sql.many(
            "UPDATE person SET name = ? WHERE id = ?", [(c.entry.name, c.member.person) for c in changes]
        )

    async def _remove(self, khoi: KhoiId, members: Sequence[Member], now: datetime) -> None:
        at = micros(now)
        await self._sql.many(
            "UPDATE member SET left_at = ? WHERE id = ? AND khoi_id = ?", [(at, m.id, khoi) for m in members]
        )
        await self._sql.many(
            "UPDATE invite SET revoked_at = ? WHERE member_id = ? AND used_at IS NULL AND revoked_at IS NULL",
            [(at, m.id) for m in members],
        )
        await self._sql.many(  # what this khối was still going to tell them
            "UPDATE outbox SET state = 'dropped', body = ? WHERE state = 'due' AND person_id = ?"
            " AND notice_id IN (SELECT id FROM notice WHERE khoi_id = ?)",
            [(b"", m.person, khoi) for m in members],
        )

    async def _close_empty_units(self, khoi: KhoiId, now: datetime) -> None:
        peopled = "EXISTS (SELECT 1 FROM member m WHERE m.unit_id = unit.id AND m.left_at IS NULL)"
        await self._sql.run(
            f"UPDATE unit SET left_at = ? WHERE khoi_id = ? AND left_at IS NULL AND NOT {peopled}",
            micros(now),
            khoi,
        )
        await self._sql.run(
            f"UPDATE unit SET left_at = NULL WHERE khoi_id = ? AND left_at IS NOT NULL AND {peopled}", khoi
        )

    # --- rosters sent in, before they are applied ---

    async def keep(self, upload: Upload, now: datetime) -> None:
        """Remembers a file sent in and what of it was shown."""
        await self._sql.run(
            "INSERT INTO roster_upload (id, khoi_id, member_id, sha256, name, seen, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
            upload.id, upload.khoi, upload.by, upload.sha256, upload.name, upload.seen, micros(now),
        )  # fmt: skip

    async def upload(self, khoi: KhoiId, upload: UploadId) -> Upload | None:
        """A file sent to this khối, or None."""
        row = await self._sql.one("SELECT * FROM roster_upload WHERE id = ? AND khoi_id = ?", upload, khoi)
        if row is None:
            return None
        return Upload(
            UploadId(row["id"]), khoi, MemberId(row["member_id"]), row["sha256"], row["name"], row["seen"],
            row["applied_at"] is not None,
        )  # fmt: skip

    async def applied(self, upload: UploadId, now: datetime) -> None:
        """Remembers that the file was applied."""
        await self._sql.run("UPDATE roster_upload SET applied_at = ? WHERE id = ?", micros(now), upload)


def _fields(entry: Entry, units: Mapping[str, UnitId]) -> tuple[str, int, str, str, str, str]:
    unit = entry.unit_id if entry.unit_id is not None else units[entry.unit]
    roles = " ".join(sorted(role.value for role in entry.roles))
    return entry.code, unit, entry.name, search_key(entry.name), entry.position, roles
