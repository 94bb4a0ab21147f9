"""A campaign is prepared one question at a time; every answer is kept; only secretary and chair prepare."""

import pytest

from campaign.people import Role
from campaign.plan.deadline import Matter
from campaign.plan.plan import Part, Stage
from handlers.manage.planning import Discard, ForYear, GoOn, NewCampaign, ReallyDiscard
from handlers.manage.planning_questions import Leave
from handlers.manage.planning_words import Ask, Preview, ShowCampaign, UseDates
from tests.handlers.campaigns import Khoi, drafted, khoi, launched, now, the_campaign
from tests.talk import Room


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


async def test_from_nothing_to_the_preview_in_a_year_and_five_steps(there: Khoi) -> None:
    binh = there.binh
    await binh.says("/quanly")
    assert binh.last.key == "manage.none"
    await binh.presses("planning.new_button")
    await binh.presses("Năm 2026")
    assert binh.last.key == "planning.theme"
    await binh.says("“Đoàn kết, kỷ cương, trách nhiệm, hiệu quả”")
    await binh.says("1. Thanh tra theo kế hoạch\n2) Tiếp công dân\n\n- Phòng, chống tham nhũng")
    await binh.says("Cả nước chung sức xây dựng nông thôn mới")
    await binh.says("số 22/KH-CTĐ ký ngày 27/2/2026")
    assert binh.last.key == "planning.saved_as"
    assert "Đã lưu. Kế hoạch số 22/KH-CTĐ ngày 27/02/2026" in binh.last.text
    assert "Bước 5/5" in binh.last.text
    await binh.presses("planning.use_dates_button")
    assert binh.last.key == "launch.preview"
    campaign = await the_campaign(there)
    assert (campaign.year, campaign.stage, campaign.unanswered) == (2026, Stage.DRAFT, ())
    assert campaign.theme == "Đoàn kết, kỷ cương, trách nhiệm, hiệu quả"
    assert campaign.tasks == ("Thanh tra theo kế hoạch", "Tiếp công dân", "Phòng, chống tham nhũng")
    assert campaign.movements == ("Cả nước chung sức xây dựng nông thôn mới",)
    assert (campaign.plan.number, str(campaign.plan.issued_on)) == ("22/KH-CTĐ", "2026-02-27")
    assert {deadline.matter for deadline in campaign.deadlines} == set(Matter)


async def test_every_part_may_wait_and_the_preview_says_what_a_launch_lacks(there: Khoi) -> None:
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("planning.new_button")
    await binh.says("năm 2027")
    for _ in ("theme", "tasks", "movements"):
        await binh.presses("planning.skip_button")
    await binh.presses("planning.no_number_button")
    await binh.presses("planning.use_dates_button")
    assert binh.last.key == "launch.preview"
    assert "– Chủ đề" in binh.last.text
    assert "launch.launch_button" not in binh.offers()


async def test_coming_back_goes_on_at_the_first_part_not_asked(there: Khoi) -> None:
    binh = there.binh
    await drafted(there, theme="Nêu gương", answered=frozenset({Part.THEME}))
    await binh.says("/quanly")
    assert "1/5" in binh.last.text
    await binh.presses("planning.go_on_button")
    assert binh.last.key == "planning.tasks"
    assert binh.last.text.startswith("Bước 2/5")


async def test_the_plan_may_come_as_a_file(there: Khoi) -> None:
    binh = there.binh
    campaign = await drafted(there, tasks=(), answered=frozenset({Part.THEME}))
    await binh.says("/quanly")
    await binh.presses("planning.go_on_button")
    await binh.sends("Kế hoạch 2026.pdf", b"%PDF-1.4 plan")
    assert binh.last.key == "planning.file_kept"
    file = (await now(there, campaign)).plan.file
    assert file is not None
    assert (file.name, file.size) == ("Kế hoạch 2026.pdf", len(b"%PDF-1.4 plan"))
    assert Part.TASKS in (await now(there, campaign)).answered


async def test_a_file_with_a_stamp_of_secrecy_is_not_kept(there: Khoi) -> None:
    binh = there.binh
    campaign = await drafted(there, answered=frozenset({Part.THEME}))
    await binh.says("/quanly")
    await binh.presses("planning.go_on_button")
    await binh.sends("Kế hoạch (MẬT).pdf", b"%PDF-1.4 plan")
    assert binh.last.key == "planning.file_stamped"
    assert (await now(there, campaign)).plan.file is None


@pytest.mark.parametrize(
    ("part", "typed", "key"),
    [
        (Part.THEME, "x" * 201, "planning.too_long"),
        (Part.THEME, "“”", "planning.nothing"),
        (Part.TASKS, "\n".join(f"việc {n}" for n in range(31)), "planning.too_many"),
        (Part.TASKS, "x" * 3001, "planning.too_long"),
        (Part.MOVEMENTS, "- \n  ", "planning.nothing"),
        (Part.PAPER, "chưa rõ", "planning.no_number"),
        (Part.PAPER, "22/KH-CTĐ", "planning.date_of_paper"),
        (Part.PAPER, "22/KH-CTĐ ngày 31/2/2026", "planning.date_of_paper"),
        (Part.PAPER, "22/KH-CTĐ ngày 22/10/2030", "planning.date_of_paper"),
        (Part.DEADLINES, "25/3", "planning.press_a_date"),
    ],
)
async def test_what_cannot_be_meant_gets_one_sentence_and_changes_nothing(
    there: Khoi, part: Part, typed: str, key: str
) -> None:
    campaign = await drafted(there)
    await there.binh.presses_choice(Ask(campaign.id, part))
    await there.binh.says(typed)
    assert there.binh.last.key == key
    assert await now(there, campaign) == campaign


@pytest.mark.parametrize("typed", ["hai nghìn", "20260", "", "-"])
async def test_what_is_no_year_is_asked_again(there: Khoi, typed: str) -> None:
    await there.binh.presses_choice(NewCampaign())
    await there.binh.says(typed or "?")
    assert there.binh.last.key == "planning.not_a_year"


async def test_a_year_far_away_or_taken_is_answered_and_makes_nothing(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.binh.presses_choice(NewCampaign())
    await there.binh.says("1999")
    assert there.binh.last.key == "planning.year_out_of_reach"
    await there.binh.says("2026")
    assert there.binh.last.key == "planning.year_taken"
    assert await the_campaign(there) == campaign


async def test_a_date_of_a_draft_is_changed_or_taken_out_and_nobody_is_told(there: Khoi) -> None:
    binh = there.binh
    campaign = await drafted(there)
    await binh.presses_choice(Ask(campaign.id, Part.DEADLINES))
    await binh.presses("campaign.registration_button")
    await binh.says("thứ bảy tuần trước")
    assert binh.last.key.startswith("dates.")
    await binh.says("17h30 31/3")
    assert binh.last.key == "deadline.set"
    await binh.presses("campaign.figures_button")
    await binh.presses("deadline.none_button")
    assert binh.last.key == "deadline.taken_out"
    changed = await now(there, campaign)
    registration = changed.deadline(Matter.REGISTRATION)
    assert registration is not None
    assert registration.at.isoformat() == "2026-03-31T10:30:00+00:00"
    assert changed.deadline(Matter.FIGURES) is None
    assert there.told("deadline.notice") == []


async def test_a_draft_is_discarded_only_after_asking_and_a_second_press_says_so(there: Khoi) -> None:
    binh = there.binh
    campaign = await drafted(there)
    await binh.says("/quanly")
    await binh.presses("manage.more_button")
    await binh.presses("planning.discard_button")
    await binh.presses("planning.really_discard_button")
    assert binh.last.key == "planning.discarded"
    await binh.presses_choice(ReallyDiscard(campaign.id))
    assert binh.last.key == "planning.already_discarded"
    async with there.room.store() as unit:
        assert await unit.campaigns.of(binh.member.khoi) == []


async def test_what_was_launched_is_neither_discarded_nor_reworded(there: Khoi) -> None:
    campaign = await launched(there)
    for choice in (ReallyDiscard(campaign.id), Ask(campaign.id, Part.THEME), Leave(campaign.id, Part.TASKS)):
        await there.binh.presses_choice(choice)
        assert there.binh.last.key == "planning.frozen"
    assert await now(there, campaign) == campaign


async def test_the_number_of_the_plan_may_come_after_the_launch(there: Khoi) -> None:
    campaign = await launched(there)
    await there.binh.says("/quanly")
    await there.binh.presses("planning.paper_button")
    await there.binh.says("22/KH-CTĐ ngày 28/2/2026")
    assert there.binh.last.key == "planning.saved_as"
    assert (await now(there, campaign)).plan.number == "22/KH-CTĐ"
    await there.binh.says("/quanly")
    assert "planning.paper_button" not in there.binh.offers()


async def test_a_head_an_individual_and_another_khoi_prepare_nothing(there: Khoi) -> None:
    campaign = await drafted(there)
    other = await there.room.joins("Thư ký khác", khoi="Khối khác", roles={Role.SECRETARY, Role.CHAIR})
    for phone in (there.ha, there.lan, other):
        for choice in (
            Ask(campaign.id, Part.THEME),
            Leave(campaign.id, Part.THEME),
            UseDates(campaign.id),
            GoOn(campaign.id),
            Preview(campaign.id),
            ShowCampaign(campaign.id),
            Discard(campaign.id),
        ):
            await phone.presses_choice(choice)
            assert phone.heard[-1] == "chat.not_for_you", choice
    for phone in (there.ha, there.lan):
        await phone.presses_choice(ForYear(2027))
        assert phone.heard[-1] == "chat.not_for_you"
    assert await the_campaign(there) == campaign


async def test_a_vice_chair_sees_and_changes_nothing(there: Khoi) -> None:
    campaign = await drafted(there)
    vice = await there.room.joins("Phó khối", roles={Role.VICE_CHAIR})
    await vice.says("/quanly")
    assert vice.last.key == "manage.screen"
    assert "planning.go_on_button" not in vice.offers()
    await vice.presses_choice(Ask(campaign.id, Part.THEME))
    assert vice.last.key == "campaign.needs_either"
    assert await now(there, campaign) == campaign


async def test_an_individual_does_not_open_the_management(there: Khoi) -> None:
    await there.lan.says("/quanly")
    assert there.lan.last.key == "chat.not_for_you"


async def test_two_campaigns_can_be_told_apart(there: Khoi) -> None:
    await launched(there)
    await drafted(there, year=2027, theme="Năm mới")
    await there.binh.says("/quanly")
    assert "năm 2026" in there.binh.last.text
    await there.binh.presses("manage.more_button")
    await there.binh.presses("manage.others_button")
    await there.binh.presses("Phong trào thi đua năm 2027")
    assert "Năm mới" in there.binh.last.text


async def test_what_the_campaign_waits_for_comes_first_and_the_screen_stays_short(there: Khoi) -> None:
    await there.binh.says("/quanly")
    assert there.binh.offers()[0] == "planning.new_button"
    await launched(there)
    await there.binh.says("/quanly")
    assert there.binh.offers()[:2] == ["planning.paper_button", "ruling.show_button"]
    assert there.binh.offers()[-2:] == ["manage.more_button", "chat.menu_button"]
    assert len(there.binh.offers()) <= 12
    await there.binh.presses("manage.more_button")
    assert "closing.ask_button" not in there.binh.offers()[:-3]
