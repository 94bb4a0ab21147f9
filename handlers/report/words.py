"""The buttons of an achievement report and the names of its parts, shared by the files of the flow."""

from campaign.ids import EvidenceId, RegistrationId, ReportId
from campaign.report import Section, Sort, Stage
from handlers.kit import Choice, Say, say


class Open(Choice, tag="to"):
    """The report of a registration, begun when there is none."""

    registration: RegistrationId


class Resume(Choice, tag="tr", label=say("report.back_to_report")):
    """Back to a report."""

    report: ReportId


class TurnPage(Choice, tag="tp"):
    """Another page of the list of registered titles."""

    page: int


class AskForFile(Choice, tag="tf", label=say("report.send_file_button")):
    """The report exists in Word or PDF."""

    report: ReportId


class AskForEvidence(Choice, tag="te", label=say("report.add_evidence_button")):
    """One more file of evidence."""

    report: ReportId


class ListFiles(Choice, tag="tl", label=say("report.files_button")):
    """The files sent so far."""

    report: ReportId


class ShowFile(Choice, tag="ts"):
    """One of the files, sent back."""

    report: ReportId
    file: EvidenceId


class AskToRemove(Choice, tag="tx", label=say("report.remove_button")):
    """Which file to remove."""

    report: ReportId


class RemoveFile(Choice, tag="ty"):
    """This file; asked for once more before it goes."""

    report: ReportId
    file: EvidenceId


class ReallyRemove(Choice, tag="tz", label=say("report.really_remove_button")):
    """This file goes."""

    report: ReportId
    file: EvidenceId


class WriteNext(Choice, tag="tw", label=say("report.write_button")):
    """The first section still missing."""

    report: ReportId


class ListSections(Choice, tag="tk", label=say("report.sections_button")):
    """All sections, to go back to one."""

    report: ReportId


class WriteSection(Choice, tag="tc"):
    """This section."""

    report: ReportId
    section: Section


class Review(Choice, tag="tv", label=say("report.review_button")):
    """Reads the report back before it is filed, or to the head."""

    report: ReportId


class ReadSection(Choice, tag="tq"):
    """One section in full."""

    report: ReportId
    section: Section


class Submit(Choice, tag="ti", label=say("report.submit_button")):
    """Trình. `version` is the one read back: a second press finds it filed already."""

    report: ReportId
    version: int


class Confirm(Choice, tag="tn", label=say("report.confirm_button")):
    """The head confirms the version read."""

    report: ReportId
    version: int


class AskForReason(Choice, tag="tb", label=say("report.return_button")):
    """The head returns it: why?"""

    report: ReportId


class SendBack(Choice, tag="tu", label=say("report.really_return_button")):
    """The head returns it, after reading back the reason that the conversation holds."""

    report: ReportId


STAGES: dict[Stage, Say] = {
    Stage.DRAFT: say("report.stage_draft"),
    Stage.FILED: say("report.stage_filed"),
    Stage.CONFIRMED: say("report.stage_confirmed"),
    Stage.RETURNED: say("report.stage_returned"),
}

SECTION_NAMES: dict[Section, Say] = {
    Section.BACKGROUND: say("report.section_background"),
    Section.RESULTS: say("report.section_results"),
    Section.INITIATIVES: say("report.section_initiatives"),
    Section.SITUATION: say("report.section_situation"),
    Section.TARGETS: say("report.section_targets"),
    Section.MOVEMENT: say("report.section_movement"),
    Section.PARTY: say("report.section_party"),
    Section.PAST: say("report.section_past"),
}

SECTION_HINTS: dict[Section, Say] = {
    Section.BACKGROUND: say("report.hint_background"),
    Section.RESULTS: say("report.hint_results"),
    Section.INITIATIVES: say("report.hint_initiatives"),
    Section.SITUATION: say("report.hint_situation"),
    Section.TARGETS: say("report.hint_targets"),
    Section.MOVEMENT: say("report.hint_movement"),
    Section.PARTY: say("report.hint_party"),
    Section.PAST: say("report.hint_past"),
}

SORTS: dict[Sort, Say] = {
    Sort.PDF: say("report.sort_pdf"),
    Sort.WORD: say("report.sort_word"),
    Sort.EXCEL: say("report.sort_excel"),
    Sort.PHOTO: say("report.sort_photo"),
}


def size_of(size: int) -> str:
    """A size in bytes as people read it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
