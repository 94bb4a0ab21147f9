"""Reminders come in decent hours, before it is too late, once, and only where they still make sense."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.ids import PersonId
from campaign.reminders.manners import Manners
from campaign.reminders.planning import due_now, may_snooze, plan
from campaign.reminders.reminder import DEFAULT_STEPS, Matter, MatterKind, Reminder, Rung, Sent, Step

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ZONES = (
    "Asia/Ho_Chi_Minh",
    "UTC",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Santiago",
)
TET_2026 = frozenset(date(2026, 2, day) for day in range(16, 21))  # five days; the weekends do the rest
NEW_YEAR = date(2026, 1, 1)
PLAIN = Manners(HANOI, TET_2026 | {NEW_YEAR})
MEETING, DEADLINE = MatterKind.MEETING, MatterKind.DEADLINE


def at(text: str, zone: ZoneInfo = HANOI) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)


def matter(due: str, kind: MatterKind = DEADLINE, rung: Rung = Rung.PREPARER) -> Matter:
    return Matter(PersonId(1), "register:4", 0, at(due), kind, rung)


def planned(
    one: Matter, steps: tuple[Step, ...] = DEFAULT_STEPS, manners: Manners = PLAIN
) -> list[tuple[str, str]]:
    found = plan([one], steps, manners)
    return [(each.step, manners.local(each.at).strftime("%Y-%m-%d %H:%M")) for each in found]


def sent(reminder: Reminder, when: datetime | None = None) -> Sent:
    return Sent(reminder.person, reminder.item, reminder.revision, reminder.step, when or reminder.at)


def test_a_deadline_is_reminded_of_a_week_a_day_and_two_hours_before() -> None:
    assert planned(matter("2026-03-25 17:00")) == [
        ("7d", "2026-03-18 17:00"),
        ("1d", "2026-03-24 17:00"),
        ("2h", "2026-03-25 15:00"),
    ]


def test_what_falls_in_the_night_comes_the_evening_before_and_only_one_a_day_stays() -> None:
    assert planned(matter("2026-12-18 08:00", MEETING)) == [
        ("7d", "2026-12-11 08:00"),
        ("1d", "2026-12-17 08:00"),
    ]
    assert planned(matter("2026-12-18 08:00", MEETING), (Step(minutes=120),)) == [("2h", "2026-12-17 20:00")]


def test_minutes_may_be_asked_for() -> None:
    assert planned(matter("2026-12-18 08:00", MEETING), (Step(minutes=45),)) == [("45m", "2026-12-18 07:15")]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-03-09 17:00", "2026-03-06 17:00"),  # the day before a Monday is the Friday
        ("2026-02-23 09:00", "2026-02-13 09:00"),  # over Tết and both its weekends
        ("2026-01-02 17:00", "2025-12-31 17:00"),  # over New Year's Day into the old year
        ("2026-03-01 17:00", "2026-02-27 17:00"),
    ],
)
def test_days_off_move_a_reminder_to_the_working_day_before(due: str, expected: str) -> None:
    assert planned(matter(due), (Step(days=1),)) == [("1d", expected)]


def test_a_meeting_on_a_day_off_is_reminded_of_that_day_and_a_deadline_is_not() -> None:
    two_hours = (Step(minutes=120),)
    assert planned(matter("2026-03-07 14:00", MEETING), two_hours) == [("2h", "2026-03-07 12:00")]
    assert planned(matter("2026-03-07 14:00", DEADLINE), two_hours) == [("2h", "2026-03-06 12:00")]
    assert planned(matter("2026-03-08 14:00", MEETING), (Step(days=1),)) == [("1d", "2026-03-06 14:00")]


def test_a_saturday_worked_in_exchange_is_a_working_day() -> None:
    swapped = Manners(HANOI, make_up_days=frozenset({date(2026, 3, 7)}))
    assert planned(matter("2026-03-08 14:00"), (Step(days=1),), swapped) == [("1d", "2026-03-07 14:00")]


def test_a_calendar_without_working_days_plans_nothing() -> None:
    never = Manners(HANOI, frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(200)))
    assert planned(matter("2026-05-01 17:00"), manners=never) == []


def test_the_clock_of_the_zone_decides_when_clocks_change() -> None:
    new_york = Manners(ZoneInfo("America/New_York"))
    due = Matter(
        PersonId(1), "x", 0, at("2026-03-09 10:00", new_york.zone), MEETING
    )  # clocks changed on the 8th
    assert [new_york.local(r.at).hour for r in plan([due], (Step(days=7),), new_york)] == [10]
    assert [due.due - r.at for r in plan([due], (Step(minutes=60),), new_york)] == [timedelta(hours=1)]


def test_the_ladder_reaches_the_head_later_and_the_secretary_last() -> None:
    steps = {rung: [code for code, _ in planned(matter("2026-03-25 17:00", rung=rung))] for rung in Rung}
    assert steps == {Rung.PREPARER: ["7d", "1d", "2h"], Rung.HEAD: ["1d", "2h"], Rung.SECRETARY: ["2h"]}


def test_no_reminder_comes_on_the_heels_of_the_notice() -> None:
    told = replace(matter("2026-03-25 17:00"), told_at=at("2026-03-18 17:00"))
    assert [code for code, _ in planned(told)] == ["1d", "2h"]


def test_a_new_revision_has_reminders_of_its_own() -> None:
    old = matter("2026-03-25 17:00")
    new = replace(old, revision=1)
    keys = [r.key for r in plan([old, new], DEFAULT_STEPS, PLAIN)]
    assert len(set(keys)) == len(keys) == 6


def test_a_snooze_keeps_others_away_and_brings_one_then() -> None:
    snoozed = replace(matter("2026-03-25 17:00"), snoozed_until=at("2026-03-24 18:00"))
    (asked, last) = planned(snoozed)
    assert asked[0].startswith("snooze-")
    assert (asked[1], last) == ("2026-03-24 18:00", ("2h", "2026-03-25 15:00"))


@pytest.mark.parametrize(
    ("until", "comes"),
    [
        ("2026-03-24 23:00", "2026-03-25 07:00"),
        ("2026-03-24 03:00", "2026-03-24 07:00"),
        ("2026-03-21 10:00", "2026-03-23 10:00"),
    ],
)
def test_a_snooze_into_the_night_or_weekend_ends_on_the_next_working_morning(until: str, comes: str) -> None:
    assert may_snooze(matter("2026-03-25 17:00"), at(until), PLAIN) == at(comes)


@pytest.mark.parametrize("until", ["2026-03-25 17:00", "2026-03-26 08:00"])
def test_a_snooze_past_the_deadline_is_not_possible_and_changes_nothing(until: str) -> None:
    plain = matter("2026-03-25 17:00")
    assert may_snooze(plain, at(until), PLAIN) is None
    assert planned(replace(plain, snoozed_until=at(until))) == planned(plain)


def test_at_its_moment_a_reminder_is_due_once() -> None:
    rows = plan([matter("2026-03-25 17:00")], DEFAULT_STEPS, PLAIN)
    moment = at("2026-03-24 17:00")
    (due,) = due_now(rows, [], PLAIN, moment)
    assert due.step == "1d"
    assert due_now(rows, [], PLAIN, moment - timedelta(seconds=1)) == ()
    assert due_now(rows, [sent(due)], PLAIN, moment + timedelta(seconds=1)) == ()


def test_a_matter_is_spoken_of_once_a_day_even_after_a_move() -> None:
    old = plan([matter("2026-03-25 17:00")], DEFAULT_STEPS, PLAIN)
    moved = plan([replace(matter("2026-03-25 18:00"), revision=1)], DEFAULT_STEPS, PLAIN)
    (first,) = due_now(old, [], PLAIN, at("2026-03-24 17:00"))
    assert due_now(moved, [sent(first)], PLAIN, at("2026-03-24 18:00")) == ()


def test_a_reminder_that_was_asked_for_comes_on_the_same_day() -> None:
    first = plan([matter("2026-03-25 17:00")], DEFAULT_STEPS, PLAIN)[1]
    snoozed = replace(matter("2026-03-25 17:00"), snoozed_until=at("2026-03-24 19:00"))
    rows = plan([snoozed], DEFAULT_STEPS, PLAIN)
    assert len(due_now(rows, [sent(first)], PLAIN, at("2026-03-24 19:00"))) == 1


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        ("2026-03-24 20:59", ["1d"]),  # a few hours late still helps
        ("2026-03-24 21:00", []),  # not at night
        ("2026-03-25 04:59", []),
        ("2026-03-25 07:00", []),  # more than twelve hours late
        ("2026-03-25 16:59", ["2h"]),  # of what was missed only the last
        ("2026-03-25 17:00", []),  # too late to help
        ("2026-03-30 09:00", []),
    ],
)
def test_after_an_outage_only_what_still_makes_sense_is_sent(now: str, steps: list[str]) -> None:
    rows = plan([matter("2026-03-25 17:00")], DEFAULT_STEPS, PLAIN)
    assert [r.step for r in due_now(rows, [], PLAIN, at(now))] == steps


def test_what_was_missed_in_the_evening_comes_in_the_morning() -> None:
    rows = plan([matter("2026-12-18 08:00", MEETING)], (Step(minutes=120),), PLAIN)
    assert due_now(rows, [], PLAIN, at("2026-12-17 22:00")) == ()
    assert [r.step for r in due_now(rows, [], PLAIN, at("2026-12-18 07:00"))] == ["2h"]


def test_nothing_is_sent_late_on_a_day_off() -> None:
    rows = plan([matter("2026-03-09 17:00")], (Step(days=1),), replace(PLAIN, stale_after=timedelta(days=4)))
    patient = replace(PLAIN, stale_after=timedelta(days=4))
    assert due_now(rows, [], patient, at("2026-03-07 10:00")) == ()
    assert [r.step for r in due_now(rows, [], patient, at("2026-03-09 07:00"))] == ["1d"]


def test_people_are_reminded_independently() -> None:
    both = [matter("2026-03-25 17:00"), replace(matter("2026-03-25 17:00"), person=PersonId(2))]
    rows = plan(both, DEFAULT_STEPS, PLAIN)
    first = rows[2]
    due = due_now(rows, [sent(first)], PLAIN, first.at)
    assert [r.person for r in due] == [PersonId(2)]


@pytest.mark.parametrize(("days", "minutes"), [(0, 0), (1, 30), (-1, 0), (0, -5)])
def test_a_step_is_days_or_minutes(days: int, minutes: int) -> None:
    with pytest.raises(ValueError, match=str(days)):
        Step(days=days, minutes=minutes)


def test_an_evening_in_the_quiet_hours_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="19"):
        Manners(HANOI, quiet_from=time(18), evening=time(19))


STEPS = st.lists(
    st.builds(Step, days=st.integers(1, 30)) | st.builds(Step, minutes=st.integers(1, 3000)), max_size=5
).map(lambda steps: tuple({step.code: step for step in steps}.values()))
MANNERS = st.builds(
    Manners,
    st.sampled_from(ZONES).map(ZoneInfo),
    st.frozensets(st.dates(date(2025, 12, 1), date(2026, 12, 31)), max_size=25),
)
MATTERS = st.builds(
    Matter,
    st.integers(1, 3).map(PersonId),
    st.sampled_from(["meeting:1", "register:2"]),
    st.integers(0, 2),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(MatterKind),
    st.sampled_from(Rung),
)


@settings(max_examples=150)
@given(MATTERS, STEPS, MANNERS)
def test_no_plan_is_ever_rude_late_or_double(one: Matter, steps: tuple[Step, ...], manners: Manners) -> None:
    rows = plan([one], steps, manners)
    assert len({row.key for row in rows}) == len(rows)
    days = [manners.local(row.at).date() for row in rows]
    assert all(before < after for before, after in pairwise(days))
    for row in rows:
        here = manners.local(row.at)
        assert row.at < row.due
        assert time(7) <= here.time() < time(21)
        on_the_day = one.kind is MEETING and here.date() == manners.local(one.due).date()
        assert on_the_day or manners.is_working_day(here.date())


@settings(max_examples=80)
@given(
    st.lists(MATTERS, min_size=1, max_size=4),
    STEPS,
    MANNERS,
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(hours=30)), max_size=80),
)
def test_however_the_clock_wakes_nothing_is_sent_rudely_late_or_twice(
    matters: list[Matter], steps: tuple[Step, ...], manners: Manners, naps: list[timedelta]
) -> None:
    rows = plan({(m.person, m.item, m.revision): m for m in matters}.values(), steps, manners)
    done: list[Sent] = []
    now = min((row.at for row in rows), default=datetime(2026, 1, 1, tzinfo=UTC)) - timedelta(hours=1)
    for nap in naps:
        now += nap
        for row in due_now(rows, done, manners, now):
            assert row.at <= now < row.due
            assert now - row.at <= manners.stale_after
            assert time(7) <= manners.local(now).time() < time(21)
            done.append(sent(row, now))
    assert len({each.key for each in done}) == len(done)
    assert len({(each.person, each.item, manners.local(each.at).date()) for each in done}) == len(done)
