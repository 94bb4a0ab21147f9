"""The đầu mối first, then the head, then a line to the secretary; nobody's superior, nobody else's unit."""

from dataclasses import replace
from datetime import timedelta

from campaign.ids import PersonId, UnitId
from campaign.people import Member, Role
from campaign.reminders.escalation import Late, Owed, escalate
from campaign.reminders.reminder import MatterKind, Rung
from tests.campaign.campaigns import NOW, VIEN, member
from tests.campaign.test_counting_cost import calls

AN, BINH = member(1, Role.INDIVIDUAL), member(2, Role.INDIVIDUAL, unit=VIEN)
PREPARER, HEAD = member(3, Role.PREPARER), member(4, Role.HEAD)
OTHER_HEAD, SECRETARY = member(5, Role.HEAD, unit=VIEN), member(6, Role.SECRETARY, unit=VIEN)
PEOPLE = (AN, BINH, PREPARER, HEAD, OTHER_HEAD, SECRETARY)
DUE = NOW + timedelta(days=9)


def owes(who: Member, item: str = "register:1", rung: Rung = Rung.PREPARER) -> Owed:
    return Owed(who.person, item, "register", DUE, rung=rung)


def told(*owed: Owed) -> dict[PersonId, Late]:
    found = escalate(owed, PEOPLE)
    assert len({late.person for late in found}) == len(found)
    return {late.person: late for late in found}


def test_the_own_unit_and_the_secretary_are_told_each_on_their_rung() -> None:
    late = told(owes(AN))
    assert {person: each.rung for person, each in late.items()} == {
        PREPARER.person: Rung.PREPARER,
        HEAD.person: Rung.HEAD,
        SECRETARY.person: Rung.SECRETARY,
    }
    assert all(each.owed == (owes(AN),) for each in late.values())


def test_units_hear_of_their_own_people_and_the_secretary_of_all_in_one_line() -> None:
    late = told(owes(AN), owes(BINH))
    assert late[HEAD.person].owed == (owes(AN),)
    assert late[OTHER_HEAD.person].owed == (owes(BINH),)
    assert late[SECRETARY.person].owed == (owes(AN), owes(BINH))


def test_nobody_is_told_of_what_they_owe_themselves() -> None:
    late = told(owes(PREPARER), owes(SECRETARY, "register:2"))
    assert PREPARER.person not in late
    assert late[SECRETARY.person].owed == (owes(PREPARER),)


def test_what_two_prepare_together_is_told_to_neither_as_news() -> None:
    second = member(7, Role.PREPARER)
    found = escalate([owes(PREPARER), owes(second)], (*PEOPLE, second))
    assert {late.person for late in found} == {HEAD.person, SECRETARY.person}


def test_what_a_head_must_decide_is_told_to_the_secretary_alone() -> None:
    assert set(told(owes(HEAD, rung=Rung.HEAD))) == {SECRETARY.person}


def test_an_unanswered_invitation_is_told_to_the_secretary_alone() -> None:
    assert set(told(replace(owes(AN), kind=MatterKind.MEETING))) == {SECRETARY.person}


def test_another_date_is_another_matter() -> None:
    later = replace(owes(BINH), due=DUE + timedelta(days=1))
    found = [late for late in escalate([owes(AN), later], PEOPLE) if late.person == SECRETARY.person]
    assert len({late.item for late in found}) == len(found) == 2


def test_somebody_who_left_owes_nothing() -> None:
    assert escalate([Owed(PersonId(99), "register:1", "register", DUE)], PEOPLE) == ()


def test_twice_as_many_people_and_units_cost_at_most_twice_as_many_calls() -> None:
    def cost(units: int) -> int:
        people = [
            member(10 * unit + n, Role.HEAD if n == 0 else Role.INDIVIDUAL, unit=UnitId(unit))
            for unit in range(1, units + 1)
            for n in range(10)
        ]
        owed = [owes(each) for each in people]
        return calls(lambda: escalate(owed, [*people, SECRETARY]))

    assert cost(80) <= 2.1 * cost(40)
