"""What a unit says to a draft that goes round: it agrees (nhất trí) or comments (góp ý).

    the đầu mối writes and submits -> the head sends it; or the head answers alone; another answer replaces it

What is written is kept at once and counts once the head has sent it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import ConsultationId, MemberId, UnitId
from campaign.paper import Attachment
from campaign.people import Member, Role
from campaign.plan.consultation import Consultation, NotAllowed, NotOpen
from campaign.search import tidy

LONGEST = 2000  # characters of a comment; a longer one is sent as a file


class Standing(StrEnum):
    """How far the answer of a unit has come. The values are what the database keeps."""

    WRITTEN = "written"  # nobody else knows of it
    SUBMITTED = "submitted"  # the đầu mối has given it to the head
    SENT = "sent"  # by the head: it counts


@dataclass(frozen=True, slots=True)
class Comment:
    """What a unit says; neither text nor file is nhất trí. `number` counts its answers from 1."""

    consultation: ConsultationId
    unit: UnitId
    number: int
    by: MemberId
    at: datetime
    standing: Standing
    text: str = ""
    file: Attachment | None = None

    @property
    def agrees(self) -> bool:
        """Whether it is nhất trí."""
        return not self.text and self.file is None


@dataclass(frozen=True, slots=True)
class Decided:
    """The head has answered for the unit; only the head changes that."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Neither words nor a file."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """Longer than LONGEST; `length` in characters."""

    length: int


@dataclass(frozen=True, slots=True)
class Changed:
    """There is another answer by now, to be read first."""


def decides(member: Member) -> bool:
    """Whether the member answers for the unit."""
    return member.holds(Role.HEAD, Role.CHAIR, Role.VICE_CHAIR)


def answers(member: Member) -> bool:
    """Whether the member writes the answer of the unit."""
    return decides(member) or member.holds(Role.PREPARER)


def write(
    round_: Consultation,
    member: Member,
    typed: str,
    file: Attachment | None,
    before: Comment | None,
    now: datetime,
) -> Comment | NotAllowed | NotOpen | Decided | Nothing | TooLong:
    """A comment in words, a file, or both. It counts once the head sends it. `before` is the unit's last answer."""
    text = "\n".join(tidy(line) for line in typed.splitlines()).strip()
    if not text and file is None:
        return Nothing()
    if len(text) > LONGEST:
        return TooLong(len(text))
    refused = _refused(round_, member, before)
    return refused or _next(round_, member, Standing.WRITTEN, before, now, text, file)


def agree(
    round_: Consultation, member: Member, before: Comment | None, now: datetime
) -> Comment | NotAllowed | NotOpen | Decided:
    """Nhất trí: sent at once by the head, submitted to the head by the đầu mối."""
    standing = Standing.SENT if decides(member) else Standing.SUBMITTED
    return _refused(round_, member, before) or _next(round_, member, standing, before, now)


def hand_on(
    round_: Consultation, member: Member, seen: int, before: Comment | None, now: datetime
) -> Comment | NotAllowed | NotOpen | Decided | Changed:
    """What is written goes on, as it was read: by the đầu mối to the head, by the head to the secretary.

    `seen` is the number of the answer that was read.
    """
    refused = _refused(round_, member, before)
    if refused is not None:
        return refused
    if before is None or before.number != seen:
        return Changed()
    standing = Standing.SENT if decides(member) else Standing.SUBMITTED
    if before.standing is standing:
        return before
    return _next(round_, member, standing, before, now, before.text, before.file)


def latest(comments: Iterable[Comment]) -> Mapping[UnitId, Comment]:
    """The last answer of each unit, whatever its standing."""
    found: dict[UnitId, Comment] = {}
    for comment in sorted(comments, key=lambda one: one.number):
        found[comment.unit] = comment
    return found


def counting(comments: Iterable[Comment]) -> Mapping[UnitId, Comment]:
    """The answer of each unit that counts: the last one its head has sent."""
    return latest(comment for comment in comments if comment.standing is Standing.SENT)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many units agree, comment, and have not answered."""

    agreed: int
    commented: int
    missing: int


def sums(count: Mapping[UnitId, Comment], units: Iterable[UnitId]) -> Sums:
    """What the answers that count come to, among these units and any that have answered and left since."""
    agreed = sum(comment.agrees for comment in count.values())
    return Sums(agreed, len(count) - agreed, sum(unit not in count for unit in units))


def _refused(
    round_: Consultation, member: Member, before: Comment | None
) -> NotAllowed | NotOpen | Decided | None:
    if member.khoi != round_.khoi or not answers(member):
        return NotAllowed()
    if not round_.is_open:
        return NotOpen()
    if before is not None and before.standing is Standing.SENT and not decides(member):
        return Decided()
    return None


def _next(
    round_: Consultation, member: Member, standing: Standing, before: Comment | None, now: datetime,
    text: str = "", file: Attachment | None = None,
) -> Comment:  # fmt: skip
    number = 1 if before is None else before.number + 1
    return Comment(round_.id, member.unit, number, member.id, now, standing, text, file)
