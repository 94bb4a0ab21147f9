"""What the web page of a device shows: messages, each with its place and the event by which a page catches up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import PersonId
from storage.sql import EPOCH, Row, Sql, micros, moment
from storage.web import Holder


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


class WebMessages:
    """The messages of every page."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

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
