"""The worker: an update has one turn, whoever comes for it again."""

from pathlib import Path

from bot.channel import Attached, Heard
from bot.context import Ready
from campaign.ids import RegistrationId
from handlers.packing import pack
from handlers.register.words import ConfirmOne
from tests.handlers.full_house import full_house
from tests.papers.test_file_text import pdf
from tests.talk import Room
from tests.talk.room import open_room


async def letters(room: Room) -> int:
    async with room.app.database.reading() as unit:
        return await unit.outbox.how_many()


async def test_an_update_that_had_its_turn_does_nothing_the_second_time(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        lan = await room.joins("Lan")
        await room.app.inbox.ingest([Heard("paper", lan.account, room.key(), "/menu")])
        async with room.app.database.unit() as unit:
            (entry,) = await unit.turns.waiting(0, 10)
            first = await room.app.work._one(unit, Ready(entry))
            await unit.commit()
        assert len(first) == 1
        async with room.app.database.unit() as unit:
            assert await room.app.work._one(unit, Ready(entry)) == []
            await unit.commit()
        assert await letters(room) == 1


async def test_what_one_person_says_on_two_phones_is_worked_on_in_its_order(tmp_path: Path) -> None:
    """A file takes its time: what is typed on the other phone meanwhile waits for it. Somebody else does not."""
    async with open_room(tmp_path) as room:
        lan, minh = await room.joins("Nguyễn Thị Lan"), await room.joins("Trần Văn Minh")
        second = await room.another_phone(lan.member)
        content = pdf("Quyết định")
        room.channel.files["ref"] = content
        file = Attached("ref", "quyet-dinh.pdf", len(content), "application/pdf")
        sent = Heard("paper", lan.account, room.key(), files=(file,))
        await room.hears(sent, second.typing("/menu"), minh.typing("/menu"))
        assert [one.account for one in room.channel.spoken] == [minh.account, lan.account, second.account]


async def test_a_button_pressed_on_two_phones_and_twice_at_once_does_its_work_once(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        house = await full_house(room)
        filed, owner = house.rows["registration"]["filed"], house["owner"]
        head, second = house["head"], await room.another_phone(house["head"].member)
        confirm = pack(ConfirmOne(RegistrationId(filed), 1))
        told = len(owner.heard)
        await room.hears(*(phone.press(confirm) for phone in (head, second, head, second)))
        async with room.store() as store:
            versions = await store.sql.all(
                "SELECT standing FROM registration_version WHERE registration_id = ? ORDER BY version", filed
            )
        assert [row["standing"] for row in versions].count("confirmed") == 1
        assert len(owner.heard) == told + 1
        assert "chat.incident" not in head.heard + second.heard
