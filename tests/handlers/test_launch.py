"""A launch is read back, happens once, tells everybody, and says how far that has come."""

from datetime import datetime

import pytest

from bot.channel import Blocked
from campaign.people import Role
from campaign.plan.plan import Launcher, Part, Stage
from handlers.manage.launch import Launch, LetLaunch
from handlers.manage.planning_words import Preview, ReadPlan
from handlers.packing import pack
from tests.handlers.campaigns import Khoi, drafted, khoi, launched, now
from tests.talk import Room
from tests.talk.room import ZONE


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


async def test_the_preview_is_the_very_message_that_everybody_gets(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.an.says("/quanly")
    await there.an.presses("launch.preview_button")
    assert (there.an.last.values["count"], there.an.last.values["joined"]) == (6, 5)
    preview = there.an.last.text
    there.forget()
    await there.an.presses("launch.launch_button")
    assert there.told("launch.message") == ["Trần Bình", "Nguyễn An", "Phạm Hà", "Lê Lan", "Vũ Minh"]
    assert there.lan.last.text in preview
    running = await now(there, campaign)
    assert (running.stage, running.launched_by) == (Stage.LAUNCHED, there.an.member.id)


async def test_the_preview_says_that_nobody_confirmed_the_rules_and_its_buttons_what_they_do(
    there: Khoi,
) -> None:
    await drafted(there)
    await there.an.says("/quanly")
    await there.an.presses("launch.preview_button")
    assert "Bộ quy định chưa được xác nhận" in there.an.last.text
    assert "campaign.mend_deadlines_button" in there.an.offers()
    await there.binh.says("/quanly")
    for button in ("ruling.show_button", "ruling.ask_button", "ruling.confirm_button"):
        await there.binh.presses(button)
    await there.an.says("/quanly")
    await there.an.presses("launch.preview_button")
    assert "Bộ quy định" not in there.an.last.text


async def test_the_launcher_sees_how_far_it_has_come_and_who_was_not_reached(there: Khoi) -> None:
    await drafted(there)
    there.room.channel.outcomes[there.minh.account] = Blocked("blocked")
    await there.binh.says("/quanly")
    await there.binh.presses("launch.preview_button")
    there.forget()
    await there.binh.presses("launch.launch_button")
    assert there.binh.heard == ["launch.launched", "progress.going", "launch.message", "progress.ended"]
    assert (there.binh.last.values["sent"], there.binh.last.values["total"]) == (4, 6)
    await there.binh.presses("delivery.ledger_button")
    await there.binh.presses("Chưa nhận được (2)")
    assert "Đỗ Chưa (Viện Khoa học): chưa tham gia" in there.binh.last.text
    assert "Vũ Minh (Viện Khoa học): không liên lạc được" in there.binh.last.text


async def test_a_second_press_changes_nothing_and_says_when_it_was(there: Khoi) -> None:
    campaign = await drafted(there)
    press = Launch(campaign.id, campaign.revision)
    await there.an.presses_choice(press)
    running = await now(there, campaign)
    there.forget()
    for phone in (there.an, there.binh):
        await phone.presses_choice(press)
        assert phone.heard == ["launch.launched_at"]
        assert phone.last.values["at"] == running.launched_at
    assert there.told("launch.message") == []
    assert await now(there, campaign) == running


async def test_two_presses_at_once_launch_once(there: Khoi) -> None:
    campaign = await drafted(there)
    data = pack(Launch(campaign.id, campaign.revision))
    presses = [phone.press(data) for phone in (there.an, there.binh, there.an)]
    await there.room.hears(*presses)
    assert there.lan.heard == ["launch.message"]
    assert there.an.heard.count("launch.launched") + there.binh.heard.count("launch.launched") == 1


@pytest.mark.parametrize("who", ["ha", "lan", "minh"])
async def test_a_head_or_an_individual_cannot_launch(there: Khoi, who: str) -> None:
    campaign = await drafted(there)
    phone = getattr(there, who)
    await phone.presses_choice(Launch(campaign.id, campaign.revision))
    assert phone.heard == ["chat.not_for_you"]
    assert await now(there, campaign) == campaign


@pytest.mark.parametrize("role", [Role.VICE_CHAIR, Role.ADMIN])
async def test_who_only_sees_hears_who_may_launch(there: Khoi, role: Role) -> None:
    campaign = await drafted(there)
    phone = await there.room.joins("Người xem", roles={role})
    await phone.presses_choice(Launch(campaign.id, campaign.revision))
    assert phone.heard == ["campaign.needs_either"]
    assert await now(there, campaign) == campaign


async def test_another_khoi_neither_launches_nor_reads(there: Khoi) -> None:
    campaign = await launched(there)
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.CHAIR, Role.SECRETARY})
    draft = await drafted(there, year=2027)
    for choice in (Launch(draft.id, draft.revision), ReadPlan(campaign.id), Preview(draft.id)):
        await other.presses_choice(choice)
        assert other.heard[-1] == "chat.not_for_you"
    assert await now(there, draft) == draft


async def test_a_chair_may_keep_the_launch_and_the_secretary_then_only_prepares(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.an.says("/quanly")
    await there.an.presses("launch.preview_button")
    await there.an.presses("launch.chair_only_button")
    kept = await now(there, campaign)
    assert kept.launcher is Launcher.CHAIR
    await there.binh.says("/quanly")
    await there.binh.presses("launch.preview_button")
    assert "launch.launch_button" not in there.binh.offers()
    await there.binh.presses_choice(Launch(kept.id, kept.revision))
    assert there.binh.heard[-1] == "campaign.needs_one"
    await there.binh.presses_choice(LetLaunch(kept.id, Launcher.CHAIR_OR_SECRETARY))
    assert there.binh.heard[-1] == "campaign.needs_one"
    assert await now(there, campaign) == kept


async def test_what_was_changed_since_the_preview_is_shown_again(there: Khoi) -> None:
    await drafted(there)
    await there.an.says("/quanly")
    await there.an.presses("launch.preview_button")
    old = there.an.sees("launch.launch_button")
    await there.binh.says("/quanly")
    await there.binh.presses("launch.preview_button")
    await there.binh.presses("campaign.mend_theme_button")
    await there.binh.says("Nêu gương, sáng tạo")
    await there.an.presses_data(old)
    assert there.an.last.key == "launch.outdated"
    assert "Nêu gương, sáng tạo" in there.an.last.text
    await there.an.presses("launch.launch_button")
    assert "Nêu gương, sáng tạo" in there.lan.last.text


async def test_what_is_incomplete_is_not_launched(there: Khoi) -> None:
    campaign = await drafted(there, theme="", deadlines=())
    await there.an.presses_choice(Launch(campaign.id, campaign.revision))
    assert there.an.last.key == "launch.preview"
    assert await now(there, campaign) == campaign


async def test_a_passed_deadline_is_pointed_out_before_the_launch(there: Khoi) -> None:
    campaign = await drafted(there)
    there.room.clock.move_to(datetime(2026, 4, 1, 9, tzinfo=ZONE))
    await there.an.presses_choice(Preview(campaign.id))
    assert "hạn đăng ký đã qua" in there.an.last.text


async def test_a_launch_at_night_wakes_nobody(there: Khoi) -> None:
    campaign = await drafted(there)
    there.room.clock.move_to(datetime(2026, 3, 2, 22, 30, tzinfo=ZONE))
    await there.an.presses_choice(Preview(campaign.id))
    assert "07:00 thứ Ba, 03/03/2026" in there.an.last.text
    await there.an.presses("launch.launch_button")
    assert there.lan.heard == []
    there.room.clock.move_to(datetime(2026, 3, 3, 7, 0, tzinfo=ZONE))
    await there.room.settle()
    assert there.lan.heard == ["launch.message"]
    there.room.clock.move_to(datetime(2026, 3, 3, 7, 0, 5, tzinfo=ZONE))
    await there.room.settle()
    assert "progress.ended" in there.an.heard


async def test_everybody_reads_the_plan_with_its_file_once_it_is_launched(there: Khoi) -> None:
    campaign = await drafted(there, answered=frozenset({Part.THEME}))
    await there.lan.presses_choice(ReadPlan(campaign.id))
    assert there.lan.heard == ["chat.not_for_you"]
    await there.binh.says("/quanly")
    await there.binh.presses("planning.go_on_button")
    await there.binh.sends("Kế hoạch.pdf", b"%PDF-1.4 plan")
    campaign = await now(there, campaign)
    await there.an.presses_choice(Launch(campaign.id, campaign.revision))
    there.forget()
    await there.lan.presses("launch.read_plan_button")
    assert there.lan.heard == ["plan_reading.file", "plan_reading.plan"]
    assert [m.file for m in there.lan.messages if m.file] == ["Kế hoạch.pdf"]


async def test_a_long_plan_is_cut_where_it_is_shown_and_says_so(there: Khoi) -> None:
    campaign = await launched(there, tasks=tuple(f"Nhiệm vụ {n} " + "x" * 100 for n in range(30)))
    await there.lan.presses_choice(ReadPlan(campaign.id))
    assert "mục nữa" in there.lan.last.text
    assert len(there.lan.last.text) < 4000


async def test_the_read_button_counts_once_in_the_ledger(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.an.presses_choice(Launch(campaign.id, campaign.revision))
    for _ in range(2):
        await there.lan.presses("chat.read_button")
    await there.an.says("/quanly")
    await there.an.presses("manage.more_button")
    await there.an.presses("delivery.list_button")
    await there.an.says("1")
    assert there.an.last.key == "delivery.ledger"
    assert there.an.last.values["read"] == 1
    await there.an.presses("Chưa đọc (4)")
    assert "Lê Lan" not in there.an.last.text
    assert there.an.last.values["count"] == 4
