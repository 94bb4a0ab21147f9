"""Asking the secretary: the question arrives, the answer comes back, the thread is kept, nobody else reads it."""

from datetime import timedelta

from campaign.ids import QuestionId
from campaign.people import Role
from campaign.questions import LONGEST, MOST_WAITING
from handlers.ask import ReadThread
from handlers.khoi import WorkIn
from tests.talk import Phone, Room
from tests.talk.people import leaves

HOW_LONG = "Hạn đăng ký là ngày nào?"


async def asks(phone: Phone, text: str = HOW_LONG) -> None:
    await phone.says("/hoithuky")
    if "ask.new_button" in phone.offers():
        await phone.presses("ask.new_button")
    await phone.says(text)


async def only_question(room: Room, phone: Phone) -> QuestionId:
    async with room.store() as unit:
        (question,) = await unit.questions.by_member(phone.member.khoi, phone.member.id, 9)
    return question.id


async def test_a_question_goes_to_the_secretary_and_the_answer_comes_back(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan)
    assert lan.heard == ["ask.screen", "ask.sent", "menu.nothing_owed"]
    assert "Phạm Văn Thư" in lan.messages[0].text
    assert clerk.heard == ["ask.notice"]
    assert HOW_LONG in clerk.last.text
    await clerk.presses("ask.reply_button")
    assert HOW_LONG in clerk.last.text
    await clerk.says("Ngày 25/3/2026.")
    assert clerk.heard[1:] == ["ask.thread", "ask.answered", "ask.nothing_waits"]
    assert lan.heard[-1] == "ask.reply"
    assert "Ngày 25/3/2026." in lan.last.text


async def test_one_may_ask_further_and_the_thread_stays_together(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan)
    await clerk.presses("ask.reply_button")
    await clerk.says("Ngày 25/3/2026.")
    await lan.presses("ask.go_on_button")
    await lan.says("Mấy giờ?")
    question = await only_question(room, lan)
    async with room.store() as unit:
        thread = await unit.questions.get(lan.member.khoi, question)
    assert thread is not None
    assert [line.text for line in thread.lines] == [HOW_LONG, "Ngày 25/3/2026.", "Mấy giờ?"]
    assert clerk.heard[-1] == "ask.notice"


async def test_a_waiting_question_is_the_secretarys_first_duty(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan)
    await clerk.says("/menu")
    assert clerk.last.key == "menu.owed"
    assert clerk.offers()[0] == "ask.duty"
    await lan.says("/menu")
    assert lan.last.key == "menu.nothing_owed"
    await clerk.says("/hoithuky")
    assert clerk.last.key == "ask.waiting"


async def test_a_khoi_without_a_secretary_keeps_the_question(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await asks(lan)
    assert "ask.sent_to_nobody" in lan.heard
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await clerk.says("/hoithuky")
    assert clerk.last.key == "ask.waiting"


async def test_only_the_asker_and_the_secretary_of_the_khoi_read_a_thread(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    minh = await room.joins("Đỗ Văn Minh", roles={Role.HEAD, Role.CHAIR})
    stranger_clerk = await room.joins("Vũ Thị Hoa", roles={Role.SECRETARY}, khoi="Khối B")
    await asks(lan)
    question = await only_question(room, lan)
    for phone in (minh, stranger_clerk):
        await phone.presses_choice(ReadThread(question))
        assert phone.heard == ["chat.not_for_you"]


async def test_what_cannot_be_sent_says_why_and_waits_for_better(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/hoithuky")
    await lan.says("x" * (LONGEST + 1))
    await lan.says("   ")
    await lan.sends("cau-hoi.pdf", b"%PDF-1.4")
    await lan.says(HOW_LONG)
    assert lan.heard[1:5] == ["ask.too_long", "ask.no_words", "ask.text_only", "ask.sent_to_nobody"]


async def test_a_code_in_a_question_is_a_question(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await asks(lan, "K7M4-2QXT-9ABC-DEFG")
    assert "ask.sent_to_nobody" in lan.heard


async def test_nobody_floods_the_secretary(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    for number in range(MOST_WAITING):
        await asks(lan, f"Câu hỏi {number}")
    await lan.says("/hoithuky")
    await lan.presses("ask.new_button")
    assert lan.last.key == "ask.enough"


async def test_who_has_left_hears_no_answer(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan)
    await leaves(room, lan.member)
    await clerk.presses("ask.reply_button")
    await clerk.says("Ngày 25/3/2026.")
    assert "ask.asker_left" in clerk.heard
    assert lan.heard[-1] == "menu.nothing_owed"


async def test_a_secretary_who_is_none_any_more_answers_nothing(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan)
    await clerk.presses("ask.reply_button")
    async with room.store() as unit:
        await unit.sql.run("UPDATE member SET roles = 'individual' WHERE id = ?", clerk.member.id)
    await clerk.says("Ngày 25/3/2026.")
    assert clerk.last.key == "chat.not_for_you"
    assert lan.heard[-1] == "menu.nothing_owed"


async def test_a_long_thread_fits_on_one_screen(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await asks(lan, "h" * LONGEST)
    for _ in range(3):
        await clerk.presses("ask.reply_button")
        await clerk.says("t" * LONGEST)
        await lan.presses("ask.go_on_button")
        await lan.says("h" * LONGEST)
        room.clock.move_to(room.clock.now() + timedelta(minutes=1))
    assert max(len(m.text) for m in (*clerk.messages, *lan.messages)) < 2000


async def test_a_button_under_a_notice_acts_in_the_khoi_it_came_from(room: Room) -> None:
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY}, khoi="Khối A")
    there = await room.enrolled("Phạm Văn Thư", roles={Role.SECRETARY}, khoi="Khối B", unit="Vụ Pháp chế")
    async with room.store() as unit:
        await unit.devices.merge(there.person, clerk.member.person, room.clock.now())
    lan = await room.joins("Nguyễn Thị Lan", khoi="Khối B", unit="Vụ Pháp chế")
    await clerk.presses_choice(WorkIn(clerk.member.khoi))
    assert "Khối A" in clerk.last.buttons[-2][1].label
    await asks(lan)
    notice = clerk.last
    await clerk.presses_data(clerk.sees("ask.reply_button"), notice.ref)
    assert clerk.last.key == "ask.thread"
    await clerk.says("Ngày 25/3/2026.")
    assert lan.heard[-1] == "ask.reply"
    await clerk.says("/menu")
    assert "Khối B" in clerk.last.buttons[-2][1].label
