"""A khối with its secretary, chair and people; campaigns in every stage."""

from dataclasses import dataclass, replace

from bot.catalogue import shipped
from campaign.ids import CampaignId
from campaign.people import Role
from campaign.plan.deadline import proposed
from campaign.plan.launching import launch
from campaign.plan.plan import Campaign, Part
from tests.talk import Phone, Room
from tests.talk.room import ZONE


@dataclass(frozen=True, slots=True)
class Khoi:
    """Who is there: Thư ký Bình, Khối trưởng An, Thủ trưởng Hà, cá nhân Lan and Minh (of the Viện)."""

    room: Room
    binh: Phone
    an: Phone
    ha: Phone
    lan: Phone
    minh: Phone

    @property
    def everybody(self) -> tuple[Phone, ...]:
        return (self.binh, self.an, self.ha, self.lan, self.minh)

    def forget(self) -> None:
        for phone in self.everybody:
            phone.forget()

    def told(self, key: str) -> list[str]:
        """Who heard this sentence."""
        return [phone.member.name for phone in self.everybody if key in phone.heard]


async def khoi(room: Room) -> Khoi:
    """Five people who have joined, and one who has not."""
    binh = await room.joins("Trần Bình", roles={Role.SECRETARY}, position="Thư ký")
    an = await room.joins("Nguyễn An", roles={Role.CHAIR, Role.HEAD})
    ha = await room.joins("Phạm Hà", unit="Viện Khoa học", roles={Role.HEAD})
    lan = await room.joins("Lê Lan")
    minh = await room.joins("Vũ Minh", unit="Viện Khoa học")
    await room.enrolled("Đỗ Chưa", unit="Viện Khoa học")
    return Khoi(room, binh, an, ha, lan, minh)


async def drafted(there: Khoi, **changes: object) -> Campaign:
    """A draft that lacks nothing."""
    by = there.binh.member
    dates = proposed(2026, shipped().general.deadlines, ZONE)
    now = there.room.clock.now()
    campaign = Campaign(
        CampaignId(there.room.fresh_id()), by.khoi, 2026, now, by.id, now.astimezone(ZONE).date(),
        theme="Đoàn kết, kỷ cương", tasks=("Thanh tra theo kế hoạch",), deadlines=dates, answered=frozenset(Part),
    )  # fmt: skip
    campaign = replace(campaign, **changes)  # type: ignore[arg-type]
    async with there.room.store() as unit:
        await unit.campaigns.add(campaign)
    return campaign


async def launched(there: Khoi, **changes: object) -> Campaign:
    """A running campaign; nobody was told."""
    campaign = await drafted(there, **changes)
    running = launch(campaign, there.an.member, campaign.revision, there.room.clock.now())
    assert isinstance(running, Campaign)
    async with there.room.store() as unit:
        await unit.campaigns.save(running, there.an.member.id, there.room.clock.now())
    return running


async def now(there: Khoi, campaign: Campaign) -> Campaign:
    """The campaign as the database has it now."""
    async with there.room.store() as unit:
        found = await unit.campaigns.find(campaign.khoi, campaign.id)
    assert found is not None
    return found


async def the_campaign(there: Khoi) -> Campaign:
    """The only campaign of the khối."""
    async with there.room.store() as unit:
        (found,) = await unit.campaigns.of(there.binh.member.khoi)
    return found
