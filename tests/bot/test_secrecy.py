"""Whoever copies the data folder at every moment, reads the log and the result, guesses votes no better than chance.

The attacker gets the database with its write-ahead log after every single update, everything logged, and the published
sheet. It looks for what a vote could leave behind: button data, receipts, marks, lengths, numbers of rows, columns that
differ. The same attacker wins every time where nothing is sealed: so the test can fail.
"""

import itertools
import logging
import sqlite3
from pathlib import Path
from random import Random

import pytest

from campaign.ids import BallotId
from campaign.published_rows import rows_of
from campaign.receipt import from_token
from handlers.packing import _base62
from storage.sealing import LENGTH, MARK, Seals
from tests.handlers.voting import UNITS, Hall, hall
from tests.talk.room import open_room

COPIED = ("thidua.db", "thidua.db-wal")


class Unsealed(Seals):
    """Pads and does not seal: what the secret ballot must not be."""

    def seal(self, ballot: BallotId, content: bytes, length: int = LENGTH) -> bytes:
        assert self.exists(ballot)
        return content + MARK + bytes(-(len(content) + 1) % length)

    def open(self, ballot: BallotId, sealed: bytes) -> bytes:
        self._key(ballot)
        return sealed.rstrip(b"\0")[:-1]


class Attacker:
    """Copies everything after every update of one voter and guesses what that voter chose."""

    def __init__(self, folder: Path, ballot: BallotId, random: Random) -> None:
        self._data = folder / "data"
        self._ballot = _base62(ballot).encode()
        self._random = random
        self._before = self._bytes()
        self._known = self._tokens(b"".join(self._before.values()))
        self._seen: list[bytes] = []

    def look(self) -> None:
        """What is new since the last look."""
        now = self._bytes()
        self._seen.append(b"".join(now[name] for name in COPIED if now[name] != self._before[name]))
        self._before = now

    def guess(self, codes: dict[str, int]) -> int:
        """The place chosen: by a receipt in clear that is new and leads to a published code, else a coin."""
        new = {token for seen in self._seen for token in self._tokens(seen)} - self._known
        for token in sorted(new):
            receipt = from_token(token)
            if receipt is not None and receipt.code in codes:
                return codes[receipt.code]
        return self._random.choice((1, 2))

    def _tokens(self, among: bytes) -> set[str]:
        """Every receipt that lies somewhere in clear, in the data of a confirm button."""
        marker = b"bc:" + self._ballot + b":"
        rests = [among[at + len(marker) :][:40].split(b":") for at in _places_of(marker, among)]
        return {rest[1][:16].decode("ascii", "replace") for rest in rests if len(rest) > 1}

    def _bytes(self) -> dict[str, bytes]:
        return {
            name: (self._data / name).read_bytes() if (self._data / name).exists() else b"" for name in COPIED
        }


def _places_of(marker: bytes, among: bytes) -> list[int]:
    found, at = [], among.find(marker)
    while at >= 0:
        found.append(at)
        at = among.find(marker, at + 1)
    return found


async def guessed(folder: Path, seals: type[Seals], seed: int) -> tuple[int, int, str]:
    """A whole ballot of nine voters, attacked: how many guesses were right, of how many; and everything logged."""
    random = Random(seed)
    async with open_room(folder, seals=seals) as room:
        here = await hall(room, heads=8)
        await here.registered("CO_TTCP", 0, 1)
        await here.prepares("decide.act_acclaim")
        await here.secretary.presses("poll.make_secret_button")
        ballot = await here.opens()
        wishes = [1, 2] * 4
        random.shuffle(wishes)
        attackers = []
        for head, wish in zip(here.heads, wishes, strict=True):
            attacker = Attacker(folder, ballot, random)
            for button in ("decide.vote_button", UNITS[wish - 1], "decide.cast_button"):
                await room.app.inbox.ingest([head.press(head.sees(button), "1")])
                attacker.look()
                await room.settle()
                attacker.look()
            attackers.append(attacker)
        await here.closes()
        codes = await _published(here, ballot)
        right = sum(a.guess(codes) == wish for a, wish in zip(attackers, wishes, strict=True))
        return right, len(wishes), " ".join(codes)


async def _published(here: Hall, ballot: BallotId) -> dict[str, int]:
    """The public sheet: which code chose which place."""
    async with here.room.store() as store:
        sheet = await store.opinions.sheet(ballot)
    return {row.cells[0]: int(row.cells[1]) for row in rows_of(sheet or "")["choice"]}


async def test_nobody_guesses_a_sealed_vote_better_than_by_a_coin(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    right = total = 0
    for seed in range(2):
        won, of, codes = await guessed(tmp_path / str(seed), Seals, seed)
        right, total = right + won, total + of
        said = caplog.text + capsys.readouterr().out
        assert not any(code in said for code in codes.split())
        assert "bc:" not in said
    assert total == 16
    assert right <= 13  # a coin does better about twice in a thousand tries; these seeds are fixed


async def test_the_same_attacker_wins_where_nothing_is_sealed(tmp_path: Path) -> None:
    right, total, _ = await guessed(tmp_path, Unsealed, 1)
    assert right == total


async def test_every_row_of_a_vote_looks_the_same_whatever_is_chosen(tmp_path: Path) -> None:
    seen = []
    for place in (0, 1, None):
        async with open_room(tmp_path / str(place), seals=Seals) as room:
            here = await hall(room, heads=5)
            await here.registered("CO_TTCP", 0, 1)
            await here.prepares("decide.act_acclaim")
            await here.secretary.presses("poll.make_secret_button")
            await here.opens()
            voter, shapes = here.heads[2], []
            button = "decide.nobody_button" if place is None else UNITS[place]
            for pressed in ("decide.vote_button", button, "decide.cast_button"):
                await room.app.inbox.ingest([voter.press(voter.sees(pressed), "1")])
                shapes.append(_shape(tmp_path / str(place), voter.account))
                await room.settle()
                shapes.append(_shape(tmp_path / str(place), voter.account))
            seen.append(shapes)
    assert seen[0] == seen[1] == seen[2]


def _shape(folder: Path, account: str) -> list[object]:
    """Everything of this account in the tables of a turn, sealed blobs by their lengths, identities left out."""
    database = sqlite3.connect(folder / "data" / "thidua.db")
    queries = (
        """SELECT CASE WHEN sealed_by IS NULL THEN 0 ELSE length(payload) END, sealed_by IS NULL, done_at IS NULL
        FROM inbox WHERE account = ? ORDER BY seq""",
        """SELECT CASE WHEN sealed_by IS NULL THEN 0 ELSE length(body) END, sealed_by IS NULL, edits IS NULL,
        tap, state, attempts, message_ref IS NULL, error FROM outbox
        WHERE account = ? AND notice_id IS NULL ORDER BY 1, 2, 3""",
        """SELECT flow, state_kind, revision, CASE WHEN sealed_by IS NULL THEN 0 ELSE length(state) + length(shown) END
        FROM conversation
        WHERE account = ?""",
    )
    rows = [database.execute(query, (account,)).fetchall() for query in queries]
    rows.append(database.execute("SELECT length(slip) FROM sealed_slip").fetchall())
    database.close()
    return list(itertools.chain.from_iterable(rows))
