"""What stands before the curtain rises: a khối of many units, people who have joined, matters to decide, a meeting.

Made on a paper channel by the real flows and rules; then every account becomes one of the messenger's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from campaign.ids import BallotId, CampaignId, KhoiId, MeetingId, MemberId, RegistrationId
from campaign.meetings.meeting import Meeting, MeetingKind, MeetingStatus, Venue
from campaign.people import Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registration import Registration, Standing
from tests.handlers.voting import Hall
from tests.talk import Phone, Room
from tests.talk.room import START, open_room

EPOCH = START + timedelta(hours=2)
"""When the curtain rises: a Monday morning, far from nights and holidays."""
FIRST = 6_000_000_001  # the account of the first person
NAMES = ("Phạm Thị D", "Đỗ Văn L")  # voted on in every secret ballot
MEETING = "Hội nghị tổng kết phong trào thi đua năm 2026"


@dataclass(frozen=True, slots=True)
class Size:
    """How many units, people in each besides the head, and secret ballots to be cast by every head."""

    units: int
    each: int
    secret: int


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the play: the account on the messenger, and who that is."""

    account: int
    member: MemberId
    name: str
    is_head: bool
    wish: RegistrationId  # put into other words again and again
    title: RegistrationId  # confirmed: a report is made for it


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody and everything there is. `secret` are ballots on one name each, `hands` an open one."""

    khoi: KhoiId
    players: tuple[Player, ...]
    secretary: int  # the account
    secretary_member: MemberId
    secret: tuple[BallotId, ...]
    hands: BallotId
    meeting: MeetingId


async def prepared(folder: Path, server: str | None, size: Size) -> Scene:
    """Writes it all into the installation in this folder, or on this PostgreSQL database."""
    async with open_room(folder, server=server) as room:
        hall, colleagues = await _people(room, size)
        await hall.strive("CSTDCS", *NAMES)
        await hall.registered("BK_BO_C", 1)
        secret = [await _opened_secret(hall) for _ in range(size.secret)]
        hands = await _opened_hands(hall)
        meeting = await _called(hall, [*hall.heads, *colleagues])
        everybody = enumerate((*hall.heads, *colleagues), FIRST)
        players = [await _player(hall, phone, account) for account, phone in everybody]
        await _moved_to_the_messenger(room, [*hall.heads, *colleagues, hall.secretary])
        return Scene(
            await room.khoi(), tuple(players), FIRST + len(players), hall.secretary.member.id, tuple(secret), hands,
            meeting,
        )  # fmt: skip


async def _people(room: Room, size: Size) -> tuple[Hall, list[Phone]]:
    heads, colleagues = [], []
    for number in range(size.units):
        unit = f"Đơn vị {number + 1:02}"
        roles = {Role.HEAD, Role.CHAIR} if number == 0 else {Role.HEAD}
        heads.append(await room.joins(f"Thủ trưởng {number + 1:02}", unit, roles, position="Thủ trưởng"))
        colleagues += [
            await room.joins(f"Cán bộ {number + 1:02}-{one + 1}", unit) for one in range(size.each)
        ]
    secretary = await room.joins("Thư ký", "Đơn vị 01", {Role.SECRETARY}, position="Thư ký Khối")
    teller = await room.joins("Kiểm phiếu", "Đơn vị 02", {Role.PREPARER})
    now = room.clock.now()
    due = [Deadline(m, now + timedelta(days=60)) for m in (Matter.REGISTRATION, Matter.REPORT)]
    campaign = Campaign(
        CampaignId(room.fresh_id()), await room.khoi(), 2026, now, secretary.member.id, date(2026, 3, 1),
        deadlines=tuple(due), stage=Stage.LAUNCHED, launched_at=now, launched_by=heads[0].member.id,
    )  # fmt: skip
    async with room.store() as store:
        await store.campaigns.add(campaign)
    return Hall(room, campaign.id, heads, secretary, teller), colleagues


async def _opened_secret(hall: Hall) -> BallotId:
    await hall.prepares("decide.act_ballot", "Chiến sĩ thi đua cơ sở")
    return await hall.opens()


async def _opened_hands(hall: Hall) -> BallotId:
    await hall.prepares("decide.act_hands", "Bằng khen của Tổng Thanh tra")
    return await hall.opens()


async def _called(hall: Hall, invited: list[Phone]) -> MeetingId:
    start = EPOCH + timedelta(days=30)
    meeting = Meeting(
        MeetingId(hall.room.fresh_id()), await hall.room.khoi(), MeetingKind.CLOSING, MEETING, start,
        start + timedelta(hours=3), (Venue("Hội trường tầng 3"),), (hall.chair.member.id,),
        tuple(phone.member.id for phone in invited), campaign=hall.campaign, status=MeetingStatus.CALLED,
    )  # fmt: skip
    async with hall.room.store() as store:
        await store.meetings.add(meeting, hall.secretary.member.id, hall.room.clock.now())
    return meeting.id


async def _player(hall: Hall, phone: Phone, account: int) -> Player:
    member = phone.member
    wish = await _registered(hall, phone, "BK_BO_I", Standing.FILED)
    title = await _registered(hall, phone, "LDTT", Standing.CONFIRMED)
    return Player(account, member.id, member.name, Role.HEAD in member.roles, wish, title)


async def _registered(hall: Hall, phone: Phone, title: str, standing: Standing) -> RegistrationId:
    of = phone.member
    made = Registration(
        RegistrationId(hall.room.fresh_id()), of.khoi, hall.campaign, of.unit, of.id, title, standing, 1
    )
    async with hall.room.store() as store:
        await store.registrations.save(made, hall.room.clock.now(), of.id)
    return made.id


async def _moved_to_the_messenger(room: Room, phones: list[Phone]) -> None:
    async with room.store() as store:
        for table in ("conversation", "inbox"):  # what was said on paper is forgotten
            await store.sql.run(f"DELETE FROM {table}")
        for number, phone in enumerate(phones):
            await store.sql.run(
                "UPDATE account SET channel = 'telegram', account = ? WHERE channel = 'paper' AND account = ?",
                str(FIRST + number), phone.account,
            )  # fmt: skip
        await store.sql.run("DELETE FROM account WHERE channel = 'paper'")
