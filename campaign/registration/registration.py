"""Registering to strive for a title or award: draft -> filed -> confirmed or returned by the head; or withdrawn.

A registration belongs to a campaign and to one subject: a member, or the unit itself (then `member` is None). Every
filed version and every reason for a return is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import CampaignId, KhoiId, MemberId, RegistrationId, UnitId


class Standing(StrEnum):
    """Where a registration stands."""

    DRAFT = "draft"  # being prepared
    FILED = "filed"  # trình: waits for the head
    CONFIRMED = "confirmed"  # duyệt
    RETURNED = "returned"  # trả lại, with a reason
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Registration:
    """One subject striving for one title or award. `title` is a code of the catalogue.

    `answer` is what the rules said when it was filed, kept for the head and the December review; `note` is the planned
    initiative or other words of the subject.
    """

    id: RegistrationId
    khoi: KhoiId
    campaign: CampaignId
    unit: UnitId
    member: MemberId | None
    title: str
    standing: Standing
    version: int
    filed_at: datetime | None = None
    filed_by: MemberId | None = None
    decided_at: datetime | None = None
    decided_by: MemberId | None = None
    reason: str = ""
    note: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A registration as it stood after one change, and who made it when. Nothing of it is ever changed again."""

    version: int
    standing: Standing
    at: datetime
    by: MemberId | None
    reason: str
    note: str
    answer: str
