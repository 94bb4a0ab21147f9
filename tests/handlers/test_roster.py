"""The secretary keeps the roster in the chat: shown first, all or nothing, nobody locked out unasked."""

import csv
from collections.abc import Sequence
from io import StringIO

import pytest

from campaign.people import Member, Role
from handlers.roster.flow import (
    AskLeaving,
    CutOff,
    Import,
    ImportLeaving,
    Issue,
    OpenPerson,
    OpenUnit,
    WriteNow,
)
from handlers.roster.importing import MANY
from papers.roster_sheet import write_roster
from tests.campaign.rosters import HEADINGS
from tests.talk import Phone, Room

CLERK = ("M0001", "Phạm Văn Thư", "Thanh tra tỉnh", "Chánh Văn phòng", "Thư ký", "Nam")
OFFICER = ("TT002", "Trần Thị B", "Báo Thanh tra", "Phóng viên", "Cá nhân", "Nữ")
NEWCOMER = ("TT003", "Lê Văn C", "Báo Thanh tra", "Biên tập viên", "Cá nhân; Cán bộ đầu mối", "Nam")


def sheet(*rows: Sequence[str]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows((HEADINGS, *rows))
    return out.getvalue().encode()


@pytest.fixture
async def clerk(room: Room) -> Phone:
    return await room.joins("Phạm Văn Thư", "Thanh tra tỉnh", {Role.SECRETARY}, position="Chánh Văn phòng")


async def sends(phone: Phone, *rows: Sequence[str]) -> None:
    await phone.says("/danhsach")
    await phone.sends("danh-sach.csv", sheet(*rows), media_type="text/csv")


async def imports(phone: Phone, *rows: Sequence[str]) -> None:
    await sends(phone, *rows)
    await phone.presses("roster.import_button")


async def names(room: Room, phone: Phone) -> list[str]:
    async with room.store() as unit:
        return [m.name for m in await unit.people.members(phone.member.khoi)]


async def member_named(room: Room, phone: Phone, name: str) -> Member:
    async with room.store() as unit:
        return next(m for m in await unit.people.everyone(phone.member.khoi) if m.name == name)


async def test_a_file_is_shown_and_written_only_when_confirmed(room: Room, clerk: Phone) -> None:
    await sends(clerk, CLERK, OFFICER)
    assert clerk.last.key == "roster.preview"
    assert "Mới: 1 – Trần Thị B" in clerk.last.text
    assert await names(room, clerk) == ["Phạm Văn Thư"]
    await clerk.presses("roster.import_button")
    assert clerk.last.key == "roster.imported"
    assert await names(room, clerk) == ["Phạm Văn Thư", "Trần Thị B"]


async def test_the_same_file_again_has_nothing_to_do(room: Room, clerk: Phone) -> None:
    await imports(clerk, CLERK, OFFICER)
    await sends(clerk, CLERK, OFFICER)
    assert clerk.last.key == "roster.no_change"


async def test_a_second_press_says_that_it_is_done(room: Room, clerk: Phone) -> None:
    await sends(clerk, CLERK, OFFICER)
    button = clerk.sees("roster.import_button")
    await room.hears(clerk.press(button), clerk.press(button))
    assert clerk.heard[-2:] == ["roster.imported", "roster.already_imported"]
    assert await names(room, clerk) == ["Phạm Văn Thư", "Trần Thị B"]


async def test_a_partial_file_keeps_everybody_unless_leaving_is_confirmed_by_name(
    room: Room, clerk: Phone
) -> None:
    await imports(clerk, CLERK, OFFICER)
    await sends(clerk, CLERK, NEWCOMER)
    assert "Không có trong tệp, giữ nguyên: 1 – Trần Thị B" in clerk.last.text
    await clerk.presses("roster.ask_leaving_button")
    assert clerk.last.key == "roster.ask_leaving"
    assert "Trần Thị B, Báo Thanh tra" in clerk.last.text
    assert "Trần Thị B" in await names(room, clerk)
    await clerk.presses("roster.leaving_button")
    assert await names(room, clerk) == ["Phạm Văn Thư", "Lê Văn C"]


async def test_a_partial_file_imported_plainly_keeps_everybody(room: Room, clerk: Phone) -> None:
    await imports(clerk, CLERK, OFFICER)
    await imports(clerk, NEWCOMER)
    assert len(await names(room, clerk)) == 3


async def test_mistakes_come_back_with_their_rows_and_the_corrected_file_is_taken_at_once(
    room: Room, clerk: Phone
) -> None:
    await sends(clerk, CLERK, ("TT002", "Trần Thị B", "Báo Thanh tra", "", "Trưởng thôn", "Nữ"))
    assert clerk.last.key == "roster.refused"
    assert "Dòng 3" in clerk.last.text
    await clerk.sends("danh-sach.csv", sheet(CLERK, OFFICER))
    assert clerk.last.key == "roster.preview"


async def test_many_mistakes_come_as_a_file_besides(room: Room, clerk: Phone) -> None:
    wrong = [(f"TT{n}", "", "Báo Thanh tra", "", "Cá nhân", "Nữ") for n in range(30)]
    await sends(clerk, CLERK, *wrong)
    assert clerk.messages[-2].file == "can-sua.txt"
    assert "25" in clerk.last.text
    assert len(clerk.last.text) < 2000


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"PK\x03\x04broken"])
async def test_a_file_that_is_no_list_gets_one_sentence(room: Room, clerk: Phone, content: bytes) -> None:
    await clerk.says("/danhsach")
    await clerk.sends("danh-sach.xlsx", content)
    assert clerk.last.key == "roster.not_read"
    assert await names(room, clerk) == ["Phạm Văn Thư"]


async def test_a_roster_without_a_secretary_is_not_written(room: Room, clerk: Phone) -> None:
    await imports(clerk, ("M0001", "Phạm Văn Thư", "Thanh tra tỉnh", "Chánh Văn phòng", "Cá nhân", "Nam"))
    assert clerk.last.key == "roster.no_secretary"


async def test_what_changed_since_the_preview_is_shown_once_more(room: Room, clerk: Phone) -> None:
    await imports(clerk, CLERK, OFFICER)
    await sends(clerk, CLERK)
    await clerk.presses("roster.ask_leaving_button")
    await room.enrolled("Đỗ Văn Minh", unit="Vụ Pháp chế")
    await clerk.presses("roster.leaving_button")
    assert clerk.last.key == "roster.changed_meanwhile"
    assert len(await names(room, clerk)) == 3
    await clerk.presses("roster.ask_leaving_button")
    await clerk.presses("roster.leaving_button")
    assert await names(room, clerk) == ["Phạm Văn Thư"]


async def test_a_long_import_says_first_that_it_is_writing(room: Room, clerk: Phone) -> None:
    crowd = [(f"C{n}", f"Nguyễn Văn {n}", "Báo Thanh tra", "", "Cá nhân", "Nam") for n in range(MANY)]
    await imports(clerk, CLERK, *crowd)
    assert clerk.heard[-2:] == ["roster.writing", "roster.imported"]
    assert clerk.messages[-1].ref == clerk.messages[-2].ref, "the result takes the place of the progress"
    assert len(await names(room, clerk)) == MANY + 1


async def test_new_roles_show_in_the_command_list_and_leaving_closes_it(room: Room, clerk: Phone) -> None:
    await imports(clerk, CLERK, OFFICER)
    officer = await member_named(room, clerk, "Trần Thị B")
    phone = await room.another_phone(officer)
    await room.settle()
    assert "danhsach" not in dict(room.channel.commands[phone.account])
    await imports(clerk, CLERK, (*OFFICER[:4], "Thư ký", "Nữ"))
    assert "danhsach" in dict(room.channel.commands[phone.account])


async def test_the_roster_as_it_is_goes_out_and_comes_back_unchanged(room: Room, clerk: Phone) -> None:
    await imports(clerk, CLERK, OFFICER, NEWCOMER)
    async with room.store() as unit:
        content = write_roster(await unit.people.members(clerk.member.khoi))
    await clerk.says("/danhsach")
    await clerk.presses("roster.download_button")
    name = clerk.messages[-2].file
    assert name == "danh-sach-khoi-thi-dua-so-iv-02-03-2026.xlsx"
    await clerk.sends(name, content)
    assert clerk.last.key == "roster.no_change"


async def test_only_the_secretary_comes_in(room: Room, clerk: Phone) -> None:
    await sends(clerk, CLERK, OFFICER)
    upload = clerk.sees("roster.import_button")
    lan = await room.joins("Nguyễn Thị Lan", roles={Role.HEAD, Role.CHAIR})
    await lan.says("/danhsach")
    await lan.presses_data(upload)
    for choice in (OpenPerson(clerk.member.id), Issue(clerk.member.id), CutOff(clerk.member.id)):
        await lan.presses_choice(choice)
    assert set(lan.heard) == {"chat.not_for_you"}
    assert "Trần Thị B" not in await names(room, clerk)


async def test_the_secretary_of_another_khoi_reaches_nothing_here(room: Room, clerk: Phone) -> None:
    await sends(clerk, CLERK, OFFICER)
    async with room.store() as unit:
        row = await unit.sql.one("SELECT id FROM roster_upload")
    assert row is not None
    other = await room.joins("Vũ Thị Hoa", "Vụ Pháp chế", {Role.SECRETARY}, khoi="Khối B")
    upload = row["id"]
    for choice in (Import(upload), AskLeaving(upload), ImportLeaving(upload), WriteNow(upload, True)):
        await other.presses_choice(choice)
        assert other.last.key == "roster.no_upload"
    for person in (OpenPerson(clerk.member.id), Issue(clerk.member.id), CutOff(clerk.member.id)):
        await other.presses_choice(person)
        assert other.last.key == "roster.person_gone"
    await other.presses_choice(OpenUnit(clerk.member.unit))
    assert other.last.key == "units.gone"
    await other.says("/danhsach")
    await other.says("Phạm Văn Thư")
    assert other.last.key == "roster.nobody_found"


async def test_a_secretary_who_lets_themselves_leave_is_out_at_once(room: Room, clerk: Phone) -> None:
    other = ("TT009", "Vũ Thị Hoa", "Thanh tra tỉnh", "", "Thư ký", "Nữ")
    await sends(clerk, other)
    await clerk.presses("roster.ask_leaving_button")
    await clerk.presses("roster.leaving_button")
    await clerk.says("/danhsach")
    assert clerk.last.key == "start.left"
