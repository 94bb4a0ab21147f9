"""The dates of a campaign: until when what is due, who is told when one moves, and one more day for one person.

    proposed(2026, catalogue.general.deadlines, zone) -> the dates of the catalogue, 17:00, never on a weekend
    move(deadline, at, …) -> Deadline of the next revision | Unchanged | InThePast
    due(deadline, extensions, member, unit) -> Due: the later of the deadline and what was granted

The dates proposed come from the catalogue (each row names its source; most rest on replaced texts, so they are only
proposals). Nothing here is a legal time limit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from campaign.catalogue.general import Deadline as Proposal
from campaign.ids import CampaignId, MemberId, UnitId
from campaign.people import Member, Role

CLOSE_OF_BUSINESS = time(17, 0)
REPORT_BEFORE_REVIEW = timedelta(days=10)  # our own proposal: the reviewers need time to read
SATURDAY = 5


class Matter(StrEnum):
    """What a deadline is for. The values are what the database keeps and what buttons carry."""

    REGISTRATION = "registration"  # đăng ký danh hiệu, hình thức khen thưởng
    COMPACT = "compact"  # ký giao ước
    INTERIM = "interim"  # báo cáo sơ kết 6 tháng
    REPORT = "report"  # báo cáo thành tích
    FIGURES = "figures"  # số liệu thống kê
    REVIEW = "review"  # họp bình xét
    KHOI_FILE = "khoi_file"  # hồ sơ của khối, cụm
    UNIT_FILE = "unit_file"  # hồ sơ của đơn vị


PROPOSED_BY: Mapping[Matter, str] = {
    Matter.REGISTRATION: "registration",
    Matter.COMPACT: "registration",
    Matter.INTERIM: "interim_review",
    Matter.FIGURES: "statistics",
    Matter.REVIEW: "review_meeting",
    Matter.KHOI_FILE: "khoi_file",
    Matter.UNIT_FILE: "unit_file",
}
"""Codes of the catalogue's deadlines; the report has none, it is due before the review."""

_UNITS = frozenset({Role.PREPARER, Role.HEAD})
_STANDING = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY})
CONCERNS: Mapping[Matter, frozenset[Role]] = {
    Matter.REGISTRATION: _UNITS | {Role.INDIVIDUAL},
    Matter.COMPACT: _UNITS,
    Matter.INTERIM: _UNITS,
    Matter.REPORT: _UNITS | {Role.INDIVIDUAL},
    Matter.FIGURES: _UNITS,
    Matter.REVIEW: _STANDING | {Role.HEAD, Role.COUNCIL},
    Matter.KHOI_FILE: _STANDING,
    Matter.UNIT_FILE: _UNITS,
}
"""Whose work a deadline is; they are told when it moves."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is due (aware, UTC). `revision` counts its moves from 1; reminders are made per revision."""

    matter: Matter
    at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Extension:
    """A later moment granted to one person or one unit for one matter; exactly one of `member` and `unit` is given."""

    campaign: CampaignId
    matter: Matter
    until: datetime
    by: MemberId
    granted_at: datetime
    member: MemberId | None = None
    unit: UnitId | None = None

    def covers(self, matter: Matter, member: MemberId | None, unit: UnitId) -> bool:
        """Whether it was granted to this member, or to the whole of this unit (`member` None: the unit itself)."""
        if self.matter is not matter:
            return False
        return self.unit == unit or (member is not None and self.member == member)


@dataclass(frozen=True, slots=True)
class Due:
    """The moment that counts for one person or unit. `revision` changes whenever the moment may have changed."""

    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is due at that very moment already."""

    at: datetime


@dataclass(frozen=True, slots=True)
class InThePast:
    """The moment asked for is not ahead."""

    now: datetime


@dataclass(frozen=True, slots=True)
class NotLater:
    """More time ends after what the person has already; `at` is what they have."""

    at: datetime


def proposed(year: int, proposals: Mapping[str, Proposal], zone: tzinfo) -> tuple[Deadline, ...]:
    """The dates proposed for a year, in order of time, at the close of business.

    A date that the catalogue does not give is not proposed. A weekend moves to the Friday before: early harms nobody.
    """
    days = {matter: _last_day(year, proposals.get(code)) for matter, code in PROPOSED_BY.items()}
    review = days[Matter.REVIEW]
    days[Matter.REPORT] = None if review is None else review - REPORT_BEFORE_REVIEW
    found = [Deadline(matter, _evening(_weekday(day), zone)) for matter, day in days.items() if day]
    return in_order(found)


def in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Deadlines in order of time, those of one moment in the order of the year's work."""
    work = list(Matter)
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.at, work.index(deadline.matter))))


def move(
    current: Deadline | None, matter: Matter, at: datetime, now: datetime
) -> Deadline | Unchanged | InThePast:
    """The deadline moved, or set for the first time, to a moment ahead. One that has passed may be opened again."""
    if current is not None and current.at == at:
        return Unchanged(at)
    if at <= now:
        return InThePast(now)
    return Deadline(matter, at, 1 if current is None else current.revision + 1)


def extend(
    deadline: Deadline, extensions: Sequence[Extension], asked: Extension, unit: UnitId, now: datetime
) -> Extension | NotLater | InThePast:
    """More time for the person or unit that `asked` names. `unit` is the person's unit: what it was granted counts."""
    have = due(deadline, extensions, asked.member, unit).at
    if asked.until <= now:
        return InThePast(now)
    return asked if asked.until > have else NotLater(have)


def one_more_day(have: datetime, now: datetime) -> datetime:
    """The same time of day, one day after what is due, or after now when that has passed already."""
    return have + max(1, (now - have) // timedelta(days=1) + 1) * timedelta(days=1)


def due(deadline: Deadline, extensions: Sequence[Extension], member: MemberId | None, unit: UnitId) -> Due:
    """The moment that counts for a member of a unit, or for the unit itself (`member` None)."""
    granted = [e.until for e in extensions if e.covers(deadline.matter, member, unit)]
    return Due(max([deadline.at, *granted]), deadline.revision + len(granted))


def concerned(
    old: Deadline | None, new: Deadline, extensions: Sequence[Extension], members: Iterable[Member]
) -> tuple[Member, ...]:
    """Whose work is due at another moment now: a person with more time than both moments give hears nothing."""

    def moves(member: Member) -> bool:
        after = due(new, extensions, member.id, member.unit).at
        return old is None or due(old, extensions, member.id, member.unit).at != after

    return tuple(member for member in members if member.holds(*CONCERNS[new.matter]) and moves(member))


def _last_day(year: int, proposal: Proposal | None) -> date | None:
    if proposal is None or proposal.last is None:
        return None
    return date(year, *proposal.last)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _evening(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, CLOSE_OF_BUSINESS, zone)
