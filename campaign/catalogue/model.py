"""What a row of the catalogue says, and the catalogue as a whole.

Every fact of a row can be wrong: the row names its source, the time it is good for, how sure each part is, and whether
somebody still has to compare it with the law in force (`review_needed`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from campaign.catalogue.general import AbsentRule, Denominator, GeneralRules
from campaign.catalogue.standards import Standard
from campaign.catalogue.wording import Confidence, Wording
from campaign.history.facts import SubjectKind


class Kind(StrEnum):
    """Danh hiệu, hình thức khen thưởng, or a matter of the khối itself that no law names."""

    TITLE = "title"
    COMMENDATION = "commendation"
    INTERNAL = "internal"


class Level(StrEnum):
    """At which level it is decided."""

    KHOI = "khoi"
    CO_SO = "co_so"
    BO_TINH = "bo_tinh"
    NGANH = "nganh"
    NHA_NUOC = "nha_nuoc"


class Act(StrEnum):
    """What one does with the row in the software."""

    REGISTER = "register"  # đăng ký at the beginning of the year
    PROPOSE = "propose"  # đề nghị at the end of the year
    PROPOSE_ANY_TIME = "propose_any_time"  # đề nghị at once
    ACCLAIM = "acclaim"  # suy tôn
    ELECT = "elect"  # bầu
    NOMINATE = "nominate"  # giới thiệu


class VotingBody(StrEnum):
    """Who votes on it."""

    KHOI = "khoi"
    SUBMITTING_COUNCIL = "submitting_council"  # Hội đồng TĐKT of the submitting level
    MINISTRY_COUNCIL = "ministry_council"  # Hội đồng TĐKT of bộ, ban, ngành, tỉnh
    SECTOR_COUNCIL = "sector_council"  # Hội đồng TĐKT ngành Thanh tra


class BallotNeed(StrEnum):
    """Whether a ballot (bỏ phiếu) has to be held."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"


class SecrecyLaw(StrEnum):
    """What the texts found say about secrecy. None of them says “bỏ phiếu kín”."""

    SILENT = "silent"
    BALLOT = "ballot"  # says “bỏ phiếu”, not whether it is secret


class Openness(StrEnum):
    """How the vote is held unless somebody decides otherwise."""

    SECRET = "secret"  # noqa: S105 - how people vote, not a password
    OPEN = "open"


class Binding(StrEnum):
    """What a quota rests on."""

    LAW = "law"
    PRACTICE = "practice"
    SETTING = "setting"


class Part(StrEnum):
    """The parts of a row that are sure or unsure separately."""

    STANDARD = "standard"
    QUOTA = "quota"
    VOTE = "vote"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `count` per khối, or `percent` of the holders of `of`; what binds to it."""

    binding: Binding
    count: int | None = None
    percent: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class VoteRule:
    """What None leaves open (no text found says it) the general rules say."""

    body: VotingBody
    ballot: BallotNeed
    percent: int | None = None
    denominator: Denominator | None = None
    absent: AbsentRule | None = None


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What the law says, and the default that the software proposes."""

    law: SecrecyLaw
    default: Openness


@dataclass(frozen=True, slots=True)
class Award:
    """One title, commendation or internal matter as it stands between two dates.

    `bonus` is the coefficient of the base salary per kind of subject. `counts_as` names rows that this one also
    satisfies (the Cờ of TTCP is the sector's Cờ of the ministry); `leads_to` is what an internal matter proposes.
    `effective_to` is the last day, None when open.
    """

    code: str
    name: Wording
    kind: Kind
    subjects: frozenset[SubjectKind]
    level: Level
    acts: frozenset[Act]
    criteria: Wording
    standard: Standard
    vote: VoteRule
    secrecy: Secrecy
    decided_by: str
    citation: str
    effective_from: date
    effective_to: date | None
    confidence: Mapping[Part, Confidence]
    review_needed: bool
    basis_note: Wording
    quota: Quota | None = None
    bonus: Mapping[SubjectKind, Decimal] | None = None
    forms: tuple[str, ...] = ()
    counts_as: tuple[str, ...] = ()
    leads_to: str = ""
    note: Wording | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the row is in force on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every row of every time. `version` changes whenever anything in the files does."""

    version: str
    awards: tuple[Award, ...]
    general: GeneralRules
