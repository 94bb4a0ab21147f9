"""A launched campaign, its people and what is on record, for the dialogues of registering."""

from dataclasses import replace
from datetime import datetime

from bot.catalogue import shipped
from campaign.history.recording import Kept
from campaign.history.records import Record, Source
from campaign.ids import CampaignId, KhoiId, MemberId, RecordId
from campaign.people import Member, Role
from campaign.plan.deadline import Deadline, Extension, Matter
from campaign.plan.plan import Campaign, Stage, rules_of
from campaign.plan.rule_set import Confirmation
from campaign.registration.registering import Subject
from campaign.registration.registration import Registration
from tests.talk import Phone, Room
from tests.talk.room import ZONE

BAO = "Báo Thanh tra"
VIEN = "Viện Chiến lược và Khoa học Thanh tra"
DEADLINE = datetime(2026, 3, 25, 17, 0, tzinfo=ZONE)


async def launched(room: Room, khoi: KhoiId | None = None, firm: bool = True) -> CampaignId:
    """A campaign of 2026 that runs, its rules confirmed unless said otherwise."""
    khoi, now = khoi or await room.khoi(), room.clock.now()
    keeper = await room.enrolled("Lê Văn C", roles={Role.SECRETARY})
    campaign = Campaign(
        CampaignId(room.fresh_id()), khoi, 2026, now, keeper.id, now.date(), theme="Kỷ cương",
        deadlines=(Deadline(Matter.REGISTRATION, DEADLINE),), stage=Stage.LAUNCHED, launched_at=now,
        launched_by=keeper.id,
    )  # fmt: skip
    if firm:
        version = rules_of(campaign, shipped()).version
        campaign = replace(campaign, confirmation=Confirmation(keeper.id, keeper.name, now.date(), version))
    async with room.store() as store:
        await store.campaigns.add(replace(campaign, stage=Stage.DRAFT, launched_at=None, launched_by=None))
        await store.campaigns.save(replace(campaign, revision=2), keeper.id, now)
    return campaign.id


async def more_time(room: Room, campaign: CampaignId, member: Member, until: datetime) -> None:
    """One person is given more time."""
    granted = Extension(campaign, Matter.REGISTRATION, until, member.id, room.clock.now(), member=member.id)
    async with room.store() as store:
        await store.extensions.grant(granted)


async def on_record(room: Room, member: Member, *records: Record) -> None:
    """What the secretary imported about somebody."""
    subject = Subject(member.khoi, member.unit, member.id)
    kept = [
        Kept(RecordId(room.fresh_id()), subject, record, Source.IMPORTED, "", None, None, room.clock.now())
        for record in records
    ]
    async with room.store() as store:
        await store.history.add(kept)


async def registered(room: Room, campaign: CampaignId) -> list[Registration]:
    """Everything registered, as it stands."""
    async with room.store() as store:
        return list(await store.registrations.of_campaign(campaign))


async def standings(room: Room, campaign: CampaignId) -> dict[tuple[MemberId | None, str], str]:
    """Where each subject stands with each title."""
    return {(r.member, r.title): r.standing.value for r in await registered(room, campaign)}


async def unit_of_three(room: Room) -> tuple[Phone, Phone, Phone]:
    """A member, the đầu mối and the head of one unit."""
    lan = await room.joins("Nguyễn Thị Lan", BAO)
    dau_moi = await room.joins("Phạm Văn Mối", BAO, {Role.PREPARER, Role.INDIVIDUAL})
    head = await room.joins("Trần Văn Trưởng", BAO, {Role.HEAD})
    return lan, dau_moi, head
