"""Inviting: codes for one, for a unit, for all; again and back; nobody in several khối through one of them."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from bot.files import Files
from campaign.people import Member, Role
from tests.talk import Phone, Room


@pytest.fixture
async def clerk(room: Room) -> Phone:
    return await room.joins("Phạm Văn Thư", "Thanh tra tỉnh", {Role.SECRETARY})


async def opens(clerk: Phone, name: str) -> None:
    await clerk.says("/danhsach")
    await clerk.says(name)


async def code_given(clerk: Phone) -> str:
    shown = next(m for m in reversed(clerk.messages) if m.key == "invites.invitation")
    return str(shown.values["code"])


def file_sent(room: Room) -> bytes:
    spoken = next(s for s in reversed(room.channel.spoken) if s.file is not None)
    assert spoken.file is not None
    return Path(spoken.file.path).read_bytes()


async def test_one_person_gets_a_code_with_the_words_to_send_it(room: Room, clerk: Phone) -> None:
    binh = await room.enrolled("Trần Thị Bình", position="Phó Tổng biên tập")
    await opens(clerk, "tran thi binh")
    assert clerk.last.key == "invites.person"
    assert "chưa có mã" in clerk.last.text
    await clerk.presses("invites.issue_button")
    invitation = clerk.messages[-2].text
    assert "Kính gửi đồng chí Trần Thị Bình, Phó Tổng biên tập." in invitation
    assert "https://paper.example/join#" in invitation
    phone = room.stranger(binh)
    await phone.says(await code_given(clerk))
    await phone.presses("join.yes_button")
    await opens(clerk, "tran thi binh")
    assert "Đã tham gia" in clerk.last.text


async def test_a_new_code_ends_the_one_before(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    await opens(clerk, "tran thi binh")
    await clerk.presses("invites.issue_button")
    first = await code_given(clerk)
    await clerk.presses("invites.reissue_button")
    second = await code_given(clerk)
    phone = room.stranger()
    await phone.says(first)
    await phone.says(second)
    assert phone.heard == ["join.revoked", "join.read_back"]


async def test_a_revoked_code_lets_nobody_in(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    await opens(clerk, "tran thi binh")
    await clerk.presses("invites.issue_button")
    await clerk.presses("invites.revoke_button")
    assert clerk.last.key == "invites.revoked"
    phone = room.stranger()
    await phone.says(await code_given(clerk))
    assert phone.heard == ["join.revoked"]


async def test_everybody_waiting_is_on_the_table_and_nobody_else(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    await room.enrolled("Lê Văn Chi", unit="Vụ Pháp chế")
    await room.enrolled("Vũ Thị Hoa", khoi="Khối B")
    await clerk.says("/danhsach")
    await clerk.presses("roster.invite_button")
    await clerk.presses("invites.table_button")
    assert clerk.messages[-2].file == "ma-moi.csv"
    rows = list(csv.DictReader(StringIO(file_sent(room).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Trần Thị Bình", "Lê Văn Chi"]
    phone = room.stranger()
    await phone.says(rows[1]["code"])
    assert "Lê Văn Chi" in phone.last.text


async def test_a_second_list_leaves_the_first_one_good(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    await clerk.says("/danhsach")
    await clerk.presses("roster.invite_button")
    await clerk.presses("invites.table_button")
    (row,) = csv.DictReader(StringIO(file_sent(room).decode("utf-8-sig")))
    await clerk.presses("invites.sheets_button")
    assert clerk.messages[-2].file == "phieu-moi.png"
    phone = room.stranger()
    await phone.says(row["code"])
    assert phone.heard == ["join.read_back"]


async def test_a_unit_alone_can_be_invited(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    for number in range(13):
        await room.enrolled(f"Lê Văn {number}", unit="Vụ Pháp chế")
    await clerk.says("/danhsach")
    await clerk.presses("units.button")
    await clerk.says("phap che")
    assert clerk.last.key == "units.screen"
    await clerk.presses("units.invite_button")
    await clerk.presses("invites.sheets_button")
    assert clerk.messages[-2].file == "phieu-moi.pdf"
    assert clerk.messages[-2].values["count"] == 13


async def test_who_has_not_joined_is_listed_paged_and_found(room: Room, clerk: Phone) -> None:
    for number in range(12):
        await room.enrolled(f"Lê Văn {number:02}", unit="Vụ Pháp chế")
    await clerk.says("/danhsach")
    await clerk.presses("roster.invite_button")
    await clerk.presses("invites.one_by_one_button")
    assert clerk.last.key == "roster.waiting"
    assert clerk.last.values["count"] == 12
    await clerk.presses("list.after_button")
    assert "Lê Văn 11" in clerk.last.text
    await clerk.says("2")
    assert "Lê Văn 11" in clerk.last.text
    assert clerk.last.key == "invites.person"
    await clerk.presses_data(clerk.sees("list.before_button"))
    await clerk.says("khong co ai")
    assert clerk.last.key == "roster.nobody_found"


async def test_files_with_codes_are_forgotten_after_a_day(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình")
    await clerk.says("/danhsach")
    await clerk.presses("roster.invite_button")
    await clerk.presses("invites.table_button")
    content = file_sent(room)
    folder = room.app.files._folder
    kept = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == content]
    assert [path.parent.name for path in kept] == ["passing"]
    assert isinstance(room.app.files, Files)


async def second_khoi(room: Room, lan: Phone) -> Member:
    """Lan is in a second khối with the same phone."""
    there = await room.enrolled("Nguyễn Thị Lan", unit="Vụ Pháp chế", khoi="Khối B")
    async with room.store() as unit:
        await unit.devices.merge(there.person, lan.member.person, room.clock.now())
    return there


async def test_the_secretary_of_one_khoi_makes_no_code_that_opens_another(room: Room, clerk: Phone) -> None:
    from handlers.roster.flow import CutOff, Issue, Reissue

    lan = await room.joins("Nguyễn Thị Lan")
    await second_khoi(room, lan)
    await opens(clerk, "nguyen thi lan")
    assert clerk.last.key == "invites.in_several"
    for choice in (Issue(lan.member.id), Reissue(lan.member.id), CutOff(lan.member.id)):
        await clerk.presses_choice(choice)
        assert clerk.last.key == "roster.person_gone"
    await lan.says("/menu")
    assert lan.last.key == "menu.nothing_owed"


async def test_a_lost_phone_of_somebody_in_several_khoi_ends_in_this_one_alone(
    room: Room, clerk: Phone
) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    there = await second_khoi(room, lan)
    await opens(clerk, "nguyen thi lan")
    await clerk.presses("invites.split_button")
    assert clerk.last.key == "invites.ask_split"
    await clerk.presses("invites.really_split_button")
    assert lan.heard[-1] == "invites.was_split"
    await lan.says("/menu")
    assert "Vụ Pháp chế" in lan.last.text, "the old phone is in the other khối alone"
    assert "menu.khoi_button" not in lan.offers()
    new_phone = room.stranger(lan.member)
    await new_phone.says(await code_given(clerk))
    await new_phone.presses("join.yes_button")
    assert "Báo Thanh tra" in new_phone.last.text
    async with room.store() as unit:
        of_two = [await unit.people.by_account("paper", phone.account) for phone in (lan, new_phone)]
    assert [[place.id for place in p.memberships] for p in of_two if p] == [[there.id], [lan.member.id]]


async def test_a_lost_phone_is_cut_off_and_its_owner_joins_again(room: Room, clerk: Phone) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await opens(clerk, "nguyen thi lan")
    await clerk.presses("invites.cut_off_button")
    await lan.says("/menu")
    assert lan.last.key == "menu.nothing_owed", "asked is not done"
    await clerk.presses("invites.really_cut_off_button")
    await lan.says("/menu")
    assert lan.last.key == "start.how_to_join"
    await clerk.presses("invites.issue_button")
    again = room.stranger(lan.member)
    await again.says(await code_given(clerk))
    await again.presses("join.yes_button")
    assert "join.welcome" in again.heard


async def test_a_code_for_a_further_phone_made_by_the_secretary_is_no_secret_from_its_owner(
    room: Room, clerk: Phone
) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await opens(clerk, "nguyen thi lan")
    await clerk.presses("invites.issue_button")
    thief = room.stranger()
    await thief.says(await code_given(clerk))
    await thief.presses("join.yes_button")
    assert lan.heard[-1] == "join.new_device"
    await lan.presses("join.see_devices_button")
    assert lan.last.key == "devices.screen"
    assert len(lan.last.buttons) == 4


async def test_a_unit_gets_another_name_and_no_name_twice(room: Room, clerk: Phone) -> None:
    await room.enrolled("Trần Thị Bình", unit="Viện Chiến lược và Khoa học Thanh tra")
    await clerk.says("/danhsach")
    await clerk.presses("units.button")
    await clerk.says("vien chien luoc")
    await clerk.presses("units.add_button")
    await clerk.says("Thanh tra tỉnh")
    assert clerk.last.key == "units.clash"
    await clerk.says("---")
    assert clerk.last.key == "units.not_a_name"
    await clerk.says("Viện khoa học Thanh tra")
    assert clerk.last.key == "units.named"
    await clerk.says("/danhsach")
    await clerk.presses("units.button")
    await clerk.says("vien khoa hoc")
    assert clerk.last.key == "units.screen"
    await clerk.presses("Bỏ tên")
    assert clerk.last.key == "units.forgotten"
