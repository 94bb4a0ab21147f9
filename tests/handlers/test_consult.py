"""Góp ý dự thảo kế hoạch in the chat: sent with a date, answered by the units, gathered and closed by the secretary."""

import re

from campaign.people import Role
from handlers.consult.words import Gathered, OneComment, OpenDraft
from tests.handlers.campaigns import Khoi, drafted, khoi
from tests.talk import Phone, Room


async def sent_round(room: Room) -> tuple[Khoi, Phone]:
    """The secretary sends a draft with a file round; the Viện has a đầu mối."""
    there = await khoi(room)
    preparer = await room.joins("Đỗ Mối", unit="Viện Khoa học", roles={Role.PREPARER})
    await prepared(there)
    binh = there.binh
    assert (binh.last.values["people"], binh.last.values["units"]) == ("03", "02")
    await binh.presses("consult.really_send_button")
    assert "consult.sent" in binh.heard
    return there, preparer


async def prepared(there: Khoi) -> None:
    """The secretary has a draft with a file and a date, and reads it back."""
    await drafted(there)
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("consult.begin_button")
    assert binh.last.key == "consult.prepare"
    await binh.sends("du-thao.pdf", b"%PDF-1.4 du thao")
    assert "du-thao.pdf" in binh.last.text
    await binh.says("17:00 thứ sáu")
    await binh.presses("consult.send_button")


async def the_round(there: Khoi) -> OpenDraft:
    async with there.room.store() as store:
        (found,) = await store.consultations.open(there.binh.member.khoi)
    return OpenDraft(found.id)


async def test_what_goes_to_how_many_and_until_which_hour_of_which_day_is_read_back(room: Room) -> None:
    there = await khoi(room)
    await prepared(there)
    assert there.binh.last.key == "consult.read_back"
    read = there.binh.last.text
    assert "du-thao.pdf" in read
    assert "02 đồng chí (Thủ trưởng và cán bộ đầu mối của 02 đơn vị)" in read
    assert re.search(r"trước 17:00 thứ Sáu, \d\d/\d\d/2026 \(còn", read)


async def test_a_file_exchanged_on_another_phone_is_read_back_before_anything_goes(room: Room) -> None:
    there = await khoi(room)
    await prepared(there)
    other = await room.another_phone(there.binh.member)
    await other.says("/quanly")
    await other.presses("consult.begin_button")
    await other.sends("ban-khac.pdf", b"%PDF-1.4 khac")
    await there.binh.presses("consult.really_send_button")
    assert "chưa gửi tới ai" in there.binh.last.text
    assert "ban-khac.pdf" in there.binh.last.text
    assert there.told("consult.asked") == []
    await there.binh.presses("consult.really_send_button")
    assert there.told("consult.asked") == ["Nguyễn An", "Phạm Hà"]


async def test_somebody_new_on_the_roster_is_read_back_before_anything_goes(room: Room) -> None:
    there = await khoi(room)
    await prepared(there)
    await room.joins("Đỗ Mối", unit="Viện Khoa học", roles={Role.PREPARER})
    await there.binh.presses("consult.really_send_button")
    assert "03 đồng chí" in there.binh.last.text
    assert there.told("consult.asked") == []


async def test_heads_and_preparers_are_asked_and_nobody_else(room: Room) -> None:
    there, preparer = await sent_round(room)
    assert there.told("consult.asked") == ["Nguyễn An", "Phạm Hà"]
    assert "consult.asked" in preparer.heard


async def test_a_head_reads_the_draft_and_agrees_after_reading_back(room: Room) -> None:
    there, _ = await sent_round(room)
    await there.an.presses("consult.open_button")
    await there.an.presses("consult.file_button")
    assert there.an.messages[-1].file is not None
    await there.an.presses("consult.agree_button")
    assert there.an.last.key == "consult.ask_agree"
    await there.an.presses("consult.confirm_button")
    assert there.an.last.key == "consult.recorded"
    await there.binh.presses("consult.gathered_button")
    assert (there.binh.last.values["agreed"], there.binh.last.values["missing"]) == ("01", "01")


async def test_the_preparer_writes_the_head_sends_and_the_secretary_reads(room: Room) -> None:
    there, preparer = await sent_round(room)
    await preparer.presses("consult.open_button")
    await preparer.presses("consult.comment_button")
    await preparer.says("Đề nghị bổ sung chỉ tiêu về chuyển đổi số")
    assert "mới soạn, chưa gửi" in preparer.last.text
    await preparer.presses("consult.submit_button")
    assert there.ha.heard[-1] == "consult.waits_for_head"
    await there.ha.presses("consult.open_button")
    await there.ha.presses("consult.send_on_button")
    assert there.ha.last.key == "consult.recorded"
    await there.binh.presses("consult.gathered_button")
    assert "Viện Khoa học: góp ý" in there.binh.last.text
    await there.binh.says("2")
    assert "chuyển đổi số" in there.binh.last.text
    await there.binh.presses("chat.back_button")
    await there.binh.presses("consult.sheet_button")
    assert there.binh.last.file is not None


async def test_a_comment_may_be_a_file(room: Room) -> None:
    there, _ = await sent_round(room)
    await there.an.presses("consult.open_button")
    await there.an.presses("consult.comment_button")
    await there.an.sends("gop-y.pdf", b"%PDF-1.4 gop y", "Xin gửi văn bản góp ý")
    await there.an.presses("consult.send_on_button")
    await there.binh.presses("consult.gathered_button")
    await there.binh.says("1")
    assert "Xin gửi văn bản góp ý" in there.binh.last.text
    assert "gop-y.pdf" in [message.text for message in there.binh.messages]


async def test_who_owes_an_answer_finds_it_in_the_menu_and_is_nudged(room: Room) -> None:
    there, preparer = await sent_round(room)
    await preparer.says("/menu")
    assert "Góp ý dự thảo kế hoạch" in preparer.last.text
    await there.an.presses_choice(await the_round(there))
    await there.an.presses("consult.agree_button")
    await there.an.presses("consult.confirm_button")
    there.forget()
    preparer.forget()
    await there.binh.presses_choice(Gathered((await the_round(there)).consultation, 0))
    await there.binh.presses("consult.nudge_button")
    await there.binh.presses("owing.nudge_button")
    await there.binh.presses("owing.send_button")
    assert there.told("owing.nudge") == ["Phạm Hà"]
    assert "owing.nudge" in preparer.heard


async def test_a_unit_reads_no_other_units_answer(room: Room) -> None:
    there, _ = await sent_round(room)
    shown = await the_round(there)
    for button in (Gathered(shown.consultation, 0), OneComment(shown.consultation, there.an.member.unit)):
        await there.ha.presses_choice(button)
        assert there.ha.last.key not in ("consult.gathered", "consult.one")
    await there.lan.presses_choice(shown)
    assert "du-thao" not in there.lan.last.text


async def test_closing_tells_the_units_how_it_ended_and_takes_no_more(room: Room) -> None:
    there, _ = await sent_round(room)
    await there.binh.presses("consult.gathered_button")
    await there.binh.presses("consult.close_button")
    await there.binh.presses("consult.really_close_button")
    assert there.told("consult.told_closed") == ["Nguyễn An", "Phạm Hà"]
    await there.an.presses("consult.open_button")
    assert "consult.agree_button" not in there.an.offers()
    await there.binh.says("/quanly")
    await there.binh.presses("consult.begin_button")
    await there.binh.presses("consult.another_button")
    assert there.binh.last.key == "consult.prepare"


async def test_a_draft_that_went_round_can_still_be_discarded(room: Room) -> None:
    there, preparer = await sent_round(room)
    await preparer.presses("consult.open_button")
    await preparer.presses("consult.comment_button")
    await preparer.says("Đề nghị bổ sung chỉ tiêu về chuyển đổi số")
    await there.binh.says("/quanly")
    await there.binh.presses("manage.more_button")
    await there.binh.presses("planning.discard_button")
    await there.binh.presses("planning.really_discard_button")
    assert there.binh.last.key == "planning.discarded"
    async with room.store() as store:
        assert list(await store.consultations.open(there.binh.member.khoi)) == []
