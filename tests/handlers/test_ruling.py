"""The secretary confirms the rules once, by name and date; whoever may launch may close."""

from datetime import datetime

import pytest

from bot.catalogue import shipped
from campaign.people import Role
from campaign.plan.plan import Campaign, Launcher, Stage, rules_of
from handlers.manage.closing import AskClose, Close
from handlers.manage.ruling import AskConfirm, ConfirmRules, FollowToday, ShowRules
from tests.handlers.campaigns import Khoi, drafted, khoi, launched, now
from tests.talk import Room
from tests.talk.room import ZONE


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


def version(campaign: Campaign) -> str:
    return rules_of(campaign, shipped()).version[:12]


async def test_the_rules_are_read_back_and_confirmed_by_name_and_date(there: Khoi) -> None:
    campaign = await drafted(there)
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("ruling.show_button")
    assert "Chưa đối chiếu Luật 06/2026" in binh.last.text
    assert "Theo danh mục ngày 02/03/2026: " in binh.last.text
    assert rules_of(campaign, shipped()).version[:4] not in binh.last.text
    assert "Cần xem xét thêm" in binh.last.text
    await binh.presses("ruling.ask_button")
    assert binh.last.values["name"] == "Trần Bình"
    assert not rules_of(await now(there, campaign), shipped()).firm
    await binh.presses("ruling.confirm_button")
    assert "ruling.confirmed" in binh.heard
    rules = rules_of(await now(there, campaign), shipped())
    assert rules.firm
    assert rules.confirmation is not None
    assert (rules.confirmation.name, str(rules.confirmation.on)) == ("Trần Bình", "2026-03-02")
    await binh.says("/quanly")
    assert "Trần Bình xác nhận ngày 02/03/2026" in binh.last.text


async def test_a_second_confirmation_changes_nothing_and_says_by_whom(there: Khoi) -> None:
    campaign = await launched(there)
    press = ConfirmRules(campaign.id, version(campaign))
    await there.binh.presses_choice(press)
    agreed = await now(there, campaign)
    there.forget()
    await there.binh.presses_choice(press)
    assert there.binh.heard == ["ruling.by"]
    assert await now(there, campaign) == agreed


async def test_only_the_version_that_was_shown_is_confirmed(there: Khoi) -> None:
    campaign = await launched(there)
    for shown in ("0" * 12, ""):
        await there.binh.presses_choice(ConfirmRules(campaign.id, shown))
        assert there.binh.heard[-1] == "ruling.changed"
    assert await now(there, campaign) == campaign


async def test_the_rules_of_today_have_to_be_confirmed_again(there: Khoi) -> None:
    campaign = await launched(there)
    await there.binh.presses_choice(ConfirmRules(campaign.id, version(campaign)))
    there.room.clock.move_to(datetime(2026, 11, 22, 9, tzinfo=ZONE))
    await there.binh.presses_choice(ShowRules(campaign.id))
    assert "ruling.ask_button" not in there.binh.offers()
    await there.binh.presses("ruling.today_button")
    newer = await now(there, campaign)
    assert str(newer.rules_on) == "2026-11-22"
    assert not rules_of(newer, shipped()).firm
    await there.binh.presses("ruling.ask_button")
    await there.binh.presses("ruling.confirm_button")
    assert rules_of(await now(there, campaign), shipped()).firm


async def test_only_the_secretary_confirms(there: Khoi) -> None:
    campaign = await launched(there)
    press = ConfirmRules(campaign.id, version(campaign))
    await there.an.presses_choice(press)
    assert there.an.heard == ["campaign.needs_one"]
    await there.an.presses_choice(FollowToday(campaign.id))
    assert there.an.heard[-1] == "campaign.needs_one"
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.SECRETARY})
    for phone in (there.ha, there.lan, other):
        for choice in (
            press,
            FollowToday(campaign.id),
            ShowRules(campaign.id),
            AskConfirm(campaign.id, press.shown),
        ):
            await phone.presses_choice(choice)
            assert phone.heard[-1] == "chat.not_for_you", choice
    assert await now(there, campaign) == campaign


async def test_a_campaign_is_closed_after_reading_back_and_only_once(there: Khoi) -> None:
    campaign = await launched(there)
    await there.an.says("/quanly")
    await there.an.presses("manage.more_button")
    await there.an.presses("closing.ask_button")
    assert there.an.last.key == "closing.read_back"
    await there.an.presses("closing.close_button")
    assert "closing.closed" in there.an.heard
    closed = await now(there, campaign)
    assert (closed.stage, closed.closed_by) == (Stage.CLOSED, there.an.member.id)
    there.forget()
    await there.an.presses_choice(Close(campaign.id))
    assert there.an.heard == ["launch.closed_at"]
    assert await now(there, campaign) == closed


async def test_a_draft_is_not_closed(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.an.presses_choice(AskClose(campaign.id))
    assert there.an.last.key == "closing.not_launched"


async def test_nobody_else_closes(there: Khoi) -> None:
    campaign = await launched(there, launcher=Launcher.CHAIR)
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.CHAIR})
    for phone in (there.ha, there.lan, other):
        await phone.presses_choice(Close(campaign.id))
        assert phone.heard[-1] == "chat.not_for_you"
    await there.binh.presses_choice(Close(campaign.id))
    assert there.binh.heard[-1] == "campaign.needs_one"
    assert await now(there, campaign) == campaign


async def test_a_closed_campaign_can_be_read_and_no_longer_changed(there: Khoi) -> None:
    campaign = await launched(there)
    await there.an.presses_choice(Close(campaign.id))
    await there.binh.says("/quanly")
    assert there.binh.last.key == "manage.screen"
    await there.binh.presses("manage.more_button")
    assert "closing.ask_button" not in there.binh.offers()
    await there.binh.presses_choice(ConfirmRules(campaign.id, version(campaign)))
    assert there.binh.heard[-1] == "planning.frozen"
