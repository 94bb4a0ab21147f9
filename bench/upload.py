"""A large roster sent in the chat and written, while a few people go on talking: how long they wait."""

import asyncio
import base64
import tempfile
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Kind, prepare, running
from bench.people import FIRST
from bench.report import Table
from bench.sizes import Sizes
from bench.talk import EVERY, p95, waits
from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Role
from papers.roster_sheet import write_roster
from tests.bot_api.remote import RemoteApi, remote_api

SIZE = 10_000  # people in the file
TALKERS = 24
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IMPORT = "Nhập danh sách"


@dataclass(frozen=True, slots=True)
class Phase:
    """Presses in one phase. Milliseconds; `took`: seconds until the sender had the answer."""

    p95_ms: float
    longest_ms: float
    took: float


async def measure() -> dict[str, Phase]:
    """Idle, while the file is read and shown, while it is written."""
    content = await asyncio.to_thread(write_roster, [_member(n) for n in range(SIZE)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(Kind.OURS, folder, 1 + 3 * TALKERS)
        async with remote_api() as api:
            await api.phones(1 + 3 * TALKERS, FIRST)
            async with running(Kind.OURS, api, folder):
                talkers = [FIRST + 1 + n for n in range(3 * TALKERS)]
                await api.says((account, "/vote") for account in talkers)
                await api.says([(FIRST, "/danhsach")])
                await api.wait_for_calls("sendMessage", 1 + len(talkers))
                await asyncio.sleep(12)  # until everything is laid out
                idle = await _phase(api, talkers[:TALKERS], asyncio.sleep(0), 0)
                sending = api.control(
                    "sends_file", user_id=FIRST, name="danh-sach.xlsx", mime=XLSX,
                    base64=base64.b64encode(content).decode(),
                )  # fmt: skip
                read = await _phase(api, talkers[TALKERS : 2 * TALKERS], sending, 1)
                writing = api.presses([(FIRST, IMPORT)])
                written = await _phase(api, talkers[2 * TALKERS :], writing, 2)
    return {"nothing else": idle, "read and shown": read, "written": written}


async def _phase(api: RemoteApi, talkers: list[int], act: Awaitable[object], answers: int) -> Phase:
    """Presses begin with the act. `answers`: messages the sender gets in this phase."""
    before = len(await _to_sender(api))
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await act
    pressing = asyncio.create_task(waits(api, talkers))
    while len(await _to_sender(api)) < before + answers:  # noqa: ASYNC110 - the server cannot tell of it
        await asyncio.sleep(0.05)
    took = loop.time() - begun
    waited = await pressing
    return Phase(p95(waited), max(waited) * 1000, took)


async def _to_sender(api: RemoteApi) -> list[object]:
    return [
        call
        for call in await api.calls()
        if call[3] == FIRST and call[2] in ("sendmessage", "editmessagetext")
    ]


def _member(number: int) -> Member:
    return Member(
        MemberId(number + 1), KhoiId(1), PersonId(number + 1), f"TT{number:05}", f"Nguyễn Văn {number}",
        UnitId(number % 20 + 1), f"Đơn vị {number % 20}", "Chuyên viên", frozenset({Role.INDIVIDUAL}),
    )  # fmt: skip


async def table(sizes: Sizes) -> Table:
    """One roster."""
    phases = await measure()
    return Table(
        f"A roster of {SIZE:,} people sent in the chat",
        f"All of them new. Meanwhile others press, one every {EVERY} s, {TALKERS} in each phase; until the sender has"
        " the preview, and after confirming it, the last word.",
        ("meanwhile", "95 % answered within", "the longest", "the sender waited"),
        [
            (
                name,
                f"{phase.p95_ms:.0f} ms",
                f"{phase.longest_ms:.0f} ms",
                f"{phase.took:.1f} s",
            )
            for name, phase in phases.items()
        ],
    )
