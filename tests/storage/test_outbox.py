"""Letters leave once and in order, what becomes of them is recorded, and how far a notice has come is watched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import NoticeId
from campaign.people import Language
from storage.fates import Fate
from storage.outbox import LEASE, Letter
from storage.unit import Database
from tests.campaign.campaigns import CHAIR, KHOI, LAN, NOW
from tests.storage.test_campaigns import people

ANSWER, NEWS = 0, 3
NOTICE = NoticeId(1)
SECOND = timedelta(seconds=1)


def letter(number: int, account: str = "1", priority: int = ANSWER) -> Letter:
    return Letter(number, "paper", account, LAN.person, Language.VI, priority, bytes([number]), NOW)


@pytest.fixture
async def there(database: Database) -> Database:
    """Somebody with two phones, and a notice on its way to them."""
    async with database.unit() as unit:
        await people(unit)
        for account in ("1", "2"):
            await unit.people.bind("paper", account, LAN.person, "", NOW)
        await unit.notices.add(NOTICE, KHOI, None, "free", b"", CHAIR.id, NOW)
        await unit.notices.address(NOTICE, [LAN.person])
        await unit.commit()
    return database


async def queued(database: Database, *letters: Letter) -> None:
    async with database.unit() as unit:
        await unit.outbox.add(letters, NOW)
        await unit.commit()


async def taken(database: Database, after: timedelta, most: int = 10) -> Sequence[int]:
    async with database.unit() as unit:
        found = await unit.outbox.take("paper", (ANSWER, NEWS), NOW + after, most)
        await unit.commit()
    return [one.id for one in found]


async def test_a_letter_comes_back_as_it_was_queued(there: Database) -> None:
    whole = replace(letter(1), edits="17", tap="q-1", notice=NOTICE)
    await queued(there, whole)
    async with there.unit() as unit:
        assert await unit.outbox.waits("paper", (ANSWER, NEWS), NOW)
        assert not await unit.outbox.waits("web", (ANSWER, NEWS), NOW)
        (found,) = await unit.outbox.take("paper", (ANSWER,), NOW, 9)
    assert replace(found, due_at=NOW) == whole


async def test_the_urgent_ones_leave_first_and_each_is_taken_once(there: Database) -> None:
    await queued(there, letter(1, priority=NEWS), letter(2, "2"), letter(3))
    assert await taken(there, timedelta(), 2) == [2, 3]
    assert await taken(there, timedelta()) == [1]
    assert await taken(there, timedelta()) == []


async def test_answers_to_one_account_wait_for_the_one_in_somebodys_hands(there: Database) -> None:
    await queued(there, letter(1))
    assert await taken(there, timedelta()) == [1]
    await queued(there, letter(2), letter(3, "2"))
    assert await taken(there, SECOND) == [3]
    assert await taken(there, LEASE + SECOND / 2) == [1, 2], "nobody came back with it in time"


async def test_an_answer_waits_until_it_is_recorded_as_sent(there: Database) -> None:
    await queued(there, letter(1), letter(2, "2", NEWS))
    assert await taken(there, timedelta()) == [1, 2]
    async with there.unit() as unit:
        assert await unit.outbox.answers_wait("paper", "1", ANSWER), "it is in somebody's hands"
        assert not await unit.outbox.answers_wait("paper", "2", ANSWER)
        assert not await unit.outbox.answers_wait("web", "1", ANSWER)
        await unit.fates.settle([Fate(1, "sent", 1, message_ref="9")])
        assert not await unit.outbox.answers_wait("paper", "1", ANSWER)


async def test_letters_given_back_leave_at_once_and_those_renewed_later(there: Database) -> None:
    await queued(there, letter(1), letter(2, "2"))
    assert await taken(there, timedelta()) == [1, 2]
    async with there.unit() as unit:
        assert sorted(await unit.tenures.ahead("paper", ["1", "2"], ANSWER)) == [(1, "1"), (2, "2")]
        await unit.tenures.release([2])
        await unit.tenures.renew([1], NOW + 3 * LEASE)
        await unit.commit()
    assert await taken(there, SECOND) == [2]
    assert await taken(there, 2 * LEASE) == [2]
    async with there.unit() as unit:
        await unit.tenures.release_all(NOW + 2 * LEASE + SECOND, ANSWER)
        await unit.commit()
    assert sorted(await taken(there, 2 * LEASE + SECOND)) == [1, 2]


async def test_what_was_sent_is_wiped_and_its_line_of_the_ledger_says_so(there: Database) -> None:
    await queued(there, replace(letter(1), notice=NOTICE), replace(letter(2, "2"), notice=NOTICE))
    async with there.unit() as unit:
        await unit.fates.settle(
            [Fate(1, "unreachable", 1, error="blocked", notice=NOTICE, person=LAN.person)]
        )
        assert await unit.notices.ledger(NOTICE) == {"queued": 1, "read": 0}
        await unit.fates.lost_accounts([1], NOW)
        await unit.fates.settle([Fate(2, "sent", 1, message_ref="9", notice=NOTICE, person=LAN.person)])
        assert await unit.notices.ledger(NOTICE) == {"sent": 1, "read": 0}
        assert await unit.outbox.how_many() == 0
        rows = await unit.sql.all("SELECT state, body, message_ref, error FROM outbox ORDER BY id")
        lost = await unit.sql.all("SELECT account FROM account WHERE unreachable_at IS NOT NULL")
        assert await unit.outbox.purge(NOW + SECOND) == 2
    assert [(row["state"], bytes(row["body"]), row["message_ref"], row["error"]) for row in rows] == [
        ("unreachable", b"", None, "blocked"), ("sent", b"", "9", None),
    ]  # fmt: skip
    assert [row["account"] for row in lost] == ["1"]


async def test_a_failed_letter_is_due_again_with_all_it_says(there: Database) -> None:
    await queued(there, letter(1))
    async with there.unit() as unit:
        await unit.fates.settle([Fate(1, "due", 1, error="502", due_at=NOW + SECOND)])
        await unit.commit()
    assert await taken(there, timedelta()) == []
    async with there.unit() as unit:
        (found,) = await unit.outbox.take("paper", (ANSWER,), NOW + SECOND, 9)
    assert (found.body, found.attempts) == (letter(1).body, 1)


async def test_how_far_a_notice_has_come_is_told_by_the_newest_letter_until_its_end(there: Database) -> None:
    await queued(there, letter(1), letter(2))
    async with there.unit() as unit:
        await unit.progress.add(NOTICE, 1, b"frame", "0/1")
        await unit.fates.settle([Fate(1, "sent", 1, message_ref="9")])
        (watched,) = await unit.progress.under_way()
        assert (watched.notice, watched.frame, watched.shown, watched.told) == (
            NOTICE,
            b"frame",
            "0/1",
            "sent",
        )
        assert (watched.message_ref, watched.account, watched.person) == ("9", "1", LAN.person)
        await unit.progress.told(NOTICE, 2, "1/1")
        (watched,) = await unit.progress.under_way()
        assert (watched.shown, watched.told, watched.message_ref) == ("1/1", "due", None)
        await unit.progress.end(NOTICE)
        assert await unit.progress.under_way() == []


async def test_the_command_list_of_an_account_is_shown_once_each_time_it_changes(there: Database) -> None:
    async with there.unit() as unit:
        await unit.sql.run("UPDATE account SET commands_due_at = NULL")
        await unit.command_lists.all_due(NOW)
        first, second = await unit.command_lists.due(NOW, 9)
        assert (first.account, first.person, first.shown, first.tries) == ("1", LAN.person, "", 0)
        await unit.command_lists.shown(first, "digest")
        await unit.command_lists.later(second, NOW + SECOND)
        assert await unit.command_lists.due(NOW, 9) == []
        (again,) = await unit.command_lists.due(NOW + SECOND, 9)
        assert (again.account, again.tries) == ("2", 1)
        await unit.command_lists.changed("paper", "1", NOW)
        await unit.command_lists.give_up(again)
        (changed,) = await unit.command_lists.due(NOW + SECOND, 9)
        assert (changed.account, changed.shown) == ("1", "digest")
