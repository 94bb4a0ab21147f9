"""What is done with an achievement report: written or sent, filed, confirmed or returned.

    draft -> filed (trình) -> confirmed, or returned with a reason and a deadline -> filed again as the next version

What was filed is kept as it was, version by version.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import EvidenceId
from campaign.people import Member
from campaign.report import Evidence, Purpose, Report, Section, Sort, Stage, may_decide, may_write

MOST_EVIDENCE = 30  # files of one report
LONGEST_SECTION = 12_000  # characters


@dataclass(frozen=True, slots=True)
class Changed:
    """The report with the change made."""

    report: Report


@dataclass(frozen=True, slots=True)
class Frozen:
    """It was filed and waits for the head, or is confirmed: it is not changed meanwhile."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Over:
    """The deadline has passed."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotYours:
    """Neither the subject nor whoever prepares for its unit; for a decision: not the head of the unit."""


@dataclass(frozen=True, slots=True)
class SameFile:
    """The same content is already there, perhaps under another name."""

    as_name: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """The report has as many files as it may."""

    most: int


@dataclass(frozen=True, slots=True)
class WrongSort:
    """The report itself is a Word or PDF file."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """A section is longer than the form can take."""

    most: int


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What is still missing."""

    sections: tuple[Section, ...]


def write(
    report: Report, member: Member, section: Section, text: str
) -> Changed | Frozen | NotYours | TooLong:
    """A section of the form, replacing what stood there."""
    if (refused := _closed_to(report, member)) is not None:
        return refused
    if len(text) > LONGEST_SECTION:
        return TooLong(LONGEST_SECTION)
    return Changed(replace(report, sections={**report.sections, section: text.strip()}))


def attach(
    report: Report, member: Member, file: Evidence
) -> Changed | Frozen | NotYours | SameFile | TooMany | WrongSort:
    """A file; a new report file takes the place of the one before."""
    if (refused := _closed_to(report, member)) is not None:
        return refused
    if (same := next((kept for kept in report.files if kept.sha256 == file.sha256), None)) is not None:
        return SameFile(same.name)
    kept = report.files
    if file.purpose is Purpose.REPORT:
        if file.sort not in (Sort.PDF, Sort.WORD):
            return WrongSort()
        kept = tuple(each for each in kept if each.purpose is not Purpose.REPORT)
    if len(kept) >= MOST_EVIDENCE:
        return TooMany(MOST_EVIDENCE)
    return Changed(replace(report, files=(*kept, file)))


def detach(report: Report, member: Member, file: EvidenceId) -> Changed | Frozen | NotYours:
    """Without that file; without change when it is not there."""
    if (refused := _closed_to(report, member)) is not None:
        return refused
    return Changed(replace(report, files=tuple(kept for kept in report.files if kept.id != file)))


def submit(
    report: Report, member: Member, now: datetime, deadline: datetime | None
) -> Changed | Frozen | NotYours | Incomplete | Over:
    """Trình: the next version, which waits for the head. A return's own deadline takes the place of the campaign's."""
    if (refused := _closed_to(report, member)) is not None:
        return refused
    until = report.until if report.stage is Stage.RETURNED and report.until else deadline
    if until is not None and now > until:
        return Over(until)
    if report.missing:
        return Incomplete(report.missing)
    return Changed(
        replace(report, stage=Stage.FILED, version=report.version + 1, filed_at=now, filed_by=member.id)
    )  # fmt: skip


def confirm(report: Report, head: Member, now: datetime) -> Changed | Frozen | NotYours:
    """Xác nhận by the head of the unit."""
    if not may_decide(report, head):
        return NotYours()
    if report.stage is not Stage.FILED:
        return Frozen(report.stage)
    return Changed(replace(report, stage=Stage.CONFIRMED, decided_at=now, decided_by=head.id, reason=""))


def send_back(
    report: Report, head: Member, reason: str, until: datetime | None, now: datetime
) -> Changed | Frozen | NotYours:
    """Trả lại with a reason and until when; what was written stays."""
    if not may_decide(report, head):
        return NotYours()
    if report.stage is not Stage.FILED:
        return Frozen(report.stage)
    return Changed(
        replace(
            report, stage=Stage.RETURNED, reason=reason.strip(), until=until, decided_at=now, decided_by=head.id
        )
    )  # fmt: skip


def _closed_to(report: Report, member: Member) -> Frozen | NotYours | None:
    if not may_write(report, member):
        return NotYours()
    if report.stage in (Stage.FILED, Stage.CONFIRMED):
        return Frozen(report.stage)
    return None
