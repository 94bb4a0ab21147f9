"""The unit's Excel sheet: got filled in, sent back, read whole, previewed, recorded in one piece."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from campaign.people import Role
from campaign.plan.plan import Stage
from handlers.kit import Digest
from handlers.register.sheet_words import ApplySheet, GetSheet, OpenSheet
from handlers.register.words import NONE, Register
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx
from tests.handlers.registering import BAO, DEADLINE, launched, registered, standings, unit_of_three
from tests.talk import Phone, Room

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Mã",
    "Họ và tên",
    "Danh hiệu thi đua",
    "Danh hiệu thi đua khác",
    "Hình thức khen thưởng",
    "Sáng kiến",
)


def sheet(*rows: tuple[str, ...]) -> bytes:
    return write_xlsx(SheetPage("Đăng ký", tuple(SheetColumn(h, 20) for h in HEADINGS), rows))


async def sends(phone: Phone, *rows: tuple[str, ...]) -> None:
    await phone.sends("dang-ky.xlsx", sheet(*rows), media_type=XLSX)


def sent_file(room: Room, phone: Phone) -> bytes:
    """The last file the phone got."""
    spoken = next(s for s in reversed(room.channel.spoken) if s.account == phone.account and s.file)
    assert spoken.file is not None
    return Path(spoken.file.path).read_bytes()


async def code_of(room: Room, phone: Phone) -> str:
    async with room.store() as store:
        member = await store.people.member(phone.member.khoi, phone.member.id)
    assert member is not None
    return member.code


async def test_the_sheet_comes_filled_in_and_goes_back_changed(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await lan.presses_choice(Register(lan.member.id, "LDTT", NONE))
    await dau_moi.says("/dangky")
    await dau_moi.presses("register_sheet.button")
    await dau_moi.presses("register_sheet.get_button")
    content = sent_file(room, dau_moi)
    workbook = load_workbook(BytesIO(content))
    page = workbook["Đăng ký"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert rows[0][:2] == ["ĐƠN VỊ", BAO]
    by_name = {row[1]: number for number, row in enumerate(rows, start=2)}
    assert rows[by_name["Nguyễn Thị Lan"] - 2][3] == "Lao động tiên tiến"
    page.cell(2, 4).value = "Tập thể lao động tiên tiến"
    page.cell(by_name["Phạm Văn Mối"], 4).value = "Chiến sĩ thi đua cơ sở"
    page.cell(by_name["Phạm Văn Mối"], 7).value = "Số hóa hồ sơ"
    out = BytesIO()
    workbook.save(out)
    await dau_moi.sends("dang-ky-2026.xlsx", out.getvalue(), media_type=XLSX)
    assert "thêm 2, sửa sáng kiến 0, bỏ 0, giữ nguyên 1" in dau_moi.last.text
    await dau_moi.presses("register_sheet.apply_button")
    assert dau_moi.last.key == "register_sheet.applied"
    assert await standings(room, campaign) == {
        (lan.member.id, "LDTT"): "filed",
        (None, "TTLDTT"): "draft",
        (dau_moi.member.id, "CSTDCS"): "filed",
    }
    assert "Số hóa hồ sơ" in [r.note for r in await registered(room, campaign)]


async def test_the_lists_of_titles_stand_on_the_second_sheet(room: Room) -> None:
    await launched(room)
    _, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(GetSheet())
    workbook = load_workbook(BytesIO(sent_file(room, dau_moi)))
    rules = {
        str(rule.sqref)[0]: rule.formula1 for rule in workbook["Đăng ký"].data_validations.dataValidation
    }
    assert rules["D"].startswith("'Danh mục'!$A$2:$A$")
    listed = [row[0].value for row in workbook["Danh mục"].iter_rows(min_row=2)]
    assert "Chiến sĩ thi đua cơ sở" in listed


async def test_one_wrong_row_and_nothing_is_recorded(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenSheet())
    await sends(
        dau_moi,
        (await code_of(room, lan), "Nguyễn Thị Lan", "Chiến sĩ thi đua cơ sở"),
        ("KHAC", "Ai đó", "Lao động tiên tiến"),
        ("ĐƠN VỊ", BAO, "Vô địch"),
    )
    assert "2 chỗ cần sửa" in dau_moi.last.text
    assert "Dòng 3" in dau_moi.last.text
    assert "Dòng 4" in dau_moi.last.text
    assert await registered(room, campaign) == []


async def test_the_same_sheet_twice_changes_nothing_more(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    row = (await code_of(room, lan), "", "Chiến sĩ thi đua cơ sở")
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, row)
    press = dau_moi.sees("register_sheet.apply_button")
    await dau_moi.presses_data(press)
    before = await registered(room, campaign)
    await dau_moi.presses_data(press)
    assert dau_moi.last.key == "register_sheet.applied_already"
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, row)
    assert "không có gì khác" in dau_moi.last.text
    assert await registered(room, campaign) == before


async def test_a_preview_that_was_left_can_still_be_recorded(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, (await code_of(room, lan), "", "Chiến sĩ thi đua cơ sở"))
    press = dau_moi.sees("register_sheet.apply_button")
    await dau_moi.says("/menu")
    await dau_moi.presses_data(press)
    assert dau_moi.last.key == "register_sheet.applied"
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "draft"}


async def test_what_changed_since_the_preview_is_shown_again(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, (await code_of(room, lan), "", "Chiến sĩ thi đua cơ sở"))
    press = dau_moi.sees("register_sheet.apply_button")
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await dau_moi.presses_data(press)
    assert dau_moi.last.key == "register.list_changed"
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "filed"}


async def test_a_draft_no_longer_named_is_dropped(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    code = await code_of(room, lan)
    await dau_moi.presses_choice(Register(lan.member.id, "LDTT", NONE))
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, (code, "", "Chiến sĩ thi đua cơ sở"))
    assert "thêm 1, sửa sáng kiến 0, bỏ 1" in dau_moi.last.text
    await dau_moi.presses("register_sheet.apply_button")
    assert await standings(room, campaign) == {
        (lan.member.id, "LDTT"): "withdrawn",
        (lan.member.id, "CSTDCS"): "draft",
    }


async def test_what_is_no_sheet_is_said_so_and_the_question_stays(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenSheet())
    await dau_moi.sends("anh.jpg", b"\xff\xd8\xff\xe0 picture", media_type="image/jpeg")
    assert dau_moi.last.key == "sheet.not_a_sheet"
    await dau_moi.says("đây ạ")
    assert dau_moi.last.key == "register_sheet.expected"
    await sends(dau_moi, (await code_of(room, lan), "", "LĐTT"))
    assert "thêm 1" in dau_moi.last.text


async def test_rows_after_the_deadline_are_set_aside(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    room.clock.move_to(DEADLINE + timedelta(minutes=1))
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, (await code_of(room, lan), "", "LĐTT"))
    assert "1 dòng đã quá thời hạn" in dau_moi.last.text
    assert "register_sheet.apply_button" not in dau_moi.offers()


async def test_nothing_is_said_to_be_recorded_once_the_campaign_is_closed(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenSheet())
    await sends(dau_moi, (await code_of(room, lan), "", "LĐTT"))
    apply = dau_moi.sees("register_sheet.apply_button")
    async with room.store() as store:
        running = await store.campaigns.find(lan.member.khoi, campaign)
        assert running is not None
        now = room.clock.now()
        closed = replace(
            running,
            stage=Stage.CLOSED,
            closed_at=now,
            closed_by=running.created_by,
            revision=running.revision + 1,
        )
        await store.campaigns.save(closed, running.created_by, now)
    await dau_moi.presses_data(apply)
    assert dau_moi.last.key == "register.closed"
    assert await standings(room, campaign) == {}


async def test_only_who_represents_the_unit_uses_its_sheet(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await room.joins("Ngô Thị T", BAO, {Role.SECRETARY})
    for phone in (lan, secretary):
        for press in (OpenSheet(), GetSheet(), ApplySheet(0, Digest(0))):
            await phone.presses_choice(press)
            assert phone.last.key == "register.not_yours"
