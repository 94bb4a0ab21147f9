"""The main story, told once and played on any channel: from a roster file to a counted vote and a held meeting.

The nine people press what is really shown to them, by its words, and wait for what they should read.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from tests.end_to_end.test_run import thidua
from tests.papers.test_file_text import pdf

KHOI = "Khối thi đua số IV"
TRUONG, BAO, TRUNG_TAM = "Trường Cán bộ Thanh tra", "Báo Thanh tra", "Trung tâm Thông tin"
TAP_CHI, VIEN = "Tạp chí Thanh tra", "Viện Chiến lược và Khoa học Thanh tra"
HEADINGS = ("Mã", "Họ và tên", "Đơn vị", "Chức vụ", "Vai trò", "Giới tính")
ROSTER = (
    ("A1", "Nguyễn Văn A", TRUONG, "Hiệu trưởng", "Thủ trưởng đơn vị; Khối trưởng", "Nam"),
    ("A2", "Trần Thị B", TRUONG, "Chuyên viên", "Thư ký; Cán bộ đầu mối", "Nữ"),
    ("B1", "Lê Văn C", BAO, "Tổng Biên tập", "Thủ trưởng đơn vị; Khối phó", "Nam"),
    ("B2", "Phạm Thị D", BAO, "Phóng viên", "Cá nhân", "Nữ"),
    ("B3", "Bùi Thị K", BAO, "Biên tập viên", "Cán bộ đầu mối; Cá nhân", "Nữ"),
    ("C1", "Hoàng Văn E", TRUNG_TAM, "Giám đốc", "Thủ trưởng đơn vị", "Nam"),
    ("C2", "Đỗ Văn L", TRUNG_TAM, "Chuyên viên", "Cá nhân", "Nam"),
    ("D1", "Vũ Thị G", TAP_CHI, "Tổng Biên tập", "Thủ trưởng đơn vị", "Nữ"),
    ("E1", "Đặng Văn H", VIEN, "Viện trưởng", "Thủ trưởng đơn vị", "Nam"),
)
HEADS = ("Nguyễn Văn A", "Lê Văn C", "Hoàng Văn E", "Vũ Thị G", "Đặng Văn H")


class Actor(Protocol):
    """Somebody with a phone, whatever the channel."""

    async def says(self, text: str) -> None: ...

    async def presses(self, label: str) -> None:
        """Presses the newest button with these words."""
        ...

    async def sends(self, name: str, content: bytes, media_type: str) -> None: ...

    async def reads(self, words: str) -> str:
        """Waits for a message with these words that came or changed since this person's last act; answers its text."""
        ...

    def has_read(self, words: str) -> int:
        """How many messages with these words have ever come, as they stand now."""
        ...


class Days(Protocol):
    """The days of the story, which pass as fast as it is told."""

    async def come(self, moment: str) -> None:
        """It is this local moment, “2026-03-11 08:00”: the program looks what is due, and has said it."""
        ...


Cast = Mapping[str, Actor]
Message = TypeVar("Message")


def meant(shown: Sequence[tuple[Message, Sequence[str]]], label: str) -> tuple[Message, str]:
    """The button with exactly these words, else one that begins with them; of the newest message first."""
    for fits in (str.__eq__, str.startswith):
        for message, labels in shown:
            for words in labels:
                if fits(words, label):
                    return message, words
    raise AssertionError(f"no button {label!r}; newest: {[labels for _, labels in shown[:2]]}")


async def roster_and_codes(folder: Path, **settings: str) -> Mapping[str, str]:
    """Imports the roster on the command line and answers the codes of the invitations, by name."""
    (folder / "danh-sach.csv").write_text(
        "\n".join(";".join(f'"{c}"' for c in row) for row in (HEADINGS, *ROSTER)), "utf-8"
    )
    async with thidua(folder, "roster", "import", "danh-sach.csv", "--khoi", KHOI, **settings) as importing:
        _, said = await importing.communicate()
        assert importing.returncode == 0, said.decode()
    async with thidua(folder, "invites", "--format", "csv", **settings) as inviting:
        table, said = await inviting.communicate()
        assert inviting.returncode == 0, said.decode()
    codes = {row["name"]: row["code"] for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig")))}
    assert set(codes) == {row[1] for row in ROSTER}
    return codes


async def everybody_joins(cast: Cast, codes: Mapping[str, str]) -> None:
    for name, actor in cast.items():
        await actor.says(f"/start {codes[name]}")
        assert name in await actor.reads("Mã này dành cho đồng chí")
        await actor.presses("Đúng, tham gia")
        await actor.reads("Chọn một mục")


async def the_campaign_is_launched(cast: Cast) -> None:
    """The secretary prepares, the Khối trưởng launches; everybody hears of it."""
    chair, secretary = cast["Nguyễn Văn A"], cast["Trần Thị B"]
    await secretary.says("/quanly")
    await secretary.reads("Chưa có chiến dịch nào")
    await secretary.presses("Chiến dịch mới")
    await secretary.reads("Chiến dịch thi đua của năm nào?")
    await secretary.presses("Năm 2026")
    await secretary.reads("Bước 1/5")
    await secretary.says("Siết chặt kỷ cương, tăng cường hiệu quả")
    for step in (2, 3):
        await secretary.reads(f"Bước {step}/5")
        await secretary.presses("Để sau")
    await secretary.reads("Bước 4/5")
    await secretary.says("22/KH-KTĐ ngày 2/3/2026")
    await secretary.reads("Bước 5/5")
    await secretary.presses("Dùng các thời hạn này")
    await secretary.reads("22/KH-KTĐ")
    await secretary.says("/quanly")
    await secretary.reads("Bộ quy định: chưa xác nhận")
    await secretary.presses("Bộ quy định")
    await secretary.reads("Chưa đối chiếu Luật 06/2026")
    await secretary.presses("Xác nhận bộ quy định")
    await secretary.reads("trách nhiệm đối chiếu thuộc người xác nhận")
    await secretary.presses("Tôi xác nhận")
    await secretary.reads("đã xác nhận bộ quy định")
    await chair.says("/quanly")
    await chair.reads("Phong trào thi đua năm 2026")
    await chair.presses("Xem và phát động")
    await chair.reads("Tin phát động gửi tới 9 đồng chí")
    await chair.presses("Phát động và gửi")
    for actor in cast.values():
        await actor.reads("phát động Phong trào thi đua năm 2026")


async def titles_are_registered_and_confirmed(cast: Cast) -> None:
    """An individual registers; the đầu mối prepares the unit's title; the head confirms both."""
    reporter, preparer, head = cast["Phạm Thị D"], cast["Bùi Thị K"], cast["Lê Văn C"]
    await reporter.says("/dangky")
    await reporter.reads("Đủ điều kiện đăng ký")
    await reporter.presses("Lao động tiên tiến")
    await reporter.reads("Kết quả đối chiếu")
    await reporter.presses("Xác nhận đăng ký")
    await reporter.reads("Đã ghi nhận đăng ký phấn đấu Lao động tiên tiến năm 2026")
    await preparer.says("/dangky")
    await preparer.reads("Tập thể: 0")
    await preparer.presses("Đăng ký cho đơn vị")
    await preparer.reads("Cờ thi đua")
    await preparer.presses("Cờ thi đua của Thanh tra Chính phủ")
    await preparer.reads("Kết quả đối chiếu")
    await preparer.presses("Xác nhận đăng ký")
    await preparer.says("/dangky")
    await preparer.reads("Chưa trình: 1")
    await preparer.presses("Trình Thủ trưởng (1)")
    await preparer.reads("1 đăng ký")
    await preparer.presses("Xác nhận trình")
    await preparer.reads("Đã trình Thủ trưởng đơn vị")
    await head.says("/menu")
    await head.reads("Duyệt 2 đăng ký thi đua")
    await head.presses("Duyệt 2 đăng ký thi đua")
    await head.reads("Chờ đồng chí duyệt: 2 đăng ký")
    await head.presses("Duyệt tất cả (2)")
    await reporter.reads("Lao động tiên tiến")


async def a_report_is_filed_and_confirmed(cast: Cast) -> None:
    """The report goes as a PDF to the head, who reads and confirms it."""
    reporter, head = cast["Phạm Thị D"], cast["Lê Văn C"]
    await reporter.says("/thanhtich")
    await reporter.reads("Báo cáo thành tích: Lao động tiên tiến")
    await reporter.presses("Gửi tệp Word/PDF đã có")
    await reporter.reads("Word hoặc PDF")
    await reporter.sends("bao-cao.pdf", pdf("Báo cáo thành tích năm 2026"), "application/pdf")
    await reporter.reads("Đã nhận bao-cao.pdf")
    await reporter.presses("Xem lại và trình")
    await reporter.reads("Đọc lại báo cáo")
    await reporter.presses("Trình Thủ trưởng")
    await reporter.reads("Đã ghi nhận báo cáo thành tích")
    await head.says("/menu")
    await head.reads("Xác nhận báo cáo của Phạm Thị D")
    await head.presses("Xác nhận báo cáo của Phạm Thị D")
    await head.reads("bao-cao.pdf")
    await head.presses("Xác nhận")
    await head.reads("xác nhận báo cáo thành tích")
    await reporter.reads("đã được Thủ trưởng đơn vị xác nhận")
