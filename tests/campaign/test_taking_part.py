"""Hưởng ứng: by number, by name, or one by one; and the rates that follow."""

from dataclasses import replace

from campaign.people import Role
from campaign.plan.plan import Stage
from campaign.registration.rates import UnitRate, overall, percent, rates
from campaign.registration.registering import NotOpen, NotYours
from campaign.registration.registration import Standing
from campaign.registration.taking_part import (
    MOST_PEOPLE,
    AlreadySo,
    Count,
    Names,
    TooMany,
    join,
    say_count,
    say_names,
)
from tests.campaign.campaigns import BAO, KHOI, LAN, MINH, NOW, SECRETARY, VIEN, member
from tests.campaign.registrations import HEAD_OF_BAO, HOA, LAUNCHED, PREPARER, UNIT, of, registration

COUNT = Count(KHOI, LAUNCHED.id, BAO, 1, 44, 45, PREPARER.id, NOW)
NAMES = Names(KHOI, LAUNCHED.id, BAO, 1, frozenset({LAN.id}), LAN.id, NOW)


def test_the_unit_says_how_many() -> None:
    assert say_count(LAUNCHED, PREPARER, 44, 45, None, NOW) == COUNT


def test_saying_it_again_changes_nothing_and_another_number_is_the_next_version() -> None:
    assert say_count(LAUNCHED, PREPARER, 44, 45, COUNT, NOW) == AlreadySo()
    assert say_count(LAUNCHED, PREPARER, 45, 45, COUNT, NOW) == replace(COUNT, version=2, joined=45)


def test_more_than_there_are_cannot_take_part() -> None:
    assert say_count(LAUNCHED, PREPARER, 46, 45, None, NOW) == TooMany(45)
    assert say_count(LAUNCHED, PREPARER, -1, 45, None, NOW) == TooMany(45)
    assert say_count(LAUNCHED, PREPARER, 1, 2**40, None, NOW) == TooMany(MOST_PEOPLE)


def test_only_who_represents_the_unit_speaks_for_it() -> None:
    assert say_count(LAUNCHED, LAN, 1, 1, None, NOW) == NotYours()
    assert say_count(LAUNCHED, SECRETARY, 1, 1, None, NOW) == NotYours()
    assert say_names(LAUNCHED, LAN, [LAN], None, NOW) == NotYours()


def test_only_in_a_running_campaign() -> None:
    shut = replace(LAUNCHED, stage=Stage.CLOSED)
    assert say_count(shut, PREPARER, 1, 1, None, NOW) == NotOpen(Stage.CLOSED)
    assert join(shut, LAN, None, NOW) == NotOpen(Stage.CLOSED)


def test_the_unit_names_only_its_own_people() -> None:
    said = say_names(LAUNCHED, HEAD_OF_BAO, [LAN, HOA, MINH], None, NOW)
    assert isinstance(said, Names)
    assert said.members == {LAN.id, HOA.id}
    assert say_names(LAUNCHED, HEAD_OF_BAO, [LAN, HOA], said, NOW) == AlreadySo()


def test_a_person_joins_once() -> None:
    assert join(LAUNCHED, LAN, None, NOW) == NAMES
    assert join(LAUNCHED, LAN, NAMES, NOW) == AlreadySo()
    assert join(LAUNCHED, HOA, NAMES, NOW) == Names(
        KHOI, LAUNCHED.id, BAO, 2, frozenset({LAN.id, HOA.id}), HOA.id, NOW
    )


def test_what_the_unit_has_counted_stays_counted() -> None:
    assert join(LAUNCHED, LAN, COUNT, NOW) == AlreadySo()


def test_who_is_not_one_of_the_people_does_not_join() -> None:
    assert join(LAUNCHED, member(60, Role.ADMIN), None, NOW) == NotYours()


PEOPLE = [LAN, HOA, PREPARER, HEAD_OF_BAO, MINH]


def test_the_rates_count_people_once_and_stand_in_the_order_of_the_members() -> None:
    registered = [
        registration(1, "CSTDCS", Standing.FILED, of(LAN.id)),
        registration(2, "LDTT", Standing.CONFIRMED, of(LAN.id)),
        registration(3, "TTLDTT", Standing.FILED, UNIT),
    ]
    first, second = rates(PEOPLE, registered, {BAO: COUNT})
    assert first == UnitRate(BAO, LAN.unit_name, 3, 1, 1, 1, 44, 45)
    assert (second.unit, second.people, second.registered, second.joined) == (VIEN, 1, 0, 0)


def test_drafts_returned_and_withdrawn_ones_are_not_registered() -> None:
    standings = (Standing.DRAFT, Standing.RETURNED, Standing.WITHDRAWN)
    registered = [registration(i, "LDTT", s, of(LAN.id)) for i, s in enumerate(standings)]
    assert rates(PEOPLE, registered, {})[0].registered == 0


def test_a_head_who_registers_is_one_of_the_people() -> None:
    own = [registration(1, "CSTDCS", Standing.FILED, of(HEAD_OF_BAO.id))]
    assert (rates(PEOPLE, own, {})[0].people, rates(PEOPLE, own, {})[0].registered) == (4, 1)


def test_names_of_people_who_have_left_do_not_count() -> None:
    said = replace(NAMES, members=frozenset({LAN.id, member(99).id}))
    first, _ = rates(PEOPLE, [], {BAO: said})
    assert (first.joined, first.joined_of) == (1, 3)


def test_a_hundred_percent_is_everybody() -> None:
    assert (percent(999, 1000), percent(1000, 1000), percent(0, 0)) == (99, 100, None)


def test_all_units_together_are_their_sums() -> None:
    whole = overall(rates(PEOPLE, [], {BAO: COUNT}), "Khối")
    assert (whole.people, whole.joined, whole.joined_of, whole.joined_percent) == (4, 44, 46, 95)
