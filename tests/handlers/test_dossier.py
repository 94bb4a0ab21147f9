"""The secretary reads everything about one person or unit; nobody else does."""

from datetime import date

import pytest

from campaign.history.facts import Ground, HoldKind, Rating
from campaign.history.records import Awarded, Decision, Graded, Hold
from campaign.people import Role
from handlers.history.words import OpenDossier
from tests.handlers.registering import BAO, launched, on_record, unit_of_three
from tests.talk import Phone, Room

HELD = Hold(HoldKind.COMPLAINT, date(2026, 1, 5), None)
TITLE = Awarded(2024, "CSTDCS", Decision("15/QĐ-TTr", date(2025, 1, 20)), Ground.CONG_TRANG)


@pytest.fixture
async def secretary(room: Room) -> Phone:
    return await room.joins("Ngô Thị T", BAO, {Role.SECRETARY})


async def recorded(room: Room) -> Phone:
    """Lan, with a grading, a title and a hold on record."""
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await on_record(room, lan.member, Graded(2025, Rating.HT_TOT), TITLE, HELD)
    return lan


async def test_a_typed_name_opens_the_whole_record(room: Room, secretary: Phone) -> None:
    lan = await recorded(room)
    await secretary.says("/quanly")
    await secretary.presses("manage.more_button")
    await secretary.presses("history.button")
    await secretary.says(lan.member.name)
    assert secretary.last.key == "dossier.screen"
    told = secretary.last.text.splitlines()
    assert "chỉ Thư ký và Thủ trưởng xem" in told[2], "a hold stands before all"
    assert "15/QĐ-TTr" in secretary.last.text
    assert told.index(next(line for line in told if "2025:" in line)) < told.index(
        next(line for line in told if "15/QĐ-TTr" in line)
    )


async def test_the_record_is_opened_from_the_person_in_the_roster_too(room: Room, secretary: Phone) -> None:
    lan = await recorded(room)
    await secretary.says("/danhsach")
    await secretary.says(lan.member.name)
    await secretary.presses("dossier.button")
    assert secretary.last.key == "dossier.screen"


async def test_a_unit_has_a_record_and_nobody_found_is_said(room: Room, secretary: Phone) -> None:
    await recorded(room)
    await secretary.says("/quanly")
    await secretary.presses("manage.more_button")
    await secretary.presses("history.button")
    await secretary.says("bao thanh tra")
    await secretary.presses(BAO)
    assert secretary.last.key == "dossier.screen"
    await secretary.says("/quanly")
    await secretary.presses("manage.more_button")
    await secretary.presses("history.button")
    await secretary.says("khong co ai")
    assert secretary.last.key == "dossier.nobody"


async def test_nobody_but_the_secretary_of_the_khoi_reads_it(room: Room, secretary: Phone) -> None:
    lan = await recorded(room)
    button = OpenDossier(lan.member.unit, lan.member.id, 0)
    admin = await room.joins("Đỗ Văn Q", BAO, {Role.ADMIN})
    other = await room.joins("Vũ Thị Hoa", roles={Role.SECRETARY}, khoi="Khối B")
    for phone in (lan, admin, other):
        await phone.presses_choice(button)
        assert "15/QĐ-TTr" not in phone.last.text
        assert phone.last.key != "dossier.screen"
    await admin.says("/danhsach")
    await admin.says(lan.member.name)
    assert "dossier.button" not in admin.offers()
