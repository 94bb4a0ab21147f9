"""Who takes part: a khối (or cụm) with its units, and the members who act in it.

One installation serves several khối. A `Person` is a human being with phones; a `Member` is that person's place
in one khối: its unit, function and roles. Everything a person does is done as a member of one khối.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import BodyId, CampaignId, KhoiId, MemberId, PersonId, UnitId


class Role(StrEnum):
    """What a member may do; a member may hold several. The values are what the database keeps."""

    INDIVIDUAL = "individual"  # Cá nhân
    PREPARER = "preparer"  # Cán bộ đầu mối: prepares for the unit, cannot decide, cannot vote
    HEAD = "head"  # Thủ trưởng đơn vị: confirms or returns, votes for the unit
    CHAIR = "chair"  # Khối trưởng / Cụm trưởng: launches, opens, closes, announces
    VICE_CHAIR = "vice_chair"  # Khối phó / Cụm phó
    COUNCIL = "council"  # Thành viên Hội đồng
    SECRETARY = "secretary"  # Thường trực / Thư ký: keeps everything, decides nothing
    ADMIN = "admin"  # Quản trị: the installation, not the campaign


class Gender(StrEnum):
    """As the tie rule and the official lists need it (Ông/Bà)."""

    MALE = "male"
    FEMALE = "female"


class Language(StrEnum):
    """The languages the assistant speaks."""

    VI = "vi"
    EN = "en"


class BodyKind(StrEnum):
    """What kind of body decides: a khối or cụm of units, or a council of members."""

    KHOI = "khoi"
    CUM = "cum"
    COUNCIL = "council"  # Hội đồng cơ sở, Hội đồng ngành


@dataclass(frozen=True, slots=True)
class Khoi:
    """A khối or cụm thi đua: its own roster, secretary and campaigns; nothing leaks to another."""

    id: KhoiId
    kind: BodyKind
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A member unit of a khối. `aliases` are other names it goes by in rosters and in speech."""

    id: UnitId
    khoi: KhoiId
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place in one khối. `code` is the roster's Mã, unique within the khối."""

    id: MemberId
    khoi: KhoiId
    person: PersonId
    code: str
    name: str
    unit: UnitId
    unit_name: str
    position: str
    roles: frozenset[Role]
    gender: Gender | None = None
    honorific: str = ""
    room: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None

    def holds(self, *roles: Role) -> bool:
        """Whether the member is active and holds at least one of these roles."""
        return self.left_at is None and not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Person:
    """A human being with one or more phones, and a place in one or more khối (only the active ones)."""

    id: PersonId
    name: str
    language: Language
    memberships: tuple[Member, ...] = ()

    def in_khoi(self, khoi: KhoiId) -> Member | None:
        """The person's place in this khối, or None for a stranger to it."""
        return next((m for m in self.memberships if m.khoi == khoi), None)


@dataclass(frozen=True, slots=True)
class Body:
    """A khối, cụm or hội đồng of one year, with who sits in it.

    In a khối or cụm the members are units (`units`, the voter is the unit); in a council they are persons (`members`).
    `chair` is the unit or member that chairs it.
    """

    id: BodyId
    khoi: KhoiId
    kind: BodyKind
    name: str
    year: int
    chair: UnitId | MemberId | None = None
    units: tuple[UnitId, ...] = ()
    members: tuple[MemberId, ...] = ()


class Office(StrEnum):
    """Offices of units for the year of a campaign; the head of the unit acts."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held by a unit in one campaign."""

    campaign: CampaignId
    unit: UnitId
    office: Office
