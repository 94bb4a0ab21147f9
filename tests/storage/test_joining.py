"""Codes, phones, and one human being on two rosters, in the database."""

import asyncio
from datetime import timedelta

from sqlalchemy import ForeignKey

from campaign.ids import InviteId, PersonId
from campaign.joining.guesser import Guesser
from campaign.joining.invites import JOIN_LASTS, MOST_WRONG_OF_ADDRESS, WINDOW, Invite, InviteKind, Tries
from campaign.people import Member
from campaign.roster.changes import AllowLeaving
from storage.schema import metadata
from storage.unit import Database
from tests.campaign.rosters import SECRETARY
from tests.storage.databases import NOW
from tests.storage.rosters import BOTH, enrol, new_khoi


def invite_for(member: Member, number: int = 1, kind: InviteKind = InviteKind.JOIN) -> Invite:
    return Invite(InviteId(number), member.khoi, member.person, member.id, kind, None, NOW, NOW + JOIN_LASTS)


async def issued(database: Database, *invites: Invite) -> None:
    async with database.unit() as unit:
        await unit.invites.add((invite, f"hash {invite.id}") for invite in invites)
        await unit.commit()


async def test_a_code_is_found_by_its_hash_alone(database: Database) -> None:
    khoi = await new_khoi(database)
    invite = invite_for((await enrol(database, khoi, *BOTH))["TT002"])
    await issued(database, invite)
    async with database.reading() as unit:
        assert await unit.invites.by_hash("hash 1") == invite
        assert await unit.invites.by_hash("hash 2") is None
        assert await unit.invites.open(khoi, NOW) == {invite.member: invite.expires_at}
        assert await unit.invites.open(khoi, invite.expires_at) == {}


async def test_a_code_is_used_once_however_many_try(database: Database) -> None:
    khoi = await new_khoi(database)
    invite = invite_for((await enrol(database, khoi, *BOTH))["TT002"])
    await issued(database, invite)

    async def use() -> bool:
        async with database.unit() as unit:
            used = await unit.invites.use(invite, NOW)
            await unit.commit()
        return used

    assert sum(await asyncio.gather(*(use() for _ in range(100)))) == 1


async def test_joining_ends_the_other_codes_of_the_same_member(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    mine, again, other = (
        invite_for(members["TT002"], 1),
        invite_for(members["TT002"], 2),
        invite_for(members["TT001"], 3),
    )
    await issued(database, mine, again, other)
    async with database.unit() as unit:
        assert await unit.invites.use(mine, NOW)
        assert not await unit.invites.use(again, NOW)
        assert await unit.invites.use(other, NOW)
        await unit.commit()


async def test_leaving_revokes_the_codes(database: Database) -> None:
    khoi = await new_khoi(database)
    invite = invite_for((await enrol(database, khoi, *BOTH))["TT002"])
    await issued(database, invite)
    await enrol(database, khoi, SECRETARY, allow=AllowLeaving.YES)
    async with database.unit() as unit:
        assert not await unit.invites.use(invite, NOW)


async def test_only_an_account_that_showed_the_code_may_press_its_button(database: Database) -> None:
    khoi = await new_khoi(database)
    invite = invite_for((await enrol(database, khoi, *BOTH))["TT002"])
    await issued(database, invite)
    async with database.unit() as unit:
        await unit.invites.show(invite.id, "paper", "p1", NOW)
        await unit.invites.show(invite.id, "paper", "p1", NOW)
        assert await unit.invites.shown_to(invite.id, "paper", "p1") == invite
        assert await unit.invites.shown_to(invite.id, "paper", "p2") is None


async def test_wrong_tries_are_counted_within_the_window_only(database: Database) -> None:
    async with database.unit() as unit:
        for minutes in (0, 10, 20):
            await unit.invites.wrong(Guesser("paper", "p1"), NOW + timedelta(minutes=minutes))
        await unit.invites.wrong(Guesser("paper", "p2"), NOW + timedelta(minutes=20))
        tries = await unit.invites.tries(Guesser("paper", "p1"), NOW + timedelta(minutes=20))
    assert tries == Tries([NOW + timedelta(minutes=10), NOW + timedelta(minutes=20)], (), 0, 3)


async def test_wrong_tries_of_a_clock_that_was_a_year_ahead_lock_nobody_out(database: Database) -> None:
    one, other, ahead = (
        Guesser("paper", "p1", PersonId(7), "ab12cd"),
        Guesser("paper", "p2"),
        timedelta(days=365),
    )
    async with database.unit() as unit:
        for _ in range(5):
            await unit.invites.wrong(one, NOW + ahead)
        assert await unit.invites.tries(one, NOW) == Tries((), (), 0, 0)
        await unit.invites.wrong(other, NOW)
        assert await unit.invites.tries(one, NOW + ahead) == Tries((), (), 0, 0), "they are forgotten"
        await unit.invites.wrong(one, NOW)
        a_minute_back = NOW - timedelta(minutes=1)
        assert await unit.invites.tries(one, a_minute_back) == Tries([NOW], [NOW], 1, 2), (
            "not by any turn of it"
        )


async def test_a_wrong_try_counts_against_phone_person_and_address_and_once_for_everybody(
    database: Database,
) -> None:
    phone = Guesser("web", "w1", PersonId(7), "ab12cd")
    async with database.unit() as unit:
        await unit.invites.wrong(phone, NOW)
        assert await unit.invites.tries(phone, NOW) == Tries([NOW], [NOW], 1, 1)
        assert await unit.invites.tries(Guesser("paper", "p1", PersonId(7)), NOW) == Tries((), [NOW], 0, 1)
        assert await unit.invites.tries(Guesser("web", "w2", whence="ab12cd"), NOW) == Tries((), (), 1, 1)
        assert await unit.invites.tries(Guesser("web", "w3"), NOW) == Tries((), (), 0, 1)


async def test_what_one_address_tries_beyond_its_measure_is_not_counted_for_everybody(
    database: Database,
) -> None:
    async with database.unit() as unit:
        for number in range(MOST_WRONG_OF_ADDRESS + 3):
            await unit.invites.wrong(Guesser("web", f"w{number}", whence="ab12cd"), NOW)
        await unit.invites.wrong(Guesser("paper", "p1"), NOW)
        here = await unit.invites.tries(Guesser("web", "w0", whence="ab12cd"), NOW)
    assert here == Tries([NOW], (), MOST_WRONG_OF_ADDRESS + 3, MOST_WRONG_OF_ADDRESS + 1)


async def test_wrong_tries_nobody_counts_any_more_are_forgotten(database: Database) -> None:
    async with database.unit() as unit:
        await unit.invites.wrong(Guesser("web", "w1", PersonId(7), "ab12cd"), NOW)
        await unit.invites.forget_wrong(NOW + WINDOW)
        assert await unit.sql.all("SELECT * FROM wrong_try") == []


async def test_a_removed_phone_is_nobodys_and_hears_nothing_more(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    person = members["TT002"].person
    async with database.unit() as unit:
        await unit.people.bind("paper", "p1", person, "Trần Thị B", NOW)
        await unit.people.bind("paper", "p2", person, "", NOW)
        await unit.commit()
    async with database.unit() as unit:
        first, second = await unit.devices.of(person)
        assert (first.account, first.name, first.reachable) == ("p1", "Trần Thị B", True)
        assert not await unit.devices.remove(members["TT001"].person, first.id)
        assert await unit.devices.remove(person, first.id)
        assert await unit.devices.of(person) == [second]
        assert await unit.people.by_account("paper", "p1") is None


async def test_two_persons_made_one_keep_every_place_and_phone(database: Database) -> None:
    one, two = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    mine = (await enrol(database, one, *BOTH))["TT002"]
    also_mine = (await enrol(database, two, *BOTH))["TT002"]
    async with database.unit() as unit:
        await unit.people.bind("paper", "p1", mine.person, "", NOW)
        await unit.people.bind("paper", "p2", also_mine.person, "", NOW)
        await unit.devices.merge(also_mine.person, mine.person, NOW)
        await unit.commit()
    async with database.reading() as unit:
        for account in ("p1", "p2"):
            person = await unit.people.by_account("paper", account)
            assert person is not None
            assert person.id == mine.person
            assert {m.khoi for m in person.memberships} == {one, two}


def test_merging_knows_every_table_that_names_a_person() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name == "person_id" or any(_names_a_person(key) for key in column.foreign_keys)
    }
    assert named == {
        "member.person_id",
        "account.person_id",
        "invite.person_id",
        "delivery.person_id",
        "reminder.person_id",
        "snooze.person_id",
        "nudge.person_id",
        "outbox.person_id",
        "web_message.person_id",
        "calendar_feed.person_id",
        "person.merged_into",
    }, "DeviceStore.merge must move what this table says of the person"


def _names_a_person(key: ForeignKey) -> bool:
    return key.target_fullname == "person.id"
