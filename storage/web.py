"""Devices and sessions of the web page. What it shows is in `storage/web_messages.py`."""

from dataclasses import dataclass
from datetime import datetime

from campaign.ids import PersonId
from campaign.people import Language
from storage.sql import Sql, micros, moment, moment_or_none


@dataclass(frozen=True, slots=True)
class Session:
    """A cookie that was found: whose device it opens, when it was made, and the one it took the place of."""

    token_hash: str
    account: str
    made_at: datetime
    replaces: str | None
    newer_at: datetime | None  # when another one was handed out in its place that has not been used yet


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a device. `left_at` is set for somebody who has a place in no khối any more."""

    person: PersonId
    name: str
    language: Language
    left_at: datetime | None


class WebStore:
    """The page's devices, and the cookies that open them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def new_device(self, account: str, label: str, now: datetime) -> None:
        """A device nobody has joined with yet."""
        await self._sql.run(
            "INSERT INTO web_device (account, label, created_at, seen_at) VALUES (?, ?, ?, ?)",
            account, label, micros(now), micros(now),
        )  # fmt: skip

    async def has_device(self, account: str) -> bool:
        """Whether the device is known."""
        return await self._sql.one("SELECT 1 AS one FROM web_device WHERE account = ?", account) is not None

    async def new_session(self, token_hash: str, account: str, replaces: str | None, now: datetime) -> None:
        """A cookie for a device, in place of an older one or as its first."""
        await self._sql.run(
            "INSERT INTO web_session (token_hash, account, made_at, replaces) VALUES (?, ?, ?, ?)",
            token_hash, account, micros(now), replaces,
        )  # fmt: skip

    async def session(self, token_hash: str) -> Session | None:
        """The session of this cookie, or None."""
        row = await self._sql.one(
            "SELECT s.*, (SELECT max(n.made_at) FROM web_session n WHERE n.replaces = s.token_hash) AS newer_at"
            " FROM web_session s WHERE s.token_hash = ?",
            token_hash,
        )
        if row is None:
            return None
        return Session(
            row["token_hash"],
            row["account"],
            moment(row["made_at"]),
            row["replaces"],
            moment_or_none(row["newer_at"]),
        )

    async def settle_session(self, token_hash: str) -> None:
        """The new cookie has been used: the one before it, and others in its place, are worth nothing from now on."""
        row = await self._sql.one("SELECT replaces FROM web_session WHERE token_hash = ?", token_hash)
        if row is not None and row["replaces"] is not None:
            before = row["replaces"]
            await self._sql.run("UPDATE web_session SET replaces = NULL WHERE token_hash = ?", token_hash)
            await self._sql.run(
                "DELETE FROM web_session WHERE token_hash = ? OR replaces = ?", before, before
            )

    async def seen(self, account: str, now: datetime) -> None:
        """The device was used."""
        await self._sql.run("UPDATE web_device SET seen_at = ? WHERE account = ?", micros(now), account)

    async def holder(self, account: str) -> Holder | None:
        """Who holds the device, or None for one nobody has joined with."""
        row = await self._sql.one(
            "SELECT p.id, p.name, p.language, count(m.id) AS places, count(m.left_at) AS ended,"
            " max(m.left_at) AS left_at FROM account a JOIN person p ON p.id = a.person_id"
            " LEFT JOIN member m ON m.person_id = p.id WHERE a.channel = 'web' AND a.account = ?"
            " GROUP BY p.id, p.name, p.language",
            account,
        )
        if row is None:
            return None
        active = row["places"] > row["ended"]
        left_at = None if active else moment_or_none(row["left_at"])
        return Holder(PersonId(row["id"]), row["name"], Language(row["language"]), left_at)

    async def forget(self, account: str) -> None:
        """Removes a device with its sessions, its pushes and everything its page shows."""
        for table in ("web_session", "web_push", "web_message", "web_counter", "web_device"):
            await self._sql.run(f"DELETE FROM {table} WHERE account = ?", account)
        await self._sql.run("DELETE FROM conversation WHERE channel = 'web' AND account = ?", account)

    async def forget_strangers(self, before: datetime, most: int) -> int:
        """Forgets devices that are nobody's and were not used since then; how many."""
        rows = await self._sql.all(
            "SELECT d.account FROM web_device d WHERE d.seen_at < ? AND NOT EXISTS"
            " (SELECT 1 FROM account a WHERE a.channel = 'web' AND a.account = d.account)"
            " ORDER BY d.account LIMIT ?",
            micros(before),
            most,
        )
        for row in rows:
            await self.forget(row["account"])
        return len(rows)
