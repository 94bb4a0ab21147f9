"""A free notice goes to exactly those named, once; the ledger knows who got it; any notice can be pasted elsewhere."""

import pytest

from bot.channel import Blocked
from campaign.ids import NoticeId
from campaign.people import Role
from campaign.reminders.notice import LONGEST
from handlers.manage.delivery import ListNotices, Missed
from handlers.manage.delivery_words import Ledger, Paste
from handlers.manage.notice_sending import Send, ToRole, ToUnit
from handlers.manage.notice_words import OpenFiles, ToAll, WriteAnew
from handlers.manage.notice_writing import Write
from tests.handlers.campaigns import Khoi, khoi
from tests.talk import Room

WORDS = "Kính mời các đồng chí dự họp\n08:00 thứ Sáu"


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


async def test_a_notice_to_everybody_is_read_back_and_comes_with_the_sender(there: Khoi) -> None:
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("notice.write_button")
    await binh.says(WORDS)
    await binh.presses("notice.all_button")
    assert (binh.last.key, binh.last.values["count"], binh.last.values["joined"]) == (
        "notice.read_back",
        5,
        4,
    )
    assert there.told("notice.message") == []
    await binh.presses("notice.send_button")
    assert there.told("notice.message") == ["Nguyễn An", "Phạm Hà", "Lê Lan", "Vũ Minh"]
    assert there.lan.last.text == f"{WORDS}\n\nTrần Bình, Thư ký"
    assert binh.heard[-1] == "progress.ended"


async def test_a_notice_to_a_unit_or_a_role_reaches_nobody_else(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.says("Gửi Viện")
    await binh.presses("notice.unit_button")
    await binh.presses("Viện Khoa học")
    await binh.presses("notice.send_button")
    assert there.told("notice.message") == ["Phạm Hà", "Vũ Minh"]
    there.forget()
    await binh.presses_choice(Write())
    await binh.says("Gửi thủ trưởng")
    await binh.presses("notice.role_button")
    await binh.presses("campaign.role_head")
    await binh.presses("notice.send_button")
    assert there.told("notice.message") == ["Nguyễn An", "Phạm Hà"]


async def test_what_is_being_written_is_kept_and_shown_again(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.says(WORDS)
    await binh.says("/menu")
    await binh.presses_choice(Write())
    assert (binh.last.key, binh.last.values["text"]) == ("notice.resume", WORDS)
    await binh.presses("notice.anew_button")
    await binh.says("Khác")
    await binh.presses("notice.all_button")
    assert binh.last.values["text"] == "Khác"


async def test_a_second_press_sends_nothing_and_says_when_it_was_sent(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.says(WORDS)
    await binh.presses("notice.all_button")
    send = binh.sees("notice.send_button")
    await binh.presses_data(send)
    there.forget()
    await binh.presses_data(send)
    assert binh.heard == ["notice.already_sent"]
    assert there.told("notice.message") == []


async def test_what_was_written_anew_since_it_was_read_is_not_sent(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.says("Cũ")
    await binh.presses("notice.all_button")
    old = binh.sees("notice.send_button")
    await binh.presses_choice(WriteAnew())
    await binh.says("Mới")
    await binh.presses_data(old)
    assert binh.heard[-1] == "notice.outdated"
    assert there.told("notice.message") == []


@pytest.mark.parametrize(
    ("typed", "key"), [("x" * (LONGEST + 1), "notice.too_long"), ("\u200b", "notice.empty")]
)
async def test_nothing_and_too_much_are_asked_again(there: Khoi, typed: str, key: str) -> None:
    await there.binh.presses_choice(Write())
    await there.binh.says(typed)
    assert there.binh.last.key == key
    await there.binh.says("Được")
    assert there.binh.last.key == "notice.to_whom"


async def test_a_group_of_nobody_else_is_said_to_be_empty(there: Khoi) -> None:
    await there.binh.presses_choice(Write())
    await there.binh.says(WORDS)
    await there.binh.presses_choice(ToRole(Role.SECRETARY))
    assert there.binh.last.key == "notice.nobody"


async def test_only_secretary_and_chair_write(there: Khoi) -> None:
    vice = await there.room.joins("Phó khối", roles={Role.VICE_CHAIR})
    admin = await there.room.joins("Quản trị", roles={Role.ADMIN})
    for phone in (there.ha, there.lan, vice, admin):
        for choice in (Write(), WriteAnew(), ToAll(), ToRole(Role.HEAD), Send(NoticeId(5))):
            await phone.presses_choice(choice)
            assert phone.heard[-1] == "chat.not_for_you", choice
    await vice.says("/quanly")
    assert "notice.write_button" not in vice.offers()
    await vice.presses("manage.more_button")
    assert "delivery.list_button" in vice.offers()


async def test_a_unit_of_another_khoi_cannot_be_written_to(there: Khoi) -> None:
    other = await there.room.joins("Người khác", khoi="Khối khác", unit="Đơn vị khác")
    await there.binh.presses_choice(Write())
    await there.binh.says(WORDS)
    await there.binh.presses_choice(ToUnit(other.member.unit))
    assert there.binh.last.key == "chat.not_for_you"
    assert other.heard == []


async def sent(there: Khoi) -> str:
    """Lan writes to everybody; the data of the ledger's button."""
    there.room.channel.outcomes[there.minh.account] = Blocked("blocked")
    await there.binh.presses_choice(Write())
    await there.binh.says(WORDS)
    await there.binh.presses("notice.all_button")
    await there.binh.presses("notice.send_button")
    return there.binh.sees("delivery.ledger_button")


async def test_the_ledger_counts_and_names(there: Khoi) -> None:
    ledger = await sent(there)
    await there.lan.presses("chat.read_button")
    await there.binh.presses_data(ledger)
    assert there.binh.last.key == "delivery.ledger"
    assert (there.binh.last.values["total"], there.binh.last.values["read"]) == (5, 1)
    await there.binh.presses("Chưa nhận được (2)")
    assert "Đỗ Chưa (Viện Khoa học): chưa tham gia" in there.binh.last.text
    assert "Vũ Minh (Viện Khoa học): không liên lạc được" in there.binh.last.text
    await there.binh.presses_data(ledger)
    await there.binh.presses("Chưa đọc (2)")
    assert "Lê Lan" not in there.binh.last.text


async def test_names_come_ten_a_page(there: Khoi) -> None:
    for n in range(12):
        await there.room.enrolled(f"Chưa {n:02}", unit="Viện Khoa học")
    ledger = await sent(there)
    await there.binh.presses_data(ledger)
    await there.binh.presses("Chưa nhận được (14)")
    assert there.binh.last.text.count("–") == 10
    await there.binh.presses("delivery.next_button")
    assert there.binh.last.text.count("–") == 4


async def test_any_notice_becomes_plain_text_with_the_web_link(there: Khoi) -> None:
    ledger = await sent(there)
    await there.binh.presses_data(ledger)
    await there.binh.presses("delivery.paste_button")
    text, help_ = there.binh.messages[-2:]
    assert text.text == f"{WORDS}\n\nTrần Bình, Thư ký\nMở Trợ lý thi đua: https://thidua.example"
    assert text.buttons == ()
    assert help_.key == "delivery.how_to_paste"


async def test_the_ledger_is_closed_to_everybody_else(there: Khoi) -> None:
    await sent(there)
    async with there.room.store() as unit:
        (told,) = await unit.notices.latest(there.binh.member.khoi, 5)
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.CHAIR, Role.SECRETARY})
    for phone in (there.ha, there.lan, other):
        for choice in (Ledger(told.id), Paste(told.id), Missed(told.id, 0)):
            await phone.presses_choice(choice)
            assert phone.heard[-1] == "chat.not_for_you", choice
    await other.presses_choice(ListNotices(0))
    assert other.last.key == "delivery.nothing_sent"


async def test_files_sent_before_with_and_after_the_words_go_with_the_notice(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.sends("ke-hoach.pdf", b"%PDF-1.4 mot")
    assert "Đã nhận ke-hoach.pdf" in binh.last.text
    await binh.says(WORDS)
    await binh.sends("phu-luc.pdf", b"%PDF-1.4 hai")
    await binh.sends("trung.pdf", b"%PDF-1.4 hai")
    assert "phu-luc.pdf" in binh.last.text
    await binh.sends("la.exe", b"MZ")
    assert "la.exe" in binh.last.text
    await binh.presses("notice.all_button")
    assert "ke-hoach.pdf" in binh.last.text
    await binh.presses("notice.send_button")
    lan = there.lan
    assert "phu-luc.pdf" in lan.last.text
    await lan.presses("notice.files_button")
    sent = [message.text for message in lan.messages if message.file is not None]
    assert sent == ["ke-hoach.pdf", "phu-luc.pdf"]


async def test_files_of_a_notice_are_for_those_who_got_it(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.sends("ke-hoach.pdf", b"%PDF-1.4 mot", "Gửi Viện")
    await binh.presses("notice.unit_button")
    await binh.presses("Viện Khoa học")
    await binh.presses("notice.send_button")
    async with there.room.store() as store:
        (told,) = await store.notices.latest(binh.member.khoi, 5)
    await there.lan.presses_choice(OpenFiles(told.id))
    assert there.lan.heard[-1] == "notice.no_files"


async def test_the_files_can_be_taken_out_again(there: Khoi) -> None:
    binh = there.binh
    await binh.presses_choice(Write())
    await binh.sends("ke-hoach.pdf", b"%PDF-1.4 mot", WORDS)
    await binh.presses("notice.drop_files_button")
    await binh.presses("notice.all_button")
    assert "ke-hoach.pdf" not in binh.last.text
    assert "dự họp" in binh.last.text
