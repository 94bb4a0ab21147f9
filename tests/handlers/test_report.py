"""/thanhtich: a file or section by section, evidence, filing, the head's decision; nothing written is ever lost."""

from dataclasses import replace
from datetime import date, timedelta

from campaign.ids import CampaignId, RegistrationId
from campaign.people import Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registration import Registration, Standing
from handlers.report.words import Confirm, Open, Resume, ShowFile, Submit
from tests.papers.test_file_text import pdf, word
from tests.talk import Phone, Room

BAO = "Báo Thanh tra"


async def campaign(room: Room, due_in: timedelta = timedelta(days=10)) -> CampaignId:
    khoi, now = await room.khoi(), room.clock.now()
    keeper = await room.enrolled("Lê Văn C", roles={Role.SECRETARY})
    due = Deadline(Matter.REPORT, now + due_in)
    new = Campaign(
        CampaignId(room.fresh_id()), khoi, 2026, now, keeper.id, date(2026, 3, 1), deadlines=(due,)
    )
    async with room.store() as store:
        await store.campaigns.add(replace(new, stage=Stage.LAUNCHED, launched_at=now))
    return new.id


async def campaign_under_way(room: Room) -> CampaignId:
    async with room.store() as store:
        return (await store.campaigns.of(await room.khoi()))[0].id


async def registered(room: Room, phone: Phone, of: CampaignId, title: str = "LDTT") -> RegistrationId:
    member = phone.member
    new = Registration(
        RegistrationId(room.fresh_id()), member.khoi, of, member.unit, member.id, title, Standing.CONFIRMED, 1
    )  # fmt: skip
    async with room.store() as store:
        await store.registrations.save(new, room.clock.now(), member.id)
    return new.id


async def ready(room: Room) -> tuple[Phone, Phone, RegistrationId]:
    """A member with one confirmed registration, and the head of the unit."""
    of = await campaign(room)
    an = await room.joins("Nguyễn Văn A", BAO)
    head = await room.joins("Trần Thị B", BAO, {Role.HEAD})
    return an, head, await registered(room, an, of)


async def test_the_only_report_opens_at_once_and_is_due(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    assert an.heard == ["report.screen"]
    assert an.offers()[0] == "report.send_file_button"
    await an.says("/menu")
    assert an.last.key == "menu.owed"
    assert "Nộp báo cáo thành tích" in an.last.text


async def test_a_file_is_enough_and_the_head_confirms_it(room: Room) -> None:
    an, head, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.send_file_button")
    await an.sends("Báo cáo 2026.docx", word("Báo cáo thành tích năm 2026"))
    assert "Báo cáo 2026.docx" in an.last.text
    await an.presses("report.review_button")
    await an.presses("report.submit_button")
    assert an.last.key == "report.filed"
    assert head.heard == ["report.to_decide"]
    await head.presses("report.review_button")
    await head.presses("report.confirm_button")
    assert head.last.key == "report.confirmed"
    assert an.last.key == "report.was_confirmed"
    await an.says("/menu")
    assert an.last.key == "menu.nothing_owed"


async def test_sections_are_saved_as_given_and_resumed_weeks_later(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.write_button")
    await an.says("Nguyễn Văn A, sinh năm 1980, phóng viên.")
    assert "Bước 2/4" in an.last.text
    await an.says("/huy")
    room.clock.move_to(room.clock.now() + timedelta(days=9))
    await an.says("/thanhtich")
    assert "1/4" in an.last.text
    await an.presses("report.write_button")
    assert "Bước 2/4" in an.last.text
    for text in ("Hoàn thành 12 loạt bài.", "Không", "2025 – Lao động tiên tiến – 15/QĐ-TTCP"):
        await an.says(text)
    assert "4/4" in an.last.text


async def test_a_number_is_an_answer_while_a_section_is_typed(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.write_button")
    await an.says("1")
    assert an.last.key == "report.section_saved"


async def test_what_is_missing_is_named(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.review_button")
    await an.presses("report.submit_button")
    assert an.last.key == "report.incomplete"
    assert "Sơ lược lý lịch" in an.last.text


async def filed(room: Room) -> tuple[Phone, Phone, RegistrationId]:
    an, head, of = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.send_file_button")
    await an.sends("bc.pdf", pdf("Báo cáo"))
    await an.presses("report.review_button")
    await an.presses("report.submit_button")
    return an, head, of


async def test_a_return_keeps_everything_and_every_reason(room: Room) -> None:
    an, head, of = await filed(room)
    for reason in ("Bổ sung quyết định công nhận sáng kiến", "Bổ sung số liệu"):
        await head.presses("report.review_button")
        await head.presses("report.return_button")
        await head.says(reason)
        assert head.last.key == "report.reason_read_back"
        await head.presses("report.really_return_button")
        assert head.last.key == "report.sent_back"
        assert an.last.key == "report.was_returned"
        await an.says("/thanhtich")
        assert "bc.pdf" in an.last.text
        assert reason in an.last.text
        await an.presses("report.review_button")
        await an.presses("report.submit_button")
        assert an.last.key == "report.filed"
    async with room.store() as store:
        report = await store.reports.of_registration(of)
        assert report is not None
        assert report.version == 3
        assert await store.reports.returns(report.id) == [
            "Bổ sung quyết định công nhận sáng kiến", "Bổ sung số liệu",
        ]  # fmt: skip


async def test_a_second_press_files_nothing_twice_and_says_so(room: Room) -> None:
    an, head, of = await filed(room)
    async with room.store() as store:
        report = await store.reports.of_registration(of)
    assert report is not None
    await an.presses_choice(Submit(report.id, 0))
    assert an.last.key == "report.filed_already"
    assert head.heard == ["report.to_decide"]


async def test_the_head_confirms_only_what_was_read(room: Room) -> None:
    _an, head, of = await filed(room)
    async with room.store() as store:
        report = await store.reports.of_registration(of)
    assert report is not None
    await head.presses_choice(Confirm(report.id, 0))
    assert head.last.key == "report.review"
    async with room.store() as store:
        still = await store.reports.get(report.id)
    assert still == report


async def test_the_same_file_is_noticed_and_a_wrong_one_refused(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.files_button")
    await an.presses("report.add_evidence_button")
    await an.sends("qd.pdf", pdf("Quyết định"))
    assert "qd.pdf" in an.last.text
    await an.sends("ban-sao.pdf", pdf("Quyết định"))
    assert "trùng nội dung với qd.pdf" in an.last.text
    await an.sends("tep.exe", b"MZ\x90\x00")
    assert "chỉ nhận PDF" in an.last.text
    await an.sends("trong.pdf", b"")
    assert "trống" in an.last.text
    await an.says("gì vậy")
    assert an.last.key == "report.file_expected"


async def test_a_stamp_of_secrecy_is_refused_and_never_stored(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.send_file_button")
    secret = word("TUYỆT MẬT", "Nội dung")
    await an.sends("bao-cao.docx", secret)
    assert "độ mật" in an.last.text
    await an.sends("MẬT.pdf", pdf("a"))
    assert "độ mật" in an.last.text
    await an.sends("a.pdf", pdf("b"), caption="Tối mật")
    assert "độ mật" in an.last.text
    kept = [path for path in room.app.files.path("00").parent.parent.rglob("*") if path.is_file()]
    assert kept == []
    await an.sends("Bảo mật.pdf", pdf("Công tác bảo mật"))
    assert "Đã nhận" in an.last.text


async def test_a_file_can_be_opened_and_removed_after_asking_once_more(room: Room) -> None:
    an, _, _ = await ready(room)
    await an.says("/thanhtich")
    await an.presses("report.send_file_button")
    await an.sends("bc.pdf", pdf("Báo cáo"))
    await an.presses("report.files_button")
    await an.presses("bc.pdf")
    assert an.last.file == "bc.pdf"
    await an.presses("report.remove_button")
    await an.presses("bc.pdf")
    assert an.last.key == "report.really_remove"
    await an.presses("report.really_remove_button")
    assert an.last.key == "report.removed"


async def test_a_stranger_to_the_report_changes_and_reads_nothing(room: Room) -> None:
    _an, _, of = await filed(room)
    async with room.store() as store:
        report = await store.reports.of_registration(of)
    assert report is not None
    outsiders = [
        await room.joins("Phạm Thị D", "Tạp chí Thanh tra", {Role.HEAD}),
        await room.joins("Vũ Văn E", BAO),
        await room.joins("Đỗ Thị G", BAO, {Role.HEAD}, khoi="Cụm thi đua số II"),
    ]
    for outsider in outsiders:
        for choice in (
            Open(of), Resume(report.id), Submit(report.id, 1), Confirm(report.id, 1),
            ShowFile(report.id, report.files[0].id),
        ):  # fmt: skip
            await outsider.presses_choice(choice)
            assert outsider.last.key == "report.not_yours"
            assert outsider.last.file is None
    async with room.store() as store:
        assert await store.reports.get(report.id) == report


async def test_after_the_deadline_the_text_stays_and_the_sentence_is_honest(room: Room) -> None:
    of = await campaign(room, due_in=timedelta(hours=1))
    an = await room.joins("Nguyễn Văn A", BAO)
    await registered(room, an, of)
    await an.says("/thanhtich")
    await an.presses("report.send_file_button")
    await an.sends("bc.pdf", pdf("Báo cáo"))
    room.clock.move_to(room.clock.now() + timedelta(hours=2))
    await an.presses("report.review_button")
    await an.presses("report.submit_button")
    assert an.last.key == "report.over"
    await an.says("/thanhtich")
    assert "bc.pdf" in an.last.text


async def test_without_a_confirmed_registration_there_is_nothing_to_write(room: Room) -> None:
    await campaign(room)
    an = await room.joins("Nguyễn Văn A", BAO)
    await an.says("/thanhtich")
    assert an.last.key == "report.nothing_registered"


async def test_matters_that_read_alike_are_one_line_of_the_menu_and_open_their_list(room: Room) -> None:
    an, _, _ = await ready(room)
    of = await campaign_under_way(room)
    await registered(room, an, of, "CSTDCS")
    await an.says("/menu")
    assert "Đồng chí có 02 việc" in an.last.text
    assert an.last.text.count("Nộp báo cáo thành tích (02)") == 1
    await an.presses("menu.several")
    assert an.last.key == "report.list"


async def test_the_menu_of_a_head_of_many_stays_short(room: Room) -> None:
    of = await campaign(room)
    head = await room.joins("Trần Thị B", BAO, {Role.HEAD})
    for letter in "ACDEGHIK":
        one = await room.joins(f"Nguyễn Văn {letter}", BAO)
        await registered(room, one, of)
        await one.says("/thanhtich")
        await one.presses("report.send_file_button")
        await one.sends("bao-cao.pdf", pdf("Thành tích"))
        await one.presses("report.review_button")
        await one.presses("report.submit_button")
    await head.says("/menu")
    assert "Đồng chí có 09 việc" in head.last.text  # and the registration of the unit
    assert "… và 03 việc khác" in head.last.text
    assert len(head.last.text.splitlines()) <= 10
