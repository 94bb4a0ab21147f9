"""Rows follow the plan; what was sent stays sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import PersonId
from campaign.reminders.reminder import MatterKind, Reminder, Rung
from campaign.reminders.rows import Changes, Row, RowState, changes, parts
from tests.campaign.campaigns import NOW

DUE = NOW + timedelta(days=9)
WEEK = Reminder(
    PersonId(1), "register:4", 0, "7d", DUE - timedelta(days=7), DUE, MatterKind.DEADLINE, Rung.PREPARER
)
DAY = replace(WEEK, step="1d", at=DUE - timedelta(days=1))
MATTER = (PersonId(1), "register:4", 0)


def row(reminder: Reminder, state: RowState = RowState.DUE) -> Row:
    return Row(reminder, state, NOW, NOW if state is RowState.SENT else None)


def test_what_is_planned_and_not_written_is_written() -> None:
    assert changes([WEEK, DAY], [row(WEEK)], {}, NOW) == Changes(put=(DAY,))


def test_the_same_plan_changes_nothing() -> None:
    assert not changes([WEEK, DAY], [row(WEEK), row(DAY)], {}, NOW)


def test_what_is_planned_no_longer_is_dropped() -> None:
    assert changes([], [row(WEEK), row(DAY)], {}, NOW) == Changes(dropped=(WEEK.key, DAY.key))


def test_what_was_put_off_is_snoozed_and_not_dropped() -> None:
    until = {MATTER: WEEK.at + timedelta(hours=1)}
    assert changes([DAY], [row(WEEK), row(DAY)], until, NOW) == Changes(snoozed=(WEEK.key,))
    assert changes([], [row(WEEK), row(DAY)], until, NOW) == Changes(dropped=(DAY.key,), snoozed=(WEEK.key,))


def test_another_moment_of_the_same_step_is_written_over_it() -> None:
    moved = replace(WEEK, at=WEEK.at + timedelta(hours=1))
    assert changes([moved], [row(WEEK)], {}, NOW) == Changes(put=(moved,))


@pytest.mark.parametrize("planned", [[], [WEEK], [replace(WEEK, at=WEEK.at + timedelta(hours=1))]])
def test_what_was_sent_never_changes(planned: list[Reminder]) -> None:
    assert not changes(planned, [row(WEEK, RowState.SENT)], {}, NOW)


@pytest.mark.parametrize("state", [RowState.DROPPED, RowState.SNOOZED])
def test_what_is_owed_again_waits_again_unless_its_moment_has_passed(state: RowState) -> None:
    assert changes([WEEK], [row(WEEK, state)], {}, NOW) == Changes(put=(WEEK,))
    assert not changes([WEEK], [row(WEEK, state)], {}, WEEK.at)


def test_many_changes_are_the_same_changes_in_bounded_parts() -> None:
    due = [replace(WEEK, revision=number) for number in range(5)]
    whole = Changes(put=tuple(due), dropped=tuple(one.key for one in due[:2]), snoozed=(due[0].key,))
    found = list(parts(whole, 2))
    assert [len(part.put) + len(part.dropped) + len(part.snoozed) for part in found] == [2, 2, 1, 2, 1]
    assert tuple(one for part in found for one in part.put) == whole.put
    assert tuple(key for part in found for key in part.dropped) == whole.dropped
    assert tuple(key for part in found for key in part.snoozed) == whole.snoozed
