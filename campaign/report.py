"""The achievement report (báo cáo thành tích) of one registration: written or sent, filed, confirmed or returned.

    draft -> filed (trình) -> confirmed, or returned with a reason and a deadline -> filed again as the next version

A report is a Word or PDF file that already exists, or the sections of the official form one at a time, with evidence.
What was filed is kept as it was, version by version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from campaign.history.facts import SubjectKind
from campaign.ids import CampaignId, EvidenceId, KhoiId, MemberId, RegistrationId, ReportId, UnitId
from campaign.people import Member, Role

MOST_EVIDENCE = 30  # files of one report
LONGEST_SECTION = 12_000  # characters


class Section(StrEnum):
    """The sections of the forms (domain.md §7.3): three of an individual's report, five of a collective's."""

    BACKGROUND = "background"  # I. Sơ lược lý lịch
    RESULTS = "results"  # II. Thành tích: nhiệm vụ được giao, kết quả, số liệu
    INITIATIVES = "initiatives"  # II. Sáng kiến, đề tài
    SITUATION = "situation"  # I. Đặc điểm, tình hình
    TARGETS = "targets"  # II. Kết quả so với chỉ tiêu, biện pháp
    MOVEMENT = "movement"  # II. Phong trào thi đua
    PARTY = "party"  # II. Đảng, đoàn thể
    PAST = "past"  # III. Danh hiệu, hình thức đã được khen: năm, số quyết định, cơ quan


SECTIONS: Mapping[SubjectKind, tuple[Section, ...]] = {
    SubjectKind.INDIVIDUAL: (Section.BACKGROUND, Section.RESULTS, Section.INITIATIVES, Section.PAST),
    SubjectKind.COLLECTIVE: (
        Section.SITUATION, Section.TARGETS, Section.MOVEMENT, Section.PARTY, Section.PAST,
    ),
}  # fmt: skip


class Stage(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    FILED = "filed"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Sort(StrEnum):
    """What a file can be; the rest is refused."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    PHOTO = "photo"


class Purpose(StrEnum):
    """The report itself as a file, or evidence for it."""

    REPORT = "report"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file of a report under its original name; the content is kept by hash. `size` in bytes."""

    id: EvidenceId
    purpose: Purpose
    name: str
    size: int
    sort: Sort
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one registration. `until` is the deadline given with a return, None otherwise."""

    id: ReportId
    khoi: KhoiId
    campaign: CampaignId
    registration: RegistrationId
    unit: UnitId
    member: MemberId | None
    title: str
    stage: Stage = Stage.DRAFT
    version: int = 0
    sections: Mapping[Section, str] = field(default_factory=dict)
    files: tuple[Evidence, ...] = ()
    reason: str = ""
    until: datetime | None = None
    filed_at: datetime | None = None
    filed_by: MemberId | None = None
    decided_at: datetime | None = None
    decided_by: MemberId | None = None

    @property
    def subject(self) -> SubjectKind:
        """An individual's or a collective's report."""
        return SubjectKind.COLLECTIVE if self.member is None else SubjectKind.INDIVIDUAL

    @property
    def document(self) -> Evidence | None:
        """The report as a file of its own, if it was sent."""
        return next((file for file in self.files if file.purpose is Purpose.REPORT), None)

    @property
    def missing(self) -> tuple[Section, ...]:
        """The sections still to be written; none when the report was sent as a file."""
        if self.document is not None:
            return ()
        return tuple(section for section in SECTIONS[self.subject] if not self.sections.get(section))


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


def may_write(report: Report, member: Member) -> bool:
    """The person themselves, or who prepares for the unit: đầu mối or head."""
    own = report.member == member.id
    return member.left_at is None and (own or _of_unit(report, member, Role.PREPARER, Role.HEAD))


def may_decide(report: Report, member: Member) -> bool:
    """The head of the unit confirms or returns."""
    return _of_unit(report, member, Role.HEAD)


def may_read(report: Report, member: Member) -> bool:
    """Who writes, who decides, and who keeps or chairs the campaign of the khối."""
    keeps = report.khoi == member.khoi and member.holds(Role.SECRETARY, Role.CHAIR, Role.VICE_CHAIR)
    return may_write(report, member) or keeps


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


def _of_unit(report: Report, member: Member, *roles: Role) -> bool:
    return member.khoi == report.khoi and member.unit == report.unit and member.holds(*roles)
