"""How the nine people of the story meet: five are called, three answer, and who is silent is asked again in time."""

from tests.end_to_end.story import HEADS, Cast, Days

SILENT = "Thường trực chưa nhận được trả lời giấy mời"
COMING = "Nhắc lịch họp"


async def a_meeting_is_called_and_answered_by_one_tap(cast: Cast) -> None:
    """The secretary calls the heads to the tổng kết; two come, one stays away, two are silent."""
    secretary = cast["Trần Thị B"]
    await secretary.says("/lichhop")
    await secretary.reads("Không có cuộc họp nào sắp tới")
    await secretary.presses("Mời họp")
    await secretary.reads("cuộc họp nào?")
    await secretary.presses("Tổng kết")
    await secretary.reads("Thời gian")
    await secretary.says("08:00 - 11:30 18/3")
    await secretary.reads("Địa điểm")
    await secretary.says("Hội trường tầng 3")
    for part in ("Chương trình", "Tài liệu"):
        await secretary.reads(part)
        await secretary.presses("Bỏ qua")
    await secretary.reads("Mời ai?")
    await secretary.presses("Thủ trưởng đơn vị")
    await secretary.reads("Hiện có: 05 đồng chí")
    await secretary.presses("Tiếp tục")
    assert "Nguyễn Văn A" in await secretary.reads("Ai chủ trì?")
    await secretary.presses("Tiếp tục")
    await secretary.reads("Số giấy mời")
    await secretary.says("15/GM-KTĐ 2/3/2026")
    await secretary.reads("Giấy mời:")
    await secretary.presses("Phát giấy mời")
    for name in HEADS:
        assert "15/GM-KTĐ" in await cast[name].reads("Kính mời đồng chí dự")
    for name in HEADS[:2]:
        await cast[name].presses("Dự")
        await cast[name].reads("Đã ghi nhận: Dự")
    away = cast[HEADS[2]]
    await away.presses("Vắng, nêu lý do")
    await away.reads("vắng vì lý do gì")
    await away.says("Đi công tác")
    await away.reads("Đã ghi nhận: Vắng, lý do: Đi công tác")


async def who_is_silent_is_asked_again_and_nobody_twice(cast: Cast, days: Days) -> None:
    """A week before, the two who are silent are asked; one answers under the reminder, one is asked once more."""
    still, late = cast["Vũ Thị G"], cast["Đặng Văn H"]
    await days.come("2026-03-11 08:00")
    for actor in (still, late):
        await actor.reads(SILENT)
    await days.come("2026-03-11 08:10")
    assert asked(cast, SILENT) == {"Vũ Thị G": 1, "Đặng Văn H": 1}
    assert asked(cast, COMING) == {"Nguyễn Văn A": 1, "Lê Văn C": 1}
    await late.presses("Dự")
    await late.reads("Đã ghi nhận: Dự")
    await days.come("2026-03-17 08:00")
    await still.reads(SILENT)
    await late.reads(COMING)
    await days.come("2026-03-17 08:10")
    assert asked(cast, SILENT) == {"Vũ Thị G": 2, "Đặng Văn H": 1}
    assert asked(cast, COMING) == {"Nguyễn Văn A": 2, "Lê Văn C": 2, "Đặng Văn H": 1}


async def the_secretary_sees_who_comes(cast: Cast) -> None:
    secretary = cast["Trần Thị B"]
    await secretary.says("/lichhop tổng kết")
    await secretary.reads("Hội trường tầng 3")
    await secretary.presses("Ai dự họp")
    seen = await secretary.reads("Thành phần mời và chủ trì: 05 đồng chí")
    assert all(line in seen for line in ("Dự: 03", "Vắng: 01", "Chưa trả lời: 01"))


def asked(cast: Cast, words: str) -> dict[str, int]:
    """Who has ever read a message with these words, and how many."""
    return {name: count for name, actor in cast.items() if (count := actor.has_read(words))}
