"""A history file: the same again changes nothing; a corrected one takes the place of what it contradicts."""

from dataclasses import replace
from datetime import date
from itertools import count

from campaign.history.changes import HistoryChanges, history_changes, written
from campaign.history.facts import HoldKind, Penalty, Rating
from campaign.history.file import HistoryRow
from campaign.history.recording import Kept
from campaign.history.records import Awarded, Disciplined, Graded, Hold, NothingAwarded, Record, Source
from campaign.ids import RecordId, UnitId
from tests.campaign.campaigns import LAN, NOW, SECRETARY
from tests.campaign.registrations import HEAD_OF_BAO, HOA, UNIT, of

GOOD, EXCELLENT = Graded(2025, Rating.HT_TOT), Graded(2025, Rating.HT_XUAT_SAC)
OPEN_HOLD = Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None)


def row(record: Record, note: str = "") -> HistoryRow:
    return HistoryRow(5, of(LAN.id), record, note)


def kept(record: Record, source: Source = Source.IMPORTED, number: int = 1) -> Kept:
    return Kept(RecordId(number), of(LAN.id), record, source, "cu.xlsx", None, SECRETARY.id, NOW)


def compared(record: Record, *there: Kept) -> HistoryChanges:
    return history_changes([row(record)], there)


def test_what_is_new_is_new_and_the_same_is_known() -> None:
    assert compared(GOOD).new == (row(GOOD),)
    assert compared(GOOD, kept(GOOD)) == HistoryChanges((), 1, (), ())


def test_two_rows_of_the_same_words_are_one_record() -> None:
    changes = history_changes([row(GOOD), row(GOOD)], [])
    assert (len(changes.new), changes.known) == (1, 1)


def test_a_corrected_grading_takes_the_place_of_the_old_one() -> None:
    assert compared(EXCELLENT, kept(GOOD)).replaced == (kept(GOOD),)


def test_a_title_takes_the_place_of_nothing_awarded() -> None:
    assert compared(Awarded(2025, "LDTT"), kept(NothingAwarded(2025))).replaced == (
        kept(NothingAwarded(2025)),
    )


def test_a_hold_is_cleared_by_the_same_hold_with_its_end() -> None:
    cleared = replace(OPEN_HOLD, until=date(2026, 3, 1))
    assert compared(cleared, kept(OPEN_HOLD)).replaced == (kept(OPEN_HOLD),)
    other = Hold(HoldKind.PRESS, date(2026, 2, 1), None)
    assert compared(other, kept(OPEN_HOLD)).replaced == ()


def test_a_discipline_is_corrected_too() -> None:
    begun = Disciplined(Penalty.KHIEN_TRACH, date(2025, 5, 1), None)
    ended = replace(begun, until=date(2026, 5, 1))
    assert compared(ended, kept(begun)).replaced == (kept(begun),)


def test_what_somebody_declared_stays_beside_the_file() -> None:
    declared = kept(GOOD, Source.DECLARED)
    changes = compared(EXCELLENT, declared)
    assert (changes.replaced, changes.disputed) == ((), (declared,))


def test_the_file_takes_over_what_was_declared_in_the_same_words_and_still_waits() -> None:
    waiting = kept(GOOD, Source.DECLARED)
    assert compared(GOOD, waiting).replaced == (waiting,)
    confirmed = replace(waiting, confirmed_by=HEAD_OF_BAO.id, confirmed_at=NOW)
    assert compared(GOOD, confirmed) == HistoryChanges((), 1, (), ())


def test_a_person_is_the_same_person_in_another_unit() -> None:
    moved = replace(kept(GOOD), subject=of(LAN.id, UnitId(99)))
    assert compared(GOOD, moved).known == 1


def test_other_people_and_the_unit_are_not_meant() -> None:
    others = [replace(kept(GOOD), subject=of(HOA.id)), replace(kept(GOOD), subject=UNIT)]
    assert compared(EXCELLENT, *others).replaced == ()


def test_the_mark_changes_with_what_would_be_done() -> None:
    assert compared(GOOD).mark == compared(GOOD).mark
    assert compared(EXCELLENT).mark not in {compared(GOOD).mark, compared(EXCELLENT, kept(GOOD)).mark}


def test_what_is_written_names_the_file_and_ends_what_it_replaces() -> None:
    fresh = count(100)
    changes = history_changes([row(EXCELLENT, "theo QĐ 12")], [kept(GOOD)])
    (added,), (ended,) = written(changes, "moi.xlsx", SECRETARY.id, NOW, lambda: next(fresh))
    assert (added.id, added.record, added.document) == (100, EXCELLENT, "moi.xlsx; theo QĐ 12")
    assert added.entry.proof.speaks
    assert (ended.id, ended.ended_by, ended.ended_at, ended.reason) == (1, SECRETARY.id, NOW, "moi.xlsx")
