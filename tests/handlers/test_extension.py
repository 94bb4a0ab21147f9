"""One person or one unit gets more time; everybody else keeps the deadline and hears nothing."""

from datetime import datetime

import pytest

from campaign.people import Role
from campaign.plan.deadline import Matter, due
from handlers.manage.deadline_words import minutes
from handlers.manage.extension_granting import Grant
from handlers.manage.extension_words import ChooseMatter, ChooseWhom, Offer
from tests.handlers.campaigns import Khoi, drafted, khoi, launched
from tests.talk import Room
from tests.talk.room import ZONE

MARCH_26 = datetime(2026, 3, 26, 17, tzinfo=ZONE)


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


async def counts_for(there: Khoi, who: str) -> datetime:
    """Until when this person has time to register."""
    async with there.room.store() as unit:
        (campaign,) = await unit.campaigns.of(there.binh.member.khoi)
        given = await unit.extensions.of(campaign.id)
    deadline = campaign.deadline(Matter.REGISTRATION)
    assert deadline is not None
    member = getattr(there, who).member
    return due(deadline, given, member.id, member.unit).at.astimezone(ZONE)


async def test_one_more_day_for_one_person_in_four_taps_and_a_name(there: Khoi) -> None:
    await launched(there)
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("extension.begin_button")
    await binh.presses("campaign.registration_button")
    await binh.says("le lan")
    await binh.says("1")
    assert binh.last.key == "extension.read_back"
    await binh.presses("extension.confirm_button")
    assert "extension.granted" in binh.heard
    assert there.told("extension.notice") == ["Lê Lan"]
    assert await counts_for(there, "lan") == MARCH_26
    assert await counts_for(there, "minh") == datetime(2026, 3, 25, 17, tzinfo=ZONE)


async def test_a_whole_unit_may_be_given_another_date(there: Khoi) -> None:
    campaign = await launched(there)
    binh = there.binh
    await binh.presses_choice(ChooseWhom(campaign.id, Matter.REGISTRATION, 0))
    await binh.presses("extension.unit_button")
    await binh.presses("Viện Khoa học")
    await binh.says("hôm qua")
    assert binh.last.key.startswith("dates.")
    await binh.says("30/3")
    assert binh.last.key == "extension.read_back"
    await binh.presses("extension.confirm_button")
    assert there.told("extension.notice") == ["Phạm Hà", "Vũ Minh"]
    assert await counts_for(there, "minh") == datetime(2026, 3, 30, 17, tzinfo=ZONE)
    assert await counts_for(there, "lan") == datetime(2026, 3, 25, 17, tzinfo=ZONE)


async def test_after_the_deadline_the_day_begins_now(there: Khoi) -> None:
    campaign = await launched(there)
    there.room.clock.move_to(datetime(2026, 3, 30, 9, tzinfo=ZONE))
    await there.binh.presses_choice(Offer(campaign.id, Matter.REGISTRATION, there.lan.member.id, None))
    await there.binh.presses("extension.confirm_button")
    assert await counts_for(there, "lan") == datetime(2026, 3, 30, 17, tzinfo=ZONE)


async def test_a_second_press_changes_nothing_and_says_so(there: Khoi) -> None:
    campaign = await launched(there)
    press = Grant(campaign.id, Matter.REGISTRATION, there.lan.member.id, None, minutes(MARCH_26))
    await there.binh.presses_choice(press)
    there.forget()
    for phone in (there.binh, there.an):
        await phone.presses_choice(press)
        assert phone.heard == ["extension.has_already"]
    assert there.told("extension.notice") == []
    async with there.room.store() as unit:
        assert len(await unit.extensions.of(campaign.id)) == 1


async def test_a_moment_gone_by_is_not_granted(there: Khoi) -> None:
    campaign = await launched(there)
    there.room.clock.move_to(datetime(2026, 4, 1, 9, tzinfo=ZONE))
    await there.binh.presses_choice(
        Grant(campaign.id, Matter.REGISTRATION, there.lan.member.id, None, minutes(MARCH_26))
    )
    assert there.binh.last.key == "deadline.in_the_past"
    assert await counts_for(there, "lan") == datetime(2026, 3, 25, 17, tzinfo=ZONE)


@pytest.mark.parametrize("who", ["ha", "lan"])
async def test_a_head_or_an_individual_grants_nothing(there: Khoi, who: str) -> None:
    campaign = await launched(there)
    phone = getattr(there, who)
    lan = there.lan.member.id
    for choice in (
        ChooseMatter(campaign.id),
        ChooseWhom(campaign.id, Matter.REGISTRATION, 0),
        Offer(campaign.id, Matter.REGISTRATION, lan, None),
        Grant(campaign.id, Matter.REGISTRATION, lan, None, minutes(MARCH_26)),
    ):
        await phone.presses_choice(choice)
        assert phone.heard[-1] == "chat.not_for_you", choice
    assert await counts_for(there, "lan") == datetime(2026, 3, 25, 17, tzinfo=ZONE)


async def test_somebody_of_another_khoi_can_neither_grant_nor_be_granted(there: Khoi) -> None:
    campaign = await launched(there)
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.CHAIR, Role.SECRETARY})
    theirs = Grant(campaign.id, Matter.REGISTRATION, there.lan.member.id, None, minutes(MARCH_26))
    await other.presses_choice(theirs)
    assert other.heard == ["chat.not_for_you"]
    for stranger in (
        Grant(campaign.id, Matter.REGISTRATION, other.member.id, None, minutes(MARCH_26)),
        Grant(campaign.id, Matter.REGISTRATION, None, other.member.unit, minutes(MARCH_26)),
    ):
        await there.binh.presses_choice(stranger)
        assert there.binh.heard[-1] == "chat.not_for_you"
    async with there.room.store() as unit:
        assert await unit.extensions.of(campaign.id) == []


async def test_a_draft_has_nothing_to_extend(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.binh.presses_choice(
        Grant(campaign.id, Matter.REGISTRATION, there.lan.member.id, None, minutes(MARCH_26))
    )
    assert there.binh.last.key == "extension.not_running"
    await there.binh.says("/quanly")
    assert "extension.begin_button" not in there.binh.offers()


async def test_nobody_found_shows_everybody_again(there: Khoi) -> None:
    campaign = await launched(there)
    await there.binh.presses_choice(ChooseWhom(campaign.id, Matter.REGISTRATION, 0))
    await there.binh.says("không có ai tên này")
    assert there.binh.last.key == "extension.nobody"
    await there.binh.presses("extension.next_button")
    assert there.binh.last.key == "extension.whom"
