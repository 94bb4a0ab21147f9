"""Devices, sessions and messages of the web page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import PersonId
from campaign.people import Language
from storage.sql import EPOCH, Row, Sql, micros, moment, moment_or_none


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


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a page may be seen: what was for its holder or for nobody yet; after leaving, only what came later."""

    person: PersonId | None
    since: datetime

    @classmethod
    def of(cls, holder: Holder | None) -> "Sight":
        """What the holder of a device may see."""
        if holder is None:
            return cls(None, EPOCH)
        return cls(holder.person, holder.left_at or EPOCH)

    @property
    def values(self) -> tuple[int, int]:
        """For the placeholders of SEEN."""
        return (self.person or 0, micros(self.since))


SEEN = "(person_id IS NULL OR person_id = ?) AND at >= ?"


@dataclass(frozen=True, slots=True)
class Written:
    """A message as the page keeps it. `body` is JSON; `event` grows with every change of this device's page.

    `edits`: it takes the place of the message of the same ref. Otherwise one that is there already is left as it is.
    """

    account: str
    ref: str
    mine: bool
    body: str
    at: datetime
    edits: bool = False
    place: int = 0
    event: int = 0
    language: str = ""  # of whoever holds the device when it is written; empty when nobody does


class WebStore:
    """The page's own rows."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    # --- devices and sessions ---

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

    # --- messages ---

    async def trim(self, before: datetime, most: int) -> int:
        """Forgets messages that are older; how many."""
        rows = await self._sql.all(
            "SELECT account, ref FROM web_message WHERE at < ? ORDER BY at, account, ref LIMIT ?",
            micros(before),
            most,
        )
        await self._sql.many(
            "DELETE FROM web_message WHERE account = ? AND ref = ?",
            [(row["account"], row["ref"]) for row in rows],
        )
        return len(rows)

    async def write(self, messages: Iterable[Written]) -> Sequence[Written]:
        """Stores new messages and changes of known ones; answers them with their place and event.

        Messages for a device that is gone are left out.
        """
        return [written for message in messages if (written := await self._write(message)) is not None]

    async def _write(self, message: Written) -> Written | None:
        m = message
        device = await self._sql.one(
            "SELECT p.id AS person_id, p.language FROM web_device d"
            " LEFT JOIN account a ON a.channel = 'web' AND a.account = d.account"
            " LEFT JOIN person p ON p.id = a.person_id WHERE d.account = ?",
            m.account,
        )
        if device is None:
            return None
        await self._sql.run(
            "INSERT INTO web_counter (account, event) VALUES (?, 1)"
            " ON CONFLICT (account) DO UPDATE SET event = web_counter.event + 1",
            m.account,
        )
        row = await self._sql.one("SELECT event FROM web_counter WHERE account = ?", m.account)
        assert row is not None
        event = int(row["event"])
        known = (
            "UPDATE SET event = excluded.event, body = excluded.body, person_id = excluded.person_id"
            if m.edits
            else "NOTHING"
        )
        await self._sql.run(
            "INSERT INTO web_message (account, ref, person_id, place, event, mine, body, at)"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, ref) DO {known}",
            m.account, m.ref, device["person_id"], event, event, int(m.mine), m.body, micros(m.at),
        )  # fmt: skip
        written = await self.message(m.account, m.ref)
        return None if written is None else replace(written, language=device["language"] or "")

    async def message(self, account: str, ref: str) -> Written | None:
        """One message of a device's page, whoever it was for."""
        row = await self._sql.one("SELECT * FROM web_message WHERE account = ? AND ref = ?", account, ref)
        return None if row is None else _written(row)

    async def seen_message(self, account: str, ref: str, sight: Sight) -> Written | None:
        """One message of a device's page, if it may be seen."""
        row = await self._sql.one(
            f"SELECT * FROM web_message WHERE account = ? AND ref = ? AND {SEEN}", account, ref, *sight.values
        )
        return None if row is None else _written(row)

    async def changed(self, account: str, after: int, sight: Sight, most: int) -> Sequence[Written]:
        """What is new or changed after an event, oldest first."""
        rows = await self._sql.all(
            f"SELECT * FROM web_message WHERE account = ? AND event > ? AND {SEEN} ORDER BY event LIMIT ?",
            account, after, *sight.values, most,
        )  # fmt: skip
        return [_written(row) for row in rows]

    async def page(self, account: str, before: int, sight: Sight, most: int) -> Sequence[Written]:
        """The newest messages that stand before a place, in the order of the page."""
        rows = await self._sql.all(
            f"SELECT * FROM web_message WHERE account = ? AND place < ? AND {SEEN} ORDER BY place DESC LIMIT ?",
            account, before, *sight.values, most,
        )  # fmt: skip
        return [_written(row) for row in reversed(rows)]

    async def last_event(self, account: str) -> int:
        """The newest event of a device's page."""
        row = await self._sql.one("SELECT event FROM web_counter WHERE account = ?", account)
        return 0 if row is None else int(row["event"])


def _written(row: Row) -> Written:
    return Written(
        row["account"],
        row["ref"],
        row["mine"] == 1,
        row["body"],
        moment(row["at"]),
        place=row["place"],
        event=row["event"],
    )
