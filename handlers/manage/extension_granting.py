"""extension.read_back: one more day for one person or unit (or another date, typed) [Đồng ý gia hạn]

-> extension.granted, and exactly those concerned are told. A second press says until when they have time already.
"""

from dataclasses import dataclass
from datetime import datetime

from campaign.dates.dates import DateRefused, read_moment
from campaign.ids import CampaignId, MemberId, NoticeId, UnitId
from campaign.people import Member
from campaign.plan.deadline import (
    CLOSE_OF_BUSINESS,
    CONCERNS,
    Extension,
    InThePast,
    Matter,
    NotLater,
    due,
    one_more_day,
)
from campaign.plan.plan import Campaign, NotAllowed, Stage, prepares
from campaign.plan.planning import Frozen
from campaign.plan.rescheduling import NoDeadline, grant
from handlers.kit import (
    Choice,
    End,
    Flow,
    Next,
    Notice,
    Progress,
    Result,
    Say,
    Turn,
    Until,
    fact,
    led,
    plain,
    say,
    screen,
)
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import MATTERS, date_fault, door, found
from handlers.manage.deadline_words import minutes, moment
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows
from handlers.manage.extension_words import ChooseWhom, Offer

flow = Flow("extension_granting", about=say("extension.about"), help=say("extension.help"))


class Grant(Choice, tag="exg", label=say("extension.confirm_button")):
    """Grants time until a moment (minutes since 1970)."""

    campaign: CampaignId
    matter: Matter
    member: MemberId | None
    unit: UnitId | None
    until: int


@dataclass(frozen=True, slots=True)
class Granting:
    """One more day is offered; waits for another date."""

    campaign: CampaignId
    matter: Matter
    member: MemberId | None
    unit: UnitId | None


@dataclass(frozen=True, slots=True)
class Grantee:
    """Whom it is for: their unit, who is told, and their name in words."""

    unit: UnitId
    told: tuple[Member, ...]
    name: Say


@flow.press(Offer)
async def offer(turn: Turn, chosen: Offer) -> Result:
    """One more day, read back."""
    return await _read_back(turn, Granting(chosen.campaign, chosen.matter, chosen.member, chosen.unit), None)


@flow.answer(Granting)
async def date_typed(turn: Turn, state: Granting, typed: str) -> Result:
    """Another date, read back."""
    until = read_moment(typed, turn.now, turn.zone, CLOSE_OF_BUSINESS)
    if isinstance(until, DateRefused):
        return await _read_back(turn, state, None, date_fault(until))
    return await _read_back(turn, state, until)


@flow.press(Grant)
async def granted(turn: Turn, pressed: Grant) -> Result:
    """More time, once; exactly those concerned are told."""
    campaign = await found(turn, pressed.campaign)
    whom = await _grantee(turn, pressed.matter, pressed.member, pressed.unit)
    if campaign is None or whom is None or not prepares(turn.member, campaign.khoi):
        return await not_yours(turn)
    asked = Extension(
        campaign.id, pressed.matter, moment(pressed.until), turn.member.id, turn.now,
        member=pressed.member, unit=None if pressed.member is not None else pressed.unit,
    )  # fmt: skip
    given = await turn.store.extensions.of(campaign.id)
    match grant(campaign, given, asked, turn.member, whom.unit, turn.now):
        case Extension() as extension:
            return await _done(turn, campaign, extension, whom)
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case NotLater(at):
            return await ended(turn, campaign, say("extension.has_already", name=whom.name, at=at))
        case InThePast():
            return await ended(turn, campaign, say("deadline.in_the_past"))
        case Frozen() | NoDeadline():
            return await ended(turn, campaign, say("extension.not_running"))


async def _done(turn: Turn, campaign: Campaign, extension: Extension, whom: Grantee) -> End:
    await turn.store.extensions.grant(extension)
    subject = extension.member if extension.member is not None else extension.unit
    details = {"matter": extension.matter.value, "until": extension.until.isoformat()}
    await turn.store.events.record(turn.khoi, "deadline.extended", turn.member.id, turn.now, subject, details)
    matter, until = MATTERS[extension.matter], Until(extension.until)
    done = fact(say("extension.granted", matter=matter, name=whom.name, until=until))
    people = tuple(member.person for member in whom.told if member.id != turn.member.id)
    if not people:
        return End(done)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "extension", people,
        say("extension.notice", matter=matter, until=until), door(turn, extension.matter),
        campaign=campaign.id, by=turn.member.id, not_before=leaving(turn),
    )  # fmt: skip
    return End(done, notice, Progress(notice.id, say("extension.told"), ledger_rows(notice.id)))


async def _read_back(turn: Turn, state: Granting, until: datetime | None, lead: Say | None = None) -> Result:
    campaign = await found(turn, state.campaign)
    whom = await _grantee(turn, state.matter, state.member, state.unit)
    if campaign is None or whom is None or not prepares(turn.member, campaign.khoi):
        return await not_yours(turn)
    deadline = campaign.deadline(state.matter)
    if deadline is None or campaign.stage is not Stage.LAUNCHED:
        return await ended(turn, campaign, say("extension.not_running"))
    given = await turn.store.extensions.of(campaign.id)
    have = due(deadline, given, state.member, whom.unit).at
    wanted = until or one_more_day(have, turn.now)
    text = say(
        "extension.read_back", matter=MATTERS[state.matter], name=whom.name, have=have, until=Until(wanted),
        count=len(whom.told), leaves=leaving_line(leaving(turn)),
    )  # fmt: skip
    button = Grant(state.campaign, state.matter, state.member, state.unit, minutes(wanted))
    shown = screen(text, button, back=ChooseWhom(state.campaign, state.matter, 0))
    return Next(state, shown if lead is None else led(lead, shown))


async def _grantee(
    turn: Turn, matter: Matter, member: MemberId | None, unit: UnitId | None
) -> Grantee | None:
    """The person, or the unit with those of its people whose work it is; None when it is not of this khối."""
    if member is not None:
        one = await turn.store.people.member(turn.khoi, member)
        if one is None or one.left_at is not None:
            return None
        return Grantee(one.unit, (one,), say("extension.person", name=one.name, unit=one.unit_name))
    known = None if unit is None else await turn.store.units.get(turn.khoi, unit)
    if known is None:
        return None
    members = await turn.store.people.members(turn.khoi)
    told = tuple(m for m in members if m.unit == known.id and m.holds(*CONCERNS[matter]))
    return Grantee(known.id, told, plain(known.name))
