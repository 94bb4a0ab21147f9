"""The secretary's file of past years, and what a person declares with a document."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from campaign.history.facts import Ground, HoldKind, Rating
from campaign.history.records import Awarded, Decision, Graded, Hold, Record
from campaign.people import Role
from campaign.registration.registering import Subject
from handlers.history.declare_words import (
    Accept,
    AskDeclare,
    AskRefusal,
    Refuse,
    ReviewDeclared,
    ShowDocument,
)
from handlers.history.words import ApplyHistory, GetTemplate, OpenHistory, ShowHistory, ShowHolds
from handlers.kit import Digest
from papers.history_sheet import write_history_template
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx
from tests.handlers.registering import BAO, VIEN, launched, on_record, unit_of_three
from tests.handlers.test_register_sheet import code_of
from tests.papers.test_file_text import pdf
from tests.talk import Phone, Room

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Mã",
    "Đơn vị",
    "Năm",
    "Loại",
    "Giá trị",
    "Số quyết định",
    "Ngày quyết định",
    "Từ ngày",
    "Đến ngày",
)


async def secretary_of(room: Room) -> Phone:
    return await room.joins("Ngô Thị T", BAO, {Role.SECRETARY})


async def sends(phone: Phone, *rows: tuple[str, ...]) -> None:
    content = write_xlsx(SheetPage("Quá trình", tuple(SheetColumn(h, 20) for h in HEADINGS), rows))
    await phone.sends("tong-hop.xlsx", content, media_type=XLSX)


async def records(room: Room, phone: Phone) -> list[Record]:
    member = phone.member
    async with room.store() as store:
        kept = await store.history.kept(Subject(member.khoi, member.unit, member.id))
    return [each.record for each in kept]


async def test_a_file_is_shown_then_recorded_and_counts_at_once(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await secretary_of(room)
    code = await code_of(room, lan)
    await secretary.says("/quanly")
    await secretary.presses("manage.more_button")
    await secretary.presses("history.button")
    await sends(
        secretary,
        (code, "", "2025", "Xếp loại", "Hoàn thành tốt nhiệm vụ"),
        (code, "", "2025", "Danh hiệu", "CSTĐ cơ sở", "15/QĐ-TTr", "20/01/2026"),
        ("", BAO, "2025", "Số Lao động tiên tiến", "12/15"),
    )
    assert "3 mục mới, 0 mục đã có, 0 mục cũ được thay" in secretary.last.text
    assert await records(room, lan) == []
    await secretary.presses("history.apply_button")
    assert secretary.last.key == "history.applied"
    assert (
        await records(room, lan)
        == [
            Graded(2025, Rating.HT_TOT),
            Awarded(2025, "CSTDCS", Decision("15/QĐ-TTr", date(2026, 1, 20))),
        ]
        or len(await records(room, lan)) == 2
    )
    await lan.presses_choice(ShowHistory(lan.member.id, 0))
    assert "Năm 2025: Chiến sĩ thi đua cơ sở, quyết định số 15/QĐ-TTr ngày 20/01/2026" in lan.last.text


async def test_the_same_file_again_changes_nothing(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await secretary_of(room)
    row = (await code_of(room, lan), "", "2025", "Xếp loại", "Hoàn thành tốt")
    await secretary.presses_choice(OpenHistory())
    await sends(secretary, row)
    press = secretary.sees("history.apply_button")
    await secretary.presses_data(press)
    await secretary.presses_data(press)
    assert secretary.last.key == "history.applied_already"
    await secretary.presses_choice(OpenHistory())
    await sends(secretary, row)
    assert "không có gì mới" in secretary.last.text
    assert "history.apply_button" not in secretary.offers()
    assert await records(room, lan) == [Graded(2025, Rating.HT_TOT)]


async def test_a_preview_that_was_left_says_that_nothing_was_recorded(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    await sends(secretary, (await code_of(room, lan), "", "2025", "Xếp loại", "Hoàn thành tốt"))
    press = secretary.sees("history.apply_button")
    await secretary.says("/menu")
    await secretary.presses_data(press)
    assert secretary.last.key == "history.preview_gone"
    assert await records(room, lan) == []


async def test_a_corrected_row_takes_the_place_of_the_old_one(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await on_record(room, lan.member, Graded(2025, Rating.HT))
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    await sends(secretary, (await code_of(room, lan), "", "2025", "Xếp loại", "Hoàn thành tốt"))
    assert "1 mục cũ được thay" in secretary.last.text
    await secretary.presses("history.apply_button")
    assert await records(room, lan) == [Graded(2025, Rating.HT_TOT)]


async def test_one_wrong_row_and_nothing_is_recorded(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    code = await code_of(room, lan)
    await sends(
        secretary,
        (code, "", "2025", "Xếp loại", "Hoàn thành tốt"),
        (code, "", "20255", "Xếp loại", "Hoàn thành"),
        ("KHONG", "", "2025", "Xếp loại", "Hoàn thành"),
    )
    assert "2 chỗ cần sửa" in secretary.last.text
    assert "Dòng 3" in secretary.last.text
    assert await records(room, lan) == []


async def test_what_changed_since_the_preview_is_shown_again(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    await sends(secretary, (await code_of(room, lan), "", "2025", "Xếp loại", "Hoàn thành tốt"))
    press = secretary.sees("history.apply_button")
    await on_record(room, lan.member, Graded(2025, Rating.HT))
    await secretary.presses_data(press)
    assert secretary.last.key == "register.list_changed"
    assert await records(room, lan) == [Graded(2025, Rating.HT)]


async def test_the_template_comes_as_a_file_that_can_be_read_back(room: Room) -> None:
    await launched(room)
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    await secretary.presses("history.template_button")
    assert secretary.last.file == "qua-trinh.xlsx"
    await secretary.sends("qua-trinh.xlsx", write_history_template(), media_type=XLSX)
    assert "chưa có dòng nào" in secretary.last.text
    await secretary.says("chưa có ạ")
    assert secretary.last.key == "dossier.nobody"


def test_the_template_names_every_kind_with_an_example() -> None:
    workbook = load_workbook(BytesIO(write_history_template()))
    guide = workbook.worksheets[1]
    assert ["Xếp loại", "Hoàn thành tốt nhiệm vụ"] in [
        [cell.value for cell in row] for row in guide.iter_rows(min_row=2)
    ]


async def test_only_the_secretary_records(room: Room) -> None:
    await launched(room)
    lan, dau_moi, head = await unit_of_three(room)
    admin = await room.joins("Quản Trị", BAO, {Role.ADMIN, Role.CHAIR})
    for phone in (lan, dau_moi, head, admin):
        for press in (OpenHistory(), GetTemplate(), ApplyHistory(0, Digest(0)), ShowHolds()):
            await phone.presses_choice(press)
            assert phone.last.key == "chat.not_for_you"


async def test_holds_are_read_by_the_secretary_and_the_head_alone(room: Room) -> None:
    await launched(room)
    lan, dau_moi, head = await unit_of_three(room)
    secretary = await secretary_of(room)
    await secretary.presses_choice(OpenHistory())
    code = await code_of(room, lan)
    await sends(secretary, (code, "", "", "Tạm dừng xét", "Khiếu nại, tố cáo", "", "", "01/02/2026"))
    await secretary.presses("history.apply_button")
    await secretary.presses_choice(ShowHolds())
    assert "Nguyễn Thị Lan: Tạm dừng xét" in secretary.last.text
    for phone, sees in ((lan, False), (dau_moi, False), (head, True)):
        await phone.presses_choice(ShowHistory(lan.member.id, 0))
        assert ("Tạm dừng xét" in phone.last.text) is sees
        assert ("0 mục" in phone.last.text) is not sees
    await secretary.presses_choice(OpenHistory())
    await sends(
        secretary, (code, "", "", "Tạm dừng xét", "Khiếu nại, tố cáo", "", "", "01/02/2026", "01/03/2026")
    )
    await secretary.presses("history.apply_button")
    assert await records(room, lan) == [Hold(HoldKind.COMPLAINT, date(2026, 2, 1), date(2026, 3, 1))]


# --- declared by the person ---


async def declares(phone: Phone) -> None:
    """A commendation with its decision and document, up to the read-back."""
    await phone.presses_choice(AskDeclare(phone.member.id))
    await phone.presses("declare.awarded_button")
    await phone.presses("2025")
    await phone.says("bang khen cua tong thanh tra")
    await phone.presses("Bằng khen của Tổng Thanh tra Chính phủ (cá nhân)")
    await phone.presses("eligibility.ground_cong_trang")
    await phone.says("15/QĐ-TTCP, 20/01/2026")
    await phone.sends("qd15.pdf", pdf("Quyết định"))


async def test_a_declared_title_counts_when_the_head_has_seen_the_paper(room: Room) -> None:
    await launched(room)
    lan, _, head = await unit_of_three(room)
    await declares(lan)
    assert lan.last.key == "declare.read_back"
    assert "qd15.pdf" in lan.last.text
    assert await records(room, lan) == []
    await lan.presses("declare.send_button")
    assert lan.last.key == "declare.sent"
    await lan.presses_choice(ShowHistory(lan.member.id, 0))
    assert "chờ Thủ trưởng xác nhận" in lan.last.text
    await head.says("/menu")
    assert "Xác nhận thành tích cán bộ khai" in head.last.text
    await head.presses("declare.duty")
    assert "Nguyễn Thị Lan" in head.last.text
    await head.presses("declare.document_button")
    assert head.last.file == "qd15.pdf"
    await head.presses("declare.accept_button")
    assert head.heard[-1] == "declare.accepted"
    assert lan.last.key == "declare.was_accepted"
    given = Awarded(2025, "BK_BO_I", Decision("15/QĐ-TTCP", date(2026, 1, 20)), Ground.CONG_TRANG)
    assert await records(room, lan) == [given]
    await lan.presses_choice(ShowHistory(lan.member.id, 0))
    assert "chờ Thủ trưởng xác nhận" not in lan.last.text


async def test_a_grading_needs_no_words_and_a_work_its_name(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await lan.presses_choice(AskDeclare(lan.member.id))
    await lan.presses("declare.graded_button")
    await lan.presses("2025")
    await lan.presses("eligibility.rating_ht_tot")
    await lan.says("đây")
    assert lan.last.key == "declare.file_expected"
    await lan.sends("xep-loai.pdf", pdf("Xếp loại"))
    await lan.presses("declare.send_button")
    await lan.presses("declare.more_button")
    await lan.presses("declare.initiative_button")
    await lan.presses("2024")
    await lan.presses("eligibility.scope_co_so")
    await lan.says("Rút ngắn thời gian xử lý đơn")
    await lan.sends("cong-nhan.pdf", pdf("Công nhận"))
    await lan.presses("declare.send_button")
    assert len(await records(room, lan)) == 2


async def test_a_refusal_is_read_back_and_told_with_its_reason(room: Room) -> None:
    await launched(room)
    lan, _, head = await unit_of_three(room)
    await declares(lan)
    await lan.presses("declare.send_button")
    await head.presses_choice(ReviewDeclared())
    await head.presses("declare.refuse_button")
    await head.says("Tài liệu không phải quyết định")
    assert head.last.key == "declare.reason_read_back"
    await head.presses("declare.really_refuse_button")
    assert lan.last.key == "declare.was_refused"
    assert "Tài liệu không phải quyết định" in lan.last.text
    assert await records(room, lan) == []


async def test_what_is_no_decision_is_asked_again(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await lan.presses_choice(AskDeclare(lan.member.id))
    await lan.presses("declare.awarded_button")
    await lan.presses("2025")
    await lan.presses("Chiến sĩ thi đua cơ sở")
    await lan.says("quên rồi")
    assert lan.last.key == "declare.number_expected"
    await lan.says("15/QĐ-TTr, 31/2/2026")
    assert lan.last.key == "dates.no_such_day"
    await lan.says("15/QĐ-TTr, 20/01/2026")
    assert lan.last.key == "declare.document"


async def test_a_repeated_press_declares_once(room: Room) -> None:
    await launched(room)
    lan, _, head = await unit_of_three(room)
    await declares(lan)
    press = lan.sees("declare.send_button")
    await lan.presses_data(press)
    await lan.presses_data(press)
    assert lan.last.key == "declare.sent_already"
    await declares(lan)
    await lan.presses("declare.send_button")
    assert lan.last.key == "declare.recorded_already"
    await head.presses_choice(ReviewDeclared())
    press = head.sees("declare.accept_button")
    await head.presses_data(press)
    await head.presses_data(press)
    assert head.heard[-1] == "declare.decided_already"


async def test_nobody_but_the_head_of_the_unit_decides_what_was_declared(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    other = await room.joins("Vũ Văn D", VIEN, {Role.HEAD})
    foreign = await room.joins("Đỗ Văn E", BAO, {Role.HEAD}, khoi="Cụm thi đua số 2")
    secretary = await secretary_of(room)
    await declares(lan)
    await lan.presses("declare.send_button")
    async with room.store() as store:
        (kept,) = await store.history.waiting(lan.member.khoi)
    for phone in (lan, dau_moi, other, foreign, secretary):
        for press in (Accept(kept.id), AskRefusal(kept.id), Refuse(kept.id)):
            await phone.presses_choice(press)
            assert phone.last.key == "register.not_yours"
    for phone in (other, foreign):
        await phone.presses_choice(ShowDocument(kept.id))
        assert phone.last.key == "register.not_yours"
        await phone.presses_choice(ShowHistory(lan.member.id, 0))
        assert phone.last.key == "chat.not_for_you"
    async with room.store() as store:
        assert list(await store.history.waiting(lan.member.khoi)) == [kept]
