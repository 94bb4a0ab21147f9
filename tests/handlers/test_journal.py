"""The journal: who did what when, in words, for the khối's own secretary."""

import ast
from pathlib import Path

from campaign.people import Role
from handlers.roster.flow import OpenJournal
from handlers.roster.journal import ACTS, BY_ITSELF
from tests.talk import Room

ROOT = Path(__file__).parent.parent.parent
WITH_NUMBERS = {"roster.imported", "invite.issued"}


async def test_the_secretary_reads_what_was_done_and_by_whom(room: Room) -> None:
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await room.enrolled("Trần Thị Bình")
    await clerk.says("/danhsach")
    await clerk.says("tran thi binh")
    await clerk.presses("invites.issue_button")
    await clerk.presses("invites.revoke_button")
    await clerk.says("/danhsach")
    await clerk.presses("journal.button")
    first, second = clerk.last.text.splitlines()[1:]
    assert first.endswith("Phạm Văn Thư thu hồi mã (Trần Thị Bình)") or second.endswith(
        "thu hồi mã (Trần Thị Bình)"
    )
    assert "cấp 1 mã (Trần Thị Bình)" in clerk.last.text


async def test_another_khoi_has_another_journal(room: Room) -> None:
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await clerk.says("/thietbi")
    async with room.store() as unit:
        await unit.events.record(clerk.member.khoi, "unit.named", clerk.member.id, room.clock.now())
    other = await room.joins("Vũ Thị Hoa", roles={Role.SECRETARY}, khoi="Khối B")
    await other.presses_choice(OpenJournal(0))
    assert other.last.key == "journal.empty"


async def test_what_the_system_does_by_itself_is_nobodys_act(room: Room) -> None:
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    async with room.store() as unit:
        await unit.events.record(clerk.member.khoi, "ballot.counted", None, room.clock.now())
    await clerk.says("/danhsach")
    await clerk.presses("journal.button")
    assert clerk.last.text.splitlines()[1].endswith("Hệ thống kiểm phiếu")


def test_every_act_that_is_recorded_has_its_words() -> None:
    acts = set()
    for room in ("handlers", "bot"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "attr", "") == "record"
                    and len(node.args) > 1
                ):
                    acts |= {a.value for a in node.args[1:2] if isinstance(a, ast.Constant)}
    assert "roster.imported" in acts
    assert acts <= ACTS.keys() | BY_ITSELF.keys() | WITH_NUMBERS
