"""What a roster changes is shown first, and nobody leaves unasked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from campaign.ids import UnitId
from campaign.people import Gender, Member, Role
from campaign.roster.changes import AllowLeaving, Approved, Difference, NoSecretaryLeft, approve, preview
from campaign.roster.roster import Entry, Roster, RosterFault
from campaign.roster.words import Column
from tests.campaign.rosters import member

LEFT = datetime(2025, 12, 31, tzinfo=UTC)
A = member(1, "Nguyễn Văn A", Role.SECRETARY, position="Chánh Văn phòng", honorific="bác", room="Văn phòng")
B = member(2, "Trần Thị B")
C = member(3, "Lê Văn C")


def row_of(one: Member) -> Entry:
    """The row that says exactly what is stored."""
    return Entry(
        row=2,
        code=one.code,
        name=one.name,
        unit=one.unit_name,
        unit_id=one.unit,
        position=one.position,
        roles=one.roles,
        gender=one.gender,
        honorific=None,
        language=None,
        room=None,
    )


def roster_of(*entries: Entry) -> Roster:
    return Roster(entries, (), ())


def test_the_same_file_twice_changes_nothing() -> None:
    changes = preview((A, B), roster_of(row_of(A), row_of(B)))
    assert changes.unchanged == (A, B)
    assert (changes.new, changes.changed, changes.returning, changes.leaving, changes.warnings) == (
        (),
        (),
        (),
        (),
        (),
    )


def test_changes_are_told_field_by_field_as_the_file_would_show_them() -> None:
    entry = replace(
        row_of(A), position="Phó Chánh Thanh tra", roles=frozenset({Role.HEAD, Role.SECRETARY}), room=""
    )
    (change,) = preview((A,), roster_of(entry)).changed
    assert change.differences == (
        Difference(Column.POSITION, "Chánh Văn phòng", "Phó Chánh Thanh tra"),
        Difference(Column.ROLES, "Thư ký", "Thủ trưởng đơn vị; Thư ký"),
        Difference(Column.ROOM, "Văn phòng", ""),
    )


def test_a_move_to_another_unit_is_a_change_and_an_alias_is_not() -> None:
    moved = replace(row_of(B), unit="Báo Thanh tra", unit_id=UnitId(9))
    renamed = replace(row_of(A), unit="Tên khác của đơn vị")
    changes = preview((A, B), roster_of(renamed, moved))
    assert [c.differences for c in changes.changed] == [
        (Difference(Column.UNIT, "Thanh tra tỉnh", "Báo Thanh tra"),)
    ]


def test_a_move_to_a_unit_that_is_new_is_a_change() -> None:
    moved = replace(row_of(B), unit="Báo Thanh tra", unit_id=None)
    assert [d.after for c in preview((B,), roster_of(moved)).changed for d in c.differences] == [
        "Báo Thanh tra"
    ]


def test_columns_that_the_file_does_not_have_keep_what_is_stored() -> None:
    assert preview((A,), roster_of(replace(row_of(A), gender=None))).unchanged == (A,)


def test_a_corrected_gender_is_told() -> None:
    (change,) = preview((A,), roster_of(replace(row_of(A), gender=Gender.FEMALE))).changed
    assert change.differences == (Difference(Column.GENDER, "Nam", "Nữ"),)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (replace(row_of(A), name="Nguyễn Thị A"), Column.NAME),
        (replace(row_of(A), position=""), Column.POSITION),
        (replace(row_of(A), roles=frozenset()), Column.ROLES),
        (replace(row_of(A), honorific=""), Column.HONORIFIC),
        (replace(row_of(A), room=""), Column.ROOM),
    ],
)
def test_a_single_field_that_differs_is_a_change(row: Entry, column: Column) -> None:
    assert [d.column for c in preview((A,), roster_of(row)).changed for d in c.differences] == [column]


def test_people_are_matched_by_code_whatever_its_case() -> None:
    changes = preview((A,), roster_of(replace(row_of(A), code="tt 001")))
    assert changes.new == ()
    assert [c.differences[0].column for c in changes.changed] == [Column.CODE]


@pytest.mark.parametrize(
    ("allow", "removed", "staying"), [(AllowLeaving.NO, (), (B,)), (AllowLeaving.YES, (B,), ())]
)
def test_the_absent_leave_only_when_that_was_allowed(
    allow: AllowLeaving, removed: tuple[Member, ...], staying: tuple[Member, ...]
) -> None:
    changes = preview((A, B), roster_of(row_of(A)))
    assert changes.leaving == (B,)
    approved = approve(changes, allow)
    assert isinstance(approved, Approved)
    assert (approved.remove, approved.staying) == (removed, staying)


def test_who_left_earlier_and_stands_in_the_file_comes_back_with_their_history() -> None:
    gone = replace(C, left_at=LEFT)
    changes = preview((A, gone), roster_of(row_of(A), row_of(gone)))
    assert [(c.member, c.differences) for c in changes.returning] == [(gone, ())]
    assert (changes.new, changes.changed, changes.leaving) == ((), (), ())
    assert changes.unchanged == (A,)


def test_who_left_earlier_does_not_leave_again() -> None:
    assert preview((A, replace(C, left_at=LEFT)), roster_of(row_of(A))).leaving == ()


def test_a_first_roster_without_a_secretary_is_refused() -> None:
    assert isinstance(approve(preview((), roster_of(row_of(B))), AllowLeaving.NO), NoSecretaryLeft)
    assert isinstance(approve(preview((), roster_of(row_of(A))), AllowLeaving.NO), Approved)


def test_a_roster_that_lets_the_last_secretary_go_is_refused() -> None:
    changes = preview((A, B), roster_of(row_of(B)))
    assert isinstance(approve(changes, AllowLeaving.NO), Approved)
    assert isinstance(approve(changes, AllowLeaving.YES), NoSecretaryLeft)


def test_a_roster_that_takes_the_role_from_the_last_secretary_is_refused() -> None:
    changes = preview((A,), roster_of(replace(row_of(A), roles=frozenset({Role.INDIVIDUAL}))))
    assert isinstance(approve(changes, AllowLeaving.NO), NoSecretaryLeft)


def test_the_secretary_who_left_does_not_count() -> None:
    changes = preview((replace(A, left_at=LEFT), B), roster_of(row_of(B)))
    assert isinstance(approve(changes, AllowLeaving.NO), NoSecretaryLeft)


def test_a_code_given_to_somebody_else_is_a_warning() -> None:
    changes = preview((A,), roster_of(replace(row_of(A), name="Phạm Thị D")))
    assert [(w.fault, w.values["before"]) for w in changes.warnings] == [
        (RosterFault.ANOTHER_PERSON, "Nguyễn Văn A")
    ]


def test_a_corrected_name_is_no_warning() -> None:
    assert preview((A,), roster_of(replace(row_of(A), name="Nguyễn Vân A"))).warnings == ()
