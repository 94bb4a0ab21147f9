"""A meeting with its people, called by the secretary in the chat as it really is."""

from dataclasses import dataclass
from datetime import datetime

from campaign.ids import MeetingId
from campaign.meetings.meeting import Meeting
from campaign.people import Role
from tests.bot.debts import moment
from tests.talk import Phone, Room

WHEN = "8h-11h30 18/12"
START = "2026-12-18 08:00"  # a Friday
TITLE = "Hội nghị tổng kết phong trào thi đua năm 2026"


@dataclass
class Hall:
    """The people of a khối: who arranges, who chairs, two heads, one colleague of the first."""

    room: Room
    secretary: Phone
    chair: Phone
    an: Phone
    binh: Phone
    deputy: Phone

    async def meeting(self) -> Meeting:
        """The only meeting there is, as it stands."""
        async with self.room.store() as store:
            (only,) = await store.meetings.of(await self.room.khoi())
        return only

    async def id(self) -> MeetingId:
        """Its identity."""
        return (await self.meeting()).id

    def everybody(self) -> tuple[Phone, ...]:
        """All phones."""
        return (self.secretary, self.chair, self.an, self.binh, self.deputy)

    def forget(self) -> None:
        """What was heard so far is not looked at any more."""
        for phone in self.everybody():
            phone.forget()


async def hall(room: Room) -> Hall:
    """People, and no meeting yet."""
    return Hall(
        room,
        await room.joins("Phạm Thị D", "Thanh tra tỉnh", {Role.SECRETARY}),
        await room.joins("Lê Văn C", "Thanh tra tỉnh", {Role.CHAIR, Role.HEAD}),
        await room.joins("Nguyễn Văn A", "Báo Thanh tra", {Role.HEAD}, position="Tổng Biên tập"),
        await room.joins("Trần Thị B", "Viện Chiến lược", {Role.HEAD}),
        await room.joins("Đỗ Văn E", "Báo Thanh tra", {Role.INDIVIDUAL}, position="Phó Tổng Biên tập"),
    )


async def prepared(there: Hall, when: str = WHEN, where: str = "Hội trường tầng 3") -> None:
    """Everything answered, the preview on the secretary's screen."""
    await prepares(there.secretary, when, where)


async def prepares(secretary: Phone, when: str = WHEN, where: str = "Hội trường tầng 3") -> None:
    """The secretary answers everything for a meeting of the heads."""
    await secretary.says("/lichhop")
    await secretary.presses("calendar.new_button")
    await secretary.presses("calendar.kind_closing")
    await secretary.says(when)
    await secretary.says(where)
    await secretary.presses("arranging.skip_button")  # agenda
    await secretary.presses("arranging.skip_button")  # papers
    await secretary.presses("arranging.group_heads_button")
    await secretary.presses("arranging.go_on_button")
    await secretary.presses("arranging.go_on_button")  # the Khối trưởng chairs
    await secretary.presses("arranging.skip_button")  # no number yet
    assert secretary.last.key == "arranging.preview"


async def called(room: Room, when: str = WHEN, where: str = "Hội trường tầng 3") -> Hall:
    """The heads and the chair are invited; nobody has answered."""
    there = await hall(room)
    await prepared(there, when, where)
    await there.secretary.presses("arranging.call_button")
    return there


def starts() -> datetime:
    """When the meeting begins."""
    return moment(START)
