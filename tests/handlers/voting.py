"""A hall with a khối in it: the heads of its units on their phones, one of them in the chair, secretary and teller."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ids import BallotId, CampaignId, RegistrationId
from campaign.people import Role
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registration import Registration, Standing
from tests.talk import Phone, Room

UNITS = ("Báo Thanh tra", "Tạp chí Thanh tra", "Trường Cán bộ Thanh tra", "Trung tâm Thông tin", "Viện Chiến lược",
         "Văn phòng", "Vụ Pháp chế", "Vụ Kế hoạch", "Vụ Tổ chức cán bộ")  # fmt: skip
NAMES = "ABCDEGHIK"


@dataclass
class Hall:
    """Everybody. `heads[0]` is in the chair."""

    room: Room
    campaign: CampaignId
    heads: list[Phone]
    secretary: Phone
    teller: Phone
    candidates: list[str] = field(default_factory=list)

    @property
    def chair(self) -> Phone:
        return self.heads[0]

    @property
    def everybody(self) -> list[Phone]:
        return [*self.heads, self.secretary, self.teller]

    async def ballots(self, *states: BallotState) -> list[Ballot]:
        async with self.room.store() as store:
            return list(await store.ballots.in_state(await self.room.khoi(), *(states or tuple(BallotState))))

    async def ballot(self) -> Ballot:
        """The newest ballot."""
        return (await self.ballots())[0]

    async def registered(self, title: str, *units: int) -> None:
        """The units strive for a collective title; their heads have confirmed it."""
        async with self.room.store() as store:
            for place in units:
                head = self.heads[place].member
                made = Registration(
                    RegistrationId(self.room.fresh_id()), head.khoi, self.campaign, head.unit, None, title,
                    Standing.CONFIRMED, 1,
                )  # fmt: skip
                await store.registrations.save(made, self.room.clock.now(), head.id)

    async def strive(self, title: str, *names: str) -> None:
        """People strive for a title; confirmed."""
        for place, name in enumerate(names):
            unit = UNITS[place % len(self.heads)]
            member = await self.room.enrolled(name, unit=unit)
            async with self.room.store() as store:
                made = Registration(
                    RegistrationId(self.room.fresh_id()), member.khoi, self.campaign, member.unit, member.id, title,
                    Standing.CONFIRMED, 1,
                )  # fmt: skip
                await store.registrations.save(made, self.room.clock.now(), member.id)

    async def prepares(self, act: str, matter: str | None = None) -> BallotId:
        """The secretary makes a draft with everything proposed."""
        await self.secretary.says("/binhxet")
        await self.secretary.presses("decide.prepare_button")
        await self.secretary.presses(act)
        if matter is not None:
            await self.secretary.presses(matter)
        assert self.secretary.last.key == "poll.draft", self.secretary.last.text
        return (await self.ballot()).id

    async def opens(self) -> BallotId:
        """Submitted by the secretary, opened by the chair."""
        await self.secretary.presses("poll.submit_button")
        await self.chair.presses("poll.roll_button")
        await self.chair.presses("poll.open_button")
        await self.chair.presses("poll.confirm_open_button")
        assert self.chair.last.key in ("poll.opened", "poll.notice_opened", "poll.notice_hands"), (
            self.chair.last.key
        )
        self.room.clock.move_to(self.room.clock.now() + timedelta(minutes=5))
        return (await self.ballot()).id

    async def closes(self) -> None:
        """The chair closes the newest ballot; it is counted if nothing is in the way."""
        await self.chair.says("/binhxet")
        await self.chair.presses("decide.managed")
        await self.chair.presses("poll.close_button")
        await self.chair.presses("poll.confirm_close_button")


async def hall(room: Room, heads: int = 7) -> Hall:
    """A khối of so many units, its campaign launched."""
    phones = []
    for place in range(heads):
        roles = {Role.HEAD, Role.CHAIR} if place == 0 else {Role.HEAD}
        name = f"Nguyễn Văn {NAMES[place]}"
        phones.append(await room.joins(name, unit=UNITS[place], roles=roles, position="Thủ trưởng"))
    secretary = await room.joins("Trần Thị T", unit=UNITS[0], roles={Role.SECRETARY}, position="Thư ký Khối")
    teller = await room.joins("Lê Văn P", unit=UNITS[1], roles={Role.PREPARER}, position="Chuyên viên")
    now = room.clock.now()
    campaign = Campaign(
        CampaignId(room.fresh_id()), await room.khoi(), 2026, now, secretary.member.id, date(2026, 3, 1)
    )
    async with room.store() as store:
        from dataclasses import replace

        await store.campaigns.add(replace(campaign, stage=Stage.LAUNCHED, launched_at=now))
    return Hall(room, campaign.id, phones, secretary, teller)
