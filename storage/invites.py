"""Codes of invitation by their hashes, what each account has shown, and wrong tries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from campaign.ids import InviteId, KhoiId, MemberId, PersonId
from campaign.joining.guesser import Guesser
from campaign.joining.invites import MOST_WRONG_OF_ADDRESS, WINDOW, Invite, InviteKind, Tries
from storage.sql import Row, Sql, micros, moment, moment_or_none

OPEN = "used_at IS NULL AND revoked_at IS NULL"
PERSON, ADDRESS = "=person", "=address"  # in the place of a channel's name: whose tries, besides the phone's


class InviteStore:
    """Codes, without the codes."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    async def add(self, invites: Iterable[tuple[Invite, str]]) -> None:
        """Stores invites, each with the hash of its code."""
        await self._sql.many(
            "INSERT INTO invite (id, khoi_id, person_id, member_id, kind, hash, issued_by, created_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (i.id, i.khoi, i.person, i.member, i.kind.value, code_hash, i.issued_by, micros(i.created_at),
                 micros(i.expires_at))
                for i, code_hash in invites
            ],
        )  # fmt: skip

    async def by_hash(self, code_hash: str) -> Invite | None:
        """The invite with this code, or None."""
        row = await self._sql.one("SELECT * FROM invite WHERE hash = ?", code_hash)
        return None if row is None else _invite(row)

    async def shown_to(self, invite: InviteId, channel: str, account: str) -> Invite | None:
        """The invite, if this account has shown its code; else None."""
        row = await self._sql.one(
            "SELECT i.* FROM invite i JOIN shown_invite s ON s.invite_id = i.id"
            " WHERE i.id = ? AND s.channel = ? AND s.account = ?",
            invite,
            channel,
            account,
        )
        return None if row is None else _invite(row)

    async def show(self, invite: InviteId, channel: str, account: str, now: datetime) -> None:
        """Remembers that this account knows the code: only then may its button be pressed."""
        await self._sql.run(
            "INSERT INTO shown_invite (channel, account, invite_id, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (channel, account, invite_id) DO NOTHING",
            channel, account, invite, micros(now),
        )  # fmt: skip

    async def use(self, invite: Invite, now: datetime) -> bool:
        """Uses the code, once; False when somebody else was faster. Other codes to join as the same member end too."""
        used = await self._sql.run(
            f"UPDATE invite SET used_at = ? WHERE id = ? AND {OPEN}", micros(now), invite.id
        )
        if used == 1 and invite.kind is InviteKind.JOIN:
            await self.revoke([invite.member], now)
        return used == 1

    async def used_by(self, invite: InviteId, channel: str, account: str) -> None:
        """Remembers which phone the code let in."""
        await self._sql.run(
            "UPDATE invite SET used_by = (SELECT id FROM account WHERE channel = ? AND account = ?) WHERE id = ?",
            channel, account, invite,
        )  # fmt: skip

    async def revoke(self, members: Iterable[MemberId], now: datetime) -> None:
        """Puts the open codes to join as these members out of use."""
        await self._sql.many(
            f"UPDATE invite SET revoked_at = ? WHERE member_id = ? AND kind = 'join' AND {OPEN}",
            [(micros(now), member) for member in members],
        )

    async def revoke_devices(self, person: PersonId, now: datetime) -> None:
        """Puts the person's open codes for further phones out of use."""
        await self._sql.run(
            f"UPDATE invite SET revoked_at = ? WHERE person_id = ? AND kind = 'device' AND {OPEN}",
            micros(now),
            person,
        )

    async def open(self, khoi: KhoiId, now: datetime) -> Mapping[MemberId, datetime]:
        """Until when the members of a khối have a code to join that still works."""
        rows = await self._sql.all(
            "SELECT member_id, max(expires_at) AS until FROM invite"
            f" WHERE khoi_id = ? AND kind = 'join' AND expires_at > ? AND {OPEN} GROUP BY member_id",
            khoi,
            micros(now),
        )
        return {MemberId(row["member_id"]): moment(row["until"]) for row in rows}

    # --- wrong tries ---

    async def wrong(self, by: Guesser, now: datetime) -> None:
        """Remembers a wrong code, once for everything it counts against."""
        await self._sql.many(
            "INSERT INTO wrong_try (id, channel, account, at) VALUES (?, ?, ?, ?)",
            [(self._fresh_id(), kind, name, micros(now)) for kind, name in _counted_against(by)],
        )
        await self.forget_wrong(now)

    async def forget_wrong(self, now: datetime) -> None:
        """Forgets wrong codes that nobody counts any more; those, too, of a clock that has been put back since."""
        await self._sql.run("DELETE FROM wrong_try WHERE at <= ? OR at > ?", *_counted_at(now))

    async def tries(self, by: Guesser, now: datetime) -> Tries:
        """The wrong codes that count against them."""
        rows = await self._sql.all(
            "SELECT channel, account, at FROM wrong_try WHERE at > ? AND at <= ?", *_counted_at(now)
        )
        times = defaultdict[tuple[str, str], list[datetime]](list)
        for row in rows:
            times[row["channel"], row["account"]].append(moment(row["at"]))
        at_addresses = [len(each) for (kind, _), each in times.items() if kind == ADDRESS]
        of_phones = sum(len(each) for (kind, _), each in times.items() if kind not in (PERSON, ADDRESS))
        beyond = sum(max(0, tried - MOST_WRONG_OF_ADDRESS) for tried in at_addresses)
        return Tries(
            of_phone=times.get((by.channel, by.account), ()),
            of_person=() if by.person is None else times.get((PERSON, str(by.person)), ()),
            of_address=len(times.get((ADDRESS, by.whence), ())) if by.whence else 0,
            of_all=of_phones - beyond,
        )


def _counted_at(now: datetime) -> tuple[int, int]:
    """After and until when a try counts: one of a clock that was a year ahead would lock people out for a year."""
    return micros(now - WINDOW), micros(now + WINDOW)


def _counted_against(by: Guesser) -> Sequence[tuple[str, str]]:
    person = () if by.person is None else ((PERSON, str(by.person)),)
    address = ((ADDRESS, by.whence),) if by.whence else ()
    return ((by.channel, by.account), *person, *address)


def _invite(row: Row) -> Invite:
    return Invite(
        id=InviteId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        person=PersonId(row["person_id"]),
        member=MemberId(row["member_id"]),
        kind=InviteKind(row["kind"]),
        issued_by=None if row["issued_by"] is None else MemberId(row["issued_by"]),
        created_at=moment(row["created_at"]),
        expires_at=moment(row["expires_at"]),
        used_at=moment_or_none(row["used_at"]),
        revoked_at=moment_or_none(row["revoked_at"]),
    )
