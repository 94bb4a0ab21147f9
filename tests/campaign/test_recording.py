"""Declaring with a document, the head's word, and who may read what."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.history.declaring import Answers, Declared, declarable, needs_ground, record_of, years
from campaign.history.facts import Deed, Ground, HoldKind, Penalty, Rating, Scope, SubjectKind, WorkKind
from campaign.history.recording import (
    LONGEST_REASON,
    AlreadyRecorded,
    FileMissing,
    Kept,
    NotDeclarable,
    NotWaiting,
    ReasonMissing,
    accept,
    declare,
    may_see,
    refuse,
)
from campaign.history.records import (
    Answered,
    Awarded,
    Decision,
    Disciplined,
    Graded,
    Happened,
    Hold,
    Proposed,
    Record,
    Source,
    Work,
)
from campaign.ids import RecordId
from campaign.paper import Attachment
from campaign.people import Member, Role
from campaign.registration.registering import NotYours
from tests.campaign.campaigns import HEAD, LAN, MINH, NOW, SECRETARY, member
from tests.campaign.registrations import HEAD_OF_BAO, PREPARER, of
from tests.campaign.test_catalogue_shipped import CATALOGUE

FILE = Attachment("qd15.pdf", "ab" * 32, "application/pdf", 7)
GRADED = Graded(2025, Rating.HT_XUAT_SAC)


def declared(
    record: Record = GRADED, by: Member = LAN, file: Attachment | None = FILE, *there: Kept
) -> object:
    return declare(of(LAN.id), record, file, there, by, RecordId(7), NOW)


def waiting() -> Kept:
    outcome = declared()
    assert isinstance(outcome, Kept)
    return outcome


def test_a_declaration_waits_and_does_not_speak_yet() -> None:
    kept = waiting()
    assert kept.waits
    assert not kept.entry.proof.speaks
    assert (kept.document, kept.added_by) == ("qd15.pdf", LAN.id)


def test_the_preparer_may_declare_for_the_unit_and_its_people() -> None:
    assert isinstance(declared(by=PREPARER), Kept)


@pytest.mark.parametrize("by", [MINH, SECRETARY, HEAD, replace(LAN, left_at=NOW)])
def test_nobody_else_declares_for_a_person(by: Member) -> None:
    assert declared(by=by) == NotYours()


def test_a_declaration_comes_with_its_document() -> None:
    assert declared(GRADED, LAN, None) == FileMissing()


@pytest.mark.parametrize(
    "record",
    [
        Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None),
        Disciplined(Penalty.CANH_CAO, date(2025, 2, 1), None),
        Proposed(2026, "CSTDCS"),
        Happened(2025, Deed.JOINED_MOVEMENT, Answered.YES),
    ],
)
def test_some_records_come_from_the_secretary_alone(record: Record) -> None:
    assert declared(record) == NotDeclarable()


def test_the_very_same_record_is_there_once() -> None:
    assert declared(GRADED, LAN, FILE, waiting()) == AlreadyRecorded(waiting())
    ended = replace(waiting(), ended_at=NOW)
    assert isinstance(declared(GRADED, LAN, FILE, ended), Kept)


def test_the_heads_word_makes_it_speak() -> None:
    accepted = accept(waiting(), HEAD_OF_BAO, NOW)
    assert isinstance(accepted, Kept)
    assert accepted.entry.proof.speaks
    assert accept(accepted, HEAD_OF_BAO, NOW) == NotWaiting()


def test_a_refusal_says_why_and_ends_it() -> None:
    refused = refuse(waiting(), HEAD_OF_BAO, "Không phải quyết định", NOW)
    assert isinstance(refused, Kept)
    assert (refused.reason, refused.ended_by) == ("Không phải quyết định", HEAD_OF_BAO.id)
    assert refuse(waiting(), HEAD_OF_BAO, "", NOW) == ReasonMissing()
    assert refuse(waiting(), HEAD_OF_BAO, "x" * (LONGEST_REASON + 1), NOW) == ReasonMissing()
    assert refuse(refused, HEAD_OF_BAO, "Lần nữa", NOW) == NotWaiting()


@pytest.mark.parametrize("by", [LAN, PREPARER, HEAD, SECRETARY, member(4, Role.ADMIN)])
def test_only_the_head_of_the_unit_decides(by: Member) -> None:
    assert accept(waiting(), by, NOW) == NotYours()
    assert refuse(waiting(), by, "Thiếu", NOW) == NotYours()


def test_an_imported_record_waits_for_nobody() -> None:
    assert accept(replace(waiting(), source=Source.IMPORTED), HEAD_OF_BAO, NOW) == NotWaiting()


def test_a_hold_is_read_by_the_head_and_the_secretary_alone() -> None:
    hold = replace(waiting(), record=Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None))
    readers = (LAN, PREPARER, HEAD_OF_BAO, SECRETARY, HEAD, MINH, member(4, Role.ADMIN))
    assert [may_see(hold, reader) for reader in readers] == [False, False, True, True, False, False, False]
    assert [may_see(waiting(), reader) for reader in readers] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "record"),
    [
        (Answers(Declared.GRADED, 2025, "HT_TOT"), Graded(2025, Rating.HT_TOT)),
        (
            Answers(Declared.AWARDED, 2025, "CSTDCS", "15/QĐ", date(2026, 1, 20)),
            Awarded(2025, "CSTDCS", Decision("15/QĐ", date(2026, 1, 20))),
        ),
        (
            Answers(Declared.AWARDED, 2025, "BK_BO_I.cong_trang", "15/QĐ", date(2026, 1, 20)),
            Awarded(2025, "BK_BO_I", Decision("15/QĐ", date(2026, 1, 20)), Ground.CONG_TRANG),
        ),
        (
            Answers(Declared.INITIATIVE, 2025, "co_so", "Rút ngắn đơn"),
            Work(2025, WorkKind.INITIATIVE, Scope.CO_SO, "Rút ngắn đơn"),
        ),
        (
            Answers(Declared.PROJECT, 2025, "bo", "Đề tài A"),
            Work(2025, WorkKind.PROJECT, Scope.BO, "Đề tài A"),
        ),
        (Answers(Declared.GRADED, 2025, "VERY_GOOD"), None),
        (Answers(Declared.INITIATIVE, 2025, "galaxy", "A"), None),
        (Answers(Declared.AWARDED, 2025, "BK_BO_I.because"), None),
    ],
)
def test_answers_become_a_record_or_nothing(answers: Answers, record: Record | None) -> None:
    assert record_of(answers) == record


def test_only_commendations_are_asked_for_their_ground() -> None:
    assert needs_ground(CATALOGUE, "BK_BO_I")
    assert not needs_ground(CATALOGUE, "BK_BO_I.cong_trang")
    assert not needs_ground(CATALOGUE, "CSTDCS")


def test_what_can_be_declared_is_found_by_words() -> None:
    codes = [award.code for award in declarable(CATALOGUE, SubjectKind.INDIVIDUAL, "chien si thi dua co so")]
    assert codes == ["CSTDCS"]
    assert "TTLDTT" in [award.code for award in declarable(CATALOGUE, SubjectKind.COLLECTIVE)]


def test_the_latest_years_come_first() -> None:
    assert years(2026)[:2] == (2026, 2025)
