"""A report of achievements is written while draft or returned, filed whole and in time, and decided by the head."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import CampaignId, EvidenceId, KhoiId, MemberId, RegistrationId, ReportId
from campaign.people import Member, Role
from campaign.report import SECTIONS, Evidence, Purpose, Report, Section, Sort, Stage, may_read
from campaign.reporting import (
    LONGEST_SECTION,
    MOST_EVIDENCE,
    Changed,
    Frozen,
    Incomplete,
    NotYours,
    Over,
    SameFile,
    TooLong,
    TooMany,
    WrongSort,
    attach,
    confirm,
    detach,
    send_back,
    submit,
    write,
)
from tests.campaign.campaigns import BAO, KHOI, NOW, member

AUTHOR, HEAD, PREPARER = member(1, Role.INDIVIDUAL), member(2, Role.HEAD), member(3, Role.PREPARER)
STRANGER = member(4, Role.HEAD, Role.SECRETARY, khoi=KhoiId(99))
DAY = timedelta(days=1)
EMPTY = Report(ReportId(1), KHOI, CampaignId(1), RegistrationId(1), BAO, AUTHOR.id, "LDTT")
WHOLE = replace(EMPTY, sections=dict.fromkeys(SECTIONS[EMPTY.subject], "đã viết"))


def file(number: int, purpose: Purpose = Purpose.EVIDENCE, sort: Sort = Sort.PDF) -> Evidence:
    return Evidence(EvidenceId(number), purpose, f"{number}.pdf", 1000, sort, f"{number:064}")


def changed(outcome: object) -> Report:
    assert isinstance(outcome, Changed)
    return outcome.report


@pytest.mark.parametrize("who", [AUTHOR, HEAD, PREPARER])
def test_the_subject_and_who_prepares_for_the_unit_write(who: Member) -> None:
    assert changed(write(EMPTY, who, Section.PAST, " x ")).sections == {Section.PAST: "x"}


def test_nobody_else_writes_decides_or_reads() -> None:
    assert write(EMPTY, STRANGER, Section.PAST, "x") == NotYours()
    assert confirm(replace(WHOLE, stage=Stage.FILED), STRANGER, NOW) == NotYours()
    assert not may_read(WHOLE, STRANGER)
    assert write(EMPTY, replace(AUTHOR, left_at=NOW), Section.PAST, "x") == NotYours()


@pytest.mark.parametrize("stage", [Stage.FILED, Stage.CONFIRMED])
def test_what_is_filed_or_confirmed_stays_as_it_is(stage: Stage) -> None:
    closed = replace(WHOLE, stage=stage)
    for outcome in (
        write(closed, AUTHOR, Section.PAST, "x"),
        attach(closed, AUTHOR, file(1)),
        detach(closed, AUTHOR, EvidenceId(1)),
        submit(closed, AUTHOR, NOW, None),
    ):
        assert outcome == Frozen(stage)


def test_a_section_has_the_length_the_form_can_take() -> None:
    changed(write(EMPTY, AUTHOR, Section.PAST, "x" * LONGEST_SECTION))
    assert write(EMPTY, AUTHOR, Section.PAST, "x" * (LONGEST_SECTION + 1)) == TooLong(LONGEST_SECTION)


def test_the_report_as_a_file_is_one_of_word_or_pdf_and_takes_the_place_of_sections() -> None:
    assert attach(EMPTY, AUTHOR, file(1, Purpose.REPORT, Sort.PHOTO)) == WrongSort()
    sent = changed(attach(EMPTY, AUTHOR, file(1, Purpose.REPORT)))
    assert sent.missing == ()
    newer = changed(attach(sent, AUTHOR, file(2, Purpose.REPORT, Sort.WORD)))
    assert newer.files == (file(2, Purpose.REPORT, Sort.WORD),)


def test_the_same_file_is_noticed_and_there_are_only_so_many() -> None:
    full = replace(EMPTY, files=tuple(file(n) for n in range(MOST_EVIDENCE)))
    assert attach(full, AUTHOR, replace(file(3), name="khác.pdf")) == SameFile("3.pdf")
    assert attach(full, AUTHOR, file(MOST_EVIDENCE)) == TooMany(MOST_EVIDENCE)
    assert len(changed(detach(full, AUTHOR, EvidenceId(3))).files) == MOST_EVIDENCE - 1


def test_it_is_filed_whole_and_in_time_as_the_next_version() -> None:
    assert submit(EMPTY, AUTHOR, NOW, NOW) == Incomplete(SECTIONS[EMPTY.subject])
    assert submit(WHOLE, AUTHOR, NOW + DAY, NOW) == Over(NOW)
    filed = changed(submit(WHOLE, AUTHOR, NOW, NOW))
    assert (filed.stage, filed.version, filed.filed_by) == (Stage.FILED, 1, AUTHOR.id)


def test_a_returned_one_is_filed_again_until_its_own_deadline() -> None:
    filed = changed(submit(WHOLE, AUTHOR, NOW, NOW))
    returned = changed(send_back(filed, HEAD, " thiếu số liệu ", NOW + DAY, NOW))
    assert (returned.stage, returned.reason) == (Stage.RETURNED, "thiếu số liệu")
    assert changed(submit(returned, AUTHOR, NOW + DAY, NOW)).version == 2
    assert submit(returned, AUTHOR, NOW + 2 * DAY, NOW + 9 * DAY) == Over(NOW + DAY)


def test_the_head_decides_what_is_filed_and_once() -> None:
    filed = changed(submit(WHOLE, AUTHOR, NOW, NOW))
    assert confirm(filed, PREPARER, NOW) == NotYours()
    confirmed = changed(confirm(filed, HEAD, NOW))
    assert (confirmed.stage, confirmed.decided_by) == (Stage.CONFIRMED, MemberId(HEAD.id))
    assert (
        confirm(confirmed, HEAD, NOW) == send_back(confirmed, HEAD, "x", None, NOW) == Frozen(Stage.CONFIRMED)
    )
