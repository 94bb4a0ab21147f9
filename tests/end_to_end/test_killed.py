"""kill -9 at every named point of a turn and of a send: every act counts once, the person goes on at the same step."""

from datetime import timedelta
from pathlib import Path

import pytest

from campaign.ids import RegistrationId
from campaign.people import Role
from campaign.report import Section, Stage
from tests.bot_api import BotApi, Phone
from tests.end_to_end.supervisor import kept_alive
from tests.end_to_end.victim import POINTS
from tests.handlers.test_report import BAO, campaign, registered
from tests.papers.test_file_text import pdf
from tests.talk import Room
from tests.talk.room import open_room

SAID_AGAIN = ("Bad Request: message is not modified", "Bad Request: query is too old")
PATIENCE = 60.0  # seconds; the program is started anew several times meanwhile
TEXTS = ("Nguyễn Văn A, sinh năm 1980.", "Hoàn thành 12 loạt bài.", "Không", "2025 – Lao động tiên tiến")


async def prepared(room: Room, an: Phone, head: Phone) -> RegistrationId:
    """A member and the head of the unit, both joined by Telegram, and one confirmed registration."""
    of = await campaign(room, due_in=timedelta(days=900))
    author = await room.joins("Nguyễn Văn A", BAO)
    decider = await room.joins("Trần Thị B", BAO, {Role.HEAD})
    async with room.store() as store:
        for phone, member in ((an, author.member), (head, decider.member)):
            await store.people.bind("telegram", str(phone.id), member.person, "", room.clock.now())
    return await registered(room, author, of)


@pytest.mark.parametrize("point", POINTS)
async def test_every_act_counts_once_and_the_person_goes_on(point: str, tmp_path: Path) -> None:
    async with BotApi() as api:
        an, head = api.phone("Nguyễn Văn A"), api.phone("Trần Thị B")
        an.knows_the_bot()
        head.knows_the_bot()
        async with open_room(tmp_path) as room:
            of = await prepared(room, an, head)
        async with kept_alive(tmp_path, api, point, every=4) as supervisor:
            await writes_and_files(an)
            await head.wait_for("đã được trình", PATIENCE)
            await api.all_taken()
            await api.all_let_go(PATIENCE)
            assert supervisor.kills >= 2
        async with open_room(tmp_path) as room:
            await nothing_was_lost_or_done_twice(room, of)
        # A crash between a send and its record may say the same again, never another thing.
        assert [r.description for r in api.refusals if not r.description.startswith(SAID_AGAIN)] == []


async def writes_and_files(an: Phone) -> None:
    await an.says("/thanhtich")
    await an.wait_for("Tình trạng: đang soạn", PATIENCE)
    await an.presses("Soạn từng mục")
    for step, text in enumerate(TEXTS, start=1):
        await an.wait_for(f"Bước {step}/4", PATIENCE)
        await an.says(text)
    await an.wait_for("Mục đã soạn: 4/4", PATIENCE)
    await an.presses("Minh chứng")
    await an.wait_for("Chưa có tệp nào", PATIENCE)
    await an.presses("Thêm minh chứng")
    await an.wait_for("Gửi từng tệp minh chứng", PATIENCE)
    await an.sends_file("quyet-dinh.pdf", pdf("Quyết định"), "application/pdf")
    await an.wait_for("Đã nhận quyet-dinh.pdf", PATIENCE)
    await an.presses("Về báo cáo" if "Về báo cáo" in an.labels else "‹ Quay lại")
    await an.wait_for("Minh chứng: 1 tệp", PATIENCE)
    await an.presses("Xem lại và trình")
    await an.wait_for("Đọc lại báo cáo", PATIENCE)
    await an.presses("Trình Thủ trưởng")
    await an.wait_for("Đã ghi nhận báo cáo", PATIENCE)


async def nothing_was_lost_or_done_twice(room: Room, of: RegistrationId) -> None:
    async with room.store() as store:
        report = await store.reports.of_registration(of)
        assert report is not None
        versions = await store.sql.all("SELECT stage FROM report_version WHERE report_id = ?", report.id)
        notices = await store.sql.all("SELECT state FROM delivery")
        waiting = await store.turns.waiting(0, 10)
        payloads = await store.sql.all("SELECT payload FROM inbox WHERE length(payload) > 0")
    assert (
        tuple(
            report.sections[s]
            for s in (Section.BACKGROUND, Section.RESULTS, Section.INITIATIVES, Section.PAST)
        )
        == TEXTS
    )
    assert [file.name for file in report.files] == ["quyet-dinh.pdf"]
    assert (report.stage, report.version) == (Stage.FILED, 1)
    assert [row["stage"] for row in versions] == ["filed"]
    assert len(notices) == 1
    assert (waiting, payloads) == ([], [])
