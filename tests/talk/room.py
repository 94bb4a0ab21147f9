"""The room: an assembled installation with one channel that records what was said to whom.

async def test_…(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", unit="Báo Thanh tra", roles={Role.HEAD})
    await lan.says("/menu")
    assert lan.heard == ["menu.nothing_owed"]
    await lan.presses("language.about")        # a button really shown, by its key or its words
"""

import asyncio
import itertools
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.assembly import assemble
from bot.channel import Attached, Heard, Ingest, Outcome, Sent, Spoken
from bot.clock import MovableClock
from bot.ground import Place
from bot.looking import LookingHere
from bot.rotation import Rotation
from bot.share import Share
from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import BodyKind, Gender, Member, Role
from campaign.search import search_key
from handlers import FLOWS
from handlers.kit import Flow
from storage.migrate import upgrade
from storage.outbox import Letter
from storage.sealing import Seals
from storage.sql import micros
from storage.unit import Unit
from tests.talk.phone import Phone

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


class StoppedClock:
    """Real time does not run in tests."""

    def now(self) -> datetime:
        return START


class PaperChannel:
    """A channel that keeps what it is given, with the letters' keys and values."""

    name = "paper"
    everywhere = True
    rate = None

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.spoken: list[Spoken] = []
        self.outcomes: dict[str, Outcome] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.at_gate = asyncio.Event()
        self.refs: dict[int, str] = {}
        self.commands: dict[str, list[tuple[str, str]]] = {}
        self._refs = itertools.count(1)

    async def receive(self, ingest: Ingest) -> None:
        await asyncio.Event().wait()

    async def send(self, spoken: Spoken) -> Outcome:
        if gate := self.gates.get(spoken.account):
            self.at_gate.set()
            await gate.wait()
        outcome = self.outcomes.get(spoken.account)
        if outcome is None:
            self.spoken.append(spoken)
            self.refs[spoken.id] = spoken.edits or str(next(self._refs))
            return Sent(self.refs[spoken.id])
        return outcome

    async def download(self, attached: Attached) -> bytes | None:
        if gate := self.gates.get(attached.ref):
            await gate.wait()
        return self.files.get(attached.ref)

    async def show_commands(self, account: str, commands: Sequence[tuple[str, str]]) -> Outcome:
        outcome = self.outcomes.get(account)
        if outcome is None:
            self.commands[account] = list(commands)
            return Sent("")
        return outcome

    def join_link(self, code: str) -> str | None:
        return f"https://paper.example/join#{code}"


class Room:
    """One installation, its people and their phones."""

    def __init__(self, app: App, channel: PaperChannel, clock: MovableClock) -> None:
        self.app = app
        self.channel = channel
        self.clock = clock
        self._keys = itertools.count(1)
        self._accounts = itertools.count(1)
        self._units: dict[tuple[KhoiId, str], UnitId] = {}
        self._khoi: dict[str, KhoiId] = {}
        self.phones: dict[str, Phone] = {}

    # --- people ---

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Unit]:
        """A unit of the real database, committed at the end: to prepare or to look."""
        async with self.app.database.unit() as unit:
            yield unit
            await unit.commit()

    async def khoi(self, name: str = "Khối thi đua số IV") -> KhoiId:
        """The khối of this name, made when it is new."""
        if name not in self._khoi:
            khoi = KhoiId(self.fresh_id())
            async with self.store() as unit:
                await unit.sql.run(
                    "INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, ?, ?, ?, ?)",
                    khoi, BodyKind.KHOI.value, name, search_key(name), micros(self.clock.now()),
                )  # fmt: skip
            self._khoi[name] = khoi
        return self._khoi[name]

    async def unit(self, name: str, khoi: KhoiId | None = None) -> UnitId:
        """The unit of this name in the khối, made when it is new, in protocol order of making."""
        khoi = khoi or await self.khoi()
        if (khoi, name) not in self._units:
            unit_id = UnitId(self.fresh_id())
            async with self.store() as unit:
                await unit.sql.run(
                    "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, ?, ?, ?, ?)",
                    unit_id, khoi, name, search_key(name), len(self._units),
                )  # fmt: skip
            self._units[khoi, name] = unit_id
        return self._units[khoi, name]

    async def enrolled(
        self,
        name: str,
        unit: str = "Báo Thanh tra",
        roles: frozenset[Role] | set[Role] = frozenset({Role.INDIVIDUAL}),
        khoi: str = "Khối thi đua số IV",
        position: str = "Chuyên viên",
        gender: Gender | None = None,
    ) -> Member:
        """Somebody on the roster who has not joined."""
        khoi_id = await self.khoi(khoi)
        unit_id = await self.unit(unit, khoi_id)
        person, member = PersonId(self.fresh_id()), MemberId(self.fresh_id())
        now = micros(self.clock.now())
        async with self.store() as store:
            await store.sql.run(
                "INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)", person, name, now
            )
            await store.sql.run(
                "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, position, roles, gender)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                member, khoi_id, person, unit_id, f"M{next(self._accounts):04}", name, search_key(name), position,
                " ".join(sorted(roles)), gender.value if gender else None,
            )  # fmt: skip
        return Member(member, khoi_id, person, "", name, unit_id, unit, position, frozenset(roles), gender)

    async def joins(
        self,
        name: str,
        unit: str = "Báo Thanh tra",
        roles: frozenset[Role] | set[Role] = frozenset({Role.INDIVIDUAL}),
        khoi: str = "Khối thi đua số IV",
        position: str = "Chuyên viên",
        gender: Gender | None = None,
    ) -> Phone:
        """Somebody who has joined: their phone."""
        member = await self.enrolled(name, unit, roles, khoi, position, gender)
        return await self.another_phone(member)

    async def another_phone(self, member: Member) -> Phone:
        """One more phone of a person."""
        phone = self.stranger(member)
        async with self.store() as store:
            await store.people.bind("paper", phone.account, member.person, "", self.clock.now())
        return phone

    def stranger(self, member: Member | None = None) -> Phone:
        """A phone nobody has joined with."""
        phone = Phone(self, f"phone-{next(self._accounts)}", member)
        self.phones[phone.account] = phone
        return phone

    # --- turns ---

    def fresh_id(self) -> int:
        """A new identity."""
        return self.app.engine._c.fresh_id()

    def key(self) -> str:
        """A new update key."""
        return str(next(self._keys))

    async def hears(self, *heard: Heard) -> None:
        """Everything the channel hears is ingested at once, worked off, and what is due is sent."""
        await self.app.inbox.ingest(heard)
        await self.settle()

    async def settle(self) -> None:
        """Works and sends until nothing is waiting."""
        while True:
            self.app.work._woken.clear()
            worked = await self.app.work.round()
            downloads = list(self.app.downloads.under_way)
            for task in downloads:
                await task
            sent = await self._send_due()
            await self.app.command_lists.look_once()
            counted = await self.app.counting.look_once()
            if (
                not worked
                and not downloads
                and not sent
                and not counted
                and not self.app.work._woken.is_set()
            ):
                return

    async def _send_due(self) -> bool:
        post = self.app.post
        while await post.look_once():
            pass
        letters = post.lanes.take_all()
        fates = []
        for letter in letters:
            fates.append(await post.deliver(letter))
            self._note(letter)
        await post.recording.record(fates)
        return bool(letters)

    def _note(self, letter: Letter) -> None:
        phone = self.phones.get(letter.account)
        if phone is not None and letter.account not in self.channel.outcomes:
            phone.note(letter, self.channel.spoken[-1])


def new_database(file: Path) -> None:
    """Makes a database of this version's schema with nothing in it, unless there is one."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_new_database())


@cache
def _new_database() -> bytes:
    """Migrated once, copied for every room."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


@asynccontextmanager
async def open_room(
    folder: Path,
    flows: tuple[Flow, ...] = FLOWS,
    server: str | None = None,
    seals: type[Seals] = Seals,
    backups: Rotation | None = None,
    address: str = "https://thidua.example",
    share: Share | None = None,
) -> AsyncIterator[Room]:
    """A room in a folder, on a SQLite file there or on the database of this address. Nobody waits for their own haste,
    unless a share is given.
    """
    clock = MovableClock(StoppedClock())
    channel = PaperChannel()
    file = folder / "data" / "thidua.db"
    place = Place(server or file, folder / "data" / "files", folder / "keys", address, backups)
    if server is None:
        new_database(file)
    async with assemble(
        place,
        clock,
        ZONE,
        [channel],
        flows,
        seals=seals,
        share=share or Share.everything(),
        looking=LookingHere(),
    ) as app:
        yield Room(app, channel, clock)
