"""What every step of registering needs first: the campaign, its rules, who may still register, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, RegistrationId
from campaign.people import BodyKind, Member, Role
from campaign.plan.deadline import Deadline, Due, Extension, Matter, due
from campaign.plan.plan import Campaign, Stage, at_hand, rules_of
from campaign.plan.rule_set import RuleSet
from campaign.registration.registering import (
    NotOpen,
    NotYours,
    Opening,
    Over,
    Shut,
    Subject,
    may_act,
    subject_of,
)
from campaign.registration.registration import Registration
from handlers.kit import Say, Turn, Until, say
from handlers.ports import Store
from handlers.register.words import UNIT


@dataclass(frozen=True, slots=True)
class Setting:
    """The campaign one registers in: launched, or closed and only to be read."""

    campaign: Campaign
    rules: RuleSet
    extensions: Sequence[Extension]
    now: datetime

    def due(self, subject: Subject) -> Due:
        """Until when this subject may register."""
        return due_for(self.campaign, self.extensions, subject)

    def opening(self, subject: Subject) -> Opening:
        """What the rules ask for before anything is registered."""
        return Opening(self.campaign, self.due(subject), self.now)

    def open_to(self, subject: Subject) -> bool:
        """Whether there is still time."""
        return self.campaign.stage is Stage.LAUNCHED and self.now <= self.due(subject).at


@dataclass(frozen=True, slots=True)
class Named:
    """A subject and what people call it."""

    subject: Subject
    who: str


def due_for(campaign: Campaign, extensions: Sequence[Extension], subject: Subject) -> Due:
    """Until when a subject may register. A campaign cannot be launched without this date."""
    deadline = campaign.deadline(Matter.REGISTRATION)
    assert deadline is not None or campaign.launched_at is not None
    assumed = deadline or Deadline(Matter.REGISTRATION, campaign.created_at.replace(month=12, day=31))
    return due(assumed, extensions, subject.member, subject.unit)


async def setting_of(turn: Turn) -> Setting | None:
    """The campaign at hand, or None when none was ever launched."""
    campaign = await launched(turn.store, turn.khoi)
    if campaign is None:
        return None
    extensions = await turn.store.extensions.of(campaign.id)
    return Setting(campaign, rules_of(campaign, turn.catalogue), extensions, turn.now)


async def launched(store: Store, khoi: KhoiId) -> Campaign | None:
    """The campaign that runs in a khối, else the latest that ran."""
    seen = [each for each in await store.campaigns.of(khoi) if each.stage is not Stage.DRAFT]
    return at_hand(seen)


async def named(turn: Turn, member: int) -> Named | None:
    """The subject that a button means, if the presser may act for it."""
    own = turn.member
    if member == own.id:
        return Named(Subject(own.khoi, own.unit, own.id), own.name)
    if member == UNIT:
        found: Named | None = Named(Subject(own.khoi, own.unit), own.unit_name)
    else:
        other = await turn.store.people.member(turn.khoi, MemberId(member))
        gone = other is None or other.left_at is not None
        found = (
            None if other is None or gone else Named(Subject(other.khoi, other.unit, other.id), other.name)
        )
    return found if found is not None and may_act(own, found.subject) else None


def number_of(subject: Subject) -> int:
    """The subject as buttons carry it."""
    return UNIT if subject.member is None else subject.member


async def whose(turn: Turn, registration: Registration) -> str:
    """The name of who strives."""
    if registration.member is None:
        unit = await turn.store.units.get(turn.khoi, registration.unit)
        return "" if unit is None else unit.name
    member = await turn.store.people.member(turn.khoi, registration.member)
    return "" if member is None else member.name


async def found(turn: Turn, registration: int) -> Registration | None:
    """The registration of a button, if it is of this khối and the presser may act for its subject."""
    loaded = await of_khoi(turn, registration)
    return loaded if loaded is not None and may_act(turn.member, subject_of(loaded)) else None


async def of_khoi(turn: Turn, registration: int) -> Registration | None:
    """The registration of a button, if it is of this khối."""
    loaded = await turn.store.registrations.get(RegistrationId(registration))
    return loaded if loaded is not None and loaded.khoi == turn.khoi else None


async def existing(turn: Turn, setting: Setting, subject: Subject) -> Sequence[Registration]:
    """Everything this subject has registered, withdrawn or not."""
    if subject.member is not None:
        return await turn.store.registrations.of_member(setting.campaign.id, subject.member)
    of_unit = await turn.store.registrations.of_unit(setting.campaign.id, subject.unit)
    return [each for each in of_unit if each.member is None]


async def why_shut(turn: Turn, refused: Shut) -> Say:
    """Why nothing can be registered or changed now."""
    match refused:
        case Over(at):
            return say("register.over", at=at, chair=await chair_name(turn))
        case NotOpen():
            return say("register.closed")
        case NotYours():
            return say("register.not_yours")


async def due_words(turn: Turn, setting: Setting, subject: Subject) -> Say:
    """Until when one may register, or that it is over."""
    counts = setting.due(subject)
    if setting.open_to(subject):
        return say("register.due", due=Until(counts.at))
    if setting.campaign.stage is not Stage.LAUNCHED:
        return say("register.closed")
    return say("register.over", at=counts.at, chair=await chair_name(turn))


async def chair_name(turn: Turn) -> Say:
    """Khối trưởng or Cụm trưởng."""
    khoi = await turn.store.people.khoi(turn.khoi)
    is_cum = khoi is not None and khoi.kind is BodyKind.CUM
    return say("register.chair_of_cum") if is_cum else say("register.chair_of_khoi")


def people_of(members: Sequence[Member], *roles: Role, but: PersonId) -> tuple[PersonId, ...]:
    """The persons who hold one of these roles, without one."""
    return tuple(m.person for m in members if m.holds(*roles) and m.person != but)


def by_member(members: Sequence[Member]) -> Mapping[MemberId, Member]:
    """Members by their identity."""
    return {member.id: member for member in members}
