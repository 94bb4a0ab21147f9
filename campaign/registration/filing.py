"""Trình, duyệt, trả lại: the unit's drafts filed together, and what the head makes of them.

submit(openings, drafts, đầu mối)          -> Submitted(filed, late) | NothingToFile | NotYours
confirm(campaign, waiting, head, shown)    -> Confirmed | Outdated | NothingWaits | NotYours | NotOpen
send_back(campaign, registration, head, …) -> Registration | WrongStanding | ReasonMissing | ReasonTooLong | …

The head may decide after the deadline too: what was filed in time is in time. What the head returns after it can only
be filed again by somebody who is given more time.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import RegistrationId
from campaign.people import Member
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registering import NotOpen, NotYours, Opening, WrongStanding, heads, represents
from campaign.registration.registration import Registration, Standing

LONGEST_REASON = 500  # characters


@dataclass(frozen=True, slots=True)
class Submitted:
    """What waits for the head now, and the drafts whose time to register was over."""

    filed: tuple[Registration, ...]
    late: tuple[Registration, ...]


@dataclass(frozen=True, slots=True)
class NothingToFile:
    """The unit has no draft."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the head has just confirmed."""

    registrations: tuple[Registration, ...]


@dataclass(frozen=True, slots=True)
class NothingWaits:
    """Nothing waits for the head."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """The list changed after it was shown; show it again."""


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """A return says why."""


@dataclass(frozen=True, slots=True)
class ReasonTooLong:
    """The reason has more than `most` characters."""

    most: int


def submit(
    openings: Mapping[RegistrationId, Opening], drafts: Sequence[Registration], by: Member
) -> Submitted | NothingToFile | NotYours | NotOpen:
    """The drafts of a unit filed together (trình), each as long as its own time to register runs."""
    waiting = [draft for draft in drafts if draft.standing is Standing.DRAFT]
    if not all(represents(by, draft.khoi, draft.unit) for draft in waiting):
        return NotYours()
    for draft in waiting:
        stage = openings[draft.id].campaign.stage
        if stage is not Stage.LAUNCHED:
            return NotOpen(stage)
    if not waiting:
        return NothingToFile()
    late = tuple(draft for draft in waiting if openings[draft.id].now > openings[draft.id].due.at)
    filed = tuple(_filed(draft, by, openings[draft.id].now) for draft in waiting if draft not in late)
    return Submitted(filed, late)


def waits_for_head(registrations: Iterable[Registration]) -> tuple[Registration, ...]:
    """What the head still has to decide, in the order given."""
    return tuple(each for each in registrations if each.standing is Standing.FILED)


def shown_mark(registrations: Iterable[Registration]) -> int:
    """A number that is another one as soon as one of these is changed, added or gone: what the head has seen."""
    seen = sorted((each.id, each.version) for each in registrations)
    return zlib.crc32(repr(seen).encode())


def confirm(
    campaign: Campaign, waiting: Sequence[Registration], head: Member, shown: int, now: datetime
) -> Confirmed | NothingWaits | Outdated | NotYours | NotOpen:
    """Duyệt: all of these, exactly as they were shown (`shown_mark`)."""
    if not all(heads(head, each.khoi, each.unit) for each in waiting):
        return NotYours()
    if campaign.stage is not Stage.LAUNCHED:
        return NotOpen(campaign.stage)
    if not waits_for_head(waiting):
        return NothingWaits()
    if shown_mark(waiting) != shown:
        return Outdated()
    decided = (replace(each, standing=Standing.CONFIRMED, reason="") for each in waits_for_head(waiting))
    return Confirmed(tuple(_decided(each, head, now) for each in decided))


def send_back(
    campaign: Campaign, registration: Registration, head: Member, reason: str, now: datetime
) -> Registration | WrongStanding | ReasonMissing | ReasonTooLong | NotYours | NotOpen:
    """Trả lại with a reason; what was prepared stays."""
    if not heads(head, registration.khoi, registration.unit):
        return NotYours()
    if campaign.stage is not Stage.LAUNCHED:
        return NotOpen(campaign.stage)
    if registration.standing is not Standing.FILED:
        return WrongStanding(registration.standing)
    if not reason:
        return ReasonMissing()
    if len(reason) > LONGEST_REASON:
        return ReasonTooLong(LONGEST_REASON)
    return _decided(replace(registration, standing=Standing.RETURNED, reason=reason), head, now)


def _filed(draft: Registration, by: Member, now: datetime) -> Registration:
    return replace(
        draft, standing=Standing.FILED, version=draft.version + 1, filed_at=now, filed_by=by.id
    )  # fmt: skip


def _decided(registration: Registration, head: Member, now: datetime) -> Registration:
    return replace(registration, version=registration.version + 1, decided_at=now, decided_by=head.id)
