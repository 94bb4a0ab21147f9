"""A khối on the web page: five heads, a secretary, people who strive. Others act by HTTP, one holds a real browser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from playwright.async_api import BrowserContext, Page, expect

from bot.rehearse.acting import Actor
from bot.rehearse.acts import step_of
from campaign.ids import CampaignId, RegistrationId
from campaign.people import Member, Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registration import Registration, Standing
from tests.bot.web.chrome import open_page
from tests.bot.web.house import WebHouse
from tests.talk.room import ZONE

UNITS = (
    "Trường Cán bộ Thanh tra",
    "Báo Thanh tra",
    "Trung tâm Thông tin",
    "Tạp chí Thanh tra",
    "Viện Chiến lược",
)
HEADS = ("Nguyễn Văn A", "Phạm Thị D", "Đặng Văn H", "Ngô Văn M", "Hồ Thị Q")
STRIVING = ("Lê Văn C", "Vũ Thị G", "Đỗ Văn L")
CHAIR, HEAD, SECRETARY = HEADS[0], HEADS[1], "Trần Thị B"


@dataclass
class WebHall:
    """Everybody, by name. `campaign` is launched and takes registrations."""

    house: WebHouse
    people: dict[str, Member]
    campaign: CampaignId

    async def acts(self, name: str, *steps: str) -> None:
        """Somebody takes these steps at their phone, all of them."""
        taken = await Actor(self.house.app, self.house.channel, account_of(name)).does(
            [step_of(step) for step in steps]
        )
        assert taken == len(steps), (name, steps[taken])

    async def opened(self, context: BrowserContext, name: str) -> Page:
        """The page of somebody who has joined with this phone."""
        other = await self.house.joined(self.people[name])
        (cookie,) = [one for one in other.http.cookies.jar if one.name == "thidua"]
        await context.add_cookies([{"name": "thidua", "value": cookie.value or "", "url": self.house.url}])
        page = await open_page(context, self.house.url)
        await expect(page.locator(".msg").first).to_be_visible()
        return page

    async def strive(self, standing: Standing, names: Sequence[str] = STRIVING) -> None:
        """People have registered for Lao động tiên tiến."""
        async with self.house.room.store() as store:
            for name in names:
                one = self.people[name]
                made = Registration(
                    RegistrationId(self.house.room.fresh_id()), one.khoi, self.campaign, one.unit, one.id,
                    "LDTT", standing, 1, filed_at=self.house.room.clock.now(), filed_by=one.id,
                )  # fmt: skip
                await store.registrations.save(made, self.house.room.clock.now(), one.id)

    async def opens_secret_ballot(self) -> None:
        """Bỏ phiếu kín on three names: prepared by the secretary, opened by the chair; five heads are told."""
        await self.strive(Standing.CONFIRMED)
        await self.acts(
            SECRETARY, "/binhxet", "press decide.prepare_button", "press decide.act_ballot",
            "press Lao động tiên tiến", "press poll.make_secret_button", "press poll.submit_button",
        )  # fmt: skip
        await self.acts(
            CHAIR, "/binhxet", "press Điều hành", "press poll.open_button", "press poll.confirm_open_button"
        )

    async def invites(self) -> None:
        """The secretary calls the heads to the closing meeting."""
        await self.acts(
            SECRETARY, "/lichhop", "press calendar.new_button", "press Tổng kết", "08:00 - 11:30 18/12",
            "Hội trường tầng 3", "press arranging.skip_button", "press arranging.skip_button",
            "press arranging.group_heads_button", "press arranging.go_on_button", "press arranging.go_on_button",
            "press arranging.skip_button", "press arranging.call_button",
        )  # fmt: skip


def account_of(name: str) -> str:
    """The device of somebody who acts by HTTP."""
    return f"device of {name}"


async def hall(house: WebHouse) -> WebHall:
    """Everybody joined, the campaign launched."""
    room, people = house.room, dict[str, Member]()
    for place, name in enumerate(HEADS):
        roles = {Role.HEAD, Role.CHAIR} if place == 0 else {Role.HEAD}
        people[name] = await room.enrolled(name, UNITS[place], roles, position="Thủ trưởng đơn vị")
    people[SECRETARY] = await room.enrolled(SECRETARY, UNITS[0], {Role.SECRETARY}, position="Chuyên viên")
    for place, name in enumerate(STRIVING):
        people[name] = await room.enrolled(name, UNITS[1], position=f"Phóng viên {place + 1}")
    async with room.store() as store:
        for name, one in people.items():
            await store.web.new_device(account_of(name), "Chrome, Android", room.clock.now())
            await store.people.bind("web", account_of(name), one.person, "Chrome, Android", room.clock.now())
        campaign = Campaign(
            CampaignId(room.fresh_id()), await room.khoi(), 2026, room.clock.now(), people[SECRETARY].id,
            date(2026, 3, 1), theme="Đoàn kết, kỷ cương",
            deadlines=(Deadline(Matter.REGISTRATION, datetime(2026, 3, 25, 17, tzinfo=ZONE)),),
        )  # fmt: skip
        await store.campaigns.add(replace(campaign, stage=Stage.LAUNCHED, launched_at=room.clock.now()))
    return WebHall(house, people, campaign.id)
