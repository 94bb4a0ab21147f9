"""Where a page that is closed can be told that there is something new: one address for each device at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.people import Language
from storage.sql import Sql, micros


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser has given: its address at its push service and the two keys, in base64url without padding."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to push to. `pages` are all devices of the person, this one among them."""

    subscription: Subscription
    language: Language
    pages: Sequence[str]


class PushStore:
    """Subscriptions of the page's devices. `server_key` is our public key: those made for another one do not count."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def subscribe(self, account: str, asked: Subscription, server_key: str, now: datetime) -> None:
        """Where to push for this device from now on. A browser that was another device before is that no longer."""
        await self._sql.run(
            "DELETE FROM web_push WHERE endpoint = ? AND account <> ?", asked.endpoint, account
        )
        await self._sql.run(
            "INSERT INTO web_push (account, endpoint, p256dh, auth, server_key, made_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (account) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh,"
            " auth = excluded.auth, server_key = excluded.server_key, made_at = excluded.made_at",
            account, asked.endpoint, asked.p256dh, asked.auth, server_key, micros(now),
        )  # fmt: skip

    async def is_on(self, account: str, server_key: str) -> bool:
        """Whether something is pushed to this device."""
        row = await self._sql.one(
            "SELECT 1 AS one FROM web_push WHERE account = ? AND server_key = ?", account, server_key
        )
        return row is not None

    async def target(self, account: str, server_key: str) -> Target | None:
        """Where to push for this device; None when nowhere, and for somebody who has a place in no khối any more."""
        row = await self._sql.one(
            "SELECT s.endpoint, s.p256dh, s.auth, p.id AS person_id, p.language FROM web_push s"
            " JOIN account a ON a.channel = 'web' AND a.account = s.account JOIN person p ON p.id = a.person_id"
            " WHERE s.account = ? AND s.server_key = ?"
            " AND EXISTS (SELECT 1 FROM member m WHERE m.person_id = p.id AND m.left_at IS NULL)",
            account,
            server_key,
        )
        if row is None:
            return None
        pages = await self._sql.all(
            "SELECT account FROM account WHERE channel = 'web' AND person_id = ? ORDER BY account",
            row["person_id"],
        )
        subscription = Subscription(row["endpoint"], row["p256dh"], row["auth"])
        return Target(subscription, Language(row["language"]), [page["account"] for page in pages])

    async def unsubscribe(self, account: str) -> None:
        """No more pushes for this device."""
        await self._sql.run("DELETE FROM web_push WHERE account = ?", account)

    async def gone(self, account: str, endpoint: str) -> None:
        """The push service knows this address no longer; one the browser has given meanwhile stays."""
        await self._sql.run("DELETE FROM web_push WHERE account = ? AND endpoint = ?", account, endpoint)
