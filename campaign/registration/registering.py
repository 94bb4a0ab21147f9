"""Registering to strive for a title: who may, for whom, until when; and how the head answers.

    register(opening, …)   the person themselves or the head: filed at once, waits for the head
                           the đầu mối: a draft, until all drafts of the unit are filed together (`filing.submit`)
    reword, again          another planned initiative; what was returned once more
    withdraw               until the deadline, whatever the head has said

Registering is striving, not deserving: no answer of the eligibility rules ever refuses it (domain.md, first page:
registration is no legal ground since 2024). Only time, right and duplicates do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.catalogue.model import Act, Award, Kind
from campaign.history.facts import SubjectKind
from campaign.ids import KhoiId, MemberId, RegistrationId, UnitId
from campaign.people import Member, Role
from campaign.plan.deadline import Due
from campaign.plan.plan import Campaign, Stage
from campaign.plan.rule_set import RuleSet
from campaign.registration.registration import Registration, Standing

LONGEST_NOTE = 500  # characters: a line of the official list, not a report


@dataclass(frozen=True, slots=True)
class Subject:
    """Who strives: a member of a unit, or (`member` None) the unit itself."""

    khoi: KhoiId
    unit: UnitId
    member: MemberId | None = None

    @property
    def kind(self) -> SubjectKind:
        """A person or a collective."""
        return SubjectKind.COLLECTIVE if self.member is None else SubjectKind.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether one may still register: the campaign, the moment that counts for the subject, and now."""

    campaign: Campaign
    due: Due
    now: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """What the subject strives for: a code of the catalogue, the planned initiative, what the rules said to it."""

    title: str
    note: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The campaign is still a draft, or closed."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Over:
    """The time to register ended at that moment; what was registered stays."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotYours:
    """Neither the subject, nor who prepares for the unit; for a decision: not the head of the unit."""


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The rules followed have no such title for such a subject."""


@dataclass(frozen=True, slots=True)
class Already:
    """The subject strives for it already."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class TooLong:
    """The planned initiative has more than `most` characters."""

    most: int


@dataclass(frozen=True, slots=True)
class WrongStanding:
    """The act does not fit where the registration stands now."""

    standing: Standing


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It says so already."""


Shut = NotOpen | Over | NotYours


def is_offered(award: Award, kind: SubjectKind) -> bool:
    """Whether such a subject registers for it: no matter of the khối itself, nothing that is only proposed later."""
    return Act.REGISTER in award.acts and award.kind is not Kind.INTERNAL and kind in award.subjects


def offered(rules: RuleSet, kind: SubjectKind) -> tuple[Award, ...]:
    """What such a subject may register for, in the order of the catalogue: from the lower to the higher."""
    return tuple(award for award in rules.awards.values() if is_offered(award, kind))


def represents(member: Member, khoi: KhoiId, unit: UnitId) -> bool:
    """Whether the member prepares for the unit: its đầu mối or its head."""
    return member.khoi == khoi and member.unit == unit and member.holds(Role.PREPARER, Role.HEAD)


def heads(member: Member, khoi: KhoiId, unit: UnitId) -> bool:
    """Whether the member decides for the unit."""
    return member.khoi == khoi and member.unit == unit and member.holds(Role.HEAD)


def may_act(member: Member, subject: Subject) -> bool:
    """Whether the member may register, change and withdraw for the subject."""
    own = subject.member == member.id and subject.khoi == member.khoi and member.left_at is None
    return own or represents(member, subject.khoi, subject.unit)


def subject_of(registration: Registration) -> Subject:
    """Who strives."""
    return Subject(registration.khoi, registration.unit, registration.member)


def shut(opening: Opening, subject: Subject, by: Member) -> Shut | None:
    """Why this member cannot register for the subject now; None when they can."""
    if not may_act(by, subject) or opening.campaign.khoi != subject.khoi:
        return NotYours()
    if opening.campaign.stage is not Stage.LAUNCHED:
        return NotOpen(opening.campaign.stage)
    return Over(opening.due.at) if opening.now > opening.due.at else None


def register(
    opening: Opening,
    rules: RuleSet,
    subject: Subject,
    wish: Wish,
    existing: Sequence[Registration],
    by: Member,
    fresh: RegistrationId,
) -> Registration | Shut | NotOffered | Already | TooLong:
    """A new registration, or one withdrawn before taken up again. `existing`: everything of this subject."""
    if (refused := shut(opening, subject, by)) is not None:
        return refused
    award = rules.awards.get(wish.title)
    if award is None or not is_offered(award, subject.kind):
        return NotOffered()
    if len(wish.note) > LONGEST_NOTE:
        return TooLong(LONGEST_NOTE)
    before = next((r for r in existing if r.title == wish.title), None)
    if before is not None and before.standing is not Standing.WITHDRAWN:
        return Already(before)
    begun = before or Registration(
        fresh, subject.khoi, opening.campaign.id, subject.unit, subject.member, wish.title, Standing.DRAFT, 0
    )
    return _again(replace(begun, note=wish.note, answer=wish.answer, reason=""), by, opening.now)


def reword(
    opening: Opening, registration: Registration, note: str, by: Member
) -> Registration | Shut | WrongStanding | TooLong | Unchanged:
    """Another planned initiative. What the head had confirmed has to be confirmed again."""
    if (refused := shut(opening, subject_of(registration), by)) is not None:
        return refused
    if registration.standing is Standing.WITHDRAWN:
        return WrongStanding(registration.standing)
    if len(note) > LONGEST_NOTE:
        return TooLong(LONGEST_NOTE)
    if note == registration.note:
        return Unchanged()
    return _again(replace(registration, note=note), by, opening.now)


def again(opening: Opening, registration: Registration, by: Member) -> Registration | Shut | WrongStanding:
    """What the head returned goes to the head once more; the reason stays with it until the head decides."""
    if (refused := shut(opening, subject_of(registration), by)) is not None:
        return refused
    if registration.standing is not Standing.RETURNED:
        return WrongStanding(registration.standing)
    return _again(registration, by, opening.now)


def withdraw(opening: Opening, registration: Registration, by: Member) -> Registration | Shut | WrongStanding:
    """Taken back; it may be taken up again until the deadline."""
    if (refused := shut(opening, subject_of(registration), by)) is not None:
        return refused
    if registration.standing is Standing.WITHDRAWN:
        return WrongStanding(registration.standing)
    return replace(registration, standing=Standing.WITHDRAWN, version=registration.version + 1)


def _again(registration: Registration, by: Member, now: datetime) -> Registration:
    """The next version: filed by whoever may file it alone, else a draft (what waits for the head goes on waiting)."""
    alone = by.id == registration.member or heads(by, registration.khoi, registration.unit)
    waits = alone or registration.standing is Standing.FILED
    return replace(
        registration,
        standing=Standing.FILED if waits else Standing.DRAFT,
        version=registration.version + 1,
        filed_at=now if waits else None,
        filed_by=by.id if waits else None,
        decided_at=None,
        decided_by=None,
    )
