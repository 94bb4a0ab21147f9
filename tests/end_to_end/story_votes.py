"""How the nine people of the story decide: by acclamation and by ballot in secret, by show of hands in the open."""

from collections.abc import Awaitable, Callable

from tests.end_to_end.story import BAO, HEADS, Actor, Cast

RULE = "Điều 9 Quy chế hoạt động của Khối thi đua số IV"


async def one_unit_is_acclaimed_in_secret(cast: Cast) -> None:
    """Suy tôn by secret ballot: prepared by the secretary, opened by the chair, cast by five heads."""
    secretary = cast["Trần Thị B"]
    await _prepared(secretary, "Suy tôn", "Báo Thanh tra")
    await _made_secret(secretary, "Suy tôn kín")
    await _opened(cast, "Suy tôn")

    async def chooses(head: Actor) -> None:
        await head.reads("Chọn không quá 01 đơn vị")
        await head.presses(BAO)

    await _five_vote(cast, "Suy tôn", chooses)
    assert f"{BAO}: 05/05" in await _closed_and_counted(cast, "Suy tôn kín")
    for told in await _announced(cast, "Suy tôn"):
        assert BAO in told


async def two_names_are_voted_on_in_secret(cast: Cast) -> None:
    """Bỏ phiếu kín: one name from a registration, one added with a reason; 80 % are needed, one falls short."""
    secretary = cast["Trần Thị B"]
    await _prepared(secretary, "Bỏ phiếu", "Lao động tiên tiến", matter="Lao động tiên tiến (1)")
    await secretary.presses("Danh sách đề nghị")
    await secretary.reads("có 1 tên")
    await secretary.says("do van l")
    await secretary.reads("Chọn một")
    await secretary.presses("Đỗ Văn L")
    await secretary.reads("Nêu lý do")
    await secretary.says("Hội nghị đề nghị bổ sung")
    await secretary.reads("có 2 tên")
    await secretary.presses("‹ Quay lại")
    await _needs_eighty_percent(secretary)
    await _made_secret(secretary, "Bỏ phiếu kín")
    await _opened(cast, "Bỏ phiếu kín")
    against = iter(("Không đồng ý", "Không đồng ý", "Đồng ý", "Đồng ý", "Đồng ý"))

    async def answers(head: Actor) -> None:
        for place, answer in ((1, "Đồng ý"), (2, next(against))):
            await head.reads(f"Tên {place}/2")
            await head.presses(answer)

    await _five_vote(cast, "Bỏ phiếu kín", answers)
    counted = await _closed_and_counted(cast, "Bỏ phiếu kín")
    assert "05/05 (cần 04) – đạt" in counted
    assert "03/05 (cần 04) – chưa đạt" in counted
    for told in await _announced(cast, "Bỏ phiếu kín"):
        assert "Phạm Thị D" in told
        assert "Đỗ Văn L" not in told, "who fell short stands in the minutes, not in the broadcast"


async def hands_are_shown(cast: Cast) -> None:
    """Biểu quyết: the secretary enters 05/05 on one screen, one unit corrects its own before the close."""
    secretary, other = cast["Trần Thị B"], cast["Vũ Thị G"]
    await _prepared(secretary, "Biểu quyết", BAO, matter="Cờ thi đua của Thanh tra Chính phủ (1)")
    await _opened(cast, "Biểu quyết")
    await secretary.says("/binhxet")
    await secretary.reads("biểu quyết, bỏ phiếu")
    await secretary.presses("Điều hành")
    await secretary.reads("đồng ý 00/05")
    await secretary.presses("Các đơn vị còn lại đồng ý (05)")
    await secretary.reads("Ghi 05/05 đơn vị đồng ý")
    await secretary.presses("Xác nhận ghi")
    await secretary.reads("đồng ý 05/05")
    await other.says("/binhxet")
    await other.reads("biểu quyết, bỏ phiếu")
    await other.presses("Biểu quyết")
    await other.reads("Thường trực đã ghi")
    await other.presses("Ý kiến khác")
    await other.reads("Gõ nội dung ý kiến khác")
    await other.says("Đề nghị xem xét thêm")
    await other.reads("Phiếu của đồng chí")
    await other.presses("Xác nhận")
    await other.reads("Đã ghi nhận lúc")
    await secretary.says("/binhxet")
    await secretary.reads("biểu quyết, bỏ phiếu")
    await secretary.presses("Điều hành")
    assert "Đề nghị xem xét thêm (đơn vị tự ghi)" in await secretary.reads("đồng ý 04/05")
    assert f"{BAO}: 04/05" in await _closed_and_counted(cast, "Biểu quyết")
    await _announced(cast, "Biểu quyết")


# --- the parts they share -----------------------------------------------------------------------------------------


async def _prepared(secretary: Actor, act: str, shows: str, matter: str = "") -> None:
    await secretary.says("/binhxet")
    await secretary.reads("Hiện không có cuộc")
    await secretary.presses("Chuẩn bị cuộc bỏ phiếu mới")
    await secretary.reads("Chọn hình thức")
    await secretary.presses(act)
    if matter:
        await secretary.reads("nội dung nào?")
        await secretary.presses(matter)
    await secretary.reads(shows)


async def _made_secret(secretary: Actor, headline: str) -> None:
    await secretary.presses("Chuyển sang phiếu kín")
    await secretary.reads(headline)


async def _needs_eighty_percent(secretary: Actor) -> None:
    await secretary.reads("Thành phần")
    await secretary.presses("Thể lệ")
    await secretary.reads("Người vắng")
    await secretary.presses("Tỷ lệ cần đạt")
    await secretary.reads("Hiện tại")
    await secretary.presses("Từ 80 %")
    await secretary.reads("Đề nghị nêu căn cứ")
    await secretary.presses("Căn cứ")
    await secretary.reads("Gõ căn cứ")
    await secretary.says(RULE)
    await secretary.reads(RULE)
    await secretary.presses("‹ Quay lại")
    assert "80 %" in await secretary.reads(RULE)


async def _opened(cast: Cast, headline: str) -> None:
    """Submitted by the secretary; the chair reads the roll and opens."""
    chair, secretary = cast["Nguyễn Văn A"], cast["Trần Thị B"]
    await secretary.presses("Trình Khối trưởng")
    await chair.reads(headline)
    await chair.presses("Danh sách cử tri")
    await chair.reads("Danh sách cử tri: 05 phiếu")
    await chair.presses("Mở")
    await chair.reads("Mở rồi thì danh sách")
    await chair.presses("Xác nhận mở")
    await chair.reads("Đã mở")


async def _five_vote(cast: Cast, headline: str, marks: Callable[[Actor], Awaitable[None]]) -> None:
    """Each head opens the ballot, marks it, reads it back, confirms, and has a receipt of their own."""
    receipts = set()
    for name in HEADS:
        head = cast[name]
        await head.reads(headline)
        await head.presses("Mở phiếu")
        await marks(head)
        await head.reads("Phiếu của đồng chí")
        await head.presses("Xác nhận bỏ phiếu")
        receipts.add(await head.reads("Mã đối chiếu"))
    assert len(receipts) == len(HEADS)


async def _closed_and_counted(cast: Cast, headline: str) -> str:
    """The chair closes; who counts sees the result first."""
    chair, secretary = cast["Nguyễn Văn A"], cast["Trần Thị B"]
    await chair.says("/binhxet")
    await chair.reads("biểu quyết, bỏ phiếu")
    await chair.presses("Điều hành")
    await chair.reads(headline)
    await chair.presses("Đóng")
    await chair.reads("Phiếu gửi trước lúc")
    await chair.presses("Xác nhận đóng")
    await chair.reads("Kết quả kiểm phiếu (chưa công bố)")
    return await secretary.reads("Kết quả kiểm phiếu (chưa công bố)")


async def _announced(cast: Cast, headline: str) -> list[str]:
    """The chair announces; what each head then reads."""
    chair = cast["Nguyễn Văn A"]
    await chair.says("/binhxet")
    await chair.reads("biểu quyết, bỏ phiếu")
    await chair.presses("Điều hành")
    await chair.reads(headline)
    await chair.presses("Công bố")
    await chair.reads("Nội dung sẽ gửi tới")
    await chair.presses("Xác nhận công bố")
    return [await cast[name].reads("công bố kết quả") for name in HEADS]
