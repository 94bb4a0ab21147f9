"""Who owes what; a nudge goes to exactly those, once a day per matter, in decent hours."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from campaign.ids import KhoiId, PersonId
from campaign.people import Role
from handlers import FLOWS
from handlers.kit import Choice, Duty, Flow, plain
from handlers.manage.owing import AskNudge, ListOwing, Nudge, WhoOwes
from handlers.ports import Store
from tests.handlers.campaigns import Khoi, khoi
from tests.talk.room import START, ZONE, open_room

chore = Flow("chore", command="chore", about=plain("Việc nhà"), help=plain("…"))
OWED: dict[str, list[str]] = {}  # filled by each test: matter -> names


class DoIt(Choice, tag="zz1"):
    matter: str


@chore.owing
async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    members = [m for m in await store.people.members(khoi) if person is None or m.person == person]
    return [
        Duty(m.person, f"chore:{matter}", plain(matter), DoIt(matter), now + timedelta(days=2))
        for matter, names in OWED.items()
        for m in members
        if m.name in names
    ]


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Khoi]:
    async with open_room(tmp_path, (*FLOWS, chore)) as room:
        OWED.clear()
        OWED["quét"] = ["Lê Lan", "Vũ Minh", "Đỗ Chưa"]
        yield await khoi(room)


async def open_list(there: Khoi) -> None:
    await there.binh.says("/quanly")
    await there.binh.presses("owing.list_button")
    await there.binh.presses("Việc nhà: 3 đồng chí")


async def test_the_list_names_who_owes_and_nobody_else(there: Khoi) -> None:
    await open_list(there)
    assert there.binh.last.values["count"] == 3
    assert "Lê Lan" in there.binh.last.text
    assert "Phạm Hà" not in there.binh.last.text


async def test_a_nudge_goes_to_exactly_those_with_the_button_that_does_it(there: Khoi) -> None:
    await open_list(there)
    await there.binh.presses("owing.nudge_button")
    assert (there.binh.last.key, there.binh.last.values["count"]) == ("owing.read_back", 3)
    assert there.told("owing.nudge") == []
    await there.binh.presses("owing.send_button")
    assert there.binh.last.key == "owing.nudged"
    assert there.told("owing.nudge") == ["Lê Lan", "Vũ Minh"]
    assert there.lan.sees("quét") == "!zz1:quét"


async def test_nobody_is_nudged_twice_a_day_about_one_matter(there: Khoi) -> None:
    await there.binh.presses_choice(Nudge("chore"))
    there.forget()
    for phone in (there.binh, there.an):
        await phone.presses_choice(Nudge("chore"))
        assert phone.heard == ["owing.nobody_left"]
    await there.binh.presses_choice(AskNudge("chore"))
    assert there.binh.last.key == "owing.all_nudged"
    OWED["quét"].append("Phạm Hà")
    OWED["lau"] = ["Lê Lan"]
    await there.an.presses_choice(Nudge("chore"))
    assert there.told("owing.nudge") == ["Phạm Hà", "Lê Lan"]
    assert "lau" in there.lan.last.text
    assert "quét" not in there.lan.last.text


async def test_the_next_day_they_may_be_nudged_again(there: Khoi) -> None:
    await there.binh.presses_choice(Nudge("chore"))
    there.forget()
    there.room.clock.move_to(START + timedelta(days=1))
    await there.binh.presses_choice(Nudge("chore"))
    assert there.told("owing.nudge") == ["Lê Lan", "Vũ Minh"]


async def test_who_has_done_it_meanwhile_is_not_nudged(there: Khoi) -> None:
    await there.binh.presses_choice(AskNudge("chore"))
    OWED["quét"].remove("Lê Lan")
    await there.binh.presses("owing.send_button")
    assert there.told("owing.nudge") == ["Vũ Minh"]


async def test_a_nudge_of_the_night_or_the_weekend_waits(there: Khoi) -> None:
    friday_night = datetime(2026, 3, 6, 22, tzinfo=ZONE)
    there.room.clock.move_to(friday_night)
    await there.binh.presses_choice(AskNudge("chore"))
    assert "07:00 thứ Hai, 09/03/2026" in there.binh.last.text
    await there.binh.presses("owing.send_button")
    there.room.clock.move_to(friday_night + timedelta(days=1))
    await there.binh.presses_choice(Nudge("chore"))
    assert there.binh.last.key == "owing.nobody_left", "it is on its way for that Monday"
    assert there.told("owing.nudge") == []
    there.room.clock.move_to(datetime(2026, 3, 9, 7, tzinfo=ZONE))
    await there.room.settle()
    assert there.told("owing.nudge") == ["Lê Lan", "Vũ Minh"]


async def test_several_matters_of_one_person_are_one_message(there: Khoi) -> None:
    OWED["lau"] = ["Lê Lan"]
    await there.binh.presses_choice(WhoOwes("chore", 0))
    assert "Lê Lan (Báo Thanh tra): 2 việc" in there.binh.last.text
    await there.binh.presses_choice(Nudge("chore"))
    assert there.lan.heard == ["owing.nudge"]
    assert "lau" in there.lan.last.text
    assert "quét" in there.lan.last.text


async def test_only_secretary_and_chair_nudge_and_only_overseers_look(there: Khoi) -> None:
    vice = await there.room.joins("Phó khối", roles={Role.VICE_CHAIR})
    await vice.presses_choice(WhoOwes("chore", 0))
    assert vice.last.key == "owing.who"
    assert "owing.nudge_button" not in vice.offers()
    for choice in (AskNudge("chore"), Nudge("chore")):
        await vice.presses_choice(choice)
        assert vice.heard[-1] == "chat.not_for_you"
    for any_choice in (ListOwing(), WhoOwes("chore", 0), AskNudge("chore"), Nudge("chore")):
        await there.ha.presses_choice(any_choice)
        assert there.ha.heard[-1] == "chat.not_for_you"
    assert there.told("owing.nudge") == []


async def test_another_khoi_sees_and_nudges_its_own_people_only(there: Khoi) -> None:
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.SECRETARY})
    await other.presses_choice(WhoOwes("chore", 0))
    assert other.last.values["count"] == 0
    await other.presses_choice(Nudge("chore"))
    assert other.last.key == "owing.nobody_left"
    assert there.told("owing.nudge") == []


async def test_when_nobody_owes_it_says_so(there: Khoi) -> None:
    OWED.clear()
    await there.binh.presses_choice(ListOwing())
    assert there.binh.last.key == "owing.nobody_owes"
    await there.binh.presses_choice(WhoOwes("nothing-like-it", 3))
    assert there.binh.last.values["count"] == 0
