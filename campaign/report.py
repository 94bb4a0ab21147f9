"""The achievement report (báo cáo thành tích) of one registration: what it holds, and who may see and change it.

A report is a Word or PDF file that already exists, or the sections of the official form one at a time, with evidence.
What is done with it: `campaign/reporting.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from campaign.history.facts import SubjectKind
from campaign.ids import CampaignId, EvidenceId, KhoiId, MemberId, RegistrationId, ReportId, UnitId
from campaign.people import Member, Role


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


def _of_unit(report: Report, member: Member, *roles: Role) -> bool:
    return member.khoi == report.khoi and member.unit == report.unit and member.holds(*roles)
