"""How a record gets into the history of a member or unit, and who may say so.

declare    the person or the đầu mối, with a document    waits for the head
accept     the head                                      speaks from now on
refuse     the head, with a reason                       kept, and no longer asked
import     the secretary, from a file                    `history_changes`

Nothing is deleted: what was replaced or refused is ended, with the reason. Holds and disciplines are never declared
and never shown to the person (practice.md, Manners 6).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.history.history import contradict
from campaign.history.records import Awarded, Disciplined, Entry, Graded, Hold, Proof, Record, Source, Work
from campaign.ids import MemberId, RecordId
from campaign.paper import Attachment
from campaign.people import Member, Role
from campaign.registration.registering import NotYours, Subject, heads, may_act

LONGEST_REASON = 500  # characters
DECLARABLE: tuple[type[Record], ...] = (Graded, Awarded, Work)
"""What a person may declare: the gradings, titles and works that a paper proves."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One record as it is kept. `added_by` None: from the command line. `ended_at`: replaced or refused since."""

    id: RecordId
    subject: Subject
    record: Record
    source: Source
    document: str
    file: Attachment | None
    added_by: MemberId | None
    added_at: datetime
    confirmed_by: MemberId | None = None
    confirmed_at: datetime | None = None
    ended_by: MemberId | None = None
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def entry(self) -> Entry:
        """The record with its proof, as the rules read it."""
        return Entry(self.record, Proof(self.source, self.document, self.confirmed_by))

    @property
    def waits(self) -> bool:
        """Whether the head still has to look at it."""
        return self.source is Source.DECLARED and self.confirmed_at is None and self.ended_at is None

    @property
    def confidential(self) -> bool:
        """For the head and the secretary alone."""
        return isinstance(self.record, Hold | Disciplined)


@dataclass(frozen=True, slots=True)
class NotDeclarable:
    """Records of this kind come from the secretary alone."""


@dataclass(frozen=True, slots=True)
class FileMissing:
    """A declaration comes with its document."""


@dataclass(frozen=True, slots=True)
class AlreadyRecorded:
    """The very same record is there."""

    kept: Kept


@dataclass(frozen=True, slots=True)
class NotWaiting:
    """It was decided before, or was never declared."""


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """A refusal says why, in at most LONGEST_REASON characters."""


def declare(
    subject: Subject,
    record: Record,
    file: Attachment | None,
    existing: Iterable[Kept],
    by: Member,
    fresh: RecordId,
    now: datetime,
) -> Kept | NotYours | NotDeclarable | FileMissing | AlreadyRecorded:
    """A record that the subject (or who prepares for its unit) says is true, with the paper that proves it."""
    if not may_act(by, subject):
        return NotYours()
    if not isinstance(record, DECLARABLE):
        return NotDeclarable()
    same = next((kept for kept in existing if kept.ended_at is None and kept.record == record), None)
    if same is not None:
        return AlreadyRecorded(same)
    if file is None:
        return FileMissing()
    return Kept(fresh, subject, record, Source.DECLARED, file.name, file, by.id, now)


def accept(kept: Kept, head: Member, now: datetime) -> Kept | NotYours | NotWaiting:
    """The head of the unit has seen the paper: the record speaks."""
    if not heads(head, kept.subject.khoi, kept.subject.unit):
        return NotYours()
    return replace(kept, confirmed_by=head.id, confirmed_at=now) if kept.waits else NotWaiting()


def refuse(
    kept: Kept, head: Member, reason: str, now: datetime
) -> Kept | NotYours | NotWaiting | ReasonMissing:
    """The head does not confirm it; the reason is told and kept."""
    if not heads(head, kept.subject.khoi, kept.subject.unit):
        return NotYours()
    if not kept.waits:
        return NotWaiting()
    if not reason or len(reason) > LONGEST_REASON:
        return ReasonMissing()
    return replace(kept, ended_by=head.id, ended_at=now, reason=reason)


def may_see(kept: Kept, member: Member) -> bool:
    """Whether the member may read this record: confidential ones only the head and the secretary."""
    keeper = member.khoi == kept.subject.khoi and member.holds(Role.SECRETARY)
    head = heads(member, kept.subject.khoi, kept.subject.unit)
    if kept.confidential:
        return keeper or head
    return keeper or may_act(member, kept.subject)


def against(record: Record, existing: Iterable[Kept]) -> tuple[Kept, ...]:
    """What is on record and cannot be true together with this."""
    return tuple(kept for kept in existing if kept.ended_at is None and contradict(kept.record, record))
