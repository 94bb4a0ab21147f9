"""Lấy ý kiến dự thảo kế hoạch: the draft goes to every unit with a date; each answers (`campaign/plan/comments.py`).

    prepared -> sent (file and date stand from now on) -> closed

Answers that come after the date count too, as late ones, until the secretary closes: a plan is discussed to be agreed.
The order is practice; no statute regulates it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import CampaignId, ConsultationId, KhoiId, MemberId
from campaign.paper import Attachment
from campaign.people import Member, Role

SENDERS = frozenset({Role.SECRETARY, Role.CHAIR})
"""Who sends a draft round and closes it."""
READERS = SENDERS | {Role.VICE_CHAIR}
"""Who reads what every unit says; a unit reads its own alone."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One round about the draft of a campaign's plan. `sent_at` is None while it is being prepared."""

    id: ConsultationId
    khoi: KhoiId
    campaign: CampaignId
    by: MemberId
    file: Attachment | None = None
    due: datetime | None = None
    sent_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether units answer it now."""
        return self.sent_at is not None and self.closed_at is None


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The member may not do this."""


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The round is not sent yet, or closed."""


@dataclass(frozen=True, slots=True)
class NoDate:
    """Until when is not said, or that moment has passed."""


def sends(member: Member, khoi: KhoiId) -> bool:
    """Whether the member sends drafts round in this khối."""
    return member.khoi == khoi and member.holds(*SENDERS)


def reads(member: Member, khoi: KhoiId) -> bool:
    """Whether the member reads every answer."""
    return member.khoi == khoi and member.holds(*READERS)


def send(round_: Consultation, member: Member, now: datetime) -> Consultation | NotAllowed | NotOpen | NoDate:
    """Send the draft round: file and date stand from now on."""
    if not sends(member, round_.khoi):
        return NotAllowed()
    if round_.sent_at is not None:
        return NotOpen()
    if round_.due is None or round_.due <= now:
        return NoDate()
    return replace(round_, sent_at=now)


def close(round_: Consultation, member: Member, now: datetime) -> Consultation | NotAllowed | NotOpen:
    """Close the round: no answer is taken any more."""
    if not sends(member, round_.khoi):
        return NotAllowed()
    return replace(round_, closed_at=now) if round_.is_open else NotOpen()
