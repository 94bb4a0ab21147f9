"""Who sits in a body and who chairs it."""

from campaign.composing import NotOfTheBody, Unchanged, as_on_the_roster, chaired, composes, seated, unseated
from campaign.ids import BodyId, KhoiId, MemberId, PersonId, UnitId
from campaign.people import Body, BodyKind, Member, Role

COUNCIL = Body(BodyId(1), KhoiId(1), BodyKind.COUNCIL, "Hội đồng", 2026, MemberId(2), members=(MemberId(2),))
OWN = Body(BodyId(2), KhoiId(1), BodyKind.KHOI, "Khối", 2026, None, units=(UnitId(1), UnitId(2)))


def member(number: int, *roles: Role, khoi: int = 1) -> Member:
    return Member(
        MemberId(number), KhoiId(khoi), PersonId(number), "", f"Người {number}", UnitId(1), "Đơn vị", "Chức vụ",
        frozenset(roles), None,
    )  # fmt: skip


def test_a_council_takes_members_of_its_own_khoi_once() -> None:
    one = seated(COUNCIL, member(3))
    assert isinstance(one, Body)
    assert one.members == (MemberId(2), MemberId(3))
    assert seated(one, member(3)) == Unchanged()
    assert seated(COUNCIL, member(3, khoi=2)) == NotOfTheBody()
    assert seated(OWN, member(3)) == NotOfTheBody()


def test_who_leaves_the_council_chairs_it_no_more() -> None:
    left = unseated(COUNCIL, MemberId(2))
    assert isinstance(left, Body)
    assert (left.members, left.chair) == ((), None)
    assert unseated(COUNCIL, MemberId(9)) == Unchanged()


def test_the_roster_decides_when_asked() -> None:
    after = as_on_the_roster(COUNCIL, [member(4, Role.COUNCIL), member(5)])
    assert isinstance(after, Body)
    assert (after.members, after.chair) == ((MemberId(4),), None)
    assert as_on_the_roster(COUNCIL, [member(2, Role.COUNCIL)]) == Unchanged()


def test_only_those_who_belong_to_it_chair_a_body() -> None:
    assert chaired(OWN, UnitId(9)) == NotOfTheBody()
    assert chaired(OWN, None) == Unchanged()
    one = chaired(OWN, UnitId(2))
    assert isinstance(one, Body)
    assert one.chair == UnitId(2)
    assert chaired(COUNCIL, MemberId(7)) == NotOfTheBody()


def test_the_secretary_of_the_khoi_composes_and_nobody_else() -> None:
    assert composes(member(1, Role.SECRETARY), KhoiId(1))
    assert not composes(member(1, Role.SECRETARY), KhoiId(2))
    assert not composes(member(1, Role.CHAIR, Role.ADMIN), KhoiId(1))
